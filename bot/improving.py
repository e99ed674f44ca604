"""Improving the understanding: what it was unsure about, masked, as Rasa training data for a person to label."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import select

from bot.facts import find
from bot.house import House
from bot.store import tables

MASKS = {
    "place": "(address)",
    "postcode": "(postcode)",
    "flat": "(flat)",
    "phone": "(phone)",
    "email": "(email)",
    "name": "(name)",
    "plate": "(registration)",
    "pcn": "(notice)",
    "code": "(number)",
    "reference": "(reference)",
}


def unsure(house: House, below: float) -> Iterator[tuple[str, str, float]]:
    """(guessed intent, masked text, how sure) of residents' messages understood less surely than `below`, surest last."""
    messages = tables.messages
    with house.database.read() as connection:
        rows = connection.execute(
            select(messages.c.text, messages.c.at, messages.c.understood).where(
                messages.c.author == "resident", messages.c.understood.is_not(None)
            )
        ).all()
    read = [(row.understood, row.text, row.at) for row in rows if row.understood and row.text]
    for understood, text, at in sorted(read, key=lambda one: float(one[0]["confidence"])):
        if understood["confidence"] < below:
            yield _guess(understood), masked(text, at), understood["confidence"]


def masked(text: str, now: datetime) -> str:
    """The text without what says who somebody is; on one line, and without what Rasa would read as markup."""
    for found in reversed(find(text, now)):
        if found.kind in MASKS:
            text = text[: found.start] + MASKS[found.kind] + text[found.end :]
    return re.sub(r"[\[\]{}]", "", re.sub(r"\s+", " ", text)).strip().lstrip("/")


def as_training_data(found: Iterator[tuple[str, str, float]]) -> str:
    """Rasa's own format, each line under the guess, for a person to move to where it belongs."""
    by_intent: dict[str, list[str]] = {}
    for intent, text, _ in found:
        lines = by_intent.setdefault(intent, [])
        if text and text not in lines:
            lines.append(text)
    blocks = [
        f"- intent: {intent}\n  examples: |\n" + "\n".join(f"    - {line}" for line in lines)
        for intent, lines in sorted(by_intent.items())
    ]
    return "\n".join(('version: "3.1"', "nlu:", *blocks)) + "\n"


def _guess(understood: dict[str, str]) -> str:
    return understood["service"] if understood["act"] == "report" and understood.get("service") else understood["act"]
