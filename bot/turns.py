"""A turn: read what waits, understand it, decide, and store everything in one transaction or nothing at all."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select, update

from actions.converse import converse
from actions.talk import Moment, Talk
from bot import linking, moving, outbox, proofs
from bot.conversation import Heard, State
from bot.house import House
from bot.store import tables
from bot.understanding import Understanding, Understood
from handoff import enquiries

log = logging.getLogger("frontdoor.turns")

BOT = "Automated assistant"
TRIES = 8

Decide = Callable[[Talk, Sequence[Heard]], Talk]


class Moved(Exception):
    """The conversation's turn or floor moved while we were thinking: think again."""


@dataclass(frozen=True)
class Waiting:
    """A conversation as it was read, with the resident's messages that were not answered yet."""

    conversation_id: str
    turn: int
    talk: Talk
    unheard: tuple[_Unheard, ...]
    newest: int


async def take_turn(
    house: House, understanding: Understanding, conversation_id: str, decide: Decide = converse
) -> bool:
    """Answers everything that waits in the conversation. False: nothing did. decide: `converse`, or `give_up`."""
    for _ in range(TRIES):
        waiting = await asyncio.to_thread(_read, house, conversation_id)
        if waiting is None:
            return False
        heard = [await _hear(house, understanding, waiting, row) for row in waiting.unheard]
        talk = decide(waiting.talk, heard) if heard else waiting.talk
        try:
            goes_on_in = await asyncio.to_thread(_store, house, waiting, heard, talk)
        except Moved:
            log.info("turn moved, thinking again conversation=%s", conversation_id)
            continue
        house.wake.watchers(conversation_id)
        if goes_on_in != conversation_id:
            house.wake.watchers(goes_on_in)
            house.wake.worker(goes_on_in)
        return True
    raise Moved(conversation_id)


async def _hear(house: House, understanding: Understanding, waiting: Waiting, row: _Unheard) -> Heard:
    understood = await understanding.read(row.text) if row.text else Understood(acts=(), services=())
    # A service that this council's folder does not have goes to people who find the right team.
    services = tuple((name if name in house.council.services else "other", p) for name, p in understood.services)
    understood = replace(understood, services=services)
    if row.edits and (waiting.talk.record or waiting.talk.open_enquiries):
        understood = replace(understood, acts=(("correct_record", 1.0), *understood.acts))
    return Heard(row.seq, row.text, row.at, understood, tuple(row.media))


def _read(house: House, conversation_id: str) -> Waiting | None:
    with house.database.read() as connection:
        row = connection.execute(
            select(tables.conversations).where(tables.conversations.c.id == conversation_id)
        ).first()
        if row is None or not row.unanswered:
            return None
        now = house.now()
        moment = Moment(
            now=now,
            council=house.council,
            rota=enquiries.rota(connection, house.council),
            references=enquiries.fresh_references(connection, house.council.prefix, 4),
            link=house.page(conversation_id),
        )
        talk = Talk(
            moment=moment,
            state=State.from_json(row.state),
            floor=row.floor,
            enquiries=enquiries.of(connection, conversation_id),
            via=row.channel,
            proof=proofs.standing(connection, house.settings.secret, conversation_id),
        )
        unheard = _unheard(connection, conversation_id, row.heard_seq)
        return Waiting(conversation_id, row.turn, talk, unheard, row.resident_seq)


@dataclass(frozen=True)
class _Unheard:
    seq: int
    text: str
    at: datetime
    media: tuple[str, ...]
    edits: int | None


def _unheard(connection: Connection, conversation_id: str, heard_seq: int) -> tuple[_Unheard, ...]:
    rows = moving.unheard(connection, conversation_id, heard_seq)
    media, kinds = tables.media, dict[int, list[str]]()
    for row in connection.execute(
        select(media.c.seq, media.c.kind).where(media.c.conversation_id == conversation_id, media.c.seq > heard_seq)
    ):
        kinds.setdefault(row.seq, []).append(row.kind)
    return tuple(_Unheard(row.seq, row.text, row.at, tuple(kinds.get(row.seq, ())), row.edits) for row in rows)


def _store(house: House, waiting: Waiting, heard: Sequence[Heard], talk: Talk) -> str:
    """Moved: somebody else answered, or a person took the floor, since the conversation was read.

    Returns the conversation in which it goes on: this one, unless its address was linked to an older one.
    """
    now = talk.moment.now
    newest = max((one.seq for one in heard), default=waiting.newest)
    conversations = tables.conversations
    floor: dict[str, Any] = {"floor": talk.floor}
    if talk.floor != waiting.talk.floor:
        floor["floor_since"] = now
    with house.database.write() as transaction:
        swapped = transaction.execute(
            update(conversations)
            .where(
                conversations.c.id == waiting.conversation_id,
                conversations.c.turn == waiting.turn,
                conversations.c.floor == waiting.talk.floor,
            )
            .values(
                state=talk.state.as_json(),
                turn=waiting.turn + 1,
                heard_seq=min(talk.held) - 1 if talk.held else newest,
                unanswered=conversations.c.resident_seq > newest,
                **floor,
            )
        )
        if swapped.rowcount != 1:
            raise Moved(waiting.conversation_id)
        enquiries.carry_out(transaction, waiting.conversation_id, talk.deeds, now)
        _keep_understood(transaction, waiting.conversation_id, [one for one in heard if one.seq not in talk.held])
        goes_on_in = linking.carry_out(transaction, house, waiting.conversation_id, talk.deeds, now)
        # Where a person may hold the floor, that it was linked is said by the house and not by the bot.
        speaker = ("bot", BOT) if goes_on_in == waiting.conversation_id else ("system", linking.FRONT_DOOR)
        _say(transaction, goes_on_in, talk, speaker, now)
    return goes_on_in


def _say(transaction: Connection, conversation_id: str, talk: Talk, speaker: tuple[str, str], now: datetime) -> None:
    for said in talk.said:
        outbox.put(
            transaction,
            conversation_id,
            author=speaker[0],
            name=speaker[1],
            text=said.text,
            at=now,
            asks=said.asks,
            choices=said.choices,
            purpose="urgent" if said.urgent else "reply",
        )


def _keep_understood(transaction: Connection, conversation_id: str, heard: Sequence[Heard]) -> None:
    """How each message was read, so that a person can later say how it should have been."""
    messages = tables.messages
    for one in heard:
        read = {
            "act": one.understood.act,
            "service": one.understood.service if one.understood.services else None,
            "emergency": one.understood.emergency,
            "by": one.understood.by,
        }
        transaction.execute(
            update(messages)
            .where(messages.c.conversation_id == conversation_id, messages.c.seq == one.seq)
            .values(understood=read, sure=round(one.understood.sure, 3))
        )


def unanswered(house: House) -> list[str]:
    """The sweep's question: conversations in which a resident waits for an answer."""
    with house.database.read() as connection:
        rows = connection.execute(select(tables.conversations.c.id).where(tables.conversations.c.unanswered))
        return list(rows.scalars())
