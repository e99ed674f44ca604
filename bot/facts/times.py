"""Days, dates, times of day and spans of time in free text: `day` for a bare weekday, `when` for all else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from babel.dates import get_day_names

from bot.facts import dates
from bot.facts import timephrases as phrases
from bot.facts.found import Found, Reading
from bot.facts.timewords import MONTHS, NUMBERS, PARTS, SHORT_WEEKDAYS, UNITS, VAGUE, WEEKDAYS

_ASKED = re.compile(
    r"^\W*(?:(?:so|and|hi|hello|sorry|please|um|ok)\W+)*(?:what(?:'?s| is)?|wots?|which|is it|quel(?:le)?|"
    r"c'est quel|que|cual|che|qual|a che|a que|ما|اي)\s(?:the |es el |e o |e il )?"
    "(?:day|date|time|today|jour|heure|date|dia|hora|fecha|giorno|ora|data|اليوم|الساعه|يوم|monday|"
    r"tuesday|wednesday|thursday|friday|saturday|sunday)\b"
)
_LEAD = r"^(?:on|for|at|le|les|el|los|il|la|na|no|a|aos|as) "
_BARE = r"(?:, ?| and | or | & |/| et | ou | y | o | e | و ?)"


def find(reading: Reading) -> Iterator[Found]:
    """In the resident's language, then in English, which many mix in."""
    for lang in dict.fromkeys((reading.lang if reading.lang in WEEKDAYS else "en", "en")):
        for match in _pattern(lang, reading.lang).finditer(reading.plain):
            one = _found(reading, match.start(), match.end(), lang)
            if one and not _ASKED.match(_clause(reading, match)):
                reading = reading.without(one)
                yield one


def _found(reading: Reading, start: int, end: int, lang: str) -> Found | None:
    said = reading.plain[start:end]
    if "\0" in said:
        return None
    bare = re.split(_BARE, re.sub(_LEAD, "", said))
    days = [dates.weekday(word.strip(), lang) for word in bare]
    if None not in days:
        names = get_day_names("wide", locale=_locale(reading.lang))
        value = _joined([names[day] for day in days if day is not None], said, bare)
        return reading.found("day", value[:1].upper() + value[1:], start, end)
    day = dates.resolve(said, reading.now.date(), lang, reading.plain[max(0, start - 50) : start])
    value = _tidy(reading.text[start:end], said, lang)
    return reading.found(
        "when", f"{value} ({dates.shown(day, _locale(reading.lang)[:2])})" if day else value, start, end
    )


def _joined(names: list[str], said: str, bare: list[str]) -> str:
    """Several bare weekdays keep the words between them: `Tuesday and Friday`."""
    if len(set(names)) == 1:
        return names[0]
    value, rest = names[0], re.sub(_LEAD, "", said)
    for name, before, after in zip(names[1:], bare, bare[1:], strict=False):
        at = rest.index(before) + len(before)
        value += rest[at : rest.index(after, at)] + name
        rest = rest[at:]
    return value


def _tidy(typed: str, said: str, lang: str) -> str:
    """Lower case, single spaces, weekdays and months written out as the language writes them."""
    names = get_day_names("wide", locale=_locale(lang))

    def replaced(match: re.Match[str]) -> str:
        number = dates.weekday(match[0], lang) if lang == "en" else None
        return (
            names[number]
            if number is not None
            else _capitals(typed[match.start() : match.end()].lower(), match[0], lang)
        )

    words = re.sub(r"[^\W\d_]+(?:[-'][^\W\d_]+)*'?", replaced, said)
    return re.sub(r"\s+", " ", words).strip(" ,-")


def _capitals(typed: str, word: str, lang: str) -> str:
    """English months and feasts have capitals; everywhere "3AM" becomes "3am"."""
    named = lang == "en" and (
        re.fullmatch("|".join(MONTHS["en"]) + "|easter|christmas|xmas|ramadan|eid|diwali|halloween", word)
    )
    return typed.capitalize() if named else typed


def _clause(reading: Reading, match: re.Match[str]) -> str:
    start = max(reading.plain.rfind(mark, 0, match.start()) for mark in ".!?,;\n") + 1
    return reading.plain[start : match.end()]


def _locale(lang: str) -> str:
    return lang if lang in WEEKDAYS and lang != "en" else "en_GB"


@cache
def _pattern(lang: str, spoken: str) -> re.Pattern[str]:
    """Everything this language calls a time, longest first, several in a row as one."""
    words = _words(lang, spoken)
    one = "|".join((*phrases.PHRASES[lang], *phrases.ANY[:1], *phrases.ANY[2:], words["<DAYS>"]))
    figures = phrases.ANY[1].replace(r"([/.-])", r"(?P<sep>[/.-])").replace(r"\1", "(?P=sep)")
    join = rf" {{1,2}}(?:{phrases.JOINS[lang]} )*"
    pattern = (
        rf"(?<![\w£/'-])(?:{figures}|{one})(?:{join}(?:{one})|, ?(?:at |about )?<H>|{phrases.TAILS[lang]})*"
        r"(?![\w/]|'\w)"
    )
    for name, value in words.items():
        pattern = pattern.replace(name, f"(?:{value})")
    return re.compile(pattern)


def _words(lang: str, spoken: str) -> dict[str, str]:
    days = "|".join(WEEKDAYS[lang])
    short = "|".join(word for word in SHORT_WEEKDAYS[lang] if word) if lang == spoken else ""
    return {
        "<DAYS>": rf"(?:<D>)(?:{_BARE}(?:<D>))*",
        "<D>": days,
        "<SD>": short or "(?!)",
        "<M>": "|".join(MONTHS[lang]),
        "<N>": r"\d{1,3}(?: ?[-/] ?\d{1,2})?|" + "|".join(NUMBERS[lang]),
        "<V>": VAGUE[lang],
        "<U>": UNITS[lang],
        "<P>": PARTS[lang],
        "<H>": r"\d{1,2}(?:[:.]\d\d)?\s?(?:am|pm|a\.m\.?|p\.m\.?|o'?clock|ish\b)(?: ?ish)?",
        "<NTH>": r"(?:the )?\d{1,2}(?:st|nd|rd|th)\b",
        "<COUNTED>": phrases.COUNTED,
    }
