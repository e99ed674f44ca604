"""Lists as each language writes them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.council import load
from bot.facts.found import fold

_TO_YOU = {"me": "you", "my own": "your own"}
COUNCIL = load(Path(__file__).parents[2] / "council")


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        ("en", "bins, noise or damp"),
        ("fr", "bins, noise ou damp"),
        ("es", "bins, noise o damp"),
        ("it", "bins, noise o damp"),
        ("pt", "bins, noise ou damp"),
        ("ar", "bins، noise أو damp"),
    ],
)
def test_a_list_reads_as_a_sentence_does(lang: str, expected: str) -> None:
    assert COUNCIL.words(lang).listed(["bins", "noise", "damp"], "or") == expected


def test_one_thing_is_no_list() -> None:
    assert COUNCIL.words("en").listed(["bins"], "and") == "bins"


def test_choices_stand_in_the_order_of_their_question() -> None:
    """ "The second one" is the second of those that the question names."""
    english = COUNCIL.words("en")
    for service, about in COUNCIL.services.items():
        for name in about.facts:
            choices = english.choices(service, name)
            asked = fold(english.fact(service, name, "ask"))
            at = {one: _named_at(asked, [one, _TO_YOU.get(one, one), *words]) for one, words in choices.items()}
            named = sorted((one for one in at if at[one] is not None), key=lambda one: at[one] or 0)
            assert len(named) < 2 or list(choices)[: len(named)] == named, (service, name)


def _named_at(asked: str, called: list[str]) -> int | None:
    found = (re.search(rf"\b{re.escape(fold(word))}\b", asked.split(":")[-1]) for word in called)
    return min((one.start() for one in found if one), default=None)
