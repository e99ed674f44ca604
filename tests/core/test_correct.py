"""Corrections as people make them, against one record."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from actions.correct import corrections
from bot.conversation import Heard
from bot.council import load
from bot.record import Fact, Record
from bot.understanding import Understood

WORDS = load(Path(__file__).parents[2] / "council").words("en")
NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)
RECORD = Record("missed_bin")
for name, value in (
    ("what", "they never took our black bags"),
    ("where", "14B Golborne Road, W10 5NH"),
    ("when", "2 weeks"),
    ("which_bin", "rubbish"),
    ("collection_due", "Tuesday"),
    ("contact", "this number, by text"),
):
    RECORD = RECORD.with_fact(Fact(name, value, value, 1))
# As played back: 1 what, 2 where, 3 when, 4 which bin, 5 collection day, 6 reach you


@pytest.mark.parametrize(
    ("said", "changes"),
    [
        ("its 14a", {"where": "14A Golborne Road, W10 5NH"}),
        ("no its 14a sorry", {"where": "14A Golborne Road, W10 5NH"}),
        ("nah its not 14b its 14a", {"where": "14A Golborne Road, W10 5NH"}),
        ("not 14b. its 14a", {"where": "14A Golborne Road, W10 5NH"}),
        ("it should be 14a instead of 14b", {"where": "14A Golborne Road, W10 5NH"}),
        ("wrong number its 14a", {"where": "14A Golborne Road, W10 5NH"}),
        ("14a mate", {"where": "14A Golborne Road, W10 5NH"}),
        ("2 should be 14a", {"where": "14A Golborne Road, W10 5NH"}),
        ("number 2 is 16 golborne road", {"where": "16 Golborne Road, W10 5NH"}),
        ("the address is wrong, it's 22 Portobello Road", {"where": "22 Portobello Road"}),
        ("yes but the day is wednesday", {"collection_due": "Wednesday"}),
        ("not tuesday, wednesday", {"collection_due": "Wednesday"}),
        ("wednesday not tuesday", {"collection_due": "Wednesday"}),
        ("5 is wednesday", {"collection_due": "Wednesday"}),
        ("5. Wednesday", {"collection_due": "Wednesday"}),
        ("actually it was the recycling", {"which_bin": "recycling"}),
        ("4 recycling", {"which_bin": "recycling"}),
        ("its 14a and the day is wednesday", {"where": "14A Golborne Road, W10 5NH", "collection_due": "Wednesday"}),
        ("2 is 14a, 5 is wednesday", {"where": "14A Golborne Road, W10 5NH", "collection_due": "Wednesday"}),
        ("the postcode is W10 5NL", {"where": "14B Golborne Road, W10 5NL"}),
        ("W10 5NL", {"where": "14B Golborne Road, W10 5NL"}),
        ("better ring me on 07700 900123", {"contact": "+447700900123"}),
        ("yes", {}),
        ("that's right", {}),
    ],
)
def test_a_correction_changes_just_what_it_says(said: str, changes: dict[str, str]) -> None:
    found = corrections(WORDS, RECORD, Heard(2, said, NOW, Understood((), ())))
    assert {fact.name: fact.value for fact in found.changes} == changes


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ("2 is wrong", "where"),
        ("number 5 is not right", "collection_due"),
        ("the address is wrong", "where"),
        ("4", "which_bin"),
    ],
)
def test_wrong_without_saying_what_is_right_names_the_fact(said: str, wrong: str) -> None:
    found = corrections(WORDS, RECORD, Heard(2, said, NOW, Understood((), ())))
    assert found.changes == ()
    assert found.wrong == (wrong,)


@pytest.mark.parametrize("said", ["just me and flatmate. no one ill", "2 kids and my nan is 85"])
def test_everybody_who_is_at_home_is_kept(said: str) -> None:
    heating = Record("heating_or_hot_water")
    for name, value in (
        ("what", "no heating"),
        ("where", "9 Tavistock Crescent, W11 1AE"),
        ("vulnerable_people", "me"),
    ):
        heating = heating.with_fact(Fact(name, value, value, 1))
    found = corrections(WORDS, heating, Heard(2, said, NOW, Understood((), ())))
    assert [(fact.name, fact.value) for fact in found.changes] == [("vulnerable_people", said)]
