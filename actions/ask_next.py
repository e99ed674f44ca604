"""Carry on: ask for the one thing that is missing and matters, else play the record back.

Every turn ends here, which is why a digression returns by itself to where the conversation was.
"""

from __future__ import annotations

from dataclasses import replace

from actions.playback import play_back
from actions.talk import Talk

TIMES_ASKED = 2


def ask_next(talk: Talk) -> Talk:
    """Nothing to ask without a record, or while another question (withdraw? complain?) stands."""
    if talk.record is None or talk.floor == "staff" or talk.state.asks in ("withdraw", "change", "interpreter"):
        return talk
    if talk.record.service is None:
        return _ask_service(talk)
    missing = next_fact(talk)
    return _ask_fact(talk, missing) if missing else play_back(talk)


def next_fact(talk: Talk) -> str | None:
    """The first fact that matters for the service, is not held, and was not asked for twice already."""
    record = talk.record
    assert record is not None and record.service is not None
    service = talk.moment.council.services[record.service]
    for name in service.asks:
        if not record.holds(name) and talk.state.asked.get(name, 0) < TIMES_ASKED:
            return name
    return None


def _ask_fact(talk: Talk, name: str) -> Talk:
    assert talk.record is not None
    service = talk.record.service
    before = _place_before(talk) if name == "where" and not talk.state.asked.get(name) else ""
    asked = {**talk.state.asked, name: talk.state.asked.get(name, 0) + 1}
    if before:
        return talk.know(asked=asked).ask(name, (before,)).say("where.same", place=before)
    choices = tuple(talk.words.choice(service, name, value) for value in talk.words.choices(service, name))
    return talk.know(asked=asked).ask(name, choices).tell(talk.words.fact(service, name, "ask"))


def _place_before(talk: Talk) -> str:
    """Where the matter before this one is, which was said once already; not said where somebody else may read it."""
    services = talk.moment.council.services
    open_ones = (one for one in reversed(talk.open_enquiries) if one.kind == "record")
    before = next((one for one in open_ones if not services[one.service].discreet), None)
    return before.record.value("where") if before else ""


def _ask_service(talk: Talk) -> Talk:
    """When unsure: a question between the two or three likeliest, in plain words; without any, an open one."""
    assert talk.record is not None
    record, asked = talk.record, talk.state.asked.get("service", 0)
    talk = talk.know(asked={**talk.state.asked, "service": asked + 1})
    if asked >= TIMES_ASKED or not talk.state.choices:
        if asked or len(record.value("what").split()) > 3:
            return ask_next(talk.know(record=replace(record, service="other"), choices=()))
        return talk.ask("service").say("what_is_wrong")
    titles = [talk.words.service(name, "short") for name in talk.state.choices]
    offered = talk.words.listed(titles, "or")
    return talk.ask("service", talk.state.choices).say("which_service", services=offered)
