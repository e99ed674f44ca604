"""Take facts out of what somebody wrote, into the record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from actions.talk import Talk
from bot.conversation import Heard
from bot.council import FactSpec
from bot.facts import Found, answer
from bot.record import Fact, Record

# A found kind fills the first fact of the service that is of one of these kinds, else the common fact named last.
_HOMES = {
    "place": (("place",), "where"),
    "postcode": (("place",), "where"),
    "day": (("day", "when"), "when"),
    "when": (("when",), "when"),
    "phone": ((), "contact"),
    "email": ((), "contact"),
    "plate": (("plate",), None),
    "pcn": (("pcn",), None),
    "name": ((), "name"),
    "money": (("money",), None),
    "number": (("number",), None),
    "column": (("column", "reference"), None),
    "code": (("reference", "code"), None),
    "people": (("people",), None),
    "reference": (("reference",), None),
    "district": (("place",), "where"),
    "flat": ((), "where"),
    "floor": ((), "where"),
}


_INSIDE = ("flat", "floor")
"""Parts of an address that need a street."""
ASSUMED = 0
"""The message that a fact comes from when nobody said it: how to reach somebody is first taken to be how they write."""


def take(talk: Talk, record: Record, heard: Heard) -> Record:
    """The record with every fact in the message that it did not hold. What it holds is changed only by a correction."""
    for found in talk.facts(heard.text):
        record = _home(talk, record, found, heard.seq)
    for spec in _choices(talk, record):
        if spec.name not in record.facts and spec.name in _asked(talk, record):
            chosen = answer(heard.text, "choice", talk.words.choices(record.service, spec.name), talk.moment.now)
            if chosen:
                record = record.with_fact(Fact(spec.name, chosen.value, chosen.said, heard.seq))
    return record


def _home(talk: Talk, record: Record, found: Found, seq: int) -> Record:
    kinds, common = _HOMES.get(found.kind, ((), None))
    own = talk.moment.council.services[record.service].facts.values() if record.service else ()
    for spec in own:
        if spec.kind in kinds and spec.name not in record.facts:
            return record.with_fact(Fact(spec.name, found.value, found.said, seq))
    if common is None:
        return record
    if common == "where" and "where" in record.facts:
        return _completed(talk, record, found)
    held = record.facts.get(common)
    return record if held and held.seq != ASSUMED else record.with_fact(Fact(common, found.value, found.said, seq))


def _completed(talk: Talk, record: Record, found: Found) -> Record:
    """A postcode, a flat or a floor that comes after the street completes the address, and a street that comes after them."""
    held = record.facts["where"]
    if found.value in held.value or (found.kind == "place" and _names_a_street(talk, held)):
        return record
    flat = found.kind in _INSIDE
    value = f"{found.value}, {held.value}" if flat else f"{held.value}, {found.value}"
    return record.with_fact(replace(held, value=value, said=f"{held.said} {found.said}"))


def _names_a_street(talk: Talk, held: Fact) -> bool:
    return any(one.kind not in _INSIDE for one in talk.facts(held.said))


def _choices(talk: Talk, record: Record) -> list[FactSpec]:
    own = talk.moment.council.services[record.service].facts.values() if record.service else ()
    return [spec for spec in own if spec.kind == "choice"]


def _asked(talk: Talk, record: Record) -> tuple[str, ...]:
    return talk.moment.council.services[record.service].asks if record.service else ()


def only_facts(text: str, said: Sequence[str]) -> bool:
    """Whether the text is the facts that were said in it and hardly another word."""
    return bool(said) and len(text.split()) <= sum(len(one.split()) for one in said) + 2


def with_needs(record: Record, needs: Sequence[str]) -> Record:
    """What the resident needs from us stands on the record, where they can see and correct it."""
    value = "; ".join(needs)
    return record.with_fact(Fact("needs", value, value, ASSUMED)) if value else record


def remember(talk: Talk, need: str) -> Talk:
    """What the resident needs from us, said whenever: kept for every record of theirs, and on the one being taken."""
    needs = talk.state.needs if need in talk.state.needs else (*talk.state.needs, need)
    talk = talk.know(needs=needs)
    return talk.know(record=with_needs(talk.record, needs)) if talk.record else talk


def with_words(record: Record, heard: Heard) -> Record:
    """`what` in the resident's own words; more words are added below the earlier ones."""
    text = heard.text.strip()
    held = record.facts.get("what")
    if held is None:
        return record.with_fact(Fact("what", text, text, heard.seq))
    if text in held.value:
        return record
    together = f"{held.value}\n{text}"
    return record.with_fact(replace(held, value=together, said=together))
