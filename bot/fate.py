"""What becomes of a delivery: each piece of news moves it forward, never back, and what did not arrive is told to its owner.

    due -> sending -> queued -> sent -> delivered -> read
                   -> unknown (it may or may not have gone), failed, withheld

News arrives in any order: a provider's call back may come before the answer to the send itself, "sent" after "read".
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from bot import stopping
from bot.house import House
from bot.store import tables
from handoff import enquiries

RETRIES = 6
FRONT_DOOR = "Front door"

_FURTHER = {
    "due": 0,
    "sending": 0,
    "unknown": 1,
    "queued": 2,
    "sent": 3,
    "failed": 4,
    "withheld": 4,
    "delivered": 5,
    "read": 6,
}
"""A phone that reports a message delivered has it, whatever a network said before."""


@dataclass(frozen=True)
class Outcome:
    """state: queued, sent, delivered, read, failed, withheld, unknown, or due again after `wait` (only what may be
    retried). reason: one plain sentence for people.

    parts: messages that the text takes; those after the first become deliveries of their own. instead: the channel and
    address that are tried in its place. stopped: the provider says that the address said STOP. tell: whether the
    enquiries' owners should know of a loss. code: the provider's own number for a refusal.
    """

    state: str
    provider_id: str | None = None
    reason: str = ""
    wait: timedelta = timedelta(0)
    parts: int = 1
    instead: tuple[str, str] | None = None
    stopped: bool = False
    tell: bool = True
    code: int = 0


def settle(house: House, delivery_id: int, outcome: Outcome) -> None:
    """Stores the news, in one transaction with all that follows from it. News that is behind what is known changes nothing."""
    with house.database.write() as transaction:
        row = _delivery(transaction, delivery_id, locked=True)
        if row is None or not _is_news(row, outcome):
            return
        state = "failed" if outcome.state == "due" and row.attempts >= RETRIES else outcome.state
        instead = outcome.instead is not None and _instead(house, transaction, row, outcome.instead)
        _store(house, transaction, row, state, outcome)
        if outcome.stopped:
            stopping.stop(transaction, row.channel, row.address, house.now())
        if outcome.parts > 1 and row.part == 0:
            _further_parts(house, transaction, row, outcome.parts)
        if state in ("failed", "withheld") and not instead and outcome.tell:
            tell_owners(house, transaction, row, state, outcome.reason)
    house.wake.watchers(row.conversation_id)
    if instead or outcome.parts > 1 or outcome.state == "due":
        house.wake.worker(row.conversation_id)


def of_provider(house: House, provider_id: str) -> int | None:
    """The delivery that the provider knows by this id."""
    deliveries = tables.deliveries
    with house.database.read() as connection:
        found: int | None = connection.execute(
            select(deliveries.c.id).where(deliveries.c.provider_id == provider_id)
        ).scalar()
        return found


def delivery(house: House, delivery_id: int) -> Row[Any] | None:
    with house.database.read() as connection:
        return _delivery(connection, delivery_id)


def tell_owners(house: House, transaction: Connection, row: Row[Any], state: str, reason: str) -> None:
    """Everyone with something open here sees that the resident did not get it, and why. It stands on the resident's page."""
    table = tables.enquiries
    references = transaction.execute(
        select(table.c.reference).where(table.c.conversation_id == row.conversation_id, table.c.state != "closed")
    ).scalars()
    said = "Not sent" if state == "withheld" else "Not delivered"
    for reference in references.all():
        detail = f"{said} ({row.channel}, message {row.seq}). {reason}".strip()
        enquiries.note(transaction, reference, by=FRONT_DOOR, kind="not delivered", detail=detail, now=house.now())


def _delivery(connection: Connection, delivery_id: int, *, locked: bool = False) -> Row[Any] | None:
    """locked: two pieces of news about it wait for each other."""
    deliveries, messages = tables.deliveries, tables.messages
    query = (
        select(deliveries, messages.c.text, messages.c.author, messages.c.at, messages.c.choices, messages.c.asks)
        .join(
            messages,
            (messages.c.conversation_id == deliveries.c.conversation_id) & (messages.c.seq == deliveries.c.seq),
        )
        .where(deliveries.c.id == delivery_id)
    )
    return connection.execute(query.with_for_update(of=deliveries) if locked else query).first()


def _is_news(row: Row[Any], outcome: Outcome) -> bool:
    """Trying again is news of whatever has not arrived. What waits to be tried again may turn out to have gone after all;
    that its first try was taken on (`queued`) is old by then."""
    if outcome.state == "due":
        return row.state in ("sending", "unknown", "queued", "sent")
    if row.state == "due":
        return outcome.state != "queued"
    return _FURTHER[outcome.state] > _FURTHER[row.state]


def _store(house: House, transaction: Connection, row: Row[Any], state: str, outcome: Outcome) -> None:
    deliveries = tables.deliveries
    transaction.execute(
        update(deliveries)
        .where(deliveries.c.id == row.id)
        .values(
            state=state,
            provider_id=outcome.provider_id or row.provider_id,
            reason=(row.reason if state in ("sent", "delivered", "read") else outcome.reason)[:300],
            next_at=house.now() + outcome.wait,
            updated_at=house.now(),
        )
    )


def _further_parts(house: House, transaction: Connection, row: Row[Any], parts: int) -> None:
    for part in range(1, parts):
        _add(house, transaction, row, row.channel, row.address, part)


def _instead(house: House, transaction: Connection, row: Row[Any], other: tuple[str, str]) -> bool:
    """Whether another address could be given the message: not one that said STOP, and each only once."""
    channel, address = other
    deliveries = tables.deliveries
    if stopping.stopped_at(transaction, channel, address) is not None:
        return False
    known = transaction.execute(
        select(deliveries.c.id).where(
            deliveries.c.conversation_id == row.conversation_id,
            deliveries.c.seq == row.seq,
            deliveries.c.channel == channel,
            deliveries.c.address == address,
        )
    ).first()
    if known is None:
        _add(house, transaction, row, channel, address, 0)
    return True


def _add(house: House, transaction: Connection, row: Row[Any], channel: str, address: str, part: int) -> None:
    now = house.now()
    transaction.execute(
        insert(tables.deliveries).values(
            conversation_id=row.conversation_id,
            seq=row.seq,
            channel=channel,
            address=address,
            purpose=row.purpose,
            part=part,
            state="due",
            next_at=now,
            updated_at=now,
        )
    )
