"""Say what is wrong: begin a record, or add to the one being taken."""

from __future__ import annotations

import re
from dataclasses import replace

from actions.playback import shown
from actions.take import ASSUMED, only_facts, take, with_needs, with_words
from actions.talk import Talk
from bot.conversation import Heard, Later, Note
from bot.record import Fact, Record
from bot.understanding import Ranking, Understood
from bot.understanding.parts import without

CLEAR = 0.45
"""How sure of the service to go on without asking; below it, the likeliest are offered in plain words."""
ANOTHER = 0.6
"""How sure of a different service to take a message as a second problem."""


def report(talk: Talk, heard: Heard) -> Talk:
    """What was said is acknowledged and written down; what is missing is asked afterwards, by `ask_next`."""
    if talk.record is None:
        known = _told_before(talk, heard)
        return _chased(talk, heard, known) if known else _begin(talk, heard)
    if _is_another(talk.record, heard):
        return _keep_for_later(talk, heard)
    return add(talk, heard)


def _begin(talk: Talk, heard: Heard) -> Talk:
    service = likeliest(heard.understood.services)
    record = written(talk, service, heard)
    talk = talk.know(record=record, played=None, asked={}, missed=0).ask(None).give_floor("bot")
    talk = acknowledge(talk, heard)
    if service is None:
        talk = talk.know(choices=_candidates(heard.understood.services))
    return talk


def written(talk: Talk, service: str | None, heard: Heard) -> Record:
    """A new record of what was said, with the facts in it."""
    return take(talk, with_words(_begun(talk, service), heard), heard)


def _begun(talk: Talk, service: str | None) -> Record:
    """The address somebody writes from reaches them; a page does not ring, so there it may be asked."""
    record = with_needs(Record(service=service), talk.state.needs)
    asked = service and "contact" in talk.moment.council.services[service].asks
    if talk.via == "web" and asked:
        return record
    return record.with_fact(Fact("contact", talk.words.say(f"contact.{talk.via}"), talk.via, ASSUMED))


def add(talk: Talk, heard: Heard) -> Talk:
    """More of the same problem: facts into the record, the words under the earlier ones."""
    assert talk.record is not None
    record = take(talk, talk.record, heard)
    noted = [fact for name, fact in record.facts.items() if talk.record.facts.get(name) != fact]
    more = not only_facts(heard.text, [fact.said for fact in noted])
    if more:
        record = with_words(record, heard)
    if record.service is None and (service := likeliest(heard.understood.services)):
        record = Record(service, record.facts, record.declined, record.version)
    talk = effects(talk.know(record=record, missed=0), heard)
    return talk if talk.state.asks is None or talk.lines else _noted(talk, noted, more=more)


def _noted(talk: Talk, facts: list[Fact], *, more: bool) -> Talk:
    """What was not an answer was heard all the same, before the question stands again."""
    record = talk.record
    assert record is not None
    if facts and not (record.service and talk.moment.council.services[record.service].discreet):
        shown_ones = [shown(talk.words, record, fact.name) for fact in facts]
        return talk.not_asked().say("noted.facts", facts=talk.words.listed(shown_ones, "and"))
    return talk.say("noted.words") if more else talk


def acknowledge(talk: Talk, heard: Heard) -> Talk:
    """What it means to the person first; then who is speaking, the first time; then what was noted."""
    talk = effects(talk, heard)
    if not talk.lines:
        service = talk.record.service if talk.record else None
        talk = talk.say("heard", short=talk.words.service(service, "short")) if service else talk.say("heard.unclear")
    return introduce(talk)


def introduce(talk: Talk) -> Talk:
    """The bot says that it is a bot in its first turn (standard S2), and what will happen (V11)."""
    if talk.state.introduced:
        return talk
    return talk.say("introduction", council=talk.moment.council.name).know(introduced=True)


def effects(talk: Talk, heard: Heard) -> Talk:
    """The council's lines for what the resident said this does to them: at most two, in their order of weight."""
    text = heard.text.lower()
    matching = [one for one in talk.words.wording.effects if any(re.search(word, text) for word in one.words)]
    for effect in matching[:2]:
        talk = talk.tell(effect.say)
    return talk


def likeliest(services: Ranking) -> str | None:
    """The service, when it is clear enough not to ask."""
    if not services:
        return None
    first = services[0][1]
    second = services[1][1] if len(services) > 1 else 0.0
    return services[0][0] if first >= CLEAR or first >= 3 * second > 0 else None


def _candidates(services: Ranking) -> tuple[str, ...]:
    return tuple(name for name, _ in services[:3] if name != "other")


def _is_another(record: Record, heard: Heard) -> bool:
    name, sure = heard.understood.services[0] if heard.understood.services else ("other", 0.0)
    return record.service not in (None, name) and name != "other" and sure >= ANOTHER


def _keep_for_later(talk: Talk, heard: Heard) -> Talk:
    one = Later(heard.text, heard.understood.service, heard.seq)
    short = talk.words.service(one.service, "short")
    return talk.know(later=(*talk.state.later, one)).say("later", short=short)


def beside(talk: Talk, heard: Heard) -> Talk:
    """A second problem told of in the same message is not lost in the first (which `apart` has read without it)."""
    if not heard.understood.also:
        return talk
    service, words = heard.understood.also
    part = replace(heard, text=words, understood=Understood((("report", 1.0),), ((service, 1.0),)))
    if talk.record is None:
        return report(talk, part)
    known = service in (talk.record.service, *(one.service for one in talk.state.later))
    return add(talk, part) if known else _keep_for_later(talk, part)


def apart(heard: Heard) -> Heard:
    """Without the words about a second problem: its address is not the first one's."""
    also = heard.understood.also
    return replace(heard, text=without(heard.text, also[1])) if also else heard


def _told_before(talk: Talk, heard: Heard) -> str | None:
    """A second contact finds the first (standard S6)."""
    service = likeliest(heard.understood.services)
    same = [one for one in talk.open_enquiries if one.kind == "record" and one.service == service]
    return same[-1].reference if same else None


def _chased(talk: Talk, heard: Heard, reference: str) -> Talk:
    enquiry = next(one for one in talk.enquiries if one.reference == reference)
    record = with_words(enquiry.record, heard)
    talk = talk.amend(enquiry, record, heard.text).do(Note(reference, "chased", heard.text))
    return talk.say("told_before", reference=reference, owner=enquiry.owner_name, due=talk.date(enquiry.due_at))
