"""Postcodes as people type them: joined, lower case, O for 0 and l for 1. Formats: BS 7666, Royal Mail PAF guide."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.facts.found import Found, Reading

SHAPE = (
    r"(?<![\w£])(?:[a-z]{1,2}|[sn]?w )[0-9oil][0-9a-z]?[ .-]{0,2}[0-9oil](?!am|pm|km|cm|mm|kg|oz|st |x "
    r")[a-z]{2}(?![\w])"
)
_FULL = re.compile(r"(?P<out>.+?)[ .-]{0,2}(?P<inward>[0-9oil][a-z]{2})$")
_SHAPED = re.compile(SHAPE)
_DISTRICT = re.compile(
    r"(?<![\w£#/.-])(?P<area>[new]|[ns]w|se|[we]c) ?(?P<number>\d{1,2})(?P<letter>[a-z]?)(?![\w%/-]|[.:]\d)"
)
_LONDON = {"w": 14, "sw": 20, "nw": 11, "n": 22, "e": 20, "se": 28, "ec": 4, "wc": 2}
_AREAS = frozenset(
    ["ab", "al", "b", "ba", "bb", "bd", "bh", "bl", "bn", "br", "bs", "bt", "ca", "cb", "cf", "ch", "cm", "co", "cr",
        "ct", "cv", "cw", "da", "dd", "de", "dg", "dh", "dl", "dn", "dt", "dy", "e", "ec", "en", "ex", "eh", "fk",
        "fy", "g", "gl", "gu", "gy", "ha", "hd", "hg", "hp", "hr", "hs", "hu", "hx", "ig", "im", "ip", "iv", "je",
        "ka", "kt", "kw", "ky", "l", "la", "ld", "le", "ll", "ln", "ls", "lu", "m", "me", "mk", "ml", "n", "ne", "ng",
        "nn", "np", "nr", "nw", "ol", "ox", "pa", "pe", "ph", "pl", "po", "pr", "rg", "rh", "rm", "s", "sa", "se",
        "sg", "sk", "sl", "sm", "sn", "so", "sp", "sr", "ss", "st", "sw", "sy", "ta", "td", "tf", "tn", "tq", "tr",
        "ts", "tw", "ub", "w", "wa", "wc", "wd", "wf", "wn", "wr", "ws", "wv", "yo", "ze"]
)  # fmt: skip
_DIGITS = str.maketrans("oil", "011")
# Words that follow a district and would be read as its other half with a slip ("W10 our bins").
_WORDS = frozenset(
    ["off", "old", "one", "our", "out", "own", "odd", "owl", "owe", "opt", "ore", "ora", "ons", "ont", "ill", "its",
        "inn", "ils", "lab", "lad", "lap", "las", "law", "lay", "led", "leg", "les", "let", "lbs", "lea", "lhe", "las",
        "lez", "ida", "ist", "ola", "ote"]
)  # fmt: skip
_ORDINAL = re.compile(r"1st|2nd|3rd|[04-9]th")
_BEFORE = re.compile(r"(?:\b(?:in|at|near|around|of|post ?code|en|em|a|dans|zona|area|london)|[,(])\s*$")


def find(reading: Reading) -> Iterator[Found]:
    """Whole postcodes, then districts (`W10`) that stand alone."""
    for match in _SHAPED.finditer(reading.plain):
        if value := parse(reading.text[match.start() : match.end()], match[0], reading.plain[match.end() :]):
            yield reading.found("postcode", value, *match.span())


def districts(reading: Reading) -> Iterator[Found]:
    for match in _DISTRICT.finditer(reading.plain):
        value = district(match)
        typed = reading.text[match.start() : match.end()]
        sure = typed.isupper() or match["area"] in ("sw", "nw") or len(match["number"]) == 2
        alone = reading.plain.strip(" .,") == match[0]
        if value and (alone or (" " not in typed and sure) or _BEFORE.search(reading.plain[: match.start()])):
            yield reading.found("district", value, *match.span())


def district(match: re.Match[str]) -> str | None:
    """Only districts that exist in London; a letter only in the centre (`SW1X`)."""
    number = int(match["number"])
    if not 1 <= number <= _LONDON[match["area"]] or (match["letter"] and number != 1):
        return None
    return f"{match['area']}{number}{match['letter']}".upper()


def parse(typed: str, plain: str, after: str = "") -> str | None:
    """`W10 5NH` for `wl0 5nh`; None for ordinary words and impossible codes. plain: the same, folded."""
    parts = _FULL.match(plain)
    if not parts:
        return None
    outward, inward = re.sub(r"\W", "", parts["out"]), parts["inward"]
    if not _plausible(typed, plain, outward, inward, after):
        return None
    repaired = _outward(outward)
    return f"{repaired} {inward[0].translate(_DIGITS)}{inward[1:]}".upper() if repaired else None


def _plausible(typed: str, plain: str, outward: str, inward: str, after: str) -> bool:
    """Ordinary words are not repaired into postcodes: "all 2nd", "b4 1st", "W10 our".

    No postcode ends in C, I, K, M, O or V, but residents mistype; in London's areas one is kept as it is.
    """
    if not inward[0].isdigit() and (
        inward in _WORDS or not re.search(r"\d", outward) or typed[-2:].isupper() != typed[-3:].isupper()
    ):
        return False
    if not re.search(r"\d", outward) and not re.fullmatch(r"w[il][ilo]", outward):
        return False
    if re.search(r"[cikmov]", inward[1:]) and (outward[0] not in "wsn" or not inward[0].isdigit()):
        return False
    if _ORDINAL.fullmatch(inward) and " " in plain:
        return typed.isupper() or (len(outward) > 2 and outward[:1] in "wsn" and not re.match(r"\s*[a-z]", after))
    return True


def _outward(plain: str) -> str | None:
    """Area and district, slips put right by position: `w1o` and `wl0` are W10."""
    for letters in (2, 1):
        area, rest = plain[:letters], plain[letters:]
        if area not in _AREAS or not 1 <= len(rest) <= 2:
            continue
        first, second = rest[0].translate(_DIGITS), rest[1:].translate(_DIGITS)
        central = second.isalpha()
        if not first.isdigit() or (rest[0] == "o") or (central and second not in "abcdefghjkmnprstuvwxy"):
            continue
        if area in _LONDON and (first == "0" or int(first + (second if second.isdigit() else "")) > _LONDON[area]):
            continue
        return area + first + second
    return None
