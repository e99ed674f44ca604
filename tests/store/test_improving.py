"""What was understood with doubt comes back as training data, without what says who somebody is."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
import yaml

from bot.house import House
from bot.improving import as_training_data, doubts, guess
from bot.reception import Inbound, receive
from bot.settings import Settings
from bot.turns import take_turn
from bot.understanding import Understood


class Doubtful:
    """Sure of greetings, in doubt about everything else."""

    async def read(self, text: str) -> Understood:
        if text == "hello":
            return Understood(acts=(("greet", 0.99),), services=(("other", 0.9),))
        return Understood(acts=(("report", 0.9),), services=(("tree", 0.3), ("noise", 0.29)))


def test_doubts_are_listed_masked_and_loadable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FRONTDOOR_DATA", str(tmp_path))
    house = House.open(Settings.from_environment())
    said = "my name is Rosa Diaz, 07700 900123, the [branch](x) at 14 Golborne Road W10 5NH taps my window\nall night"
    for number, text in enumerate(("hello", said)):
        received = receive(house.database, Inbound("sms", "+447700900123", text, f"SM{number}", house.now()))
        asyncio.run(take_turn(house, Doubtful(), received.conversation_id))
    written = as_training_data((guess(one.understood), one.text) for one in doubts(house))
    block = yaml.safe_load(written)["nlu"]
    assert [one["intent"] for one in block] == ["tree"]
    for personal in ("Rosa", "07700", "Golborne", "W10", "[", "\nall"):
        assert personal not in block[0]["examples"]
    assert "taps my window all night" in block[0]["examples"]
