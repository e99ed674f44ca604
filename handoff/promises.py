"""The promise ledger's clock: a promise that was missed is admitted at once, with a new date and the way further (V13)."""

from __future__ import annotations

from datetime import datetime

from babel.dates import format_date
from sqlalchemy import Connection, select, update

from bot import outbox
from bot.conversation import Promise, State
from bot.council import Words
from bot.house import House
from bot.store import tables
from handoff.enquiries import note, promise
from handoff.hours import LONDON, Calendar

SYSTEM = "Front door"


def admit_missed(house: House) -> int:
    """Tells each resident whose promise was missed; returns how many. Each is told once, whoever else is sweeping."""
    now = house.now()
    with house.database.read() as connection:
        due = list(connection.execute(_overdue(now)))
    told = sum(_admit(house, row.id, now) for row in due)
    return told


def _overdue(now: datetime):  # type: ignore[no-untyped-def]
    promises = tables.promises
    return select(promises.c.id).where(promises.c.state == "open", promises.c.due_at < now).limit(500)


def _admit(house: House, promise_id: int, now: datetime) -> bool:
    promises = tables.promises
    with house.database.write() as transaction:
        missed = transaction.execute(
            update(promises)
            .where(promises.c.id == promise_id, promises.c.state == "open")
            .values(state="missed", settled_at=now)
            .returning(promises.c.reference, promises.c.kind, promises.c.what, promises.c.due_at)
        ).first()
        if missed is None:
            return False
        enquiry = transaction.execute(
            select(tables.enquiries).where(tables.enquiries.c.reference == missed.reference)
        ).one()
        if enquiry.state == "closed":
            return False
        conversation_id = _tell(house, transaction, enquiry, missed, now)
    house.wake.worker(conversation_id)
    house.wake.watchers(conversation_id)
    return True


def _tell(house: House, transaction: Connection, enquiry, missed, now: datetime) -> str:  # type: ignore[no-untyped-def]
    due = Calendar.of(house.council).due(now, 1)
    promise(transaction, enquiry.reference, Promise(missed.kind, missed.what, due), now)
    transaction.execute(
        update(tables.enquiries).where(tables.enquiries.c.reference == enquiry.reference).values(due_at=due)
    )
    manager = house.council.teams[enquiry.team].manager
    note(transaction, enquiry.reference, by=SYSTEM, kind="promise missed", detail=manager.name, now=now)
    state = transaction.execute(
        select(tables.conversations.c.state).where(tables.conversations.c.id == enquiry.conversation_id)
    ).scalar_one()
    words = house.council.words(State.from_json(state).lang)
    text = words.say(
        "missed_promise",
        owner=enquiry.owner_name,
        reference=enquiry.reference,
        was=day(words, missed.due_at),
        due=day(words, due),
    )
    outbox.put(transaction, enquiry.conversation_id, author="system", name=SYSTEM, text=text, at=now, purpose="update")
    return str(enquiry.conversation_id)


def day(words: Words, when: datetime) -> str:
    """A date without regard to today, for messages that are read later."""
    local = when.astimezone(LONDON)
    written = format_date(local.date(), "EEE d MMM", locale=words.lang)
    return words.say("date.other", time=f"{local:%H:%M}", date=written)
