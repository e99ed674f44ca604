"""References: short, readable aloud, and with a check character so that a typo is known to be a typo.

`KC-7QF-2MD`: the council's prefix, five characters and a check character. The alphabet has 23 characters: no two
that look or sound alike in print (0/O, 1/I/L, 2/Z, 5/S, 8/B, U/V) and no vowels, so no words. 23 is prime, so the
weighted sum catches every single wrong character and every swap of two.
"""

from __future__ import annotations

import re
import secrets

ALPHABET = "2346789CDFGHJKMNPQRTWXY"
LENGTH = 5
_SHAPED = re.compile(r"\b([A-Z]{2})[-\s.]?([A-Z0-9]{3})[-\s.]?([A-Z0-9]{3})\b", re.IGNORECASE)


def fresh(prefix: str) -> str:
    """A new random reference, for example `KC-7QF-2MD`; whoever stores it makes sure that it is unused."""
    return written(prefix, "".join(secrets.choice(ALPHABET) for _ in range(LENGTH)))


def written(prefix: str, body: str) -> str:
    """The reference for five characters of the alphabet."""
    whole = body + check_character(body)
    return f"{prefix}-{whole[:3]}-{whole[3:]}"


def check_character(body: str) -> str:
    """Weighted sum modulo 23 (weights 2, 3, 4, ...; the check character itself has weight 1)."""
    total = sum(weight * ALPHABET.index(character) for weight, character in enumerate(body, start=2))
    return ALPHABET[-total % len(ALPHABET)]


def is_valid(reference: str) -> bool:
    """Whether the characters agree with the check character; spaces, hyphens and case do not matter."""
    body = re.sub(r"[-\s.]", "", reference).upper()[2:]
    known = len(body) == LENGTH + 1 and all(character in ALPHABET for character in body)
    return known and check_character(body[:-1]) == body[-1]


def find(text: str, prefix: str) -> tuple[str, bool] | None:
    """The first thing in the text shaped like one of our references, as written out in full, and whether it is valid."""
    for match in _SHAPED.finditer(text):
        if match[1].upper() == prefix:
            whole = f"{prefix}-{match[2].upper()}-{match[3].upper()}"
            return whole, is_valid(whole)
    return None
