"""What a message is made of: words, word pairs, and runs of letters that survive a typo or an ending."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from itertools import pairwise

LONGEST = 600
"""Letters that are read: what a message is about is said in them, and a pasted book must not hold the door up."""
RUN = 4
WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?|[?!]")
DIGIT = re.compile(r"\d")
ARABIC = str.maketrans({"ة": "ه", "ى": "ي", "ـ": None})
"""Letters that people write either way."""


class Vocabulary:
    """Numbers for grams. Messages share most of their words, so each word is taken apart only once."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._inside: dict[str, tuple[int, ...]] = {}

    def learn(self, text: str) -> list[int]:
        """The message's grams, each once; new ones get a number."""
        words = words_of(text)
        found: set[int] = set()
        for word in words:
            if word not in self._inside:
                self._inside[word] = tuple([self._number(gram) for gram in _grams(word)])
            found.update(self._inside[word])
        found.update([self._number(f"{first} {second}") for first, second in pairwise(words)])
        return list(found)

    def known(self, text: str) -> list[int]:
        """The message's grams that were learned."""
        words = words_of(text)
        grams = {gram for word in words for gram in _grams(word)}
        grams.update(f"{first} {second}" for first, second in pairwise(words))
        return [self._numbers[gram] for gram in grams if gram in self._numbers]

    def keep(self, seen: Mapping[int, int]) -> dict[int, int]:
        """Forgets what only learning needed, and the grams seen once: most are, and say nothing that their parts do
        not. The kept ones' new numbers, by the old."""
        self._inside.clear()
        often = [number for number, times in seen.items() if times > 1]
        renumbered = dict(zip(often, range(len(often)), strict=True))
        self._numbers = {gram: renumbered[old] for gram, old in self._numbers.items() if old in renumbered}
        return renumbered

    def _number(self, gram: str) -> int:
        return self._numbers.setdefault(gram, len(self._numbers))


def words_of(text: str) -> list[str]:
    return WORD.findall(plain(text[:LONGEST]))


def plain(text: str) -> str:
    """Lower case without accents or vowel marks, every digit 0: `W10 5ÀX` -> `w00 0ax`."""
    text = text.lower().replace("’", "'")
    if not text.isascii():
        folded = unicodedata.normalize("NFKD", text)
        text = "".join(c for c in folded if not unicodedata.combining(c)).translate(ARABIC)
    return DIGIT.sub("0", text)


def _grams(word: str) -> list[str]:
    edged = f"<{word}>"
    return [word, *(edged[at : at + RUN] for at in range(max(1, len(edged) - RUN + 1)))]
