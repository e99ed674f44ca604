"""Absences: who is away, and the named colleague who answers meanwhile, told to residents before they wait (V7)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from babel.dates import format_date
from sqlalchemy import Connection, Row, insert, select, update

from bot.conversation import State
from bot.council import Person
from bot.house import House
from bot.outbox import put
from bot.store import tables
from handoff.enquiries import note
from handoff.enquiries import rota as rota_now
from handoff.hours import LONDON
from handoff.promises import SYSTEM
from handoff.refusals import Incomplete, Moved
from handoff.staff import Account

LONGEST_DAYS = 366

_absences = tables.absences
_enquiries = tables.enquiries


def add(house: House, me: Account, starts: str, ends: str, cover: str) -> None:
    """starts, ends: ISO dates, the first and the last day away. New work goes elsewhere; open work names the cover."""
    first, last, person = _checked(house, me, starts, ends, cover)
    away_from, away_until = _midnight(first), _midnight(last + timedelta(days=1))
    now = house.now()
    with house.database.write() as transaction:
        if _is_away(transaction, me.username, away_from, away_until):
            raise Incomplete(starts="You are away then already.")
        if _is_away(transaction, person.username, away_from, away_until):
            raise Incomplete(cover=f"{person.name} is away then too. Choose someone who is there.")
        transaction.execute(
            insert(_absences).values(username=me.username, starts=away_from, ends=away_until, cover=person.username)
        )
        told = _tell_residents(house, transaction, me, person, (first, last), now)
    _wake(house, told)


def end(house: House, me: Account, number: int) -> None:
    """Back early, or not going: from now on work comes here again."""
    now = house.now()
    with house.database.write() as transaction:
        ended = transaction.execute(
            update(_absences)
            .where(_absences.c.id == number, _absences.c.username == me.username, _absences.c.ends > now)
            .values(ends=now)
        )
        if ended.rowcount != 1:
            raise Moved("That absence has ended already.")
        cover = rota_now(transaction, house.council).assign(_person(house, me), now).cover
        told = _name_cover(house, transaction, me, cover, "staff.back", {}, now)
    _wake(house, told)


def coming(house: House, team: str) -> Sequence[Row[Any]]:
    """The team's absences that have not ended, soonest first."""
    members = [person.username for person in house.council.teams[team].people]
    with house.database.read() as connection:
        return connection.execute(
            select(_absences)
            .where(_absences.c.username.in_(members), _absences.c.ends > house.now())
            .order_by(_absences.c.starts)
        ).all()


def _checked(house: House, me: Account, starts: str, ends: str, cover: str) -> tuple[date, date, Person]:
    problems: dict[str, str] = {}
    first, last = _date(starts), _date(ends)
    today = house.now().astimezone(LONDON).date()
    if first is None:
        problems["starts"] = "Give the first day you are away."
    if last is None:
        problems["ends"] = "Give the last day you are away."
    elif last < today:
        problems["ends"] = "That date has passed."
    elif first and last < first:
        problems["ends"] = "The last day comes before the first."
    elif first and (last - first).days > LONGEST_DAYS:
        problems["ends"] = "Give a date within a year of the first."
    person = house.council.people.get(cover)
    if person is None or person.username == me.username:
        problems["cover"] = "Choose the colleague who answers while you are away."
    if problems or first is None or last is None or person is None:
        raise Incomplete(**problems)
    return first, last, person


def _is_away(transaction: Connection, username: str, starts: datetime, ends: datetime) -> bool:
    """At any time in between."""
    overlapping = (_absences.c.username == username, _absences.c.starts < ends, _absences.c.ends > starts)
    return transaction.execute(select(_absences.c.id).where(*overlapping)).first() is not None


def _tell_residents(
    house: House, transaction: Connection, me: Account, cover: Person, days: tuple[date, date], now: datetime
) -> list[str]:
    return _name_cover(house, transaction, me, cover, "staff.away", {"starts": days[0], "ends": days[1]}, now)


def _name_cover(
    house: House,
    transaction: Connection,
    me: Account,
    cover: Person | None,
    key: str,
    days: dict[str, date],
    now: datetime,
) -> list[str]:
    """Everyone whose enquiry is open with me is told. Returns the conversations."""
    rows = transaction.execute(
        select(_enquiries.c.reference, _enquiries.c.conversation_id, tables.conversations.c.state)
        .join(tables.conversations, tables.conversations.c.id == _enquiries.c.conversation_id)
        .where(_enquiries.c.owner == me.username, _enquiries.c.state.in_(("waiting", "accepted")))
    ).all()
    name = cover.name if cover else ""
    for row in rows:
        words = house.council.words(State.from_json(row.state).lang)
        written = {which: _written(words.lang, when) for which, when in days.items()}
        text = words.say(key, owner=me.name, cover=name, reference=row.reference, **written)
        put(transaction, row.conversation_id, author="system", name=SYSTEM, text=text, at=now, purpose="update")
        transaction.execute(update(_enquiries).where(_enquiries.c.reference == row.reference).values(cover_name=name))
        note(transaction, row.reference, by=me.name, kind="cover", detail=name, now=now)
    return [row.conversation_id for row in rows]


def _wake(house: House, conversations: list[str]) -> None:
    for conversation_id in conversations:
        house.wake.watchers(conversation_id)
        house.wake.worker(conversation_id)


def _written(lang: str, when: date) -> str:
    return str(format_date(when, "EEE d MMM", locale=lang))


def _person(house: House, me: Account) -> Person:
    return house.council.people.get(me.username) or Person(me.username, me.name, me.team, me.email, me.manager)


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(0), LONDON)
