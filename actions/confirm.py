"""Confirm: the resident agrees with the record; it gets a reference, a named owner, a next step and a date."""

from __future__ import annotations

from actions.handover import open_enquiry, reply_by
from actions.report import written
from actions.talk import Talk
from bot.conversation import Heard


def confirm(talk: Talk, heard: Heard) -> Talk:
    record = talk.record
    assert record is not None and record.service is not None
    service = talk.moment.council.services[record.service]
    due_at = reply_by(talk, service.team, service.reply_within)
    talk, enquiry, assigned = open_enquiry(
        talk,
        kind="record",
        record=record,
        why="confirmed",
        due_at=due_at,
        urgent=service.urgent,
        next_step=talk.words.service(service.name, "next_step"),
    )
    talk = talk.know(record=None, played=None, asked={}, missed=0).ask(None).give_floor("waiting")
    values = {
        "reference": enquiry.reference,
        "owner": assigned.person.name,
        "team": assigned.team.name,
        "next_step": enquiry.next_step,
        "due": talk.date(due_at),
        "back": talk.date(assigned.back_at),
    }
    talk = talk.say("confirmed", **values)
    if assigned.back_at > talk.moment.now:
        talk = talk.say("confirmed.closed_now", **values)
    talk = talk.say("confirmed.promise", **values)
    if talk.moment.link and talk.via != "web":  # on the web they are on that page already
        talk = talk.say("link", link=talk.moment.link)
    return _next_problem(talk, heard)


def _next_problem(talk: Talk, heard: Heard) -> Talk:
    """A second problem that was mentioned meanwhile is taken up by itself."""
    if not talk.state.later:
        return talk
    one, *rest = talk.state.later
    record = written(talk, one.service, Heard(one.seq, one.text, heard.at, heard.understood))
    talk = talk.know(record=record, later=tuple(rest)).give_floor("bot").send()
    return talk.say("later.now", short=talk.words.service(one.service, "short"))
