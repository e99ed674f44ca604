"""Next steps: what happens now and by when, told to the resident each time it changes (S3, S9)."""

from __future__ import annotations

from datetime import date, datetime

from bot.conversation import Promise
from bot.house import House
from handoff import enquiries
from handoff.case import Case, opened, sentence, written
from handoff.hours import CLOSE_OF_DAY, LONDON, Calendar
from handoff.refusals import Incomplete
from handoff.staff import Account

FURTHEST_DAYS = 366


def change(house: House, me: Account, reference: str, next_step: str, due: str) -> None:
    """due: an ISO date, a working day; the resident hears by its close. The promise before it is replaced, not hidden."""
    next_step = written("next_step", next_step, "Say what happens next.")
    due_at = due_on(house, due, house.now())
    with opened(house, me, reference, "next step") as case:
        case.must_be_open()
        case.must_be_mine()
        promise_again(case, next_step, due_at)
        case.change(next_step=next_step, due_at=due_at)
        case.note("next step", f"{next_step} By {due_at:%-d %B %Y}.")
        case.tell("staff.next_step", by=me.name, next_step=sentence(next_step), due=case.date(due_at))


def promise_again(case: Case, what: str, due_at: datetime) -> None:
    """A complaint is answered, anything else is replied to; the ledger keeps the older date beside the new one."""
    kind = "answer" if case.row.kind == "escalation" else "reply"
    case.replace_promises(kind)
    enquiries.promise(case.transaction, case.row.reference, Promise(kind, what, due_at), case.now)


def due_on(house: House, due: str, now: datetime) -> datetime:
    """The close of that day. Incomplete: it is no date, is past, or nobody works on it."""
    try:
        day = date.fromisoformat(due.strip())
    except ValueError:
        raise Incomplete(due="Give the date by which the resident hears from us.") from None
    due_at = datetime.combine(day, CLOSE_OF_DAY, LONDON)
    if due_at <= now:
        raise Incomplete(due="That date has passed. Give one that is still to come.")
    if (day - now.astimezone(LONDON).date()).days > FURTHEST_DAYS:
        raise Incomplete(due="Give a date within a year.")
    if not Calendar.of(house.council).is_working_day(day):
        raise Incomplete(due=f"{day:%A %-d %B} is not a working day. Choose another.")
    return due_at
