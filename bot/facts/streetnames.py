"""Names of streets and buildings in a text: the borough's own, and any other name that shows itself to be one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import pairwise

from bot.facts import streets
from bot.facts.found import Reading

_TOKEN = re.compile(r"[^\W_]+(?:['&][^\W_]+)*")
_NUMBER = re.compile(r"(?!(?:18|19|20)\d\d)\d{1,4}[a-h]?")
_PREPOSITIONS = frozenset(
    "on in at along near outside opposite from behind by off of to corner and around into above round "
    "across down up address en sur dans a de"
    " nel su in via na no em calle rua rue del della di da do alla al au aux chez presso street".split()
)  # fmt: skip
# Kinds that are ordinary words too: a preposition before them proves nothing ("on the way", "at this point").
_LOOSE = frozenset(
    (
        "block place way row hill park point gate green rise drive close court house passage yard parade walk "
        "building buildings lodge"
    ).split()
)
_BUILDINGS = frozenset("house court tower mansions point lodge estate".split())
_ARABIC = re.compile(
    r"(?<!\w)(?P<kind>شارع|طريق|برج|عماره)\s+(?P<name>(?!ال)[^\W\d_]{3,}(?:\s+(?:رود|ستريت|غاردنز|بارك|"
    r"هيل|غروف))?)(?!\w)"
)


# Short for a kind of street in English, words of their own in other languages.
_FOREIGN = frozenset("est ter av pl cl gr plc ct rod str pk".split())


@dataclass(frozen=True)
class Name:
    value: str
    start: int
    end: int


@dataclass(frozen=True)
class _Token:
    plain: str
    typed: str
    start: int
    end: int


def find(reading: Reading) -> Iterator[Name]:
    """Names in the order of the text."""
    tokens = [
        _Token(one[0], reading.text[one.start() : one.end()], *one.span()) for one in _TOKEN.finditer(reading.plain)
    ]
    shouting = reading.text.upper() == reading.text
    at = 0
    while at < len(tokens):
        name, used = _known(reading, tokens, at) or _shown(reading, tokens, at, shouting) or (None, 1)
        if name:
            yield name
        at += used
    for match in _ARABIC.finditer(reading.plain):
        if match["name"] not in _ordinary() and not match["name"].isascii():
            yield Name(reading.text[match.start() : match.end()], *match.span())


def _known(reading: Reading, tokens: list[_Token], at: int) -> tuple[Name, int] | None:
    """The longest known name that starts here."""
    if tokens[at].plain.replace("'", "") not in streets.first_words():
        return None
    for length in range(min(streets.LONGEST, len(tokens) - at), 0, -1):
        run = tokens[at : at + length]
        if length > 1 and reading.lang != "en" and run[-1].plain in _FOREIGN:
            continue
        if _unbroken(reading, run) and (value := streets.known([one.plain for one in run])):
            return Name(value, run[0].start, _end(reading, run[-1])), length
    return None


def _shown(reading: Reading, tokens: list[_Token], at: int, shouting: bool) -> tuple[Name, int] | None:
    """One to three words and a kind of street, beside something that shows them to be a name."""
    for length in (2, 3, 4):
        run = tokens[at : at + length]
        if len(run) < length or not _unbroken(reading, run) or not _is_word(run[-2]):
            return None
        if length > 2 and _known(reading, tokens, at + length - 2):
            return None
        kind = streets.kind(run[-1].plain)
        if reading.lang != "en" and run[-1].plain in _FOREIGN:
            continue
        if kind and (length > 2 or run[0].plain != "st") and _is_shown(reading, tokens, at, run, kind, shouting):
            following = tokens[at + length : at + length + 1]
            longer = following and streets.kind(following[0].plain) and _unbroken(reading, [run[-1], *following])
            if not longer or following[0].plain in ("st", "towers"):
                return Name(_tidy(run, kind), run[0].start, _end(reading, run[-1])), length
    return None


def _is_shown(reading: Reading, tokens: list[_Token], at: int, run: list[_Token], kind: str, shouting: bool) -> bool:
    if not all(_is_word(one) for one in run[:-1]):
        return False
    before = tokens[at - 1] if at else None
    near = before is not None and re.fullmatch(r"[ ,.°º]*", reading.plain[before.end : run[0].start]) is not None
    numbered = (
        near
        and before is not None
        and (_is_house(tokens, at) or (before.plain in "abcdefgh" and at > 1 and tokens[at - 2].plain.isdigit()))
    )
    capital = not shouting and all(one.typed[0].isupper() for one in run)
    placed = near and before is not None and before.plain in _PREPOSITIONS and kind not in _LOOSE
    named = not shouting and near and before is not None and before.plain in _PREPOSITIONS and run[0].typed[0].isupper()
    building = (
        near
        and before is not None
        and before.plain in _PREPOSITIONS
        and kind in ("house", "court", "lodge")
        and len(run) == 2
    )
    return numbered or (capital and len(run[0].plain) > 2) or placed or named or (building and len(run[0].plain) > 3)


def _is_house(tokens: list[_Token], at: int) -> bool:
    return bool(_NUMBER.fullmatch(tokens[at - 1].plain)) and tokens[at - 1].plain not in ("0", "24", "365")


def _is_word(token: _Token) -> bool:
    return (token.plain.isascii() and token.plain.isalpha() and token.plain not in _ordinary()) or bool(
        re.fullmatch(r"[a-z]+'s", token.plain) and token.plain[:-2] not in _ordinary()
    )


def _unbroken(reading: Reading, run: list[_Token]) -> bool:
    return all(re.fullmatch(r" {1,2}|\. ?", reading.plain[one.end : two.start]) for one, two in pairwise(run))


def _end(reading: Reading, last: _Token) -> int:
    """A full stop after "rd" belongs to it, unless the text goes on as a new sentence."""
    return (
        last.end + 1
        if last.plain in ("rd", "st", "ave", "sq", "gdns") and reading.plain[last.end : last.end + 1] == "."
        else last.end
    )


def _tidy(run: list[_Token], kind: str) -> str:
    return " ".join(
        [*(_titled(one.typed) for one in run[:-1]), kind.title() if run[-1].plain != "towers" else "Towers"]
    )


def _titled(word: str) -> str:
    return word if word[0].isupper() and not word.isupper() else word[:1].upper() + word[1:].lower()


@cache
def _ordinary() -> frozenset[str]:
    """Words that are never the name of a street ("this road", "council house", "busy street")."""
    return frozenset(resources.files("bot.facts").joinpath("ordinary.txt").read_text("utf-8").split())
