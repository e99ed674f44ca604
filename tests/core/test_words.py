"""Lists as each language writes them."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.council import load
from bot.facts.found import fold

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
    """ "The second one" is the second of those that the question names; "something else" comes last."""
    english = COUNCIL.words("en")
    for service, about in COUNCIL.services.items():
        for name in about.facts:
            choices = english.choices(service, name)
            asked = fold(english.fact(service, name, "ask"))
            at = {
                one: min(asked.find(fold(word)) for word in (one, *words) if fold(word) in asked)
                for one, words in choices.items()
                if any(fold(word) in asked for word in (one, *words))
            }
            named = [one for one in at if not one.endswith(" else")]
            assert named == sorted(named, key=lambda one: at[one]), (service, name)
            assert not {"something else", "someone else"} & set(list(choices)[:-1]), (service, name)
