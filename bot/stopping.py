"""STOP and START: nothing more goes to an address that said STOP, except what it later asks for.

What stands in `addresses.stopped_at` is about one address on one channel; enquiries stay open, and their owners see it.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, select, update

from bot.store import tables


def stop(transaction: Connection, channel: str, address: str, now: datetime) -> None:
    """Said again, the first moment stays: what was written before it is not sent."""
    _here(transaction, channel, address, stopped_at=now, only=tables.addresses.c.stopped_at.is_(None))


def start(transaction: Connection, channel: str, address: str) -> None:
    _here(transaction, channel, address, stopped_at=None, only=tables.addresses.c.stopped_at.is_not(None))


def stopped_at(connection: Connection, channel: str, address: str) -> datetime | None:
    addresses = tables.addresses
    found: datetime | None = connection.execute(
        select(addresses.c.stopped_at).where(
            addresses.c.channel == channel, addresses.c.address == address, addresses.c.until.is_(None)
        )
    ).scalar()
    return found


def forbids(connection: Connection, delivery: Row[Any]) -> bool:
    """Whether this delivery may not go, because its address said STOP and did not ask for it afterwards.

    The bot speaks only when it was spoken to, so its answers from then on are asked for, that to the STOP itself among
    them. A person's words are, once the resident has written again. Everything else is news, and is not sent.
    """
    stopped = stopped_at(connection, delivery.channel, delivery.address)
    if stopped is None:
        return False
    if delivery.author == "bot":
        return bool(delivery.at < stopped)
    if delivery.author != "staff":
        return True
    messages = tables.messages
    return (
        connection.execute(
            select(messages.c.seq)
            .where(
                messages.c.conversation_id == delivery.conversation_id,
                messages.c.author == "resident",
                messages.c.channel == delivery.channel,
                messages.c.at > stopped,
            )
            .limit(1)
        ).first()
        is None
    )


def _here(transaction: Connection, channel: str, address: str, *, stopped_at: datetime | None, only: Any) -> None:
    addresses = tables.addresses
    transaction.execute(
        update(addresses)
        .where(addresses.c.channel == channel, addresses.c.address == address, addresses.c.until.is_(None), only)
        .values(stopped_at=stopped_at)
    )
