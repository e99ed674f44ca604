"""After danger: which words are said, who is invited to write more, and the way back when nobody is in it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from actions.converse import converse
from actions.talk import Moment, Talk
from bot import reference
from bot.conversation import Heard, Note, State
from bot.council import load
from bot.understanding import Understood
from bot.understanding.danger_words import DangerWords
from handoff.ownership import Rota

COUNCIL = load(Path(__file__).parents[2] / "council")
WORDS = COUNCIL.words("en")
PHRASES = DangerWords.load()
NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)
COLD = "no heating since saturday at 9 Tavistock Crescent W11 1AE"
NOBODY = """
everyones safe | everyone is ok now
no one is in danger | nobody's hurt | No! | no one ill, just me | we're all fine thanks | it's not an emergency | false alarm
personne n'est en danger | tout va bien | nadie está en peligro | estamos bien | nessuno è in pericolo | stiamo bene
ninguém está em perigo | estamos todos bem | لا أحد في خطر | كلنا بخير
"""
STILL = """
I'm not safe | nobody came and my mum is ill | everyone is trapped | my son is not well | he's hurt | we are not ok
"""


def _each(lines: str) -> list[str]:
    return [one.strip() for line in lines.strip().splitlines() for one in line.split(" | ")]


def danger(name: str, which: float = 0.95, text: str = "help", service: str = "other") -> Talk:
    read = Understood((("report", 0.9),), ((service, 0.9),), emergency=name, which=which, danger=0.95)
    return _says(Talk(_moment(), State(), "bot", (), "web"), text, read)


def calmly(talk: Talk, text: str, act: str = "report", sure: float = 0.0) -> Talk:
    """Something said afterwards; `sure`: how dangerous it sounds."""
    read = Understood(((act, 0.9),), (), danger=sure, safe=PHRASES.safe(text))
    return _says(talk, text, read)


def _says(talk: Talk, text: str, read: Understood) -> Talk:
    fresh = Talk(_moment(), talk.state, talk.floor, talk.enquiries, talk.via)
    return converse(fresh, [Heard(len(talk.enquiries) + 1, text, NOW, read)])


def _moment() -> Moment:
    return Moment(NOW, COUNCIL, Rota(COUNCIL), tuple(reference.fresh(COUNCIL.prefix) for _ in range(3)))


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("are you calling them or am i", "ask_bot"),
        ("have you called the fire brigade", "report"),
        ("¿van a venir los bomberos?", "inform"),
        ("is somebody coming", "ask_next_steps"),
    ],
)
def test_nobody_waits_for_help_that_we_did_not_call(text: str, act: str) -> None:
    after = calmly(danger("fire"), text, act)
    assert after.said[0].text.startswith(f"{WORDS.say('danger.no_calls')}\n\n{WORDS.emergency('fire')}")


def test_that_we_do_not_call_is_not_said_twice_running() -> None:
    once = calmly(danger("fire"), "is somebody coming", "ask_next_steps")
    assert WORDS.say("danger.no_calls") not in calmly(once, "who are you", "ask_bot").said[0].text


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("not everyone is ok", "report"),
        ("is everyone safe?", "report"),
        ("we are ok but the neighbour is trapped", "report"),
        ("no i cant, my phone has no credit", "deny"),
    ],
)
def test_whoever_may_still_be_in_danger_is_not_stood_down(text: str, act: str) -> None:
    after = calmly(danger("fire", text="smoke at Trellick Tower", service="building_safety"), text, act)
    assert after.record is None and after.floor == "waiting"


def test_that_nobody_is_in_danger_is_not_asked_again() -> None:
    after = calmly(
        danger("fire", text="smoke at Trellick Tower", service="building_safety"), "everyone is safe", "deny"
    )
    assert after.record.value("danger_now") == "no" and after.state.asks != "danger_now"


def test_an_address_after_danger_is_only_thanked_for() -> None:
    after = calmly(danger("fire"), "9 Elgin Crescent, top floor", "inform")
    assert WORDS.say("danger.no_calls") not in after.said[0].text


@pytest.mark.parametrize("name", [name for name in COUNCIL.emergencies if name != "danger"])
@pytest.mark.parametrize("which", [0.95, 0.4])
def test_nobody_is_asked_for_details_that_somebody_else_could_read(name: str, which: float) -> None:
    after = danger(name, which)
    invites = WORDS.say("danger.carry_on") in after.said[0].text
    assert invites == (name != "domestic_abuse")
    assert after.enquiries[0].owner_name in after.said[0].text


def test_where_it_is_not_clear_which_danger_it_is_the_words_for_any_are_said() -> None:
    clear, unclear = (danger("gas", which).said[0].text for which in (0.95, 0.4))
    assert WORDS.emergency("gas") in clear
    assert WORDS.emergency("danger") in unclear
    assert WORDS.emergency("gas") not in unclear


def test_more_of_the_same_danger_is_no_second_one_though_it_could_be_taken_for_it() -> None:
    before = danger("flood", text="the ceiling is bulging, water is coming through", service="housing_repair")
    read = Understood((("report", 0.9),), (("homelessness", 0.5),), emergency="homeless_tonight", which=0.7, danger=0.9)
    after = _says(before, "it's on the sofa now, I'm in the hall with my son", read)
    (told,) = after.enquiries
    assert "in the hall with my son" in told.record.value("what")
    assert WORDS.emergency("flood") in after.said[0].text


def test_another_danger_that_is_clear_gets_its_own_words() -> None:
    before = danger("flood", text="the ceiling is bulging, water is coming through", service="housing_repair")
    read = Understood((("report", 0.9),), (("building_safety", 0.9),), emergency="fire", which=0.95, danger=0.95)
    assert WORDS.emergency("fire") in _says(before, "the lamp is on fire", read).said[0].text


@pytest.mark.parametrize("text", _each(NOBODY))
def test_when_nobody_is_in_danger_the_matter_is_written_down_as_usual(text: str) -> None:
    before = danger("no_heat_vulnerable", text=COLD, service="heating_or_hot_water")
    after = calmly(before, text)
    assert after.record and after.record.service == "heating_or_hot_water"
    assert after.record.value("what").startswith(COLD)
    assert "9 Tavistock Crescent" in after.record.value("where")
    assert after.floor == "bot" and after.state.asks, "the conversation goes on"
    (told,) = after.enquiries
    assert told.kind == "danger" and told.state == "waiting", "only a person closes it"
    assert Note(told.reference, "nobody in danger", text) in after.deeds
    assert after.said[0].text.startswith(WORDS.say("danger.none", owner=told.owner_name, reference=told.reference))


def test_what_was_said_meanwhile_is_not_asked_again() -> None:
    before = danger("flood", text="my ceiling is bulging and water coming through", service="housing_repair")
    before = calmly(before, "14 Hazlewood Tower, Golborne Gardens W10 5DT", "inform")
    after = calmly(before, "no one is in danger")
    assert after.record and "Golborne Gardens" in after.record.value("where")
    assert "bulging" in after.record.value("what")


@pytest.mark.parametrize("text", _each(STILL))
def test_what_only_sounds_like_it_leads_nowhere_else(text: str) -> None:
    before = danger("no_heat_vulnerable", text=COLD, service="heating_or_hot_water")
    assert calmly(before, text).record is None


def test_somebody_who_may_not_be_alone_is_not_taken_at_their_word() -> None:
    after = calmly(danger("domestic_abuse", text="he hits me", service="domestic_abuse"), "no one is in danger")
    assert after.record is None and after.floor == "waiting"


def test_danger_said_again_is_danger_whatever_else_is_said() -> None:
    before = danger("fire", text="smoke on the stairs", service="building_safety")
    after = calmly(before, "no one is hurt, the kitchen is burning", sure=0.9)
    assert after.record is None and after.said[0].urgent


def test_a_record_that_was_being_taken_goes_on() -> None:
    taking = calmly(Talk(_moment(), State(), "bot", (), "web"), "my bin was missed at 4 Elgin Crescent")
    read = Understood((("report", 0.9),), (("noise", 0.9),), emergency="violence", danger=0.95)
    during = _says(taking, "they are shouting outside", read)
    after = calmly(during, "no one is in danger")
    assert after.record and "bin was missed" in after.record.value("what")
    assert [one.text for one in after.state.later] == ["they are shouting outside"]
    assert after.floor == "bot"


def test_more_of_it_is_kept_and_said_differently_the_second_time() -> None:
    first = calmly(danger("flood", text="water everywhere", service="housing_repair"), "top floor, number 9", "inform")
    second = calmly(first, "it comes from the flat above", "inform")
    assert first.said[0].text != second.said[0].text
    assert "top floor" in second.enquiries[0].record.value("what")
    assert "flat above" in second.enquiries[0].record.value("what")


def test_an_address_is_a_detail_of_it_whatever_else_it_could_be_about() -> None:
    before = danger("collapse", text="the ceiling is coming down", service="dangerous_structure")
    read = Understood((("report", 0.9),), (("pothole_or_pavement", 0.9),))
    after = _says(before, "Maria Lopez flat 3 12 Elgin Crescent W11", read)
    assert after.record is None
    assert "Elgin Crescent" in after.enquiries[0].record.value("where")


@pytest.mark.parametrize("act", ["affirm", "thanks", "goodbye", "greet", "pause", "decline"])
def test_courtesies_are_answered_and_not_filed(act: str) -> None:
    before = danger("flood", text="water everywhere", service="housing_repair")
    after = calmly(before, act, act)
    assert after.said
    assert after.enquiries[0].record == before.enquiries[0].record
