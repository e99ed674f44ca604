"""Closing: only with an outcome, a reason written to this resident, and how they were included (F4, C4).

A building-safety concern is closed by a manager other than its owner, and never by itself (V13).
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from bot import reference as references
from bot.house import House
from bot.store import tables
from handoff import floor
from handoff.case import Case, opened, sentence, written
from handoff.hours import Calendar
from handoff.next_steps import promise_again
from handoff.refusals import Incomplete, Moved, NotYours
from handoff.replies import stop_the_wait
from handoff.staff import Account

OUTCOMES = {
    "done": "Done",
    "explained": "Not done, and explained why not",
    "not_ours": "Not ours, and said whose it is",
    "withdrawn": "Withdrawn by the resident",
    "duplicate": "Duplicate of another enquiry",
}
BUILDING_SAFETY = "building_safety"


@dataclass(frozen=True)
class Ending:
    """How an enquiry ends. whose: for `not_ours`. duplicate_of: for `duplicate`, its reference."""

    outcome: str
    reason: str
    included: str
    whose: str = ""
    duplicate_of: str = ""


def close(house: House, me: Account, reference: str, ending: Ending) -> None:
    """The resident is told how it ended and why, and asked whether it worked. Incomplete: everything that is missing."""
    _check(house, reference, ending)
    with opened(house, me, reference, "closed") as case:
        case.must_be_open()
        must_be_closed_by(case)
        case.change(
            state="closed",
            outcome=ending.outcome,
            reason=ending.reason.strip(),
            included=ending.included.strip(),
            closed_at=case.now,
            accepted_at=case.row.accepted_at or case.now,
            offered_to=None,
        )
        stop_the_wait(case)
        case.keep_promises()
        case.note("closed", OUTCOMES[ending.outcome])
        _tell(case, ending)
        floor.ask_whether_it_worked(case.transaction, case.row.conversation_id, case.now)


def must_be_closed_by(case: Case) -> None:
    if case.row.service != BUILDING_SAFETY:
        case.must_be_mine()
    elif not case.me.manager or case.me.username == case.row.owner:
        raise NotYours("A building-safety concern is closed only by a manager who is not its owner.")


def open_again(house: House, me: Account, reference: str, why: str) -> None:
    """Back to the same owner, with a reply promised by the end of the next working day."""
    why = written("again", why, "Say why it is opened again.")
    with opened(house, me, reference, "opened again") as case:
        if case.row.state != "closed":
            raise Moved("It is open already.")
        due_at = Calendar.of(house.council).due(case.now, 1)
        promise_again(case, case.row.next_step, due_at)
        case.change(state="accepted", closed_at=None, resolved_at=None, due_at=due_at)
        floor.take(case.transaction, case.row.conversation_id, case.now)
        case.note("reopened", why)
        case.tell("staff.reopened", next_step=case.row.next_step, due=case.date(due_at))


def _tell(case: Case, ending: Ending) -> None:
    reason = ending.reason.strip()
    if ending.outcome == "not_ours":
        reason = f"{case.words.say('staff.whose', whose=ending.whose.strip())} {reason}"
    if ending.outcome == "duplicate":
        reason = f"{case.words.say('staff.goes_on', reference=_tidy(ending.duplicate_of))} {reason}"
    outcome = case.words.say(f"outcome.{ending.outcome}")
    case.tell(
        "staff.closed", owner=case.me.name, outcome=outcome, reason=sentence(reason), included=sentence(ending.included)
    )


def _check(house: House, reference: str, ending: Ending) -> None:
    problems = _problem(outcome="" if ending.outcome in OUTCOMES else "Choose how it ended.")
    problems |= _typed("reason", ending.reason, "Write to this resident why it ended like this.")
    problems |= _typed("included", ending.included, "Say how the resident was part of the decision.")
    if ending.outcome == "not_ours":
        problems |= _typed("whose", ending.whose, "Say whose it is and how to reach them.")
    if ending.outcome == "duplicate":
        problems |= _problem(duplicate_of=_not_another(house, reference, ending.duplicate_of))
    if problems:
        raise Incomplete(**problems)


def _typed(field: str, text: str, missing: str) -> dict[str, str]:
    try:
        written(field, text, missing)
    except Incomplete as incomplete:
        return incomplete.problems
    return {}


def _problem(**problems: str) -> dict[str, str]:
    return {field: problem for field, problem in problems.items() if problem}


def _not_another(house: House, reference: str, other: str) -> str:
    """What is wrong with it as the reference of the enquiry under which this one goes on."""
    other = _tidy(other)
    if not references.is_valid(other) or other == reference:
        return "Give the reference of the other enquiry."
    with house.database.read() as connection:
        known = connection.execute(
            select(tables.enquiries.c.conversation_id).where(tables.enquiries.c.reference.in_([reference, other]))
        ).scalars()
        conversations = list(known)
    if len(conversations) < 2:
        return f"There is no enquiry {other}."
    return "" if len(set(conversations)) == 1 else "That enquiry is another resident's. Leave this one open instead."


def _tidy(reference: str) -> str:
    found = references.find(reference, reference.strip()[:2].upper())
    return found[0] if found else reference.strip().upper()
