"""Correct the record: "2 is wrong", "its 14a", "no", "yes but the day is wednesday", two at once."""

from __future__ import annotations

import re
from dataclasses import dataclass

from actions.playback import Item, items
from actions.take import with_words
from actions.talk import Talk
from bot.conversation import Heard
from bot.council import Words
from bot.facts import Found, answer, find
from bot.record import Fact, Record

_CLAUSES = re.compile(r"[,;\n]+|\.\s+|\b(?:and|but|also)\b", re.IGNORECASE)
_NUMBERED = re.compile(
    r"^\W*(?:no\W+|yes\W+)?(?:number|item|point|line|no\.?|#)?\s*(\d{1,2})\s*(?:[.):=-]|\b(?:is|should|was|needs|wrong|not)\b|$)(.*)$",
    re.IGNORECASE | re.DOTALL,
)
_VALUE = re.compile(
    r"^.*?\b(?:should (?:be|say)|is actually|is really|is now|is|be|to|was)\b(.*)$", re.IGNORECASE | re.DOTALL
)
_WRONG = re.compile(r"\b(?:wrong|incorrect|not right|isn'?t right|mistake|change)\b", re.IGNORECASE)
_NOT = (  # the first that fits
    re.compile(r"\bnot\s+(?P<old>.+?)(?:\s*[,;.]\s*(?:but\s+)?|\s+but\s+|\s+(?=it'?s\s+))(?P<new>.+)$", re.IGNORECASE),
    re.compile(r"(?P<new>[^,;]+?)[,;]?\s+(?:not|instead of|rather than)\s+(?P<old>.+)$", re.IGNORECASE),
)
_LEADING = (
    r"(?:(?:no|nah|nope|yes|sorry|actually|oops|oh|ah|its|it'?s|it is|(?:it )?should (?:be|say)|(?:i )?meant)\W+)*"
)
_HOUSE = re.compile(
    rf"^\W*{_LEADING}(?:(?:wrong )?(?:house )?number\W+{_LEADING})?(\d{{1,4}}\s?[a-z]?)"
    r"(?:\W+(?:sorry|please|pls|thanks|mate|love|dear|not\b.*|instead\b.*))?\W*$",
    re.IGNORECASE,
)
_LABELS = {
    "where": r"address|location|post ?code",
    "when": r"when|date|day|time",
    "name": r"name",
    "contact": r"contact|phone|mobile|email|e-mail|reach",
    "what": r"what",
    "wanted": r"want|outcome",
}


@dataclass(frozen=True)
class Corrections:
    """changes: new values, in order. wrong: facts said to be wrong without saying what is right."""

    changes: tuple[Fact, ...] = ()
    wrong: tuple[str, ...] = ()


def correct(talk: Talk, heard: Heard) -> Talk | None:
    """The record with what was corrected; None when nothing in the message says what to change."""
    assert talk.record is not None
    found = corrections(talk.words, talk.record, heard)
    if found.changes:
        record = talk.record
        for fact in found.changes:
            record = record.with_fact(fact)
        return talk.know(record=record, missed=0).ask(None)
    if found.wrong:
        return _ask_again(talk, found.wrong)
    return None


def amend_record(talk: Talk, heard: Heard) -> Talk:
    """It was asked what to change, and this was said: nothing is lost, so the words go on the record."""
    assert talk.record is not None
    return talk.know(record=with_words(talk.record, heard), missed=0).ask(None)


def ask_what_to_change(talk: Talk) -> Talk:
    return talk.ask("change").say("change.what")


def _ask_again(talk: Talk, wrong: tuple[str, ...]) -> Talk:
    """The fact is taken out, so that it is asked for; what it was stays in the transcript."""
    assert talk.record is not None
    name = wrong[0]
    record = talk.record.without(name)
    if name == "what":
        return (
            talk.know(record=record)
            .ask("what")
            .say("change.tell", label=talk.words.fact(record.service, name, "label"))
        )
    asked = {**talk.state.asked, name: 0}
    talk = talk.know(record=record, asked=asked, played=None)
    if name not in talk.moment.council.services[record.service or "other"].asks:
        asked = {**asked, name: 1}
        return talk.know(asked=asked).ask(name).say("change.tell", label=talk.words.fact(record.service, name, "label"))
    return talk.ask(None)


def corrections(words: Words, record: Record, heard: Heard) -> Corrections:
    """Every correction in a message. Pure: the record is not changed here."""
    lines = items(words, record)
    changes: dict[str, Fact] = {}
    wrong: list[str] = []
    for clause in _clauses(heard.text):
        named, rest = _named(words, record, lines, clause)
        fact = _new_value(words, record, named, rest, heard)
        if fact and fact.value != record.value(fact.name):
            changes[fact.name] = fact
        elif named and fact is None:
            wrong.append(named)
    return Corrections(tuple(changes.values()), tuple(name for name in wrong if name not in changes))


def _clauses(text: str) -> list[str]:
    """ "not X but Y" and "X, not Y" stay together; otherwise a clause for each thing said."""
    if _contrast(text) and not re.search(r"\band\b", text, re.IGNORECASE):
        return [text]
    return [part.strip() for part in _CLAUSES.split(text) if part.strip()]


def _named(words: Words, record: Record, lines: list[Item], clause: str) -> tuple[str | None, str]:
    """The fact that a clause names, by its number or its label, and the words that are left for the new value."""
    numbered = _NUMBERED.match(clause)
    if numbered and 1 <= int(numbered[1]) <= len(lines):
        return lines[int(numbered[1]) - 1].fact, numbered[2]
    for surely in (True, False):
        for line in lines:
            label = re.search(rf"\b(?:{_called(words, record, line, surely=surely)})\b", clause.lower())
            if label:
                return line.fact, clause[label.end() :]
    return None, clause


def _called(words: Words, record: Record, line: Item, *, surely: bool) -> str:
    """What a fact may be called: surely its label, and "the day" for one that is a day; else the usual words."""
    kind = words.council.spec(record.service, line.fact).kind
    if surely:
        return "|".join((re.escape(line.label.lower()), *(["day"] if kind == "day" else [])))
    return _LABELS["when"] if kind in ("day", "when") else _LABELS.get(line.fact, r"(?!)")


def _new_value(words: Words, record: Record, named: str | None, rest: str, heard: Heard) -> Fact | None:
    swapped = _swap(words, record, rest, heard)
    if swapped:
        return swapped
    if named:
        return _read_as(words, record, named, _after_verb(rest), heard)
    house = _HOUSE.match(rest)
    if house and "where" in record.facts and re.match(r"^(?:flat \w+, )?\d", record.value("where"), re.IGNORECASE):
        return _house(record.facts["where"], house[1], heard.seq)
    return _by_kind(words, record, rest, heard)


def _after_verb(rest: str) -> str:
    verb = _VALUE.match(rest)
    return (verb[1] if verb else rest).strip(" .,:=-")


def _read_as(words: Words, record: Record, name: str, text: str, heard: Heard) -> Fact | None:
    if not text or _WRONG.search(text):
        return None
    if name == "where" and (house := _HOUSE.match(text)) and re.match(r"^\d", record.value("where")):
        return _house(record.facts["where"], house[1], heard.seq)
    spec = words.council.spec(record.service, name)
    found = answer(text, spec.kind, words.choices(record.service, name), heard.at, words.lang)
    if found is None:
        return None
    return Fact(name, _whole(record, name, found), found.said, heard.seq)


def _whole(record: Record, name: str, found: Found) -> str:
    """A new postcode leaves the street as it was; another number in the same street keeps the postcode."""
    old, new = record.value(name), found.value
    if found.kind == "postcode" and old:
        return f"{re.sub(r', [A-Z]{1,2}[0-9][0-9A-Z]? [0-9][A-Z]{2}$', '', old)}, {new}"
    if name != "where":
        return new
    street, _, postcode = old.rpartition(", ")
    same = re.sub(r"\W|\d", "", new).lower().endswith(re.sub(r"\W|\d", "", street).lower()[-12:])
    return f"{new}, {postcode}" if street and same and re.search(r"\d[A-Z]{2}$", postcode) else new


def _house(where: Fact, number: str, seq: int) -> Fact:
    """`14a` for `14B Golborne Road`: only the house number changes."""
    tidy = number.replace(" ", "").upper()
    value = re.sub(r"^((?:Flat \w+, )?)\d+\s?[A-Z]?\b", rf"\g<1>{tidy}", where.value, count=1)
    return Fact("where", value, number, seq)


def _contrast(text: str) -> re.Match[str] | None:
    """The old and the new in "not X but Y" or "Y, not X"."""
    return next((found for one in _NOT if (found := one.search(text))), None)


def _swap(words: Words, record: Record, text: str, heard: Heard) -> Fact | None:
    """ "15 not 50": whichever fact holds the old words gets the new ones."""
    match = _contrast(text)
    if not match:
        return None
    old = match["old"].strip(" .!?'\"")
    new = re.sub(rf"^{_LEADING}", "", match["new"].strip(" .!?'\""), flags=re.IGNORECASE)
    for fact in record.facts.values():
        if fact.name != "what" and re.search(rf"(?<!\w){re.escape(old)}(?!\w)", fact.value, re.IGNORECASE):
            value = re.sub(rf"(?<!\w){re.escape(old)}(?!\w)", lambda _: new, fact.value, flags=re.IGNORECASE)
            spec = words.council.spec(record.service, fact.name)
            found = answer(value, spec.kind, words.choices(record.service, fact.name), heard.at, words.lang)
            return Fact(fact.name, found.value if found else value, new, heard.seq)
    return None


def _by_kind(words: Words, record: Record, text: str, heard: Heard) -> Fact | None:
    """Nothing was named: a day can only be the day, an address only the address."""
    for found in find(text, heard.at, words.lang):
        name = _fact_of_kind(words, record, found)
        if name and found.kind == "people":  # told of one after another, and in words: "just me and Jo. no one ill"
            return _read_as(words, record, name, heard.text, heard)
        if name:
            return Fact(name, _whole(record, name, found), found.said, heard.seq)
    for name in record.facts:
        if words.council.spec(record.service, name).kind == "choice":
            chosen = answer(text, "choice", words.choices(record.service, name), heard.at, words.lang)
            if chosen:
                return Fact(name, chosen.value, chosen.said, heard.seq)
    return None


_KINDS = {
    "place": ("place",),
    "postcode": ("place",),
    "day": ("day", "when"),
    "when": ("when", "day"),
    "phone": ("contact",),
    "email": ("contact",),
}


def _fact_of_kind(words: Words, record: Record, found: Found) -> str | None:
    kinds = _KINDS.get(found.kind, (found.kind,))
    held = [name for name in record.facts if words.council.spec(record.service, name).kind in kinds]
    own = [name for name in held if name not in ("when",)]
    return next(iter(own or held), None)
