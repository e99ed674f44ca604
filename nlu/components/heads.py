"""One linear model per question, its scores turned into probabilities that hold: of the answers given at 0.8, about
eight in ten are right. Plain numbers in, plain numbers out; nothing here knows Rasa."""
from __future__ import annotations

from dataclasses import dataclass
from typing import Sequence

import numpy as np
from joblib import Parallel, delayed
from scipy.optimize import minimize
from scipy.sparse import csr_matrix
from sklearn.svm import LinearSVC

BLOCK = 8  # neighbouring lines were written together; a fold takes them together, or it would test on near copies


@dataclass(frozen=True)
class Head:
    """Answers one question. With one name it is yes or no; with more, exactly one of them.

    weights: (names, features) float32 · bias: (names,) · slope, shift: from score to log-odds
    """

    names: tuple[str, ...]
    weights: np.ndarray
    bias: np.ndarray
    slope: float
    shift: float

    @classmethod
    def learn(cls, features: csr_matrix, answers: Sequence[str], strength: float, folds: int) -> tuple[Head, np.ndarray]:
        """The head, and its probabilities on each line when it had not seen that line: (lines, names).

        Two different answers make a yes-or-no head named after the second in alphabetical order.
        """
        wanted = np.asarray(answers)
        fold_of = (np.arange(len(wanted)) // BLOCK) % folds
        lessons = [fold_of != fold for fold in range(folds)] + [np.ones(len(wanted), bool)]
        models = Parallel(n_jobs=-1, max_nbytes=None)(delayed(_fit)(features[rows], wanted[rows], strength) for rows in lessons)
        model = models.pop()
        names = tuple(model.classes_) if len(model.classes_) > 2 else (model.classes_[1],)
        unseen = _unseen_scores(models, features, fold_of, names)
        slope, shift = _calibrate(unseen, wanted, names)
        head = cls(names, model.coef_.astype(np.float32), model.intercept_.astype(np.float32), slope, shift)
        return head, head._probabilities(unseen)

    def of(self, features: csr_matrix) -> np.ndarray:
        """(messages, names), each row adding up to 1 unless the head is a yes or no."""
        return self._probabilities(features @ self.weights.T + self.bias)

    def _probabilities(self, scores: np.ndarray) -> np.ndarray:
        odds = scores * self.slope + self.shift
        return 1 / (1 + np.exp(-odds)) if len(self.names) == 1 else _softmax(odds)


def _fit(features: csr_matrix, wanted: np.ndarray, strength: float) -> LinearSVC:
    return LinearSVC(C=strength, class_weight="balanced", tol=0.02, random_state=0).fit(features, wanted)


def _unseen_scores(
    models: list[LinearSVC], features: csr_matrix, fold_of: np.ndarray, names: tuple[str, ...]
) -> np.ndarray:
    """Each line scored by the model that did not learn from it or its neighbours: (lines, names)."""
    scores = np.full((len(fold_of), len(names)), -1.0)
    for fold, model in enumerate(models):
        here = fold_of == fold
        found = model.decision_function(features[here]).reshape(here.sum(), -1)
        columns = [names.index(name) for name in model.classes_] if len(names) > 1 else [0]
        scores[np.ix_(here, columns)] = found
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
