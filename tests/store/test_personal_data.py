"""A resident's data, given out and erased."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import pytest
from sqlalchemy import select

from bot import personal_data
from bot.house import House
from bot.reception import Inbound, receive
from bot.settings import Settings
from bot.store import tables
from bot.turns import take_turn
from bot.understanding import Understood

BIN = "you missed our recycling on Monday at 22 Portobello Road W11 1AA"


class Script:
    """Understands what the test says it understands."""

    async def read(self, text: str) -> Understood:
        act = "affirm" if text == "yes" else "report"
        return Understood(acts=((act, 1.0),), services=(("missed_bin", 1.0),))


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> House:
    monkeypatch.setenv("FRONTDOOR_DATA", str(tmp_path))
    return House.open(Settings.from_environment())


def reference_of_a_conversation(house: House) -> str:
    for number, text in enumerate((BIN, "yes")):
        received = receive(
            house.database, Inbound("sms", "+447700900123", text, f"SM{number}", house.now(), name="Rosa")
        )
        asyncio.run(take_turn(house, Script(), received.conversation_id))
    with house.database.read() as connection:
        return str(connection.execute(select(tables.enquiries.c.reference)).scalar_one())


def test_everything_is_given_out_and_nothing_personal_is_left(house: House) -> None:
    reference = reference_of_a_conversation(house)
    held = json.dumps(personal_data.export(house, reference))
    for personal in ("Portobello", "+447700900123", "Rosa"):
        assert personal in held
    personal_data.erase(house, reference)
    left = json.dumps(personal_data.export(house, reference))
    for personal in ("Portobello", "+447700900123", "Rosa"):
        assert personal not in left
    assert reference in left


def test_an_unknown_reference_is_said_to_be_unknown(house: House) -> None:
    with pytest.raises(personal_data.NotHeld):
        personal_data.export(house, "KC-XXX-XXX")
