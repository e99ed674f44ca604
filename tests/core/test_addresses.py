"""Numbers in any form that people type them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.addresses import masked, tidy


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("07700 900 123", "+447700900123"),
        ("(0044) 7700-900123", "+447700900123"),
        ("+44 (0)7700 900123", "+447700900123"),
        ("+44 07700 900123", "+447700900123"),
        ("447700900123", "+447700900123"),
        ("whatsapp:+447700900123", "+447700900123"),
        ("٠٧٧٠٠ ٩٠٠١٢٣", "+447700900123"),
        ("020 7361 3000", "+442073613000"),
        ("+33 6 12 34 56 78", "+33612345678"),
        ("+1 212 555 0100", "+12125550100"),
        ("hello", None),
        ("12", None),
        ("", None),
        ("+", None),
        ("07700 9OO123", None),
        ("077009001230770090012307700900123", None),
    ],
)
def test_a_number_is_e164_inside(typed: str, kept: str | None) -> None:
    assert tidy(typed) == kept


def test_what_is_tidy_stays_as_it_is() -> None:
    assert tidy(tidy("07700 900123") or "") == "+447700900123"


@given(st.text(max_size=40))
def test_any_text_is_a_number_or_none(typed: str) -> None:
    kept = tidy(typed)
    assert kept is None or (kept.startswith("+") and kept[1:].isdigit() and tidy(kept) == kept)


def test_an_address_is_shown_by_its_last_digits() -> None:
    assert masked("sms", "+447700900123") == "•••• 123"
    assert masked("web", "0b1c2d3e") == ""
