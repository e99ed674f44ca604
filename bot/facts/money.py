"""Amounts of money, in figures or in words; pounds unless euros are named."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from text_to_num import text2num

from bot.facts.found import Found, Reading

_AMOUNT = r"(?P<{0}>\d{{1,3}}(?:,\d{{3}})+(?:\.\d\d)?|\d{{1,7}}(?:[.,]\d\d|[.,]\d(?=\s?k\b))?)(?P<{0}k>\s?k\b)?(?![\d])"
_BEFORE = rf"(?P<sign>£|€|gbp ?|eur ?)\s?{_AMOUNT.format('x')}"
_COIN = (
    "(?:(?P<pound>£|pounds?|quid|gbp|sterling|livres?(?: sterling)?|libras?(?: esterlinas?)?|sterline|pounds sterling|"
    r"جنيه(?:ا|ات)?(?: استرليني)?|باوند)|(?P<euro>€|euros?|eur|يورو))(?!\w)"
)
_AFTER = rf"(?<![\w.,/£€]){_AMOUNT.format('y')}\s?{_COIN}"
_MONEY = re.compile(rf"{_BEFORE}|{_AFTER}")
_IN_WORDS = re.compile(rf"(?<!\w)(?P<words>(?:[a-z]+[ -]+){{1,10}}){_COIN}")
_WORD = re.compile("[a-z]+")
_INEXACT = frozenset(
    "several few couple of half or number many some quelques plusieurs varios unos alcuni alguns".split()
)
"""Before a number in words, these make it another number, or none."""
_SPELT = ("en", "fr", "es", "it", "pt")
"""Languages whose numbers in words are read."""


def find(reading: Reading) -> Iterator[Found]:
    return chain(_in_figures(reading), _in_words(reading))


def _in_figures(reading: Reading) -> Iterator[Found]:
    for match in _MONEY.finditer(reading.plain):
        euro = match["euro"] or (match["sign"] or "").strip() in ("€", "eur")
        number = (match["x"] or match["y"]) + ("k" if match["xk"] or match["yk"] else "")
        yield reading.found("money", ("€" if euro else "£") + amount(number), *match.span())


def _in_words(reading: Reading) -> Iterator[Found]:
    """As many of the words before "pounds" as are a number: the last two of "it was fifty five pounds"."""
    for match in _IN_WORDS.finditer(reading.plain):
        words = match["words"]
        read = ((word.start(), _number(words[word.start() :], reading.lang)) for word in _WORD.finditer(words))
        at, number = next((one for one in read if one[1]), (0, None))
        if number and _INEXACT.isdisjoint(_WORD.findall(words[:at])[-1:]):
            yield reading.found("money", ("€" if match["euro"] else "£") + str(number), match.start() + at, match.end())


def _number(words: str, lang: str) -> int | None:
    for spelt in dict.fromkeys((lang if lang in _SPELT else "en", "en")):
        try:
            return int(text2num(re.sub(r"^an? ", "one ", words.strip()), spelt))
        except ValueError:
            continue
    return None


def amount(number: str) -> str:
    """`1200.50` for `1,200.50` and for `1200,50`."""
    return re.sub(r",(?=\d\d(?!\d))", ".", re.sub(r",(?=\d{3})", "", number))
