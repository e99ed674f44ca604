"""Linking: an address goes on in an older conversation, and can be taken out of it again exactly.

The words follow the person: what was said in the address's own conversation is moved, numbered on, to the end of the
older one, and each place it leaves keeps its number and a line that says so. So every message that arrived is in exactly
one transcript, and no transcript has a hole or a repeat (docs/decisions/0006 says what else was thought of).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from bot import drafts, moving, proofs
from bot.addresses import masked
from bot.conversation import AskForProof, Deed, GoOn, SomebodyElse, State, WrongCode
from bot.house import House
from bot.store import tables
from handoff import enquiries

FRONT_DOOR = "Front door"
LOST = "This number belongs to somebody else now, so it was not sent there."
_conversations, _addresses, _links = tables.conversations, tables.addresses, tables.links


@dataclass(frozen=True)
class Link:
    """An address that goes on in a conversation which was begun elsewhere. shown: `telegram •••• 123`."""

    id: int
    shown: str
    proved_by: str
    since: datetime


def carry_out(transaction: Connection, house: House, conversation_id: str, deeds: Iterable[Deed], now: datetime) -> str:
    """What a turn decided about who is writing. Returns the conversation in which it goes on speaking."""
    for deed in deeds:
        match deed:
            case AskForProof():
                proofs.ask(transaction, house.council, conversation_id, deed.reference, now)
            case WrongCode():
                proofs.wrong(transaction, deed.proof)
            case SomebodyElse():
                _lose(transaction, deed.proof, now)
            case GoOn():
                proof = proofs.use(transaction, deed.proof)
                if proof is not None and proof.target:
                    link(transaction, house, conversation_id, proof.target, proof.kind, now)
                    return str(proof.target)
    return conversation_id


def link(transaction: Connection, house: House, origin: str, target: str, proved_by: str, now: datetime) -> None:
    """The origin's address goes on in the target, with everything that was said and opened in the origin."""
    here = transaction.execute(select(_conversations).where(_conversations.c.id == origin)).one()
    first, moved = moving.all_of(transaction, origin, target, _moved_line(house, here))
    brought = _take_enquiries(transaction, origin, target)
    for one in _addresses_in(transaction, origin):
        _hand_over(transaction, one, target, "linked", now)
    transaction.execute(
        insert(_links).values(
            conversation_id=target,
            origin=origin,
            channel=here.channel,
            address=here.address,
            proved_by=proved_by,
            first_seq=first,
            moved=moved,
            enquiries=brought,
            since=now,
        )
    )
    _wake_up(transaction, target, here, first, now)
    _send_again(transaction, target, here.address, now)
    proof = "a one-time code" if proved_by == "code" else "their own word"
    _note(transaction, target, "linked", f"{_shown(here.channel, here.address)} goes on here, by {proof}.", now)


def unlink(house: House, link_id: int, by: str) -> None:
    """As if it had not been linked: each conversation has its own words, enquiries and address again.

    Records stay as they were changed meanwhile, each version with who, when and why. by: the member of staff's name.
    """
    now = house.now()
    with house.database.write() as transaction:
        row = transaction.execute(
            update(_links)
            .where(_links.c.id == link_id, _links.c.until.is_(None))
            .values(until=now)
            .returning(*_links.c)
        ).first()
        if row is None:
            return
        line = house.council.words("en").say("link.moved")
        moving.back(transaction, row.conversation_id, row.origin, row.first_seq, row.moved, line)
        came = [one for one in _addresses_in(transaction, row.conversation_id) if one.since == row.since]
        theirs = {(one.channel, one.address) for one in came}
        moving.said_by(transaction, row.conversation_id, row.origin, theirs, row.first_seq, line)
        for reference in row.enquiries:
            _give_enquiry(transaction, reference, row.origin)
        for one in came:
            _hand_over(transaction, one, row.origin, "own", now)
        _back_to_own_address(transaction, row.conversation_id)
        _note(transaction, row.conversation_id, "unlinked", f"{_shown(row.channel, row.address)}, by {by}.", now)
    for one in (row.conversation_id, row.origin):
        house.wake.watchers(one)
        house.wake.worker(one)


def links_of(connection: Connection, conversation_id: str) -> list[Link]:
    """The addresses that were linked to this conversation and still are: for staff to see, and to undo."""
    rows = connection.execute(
        select(_links)
        .where(_links.c.conversation_id == conversation_id, _links.c.until.is_(None))
        .order_by(_links.c.id)
    )
    return [Link(row.id, _shown(row.channel, row.address), row.proved_by, row.since) for row in rows]


def goes_on_in(connection: Connection, conversation_id: str) -> str | None:
    """Where a conversation goes on since its address was linked; None: here."""
    found: str | None = connection.execute(
        select(_links.c.conversation_id).where(_links.c.origin == conversation_id, _links.c.until.is_(None))
    ).scalar()
    return found


def belongs_elsewhere(connection: Connection, conversation_id: str, channel: str, address: str) -> bool:
    """Whether the address is in another conversation by now: what is said here is not for whoever has it."""
    now_in = connection.execute(
        select(_addresses.c.conversation_id).where(
            _addresses.c.channel == channel, _addresses.c.address == address, _addresses.c.until.is_(None)
        )
    ).scalar()
    return now_in is not None and now_in != conversation_id


def _addresses_in(connection: Connection, conversation_id: str) -> list[Row[Any]]:
    rows = connection.execute(
        select(_addresses).where(_addresses.c.conversation_id == conversation_id, _addresses.c.until.is_(None))
    )
    return list(rows)


def _hand_over(transaction: Connection, one: Row[Any], to: str, via: str, now: datetime) -> None:
    """From now on the address is in this conversation. Its name, and a STOP that was said there, stay with it."""
    transaction.execute(update(_addresses).where(_addresses.c.id == one.id).values(until=now))
    transaction.execute(
        insert(_addresses).values(
            channel=one.channel,
            address=one.address,
            conversation_id=to,
            since=now,
            via=via,
            name=one.name,
            stopped_at=one.stopped_at,
        )
    )


def _wake_up(transaction: Connection, target: str, origin: Row[Any], first: int, now: datetime) -> None:
    """The older conversation answers from here, goes on with what was being written down, and hears what was held."""
    row = transaction.execute(select(_conversations).where(_conversations.c.id == target)).one()
    older, newer = State.from_json(row.state), State.from_json(origin.state)
    by_a_person = row.floor == "staff"
    state = drafts.put_off(older, newer, first - 1) if by_a_person else drafts.gone_on(older, newer, first - 1)
    floor = {} if by_a_person or newer.record is None else {"floor": "bot", "floor_since": now}
    unheard = moving.unheard(transaction, target, row.heard_seq)
    transaction.execute(
        update(_conversations)
        .where(_conversations.c.id == target)
        .values(
            channel=origin.channel,
            address=origin.address,
            heard_at=origin.heard_at,
            state=state.as_json(),
            turn=row.turn + 1,
            resident_seq=moving.newest(transaction, target),
            unanswered=bool(unheard),
            **floor,
        )
    )
    transaction.execute(
        update(_conversations).where(_conversations.c.id == origin.id).values(unanswered=False, turn=origin.turn + 1)
    )


def _lose(transaction: Connection, proof_id: str, now: datetime) -> None:
    """The number is somebody else's: who is responsible has to reach the resident another way, and is told."""
    proof = proofs.use(transaction, proof_id, "closed")
    if proof is None:
        return
    where = transaction.execute(
        select(_conversations.c.channel, _conversations.c.address).where(_conversations.c.id == proof.asker)
    ).one()
    detail = f"{_shown(where.channel, where.address)} is somebody else's now. Reach the resident another way."
    _note(transaction, proof.target, "number changed", detail, now)


def _take_enquiries(transaction: Connection, origin: str, target: str) -> list[str]:
    table = tables.enquiries
    found = transaction.execute(select(table.c.reference).where(table.c.conversation_id == origin)).scalars().all()
    for reference in found:
        _give_enquiry(transaction, reference, target)
    return list(found)


def _give_enquiry(transaction: Connection, reference: str, to: str) -> None:
    table = tables.enquiries
    transaction.execute(update(table).where(table.c.reference == reference).values(conversation_id=to))


def _back_to_own_address(transaction: Connection, conversation_id: str) -> None:
    """Answers go to the newest address that the conversation still has."""
    left = _addresses_in(transaction, conversation_id)
    if left:
        newest = max(left, key=lambda one: one.since)
        transaction.execute(
            update(_conversations)
            .where(_conversations.c.id == conversation_id)
            .values(channel=newest.channel, address=newest.address)
        )


def _send_again(transaction: Connection, conversation_id: str, address: str, now: datetime) -> None:
    """What was kept back while it was not known who has the number."""
    deliveries = tables.deliveries
    transaction.execute(
        update(deliveries)
        .where(
            deliveries.c.conversation_id == conversation_id,
            deliveries.c.address == address,
            deliveries.c.state == "withheld",
            deliveries.c.reason == LOST,
        )
        .values(state="due", reason="", next_at=now)
    )


def _note(transaction: Connection, conversation_id: str, kind: str, detail: str, now: datetime) -> None:
    for enquiry in enquiries.of(transaction, conversation_id):
        enquiries.note(transaction, enquiry.reference, by=FRONT_DOOR, kind=kind, detail=detail, now=now)


def _moved_line(house: House, origin: Row[Any]) -> str:
    return house.council.words(State.from_json(origin.state).lang).say("link.moved")


def _shown(channel: str, address: str) -> str:
    return f"{channel} {masked(channel, address)}".strip()
