"""The main job: say it, see it written down, correct it, get a reference and a named person."""

from __future__ import annotations

import re

import pytest

from bot import reference
from tests.cast import FrontDoor, Resident, eventually

pytestmark = pytest.mark.timeout(420)


def until_confirm(rosa: Resident, answers: dict[str, str]) -> str:
    """Answers whatever is asked until the playback comes."""
    for _ in range(8):
        last = rosa.messages()[-1]
        if last["asks"] == "confirm":
            return str(last["text"])
        rosa.says(answers[last["asks"]])
    raise AssertionError(f"never played back: {rosa.messages()[-1]}")


def test_a_missed_bin_from_the_first_word_to_a_named_person(rosa: Resident) -> None:
    heard = rosa.says(
        "they didn't take my black bags this week, it's starting to smell and I have a baby. 14b Golborne Rd"
    )
    assert "automated assistant" in heard
    played = until_confirm(rosa, {"collection_due": "tuesday", "which_bin": "rubbish"})
    assert "14B Golborne Road" in played
    assert "starting to smell" in played, "the resident's own words"

    assert "Ombudsman" in rosa.says("how do I complain?")
    assert rosa.messages()[-1]["asks"] == "confirm", "back to where it was"

    assert "14A Golborne Road" in rosa.says("its 14a")
    assert "Wednesday" in rosa.says("yes but the day is wednesday")
    confirmed = rosa.says("yes")

    written = re.search(r"KC-\w{3}-\w{3}", confirmed)
    assert written and reference.is_valid(written[0])
    standing = rosa.standing()
    assert standing["state"] == "handed_over"
    assert standing["record"]["confirmed"] and standing["record"]["reference"] == written[0]
    assert standing["owner"]["team"] == "Waste and recycling" and standing["owner"]["name"] in confirmed
    assert standing["due"] and standing["next_step"] and standing["waiting_since"]
    assert rosa.fact("where") == "14A Golborne Road" and rosa.fact("collection_due") == "Wednesday"


def test_what_was_said_once_is_not_asked_again(rosa: Resident) -> None:
    rosa.says("you missed our recycling on Monday at 22 Portobello Road W11 1AA")
    assert rosa.messages()[-1]["asks"] == "confirm"


def test_several_messages_in_a_row_are_all_kept(rosa: Resident) -> None:
    for text in ("hello", "my bin was not collected", "its 9 Talbot Road", "should be thursdays"):
        last = rosa.writes(text)
    rosa.hears(after=last)
    assert next(one["text"] for one in rosa.messages() if one["from"] == "resident") == "hello"
    eventually(lambda: rosa.fact("where") == "9 Talbot Road" and rosa.fact("collection_due") == "Thursday")


def test_a_person_at_once_and_then_the_bot_is_quiet(rosa: Resident) -> None:
    assert "will answer" in rosa.says("I want to talk to a real person please")
    quiet_after = rosa.writes("are you there? my neighbour said to write")
    assert rosa.standing()["owner"]["name"]
    assert "responsible" in rosa.says("STATUS")
    between = [one for one in rosa.messages(quiet_after) if one["from"] == "bot"]
    assert len(between) == 1, "only STATUS was answered"


def test_danger_is_answered_first_in_every_state(rosa: Resident) -> None:
    rosa.says("my bin was missed at 3 Lancaster Road")
    heard = rosa.says("there is smoke coming under the door of the flat opposite!!")
    assert heard.startswith("If there is fire or smoke") and "999" in heard
    assert rosa.standing()["owner"]["name"]


def test_escalate_starts_a_complaint_with_somebody_else(rosa: Resident) -> None:
    rosa.says("the street light outside 40 Kensington Park Road is out, number 12, since monday")
    until_confirm(
        rosa, {"column_number": "12", "fault": "it is off", "where": "40 Kensington Park Road", "when": "monday"}
    )
    rosa.says("yes")
    owner = rosa.standing()["owner"]["name"]
    started = rosa.says("ESCALATE")
    assert "Stage 1" in started and owner not in started
    assert "already under way" in rosa.says("ESCALATE")


def test_two_problems_and_a_complaint_in_one_message(rosa: Resident) -> None:
    heard = rosa.says(
        "you missed my recycling on thursday at 61 Oxford Gardens W10 5UJ, also the street lamp outside is out, "
        "last time nobody came and i want to complain"
    )
    assert "Ombudsman" in heard and "the street light" in heard
    until_confirm(rosa, {})
    assert "Now what you told me about the street light" in rosa.says("yes")
    assert rosa.standing()["record"]["service"] == "street_light"


def test_the_same_client_id_is_the_same_message(rosa: Resident) -> None:
    assert rosa.writes("hello", "one") == rosa.writes("hello", "one")
    rosa.hears(after=1)
    assert sum(one["from"] == "resident" for one in rosa.messages()) == 1


def test_the_transcript_downloads_complete(rosa: Resident, house: FrontDoor) -> None:
    import httpx

    rosa.says("my bin was missed at 3 Lancaster Road on monday, the black bags")
    for ending in ("txt", "html"):
        body = httpx.get(f"{rosa.page}/transcript.{ending}").text
        assert "3 Lancaster Road" in body and "automated assistant" in body
    assert httpx.get(f"{rosa.page[:-1]}x/transcript.txt").status_code == 404
