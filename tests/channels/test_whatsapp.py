"""WhatsApp: free words for 24 hours, approved messages after that, SMS when there is none; buttons; marks left alone."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot.channels import opened
from bot.channels.whatsapp import _MARKED, escaped
from tests.channels.conftest import Lines, Phone
from tests.channels.test_sending import update

UPDATE, QUESTION = "HX" + "a" * 32, "HX" + "b" * 32
TWO = "HX" + "2" * 32


@pytest.fixture
def council(council: Path) -> Path:
    """A council whose messages are approved: all but the survey."""
    path = council / "templates.yml"
    content = yaml.safe_load(path.read_text())
    content["update"]["en"]["sid"] = UPDATE
    content["question"]["en"]["sid"] = QUESTION
    content["choices"][2] = TWO
    path.write_text(yaml.safe_dump(content, allow_unicode=True))
    return council


@pytest.fixture
def rosa(line: Lines) -> Phone:
    line.twilio.approve(UPDATE, "The Council has news about {{1}}: {{2}} Write back here to answer.")
    line.twilio.approve(QUESTION, "The Council has a question about {{1}}: {{2}} Write back here to answer.")
    line.twilio.approve(TWO, "{{1}}")
    rosa = line.phone(via="whatsapp")
    rosa.confirms_a_missed_bin()
    return rosa


def nothing_is_approved(line: Lines) -> None:
    (line.house.settings.council / "templates.yml").unlink()
    line.channels = opened(line.house)


def test_within_24_hours_words_are_free(line: Lines, rosa: Phone) -> None:
    line.later(hours=23)
    update(line, rosa, "Your bags were collected.")
    line.works()
    assert rosa.screen[-1].body == "Your bags were collected." and not rosa.screen[-1].content_sid


def test_after_24_hours_an_approved_message_carries_it(line: Lines, rosa: Phone) -> None:
    line.later(hours=25)
    update(line, rosa, "Your bags\nwere collected.")
    update(line, rosa, "Which day suits you?", "question")
    line.works()
    news, question = rosa.screen[-2:]
    assert news.content_sid == UPDATE and re.search(r"news about KC-\S+: Your bags were collected\. Write", news.body)
    assert question.content_sid == QUESTION
    assert "approved message" in line.deliveries()[-1].reason


def test_after_24_hours_without_an_approved_one_it_goes_by_text(line: Lines, rosa: Phone) -> None:
    line.later(hours=25)
    nothing_is_approved(line)
    update(line, rosa, "Your bags were collected.")
    line.works()
    by_text = line.twilio.phone(rosa.number)
    assert [one.body for one in by_text] == ["Your bags were collected."]
    assert [(one.channel, one.state) for one in line.deliveries()[-2:]] == [("whatsapp", "failed"), ("sms", "queued")]
    assert line.history("not delivered") == [], "it did arrive"


def test_when_neither_is_possible_the_owner_is_told(line: Lines, rosa: Phone) -> None:
    line.later(hours=25)
    nothing_is_approved(line)
    line.twilio.fails(21614)
    update(line, rosa, "Your bags were collected.")
    line.works()
    assert "landline" in line.history("not delivered")[-1]


def test_writing_again_opens_the_window(line: Lines, rosa: Phone) -> None:
    line.later(hours=30)
    rosa.says("STATUS")
    assert not rosa.screen[-1].content_sid


def test_outside_the_window_by_whatsapps_own_clock(line: Lines, rosa: Phone) -> None:
    line.twilio.fails(63016)
    update(line, rosa, "Your bags were collected.")
    line.works()
    assert rosa.screen[-1].content_sid == UPDATE


def test_outside_the_window_reported_afterwards(line: Lines, rosa: Phone) -> None:
    update(line, rosa, "Your bags were collected.")
    line.works()
    first = rosa.screen[-1]
    line.twilio.tells(first, "failed", 63016)
    line.works()
    assert rosa.screen[-1].content_sid == UPDATE
    line.twilio.tells(first, "failed", 63016)  # told again, about the first
    line.works()
    assert len([one for one in rosa.screen if "bags were collected" in one.body]) == 2
    line.twilio.tells(rosa.screen[-1], "failed", 63016)
    line.works()
    assert [one.body for one in line.twilio.phone(rosa.number)] == ["Your bags were collected."]


def test_a_number_that_is_not_on_whatsapp_is_texted(line: Lines, rosa: Phone) -> None:
    line.twilio.fails(63003)
    update(line, rosa, "Your bags were collected.")
    line.works()
    assert [one.body for one in line.twilio.phone(rosa.number)] == ["Your bags were collected."]


def test_a_number_that_said_stop_by_text_is_not_texted_instead(line: Lines, rosa: Phone) -> None:
    by_text = line.phone(rosa.number)
    by_text.says("STOP")
    before = len(by_text.screen)
    line.twilio.fails(63003)
    update(line, rosa, "Your bags were collected.")
    line.works()
    assert len(by_text.screen) == before
    assert "not on WhatsApp" in line.history("not delivered")[-1]


def test_yes_and_no_can_be_tapped_and_typed(line: Lines) -> None:
    line.twilio.approve(TWO, "{{1}}")
    rosa = line.phone(via="whatsapp")
    rosa.says("they didn't take my black bags at 14b Golborne Rd")
    while rosa.transcript()[-1].asks != "confirm":
        rosa.says({"collection_due": "tuesday", "which_bin": "rubbish"}.get(str(rosa.transcript()[-1].asks), "no"))
    played = rosa.screen[-1]
    assert played.buttons == ("Yes", "No") and "Is that right?" in played.body
    rosa.sends("Yes", ButtonText="Yes", ButtonPayload="Yes", OriginalRepliedMessageSid=played.sid)
    line.works()
    assert "KC-" in rosa.screen[-1].body


def test_residents_words_are_not_reformatted(line: Lines) -> None:
    assert escaped("my *bin* is _full_ and ~not~ `empty`") == "my ∗bin∗ is ˍfullˍ and ∼not∼ ˋemptyˋ"
    assert escaped("2 * 3 and file_name and a~b") == "2 * 3 and file_name and a~b"
    assert escaped("see https://x.example/_a_/*b* now") == "see https://x.example/_a_/*b* now"


@given(st.text(alphabet="ab *_~`\n.", max_size=60))
def test_no_pair_of_marks_is_left(text: str) -> None:
    assert not _MARKED.search(escaped(text))
    assert len(escaped(text)) == len(text)
