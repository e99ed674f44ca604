"""A second look at a reply before it goes: does it ask for what the resident already told us, does it say anything to them?

Pure: the reply and what is known of the enquiry come in as values. Nothing is forbidden; the writer decides.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.council import Words
from bot.record import Record

FEWEST_WORDS = 7
"""A shorter reply is part of a conversation, not a letter: it need not name anything."""
NEARLY_THE_SAME = 0.75

_REQUEST = re.compile(
    r"\?|\b(please|kindly)\s+(could you\s+)?(confirm|provide|send|give|tell|let|supply|advise|state|share|forward|describe|explain)\b"
    r"|\b(can|could|would|will) you\b|\b(what|which|where|when)('s| is| was| are| did)\b"
    r"|\b(i|we)('ll| will)? (need|require)\b|\blet (me|us) (know|have)\b",
    re.IGNORECASE,
)
_OFFER = re.compile(
    r"(?<!what )\b(would you like|shall (i|we)|do you (want|mind)|is that (right|ok|okay|all right))\b", re.IGNORECASE
)
_ASKS_FOR = {
    "where": r"\baddress\b(?<!email address)(?<!e-mail address)|\bpost ?code\b|\bwhich (street|road)\b"
    r"|\bwhere (is|was|are|did|do you live)\b",
    "name": r"\byour (full |first |last )?name\b",
    "when": r"\bwhen (did|was|is|were)\b|\bsince when\b|\bwhat (date|day|time)\b|\bhow long\b",
    "wanted": r"\bwhat (would|do) you (like|want)( us)? to\b|\bwhat outcome\b",
    "needs": r"\bany (access|communication) needs\b|\bneed an interpreter\b",
    "what": r"\bwhat (has |have )?happened\b|\b(describe|explain|details of) (the|your) (problem|issue|enquiry|complaint)\b"
    r"|\bwhat is (the|your) (problem|issue|enquiry|complaint)\b",
}
_CALLED = {"where": "address", "name": "name", "when": "date or time", "what": "account of what happened"}
_PHONE = re.compile(
    r"\b(phone|telephone|mobile|contact) (number|no)\b|\bnumber (to|we can) (call|ring|reach)\b", re.IGNORECASE
)
_EMAIL = re.compile(r"\be-?mail( address)?\b", re.IGNORECASE)
_DATE = re.compile(
    r"\b\d{1,2}(st|nd|rd|th|[:.]\d\d|am|pm)\b|\b\d{1,2}[/-]\d{1,2}\b|\b(mon|tues|wednes|thurs|fri|satur|sun)day\b"
    r"|\b\d{1,2} (jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|\b(today|tonight|tomorrow|yesterday)\b"
    r"|\bthis (morning|afternoon)\b",
    re.IGNORECASE,
)
_COMMON = frozenset(
    "about after again also been before being black cannot could does from have here into just know like more much need next "
    "only other please same since some still sure tell than that their them then there they thing this told very want week "
    "weeks were what when where which will with would year years your yours help hello time made make many there's council".split()
)


@dataclass(frozen=True)
class Doubt:
    """kind: asks_again, declined, stock, nothing_of_theirs, said_before. text: one line for the writer."""

    kind: str
    text: str


@dataclass(frozen=True)
class About:
    """What is known where the reply is going. said_elsewhere: replies in other enquiries. stock: lower-case sentences."""

    reference: str
    record: Record
    words: Words
    said_elsewhere: Sequence[str] = ()
    stock: Sequence[str] = ()


def second_thoughts(reply: str, about: About) -> tuple[Doubt, ...]:
    """Everything worth a second look, the most useful first."""
    return (*_asks_again(reply, about), *_says_nothing(reply, about))


def _asks_again(reply: str, about: About) -> list[Doubt]:
    requests = [s for s in _sentences(reply) if _REQUEST.search(s) and not _OFFER.search(s)]
    names = [name for name in (*about.record.facts, *about.record.declined) if name != "contact"]
    doubts = [_known(name, about) for name in names if any(_asks_for(s, name, about) for s in requests)]
    return [*doubts, *_contact(requests, about)]


def _asks_for(sentence: str, name: str, about: About) -> bool:
    """By the usual words for it; for a service's own fact by its label, or the bot's question over again."""
    if name in _ASKS_FOR:
        return re.search(_ASKS_FOR[name], sentence, re.IGNORECASE) is not None
    spec = about.words.council.spec(about.record.service, name)
    said = _content(sentence)
    return any(
        asked and len(asked & said) >= max(1, round(0.75 * len(asked)))
        for asked in map(_content, (spec.label, spec.ask))
    )


def _known(name: str, about: About) -> Doubt:
    spec = about.words.council.spec(about.record.service, name)
    called = _CALLED.get(name, spec.label[0].lower() + spec.label[1:])
    if name not in about.record.facts:
        return Doubt("declined", f"They said they would rather not give their {called}.")
    return Doubt("asks_again", f"You have their {called}: {_shortened(about.record.value(name))}.")


def _contact(requests: list[str], about: About) -> list[Doubt]:
    """A number is known only when there are digits, an email address only when there is one."""
    held = about.record.value("contact")
    for pattern, known, called in (
        (_EMAIL, "@" in held, "email address"),
        (_PHONE, bool(re.search(r"\d{5}", held)), "number"),
    ):
        if known and any(pattern.search(sentence) for sentence in requests):
            return [Doubt("asks_again", f"You have their {called}: {_shortened(held)}.")]
    return []


def _says_nothing(reply: str, about: About) -> list[Doubt]:
    plain = re.sub(r"\s+", " ", reply.lower())
    doubts = [Doubt("stock", f"“{line}” could be said to anyone.") for line in about.stock if line in plain][:2]
    if len(_words(reply)) < FEWEST_WORDS:
        return doubts
    if not _is_theirs(reply, about):
        doubts.append(
            Doubt("nothing_of_theirs", "There is nothing of this enquiry in it: no name, fact, reference or date.")
        )
    if any(_likeness(reply, other) >= NEARLY_THE_SAME for other in about.said_elsewhere):
        doubts.append(Doubt("said_before", "Nearly the same words were sent to another resident."))
    return doubts


def _is_theirs(reply: str, about: About) -> bool:
    if about.reference.lower() in reply.lower() or _DATE.search(reply):
        return True
    own = [fact for fact in about.record.facts.values() if fact.name != "contact"]
    theirs = {word for fact in own for word in _content(f"{fact.value} {fact.said}")}
    name = about.record.value("name").lower().split()
    return bool((theirs | {part for part in name if len(part) > 1}) & set(_words(reply)))


def _likeness(one: str, other: str) -> float:
    """How many of their runs of three words they share: 1 for the same text, 0 for nothing in common."""
    first, second = _runs(one), _runs(other)
    return 2 * len(first & second) / (len(first) + len(second)) if first and second else 0.0


def _runs(text: str) -> set[tuple[str, ...]]:
    words = _words(text)
    return set(zip(words, words[1:], words[2:], strict=False))


def _content(text: str) -> set[str]:
    """The words that carry something: four letters or more, or a number."""
    return {word for word in _words(text) if (len(word) > 3 or any(c.isdigit() for c in word)) and word not in _COMMON}


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+(?:['’][^\W_]+)?", text.lower())


def _sentences(text: str) -> list[str]:
    return [sentence for sentence in re.split(r"(?<=[.!?])\s+|\n+", text) if sentence.strip()]


def _shortened(value: str) -> str:
    line = " ".join(value.split()).rstrip(".")
    return line if len(line) <= 80 else f"{line[:79].rstrip()}…"
