"""A case file: everything about one enquiry as it is shown at the desk, read in one go."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, select

from bot.conversation import State
from bot.house import House
from bot.record import Record
from bot.store import tables
from bot.transcript import Line, lines
from handoff import enquiries
from handoff.case import decides
from handoff.closing import BUILDING_SAFETY
from handoff.ownership import Rota
from handoff.refusals import NoSuchEnquiry
from handoff.staff import Account


@dataclass(frozen=True)
class Version:
    """One version of the record. changes: which facts differ from the version before, by name."""

    number: int
    record: Record
    by: str
    why: str
    at: datetime
    changes: tuple[str, ...]


@dataclass(frozen=True)
class CaseFile:
    row: Any
    conversation: Any
    state: State
    versions: tuple[Version, ...]
    promises: Sequence[Row[Any]]
    history: Sequence[Row[Any]]
    transcript: list[Line]
    related: Sequence[Row[Any]]
    rota: Rota
    now: datetime

    @property
    def record(self) -> Record:
        return self.versions[-1].record

    @property
    def overdue(self) -> bool:
        return bool(self.row.state != "closed" and self.row.due_at < self.now)

    @property
    def nothing_promised(self) -> bool:
        """Open, and no date that the resident was given is still to come (S3)."""
        return self.row.state == "accepted" and not any(one.state == "open" for one in self.promises)

    @property
    def away(self) -> bool:
        return self.rota.is_away(self.row.owner, self.now)

    def is_mine(self, me: Account) -> bool:
        return bool(self.row.owner == me.username)

    def may_decide(self, me: Account) -> bool:
        return decides(self.row, me, self.rota, self.now)

    def may_accept(self, me: Account) -> bool:
        """Nobody has accepted it yet, it is offered to me, or I stand in for whoever is away."""
        if self.row.state == "closed":
            return False
        stands_in = self.away and self.cover == me.username
        return self.row.state == "waiting" or self.row.offered_to == me.username or (stands_in and not self.is_mine(me))

    def may_close(self, me: Account) -> bool:
        if self.row.service == BUILDING_SAFETY:
            return me.manager and not self.is_mine(me)
        return self.may_decide(me)

    @property
    def cover(self) -> str | None:
        person = self.rota.cover_for(self.row.owner, self.now) if self.away else None
        return person.username if person else None

    @property
    def fingerprint(self) -> str:
        """Changes when anything but the presence of colleagues does."""
        fates = [(line.seq, line.delivery) for line in self.transcript]
        parts = (*self.row, len(self.history), len(self.promises), self.conversation.floor, len(self.versions), fates)
        return hashlib.sha256(repr(parts).encode()).hexdigest()[:16]


def read(house: House, reference: str) -> CaseFile:
    """NoSuchEnquiry: the reference is nobody's."""
    with house.database.read() as connection:
        row = connection.execute(select(tables.enquiries).where(tables.enquiries.c.reference == reference)).first()
        if row is None:
            raise NoSuchEnquiry(f"There is no enquiry {reference}.")
        conversation = connection.execute(
            select(tables.conversations).where(tables.conversations.c.id == row.conversation_id)
        ).one()
        return CaseFile(
            row=row,
            conversation=conversation,
            state=State.from_json(conversation.state),
            versions=_versions(connection, reference),
            promises=_of(connection, tables.promises, reference),
            history=_of(connection, tables.history, reference),
            transcript=lines(connection, row.conversation_id),
            related=_related(connection, row),
            rota=enquiries.rota(connection, house.council),
            now=house.now(),
        )


def _of(connection: Connection, table: Any, reference: str) -> Sequence[Row[Any]]:
    return connection.execute(select(table).where(table.c.reference == reference).order_by(table.c.id)).all()


def _related(connection: Connection, row: Any) -> Sequence[Row[Any]]:
    """The same resident's other enquiries."""
    table = tables.enquiries
    return connection.execute(
        select(table)
        .where(table.c.conversation_id == row.conversation_id, table.c.reference != row.reference)
        .order_by(table.c.opened_at)
    ).all()


def _versions(connection: Connection, reference: str) -> tuple[Version, ...]:
    table = tables.versions
    found: list[Version] = []
    for row in connection.execute(select(table).where(table.c.reference == reference).order_by(table.c.version)):
        record = Record.from_json(row.record)
        changes = _changes(found[-1].record, record) if found else ()
        found.append(Version(row.version, record, row.by, row.why, row.at, changes))
    return tuple(found)


def _changes(before: Record, after: Record) -> tuple[str, ...]:
    names = dict.fromkeys((*before.facts, *after.facts))
    return tuple(name for name in names if before.value(name) != after.value(name))
