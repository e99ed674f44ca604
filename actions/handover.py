"""Hand over to a named person: a record was confirmed, a person was asked for, danger was heard, or the bot is lost."""

from __future__ import annotations

from datetime import datetime, timedelta

from actions.talk import Talk
from bot.conversation import Enquiry, Floor, Heard, Note, OpenEnquiry, Promise
from bot.record import Fact, Record
from handoff.ownership import Assignment


def ask_human(talk: Talk, heard: Heard) -> Talk:
    """ "I want a person" always works at once: who, by when, and what to do if it cannot wait."""
    owned = next((one for one in reversed(talk.open_enquiries) if one.kind != "escalation"), None)
    if owned and talk.record is None:
        talk = talk.do(Note(owned.reference, "asked for a person", heard.text)).give_floor(_at_least_waiting(talk))
        return talk.say("person.owner", owner=owned.owner_name, reference=owned.reference, due=talk.date(owned.due_at))
    return _to_a_person(talk.say("person.yes"), heard, "person")


def _at_least_waiting(talk: Talk) -> Floor:
    return "staff" if talk.floor == "staff" else "waiting"


def lost(talk: Talk, heard: Heard) -> Talk:
    """The bot failed twice to understand: a person does instead."""
    return _to_a_person(talk.say("lost"), heard, "lost")


def _to_a_person(talk: Talk, heard: Heard, kind: str) -> Talk:
    record = talk.record or Record(service="other")
    if not record.holds("what") and heard.text:
        record = record.with_fact(Fact("what", heard.text, heard.text, heard.seq))
    talk, enquiry, assigned = open_enquiry(
        talk, kind=kind, record=record, why=heard.text, due_at=first_reply_by(talk, record), urgent=False
    )
    talk = talk.know(record=None, asks=None, choices=(), played=None, missed=0).give_floor("waiting")
    key = "person.now" if assigned.back_at <= talk.moment.now else "person.later"
    talk = talk.say(
        key,
        owner=assigned.person.name,
        team=assigned.team.name,
        due=talk.date(enquiry.due_at),
        back=talk.date(assigned.back_at),
        phone=assigned.team.phone,
        reference=enquiry.reference,
    )
    return talk.say("afterwards", due=talk.date(enquiry.due_at))


def open_enquiry(
    talk: Talk,
    *,
    kind: str,
    record: Record,
    why: str,
    due_at: datetime,
    urgent: bool,
    team: str | None = None,
    never: frozenset[str] = frozenset(),
    next_step: str | None = None,
    promises: tuple[Promise, ...] = (),
    parent: str | None = None,
    route: str | None = None,
    stage: int = 0,
) -> tuple[Talk, Enquiry, Assignment]:
    """A named owner, a next step and a date, in the ledger. never: people who may not own it."""
    service = talk.moment.council.services[record.service or "other"]
    assigned = talk.moment.rota.owner_for(team or service.team, talk.moment.now, never=never)
    enquiry = Enquiry(
        reference=talk.spare_reference(),
        kind=kind,
        service=service.name,
        team=assigned.team.name,
        owner=assigned.person.username,
        owner_name=assigned.person.name,
        state="waiting",
        urgent=urgent or service.urgent,
        record=record,
        next_step=next_step or talk.words.say("next.reply", owner=assigned.person.name),
        opened_at=talk.moment.now,
        waiting_since=talk.moment.now,
        due_at=due_at,
        parent=parent,
        route=route,
        stage=stage,
        cover_name=assigned.cover.name if assigned.cover else "",
    )
    promised = promises or (Promise("reply", enquiry.next_step, due_at),)
    return talk.do(OpenEnquiry(enquiry, promised, why)), enquiry, assigned


def first_reply_by(talk: Talk, record: Record) -> datetime:
    """When a person answers somebody who asked for one: today while there are two hours left, else the next opening day."""
    service = talk.moment.council.services[record.service or "other"]
    return reply_by(talk, service.team, 0)


def reply_by(talk: Talk, team: str, working_days: int) -> datetime:
    """Close of day; never less than two working hours away, so that the promise can be kept."""
    calendar, now = talk.moment.rota.calendar, talk.moment.now
    due = calendar.due(now, working_days)
    return due if due - now >= timedelta(hours=2) else calendar.due(now, working_days + 1)
