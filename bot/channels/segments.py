"""What a text message costs and how it is made to fit: GSM-7 and UCS-2 segments, counted exactly (3GPP TS 23.038, 23.040).

A text of only GSM-7 characters has room for 160, or 153 in each of several segments; an extension character takes two
places and is never split. Anything else makes the whole text UCS-2: 70 UTF-16 units, or 67 in each of several, and
a surrogate pair is never split.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡"
    "ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
EXTENSION = frozenset("^{}\\[~]|€")

_PLAIN = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′`´ʼ", "'"),
        **dict.fromkeys("“”„‟″«»", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys("\u00a0\u2007\u2009\u200a\u202f\u2002\u2003\t", " "),
        **dict.fromkeys("\u200b\u2060\ufeff\u00ad", ""),
        **dict.fromkeys("•·▪●", "-"),
        "…": "...",
        "⁄": "/",
    }
)
_SENTENCE = re.compile(r"(?<=[.!?؟])\s+")


@dataclass(frozen=True)
class Cost:
    """encoding: `GSM-7` or `UCS-2`. units: places taken, without those that a split leaves empty."""

    encoding: str
    units: int
    segments: int


def cost(text: str) -> Cost:
    """What the text takes as it stands."""
    if is_gsm(text):
        sizes = [2 if char in EXTENSION else 1 for char in text]
        return Cost("GSM-7", sum(sizes), _segments(sizes, 160, 153))
    sizes = [2 if ord(char) > 0xFFFF else 1 for char in text]
    return Cost("UCS-2", sum(sizes), _segments(sizes, 70, 67))


def is_gsm(text: str) -> bool:
    return all(char in BASIC or char in EXTENSION for char in text)


def _segments(sizes: list[int], single: int, several: int) -> int:
    if sum(sizes) <= single:
        return 1
    segments, taken = 1, 0
    for size in sizes:
        taken += size
        if taken > several:
            segments, taken = segments + 1, size
    return segments


def fold(text: str) -> str:
    """The same words with plain marks: one curly quote would otherwise more than double what the text costs.

    Pictures go too when they are all that stands between the text and GSM-7; beside letters that need UCS-2 they stay.
    """
    plain = unicodedata.normalize("NFC", text).translate(_PLAIN)
    without = "".join(char for char in plain if not _is_picture(char))
    if without == plain or not is_gsm(without):
        return plain
    return "\n".join(" ".join(line.split()) for line in without.split("\n"))


def _is_picture(char: str) -> bool:
    return unicodedata.category(char) in ("So", "Sk", "Cf") or "\ufe00" <= char <= "\ufe0f"


def parts(text: str, segments: int, characters: int) -> list[str]:
    """The text as messages of at most so many segments and characters: cut at a paragraph, else at a line, a sentence,
    a word; inside a word only when it is longer than a whole message."""
    room = _room(text, segments, characters)
    if room == len(text):
        return [text]
    cuts = [at for at in _cuts(text[: room + SPACES]) if len(text[:at].rstrip()) <= room]
    cut = max(cuts, key=_worth(text), default=room)
    return [text[:cut].rstrip(), *parts(text[cut:].lstrip(), segments, characters)]


SPACES = 10
"""Blanks at a cut, which nobody sees, may reach over the end of a message."""


def _room(text: str, segments: int, characters: int) -> int:
    """How many characters from the beginning fit: more of them never cost less."""
    longest = min(len(text), characters)
    return bisect_right(range(1, longest + 1), segments, key=lambda at: cost(text[:at]).segments)


def _cuts(text: str) -> list[int]:
    """Where the text can be cut: after every blank, if something stands before it."""
    blanks: Iterable[tuple[str, str]] = pairwise(text)
    return [
        at + 1
        for at, (here, following) in enumerate(blanks)
        if here.isspace() and not following.isspace() and text[:at].strip()
    ]


def _worth(text: str):  # type: ignore[no-untyped-def]
    """A later cut is better, a cut in a better place better still, unless it leaves most of the message empty."""
    sentences = {match.end() for match in _SENTENCE.finditer(text)}

    def worth(at: int) -> float:
        if text[:at].endswith("\n\n"):
            return at * 4.0
        if text[:at].endswith("\n"):
            return at * 3.0
        return at * (2.0 if at in sentences else 1.0)

    return worth
