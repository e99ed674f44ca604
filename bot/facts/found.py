"""A fact that was found, and the text it is found in."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
from datetime import datetime


@dataclass(frozen=True)
class Found:
    """A fact. kind: see `bot.facts`. value: tidied. said: the words as typed. start, end: where they are in the text."""

    kind: str
    value: str
    said: str
    start: int
    end: int


@dataclass(frozen=True)
class Reading:
    """A text being read. plain: the same text, character for character, without case, accents and exotic digits."""

    text: str
    plain: str
    now: datetime
    lang: str

    def found(self, kind: str, value: str, start: int, end: int) -> Found:
        return Found(kind, value, self.text[start:end], start, end)

    def without(self, found: Found) -> Reading:
        """The words of a fact are blanked out, so that nothing else is read into them."""
        blank = "\0" * (found.end - found.start)
        return replace(self, plain=self.plain[: found.start] + blank + self.plain[found.end :])


def read(text: str, now: datetime, lang: str) -> Reading:
    return Reading(text, fold(text), now, lang)


def fold(text: str) -> str:
    """Lower case, accents off, Arabic letters to their plain form, every digit to 0-9. The length stays the same."""
    return text.translate(_TABLE)


class _Table(dict[int, str]):
    def __missing__(self, code: int) -> str:
        self[code] = _folded(chr(code))
        return self[code]


def _folded(char: str) -> str:
    if char in _ALIKE:
        return _ALIKE[char]
    if char.isspace() and char != "\n":
        return " "
    digit = unicodedata.decimal(char, None)
    if digit is not None:
        return str(digit)
    base = unicodedata.normalize("NFD", char)[0].lower()
    return base if len(base) == 1 else char


# Typed for one another: apostrophes, dashes, the Arabic final letters; direction marks are as good as spaces.
_ALIKE = {
    **dict.fromkeys("’‘`´ʼ", "'"), **dict.fromkeys("–—‑−", "-"), **dict.fromkeys("\u200b\u200e\u200f\u202a\u202b\u202c", " "),
    "ة": "ه", "ى": "ي", "٪": "%", "،": ",", "؟": "?", "؛": ";",
}  # fmt: skip
_TABLE = _Table()
