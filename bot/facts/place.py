"""Addresses and postcodes as Londoners type them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

from bot.facts import Found

_POSTCODE = re.compile(r"\b([A-Z]{1,2}\d[A-Z\d]?)\s?(\d[A-Z]{2})\b", re.IGNORECASE)
_KINDS = {
    "rd": "Road", "road": "Road", "st": "Street", "street": "Street", "ave": "Avenue", "avenue": "Avenue",
    "gdns": "Gardens", "gardens": "Gardens", "grove": "Grove", "gr": "Grove", "cres": "Crescent",
    "crescent": "Crescent", "sq": "Square", "square": "Square", "pl": "Place", "place": "Place", "terr": "Terrace",
    "terrace": "Terrace", "mews": "Mews", "lane": "Lane", "ln": "Lane", "walk": "Walk", "way": "Way",
    "court": "Court", "ct": "Court", "house": "House", "close": "Close", "row": "Row", "hill": "Hill", "park": "Park",
}  # fmt: skip
_STREET = re.compile(
    r"\b(?P<flat>(?:flat|apt|apartment|unit)\s*\w{1,4}[,\s]+)?(?P<number>\d{1,4}\s?[a-z]?(?:\s?-\s?\d{1,4})?)[,\s]+"
    r"(?P<name>(?:[a-z'’.]+\s+){1,3}?)(?P<kind>" + "|".join(sorted(_KINDS, key=len, reverse=True)) + r")\b\.?",
    re.IGNORECASE,
)


def find(text: str, now: datetime, lang: str) -> Iterator[Found]:
    for match in _STREET.finditer(text):
        end, value = match.end(), _tidy(match)
        after = _POSTCODE.match(text[match.end() :].lstrip(" ,"))
        if after:
            end = text.index(after[0], match.end()) + len(after[0])
            value = f"{value}, {postcode(after[0])}"
        yield Found("place", value, text[match.start() : end], match.start(), end)
    for match in _POSTCODE.finditer(text):
        yield Found("postcode", postcode(match[0]), match[0], *match.span())


def postcode(text: str) -> str:
    """`w105nh` as `W10 5NH`."""
    squeezed = re.sub(r"\s", "", text).upper()
    return f"{squeezed[:-3]} {squeezed[-3:]}"


def _tidy(match: re.Match[str]) -> str:
    flat = " ".join(match["flat"].replace(",", " ").split()).title() + ", " if match["flat"] else ""
    number = match["number"].replace(" ", "").upper()
    return f"{flat}{number} {' '.join(match['name'].split()).title()} {_KINDS[match['kind'].lower()]}"
