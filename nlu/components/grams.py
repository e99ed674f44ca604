"""Sparse features: which words, word pairs and letter sequences a message holds."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from typing import Iterable, Iterator

import numpy as np
from scipy.sparse import csr_matrix

DIGIT = re.compile(r"\d")
WORD = re.compile(r"\w+(?:'\w+)?|[?!]")


class Grams:
    """Words, word pairs and letter 1-`letters`-grams, weighed by how rare they are, each message to length 1."""

    def __init__(self, vocabulary: list[str], weights: np.ndarray, letters: int) -> None:
        self.vocabulary, self.weights, self.letters = vocabulary, weights, letters
        self._column = {gram: column for column, gram in enumerate(vocabulary)}

    @classmethod
    def learn(
        cls, texts: list[str], letters: int = 5, seen_in: int = 2, words: float = 1.0, pairs: float = 1.0
    ) -> Grams:
        """Keeps what occurs in at least `seen_in` of the texts. words, pairs: how much one of these counts for beside a
        sequence of letters as rare."""
        seen: Counter[str] = Counter()
        for text in texts:
            seen.update(set(grams(text, letters)))
        vocabulary = sorted(gram for gram, times in seen.items() if times >= seen_in)
        times = np.array([seen[gram] for gram in vocabulary], dtype=np.float32)
        rarity = np.log((1 + len(texts)) / (1 + times)) + 1
        worth = {"w": words, "p": pairs}
        kinds = np.array([worth[gram[0]] if " " in gram[1:-1] else 1.0 for gram in vocabulary])
        return cls(vocabulary, (rarity * kinds).astype(np.float32), letters)

    def of(self, texts: Iterable[str]) -> csr_matrix:
        """(texts, vocabulary) float32, rows of length 1; a text with nothing known is a row of zeros."""
        columns: list[int] = []
        values: list[np.ndarray] = []
        ends = [0]
        for text in texts:
            row = self._row(text)
            columns.extend(row)
            values.append(self._values(row))
            ends.append(len(columns))
        data = np.concatenate(values) if values else np.zeros(0, np.float32)
        return csr_matrix((data, columns, ends), shape=(len(ends) - 1, len(self.vocabulary)), dtype=np.float32)

    def _row(self, text: str) -> Counter[int]:
        find = self._column.get
        found = Counter(find(gram, -1) for gram in grams(text, self.letters))
        del found[-1]
        return found

    def _values(self, row: Counter[int]) -> np.ndarray:
        if not row:
            return np.zeros(0, np.float32)
        counts = np.fromiter(row.values(), np.float32, len(row))
        values = (1 + np.log(counts)) * self.weights[np.fromiter(row, np.int64, len(row))]
        return (values / np.linalg.norm(values)).astype(np.float32)


def plain(text: str) -> str:
    """Lower case without accents or vowel marks, every digit 0: `W10 5ÀX` -> `w00 0ax`."""
    folded = unicodedata.normalize("NFKD", text.lower().replace("\u2019", "'"))
    return DIGIT.sub("0", "".join(c for c in folded if not unicodedata.combining(c) and c != "\u0640"))


def grams(text: str, letters: int) -> Iterator[str]:
    """`w cat`, `p the cat`, ` ca`: only words and pairs have a space within."""
    words = WORD.findall(plain(text))
    for word in words:
        yield "w " + word
        edged = f" {word} "
        for size in range(2, letters + 1):
            for at in range(max(1, len(edged) - size + 1)):
                yield edged[at : at + size]
    for first, second in zip(words, words[1:]):
        yield f"p {first} {second}"
