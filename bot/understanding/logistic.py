"""A yes-or-no question asked of a message, by logistic regression learned in a few passes."""

from __future__ import annotations

import random
from array import array
from collections.abc import Sequence
from math import exp
from operator import sub

PASSES = 3
"""Kept are the weights' means over the last one: the very last lines learned would else decide about short messages."""
STEP = 1.0
ENOUGH = 0.05
"""A message this well understood after the first pass is left out of the rest, which halves the time."""


class Logistic:
    """favour: how much worse it is to miss a yes than a no. slope, shift: what turns its score into a probability on
    messages that were not learned; found by cross-validation."""

    def __init__(
        self,
        rows: Sequence[list[int]],
        wanted: Sequence[bool],
        size: int,
        *,
        favour: float,
        slope: float = 1.0,
        shift: float = 0.0,
    ) -> None:
        self._slope, self._shift = slope, shift
        # Lists while learning, for speed; then packed, a quarter of the memory.
        self._weights: list[float] | array[float] = [0.0] * size
        self._start = 0.0
        undone = [0.0] * size
        order = [at for at, row in enumerate(rows) if row]
        dice = random.Random(1)
        for turn in range(PASSES):
            dice.shuffle(order)
            step = STEP / (1 + turn / 2)
            kept = []
            for place, at in enumerate(order):
                change = self._learn(rows[at], wanted[at], favour, step)
                if change and turn == PASSES - 1:  # to the mean over the pass a change counts from where it came
                    for gram in rows[at]:
                        undone[gram] += change * (place / len(order))
                if change or turn == 0:
                    kept.append(at)
            order = kept
        self._weights = array("f", map(sub, self._weights, undone))

    def _learn(self, row: list[int], yes: bool, favour: float, step: float) -> float:
        """By how much the weight of each gram was changed: 0 where there was nothing to learn."""
        weights, length = self._weights, len(row) ** -0.5
        wrong = yes - 1 / (1 + exp(-_bounded(sum(map(weights.__getitem__, row)) * length + self._start)))
        if yes:
            wrong *= favour
        if -ENOUGH < wrong < ENOUGH:
            return 0.0
        change: float = step * wrong * length
        for gram in row:
            weights[gram] += change
        self._start += step * wrong / 10
        return change

    def sure(self, grams: list[int]) -> float:
        """Probability of yes."""
        return 1 / (1 + exp(-_bounded(self._slope * self.score(grams) + self._shift)))

    def score(self, grams: list[int]) -> float:
        return float(sum(map(self._weights.__getitem__, grams)) * (len(grams) or 1) ** -0.5 + self._start)


def _bounded(score: float) -> float:
    return max(-30.0, min(30.0, score))
