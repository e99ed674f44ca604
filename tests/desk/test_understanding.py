"""What the assistant was unsure of, and what people at the desk say it means, become training data."""

from __future__ import annotations

import re

import yaml

from bot import personal_data
from bot.understanding.examples import examples
from tests.desk.cast import Desk, Resident, said


class Doubtful:
    """Never sure of anything."""

    def __init__(self, resident: Resident) -> None:
        self.resident = resident

    def says(self, text: str, service: str = "tree") -> None:
        resident, sure = self.resident, self.resident.understanding.sure
        resident.understanding.sure = 0.3
        resident.says(text, service=service)
        resident.understanding.sure = sure


def test_a_doubtful_message_is_labelled_by_a_person_and_learned_from(desk: Desk, tmp_path) -> None:
    rosa = desk.resident()
    Doubtful(rosa).says("my name is Rosa Diaz, the thing outside 14 Golborne Road is humming again")
    manager = desk.member("aisha")
    page = manager.opens("/desk/understanding")
    assert "is humming again" in page and "Taken for: Tree" in page
    assert "Rosa" not in page and "Golborne" not in page
    answer = manager.sends(_form(manager, "/desk/understanding"), act="report", service="street_light", emergency="")
    assert "Kept." in said(answer)
    page = said(answer)
    doubts, lately = page.split("Labelled lately")
    assert "humming" not in doubts and "humming" in lately and "Street light" in lately and "Aisha Rahman" in lately
    exported = manager.gets("/desk/understanding/examples.yml").text
    (tmp_path / "labelled.yml").write_text(exported)
    (line,) = examples(tmp_path)
    assert line.meaning.services == ("street_light",) and line.text.endswith("is humming again")
    assert "Rosa" not in exported


def test_what_was_taken_for_something_else_is_labelled_from_its_case(desk: Desk) -> None:
    rosa = desk.resident()
    reference = rosa.is_handed_over("the alarm in the flat below says gas gas gas")
    tom = desk.member("tom")
    page = tom.gets(f"/desk/enquiries/{reference}")
    assert "Taken for: Missed bin or recycling collection" in said(page)
    link = re.search(r'href="(/desk/understanding/[^"]+)"', page.text)
    assert link
    form = tom.gets(link[1])
    assert "What this message means" in said(form)
    answer = tom.sends(link[1].split("?")[0], act="report", service="other", emergency="gas", back=reference)
    assert answer.url.path == f"/desk/enquiries/{reference}"
    assert "Tom Whelan says: Gas or carbon monoxide: Something else" in said(answer)
    lessons = yaml.safe_load(tom.gets("/desk/understanding/examples.yml").text)["nlu"]
    assert [one["intent"] for one in lessons] == ["danger_gas+other"]


def test_two_things_in_one_message(desk: Desk) -> None:
    rosa = desk.resident()
    Doubtful(rosa).says("nobody came for the wasps and I want to complain")
    manager = desk.member("aisha")
    manager.sends(_form(manager, "/desk/understanding"), act="ask_escalation", service="pests", emergency="")
    assert "- intent: ask_escalation+pests" in manager.gets("/desk/understanding/examples.yml").text


def test_a_report_needs_what_it_is_about(desk: Desk) -> None:
    rosa = desk.resident()
    Doubtful(rosa).says("it is doing it again")
    manager = desk.member("aisha")
    where = _form(manager, "/desk/understanding")
    answer = manager.sends(where, act="report", service="", emergency="")
    assert answer.status_code == 422 and "Choose what it is about." in said(answer)
    assert manager.sends(where, act="made up", service="", emergency="").status_code == 422
    assert manager.sends(where, act="report", service="tree", emergency="boredom").status_code == 422
    assert "nlu: []" in manager.gets("/desk/understanding/examples.yml").text


def test_nothing_can_be_learned_from_some(desk: Desk) -> None:
    rosa = desk.resident()
    Doubtful(rosa).says("asdf")
    manager = desk.member("aisha")
    manager.sends(_form(manager, "/desk/understanding"), skip="yes")
    doubts, lately = manager.opens("/desk/understanding").split("Labelled lately")
    assert "asdf" not in doubts and "Nothing to learn" in lately
    assert "nlu: []" in manager.gets("/desk/understanding/examples.yml").text


def test_people_see_the_doubts_of_their_own_team_and_managers_all(desk: Desk) -> None:
    rosa = desk.resident()
    Doubtful(rosa).says("the thing hums", service="missed_bin")
    reference = rosa.asks_for_a_person()
    team = desk.row(reference).team
    people = [one for one in desk.house.council.people.values() if not one.manager]
    ours = next(one for one in people if one.team == team)
    theirs = next(one for one in people if one.team != team)
    assert "the thing hums" in desk.member(ours.username).opens("/desk/understanding")
    assert "the thing hums" not in desk.member(theirs.username).opens("/desk/understanding")
    assert desk.member(ours.username).gets("/desk/understanding/examples.yml").status_code == 403


def test_what_was_erased_teaches_nothing(desk: Desk) -> None:
    rosa = desk.resident()
    Doubtful(rosa).says("the thing hums", service="missed_bin")
    reference = rosa.asks_for_a_person()
    manager = desk.member("aisha")
    manager.sends(_form(manager, "/desk/understanding"), act="report", service="noise", emergency="")
    personal_data.erase(desk.house, reference)
    assert "nlu: []" in manager.gets("/desk/understanding/examples.yml").text


def test_a_message_that_is_not_there(desk: Desk) -> None:
    manager = desk.member("aisha")
    assert manager.gets("/desk/understanding/nothing/1").status_code == 409
    sent = manager.sends("/desk/understanding/nothing/1", act="thanks", service="", emergency="")
    assert sent.status_code == 409


def _form(member, path: str) -> str:
    found = re.search(r'action="(/desk/understanding/[^"]+)"', member.gets(path).text)
    assert found
    return found[1]
