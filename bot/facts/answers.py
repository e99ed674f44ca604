"""A message read as the answer to one question."""

from __future__ import annotations

import re
from datetime import datetime

from bot.facts import Found, find

_YES = {"yes", "yeah", "yep", "y", "yup", "si", "sí", "oui", "sim", "نعم"}
_NO = {"no", "nope", "n", "nah", "non", "não", "nao", "لا"}
_WIDER = {"place": ("place", "postcode"), "when": ("day", "when"), "contact": ("phone", "email"), "day": ("day", "when")}


def read(
    text: str, kind: str, choices: dict[str, tuple[str, ...]], now: datetime, lang: str
) -> Found | None:
    if not text:
        return None
    if kind == "choice":
        return _choice(text, choices)
    if kind == "yes_no":
        return _yes_no(text)
    found = [one for one in find(text, now, lang) if one.kind in _WIDER.get(kind, (kind,))]
    if found:
        return found[0]
    return Found(kind, text, text, 0, len(text)) if kind in _FREE and len(text) <= _FREE[kind] else None


# Kinds where anything short enough may be the answer: people describe a place or a time in ways no pattern knows.
_FREE = {"text": 4000, "words": 4000, "place": 200, "when": 120, "day": 60, "name": 60, "people": 200, "number": 40,
         "reference": 40, "plate": 60, "pcn": 40, "money": 60}  # fmt: skip


def _choice(text: str, choices: dict[str, tuple[str, ...]]) -> Found | None:
    for value, words in choices.items():
        for word in (value, *words):
            if match := re.search(rf"(?<!\w){re.escape(word)}s?(?!\w)", text, re.IGNORECASE):
                return Found("choice", value, match[0], *match.span())
    return None


def _yes_no(text: str) -> Found | None:
    first = re.split(r"\W+", text.lower(), maxsplit=1)[0]
    value = "yes" if first in _YES else "no" if first in _NO else None
    return Found("yes_no", value, text, 0, len(text)) if value else None
