"""Registration plates: current, prefix and suffix; dateless only beside a word like "reg". Formats: DVLA INF104."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.facts.found import Found, Reading

_CUE = re.compile(
    r"\b(?:reg|rego|registration|registered|number ?plates?|plates?|vrm|car|van|vehicle|moped|motor ?bike|"
    "scooter|lorry|truck|"
    "matricula|placa|coche|carro|furgoneta|targa|targato|auto|macchina|furgone|plaque|immatriculation|"
    "immatricule|voiture|"
    r"camionnette)\b|لوحه|سياره|رقم السياره"
)
_CURRENT = r"(?P<a1>[a-hj-pr-y]{2}(?P<year>\d\d))[ -]?(?P<a2>[a-hj-pr-z]{3})"
_SPACED = r"(?P<b1>[a-hj-pr-y]{2}) (?P<b2>\d\d) (?P<b3>[a-hj-pr-z]{3})"
_PREFIX = r"(?P<c1>[a-hj-npr-tv-y]\d{1,3})[ -]?(?P<c2>[a-hj-pr-z]{3})"
_SUFFIX = r"(?P<d1>[a-hj-pr-z]{3})[ -]?(?P<d2>\d{1,3}[a-hj-npr-tv-y])"
_DATELESS = r"(?P<e1>[a-z]{1,3}) ?(?P<e2>\d{2,4})|(?P<f1>\d{2,4}) ?(?P<f2>[a-z]{2,3})"
_DATED = re.compile(rf"(?<![\w£-])(?:{_CURRENT}|{_SPACED}|{_PREFIX}|{_SUFFIX})(?![\w-])")
_ANY = re.compile(rf"(?<![\w£-])(?:{_CURRENT}|{_SPACED}|{_PREFIX}|{_SUFFIX}|{_DATELESS})(?![\w-])")
# Short words that stand beside a number in ordinary sentences: "at10 the bins", "was 12 min".
_WORDS = frozenset(
    ["the", "and", "for", "but", "you", "was", "are", "not", "all", "any", "can", "has", "had", "her", "him", "his",
        "how", "its", "let", "may", "now", "off", "old", "one", "our", "out", "own", "per", "put", "say", "see", "she",
        "too", "two", "use", "way", "who", "why", "yet", "day", "days", "ago", "hrs", "min", "mins", "wks", "kgs",
        "lbs", "per", "bus", "am", "pm", "st", "nd", "rd", "th", "no", "nr", "flat", "top", "for", "van", "car", "men",
        "los", "las", "les", "del", "des", "dos", "das", "per", "con", "por", "une", "uno", "una", "que", "mes", "ans",
        "est", "son", "sur", "dal", "sul", "nel", "alle", "tel", "ref", "reg", "pcn", "get", "got", "at", "in", "on",
        "of", "to", "by", "my", "is", "it", "a", "i", "an", "or", "so", "up", "we", "he", "me", "us", "from", "over",
        "past", "till", "nos", "dia", "hs", "de", "la", "le", "el", "da", "do", "ao", "au", "du", "e", "y", "o", "em",
        "en", "al", "il", "un", "um", "kg", "km", "cm", "mm", "ml", "ft"]
)  # fmt: skip


def find(reading: Reading, asked: bool = False) -> Iterator[Found]:
    """Plates in the text. asked: the question was for a plate, so the dateless ones count too."""
    cues = [match.end() for match in _CUE.finditer(reading.plain)]
    for match in (_ANY if asked or cues else _DATED).finditer(reading.plain):
        near = asked or any(-30 < match.start() - cue < 40 for cue in cues)
        if _is_plate(match, near, asked, reading.text[match.start() : match.end()]):
            yield reading.found("plate", _tidy(match), *match.span())


def _is_plate(match: re.Match[str], near: bool, asked: bool, typed: str) -> bool:
    letters = [part for part in re.split(r"[\W\d]+", match[0]) if len(part) > 1]
    worded = any(part in _WORDS for part in letters)
    if match["year"] and not (2 <= int(match["year"]) <= 29 or 51 <= int(match["year"]) <= 79):
        return False
    dateless = match.groupdict().get("e1") or match.groupdict().get("f1")
    if dateless:
        return near and not worded and (asked or typed.isupper() or " " not in typed)
    if match["b1"]:
        return not worded and (near or typed.isupper())
    joined = not re.search(r"\W", typed)
    return (joined and len(typed) == 7) or (not worded and (near or typed.isupper() or bool(match["year"])))


def _tidy(match: re.Match[str]) -> str:
    parts = [part for name, part in match.groupdict().items() if part and name != "year"]
    return ("".join(parts[:2]) + " " + parts[2] if match["b1"] else " ".join(parts)).upper()
