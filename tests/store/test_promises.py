"""A promise that was missed is admitted once, with a new date, in the resident's language."""

from __future__ import annotations

import asyncio
import dataclasses
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.house import House
from bot.reception import Inbound, receive
from bot.settings import Settings
from bot.store import tables
from bot.turns import take_turn
from bot.understanding import Understood
from handoff.promises import admit_missed


class Script:
    async def read(self, text: str) -> Understood:
        act = "affirm" if text in ("yes", "oui") else "report"
        return Understood(
            acts=((act, 1.0),), services=(("missed_bin", 1.0),), lang="fr" if "poubelle" in text else None
        )


@dataclasses.dataclass(frozen=True)
class LaterHouse(House):
    """The same house, some days on."""

    days: int = 0

    def now(self) -> datetime:
        return super().now() + timedelta(days=self.days)


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> House:
    monkeypatch.setenv("FRONTDOOR_DATA", str(tmp_path))
    return House.open(Settings.from_environment())


def on(house: House, days: int) -> House:
    return LaterHouse(house.settings, house.council, house.database, house.wake, days)


def confirm(house: House, first: str, yes: str) -> str:
    for number, text in enumerate((first, yes)):
        received = receive(house.database, Inbound("sms", "+447700900123", text, f"SM{number}", house.now()))
        asyncio.run(take_turn(house, Script(), received.conversation_id))
    return received.conversation_id


def said_by_the_house(house: House) -> list[str]:
    with house.database.read() as connection:
        query = (
            select(tables.messages.c.text).where(tables.messages.c.author == "system").order_by(tables.messages.c.seq)
        )
        return [str(text) for text in connection.execute(query).scalars()]


def test_nothing_is_admitted_before_it_is_due(house: House) -> None:
    confirm(house, "you missed our recycling on Monday at 22 Portobello Road W11 1AA", "yes")
    assert admit_missed(house) == 0
    assert said_by_the_house(house) == []


def test_a_missed_promise_is_admitted_once_with_a_new_date(house: House) -> None:
    confirm(house, "you missed our recycling on Monday at 22 Portobello Road W11 1AA", "yes")
    later = on(house, 12)
    assert admit_missed(later) == 1
    assert admit_missed(later) == 0
    [said] = said_by_the_house(house)
    assert "did not happen" in said
    assert "ESCALATE" in said
    with house.database.read() as connection:
        promises = connection.execute(select(tables.promises).order_by(tables.promises.c.id)).all()
        due = connection.execute(select(tables.enquiries.c.due_at)).scalar_one()
    assert [one.state for one in promises] == ["missed", "open"]
    assert promises[1].due_at == due > later.now()


def test_it_is_admitted_in_the_residents_language(house: House) -> None:
    confirm(house, "ma poubelle de recyclage n'a pas été ramassée lundi au 22 Portobello Road", "oui")
    admit_missed(on(house, 12))
    [said] = said_by_the_house(house)
    assert "did not happen" not in said
