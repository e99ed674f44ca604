"""A yes-or-no question asked of a message, by logistic regression learned in a few passes."""

from __future__ import annotations

import random
from array import array
from collections.abc import Sequence
from math import exp
from operator import sub

PASSES = 3
"""Kept is the mean over the last one: the very last lines learned would else decide about short messages."""
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
            late = undone if turn == PASSES - 1 else None
            order = [
                at
                for place, at in enumerate(order)
                if self._learn(rows[at], wanted[at], favour, step, late, place / len(order)) or turn == 0
            ]
        self._weights = array("f", map(sub, self._weights, undone))

    def _learn(
        self, row: list[int], yes: bool, favour: float, step: float, late: list[float] | None, gone: float
    ) -> bool:
        """Whether there was anything to learn. late: what the mean over the pass lacks of each weight's last value, since
        the change came when so much of the pass (`gone`) was over."""
        weights, length = self._weights, len(row) ** -0.5
        wrong = yes - 1 / (1 + exp(-_bounded(sum(map(weights.__getitem__, row)) * length + self._start)))
        if yes:
            wrong *= favour
        if -ENOUGH < wrong < ENOUGH:
            return False
        change = step * wrong * length
        for gram in row:
            weights[gram] += change
        if late is not None:
            for gram in row:
                late[gram] += change * gone
        self._start += step * wrong / 10
        return True

    def sure(self, grams: list[int]) -> float:
        """Probability of yes."""
        return 1 / (1 + exp(-_bounded(self._slope * self.score(grams) + self._shift)))

    def score(self, grams: list[int]) -> float:
        return float(sum(map(self._weights.__getitem__, grams)) * (len(grams) or 1) ** -0.5 + self._start)


def _bounded(score: float) -> float:
    return max(-30.0, min(30.0, score))
