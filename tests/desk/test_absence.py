"""Absence: new work goes elsewhere, and residents are told who answers meanwhile before they wait."""

from __future__ import annotations

from datetime import timedelta

from handoff.hours import LONDON
from tests.desk.cast import Desk, said


def test_while_away_the_cover_is_named_and_work_goes_elsewhere(desk: Desk) -> None:
    rosa = desk.resident()
    reference = rosa.is_handed_over()
    sam, priya = desk.member("sam"), desk.member("priya")
    sam.does("accept", reference)
    assert "Sam" in sam.sends("/desk/absence", **_days(desk, 0, 4), cover="priya").text
    assert "Sam Okafor is away" in rosa.was_told() and "Priya Nair answers" in rosa.was_told()
    assert desk.row(reference).cover_name == "Priya Nair"
    assert all(desk.row(desk.resident().is_handed_over()).owner != "sam" for _ in range(4))
    assert reference in priya.opens("/desk/lists/mine")
    priya.does("accept", reference)
    assert desk.row(reference).owner == "priya"


def test_back_early(desk: Desk) -> None:
    rosa = desk.resident()
    reference = rosa.is_handed_over()
    sam = desk.member("sam")
    sam.does("accept", reference)
    sam.sends("/desk/absence", **_days(desk, 0, 4), cover="priya")
    assert "Ended" in said(sam.sends("/desk/absence/1/end"))
    assert "Sam Okafor is back" in rosa.was_told()
    assert sam.sends("/desk/absence/1/end").status_code == 409


def test_what_is_missing_or_cannot_be_is_asked_for_again(desk: Desk) -> None:
    sam, priya = desk.member("sam"), desk.member("priya")
    days = _days(desk, 2, 5)
    for fields, problem in (
        ({}, "first day you are away"),
        ({**days, "cover": "sam"}, "Choose the colleague"),
        ({**days, "cover": "nobody"}, "Choose the colleague"),
        ({**_days(desk, 5, 2), "cover": "priya"}, "comes before the first"),
        ({**_days(desk, -9, -5), "cover": "priya"}, "has passed"),
        ({**_days(desk, 2, 900), "cover": "priya"}, "within a year"),
    ):
        answer = sam.sends("/desk/absence", **fields)
        assert answer.status_code == 422 and problem in said(answer)
    priya.sends("/desk/absence", **_days(desk, 4, 9), cover="tom")
    answer = sam.sends("/desk/absence", **days, cover="priya")
    assert answer.status_code == 422 and "Priya Nair is away then too" in said(answer)
    sam.sends("/desk/absence", **days, cover="tom")
    again = sam.sends("/desk/absence", **days, cover="tom")
    assert again.status_code == 422 and "away then already" in said(again)


def _days(desk: Desk, first: int, last: int) -> dict[str, str]:
    today = desk.house.now().astimezone(LONDON).date()
    return {"starts": (today + timedelta(days=first)).isoformat(), "ends": (today + timedelta(days=last)).isoformat()}
