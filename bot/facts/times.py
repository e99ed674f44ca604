"""Days, dates and durations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

from bot.facts import Found

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_DAY = re.compile(r"\b(mon|tue|tues|wed|weds|thu|thur|thurs|fri|sat|sun)(?:day|sday|nesday|rsday|urday)?s?\b", re.IGNORECASE)
_WHEN = re.compile(
    r"\b(?:since|for|about|last|this|every|yesterday|today|tonight)\b[^.,;!?\n]{0,40}|"
    r"\b(?:\d+|a|two|three|four|five|six|few|couple of)\s+(?:days?|weeks?|months?|years?|hours?)(?:\s+(?:ago|now))?",
    re.IGNORECASE,
)


def find(text: str, now: datetime, lang: str) -> Iterator[Found]:
    for match in _DAY.finditer(text):
        day = next(day for day in _DAYS if day.lower().startswith(match[1].lower()[:3]))
        yield Found("day", day, match[0], *match.span())
    for match in _WHEN.finditer(text):
        yield Found("when", match[0].strip(), match[0], *match.span())
