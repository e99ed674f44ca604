"""The second look: asking for what is known, words that say nothing, and words that everyone got."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.council import Words, load
from bot.record import Fact, Record
from handoff.second_thoughts import About, second_thoughts
from handoff.standards import read
from tests.desk.cast import Desk, said

COUNCIL = Path(__file__).parents[2] / "council"
FACTS = {
    "what": "nobody took our black bags again for two weeks",
    "where": "14A Golborne Road, W10 5NH",
    "collection_due": "Tuesday",
    "name": "Rosa Delgado",
    "contact": "07700 900123",
    "wanted": "a refund for the bags",
}
EARLIER = (
    "We looked into the missed collection in your street with our contractor and the crew has been told "
    "to return for anything that was left behind at the kerb."
)


@pytest.fixture(scope="module")
def words() -> Words:
    return load(COUNCIL).words("en")


def about(words: Words, *, declined: tuple[str, ...] = (), **facts: str) -> About:
    held = {name: Fact(name, value, value, 1) for name, value in {**FACTS, **facts}.items() if value}
    record = Record("missed_bin", held, frozenset(declined))
    return About("KC-7QF-2MD", record, words, (EARLIER,), read(COUNCIL).stock)


@pytest.mark.parametrize(
    ("reply", "known"),
    [
        ("Hello Rosa, can you confirm your address please?", "14A Golborne Road"),
        ("Hello Rosa. What is your address?", "14A Golborne Road"),
        ("Please provide your full address and postcode.", "14A Golborne Road"),
        ("Hello Rosa, what's your postcode", "14A Golborne Road"),
        ("I need your address to look into this on Tuesday.", "14A Golborne Road"),
        ("Let me know your address, Rosa.", "14A Golborne Road"),
        ("Could you tell me your name?", "Rosa Delgado"),
        ("Rosa, which day should your bin be collected?", "Tuesday"),
        ("What is your collection day?", "Tuesday"),
        ("Can I have your phone number? Could you send me your mobile number?", "07700 900123"),
        ("Please explain your problem.", "black bags"),
        ("What would you like us to do, Rosa?", "refund"),
    ],
)
def test_asking_for_what_is_known(words: Words, reply: str, known: str) -> None:
    doubts = [one for one in second_thoughts(reply, about(words)) if one.kind == "asks_again"]
    assert doubts and known in doubts[0].text


@pytest.mark.parametrize(
    "reply",
    [
        "Hello Rosa, the crew comes to 14A Golborne Road on Tuesday.",
        "We have your address, Rosa: 14A Golborne Road.",
        "Would you like me to use another address, Rosa?",
        "Could you send me your email address, Rosa?",
        "Rosa, can you tell me which crew member you spoke to?",
        "Thank you, Rosa. Is the gate locked on Tuesday?",
        "Yes.",
        "Of course, no problem!",
        "I rang the depot this morning. They come back today before noon.",
        "About KC-7QF-2MD: it is with me, and I ring the depot now.",
        "The refund is on its way and should be with you shortly.",
    ],
)
def test_what_needs_no_second_look(words: Words, reply: str) -> None:
    assert second_thoughts(reply, about(words)) == ()


@pytest.mark.parametrize(
    ("reply", "kind"),
    [
        ("We apologise for any inconvenience. Your comments matter to all of us here.", "stock"),
        ("Thank you for contacting the Council about this.", "stock"),
        ("Your request\nhas been passed to the relevant team.", "stock"),
        ("Hello, we have looked at this and somebody will come along to sort it all out.", "nothing_of_theirs"),
        ("Dear resident, this is being dealt with by our contractor and should be resolved.", "nothing_of_theirs"),
        (EARLIER, "said_before"),
        (EARLIER.replace("in your street", "in Golborne Road"), "said_before"),
    ],
)
def test_words_that_could_be_for_anyone(words: Words, reply: str, kind: str) -> None:
    assert kind in {one.kind for one in second_thoughts(reply, about(words))}


def test_what_they_would_rather_not_say_is_not_asked_either(words: Words) -> None:
    known = about(words, declined=("name",), name="")
    doubts = second_thoughts("Could you give me your name, for Golborne Road?", known)
    assert [one.kind for one in doubts] == ["declined"]


def test_a_page_is_no_phone_number(words: Words) -> None:
    known = about(words, contact="here, on this page")
    assert second_thoughts("Rosa, what phone number can I call you on about Golborne Road?", known) == ()


def test_the_writer_decides(desk: Desk) -> None:
    rosa = desk.resident()
    reference = rosa.is_handed_over()
    sam = desk.member("sam")
    asking = "Good morning, what is your address?"
    look = sam.does("reply", reference, text=asking, sent_id="a")
    assert "You have their address: 14A Golborne Road" in said(look) and "Send anyway?" in said(look)
    assert rosa.transcript()[-1].author != "staff"
    changing = sam.does("reply", reference, text=asking, sent_id="a", change="1")
    assert f"{asking}</textarea>" in changing.text
    sam.does("reply", reference, text=asking, sent_id="a", anyway="1")
    assert rosa.transcript()[-1].text == asking


def test_the_same_words_to_a_second_resident_are_noticed(desk: Desk) -> None:
    first, second = desk.resident(), desk.resident()
    one, two = first.is_handed_over(), second.is_handed_over()
    sam = desk.member("sam")
    text = "The crew was held up by roadworks on Golborne Road and comes back on Thursday before noon."
    sam.does("reply", one, text=text)
    assert first.was_told() == text
    assert "Nearly the same words" in said(sam.does("reply", two, text=text))
    assert second.was_told() != text
