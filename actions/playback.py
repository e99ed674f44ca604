"""Play the record back, numbered, in the resident's own words."""

from __future__ import annotations

from dataclasses import dataclass

from actions.talk import Talk
from bot.council import Words
from bot.facts.phone import written
from bot.record import Record

_LAST = ("name", "wanted", "needs", "contact")


@dataclass(frozen=True)
class Item:
    """A line of the playback. number: as the resident sees it, from 1."""

    number: int
    fact: str
    label: str
    value: str


def items(words: Words, record: Record) -> list[Item]:
    """What, where, when, then the service's own facts, then how to reach the resident."""
    first = [name for name in ("what", "where", "when") if name in record.facts]
    own = [name for name in record.facts if name not in first and name not in _LAST]
    last = [name for name in _LAST if name in record.facts]
    return [
        Item(number, name, words.fact(record.service, name, "label"), shown(words, record, name))
        for number, name in enumerate((*first, *own, *last), start=1)
    ]


def shown(words: Words, record: Record, name: str) -> str:
    """A fact's value in the resident's language; words in quotation marks, because they are theirs."""
    value = record.value(name)
    kind = words.council.spec(record.service, name).kind
    if kind == "words" and record.service and words.council.services[record.service].discreet:
        return words.say("discreet")
    if kind == "words":
        return " ".join(words.say("quoted", words=line) for line in value.splitlines() if line.strip())
    if kind == "contact":
        return written(value)
    if kind == "choice":
        return words.choice(record.service, name, value)
    return words.say(f"yes_no.{value}") if kind == "yes_no" and value in ("yes", "no") else value


def play_back(talk: Talk) -> Talk:
    """The whole record the first time; after one change just the change; after a digression just the question."""
    record = talk.record
    assert record is not None
    talk = talk.ask("confirm")
    if talk.state.played == record:
        return talk.say("playback.again")
    changed = _changes(talk)
    talk = talk.know(played=record)
    if changed is not None and 0 < len(changed) <= 2:
        listed = talk.words.listed([f"{item.label}: {item.value}" for item in changed], "and")
        return talk.say("playback.changed", changes=listed)
    lines = [f"{item.number}. {item.label}: {item.value}" for item in items(talk.words, record)]
    opening = talk.words.say("playback", short=talk.words.service(record.service or "other", "short"))
    return talk.tell("\n".join((opening, *lines))).say("playback.question")


def _changes(talk: Talk) -> list[Item] | None:
    """What differs from what was played before; None when it was never played or is about another service now."""
    played, record = talk.state.played, talk.record
    if played is None or record is None or played.service != record.service or set(played.facts) != set(record.facts):
        return None
    return [item for item in items(talk.words, record) if played.value(item.fact) != record.value(item.fact)]
