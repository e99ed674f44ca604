"""A yes-or-no question asked of a message, by logistic regression learned in a few passes."""

from __future__ import annotations

import random
from array import array
from collections.abc import Sequence
from math import exp

PASSES = 3
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
        # A list while learning, for speed; then packed, a quarter of the memory.
        self._weights: list[float] | array[float] = [0.0] * size
        self._start = 0.0
        order = [at for at, row in enumerate(rows) if row]
        dice = random.Random(1)
        for turn in range(PASSES):
            dice.shuffle(order)
            step = STEP / (1 + turn / 2)
            order = [at for at in order if self._learn(rows[at], wanted[at], favour, step) or turn == 0]
        self._weights = array("f", self._weights)

    def _learn(self, row: list[int], yes: bool, favour: float, step: float) -> bool:
        """Whether there was anything to learn."""
        weights, length = self._weights, len(row) ** -0.5
        wrong = yes - 1 / (1 + exp(-_bounded(sum(map(weights.__getitem__, row)) * length + self._start)))
        if yes:
            wrong *= favour
        if -ENOUGH < wrong < ENOUGH:
            return False
        change = step * wrong * length
        for gram in row:
            weights[gram] += change
        self._start += step * wrong / 10
        return True

    def sure(self, grams: list[int]) -> float:
        """Probability of yes."""
        return 1 / (1 + exp(-_bounded(self._slope * self.score(grams) + self._shift)))

    def score(self, grams: list[int]) -> float:
        return float(sum(map(self._weights.__getitem__, grams)) * (len(grams) or 1) ** -0.5 + self._start)


def _bounded(score: float) -> float:
    return max(-30.0, min(30.0, score))
