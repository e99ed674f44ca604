"""Complement naive Bayes: a class is likely when its words are rare in all the others.

Counting is all the learning there is, so it fits in the door's start. Rennie et al., "Tackling the Poor Assumptions of
Naive Bayes Text Classifiers" (2003): the complement keeps classes with few examples from being drowned.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from math import exp, log

from bot.understanding import Ranking

SMOOTH = 1.0


class Bayes:
    def __init__(self, seen: Mapping[str, Counter[str]], sharpness: float) -> None:
        """seen: how many of each class's examples hold a gram. sharpness: what makes the scores behave like
        probabilities on messages that were not learned; found by cross-validation."""
        everywhere: Counter[str] = Counter()
        for counts in seen.values():
            for gram, times in counts.items():
                everywhere[gram] += times
        self._everywhere = {gram: times for gram, times in everywhere.items() if times > 1}
        self._seen = {
            name: {gram: times for gram, times in counts.items() if gram in self._everywhere}
            for name, counts in seen.items()
        }
        totals = {name: sum(counts.values()) for name, counts in self._seen.items()}
        smoothing, total = SMOOTH * len(self._everywhere), sum(totals.values())
        self._elsewhere = {name: log(total - own + smoothing + 1) for name, own in totals.items()}
        self._sharpness = sharpness

    @classmethod
    def learn(cls, rows: Iterable[tuple[set[str], str]], sharpness: float) -> Bayes:
        seen: dict[str, Counter[str]] = {}
        for found, name in rows:
            seen.setdefault(name, Counter()).update(found)
        return cls(seen, sharpness)

    def rank(self, found: set[str]) -> Ranking:
        """Every class, best first; probabilities sum to 1. Nothing known in the message: nothing."""
        known = {gram: self._everywhere[gram] for gram in found if gram in self._everywhere}
        if not known:
            return ()
        scores = {name: self._score(name, known) for name in self._seen}
        scale = self._sharpness / len(known) ** 0.5
        best = max(scores.values())
        weights = {name: exp(scale * (score - best)) for name, score in scores.items()}
        total = sum(weights.values())
        return tuple(sorted(((name, weight / total) for name, weight in weights.items()), key=lambda pair: -pair[1]))

    def _score(self, name: str, known: dict[str, int]) -> float:
        seen = self._seen[name]
        score = len(known) * self._elsewhere[name]
        for gram, times in known.items():
            score -= log(times - seen.get(gram, 0) + SMOOTH)
        return score
