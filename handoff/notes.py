"""Notes: what colleagues tell each other about a case. Residents do not see them on their page."""

from __future__ import annotations

from bot.house import House
from handoff.case import opened, written
from handoff.staff import Account

KIND = "note"


def add(house: House, me: Account, reference: str, text: str) -> None:
    text = written("note", text, "Write the note.")
    with opened(house, me, reference, "noted") as case:
        case.note(KIND, text)
