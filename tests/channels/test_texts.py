"""A conversation by text message and on WhatsApp, from the first word to a named person."""

from __future__ import annotations

import re

import pytest

from bot.channels.segments import cost
from tests.channels.conftest import Lines


@pytest.mark.parametrize("via", ["sms", "whatsapp"])
def test_a_missed_bin_by_phone(line: Lines, via: str) -> None:
    rosa = line.phone(via=via)
    confirmed = rosa.confirms_a_missed_bin("they never took our black bags this week, ive got a baby. 14b golborne rd")
    assert any("automated assistant" in one.body for one in rosa.screen)
    assert re.search(r"KC-\w{3}-\w{3}", confirmed)
    assert "Waste and recycling" in confirmed
    assert all(row.state == "queued" and row.provider_id for row in line.deliveries())


def test_an_answer_by_text_takes_two_segments_and_a_playback_is_whole(line: Lines) -> None:
    rosa = line.phone()
    rosa.confirms_a_missed_bin()
    for text in rosa.screen:
        assert "“" not in text.body and "’" not in text.body
        assert cost(text.body).encoding == "GSM-7"
    answers = [one for one in rosa.screen if "written down about" not in one.body]
    assert [cost(one.body).segments for one in answers if cost(one.body).segments > 2] == []
