"""The desk's lists: what waits, what is mine, my team's, what is overdue, and what was closed lately.

Every list is read through an index by team, owner or offer, fifty at a time, so that it stays quick however much
there is. The wait that is shown is the resident's: no transfer begins it again.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, case, func, or_, select

from bot.house import House
from bot.record import Record
from bot.store import tables
from handoff.staff import Account

PAGE = 50
LATELY = timedelta(days=30)
WORDS_SHOWN = 110
OPEN = ("waiting", "accepted")
TITLES = {
    "waiting": "Waiting",
    "mine": "Mine",
    "team": "My team's",
    "overdue": "Overdue",
    "closed": "Closed lately",
}
"""Each list by its name, in the order of the navigation."""

_enquiries = tables.enquiries
_conversations = tables.conversations


@dataclass(frozen=True)
class Item:
    """A line of a list. unread: the resident has written since a person last did. offered: to me, by a colleague."""

    reference: str
    kind: str
    service: str
    what: str
    owner: str
    team: str
    state: str
    channel: str
    urgent: bool
    waiting_since: datetime | None
    due_at: datetime
    closed_at: datetime | None
    overdue: bool
    offered: bool
    unread: bool
    resolved: bool


@dataclass(frozen=True)
class Page:
    items: tuple[Item, ...]
    number: int
    total: int

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // PAGE))


def page(house: House, me: Account, name: str, number: int) -> Page:
    """name: one of TITLES. number: from 1; one that is too high is the last."""
    now = house.now()
    with house.database.read() as connection:
        belongs = _belongs(connection, me, name, now)
        total = connection.execute(select(func.count()).select_from(_enquiries).where(belongs)).scalar_one()
        number = min(max(number, 1), max(1, -(-total // PAGE)))
        rows = connection.execute(
            select(_enquiries, _conversations.c.channel, _conversations.c.resident_seq)
            .join(_conversations, _conversations.c.id == _enquiries.c.conversation_id)
            .where(belongs)
            .order_by(*_order(me, name))
            .limit(PAGE)
            .offset((number - 1) * PAGE)
        ).all()
        words, answered = _first_words(connection, rows), _answered(connection, rows)
    items = (_item(house, me, row, words[row.reference], answered.get(row.conversation_id, 0), now) for row in rows)
    return Page(tuple(items), number, total)


def counts(house: House, me: Account) -> dict[str, int]:
    """How many are in each list; what was closed is not counted."""
    now = house.now()
    with house.database.read() as connection:
        return {
            name: connection.execute(
                select(func.count()).select_from(_enquiries).where(_belongs(connection, me, name, now))
            ).scalar_one()
            for name in TITLES
            if name != "closed"
        }


def fingerprint(house: House, me: Account) -> str:
    """Changes when anything in my lists does: each change of owner, state or date is also a message to the resident."""
    now = house.now()
    with house.database.read() as connection:
        open_ones = or_(_belongs(connection, me, "team", now), _offered(me), _belongs(connection, me, "mine", now))
        row = connection.execute(
            select(func.count(), func.sum(_conversations.c.last_seq), func.count(_enquiries.c.offered_to))
            .select_from(_enquiries)
            .join(_conversations, _conversations.c.id == _enquiries.c.conversation_id)
            .where(open_ones)
        ).one()
        overdue = select(func.count()).select_from(_enquiries).where(_belongs(connection, me, "overdue", now))
        return "-".join(str(part or 0) for part in (*row, connection.execute(overdue).scalar_one()))


def _belongs(connection: Connection, me: Account, name: str, now: datetime) -> ColumnElement[bool]:
    team = _enquiries.c.team == me.team
    match name:
        case "waiting":
            return or_(and_(_enquiries.c.state == "waiting", team), _offered(me))
        case "mine":
            owners = [me.username, *_covered(connection, me, now)]
            return and_(_enquiries.c.state.in_(OPEN), _enquiries.c.owner.in_(owners))
        case "team":
            return and_(_enquiries.c.state.in_(OPEN), team)
        case "overdue":
            return and_(_enquiries.c.state.in_(OPEN), team, _enquiries.c.due_at < now)
        case _:
            return and_(team, _enquiries.c.closed_at > now - LATELY)


def _offered(me: Account) -> ColumnElement[bool]:
    return and_(_enquiries.c.offered_to == me.username, _enquiries.c.state.in_(OPEN))


def _covered(connection: Connection, me: Account, now: datetime) -> list[str]:
    """Colleagues who are away now and named me."""
    absences = tables.absences
    return list(
        connection.execute(
            select(absences.c.username).where(
                absences.c.cover == me.username, absences.c.starts <= now, absences.c.ends > now
            )
        ).scalars()
    )


def _order(me: Account, name: str) -> tuple[Any, ...]:
    """Danger first; among what waits, offers and then my own; then urgent, then whoever has waited longest."""
    if name == "closed":
        return (_enquiries.c.closed_at.desc(),)
    if name == "overdue":
        return (_enquiries.c.due_at, _enquiries.c.reference)
    danger, urgent = case((_enquiries.c.kind == "danger", 0), else_=1), case((_enquiries.c.urgent, 0), else_=1)
    mine = case((_enquiries.c.offered_to == me.username, 0), (_enquiries.c.owner == me.username, 1), else_=2)
    waited = func.coalesce(_enquiries.c.waiting_since, _enquiries.c.due_at)
    answered = _enquiries.c.waiting_since.is_(None)
    return (danger, *((mine,) if name == "waiting" else ()), urgent, answered, waited, _enquiries.c.reference)


def _first_words(connection: Connection, rows: Iterable[Any]) -> dict[str, str]:
    """The beginning of what the resident said, from the newest version of each record."""
    versions = tables.versions
    found: dict[str, str] = {}
    for row in connection.execute(
        select(versions.c.reference, versions.c.record)
        .where(versions.c.reference.in_([one.reference for one in rows]))
        .order_by(versions.c.reference, versions.c.version)
    ):
        found[row.reference] = shortened(Record.from_json(row.record).value("what"))
    return found


def shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= WORDS_SHOWN else f"{line[:WORDS_SHOWN].rsplit(' ', 1)[0]}…"


def _answered(connection: Connection, rows: Iterable[Any]) -> dict[str, int]:
    """Up to which message a person has answered each conversation."""
    messages = tables.messages
    found = connection.execute(
        select(messages.c.conversation_id, func.max(messages.c.seq))
        .where(messages.c.conversation_id.in_([one.conversation_id for one in rows]), messages.c.author == "staff")
        .group_by(messages.c.conversation_id)
    )
    return {row[0]: row[1] for row in found}


def _item(house: House, me: Account, row: Any, what: str, answered: int, now: datetime) -> Item:
    service = house.council.services.get(row.service)
    return Item(
        reference=row.reference,
        kind=row.kind,
        service=service.title if service else row.service,
        what=what,
        owner="You" if row.owner == me.username else row.owner_name,
        team=row.team,
        state=row.state,
        channel=row.channel,
        urgent=row.urgent,
        waiting_since=row.waiting_since,
        due_at=row.due_at,
        closed_at=row.closed_at,
        overdue=row.state != "closed" and row.due_at < now,
        offered=row.offered_to == me.username,
        unread=bool(answered) and row.resident_seq > answered and row.state != "closed",
        resolved=row.resolved_at is not None,
    )
