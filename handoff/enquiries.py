"""Enquiries in the database: opened, changed and read, each with its promises and its history."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection, func, insert, select, update

from bot import reference, stopping
from bot.conversation import Deed, Enquiry, NewVersion, Note, OpenEnquiry, Promise, Reopen, Resolve, Silence
from bot.council import Council
from bot.record import Record
from bot.store import tables
from handoff.ownership import Absence, Rota

RESIDENT = "resident"


def of(connection: Connection, conversation_id: str) -> tuple[Enquiry, ...]:
    """The conversation's enquiries, oldest first, each with the newest version of its record."""
    rows = connection.execute(
        select(tables.enquiries)
        .where(tables.enquiries.c.conversation_id == conversation_id)
        .order_by(tables.enquiries.c.opened_at, tables.enquiries.c.reference)
    )
    return tuple(_enquiry(row, newest_record(connection, row.reference)) for row in rows.all())


def newest_record(connection: Connection, ref: str) -> Record:
    stored = connection.execute(
        select(tables.versions.c.record)
        .where(tables.versions.c.reference == ref)
        .order_by(tables.versions.c.version.desc())
        .limit(1)
    ).scalar_one()
    return Record.from_json(stored)


def rota(connection: Connection, council: Council) -> Rota:
    """Who is away and how much each person has open."""
    away = [
        Absence(row.username, row.starts, row.ends, row.cover) for row in connection.execute(select(tables.absences))
    ]
    counted = (
        select(tables.enquiries.c.owner, func.count())
        .where(tables.enquiries.c.state != "closed")
        .group_by(tables.enquiries.c.owner)
    )
    load: dict[str, int] = {row[0]: row[1] for row in connection.execute(counted)}
    return Rota(council, tuple(away), load)


def fresh_references(connection: Connection, prefix: str, count: int) -> tuple[str, ...]:
    """References that no enquiry has; the primary key makes sure once more when one is used."""
    fresh: list[str] = []
    while len(fresh) < count:
        one = reference.fresh(prefix)
        taken = connection.execute(
            select(tables.enquiries.c.reference).where(tables.enquiries.c.reference == one)
        ).first()
        if not taken and one not in fresh:
            fresh.append(one)
    return tuple(fresh)


def carry_out(transaction: Connection, conversation_id: str, deeds: Iterable[Deed], now: datetime) -> None:
    """Stores what a turn decided to do, in the transaction that stores what it said."""
    for deed in deeds:
        match deed:
            case OpenEnquiry():
                _open(transaction, conversation_id, deed, now)
            case NewVersion():
                add_version(transaction, deed.reference, deed.record, by=RESIDENT, why=deed.why, now=now)
            case Note():
                note(transaction, deed.reference, by=RESIDENT, kind=deed.kind, detail=deed.detail, now=now)
            case Reopen():
                _reopen(transaction, deed, now)
            case Silence():
                _silence(transaction, conversation_id, deed, now)
            case Resolve():
                _resolve(transaction, deed.reference, now)


def add_version(transaction: Connection, ref: str, record: Record, *, by: str, why: str, now: datetime) -> None:
    """A confirmed record changes only like this: a new version with who, when and why."""
    transaction.execute(
        insert(tables.versions).values(
            reference=ref, version=record.version, record=record.as_json(), by=by, why=why, at=now
        )
    )


def note(transaction: Connection, ref: str, *, by: str, kind: str, detail: str, now: datetime) -> None:
    transaction.execute(insert(tables.history).values(reference=ref, at=now, by=by, kind=kind, detail=detail))


def promise(transaction: Connection, ref: str, made: Promise, now: datetime) -> None:
    transaction.execute(
        insert(tables.promises).values(
            reference=ref, kind=made.kind, what=made.what, due_at=made.due_at, made_at=now, state="open"
        )
    )


def settle(transaction: Connection, ref: str, state: str, now: datetime, *kinds: str) -> None:
    """Open promises of these kinds (all, when none is named) become kept, missed or replaced."""
    promises = tables.promises
    open_ones = update(promises).where(promises.c.reference == ref, promises.c.state == "open")
    if kinds:
        open_ones = open_ones.where(promises.c.kind.in_(kinds))
    transaction.execute(open_ones.values(state=state, settled_at=now))


def _open(transaction: Connection, conversation_id: str, deed: OpenEnquiry, now: datetime) -> None:
    enquiry = deed.enquiry
    transaction.execute(
        insert(tables.enquiries).values(
            reference=enquiry.reference,
            conversation_id=conversation_id,
            kind=enquiry.kind,
            service=enquiry.service,
            team=enquiry.team,
            owner=enquiry.owner,
            owner_name=enquiry.owner_name,
            cover_name=enquiry.cover_name,
            state=enquiry.state,
            urgent=enquiry.urgent,
            next_step=enquiry.next_step,
            due_at=enquiry.due_at,
            opened_at=enquiry.opened_at,
            waiting_since=enquiry.waiting_since,
            parent=enquiry.parent,
            route=enquiry.route,
            stage=enquiry.stage,
        )
    )
    add_version(transaction, enquiry.reference, enquiry.record, by=RESIDENT, why=deed.why, now=now)
    for made in deed.promises:
        promise(transaction, enquiry.reference, made, now)
    note(transaction, enquiry.reference, by="bot", kind="handed over", detail=enquiry.owner_name, now=now)


def _reopen(transaction: Connection, deed: Reopen, now: datetime) -> None:
    transaction.execute(
        update(tables.enquiries)
        .where(tables.enquiries.c.reference == deed.reference)
        .values(state="accepted", closed_at=None, resolved_at=None, due_at=deed.promise.due_at, waiting_since=now)
    )
    promise(transaction, deed.reference, deed.promise, now)
    note(transaction, deed.reference, by=RESIDENT, kind="reopened", detail=deed.why, now=now)


def _resolve(transaction: Connection, ref: str, now: datetime) -> None:
    enquiries = tables.enquiries
    transaction.execute(update(enquiries).where(enquiries.c.reference == ref).values(resolved_at=now))
    note(transaction, ref, by=RESIDENT, kind="resolved", detail="", now=now)


def _silence(transaction: Connection, conversation_id: str, deed: Silence, now: datetime) -> None:
    """For the address that the resident writes from; their other channels are not spoken for."""
    conversations = tables.conversations
    here = transaction.execute(
        select(conversations.c.channel, conversations.c.address).where(conversations.c.id == conversation_id)
    ).one()
    if deed.on:
        stopping.stop(transaction, here.channel, here.address, now)
    else:
        stopping.start(transaction, here.channel, here.address)


def _enquiry(row, record: Record) -> Enquiry:  # type: ignore[no-untyped-def]
    return Enquiry(
        reference=row.reference,
        kind=row.kind,
        service=row.service,
        team=row.team,
        owner=row.owner,
        owner_name=row.owner_name,
        state=row.state,
        urgent=row.urgent,
        record=record,
        next_step=row.next_step,
        opened_at=row.opened_at,
        waiting_since=row.waiting_since,
        due_at=row.due_at,
        parent=row.parent,
        route=row.route,
        stage=row.stage,
        accepted_at=row.accepted_at,
        closed_at=row.closed_at,
        cover_name=row.cover_name,
        outcome=row.outcome,
    )
