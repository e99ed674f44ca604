"""Addresses as Londoners type them: a street or building, with what stands before it (flat, number, "outside the Tesco
on") and after it (postcode, floor). Streets are known ones, or any name before a word like "road" with a sign that it is
an address: a number, a capital letter, "on" or "at". BS 7666 orders the parts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from bot.facts import flat, postcode, streetnames
from bot.facts.found import Found, Reading

_FLAT_BEFORE = re.compile(
    rf"(?<!\w)(?:(?<!basement )(?<!garden )(?<!top ){flat.NUMBERED}(?P<flat>\d{{1,4}}[a-z]?|[a-z]\d{{0,3}})|"
    rf"(?P<floor>{flat.FLOOR}))(?:\s*,\s*|\s+(?:of\s+|at\s+|in\s+)?(?:the\s+)?)$"
)
_AFTER = re.compile(
    rf"[ ,]+(?:(?:in|at)\s+)?(?:{flat.NUMBERED}(?P<flat>\d{{1,4}}[a-z]?|"
    rf"[a-z]\d{{1,3}})|(?P<floor>{flat.FLOOR})|(?P<block>block [a-z\d]))(?!\w)"
)
_NUMBER = re.compile(
    r"(?<![\w£/.:-])(?:(?:number|numbers|num|no|nr|nos|house|numero|n)\.?\s*[°º]?\s*|#)?"
    r"(?P<number>\d{1,4}(?: ?[a-h](?![a-z]))?(?: ?[-/&] ?\d{1,4}[a-h]?)?)\s*(?:,\s*|\s)(?:on |de |di |da |"
    "in )?(?:la |the |rue |calle |rua |via )?$"
)
_NUMBER_AFTER = re.compile(
    r"\s*,?\s*(?:(?:number|no|numero|n)\.?\s*[°º]?\s*)?(?P<number>\d{1,4} ?[a-h]?)(?![\w:/]|\.\d|\s*(?:am|"
    r"pm|%|h\b|€|£))"
)
_AREA = re.compile(
    r"\s*,?\s*\(?(?:(?:in|at|and)\s+)?(?:(?:london|londres|londra|ldn|لندن)\s*,?\s*)?(?:(?:the\s+)?"
    r"(?:post ?code|code postal|codigo postal|cap)(?:\s+is)?:?\s*)?"
)
_CORNER = re.compile(
    r"(?:(?:the|on|at)\s+)*(?:corner|junction|crossing|intersection|angle|coin|esquina|angolo|incrocio|"
    r"cruce|cruzamento|زاويه)\s+(?:of|with|between|at|de|da|di|del|tra|entre|)\s*(?:la |the )?$"
)
_AND = re.compile(r"\s*(?:and|&|/|with|y|et|e|و|con|com)\s+(?:the\s+)?$|\s*/\s*$")
_BESIDE = (
    "(?:outside|opposite|opp|behind|next (?:door )?to|near|nearby|in front of|across from|above|below|"
    "beside|by|close to|round the corner from|"
    "(?:at )?the (?:back|front|end|top|bottom|side|entrance) of|top of|end of|devant|en face d[eu]|"
    "derriere|frente a|enfrente de|delante de|detras de|"
    r"davanti a|di fronte a|dietro|em frente a|atras d[oae]|امام|بجانب|قرب|خلف)"
)
_RELATION = re.compile(
    rf"(?<!\w){_BESIDE}(?:\s+(?:the|a|my|our|l[ae']|el|il|o|al|au)\b(?:\s+(?!on |in |at "
    r")[\w'&-]+){1,4}\s+(?:on|in|at|of|off|along|sur|en|in|na|em|su))?\s+(?:the\s+)?$"
)
_LANDMARK = re.compile(
    r"\s+(?:station|post office|tube|underground|market|library|leisure centre|junction|roundabout|bridge|"
    r"primary school|school|end)\b"
)
_BLOCK_BEFORE = re.compile(flat.BLOCK.pattern + r"\s*,?\s*(?:of |on |in )?(?:the )?$")


@dataclass(frozen=True)
class _Place:
    start: int
    end: int
    value: str


def find(reading: Reading) -> Iterator[Found]:
    """Addresses with their postcodes, then postcodes and districts that stand alone."""
    places: list[_Place] = []
    for name in streetnames.find(reading):
        place = _corner(reading, places, _named(reading, name)) or _led(reading, _named(reading, name), places)
        if (places and place.start <= places[-1].end) or (
            places and re.fullmatch(r"[ ]*,?[ ]*", reading.plain[places[-1].end : place.start])
        ):
            place = _joined(reading, places.pop(), place)
        places.append(_trailed(reading, place))
    for place in places:
        one = reading.found("place", _capital(place.value), place.start, place.end)
        reading = reading.without(one)
        yield one
    for finder in (flat.blocks, postcode.find, postcode.districts):
        for one in finder(reading):
            reading = reading.without(one)
            yield one


def _named(reading: Reading, name: streetnames.Name) -> _Place:
    """The street with its house number, and "station" or "market" where it is one."""
    after = _LANDMARK.match(reading.plain, name.end)
    if after:
        return _Place(name.start, after.end(), name.value + reading.plain[name.end : after.end()])
    return _Place(name.start, name.end, name.value)


def _led(reading: Reading, place: _Place, places: list[_Place]) -> _Place:
    """With what comes before: block, number, flat, "outside the Tesco on"."""
    floor = places[-1].end if places else 0
    for pattern, put in _LEADS:
        before = reading.plain[max(floor, place.start - 70) : place.start]
        match = pattern.search(before)
        if pattern is _NUMBER and _FLAT_BEFORE.search(before):
            continue
        if match and put:
            place = _Place(place.start - len(before) + match.start(), place.end, put(match, place.value))
        elif match:
            start = place.start - len(before) + match.start()
            place = _Place(start, place.end, f"{' '.join(reading.text[start : place.start].split())} {place.value}")
    return place


def _numbered(match: re.Match[str], value: str) -> str:
    return f"{re.sub(r' ', '', match['number']).upper()} {value}"


def _flatted(match: re.Match[str], value: str) -> str:
    return f"{flat.value(match) if match['flat'] else match['floor'].capitalize()}, {value}"


def _blocked(match: re.Match[str], value: str) -> str:
    return f"Block {match['name'].upper()}, {value}"


_LEADS = ((_NUMBER, _numbered), (_FLAT_BEFORE, _flatted), (_BLOCK_BEFORE, _blocked), (_RELATION, None))


def _corner(reading: Reading, places: list[_Place], place: _Place) -> _Place | None:
    """ "corner of X and Y", "X and Y junction": two streets make one place."""
    if not places:
        return None
    last = places[-1]
    between = reading.plain[last.end : place.start]
    opening = _CORNER.search(reading.plain, max(0, last.start - 50), last.start)
    closing = re.match(r"\s+(?:junction|corner|crossing)\b", reading.plain[place.end :]) or place.value.endswith(
        " junction"
    )
    if not _AND.fullmatch(between) or not (opening or closing or "/" in between):
        return None
    places.pop()
    start = opening.start() if opening else last.start
    end = place.end + closing.end() if isinstance(closing, re.Match) else place.end
    return _Place(start, end, f"Corner of {last.value} and {place.value.removesuffix(' junction')}")


def _joined(reading: Reading, first: _Place, second: _Place) -> _Place:
    value = f"{first.value}, {second.value}"
    return _Place(min(first.start, second.start), max(first.end, second.end), value)


def _trailed(reading: Reading, place: _Place) -> _Place:
    """With what comes after: number (where it follows the street), flat or floor, postcode."""
    if (
        not re.search(r"\d", place.value)
        and reading.lang != "en"
        and (number := _NUMBER_AFTER.match(reading.plain, place.end))
    ):
        place = _Place(place.start, number.end(), f"{number['number'].replace(' ', '').upper()} {place.value}")
    place = _coded(reading, _flat_after(reading, place))
    return place if place.value.startswith(("Flat", "Block")) else _flat_after(reading, place)


def _flat_after(reading: Reading, place: _Place) -> _Place:
    match = _AFTER.match(reading.plain, place.end)
    return _Place(place.start, match.end(), f"{_flat_or_floor(match)}, {place.value}") if match else place


def _flat_or_floor(match: re.Match[str]) -> str:
    if match["flat"]:
        return f"Flat {match['flat'].upper()}"
    return str(match["floor"] or f"Block {match['block'][-1].upper()}")


def _coded(reading: Reading, place: _Place) -> _Place:
    """The postcode or district right after it belongs to it."""
    opening = _AREA.match(reading.plain, place.end)
    at = opening.end() if opening else place.end
    rest = replace(reading, text=reading.text[at : at + 14], plain=reading.plain[at : at + 14])
    for found in (
        *postcode.find(rest),
        *postcode.districts(replace(rest, plain=", " + rest.plain, text="  " + rest.text)),
    ):
        shift = 2 if found.kind == "district" else 0
        if found.start == shift:
            return _Place(place.start, at + found.end - shift, f"{place.value}, {found.value}")
    return place


def _capital(value: str) -> str:
    return value[:1].upper() + value[1:]
