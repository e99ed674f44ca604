"""A message read as the answer to one question, generously: whatever can be one is one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from bot.facts import choice, codes, counts, money, name, plate, unknown, yesno
from bot.facts.choice import Choices
from bot.facts.found import Found, Reading

_WIDER = {
    "place": ("place", "postcode"), "when": ("when", "day"), "day": ("day", "when"), "contact": ("phone", "email"),
    "reference": ("reference", "code", "pcn"), "people": ("people",), "number": ("number", "people"), "code": ("code",
        "pcn", "reference"),
}  # fmt: skip
_JOINED = ("place", "when", "day", "contact", "people")
# Kinds that also take plain words, and how many: people describe a place or a time in ways that no pattern knows.
_WORDS = {"place": 40, "when": 6, "day": 5, "people": 40, "number": 4, "money": 4}
_SHORT = 15
_CHARACTERS = {"place": 200, "people": 200}
_SMALL_TALK = re.compile(
    r"^\W*(?:hi+|hello|hey|thanks?(?: you)?|thankyou|ta|ok(?:ay)?|cheers|please|help|stop|start|status|"
    "escalate|lol|bonjour|salut|merci|hola|gracias|ciao|grazie|ola|obrigad[oa]|مرحبا|شكرا|السلام "
    r"عليكم)\W*$"
)
_VAGUE = (
    "(?:loads|lots|a lot|many|a few|several|some|none|zero|dozens|hundreds|quite a few|beaucoup|plusieurs|"
    "aucun|muchos|muchas|varios|ninguno|tanti|molti|nessuno|muitos|nenhum|كثير|عده|not much|hardly any)"
)
_SAME = re.compile(
    r"\b(?:(?:this|same|my|the) (?:number|phone|mobile|email|e-mail|address)|this one|the one (?:i'?m|im|"
    "i am|you)|text(?: me)?|sms|whats ?app|telegram|(?:right )?here|e-?mail|by (?:phone|post|letter)|"
    "call me|ring me|"
    "ce numero|par (?:texto|mail|telephone)|este numero|por (?:mensaje|correo|telefono)|questo numero|"
    r"per (?:email|telefono|messaggio)|por (?:mensagem|telefone)|هذا الرقم|نفس الرقم|واتساب)\b"
)
_NAME_LEAD = re.compile(
    r"^\W*(?:(?:yes|yeah|sure|ok|hi|hello|oui|si|sim|نعم)\W+)?(?:(?:it'?s|its|it is|i'?m|im|i am|this is|"
    r"the name is|just|c'est|je suis|moi c'est|soy|es|sono|sou(?: [oa])?|e|انا|(?:just |you can |they |u can )?call me|me)\s+)?"
)
_NOT_A_NAME = re.compile(
    r"\b(?:bin|bins|rubbish|address|street|road|want|need|help|council|name|anonymous|anon|confidential|"
    r"private|nobody|you|why|nothing|broken|missed)\b|\d{2,}|[@/\\<>{}]"
)
_TOLD = ("text", "words")
"""Kinds whose answer is a story: "I don't know where it comes from" tells something."""
_NOT_A_PLACE = re.compile(r"^\W*(?:\d{1,3}\W*$|\W+$)")


def answer(reading: Reading, kind: str, choices: Choices) -> Found | None:
    if not reading.plain.strip(" \n.,!?-"):
        return None
    if kind == "choice":
        named = choice.read(reading, choices)
        unsure = named and unknown.declined(reading.plain, of_what=False) and len(named.said.split()) == 1
        return None if unsure else named
    if unknown.declined(reading.plain, of_what=kind not in _TOLD):
        return _found(reading, kind)
    return _READERS.get(kind, _recognised)(reading, kind)


def _recognised(reading: Reading, kind: str) -> Found | None:
    """What is found of this kind, or the plain words where the kind takes them."""
    if found := _found(reading, kind):
        return found
    return _plain(reading, kind) if kind in _WORDS else None


def _found(reading: Reading, kind: str) -> Found | None:
    """The fact of this kind; several of one place or time are one answer."""
    from bot.facts import find  # the front of this package, which reads this file

    ones = [one for one in find(reading.text, reading.now, reading.lang) if one.kind in _WIDER.get(kind, (kind,))]
    if len(ones) < 2 or kind not in _JOINED:
        return ones[0] if ones else None
    value = ", ".join(dict.fromkeys(one.value for one in ones))
    return reading.found(ones[0].kind, value, ones[0].start, ones[-1].end)


def _plain(reading: Reading, kind: str) -> Found | None:
    words = reading.plain.split()
    if len(words) > _WORDS[kind] or len(reading.text) > _CHARACTERS.get(kind, 120) or unknown.asks(reading.plain):
        return None
    small = _SMALL_TALK.match(reading.plain)
    said = yesno.read(reading)
    if small or (kind != "people" and said and len(said.said.split()) == len(words)):
        return None
    return _whole(reading, kind)


def _whole(reading: Reading, kind: str) -> Found:
    start = len(reading.text) - len(reading.text.lstrip())
    end = len(reading.text.rstrip())
    return reading.found(kind, " ".join(reading.text.split()), start, end)


def _place(reading: Reading, kind: str) -> Found | None:
    """Half an address ("flat 12") is kept with all the words around it."""
    if found := _found(reading, kind):
        return found
    return None if _NOT_A_PLACE.match(reading.plain) else _plain(reading, kind)


def _people(reading: Reading, kind: str) -> Found | None:
    """A short answer whole: who is at home is told in words that no pattern knows ("2 kids and my nan is 85")."""
    short = len(reading.plain.split()) <= _SHORT
    return (_plain(reading, kind) if short else None) or _recognised(reading, kind)


def _any(reading: Reading, kind: str) -> Found | None:
    return _whole(reading, kind)


def _yes_no(reading: Reading, kind: str) -> Found | None:
    return yesno.read(reading)


def _contact(reading: Reading, kind: str) -> Found | None:
    """A phone or an e-mail address; else which of the ways they already use ("this number is fine")."""
    if found := _found(reading, kind):
        return found
    return (
        _whole(reading, kind)
        if _SAME.search(reading.plain) and not unknown.asks(reading.plain) and len(reading.text) <= 120
        else None
    )


def _name(reading: Reading, kind: str) -> Found | None:
    """The name alone: `Dave` for "its Dave"."""
    if found := _found(reading, kind):
        return found
    lead = _NAME_LEAD.match(reading.plain)
    rest = reading.plain[lead.end() if lead else 0 :].rstrip(" .!,\n")
    start = lead.end() if lead else 0
    said = yesno.read(reading)
    if (
        not rest
        or len(rest.split()) > 5
        or unknown.asks(reading.plain)
        or _NOT_A_NAME.search(rest)
        or _SMALL_TALK.match(rest)
    ):
        return None
    return None if said and said.end >= start + len(rest) else name.whole(reading, start, start + len(rest))


def _number(reading: Reading, kind: str) -> Found | None:
    """A count, in figures; "a few" and "loads" are kept as words."""
    if found := _found(reading, kind):
        return replace(found, kind=kind)
    plain = reading.plain
    if unknown.asks(plain) or len(plain.split()) > 12:
        return None
    if span := re.search(r"(?<!\w)\d+ ?(?:or|to|-|ou|o|a|او) ?\d+(?!\w)", plain):
        return reading.found(kind, " ".join(span[0].split()), *span.span())
    if vague := re.search(rf"(?<!\w){_VAGUE}(?!\w)", plain):
        return reading.found(kind, vague[0], *vague.span())
    return counts.number(reading, kind)


def _money(reading: Reading, kind: str) -> Found | None:
    """A bare number is pounds."""
    if found := _found(reading, kind):
        return found
    bare = re.search(
        r"(?<![\w.,/])\d{1,3}(?:,\d{3})*(?:\.\d\d)?(?![\w/])|(?<![\w.,/])\d+(?:[.,]\d\d)?(?: ?k)?(?![\w/])",
        reading.plain,
    )
    if bare:
        return reading.found(kind, f"£{money.amount(bare[0])}", *bare.span())
    vague = re.search(rf"(?<!\w){_VAGUE}(?!\w)", reading.plain)
    return reading.found(kind, vague[0], *vague.span()) if vague else None


def _reading_of(finder: Callable[[Reading, bool], Iterator[Found]]) -> Callable[[Reading, str], Found | None]:
    def read(reading: Reading, kind: str) -> Found | None:
        return next(iter(finder(reading, True)), None)

    return read


def _reference(reading: Reading, kind: str) -> Found | None:
    """Ours or anybody's: what is known as one, else the longest thing with a digit in it."""
    if found := _found(reading, kind):
        return found
    things = list(re.finditer(r"(?<!\w)(?=[\w/-]*\d)\w[\w/-]{2,38}\w(?!\w)", reading.plain))
    if not things or unknown.asks(reading.plain):
        return None
    best = max(things, key=lambda one: len(one[0]))
    return reading.found(kind, best[0].upper(), *best.span())


def _column(reading: Reading, kind: str) -> Found | None:
    if found := _found(reading, kind):
        return found
    bare = re.search(r"(?<!\w)[a-z]{0,3}\d{1,4}[a-z]?(?!\w)", reading.plain)
    return reading.found(kind, bare[0].upper(), *bare.span()) if bare else None


_READERS: dict[str, Callable[[Reading, str], Found | None]] = {
    "text": _any,
    "words": _any,
    "place": _place,
    "yes_no": _yes_no,
    "contact": _contact,
    "name": _name,
    "people": _people,
    "number": _number,
    "money": _money,
    "plate": _reading_of(plate.find),
    "pcn": _reading_of(codes.penalties),
    "reference": _reference,
    "code": _reference,
    "column": _column,
}
