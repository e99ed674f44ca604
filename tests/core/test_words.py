"""Lists as each language writes them."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.council import load

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
