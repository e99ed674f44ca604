"""Flags: this process is broken, this policy is challenged (S4, C9). Each has a manager who answers it, and an outcome."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, insert, or_, select, update

from bot.council import Person
from bot.house import House
from bot.store import tables
from handoff import enquiries
from handoff.case import Case, opened, written
from handoff.refusals import Incomplete, Moved, NotYours
from handoff.staff import Account

KINDS = {
    "broken": "This process is broken",
    "challenge": "This policy should be challenged",
    "passed_on": "Passed on too often",
}
RAISED_BY_PEOPLE = ("broken", "challenge")
NEWEST = 200

_flags = tables.flags


def flag(house: House, me: Account, reference: str, kind: str, text: str) -> None:
    """One click and a sentence, by anyone, from a case."""
    if kind not in RAISED_BY_PEOPLE:
        raise Incomplete(kind="Choose what it is about.")
    text = written("flag", text, "Say in a sentence what is wrong.")
    with opened(house, me, reference, "flagged") as case:
        raise_in(case, kind, text, team=case.row.team)


def raise_in(case: Case, kind: str, text: str, *, team: str) -> None:
    """Kept in the enquiry's history and listed for the manager of the team."""
    manager = case.house.council.teams[team].manager
    case.note("flag", f"{KINDS[kind]}: {text}")
    case.transaction.execute(
        insert(_flags).values(
            reference=case.row.reference,
            kind=kind,
            text=text,
            by=case.me.username,
            by_name=case.me.name,
            at=case.now,
            owner=manager.username,
            owner_name=manager.name,
            outcome="",
        )
    )


def listed(house: House, me: Account) -> Sequence[Row[Any]]:
    """Managers see every flag, everyone else their own: open ones first, then the newest."""
    found = select(_flags).order_by(_flags.c.closed_at.is_not(None), _flags.c.id.desc()).limit(NEWEST)
    if not me.manager:
        found = found.where(or_(_flags.c.by == me.username, _flags.c.owner == me.username))
    with house.database.read() as connection:
        return connection.execute(found).all()


def answer(house: House, me: Account, number: int, outcome: str) -> None:
    """What came of it, shown to whoever raised it and kept in the enquiry's history."""
    outcome = written("outcome", outcome, "Say what changes because of this, or why nothing does.")
    _settle(house, me, number, f"flag answered: {outcome}", outcome=outcome, closed_at=house.now())


def pass_to(house: House, me: Account, number: int, username: str) -> None:
    """Another manager answers it."""
    manager = _manager(house, username)
    _settle(house, me, number, f"flag is now {manager.name}'s", owner=manager.username, owner_name=manager.name)


def managers(house: House) -> list[Person]:
    return [person for person in house.council.people.values() if person.manager]


def _manager(house: House, username: str) -> Person:
    for person in managers(house):
        if person.username == username:
            return person
    raise Incomplete(owner="Choose a manager.")


def _settle(house: House, me: Account, number: int, detail: str, **values: Any) -> None:
    if not me.manager:
        raise NotYours("Managers answer flags.")
    with house.database.write() as transaction:
        row = transaction.execute(
            update(_flags).where(_flags.c.id == number, _flags.c.closed_at.is_(None)).values(**values).returning(_flags)
        ).first()
        if row is None:
            raise Moved("That flag has been answered already.")
        enquiries.note(transaction, row.reference, by=me.name, kind="flag", detail=detail, now=house.now())
