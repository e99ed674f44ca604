"""What the tables of facts are read with: Monday 23 November 2026, a quarter to eleven at night."""

from __future__ import annotations

from datetime import datetime

from bot.facts import answer, find

NOW = datetime(2026, 11, 23, 22, 45)
CHOICES = {
    "black_bags": ("black bags", "rubbish", "general waste", "bolsas negras", "sacs noirs"),
    "recycling": ("recycling", "blue bags", "reciclaje", "recyclage"),
    "food": ("food waste", "food", "caddy"),
    "other": ("other", "something else"),
}


def facts(text: str, lang: str, kinds: str) -> list[tuple[str, str]]:
    """Kind and value of every fact of these kinds, in order."""
    return [(one.kind, one.value) for one in find(text, NOW, lang) if one.kind in kinds.split()]


def values(text: str, lang: str, kinds: str) -> list[str]:
    return [value for _, value in facts(text, lang, kinds)]


def answered(text: str, kind: str, lang: str = "en") -> str | None:
    found = answer(text, kind, CHOICES, NOW, lang)
    return found.value if found else None
