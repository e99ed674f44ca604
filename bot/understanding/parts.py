"""A message in parts: its clauses, and the two halves of one that tells of two things."""

from __future__ import annotations

import re

CLAUSE = re.compile(r"[.,;:!?\n،؛؟]+| (?:and|but|so|et|mais|y|pero|e|ma|mas|però) |(?<= )و(?=\w{3})")
ALSO = re.compile(
    r"(?:^|(?<=[\s.,;:!?،]))(?:(?:and|et|y|e|و) ?)?(?:also|(?:an)?other thing(?: is)?|one more thing|on top of that|plus|"
    r"aussi|également|en plus|también|además|anche|inoltre|também|além disso|أيضا|أيضاً|كمان|كذلك)\b[\s,:]*",
    re.IGNORECASE,
)
TOLD = re.compile(
    r"(?:\S+\s+){2,}?[^\s,.!?;،]+(?=[,!?;،\n]|(?<!\bno)(?<!\bst)(?<!\brd)(?<!\bmr)(?<!\bdr)(?<!\bave)(?<!\bmrs)\.(?!\d))",
    re.IGNORECASE,
)
"""Three words or more, up to a stop that is no abbreviation's."""
WORDS = 2
"""Fewer tell nothing."""


def clauses(text: str) -> list[str]:
    return [one for one in CLAUSE.split(text) if len(one.split()) >= WORDS]


def without(text: str, half: str) -> str:
    """What is left of it without this half, and without the "also" that led to it."""
    before, _, after = text.partition(half)
    also = next((one for one in ALSO.finditer(before) if one.end() == len(before)), None)
    return (before[: also.start()] if also else before).rstrip(" ,") + after


def halves(text: str) -> tuple[str, str] | None:
    """What stands before "also", and what is told after it; None where either is missing."""
    also = ALSO.search(text)
    if not also:
        return None
    before, after = text[: also.start()], text[also.end() :]
    told = TOLD.match(after)
    both = before, told[0] if told else after
    return both if all(len(half.split()) >= WORDS for half in both) else None
