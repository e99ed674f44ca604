"""What was being written down when an address was linked to an older conversation. Pure.

by: how much higher the numbers of the moved messages are in the older conversation.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.conversation import Later, State
from bot.record import Fact, Record


def gone_on(older: State, newer: State, by: int) -> State:
    """What was being written down here goes on there; what was being written down there is not forgotten."""
    if newer.record is None:
        return replace(older, lang=newer.lang)
    later = (*older.later, *_later(older.record, 0))
    asked: dict[str, Any] = {"asks": newer.asks, "choices": newer.choices, "asked": newer.asked, "missed": 0}
    played = _shifted(newer.played, by) if newer.played else None
    return replace(older, lang=newer.lang, record=_shifted(newer.record, by), played=played, later=later, **asked)


def put_off(older: State, newer: State, by: int) -> State:
    """Where a person speaks, what was being written down here waits until the bot is spoken to again."""
    return replace(older, lang=newer.lang, later=(*older.later, *_later(newer.record, by)))


def _later(record: Record | None, by: int) -> tuple[Later, ...]:
    if record is None or "what" not in record.facts:
        return ()
    what = record.facts["what"]
    return (Later(what.said, record.service or "other", what.seq + by),)


def _shifted(record: Record, by: int) -> Record:
    """Each fact still knows the message that it came from."""
    facts = {
        name: Fact(fact.name, fact.value, fact.said, fact.seq + by if fact.seq else 0)
        for name, fact in record.facts.items()
    }
    return replace(record, facts=facts)
