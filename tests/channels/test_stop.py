"""STOP, START and HELP by text: nothing more goes to a number that said STOP, except what it later asks for."""

from __future__ import annotations

import pytest

from bot.store import tables
from tests.channels.conftest import Lines
from tests.channels.test_sending import update


@pytest.mark.parametrize("word", ["STOP", "stop.", "Stopall", "UNSUBSCRIBE", "quit", "“stop”"])
def test_after_stop_no_news_goes_to_the_number_and_the_owner_sees_why(line: Lines, word: str) -> None:
    rosa = line.phone()
    rosa.confirms_a_missed_bin()
    assert "START" in rosa.says(word), "one answer to the STOP itself, and no more"
    before = len(rosa.screen)
    update(line, rosa, "Your bags were collected.")
    line.works()
    line.later(days=3)
    line.works()
    assert len(rosa.screen) == before
    assert line.deliveries()[-1].state == "withheld"
    assert "STOP" in line.history("not delivered")[-1]
    assert any(word in one for one in line.history("preference"))
    assert rosa.transcript()[-1].text == "Your bags were collected.", "it stands on their own page"


def test_what_was_written_before_the_stop_and_waits_is_not_sent(line: Lines) -> None:
    rosa = line.phone()
    rosa.confirms_a_missed_bin()
    before = len(rosa.screen)
    update(line, rosa, "Your bags were collected.")
    rosa.sends("STOP")
    line.works()
    assert [one.body for one in rosa.screen[before:]] == [rosa.screen[-1].body] and "START" in rosa.screen[-1].body


def test_what_the_number_asks_for_afterwards_is_sent(line: Lines) -> None:
    rosa = line.phone()
    rosa.confirms_a_missed_bin()
    rosa.says("STOP")
    assert "KC-" in rosa.says("STATUS")
    update(line, rosa, "News that nobody asked for.")
    line.works()
    assert "KC-" in rosa.screen[-1].body


def test_start_undoes_it(line: Lines) -> None:
    rosa = line.phone()
    rosa.confirms_a_missed_bin()
    rosa.says("STOP")
    rosa.says("START")
    update(line, rosa, "Your bags were collected.")
    line.works()
    assert rosa.screen[-1].body == "Your bags were collected."


def test_a_staff_reply_after_stop_waits_until_the_resident_writes_again(line: Lines) -> None:
    from bot import outbox

    rosa = line.phone()
    rosa.confirms_a_missed_bin()
    rosa.says("STOP")
    line.later(seconds=1)

    def replies(text: str) -> None:
        with line.house.database.write() as transaction:
            outbox.put(transaction, rosa.conversation, author="staff", name="Sam", text=text, at=line.house.now())
        line.works()

    replies("Are you there?")
    assert rosa.screen[-1].body != "Are you there?"
    rosa.says("what about my bags then")
    replies("They come tomorrow.")
    assert rosa.screen[-1].body == "They come tomorrow."


def test_help_is_answered(line: Lines) -> None:
    assert "automated assistant" in line.phone().says("HELP")


def test_cancel_while_something_is_being_written_means_that(line: Lines) -> None:
    rosa = line.phone()
    rosa.says("they didn't take my black bags at 14b Golborne Rd")
    rosa.says("CANCEL")
    with line.house.database.read() as connection:
        assert connection.execute(tables.addresses.select()).one().stopped_at is None
    assert rosa.says("hello again"), "and the conversation goes on"


def test_cancel_with_nothing_in_hand_is_a_stop_word(line: Lines) -> None:
    rosa = line.phone()
    rosa.confirms_a_missed_bin()
    rosa.says("CANCEL")
    before = len(rosa.screen)
    update(line, rosa, "Your bags were collected.")
    line.works()
    assert len(rosa.screen) == before


def test_a_carrier_that_stopped_the_number_by_itself_is_believed(line: Lines) -> None:
    rosa = line.phone()
    rosa.confirms_a_missed_bin()
    rosa.sends("cancel", OptOutType="STOP")
    update(line, rosa, "Your bags were collected.")
    line.works()
    assert all(one.body != "Your bags were collected." for one in rosa.screen)
    rosa.says("yes", OptOutType="START")
    update(line, rosa, "Your bags were collected.")
    line.works()
    assert rosa.screen[-1].body == "Your bags were collected."


def test_twilio_says_that_the_number_said_stop(line: Lines) -> None:
    line.twilio.carrier = True
    rosa = line.phone()
    rosa.confirms_a_missed_bin()
    line.twilio.blocked.add(rosa.number)  # said to the phone company, not to us
    update(line, rosa, "Your bags were collected.")
    line.works()
    assert line.deliveries()[-1].state == "withheld" and "STOP" in line.history("not delivered")[-1]
    tries = line.twilio.tries
    update(line, rosa, "And the street was swept.")
    line.works()
    assert line.twilio.tries == tries, "not even tried"
    line.twilio.writes(rosa.number, "START", rosa.to)
    line.works()
    update(line, rosa, "All is well.")
    line.works()
    assert rosa.screen[-1].body == "All is well."


def test_stop_is_about_one_number_on_one_channel(line: Lines) -> None:
    rosa, ali = line.phone(), line.phone("+447700900456")
    rosa.confirms_a_missed_bin()
    ali.confirms_a_missed_bin()
    rosa.says("STOP")
    update(line, ali, "Your bags were collected.")
    line.works()
    assert ali.screen[-1].body == "Your bags were collected."
