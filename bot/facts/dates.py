"""Which date is meant: the past one, unless the words look ahead ("next", "until", "court on the 3rd")."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

from babel.dates import format_date

from bot.facts import timephrases as phrases
from bot.facts.timewords import MONTHS, NUMBERS, SHORT_WEEKDAYS, WEEKDAYS

_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)")
_FIGURES = re.compile(r"(?<!\d)(?P<day>\d{1,2})([/.-])(?P<month>\d{1,2})(?:\2(?P<year>\d{4}|\d\d))?(?!\d)")
_SOON = timedelta(31)
"""A date without its year that comes within this is the coming one, not last year's, unless it is told of as past."""
_PAST = (
    r"\b(?:since|depuis|desde|dal|died|born|was|were|had|did|got|came|went|took|happened|broke|towed|issued|started|"
    r"reported|told|rang|called|moved|sent|paid|bought|signed|mort|ne|arrive|recu|nacio|murio|paso|recibi|morto|nato|"
    r"successo|ricevuto|morreu|nasceu|aconteceu|recebi)\b|منذ|توفي|ولد|حدث|وصل"
)
_THE = {"en": "the", "fr": "le", "es": "el dia|el", "it": "il", "pt": "dia", "ar": "يوم"}


def resolve(words: str, today: date, lang: str, before: str = "") -> date | None:
    """The date that folded words name, or None. before: what stands before them, which may look ahead.

    "Before Christmas" is no date, and may be any year's. `ahead` in what follows: True to come, False told of as past, None
    unsaid."""
    coming = re.search(phrases.NEXT, words) or re.search(phrases.UNTIL, words) or re.search(phrases.COMING, before)
    ahead = True if coming else False if re.search(_PAST, f"{before} {words}") else None
    if re.search(phrases.BEFORE, words):
        return None
    for way in (_figures, _month, _holiday, _relative, _ago, _weekday_nth, _weekday, _nth):
        try:
            if found := way(words, today, lang, ahead):
                return found
        except ValueError:  # the 31st of June: the words stay as they are
            return None
    return None


def shown(day: date, lang: str) -> str:
    """`Tue 17 Nov 2026`."""
    return str(format_date(day, "EEE d MMM y", locale="en_GB" if lang == "en" else lang))


def weekday(word: str, lang: str) -> int | None:
    """0 for Monday, for a folded word in this language."""
    return next((number for number, pattern in _weekdays(lang) if pattern.fullmatch(word)), None)


@cache
def _weekdays(lang: str) -> list[tuple[int, re.Pattern[str]]]:
    both = zip(WEEKDAYS[lang], SHORT_WEEKDAYS[lang], strict=True)
    names = (f"{full}|{short}" if short else full for full, short in both)
    return [(number, re.compile(f"(?:{name})s?")) for number, name in enumerate(names)]


@cache
def _dated(lang: str) -> re.Pattern[str]:
    """Day and month, either first; the month's group is `m0` to `m11`."""
    months = "|".join(f"(?P<m{number}>{pattern})" for number, pattern in enumerate(MONTHS[lang]))
    year = r"(?:,? (?:de |del )?(?P<year>\d{4}|\d\d(?=$|\s*[,.])))?"
    return re.compile(
        rf"(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th|er)?(?: of| de)? ?)?(?<![a-z])(?:{months})\b(?: (?:the )?"
        rf"(?P<late>\d{{1,2}})(?:st|nd|rd|th)?(?![\d:]))?{year}"
    )


def _figures(words: str, today: date, lang: str, ahead: bool | None) -> date | None:
    match = _ISO.search(words) or _FIGURES.search(words.replace("24/7", ""))
    if not match or (match["year"] is None and "/" not in match[0]):
        return None
    days = _years(int(match["day"]), int(match["month"]), match["year"], today)
    return _meant(days, words, today, lang, ahead)


def _month(words: str, today: date, lang: str, ahead: bool | None) -> date | None:
    match = _dated(lang).search(words)
    if not match or not (match["day"] or match["late"]):
        return None
    month = next(number for number in range(12) if match[f"m{number}"]) + 1
    days = _years(int(match["day"] or match["late"]), month, match["year"], today)
    return _meant(days, words, today, lang, ahead)


def _years(day: int, month: int, year: str | None, today: date) -> list[date]:
    """That day in the year named, else in last, this and next year, where it exists."""
    if year:
        return [date(int(year) + (2000 if len(year) == 2 else 0), month, day)]
    years = (today.year - 1, today.year, today.year + 1)
    days = [date(one, month, day) for one in years if day <= monthrange(one, month)[1]]
    if not days:
        raise ValueError("no such day in these years")
    return days


def _meant(days: list[date], words: str, today: date, lang: str, ahead: bool | None) -> date | None:
    """With its weekday, the one that has it; else the last that was, or that is to come soon."""
    named = [day for day in days if day.weekday() in _days_in(words, lang)]
    if len(named or days) == 1:
        return (named or days)[0]
    if ahead:
        return next((day for day in days if day >= today), None)
    soon = _SOON if ahead is None else timedelta(0)
    return max((day for day in days if day <= today + soon), default=None)


def _holiday(words: str, today: date, lang: str, ahead: bool | None) -> date | None:
    if re.search(phrases.EVERY, words):
        return None
    for pattern, on in _HOLIDAYS:
        if re.search(rf"\b(?:{pattern})\b", words):
            years = (today.year, today.year + 1) if ahead else (today.year, today.year - 1)
            days = [on(year) for year in years]
            return next((day for day in days if (day >= today if ahead else day <= today)), None)
    return None


def easter(year: int) -> date:
    """Western Easter Sunday (the anonymous Gregorian computus, Nature, 1876)."""
    century, rest = divmod(year, 100)
    golden = year % 19
    moon = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    sunday = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * sunday) // 451
    month, day = divmod(moon + sunday - 7 * late + 114, 31)
    return date(year, month, day + 1)


_HOLIDAYS = (
    ("good friday", lambda year: easter(year) - timedelta(2)),
    ("easter monday", lambda year: easter(year) + timedelta(1)),
    ("easter|paques|pascua|pasqua|pascoa", easter),
    ("boxing day|santo stefano", lambda year: date(year, 12, 26)),
    ("christmas eve|nochebuena", lambda year: date(year, 12, 24)),
    ("christmas|xmas|noel|navidad|natale|natal", lambda year: date(year, 12, 25)),
    ("new year'?s eve|nochevieja", lambda year: date(year, 12, 31)),
    ("new year'?s?(?: day)?|le nouvel an|ano nuevo|capodanno|ano novo", lambda year: date(year, 1, 1)),
    ("halloween", lambda year: date(year, 10, 31)),
)


def _relative(words: str, today: date, lang: str, ahead: bool | None) -> date | None:
    for pattern, days in phrases.RELATIVE[lang]:
        if re.search(rf"(?<!\w)(?:{pattern})", words):
            return today + timedelta(days)
    return None


def _ago(words: str, today: date, lang: str, ahead: bool | None) -> date | None:
    match = _ago_pattern(lang).search(words)
    number = next((one for one in match.groups() if one), None) if match else None
    if number is None:
        return None
    days = int(number) if number.isdigit() else NUMBERS[lang][number]
    return today - timedelta(days) if days < 1000 else None


@cache
def _ago_pattern(lang: str) -> re.Pattern[str]:
    return re.compile(phrases.AGO.replace("<N>", rf"(\d+|{'|'.join(NUMBERS[lang])})"))


def _weekday(words: str, today: date, lang: str, ahead: bool | None) -> date | None:
    """Only with a word that says which one: "last Tuesday", "since Friday"; a bare weekday may be any."""
    days = list(_days_in(words, lang))
    if len(days) != 1 or re.search(phrases.EVERY, words):
        return None
    since = (days[0] - today.weekday()) % 7
    if ahead:
        return today + timedelta(since or 7)
    if re.search(phrases.LAST, words) or re.search(phrases.SINCE, words):
        return today - timedelta((7 - since) % 7 or 7)
    return today + timedelta(days[0] - today.weekday()) if re.search(phrases.THIS, words) else None


def _days_in(words: str, lang: str) -> Iterator[int]:
    for number, pattern in _weekdays(lang):
        if re.search(rf"(?<!\w){pattern.pattern}(?!\w)", words):
            yield number


def _weekday_nth(words: str, today: date, lang: str, ahead: bool | None) -> date | None:
    """ "Thursday 26th": the nearest 26th that is a Thursday."""
    match = _weekday_nth_pattern(lang).search(words)
    if not match or re.search(phrases.EVERY, words):
        return None
    number, day = weekday(match["weekday"], lang), int(match["day"])
    near = (today + timedelta(days) for days in sorted(range(0 if ahead else -45, 46), key=abs))
    return next((one for one in near if one.day == day and one.weekday() == number), None)


@cache
def _weekday_nth_pattern(lang: str) -> re.Pattern[str]:
    days = "|".join(pattern.pattern for _, pattern in _weekdays(lang))
    return re.compile(
        rf"\b(?P<weekday>{days}),? (?:(?:{_THE[lang]}) )?(?P<day>\d{{1,2}})"
        r"(?:(?:st|nd|rd|th)\b|(?=\s*$| (?:a las|alle|as|vers) ))"
    )


def _nth(words: str, today: date, lang: str, ahead: bool | None) -> date | None:
    """ "the 3rd": of this month if it has been, else of the month before."""
    match = _nth_pattern(lang).search(words)
    if not match:
        return None
    day, month = int(match["day"] or match["nth"]), today.replace(day=1)
    found = month.replace(day=day)
    if ahead and found < today:
        return (month + timedelta(32)).replace(day=day)
    return (month - timedelta(1)).replace(day=day) if not ahead and found > today else found


@cache
def _nth_pattern(lang: str) -> re.Pattern[str]:
    return re.compile(
        rf"\b(?:{_THE[lang]}) (?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?!:)|\b(?P<nth>\d{{1,2}})(?:st|nd|rd|th)\b"
    )
