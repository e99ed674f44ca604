"""All acts, in every state a conversation can be in: answered, and with the right thing afterwards."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from actions import ACTS, WITH_STAFF
from actions.converse import converse
from actions.talk import Moment, Talk
from bot import reference
from bot.conversation import Heard, State
from bot.council import load
from bot.understanding import Understood
from handoff.ownership import Rota

COUNCIL = load(Path(__file__).parents[2] / "council")
WORDS = COUNCIL.words("en")
NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)
BIN = "you missed our recycling at 22 Portobello Road W11 1AA"
SAID = {  # what somebody would type for the act, where its words matter
    "affirm": "yes",
    "deny": "no",
    "inform": "on wednesday",
    "correct_record": "the day is wednesday",
    "add_information": "I forgot to say, the lid is broken",
    "ask_language": "do you speak french?",
    "report": "the street light outside 40 Ladbroke Grove is out",
}
STATES = ("start", "asking", "playback", "handed over", "with staff", "closed")


def says(talk: Talk, text: str, act: str, service: str = "other", lang: str | None = None) -> Talk:
    services = ((service, 0.95 if service != "other" else 0.2),)
    return hears(talk, text, Understood(acts=((act, 0.95),), services=services, lang=lang))


def hears(talk: Talk, text: str, understood: Understood) -> Talk:
    references = tuple(reference.fresh(COUNCIL.prefix) for _ in range(4))
    moment = Moment(NOW, COUNCIL, Rota(COUNCIL), references)
    fresh = Talk(moment, talk.state, talk.floor, talk.enquiries, talk.via)
    return converse(fresh, [Heard(99, text, NOW, understood)])


def asked_where() -> Talk:
    lamp = Understood((("report", 0.9),), (("street_light", 0.9),))
    asked = hears(brought_to("start"), "the lamp is out", lamp)
    assert asked.state.asks == "where"
    return asked


def brought_to(state: str) -> Talk:
    talk = Talk(Moment(NOW, COUNCIL, Rota(COUNCIL), ()), State(), "bot", (), "web")
    if state == "start":
        return talk
    talk = says(talk, BIN, "report", "missed_bin")
    if state == "asking":
        return talk
    talk = says(talk, "tuesday", "inform")
    if state == "playback":
        return talk
    talk = says(talk, "yes", "affirm")
    if state == "with staff":
        return replace(talk, floor="staff", enquiries=tuple(replace(one, state="accepted") for one in talk.enquiries))
    if state == "closed":
        closed = tuple(replace(one, state="closed", outcome="done") for one in talk.enquiries)
        return replace(talk, floor="bot", enquiries=closed, state=replace(talk.state, asks="resolved"))
    return talk


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("state", STATES)
def test_every_act_is_answered_in_every_state(act: str, state: str) -> None:
    before = brought_to(state)
    after = says(before, SAID.get(act, act.replace("_", " ")), act, "street_light" if act == "report" else "other")
    if state == "with staff" and act not in WITH_STAFF:
        assert not after.said, "a person holds the conversation"
        return
    assert after.said
    assert all(len(one.text) > 3 and "{" not in one.text for one in after.said)


@pytest.mark.parametrize(
    "act", ["ask_escalation", "ask_bot", "ask_help", "ask_next_steps", "thanks", "pause", "greet", "feedback"]
)
def test_a_digression_returns_to_the_question(act: str) -> None:
    for state in ("asking", "playback"):
        before = brought_to(state)
        after = says(before, act.replace("_", " "), act)
        assert after.state.asks == before.state.asks
        assert after.record == before.record


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("command", ["STATUS", "ESCALATE", "HELP", "status", "Stop.", "START"])
def test_the_words_that_always_work(state: str, command: str) -> None:
    assert says(brought_to(state), command, "off_topic").said


@pytest.mark.parametrize(
    ("act", "text"), [("access_need", "I'm deaf, text only"), ("ask_language", "do you speak Somali?")]
)
def test_what_somebody_needs_from_us_reaches_the_person_whenever_it_is_said(act: str, text: str) -> None:
    for state in ("start", "asking", "playback"):
        talk = says(brought_to(state), text, act)
        if talk.state.asks == "interpreter":
            talk = says(talk, "no", "deny")
        for answer, meant, service in ((BIN, "report", "missed_bin"), ("tuesday", "inform", "other")):
            if talk.state.asks != "confirm":
                talk = says(talk, answer, meant, service)
        confirmed = says(talk, "yes", "affirm").enquiries[-1]
        assert confirmed.record.value("needs") == talk.state.needs[0], state


def test_an_interpreter_is_offered_once_and_the_language_is_named_in_words() -> None:
    needs_something_so = says(brought_to("start"), "so many stairs, I need somebody to come to me", "access_need")
    asked = says(needs_something_so, "waxaan rabaa inaan la hadlo qof", "report", lang="so")
    assert "language: Somali (interpreter offered)" in asked.state.needs
    again = says(says(asked, "no", "deny"), "waan ku mahadsan tahay", "thanks", lang="so")
    assert again.state.asks != "interpreter"


@pytest.mark.parametrize("act", ["ask_status", "feedback"])
@pytest.mark.parametrize("state", ["asking", "playback"])
def test_what_happened_is_written_down_though_it_sounds_like_something_else(act: str, state: str) -> None:
    told = "the young man came on the 2nd and said he would order a part"
    assert told in says(brought_to(state), told, act).record.value("what")
    for asked in ("how far is it with the part he wanted to order", "any news yet"):
        assert asked not in says(brought_to(state), asked, act).record.value("what")


@pytest.mark.parametrize(("sure", "chosen"), [(0.3, None), (0.6, "abandoned_vehicle")])
def test_a_service_that_was_offered_is_taken_only_when_it_is_meant(sure: float, chosen: str | None) -> None:
    offered = (("abandoned_vehicle", 0.2), ("noise", 0.15), ("street_cleaning", 0.1))
    asked = hears(brought_to("start"), "theres mopeds ragging it round here", Understood((("report", 0.9),), offered))
    assert asked.state.asks == "service"
    meant = Understood((("inform", 0.9),), (("abandoned_vehicle", sure),))
    assert hears(asked, "dunno their plates", meant).record.service == chosen


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("2", "en"),
        ("the second one please", "en"),
        ("second one, its really loud", "en"),
        ("the second one i think", "en"),
        ("noise, not the vehicle", "en"),
        ("la segunda", "es"),
        ("le deuxième", "fr"),
        ("la seconda", "it"),
        ("a segunda", "pt"),
        ("الثانية", "ar"),
    ],
)
def test_a_service_that_was_offered_is_chosen_by_its_place_or_its_name(text: str, lang: str) -> None:
    offered = (("abandoned_vehicle", 0.2), ("noise", 0.15), ("street_cleaning", 0.1))
    unsure = Understood((("report", 0.9),), offered, lang=lang)
    asked = hears(brought_to("start"), "theres mopeds ragging it round here", unsure)
    assert asked.state.asks == "service"
    assert hears(asked, text, Understood((("inform", 0.9),), (), lang=lang)).record.service == "noise"


def test_a_story_told_instead_of_an_answer_to_an_aside_does_not_hold_up_the_conversation() -> None:
    asked = says(brought_to("asking"), "waxaan rabaa inaan la hadlo qof", "report", lang="so")
    assert asked.state.asks == "interpreter"
    after = says(asked, "the young man came on the 2nd and said he would order a part", "feedback")
    assert after.state.asks == "collection_due"
    assert "order a part" in after.record.value("what")


def test_an_answer_that_came_before_its_question_is_kept_though_it_is_unclear_by_itself() -> None:
    cold = hears(
        brought_to("start"),
        "no heating since saturday",
        Understood((("report", 0.9),), (("heating_or_hot_water", 0.9),)),
    )
    assert cold.state.asks == "where"
    after = hears(cold, "just me and flatmate. no one ill", Understood((("deny", 0.2),), ()))
    assert after.record.value("vulnerable_people") == "just me and flatmate"
    assert WORDS.say("unclear") not in after.said[0].text


@pytest.mark.parametrize(
    ("text", "act", "sure"),
    [
        ("do you mean 9 Elgin Crescent W11 1AE, or the stairs by it?", "ask_next_steps", 0.9),
        ("is it 9 Elgin Crescent W11 1AE or what?", "inform", 0.2),
        ("lol you lot live at 9 Elgin Crescent W11 1AE with a pack of foxes", "off_topic", 0.9),
    ],
)
def test_no_fact_is_taken_from_a_question_or_a_joke(text: str, act: str, sure: float) -> None:
    before = asked_where()
    assert hears(before, text, Understood(((act, sure),), ())).record == before.record


@pytest.mark.parametrize(
    "text", ["9 Elgin Crescent W11 1AE, when will somebody come?", "are you still there? it's 9 Elgin Crescent W11 1AE"]
)
def test_an_address_beside_a_question_is_the_answer_all_the_same(text: str) -> None:
    before = asked_where()
    after = hears(before, text, Understood((("ask_next_steps", 0.9),), ()))
    assert after.record.value("where") == "9 Elgin Crescent, W11 1AE"


@pytest.mark.parametrize("act", ["report", "inform", "decline"])
@pytest.mark.parametrize("text", ["idk lol", "skip", "no idea which number it is", "dont know their names"])
def test_what_is_not_known_is_left_out(text: str, act: str) -> None:
    asked = asked_where()
    after = hears(asked, text, Understood(((act, 0.9),), (("noise", 0.4),)))
    assert after.record.holds("where") and not after.record.value("where") and after.state.asks != "where"


def test_a_fact_is_the_answer_whatever_else_the_words_could_be() -> None:
    asked = asked_where()
    assert hears(asked, "9 Elgin Crescent", Understood((("greet", 0.6),), ())).record.value("where")


def test_what_is_no_service_of_ours_is_for_the_person_who_is_awaited() -> None:
    told = Understood((("report", 0.6),), (("other", 0.6), ("homelessness", 0.1)))
    after = hears(brought_to("handed over"), "I can't get out of the house", told)
    assert after.record is None
    assert "I can't get out of the house" in after.open_enquiries[-1].record.value("what")


def test_no_fact_is_taken_from_danger() -> None:
    before = asked_where()
    fire = Understood((("report", 0.9),), (("building_safety", 0.9),), emergency="fire", danger=0.95)
    assert hears(before, "there is smoke at 9 Elgin Crescent W11 1AE", fire).record == before.record


def test_a_complaint_beside_something_else_is_answered_too() -> None:
    both = Understood((("thanks", 0.9),), (), escalate=0.9)
    after = hears(brought_to("handed over"), "thanks but nobody came and I want to complain", both)
    assert "Stage 1" in after.said[0].text


def test_a_second_problem_in_the_same_message_is_taken_up_after_the_first() -> None:
    two = Understood((("report", 0.9),), (("missed_bin", 0.9),), also=("street_light", "the light outside is out"))
    after = hears(brought_to("start"), f"{BIN}, also the light outside is out", two)
    assert after.record.service == "missed_bin"
    assert [(one.service, one.text) for one in after.state.later] == [("street_light", "the light outside is out")]
    assert WORDS.service("street_light", "short") in after.said[0].text


def test_each_problem_has_its_own_address() -> None:
    lamp = "the light outside 40 Ladbroke Grove is out"
    two = Understood((("report", 0.9),), (("missed_bin", 0.9),), also=("street_light", lamp))
    asked = hears(brought_to("start"), f"you missed our recycling on monday, also {lamp}", two)
    assert asked.record.value("where") == "" and "Ladbroke" not in asked.record.value("what")
    done = says(says(asked, "9 Elgin Crescent", "inform"), "yes", "affirm")
    assert done.record.service == "street_light" and "40 Ladbroke Grove" in done.record.value("where")


def asked_about_the_second() -> Talk:
    two = Understood((("report", 0.9),), (("missed_bin", 0.9),), also=("street_light", "the light outside is out"))
    first = hears(brought_to("start"), f"{BIN} on tuesday, also the light outside is out", two)
    return says(first, "yes", "affirm")


def test_the_second_is_asked_whether_it_is_at_the_same_place() -> None:
    asked = asked_about_the_second()
    assert (asked.record.service, asked.state.asks) == ("street_light", "where")
    assert "22 Portobello Road, W11 1AA" in asked.said[-1].text
    assert asked.said[-1].choices == ("22 Portobello Road, W11 1AA",)


@pytest.mark.parametrize(
    ("text", "act", "place"),
    [
        ("yes", "affirm", "22 Portobello Road, W11 1AA"),
        ("yeah its the same", "affirm", "22 Portobello Road, W11 1AA"),
        ("same address", "inform", "22 Portobello Road, W11 1AA"),
        ("misma dirección", "inform", "22 Portobello Road, W11 1AA"),
        ("yes, 9 Elgin Crescent", "affirm", "9 Elgin Crescent"),
        ("no, outside 40 Ladbroke Grove", "deny", "Outside 40 Ladbroke Grove"),
        ("no", "deny", ""),
    ],
)
def test_the_same_place_is_taken_when_they_say_so(text: str, act: str, place: str) -> None:
    assert says(asked_about_the_second(), text, act).record.value("where") == place


def test_when_somebody_comes_is_answered_of_what_was_handed_over() -> None:
    after = says(asked_about_the_second(), "ok when r they coming tho", "ask_next_steps")
    assert after.open_enquiries[-1].reference in after.said[0].text


@pytest.mark.parametrize(
    ("act", "human", "escalate"), [("ask_human", 0.97, 0.0), ("ask_escalation", 0.0, 0.97), ("inform", 0.0, 0.97)]
)
def test_a_wish_beside_an_answer_is_heard(act: str, human: float, escalate: float) -> None:
    asked = asked_where()
    wish = Understood(((act, 0.95),), (), human=human, escalate=escalate)
    after = hears(asked, "9 Elgin Crescent W11 1AE, and I want more than that", wish)
    assert after.floor == "waiting" if human else "Stage 1" in after.said[0].text


def test_a_new_matter_is_not_filed_with_the_last_one() -> None:
    swings = Understood((("report", 0.9),), (("other", 0.9),))
    after = hears(brought_to("handed over"), "the swings in the playground at Avondale Park are broken", swings)
    assert after.record is not None and "swings" in after.record.value("what")


def test_a_person_beside_something_else_is_fetched() -> None:
    both = Understood((("report", 0.9),), (("missed_bin", 0.9),), human=0.9)
    after = hears(brought_to("start"), f"{BIN}, can somebody ring me", both)
    assert after.floor == "waiting" and after.enquiries[-1].owner_name in after.said[0].text


def test_what_is_not_understood_twice_goes_to_a_person() -> None:
    nothing = Understood((("inform", 0.1),), ())
    once = hears(brought_to("start"), "wibble", nothing)
    assert once.floor == "bot" and WORDS.say("unclear.start") in once.said[0].text
    assert hears(once, "wobble", nothing).floor == "waiting"
