"""Every message's fate is known: what Twilio refuses, delays, loses or reports late."""

from __future__ import annotations

import random
from datetime import timedelta

import pytest

from bot import outbox
from tests.channels.conftest import SMS, Lines, Phone
from tests.providers.twilio import Message


def update(line: Lines, rosa: Phone, text: str, purpose: str = "update") -> None:
    """News from the owner's side."""
    with line.house.database.write() as transaction:
        outbox.put(
            transaction,
            rosa.conversation,
            author="system",
            name="Front door",
            text=text,
            at=line.house.now(),
            purpose=purpose,
        )


def test_what_becomes_of_a_message_never_goes_back(line: Lines) -> None:
    rosa = line.phone()
    rosa.says("hello")
    news = ["queued", "sent", "delivered", "read"]
    for seed in range(6):
        update(line, rosa, f"number {seed}")
        line.works()
        shuffled = [*news, "sent", "sending"]
        random.Random(seed).shuffle(shuffled)
        for status in shuffled:
            assert line.twilio.tells(rosa.screen[-1], status).status_code == 200
        assert line.deliveries()[-1].state == "read"
    assert line.twilio.tells(rosa.screen[-1], "undelivered", 30003).status_code == 200
    assert line.deliveries()[-1].state == "read", "a phone that showed it has it"


def test_news_of_a_message_before_its_own_answer_was_stored(line: Lines) -> None:
    rosa = line.phone()
    rosa.says("hello")
    sent = rosa.screen[-1]
    line.put(state="sending", provider_id=None)
    line.twilio.tells(sent, "delivered")
    assert (line.deliveries()[-1].state, line.deliveries()[-1].provider_id) == ("delivered", sent.sid)


def test_news_about_a_message_that_is_not_ours_changes_nothing(line: Lines) -> None:
    rosa = line.phone()
    rosa.says("hello")
    stranger = Message(rosa.number, SMS, "not ours", callback=rosa.screen[-1].callback)
    assert line.twilio.tells(stranger, "failed", 30003).status_code == 200
    assert line.deliveries()[-1].state == "queued"


@pytest.mark.parametrize("code", [20429, 20500, 20503, 20003])
def test_what_was_never_accepted_is_tried_again_later_and_later(line: Lines, code: int) -> None:
    rosa = line.phone()
    line.twilio.fails(code, times=3)
    rosa.says("hello")
    waits = []
    for _ in range(3):
        waiting = line.deliveries()[-1]
        assert waiting.state == "due" and waiting.reason
        waits.append(waiting.next_at - waiting.updated_at)
        line.works()
        assert line.deliveries()[-1].attempts == len(waits), "not before its time"
        line.later(seconds=waits[-1].total_seconds() + 1)
        line.works()
    assert waits == sorted(waits) and waits[0] < waits[-1]
    assert line.deliveries()[-1].state == "queued" and len(rosa.screen) == 1


def test_nobody_there_to_send_to_is_tried_again_and_in_the_end_given_up(line: Lines) -> None:
    rosa = line.phone()
    rosa.confirms_a_missed_bin()
    sent = len(rosa.screen)
    rosa.sends("is anyone there?")
    line.twilio.goes_away()
    for _ in range(8):
        line.works()
        line.later(hours=1)
    last = line.deliveries()[-1]
    assert (last.state, last.reason) == ("failed", "Twilio could not be reached.") and last.attempts == 6
    assert len(rosa.screen) == sent
    assert any("Twilio could not be reached" in one for one in line.history("not delivered"))


@pytest.mark.parametrize(("code", "state"), [(21211, "failed"), (21614, "failed"), (21610, "withheld")])
def test_what_is_refused_for_good_is_not_tried_again_and_its_owner_sees_it(line: Lines, code: int, state: str) -> None:
    rosa = line.phone()
    rosa.confirms_a_missed_bin()
    line.twilio.fails(code)
    update(line, rosa, "Your bags were collected.")
    line.works()
    tries = line.twilio.tries
    line.later(hours=2)
    line.works()
    assert line.twilio.tries == tries
    last = line.deliveries()[-1]
    assert last.state == state and last.reason.endswith(".") and str(code) not in last.reason
    assert last.reason in line.history("not delivered")[-1]


def test_filtered_as_spam_is_known_and_told(line: Lines) -> None:
    rosa = line.phone()
    rosa.confirms_a_missed_bin()
    line.twilio.tells(rosa.screen[-1], "undelivered", 30007)
    assert line.deliveries()[-1].state == "failed"
    assert "spam" in line.history("not delivered")[-1]
    assert "spam" in rosa.transcript()[-1].reason, "staff see it beside the message"


def test_slow_is_not_lost(line: Lines) -> None:
    rosa = line.phone()
    line.twilio.fails("slow", seconds=2)
    assert rosa.says("hello")
    assert line.deliveries()[-1].state == "queued"


def test_a_connection_cut_after_the_request_is_asked_about_and_never_sent_twice(line: Lines) -> None:
    rosa = line.phone()
    line.twilio.fails("drop")
    rosa.says("hello")
    assert line.deliveries()[-1].state == "unknown"
    line.later(hours=1)
    line.works()
    assert len(rosa.screen) == 1, "not sent again blindly"
    line.asks()
    found = line.deliveries()[-1]
    assert (found.state, found.provider_id) == ("queued", rosa.screen[0].sid)
    line.works()
    assert len(rosa.screen) == 1


def test_no_answer_in_time_may_have_gone_too(line: Lines) -> None:
    rosa = line.phone()
    line.twilio.fails("slow", seconds=11)
    rosa.says("hello")
    assert line.deliveries()[-1].state == "unknown"
    line.later(seconds=15)
    line.asks()
    assert line.deliveries()[-1].state == "queued" and len(rosa.screen) == 1


def test_what_twilio_never_had_is_sent_once_that_is_certain(line: Lines) -> None:
    rosa = line.phone()
    line.twilio.fails(20502)
    rosa.says("hello")
    assert line.deliveries()[-1].state == "unknown", "a gateway's answer says nothing about what stands behind it"
    line.later(seconds=20)
    line.asks()
    assert line.deliveries()[-1].state == "unknown", "it may still turn up"
    line.later(seconds=60)
    line.asks()
    line.works()
    assert line.deliveries()[-1].state == "queued" and len(rosa.screen) == 1


def test_the_same_words_said_twice_are_two_messages(line: Lines) -> None:
    rosa = line.phone()
    rosa.says("hello")
    update(line, rosa, "The crew is on its way.")
    line.works()
    line.twilio.fails("drop")
    update(line, rosa, "The crew is on its way.")
    line.works()
    line.later(seconds=20)
    line.asks()
    assert line.deliveries()[-1].provider_id == rosa.screen[-1].sid
    assert len({one.provider_id for one in line.deliveries()}) == len(rosa.screen)


def test_a_process_that_died_while_sending_leaves_a_question_not_a_second_text(line: Lines) -> None:
    rosa = line.phone()
    rosa.says("hello")
    line.put(state="sending", provider_id=None, updated_at=line.house.now() - timedelta(minutes=5))
    line.asks()
    assert line.deliveries()[-1].state == "unknown"
    line.later(seconds=15)
    line.asks()
    assert line.deliveries()[-1].state == "queued" and len(rosa.screen) == 1


def test_a_provider_that_cannot_say_ends_with_a_person(line: Lines) -> None:
    rosa = line.phone()
    rosa.confirms_a_missed_bin()
    line.twilio.fails("drop")
    update(line, rosa, "Your bags were collected.")
    line.works()
    line.put(next_at=line.house.now() - timedelta(minutes=30))
    line.twilio.goes_away()
    line.asks()
    last = line.deliveries()[-1]
    assert last.state == "failed" and "may or may not" in last.reason
    assert "may or may not" in line.history("not delivered")[-1]


def test_to_one_number_in_the_order_it_was_said(line: Lines) -> None:
    rosa = line.phone()
    rosa.says("hello")
    line.twilio.fails(20429)
    for number in range(4):
        update(line, rosa, f"number {number}")
    line.works()
    assert [one.body for one in rosa.screen if "number" in one.body] == [], "what comes after waits its turn"
    line.later(minutes=1)
    line.works()
    assert [one.body for one in rosa.screen if "number" in one.body] == [f"number {number}" for number in range(4)]


def test_a_long_text_goes_in_several_messages_in_order(line: Lines) -> None:
    rosa = line.phone()
    rosa.says("hello")
    long = "\n\n".join(f"Paragraph {number}. " + "All of it is here, word for word. " * 9 for number in range(14))
    before = len(rosa.screen)
    update(line, rosa, long)
    update(line, rosa, "And this comes after.")
    line.works()
    got = [one.body for one in rosa.screen][before:]
    assert len(got) > 3
    assert got[-1] == "And this comes after." and all(len(one) <= 1600 for one in got)
    assert "".join("\n\n".join(got[:-1]).split()) == "".join(long.split())
    assert all(one.startswith("Paragraph") for one in got[:-1])


def test_when_one_part_is_refused_the_rest_is_not_sent(line: Lines) -> None:
    rosa = line.phone()
    rosa.confirms_a_missed_bin()
    before = len(rosa.screen)
    long = "A sentence that is part of a long text. " * 70
    update(line, rosa, long)
    line.twilio.fails("slow", seconds=0)
    line.twilio.fails(21614)
    line.works()
    assert [one.state for one in line.deliveries()][-2:] == ["queued", "failed"] and len(rosa.screen) == before + 1
    assert len(line.history("not delivered")) == 1
