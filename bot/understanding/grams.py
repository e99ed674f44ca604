"""What a message is made of: words, word pairs, and runs of letters that survive a typo or a plural."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 600
"""Letters that are read. What a message is about is in its beginning; a pasted book must not hold the door up."""
WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?|[?!]")
DIGIT = re.compile(r"\d")


def grams(text: str) -> set[str]:
    words = WORD.findall(plain(text[:LONGEST]))
    run = f" {' '.join(words)} "
    found = set(words)
    found.update(map("_".join, zip(words, words[1:], strict=False)))
    for size in (3, 5):
        found.update([run[at : at + size] for at in range(len(run) - size + 1)])
    return found


def plain(text: str) -> str:
    """Lower case without accents or vowel marks, every digit 0: `W10 5ÀX` -> `w00 0ax`."""
    text = text.lower().replace("’", "'")
    if not text.isascii():
        folded = unicodedata.normalize("NFKD", text)
        text = "".join(c for c in folded if not unicodedata.combining(c) and c != "ـ")
    return DIGIT.sub("0", text)
