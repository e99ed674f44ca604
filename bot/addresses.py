"""Addresses as people write them and as we keep them: numbers are E.164 inside, and mostly hidden when shown."""

from __future__ import annotations

import unicodedata

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberFormat

HOME = "GB"
SHOWN = 3
"""Digits of an address that staff and residents see: enough to know one's own, too few to learn another's."""


def tidy(typed: str, region: str = HOME) -> str | None:
    """A number in any form that people type (`07700 900 123`, `(0044) 7700-900123`, `whatsapp:+44…`) as E.164, or None.

    Numbers that cannot exist are refused; those that are possible but not given out are kept (Ofcom's for drama are).
    """
    digits = "".join(_plain(character) for character in typed.strip().lower().removeprefix("whatsapp:"))
    if any(character.isalpha() for character in digits):
        return None
    try:
        number = phonenumbers.parse(digits.replace("(0)", ""), region)
    except NumberParseException:
        return None
    if not phonenumbers.is_possible_number(number):
        return None
    return phonenumbers.format_number(number, PhoneNumberFormat.E164)


def masked(channel: str, address: str) -> str:
    """`•••• 123`; a conversation's own page has no number to show."""
    return "" if channel == "web" else f"•••• {address[-SHOWN:]}"


def _plain(character: str) -> str:
    """Digits of any script as 0-9."""
    return str(unicodedata.digit(character, character))
