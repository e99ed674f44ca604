"""One linear model per question, its scores turned into probabilities that hold: of the answers given at 0.8, about
eight in ten are right. Plain numbers in, plain numbers out; nothing here knows Rasa."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple, Sequence

import numpy as np
from joblib import Parallel, delayed
from scipy.optimize import minimize
from scipy.sparse import csr_matrix
from sklearn.svm import LinearSVC

BLOCK = 8  # neighbouring lines were written together; a fold takes them together, or it would test on near copies


class Tested(NamedTuple):
    """A head with its trial: the true answers of the lines held back, and what it gave each name (lines, names)."""

    head: Head
    wanted: np.ndarray
    given: np.ndarray


@dataclass(frozen=True)
class Head:
    """Answers one question. With one name it is yes or no; with more, exactly one of them.

    weights: (features, names) float16, half the memory: a message holds a few hundred features, and chances of four
    digits need no more · bias: (names,) · slope, shift: from score to log-odds
    """

    names: tuple[str, ...]
    weights: np.ndarray
    bias: np.ndarray
    slope: float
    shift: float

    @classmethod
    def learn(
        cls, features: csr_matrix, answers: Sequence[str], strength: float, held_back: int, even: bool = False
    ) -> Tested:
        """Two different answers make a yes-or-no head named after the second in alphabetical order. even: rare answers
        weigh as much as common ones, for questions where missing one is worse than naming one too many.

        One block of lines in `held_back` is kept from a first model, which then shows how far scores can be
        believed; the head itself learns from every line.
        """
        wanted = np.asarray(answers)
        held = are_held(len(wanted), held_back)
        lessons = (~held, np.ones(len(wanted), bool))
        # Processes, since learning holds the interpreter; copies, since it must write where shared memory is read-only.
        fits = Parallel(n_jobs=2, max_nbytes=None)(
            delayed(_fit)(features[rows], wanted[rows], strength, even) for rows in lessons
        )
        first, model = fits
        names = tuple(model.classes_) if len(model.classes_) > 2 else (model.classes_[1],)
        scores = _scores(first, features[held], names)
        slope, shift = _calibrate(scores, wanted[held], names)
        weights = np.ascontiguousarray(model.coef_.T, dtype=np.float16)
        head = cls(names, weights, model.intercept_.astype(np.float32), slope, shift)
        return Tested(head, wanted[held], head._probabilities(scores))

    def of(self, features: csr_matrix) -> np.ndarray:
        """(messages, names), each row adding up to 1 unless the head is a yes or no."""
        scores = np.empty((features.shape[0], len(self.names)), dtype=np.float32)
        for row, (start, end) in enumerate(zip(features.indptr, features.indptr[1:])):
            scores[row] = features.data[start:end] @ self.weights[features.indices[start:end]].astype(np.float32)
        return self._probabilities(scores + self.bias)

    def _probabilities(self, scores: np.ndarray) -> np.ndarray:
        odds = scores * self.slope + self.shift
        return 1 / (1 + np.exp(-odds)) if len(self.names) == 1 else _softmax(odds)


def are_held(lines: int, held_back: int) -> np.ndarray:
    """(lines,) bool: which are kept from the trial."""
    return (np.arange(lines) // BLOCK) % held_back == 0


def _fit(features: csr_matrix, wanted: np.ndarray, strength: float, even: bool) -> LinearSVC:
    weights = "balanced" if even else None
    return LinearSVC(C=strength, class_weight=weights, tol=0.05, random_state=0).fit(features, wanted)


def _scores(model: LinearSVC, features: csr_matrix, names: tuple[str, ...]) -> np.ndarray:
    """(lines, names); a name that the model never met scores as low as a clear no."""
    scores = np.full((features.shape[0], len(names)), -1.0)
    columns = [names.index(name) for name in model.classes_] if len(names) > 1 else [0]
    scores[:, columns] = model.decision_function(features).reshape(features.shape[0], -1)
    return scores


def _calibrate(scores: np.ndarray, wanted: np.ndarray, names: tuple[str, ...]) -> tuple[float, float]:
    """Platt's line for a yes or no, one temperature for a choice: what makes the unseen answers likeliest."""
    if len(names) == 1:
        yes = wanted == names[0]
        sign = np.where(yes, 1.0, -1.0)

        def loss(line: np.ndarray) -> float:
            return float(np.logaddexp(0, -sign * (scores[:, 0] * line[0] + line[1])).mean())

        slope, shift = minimize(loss, np.array([2.0, 0.0]), method="Nelder-Mead").x
        return float(slope), float(shift)
    right = np.array([names.index(name) for name in wanted])

    def choice_loss(line: np.ndarray) -> float:
        chances = _softmax(scores * line[0])[np.arange(len(right)), right]
        return float(-np.log(chances + 1e-12).mean())

    return float(minimize(choice_loss, np.array([2.0]), method="Nelder-Mead").x[0]), 0.0


def _softmax(odds: np.ndarray) -> np.ndarray:
    raised = np.exp(odds - odds.max(axis=1, keepdims=True))
    return raised / raised.sum(axis=1, keepdims=True)
