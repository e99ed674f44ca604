"""Delivery: what is due is sent through its channel, and what became of it is stored.

The state is written before the send (`sending`) and after it. A process that dies in between leaves `sending`
behind, which the next sweep turns into `unknown`: the provider is asked, or a person sees it; it is never sent again
blindly.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import Row, select, update

from bot.house import House
from bot.store import tables

log = logging.getLogger("frontdoor.delivery")

STUCK = timedelta(seconds=60)
RETRIES = 6


@dataclass(frozen=True)
class Outcome:
    """state: sent, failed, unknown, or due again after `wait` (only what may be retried). reason: one plain sentence."""

    state: str
    provider_id: str | None = None
    reason: str = ""
    wait: timedelta = timedelta(0)


async def send_due(house: House, channels: dict[str, Any]) -> int:
    """Sends what is due, oldest first, one after the other. Returns how many were tried."""
    tried = 0
    for row in _due(house):
        if not _claim(house, row):
            continue
        tried += 1
        await _send(house, channels, row)
    return tried


async def _send(house: House, channels: dict[str, Any], row: Row[Any]) -> None:
    channel = channels.get(row.channel)
    if channel is None:
        return _settle(house, row, Outcome("failed", reason=f"The channel {row.channel} is not set up."))
    if _floor_was_taken(house, row):
        return _settle(house, row, Outcome("withheld", reason="A person took over before it was sent."))
    _settle(house, row, await channel.send(row))
    return None


def _due(house: House) -> list[Row[Any]]:
    deliveries, messages = tables.deliveries, tables.messages
    with house.database.read() as connection:
        return list(
            connection.execute(
                select(deliveries, messages.c.text, messages.c.author, messages.c.choices, messages.c.asks)
                .join(
                    messages,
                    (messages.c.conversation_id == deliveries.c.conversation_id) & (messages.c.seq == deliveries.c.seq),
                )
                .where(deliveries.c.state == "due", deliveries.c.next_at <= house.now())
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
            .values(state="sending", attempts=deliveries.c.attempts + 1, updated_at=house.now())
        )
        return claimed.rowcount == 1


def _floor_was_taken(house: House, row: Row[Any]) -> bool:
    """The bot's words are not sent when a person took the floor after they were written; danger's always are."""
    if row.author != "bot" or row.purpose == "urgent":
        return False
    conversations, messages = tables.conversations, tables.messages
    with house.database.read() as connection:
        found = connection.execute(
            select(conversations.c.floor, conversations.c.floor_since, messages.c.at)
            .join(messages, messages.c.conversation_id == conversations.c.id)
            .where(conversations.c.id == row.conversation_id, messages.c.seq == row.seq)
        ).one()
    return bool(found.floor == "staff" and found.at < found.floor_since)


def _settle(house: House, row: Row[Any], outcome: Outcome) -> None:
    deliveries = tables.deliveries
    state = "failed" if outcome.state == "due" and row.attempts + 1 >= RETRIES else outcome.state
    with house.database.write() as transaction:
        transaction.execute(
            update(deliveries)
            .where(deliveries.c.id == row.id)
            .values(
                state=state,
                provider_id=outcome.provider_id or row.provider_id,
                reason=outcome.reason,
                next_at=house.now() + outcome.wait,
                updated_at=house.now(),
            )
        )
    house.wake.watchers(row.conversation_id)


def unstick(house: House) -> None:
    """What was being sent when its process died may or may not have gone: it becomes `unknown`."""
    deliveries = tables.deliveries
    with house.database.write() as transaction:
        transaction.execute(
            update(deliveries)
            .where(deliveries.c.state == "sending", deliveries.c.updated_at < house.now() - STUCK)
            .values(state="unknown", reason="It may or may not have been sent.", updated_at=house.now())
        )
