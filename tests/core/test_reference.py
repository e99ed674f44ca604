"""References: a typo is recognised as a typo."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import reference

bodies = st.text(alphabet=reference.ALPHABET, min_size=reference.LENGTH, max_size=reference.LENGTH)


@given(bodies)
def test_a_reference_we_wrote_is_valid_however_it_is_typed(body: str) -> None:
    written = reference.written("KC", body)
    assert reference.is_valid(written)
    for typed in (written.lower(), written.replace("-", ""), written.replace("-", " ")):
        found = reference.find(f"any news on {typed} please", "KC")
        assert found == (written, True)


@given(bodies, st.integers(0, reference.LENGTH), st.sampled_from(reference.ALPHABET))
def test_one_wrong_character_is_always_noticed(body: str, place: int, wrong: str) -> None:
    whole = body + reference.check_character(body)
    typed = whole[:place] + wrong + whole[place + 1 :]
    assert reference.is_valid(f"KC-{typed[:3]}-{typed[3:]}") == (typed == whole)


@given(bodies, st.integers(0, reference.LENGTH - 1))
def test_two_swapped_characters_are_always_noticed(body: str, place: int) -> None:
    whole = body + reference.check_character(body)
    swapped = whole[:place] + whole[place + 1] + whole[place] + whole[place + 2 :]
    assert reference.is_valid(f"KC-{swapped[:3]}-{swapped[3:]}") == (swapped == whole)


@pytest.mark.parametrize("pair", ["0O", "1I", "1L", "2Z", "5S", "8B", "UV", "IL"])
def test_no_two_characters_look_alike(pair: str) -> None:
    assert not set(pair) <= set(reference.ALPHABET)


@pytest.mark.parametrize("text", ["", "my flat is 12", "SW10 9AA", "call 020 7361 3000", "ok-thx-bye", "AB-123-456"])
def test_other_things_are_not_references(text: str) -> None:
    assert reference.find(text, "KC") is None
