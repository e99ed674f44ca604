"""Facts in free text: what was said, beside a tidied value. Pure; nothing is looked up.

`find` reads everything that can be recognised anywhere in a message. `answer` reads a message as the answer to one
question. Both keep the words as typed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Found:
    """kind: `place`, `postcode`, `day`, `when`, `phone`, `email`, `plate`, `pcn`, `reference`, `name`, `money`, `number`.

    value: tidied (`14B Golborne Road`, `W10 5NH`, `Tuesday`, `+447700900123`). said: the words. start, end: where.
    """

    kind: str
    value: str
    said: str
    start: int
    end: int


def find(text: str, now: datetime, lang: str = "en") -> list[Found]:
    """Every fact in the text, in the order of the text; they do not overlap."""
    from bot.facts import numbers, place, times

    found: list[Found] = []
    for part in (numbers, place, times):
        for one in part.find(text, now, lang):
            if all(one.end <= other.start or one.start >= other.end for other in found):
                found.append(one)
    return sorted(found, key=lambda one: one.start)


def answer(
    text: str, kind: str, choices: dict[str, tuple[str, ...]], now: datetime, lang: str = "en"
) -> Found | None:
    """The text read as an answer to a question of this kind; None when it cannot be one.

    kinds: those of Found, and `text`/`words` (anything), `choice`, `yes_no`, `contact` (phone or email), `people`.
    """
    from bot.facts import answers

    return answers.read(text.strip(), kind, choices, now, lang)
