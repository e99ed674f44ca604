"""Acceptance: a person takes an enquiry on, as an act of their own (V12). Until then it stays whose it was (S8)."""

from __future__ import annotations

from typing import Any

from bot.council import Person
from bot.house import House
from handoff import flags, floor
from handoff.case import Case, opened
from handoff.refusals import Moved, Taken
from handoff.staff import Account

MOST_HOPS = 3
"""More changes of hands than this, and the manager of the team is told (V6)."""


def accept(house: House, me: Account, reference: str) -> None:
    """Taken: somebody else has it, perhaps only just."""
    with opened(house, me, reference, "accepted") as case:
        take_on(case)


def take_on(case: Case) -> None:
    """Owner, state, floor and hops change together, and the resident is told who it is now."""
    row, me = case.row, case.me
    case.must_be_open()
    mine = row.owner == me.username
    if row.state == "accepted" and mine and not row.offered_to:
        return
    passed = not mine and (row.state == "accepted" or row.offered_to == me.username)
    if passed and not _may_take_over(case):
        raise Taken(row.owner_name)
    case.change(**_mine(case), hops=row.hops + passed)
    floor.take(case.transaction, row.conversation_id, case.now)
    case.note("accepted", f"from {row.owner_name}" if not mine else "")
    case.tell("staff.transferred" if passed else "staff.accepted", owner=me.name, team=me.team)
    if passed and row.hops + 1 > MOST_HOPS:
        _tell_manager(case, row.hops + 1)


def _may_take_over(case: Case) -> bool:
    """It was offered to me, or its owner is away and I stand in for them."""
    if case.row.offered_to == case.me.username:
        return True
    away = case.rota.is_away(case.row.owner, case.now)
    cover = case.rota.cover_for(case.row.owner, case.now) if away else None
    return cover is not None and cover.username == case.me.username


def _mine(case: Case) -> dict[str, Any]:
    me, council = case.me, case.house.council
    person = council.people.get(me.username) or Person(me.username, me.name, me.team, me.email, me.manager)
    assigned = case.rota.assign(person, case.now)
    return {
        "state": "accepted",
        "owner": me.username,
        "owner_name": me.name,
        "team": me.team,
        "cover_name": assigned.cover.name if assigned.cover else "",
        "offered_to": None,
        "next_step": case.row.next_step.replace(case.row.owner_name, me.name),
        "accepted_at": case.row.accepted_at or case.now,
    }


def _tell_manager(case: Case, hops: int) -> None:
    text = f"{case.row.reference} has changed hands {hops} times."
    flags.raise_in(case, "passed_on", text, team=case.me.team)


def give_up_offer(case: Case, kind: str, detail: str = "") -> None:
    """An offer is declined or withdrawn; it stays whose it was. Moved: there is no such offer any more."""
    if not case.row.offered_to:
        raise Moved("There is no offer to answer any more.")
    case.change(offered_to=None)
    case.note(kind, detail)
