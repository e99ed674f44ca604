"""Improving the understanding: what it was unsure of, for a person to say what it means, and what they said, as training data.

Nothing that says who somebody is leaves here: names, addresses and numbers are masked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, select

from bot.facts import find
from bot.house import House
from bot.store import tables
from bot.understanding.examples import DANGER, REPORT

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
DOUBTFUL = 0.5
"""Read less surely than this, a message is shown to people."""

_messages = tables.messages


@dataclass(frozen=True)
class Reading:
    """A resident's message and what it was taken for. text: masked.

    label: the intent that a person gave it; "" when they said that nothing can be learned from it; None before.
    """

    conversation_id: str
    seq: int
    text: str
    at: datetime
    understood: dict[str, Any]
    label: str | None
    labelled_by: str


def guess(understood: dict[str, Any]) -> str:
    """What a message was taken for, as an intent."""
    act, service = understood["act"], understood["service"]
    return intent(act, service if act == REPORT else None, understood["emergency"])


def intent(act: str, service: str | None, emergency: str | None) -> str:
    """Labels joined as nlu/data/README.md says: the danger, the act unless it is a report, the service."""
    labels = [f"{DANGER}{emergency}" if emergency else "", "" if act == REPORT else act, service or ""]
    return "+".join(filter(None, labels)) or REPORT


def doubts(house: House, below: float = DOUBTFUL, limit: int | None = None, team: str | None = None) -> list[Reading]:
    """What nobody has labelled yet, the most doubtful first. team: only residents with an enquiry of that team."""
    found = _readings().where(_messages.c.sure < below, _messages.c.label.is_(None)).order_by(_messages.c.sure)
    if team:
        theirs = select(tables.enquiries.c.conversation_id).where(tables.enquiries.c.team == team)
        found = found.where(_messages.c.conversation_id.in_(theirs))
    return _read(house, found.limit(limit))


def labelled(house: House, limit: int | None = None) -> list[Reading]:
    """What people have labelled, newest message first."""
    return _read(house, _readings().where(_messages.c.label.is_not(None)).order_by(_messages.c.at.desc()).limit(limit))


def reading(house: House, conversation_id: str, seq: int) -> Reading | None:
    """One message; None when there is none, or nothing was made of it."""
    found = _read(house, _readings().where(_messages.c.conversation_id == conversation_id, _messages.c.seq == seq))
    return found[0] if found else None


def lessons(house: House) -> Iterator[tuple[str, str]]:
    """(intent, masked text) of what people labelled and something can be learned from."""
    return ((one.label, one.text) for one in labelled(house) if one.label)


def masked(text: str, now: datetime) -> str:
    """The text without what says who somebody is; on one line, and without what Rasa would read as markup."""
    for found in reversed(find(text, now)):
        if found.kind in MASKS:
            text = text[: found.start] + MASKS[found.kind] + text[found.end :]
    return re.sub(r"[\[\]{}]", "", re.sub(r"\s+", " ", text)).strip().lstrip("/")


def as_training_data(lines: Iterable[tuple[str, str]]) -> str:
    """(intent, text) in Rasa's own format."""
    by_intent: dict[str, list[str]] = {}
    for meaning, text in lines:
        known = by_intent.setdefault(meaning, [])
        if text and text not in known:
            known.append(text)
    blocks = [
        f"- intent: {meaning}\n  examples: |\n" + "\n".join(f"    - {line}" for line in known)
        for meaning, known in sorted(by_intent.items())
        if known
    ]
    return "\n".join(('version: "3.1"', "nlu:" if blocks else "nlu: []", *blocks)) + "\n"


def _readings() -> Select[Any]:
    return select(_messages).where(
        _messages.c.author == "resident", _messages.c.understood.is_not(None), _messages.c.text != ""
    )


def _read(house: House, query: Select[Any]) -> list[Reading]:
    with house.database.read() as connection:
        return [_reading(row) for row in connection.execute(query) if row.understood]


def _reading(row: Row[Any]) -> Reading:
    label = row.label or {}
    return Reading(
        conversation_id=row.conversation_id,
        seq=row.seq,
        text=masked(row.text, row.at),
        at=row.at,
        understood=row.understood,
        label=label.get("intent"),
        labelled_by=label.get("name", ""),
    )
