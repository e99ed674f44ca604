"""Delivery: what is due is sent through its channel, and what became of it is stored (bot.fate).

The state is written before the send (`sending`) and after it. A process that dies in between leaves `sending`
behind, which the next sweep turns into `unknown`: the provider is asked, or a person sees it; it is never sent again
blindly.
"""

from __future__ import annotations

import asyncio
import logging
from datetime import timedelta
from typing import Any

from sqlalchemy import Row, Select, and_, exists, or_, select, update

from bot import linking, proofs, stopping
from bot.fate import Outcome, settle
from bot.house import House
from bot.store import tables

__all__ = ["Outcome", "resolve_unknown", "send_due", "unstick"]

log = logging.getLogger("frontdoor.delivery")

STUCK = timedelta(seconds=60)
ASK_AFTER = timedelta(seconds=10)
GIVE_UP_ASKING = timedelta(minutes=10)
CANNOT_SAY = (
    "It may or may not have arrived, and the provider cannot say. Look at it, and reach the resident another way."
)
STOPPED = (
    "The resident said STOP here, or blocked us. It stands on their own page; reach them another way if they must know."
)
AT_ONCE = 8
"""Sends at the same time, each to another address: a slow provider makes only its own wait."""


async def send_due(house: House, channels: dict[str, Any]) -> int:
    """Sends what is due: to one address one after the other in the order it was said. Returns how many were tried."""
    tried = 0
    several = asyncio.Semaphore(AT_ONCE)

    async def one(row: Row[Any]) -> None:
        async with several:
            await _send(house, channels, row)

    while claimed := [row for row in await asyncio.to_thread(_due, house) if _claim(house, row)]:
        tried += len(claimed)
        await asyncio.gather(*(one(row) for row in claimed))
    return tried


async def resolve_unknown(house: House, channels: dict[str, Any]) -> None:
    """Asks the provider what became of what may or may not have gone. Nothing is sent here."""
    for row in await asyncio.to_thread(_unknown, house):
        channel = channels.get(row.channel)
        outcome = await channel.look_up(_ready(house, row)) if channel is not None else None
        if outcome is not None:
            settle(house, row.id, outcome)
        elif row.next_at < house.now() - GIVE_UP_ASKING:
            log.warning("fate unknown delivery=%s", row.id)
            settle(house, row.id, Outcome("failed", reason=CANNOT_SAY))


async def _send(house: House, channels: dict[str, Any], row: Row[Any]) -> None:
    channel = channels.get(row.channel)
    if channel is None:
        return settle(house, row.id, Outcome("failed", reason=f"The channel {row.channel} is not set up."))
    return settle(house, row.id, _withheld(house, row) or await channel.send(_ready(house, row)))


def _ready(house: House, row: Row[Any]) -> Any:
    """A one-time code stands in its message only while it is sent."""
    if row.purpose != "code":
        return row
    with house.database.read() as connection:
        return proofs.with_code(connection, house.settings.secret, row, house.now())


def _with_words() -> Select[Any]:
    """Deliveries with what they deliver."""
    deliveries, messages = tables.deliveries, tables.messages
    words = (messages.c.text, messages.c.author, messages.c.at, messages.c.choices, messages.c.asks)
    mine = (messages.c.conversation_id == deliveries.c.conversation_id) & (messages.c.seq == deliveries.c.seq)
    return select(deliveries, *words).join(messages, mine)


def _due(house: House) -> list[Row[Any]]:
    """For each address the first that is due; what was said later waits until its fate is known."""
    deliveries, earlier = tables.deliveries, tables.deliveries.alias("earlier")
    first = ~exists().where(
        earlier.c.conversation_id == deliveries.c.conversation_id,
        earlier.c.channel == deliveries.c.channel,
        earlier.c.address == deliveries.c.address,
        earlier.c.state.in_(("due", "sending")),
        or_(
            earlier.c.seq < deliveries.c.seq,
            and_(earlier.c.seq == deliveries.c.seq, earlier.c.part < deliveries.c.part),
        ),
    )
    with house.database.read() as connection:
        return list(
            connection.execute(
                _with_words()
                .where(deliveries.c.state == "due", deliveries.c.next_at <= house.now(), first)
                .order_by(deliveries.c.id)
                .limit(200)
            )
        )


def _claim(house: House, row: Row[Any]) -> bool:
    """Only one worker sends it."""
    deliveries = tables.deliveries
    with house.database.write() as transaction:
        claimed = transaction.execute(
            update(deliveries)
            .where(deliveries.c.id == row.id, deliveries.c.state == "due")
            .values(state="sending", attempts=deliveries.c.attempts + 1, next_at=house.now(), updated_at=house.now())
        )
        return claimed.rowcount == 1


def _withheld(house: House, row: Row[Any]) -> Outcome | None:
    """What is asked at the moment of sending; None: it may go."""
    with house.database.read() as connection:
        if linking.belongs_elsewhere(connection, row.conversation_id, row.channel, row.address):
            return Outcome("withheld", reason=linking.LOST)
        if row.purpose == "code" and proofs.too_late(connection, row, house.now()):
            return Outcome("withheld", reason="The code was too old to be of use.", tell=False)
        if stopping.forbids(connection, row):
            return Outcome("withheld", reason=STOPPED)
        if row.part and _earlier_part_failed(connection, row):
            return Outcome("withheld", reason="An earlier part of the same message did not go.", tell=False)
    if _floor_was_taken(house, row):
        return Outcome("withheld", reason="A person took over before it was sent.", tell=False)
    return None


def _earlier_part_failed(connection: Any, row: Row[Any]) -> bool:
    deliveries = tables.deliveries
    failed = connection.execute(
        select(deliveries.c.id).where(
            deliveries.c.conversation_id == row.conversation_id,
            deliveries.c.seq == row.seq,
            deliveries.c.channel == row.channel,
            deliveries.c.address == row.address,
            deliveries.c.part < row.part,
            deliveries.c.state.in_(("failed", "withheld")),
        )
    ).first()
    return failed is not None


def _floor_was_taken(house: House, row: Row[Any]) -> bool:
    """The bot's words are not sent when a person took the floor after they were written; danger's always are."""
    if row.author != "bot" or row.purpose == "urgent":
        return False
    conversations = tables.conversations
    with house.database.read() as connection:
        found = connection.execute(
            select(conversations.c.floor, conversations.c.floor_since).where(conversations.c.id == row.conversation_id)
        ).one()
    return bool(found.floor == "staff" and row.at < found.floor_since)


def _unknown(house: House) -> list[Row[Any]]:
    """`next_at` is when it was tried."""
    deliveries = tables.deliveries
    with house.database.read() as connection:
        return list(
            connection.execute(
                _with_words()
                .where(deliveries.c.state == "unknown", deliveries.c.next_at < house.now() - ASK_AFTER)
                .order_by(deliveries.c.id)
                .limit(50)
            )
        )


def unstick(house: House) -> None:
    """What was being sent when its process died may or may not have gone: it becomes `unknown`."""
    deliveries = tables.deliveries
    with house.database.write() as transaction:
        transaction.execute(
            update(deliveries)
            .where(deliveries.c.state == "sending", deliveries.c.updated_at < house.now() - STUCK)
            .values(state="unknown", reason="It may or may not have been sent.", updated_at=house.now())
        )
