"""Complement naive Bayes: a class is likely when a message's words are rare in all the others.

Counting is all its learning, so it fits in the door's start. Rennie et al., "Tackling the Poor Assumptions of Naive
Bayes Text Classifiers" (2003): counting the complement keeps classes with few examples from being drowned.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from math import exp, log

from bot.understanding import Ranking

SMOOTH = 1.0
SHARPLY = 0.6


class Bayes:
    """flat, sharp: how fast a lower score becomes a lower probability. One such number is too timid about short
    messages or too sure of long ones; the mean of a flat and a sharp reading behaves like a probability on messages
    that were not learned. Both found by cross-validation."""

    def __init__(self, rows: Iterable[tuple[list[int], str]], *, flat: float, sharp: float) -> None:
        self._seen: dict[str, Counter[int]] = {}
        self._everywhere: Counter[int] = Counter()
        self._flat, self._sharp = flat, sharp
        for grams, name in rows:
            self._everywhere.update(grams)
            self._seen.setdefault(name, Counter()).update(grams)
        totals = {name: sum(counts.values()) for name, counts in self._seen.items()}
        whole = sum(totals.values()) + SMOOTH * len(self._everywhere)
        self._elsewhere = {name: log(whole - own + 1) for name, own in totals.items()}
        self._log = [log(times + SMOOTH) for times in range(max(self._everywhere.values(), default=0) + 1)]

    def rank(self, grams: list[int]) -> Ranking:
        """Every class, best first; probabilities sum to 1. Nothing known in the message: empty."""
        known = {gram: self._everywhere[gram] for gram in grams if gram in self._everywhere}
        if not known:
            return ()
        scores = {name: self._score(name, known) for name in self._seen}
        length = len(known) ** 0.5
        flat, sharp = _shares(scores, self._flat / length), _shares(scores, self._sharp / length)
        mixed = ((name, (1 - SHARPLY) * flat[name] + SHARPLY * sharp[name]) for name in scores)
        return tuple(sorted(mixed, key=lambda pair: -pair[1]))

    def _score(self, name: str, known: dict[int, int]) -> float:
        """log of how unlikely the message is in the other classes, up to what all classes share."""
        seen, table = self._seen[name], self._log
        hits = [table[known[gram]] - table[known[gram] - seen[gram]] for gram in seen.keys() & known.keys()]
        return len(known) * self._elsewhere[name] + sum(hits)


def _shares(scores: dict[str, float], scale: float) -> dict[str, float]:
    best = max(scores.values())
    weights = {name: exp(scale * (score - best)) for name, score in scores.items()}
    total = sum(weights.values())
    return {name: weight / total for name, weight in weights.items()}
