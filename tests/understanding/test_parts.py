"""A message in parts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.understanding.parts import clauses, halves, without


@pytest.mark.parametrize(
    ("text", "both"),
    [
        ("the lift is out and also someone dumped a mattress", ("the lift is out ", "someone dumped a mattress")),
        ("no bins. also, the light is out, thanks", ("no bins. ", "the light is out")),
        ("no bins, also the light, the tall one, is out", ("no bins, ", "the light, the tall one")),
        ("hay ratas y también la farola no va", ("hay ratas ", "la farola no va")),
        ("المصعد معطل وأيضا لم تأخذوا القمامة", ("المصعد معطل ", "لم تأخذوا القمامة")),
        (
            "no bins, also rubbish outside no. 9 Elgin Crescent. ta",
            ("no bins, ", "rubbish outside no. 9 Elgin Crescent"),
        ),
        ("also the light is out", None),
        ("the light is out also", None),
        ("the surplus food shelf is empty today", None),
    ],
)
def test_two_halves(text: str, both: tuple[str, str] | None) -> None:
    assert halves(text) == both


def test_one_half_without_the_other() -> None:
    text = "no bins again and also the light is out, thanks"
    assert without(text, "the light is out") == "no bins again, thanks"


def test_clauses() -> None:
    assert clauses("flat 3, no heating and I want to complain. ok") == ["flat 3", " no heating", "I want to complain"]


@given(st.text(alphabet="also ,.\nné و", max_size=3000))
def test_any_text_has_parts_of_its_own_words(text: str) -> None:
    assert all(one in text for one in (*clauses(text), *(halves(text) or ())))
