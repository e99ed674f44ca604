"""How to take it further: the route for this service with real dates, at any moment; started in one step."""

from __future__ import annotations

import re
from datetime import date, datetime
from datetime import time as clock

from actions.handover import open_enquiry
from actions.report import introduce
from actions.talk import Talk
from bot.conversation import Enquiry, Heard, Promise
from bot.council import Route
from bot.record import Fact, Record
from handoff.hours import CLOSE_OF_DAY, LONDON

_START = re.compile(r"^\W*escalate\b", re.IGNORECASE)


def ask_escalation(talk: Talk, heard: Heard) -> Talk:
    """ESCALATE starts it; any other words for it explain it first, and say how to start."""
    talk = introduce(talk)
    return start(talk, heard) if _START.match(heard.text) else explain(talk, heard)


def explain(talk: Talk, heard: Heard) -> Talk:
    route = _route(talk, heard)
    acknowledge, reply = _dates(talk, route, 0)
    talk = talk.say("escalate.sorry").tell(
        talk.words.route(route.name, "explain").format(
            acknowledge=talk.date(acknowledge), reply=talk.date(reply), **_stages(route)
        )
    )
    talk = talk.say("escalate.how").know(escalating=route.name)
    return talk if talk.record else talk.ask("escalate")


def start(talk: Talk, heard: Heard) -> Talk:
    """Recorded, acknowledged, owned by a named person who is not the person complained about."""
    about = talk.latest
    under_way = next((one for one in reversed(talk.open_enquiries) if one.kind == "escalation"), None)
    if under_way and not _overdue(talk, under_way):
        return talk.say(
            "escalate.under_way",
            reference=under_way.reference,
            owner=under_way.owner_name,
            due=talk.date(under_way.due_at),
        )
    route = talk.moment.council.routes[talk.state.escalating or _route(talk, heard).name]
    stage = _next_stage(talk, route, about)
    if route.stages[stage].body and not route.stages[stage].reply:
        return talk.say("escalate.outside", body=route.stages[stage].body)
    return _open(talk, heard, route, stage, about)


def _open(talk: Talk, heard: Heard, route: Route, stage: int, about: Enquiry | None) -> Talk:
    acknowledge, reply = _dates(talk, route, stage)
    never = frozenset(one.owner for one in talk.enquiries)
    talk, enquiry, _ = open_enquiry(
        talk,
        kind="escalation",
        record=_what_it_is_about(talk, heard, about),
        why=heard.text,
        due_at=reply,
        urgent=True,
        team=route.team,
        never=never,
        next_step=talk.words.say("next.complaint"),
        promises=_promises(talk, route, stage, acknowledge, reply),
        parent=about.reference if about else None,
        route=route.name,
        stage=stage,
    )
    talk = talk.say(
        "escalate.started",
        stage=talk.words.stage(route.name, stage),
        reference=enquiry.reference,
        owner=enquiry.owner_name,
        team=enquiry.team,
        acknowledge=talk.date(acknowledge),
        reply=talk.date(reply),
    )
    return talk.know(escalating=None) if talk.record else talk.know(escalating=None).ask(None)


def _promises(talk: Talk, route: Route, stage: int, acknowledge: datetime, reply: datetime) -> tuple[Promise, ...]:
    name = talk.words.stage(route.name, stage)
    first = Promise("acknowledge", talk.words.say("promise.acknowledge", stage=name), acknowledge)
    return (first, Promise("answer", talk.words.say("promise.answer", stage=name), reply))


def _dates(talk: Talk, route: Route, stage: int) -> tuple[datetime, datetime]:
    """Acknowledged within so many working days of receipt (after 3pm: of the next); answered within so many of that."""
    calendar = talk.moment.rota.calendar
    received = calendar.counted_from(talk.moment.now)
    acknowledge = calendar.add(received, route.stages[stage].acknowledge)
    return _close(acknowledge), _close(calendar.add(acknowledge, route.stages[stage].reply))


def _close(day: date) -> datetime:
    return datetime.combine(day, clock(CLOSE_OF_DAY.hour), LONDON)


def _stages(route: Route) -> dict[str, int]:
    return {f"days{number}": stage.reply for number, stage in enumerate(route.stages, start=1)}


def _route(talk: Talk, heard: Heard) -> Route:
    """The route of the service this is about: the record being taken, else the latest enquiry, else the message's own."""
    service = talk.record.service if talk.record else talk.latest.service if talk.latest else None
    ranked = heard.understood.services
    if service is None and ranked and ranked[0][1] >= 0.5:
        service = ranked[0][0]
    return talk.moment.council.routes[talk.moment.council.services[service or "other"].route]


def _next_stage(talk: Talk, route: Route, about: Enquiry | None) -> int:
    parent = about.reference if about else None
    earlier = [
        one.stage
        for one in talk.enquiries
        if one.kind == "escalation" and one.parent == parent and one.route == route.name
    ]
    return min(max(earlier) + 1, len(route.stages) - 1) if earlier else 0


def _what_it_is_about(talk: Talk, heard: Heard, about: Enquiry | None) -> Record:
    """The resident is never asked to say it again: the record so far, with what they said now."""
    record = talk.record or (about.record if about else Record())
    service = record.service or "other"
    held = record.value("what")
    words = "\n".join(part for part in (held, heard.text) if part and not _START.fullmatch(part.strip()))
    record = Record(service, record.facts, record.declined)
    return record.with_fact(Fact("what", words or heard.text, words or heard.text, heard.seq))


def _overdue(talk: Talk, enquiry: Enquiry) -> bool:
    return enquiry.due_at < talk.moment.now
