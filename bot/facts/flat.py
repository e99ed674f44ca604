"""Parts of an address inside a building: flats, floors and blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.facts.found import Found, Reading

_FLAT = (
    r"(?:flat|flt|apt\.?|apartment|unit|studio|room|maisonette|appartement|appt\.?|piso|apartamento|"
    r"appartamento|interno|شقه)(?![^\W\d_])"
)
FLOOR = (
    r"(?:(?:\d{1,2}(?:st|nd|rd|th)|ground|first|second|third|fourth|fifth|sixth|top|lower ground) (?:floor|flr)"
    r"(?: flat(?! ?\d))?|floor \d{1,2}|basement(?: flat(?! ?\d))?"
    r"|garden flat|top flat"
    r"|\d{1,2}(?:er|eme|e) etage|(?:premier|deuxieme|troisieme|quatrieme|cinquieme|dernier) etage|rez[- ]de[- ]chaussee"
    r"|planta \d{1,2}|planta baja|\d{1,2}(?:er|[oa.ªº°]) (?:piso|planta)|(?:primer|segundo|tercer|cuarto|quinto|ultimo) piso"
    r"|\d{1,2}[o.º°] piano|(?:primo|secondo|terzo|quarto|quinto|ultimo) piano|piano terra"
    r"|\d{1,2}[o.º°] andar|(?:primeiro|segundo|terceiro|quarto|quinto|ultimo) andar|res[- ]do[- ]chao"
    r"|(?:الطابق|الدور) (?:\d{1,2}|الارضي|الاول|الثاني|الثالث|الرابع|الخامس|السادس|الاخير))"
)
NUMBERED = rf"{_FLAT}\s*(?:no\b\.?|number\b|n[.°º]|رقم|#)?\s*"
BLOCK = re.compile(r"(?<!\w)(?:block|blk|bloc|bloque|blocco|bloco) (?P<name>[a-z]|\d{1,2})(?![\w'])")
_ALONE = re.compile(rf"(?<!\w)(?:{NUMBERED}(?P<flat>\d{{1,4}}[a-z]?|[b-hj-z](?=\W*$))|(?P<floor>{FLOOR}))(?!\w)")
_WRITTEN = {**dict.fromkeys(("Flt", "Apt", "Apartment"), "Flat"), "شقه": "شقة"}


def find(reading: Reading) -> Iterator[Found]:
    """A flat or a floor without its street."""
    for match in _ALONE.finditer(reading.plain):
        kind = "flat" if match["flat"] else "floor"
        yield reading.found(kind, value(match) if match["flat"] else match["floor"], *match.span())


def blocks(reading: Reading) -> Iterator[Found]:
    """A block by its letter or number; a small letter only in English, where it is not also a word ("el bloque y")."""
    for match in BLOCK.finditer(reading.plain):
        letter = reading.text[match.start("name") : match.end("name")]
        english = match[0].startswith(("block ", "blk ")) and letter in "bcdefgh"
        if letter.isupper() or letter.isdigit() or english:
            yield reading.found("place", f"Block {match['name'].upper()}", *match.span())


def value(match: re.Match[str]) -> str:
    """`Flat 12`, with the resident's own word for it where it is not English (`Piso 3`)."""
    word = re.match(r"\w+", match[0].strip())
    typed = word[0].capitalize() if word else ""
    return f"{_WRITTEN.get(typed, typed)} {match['flat'].upper()}"
