"""Is anyone in danger? Two heads are asked, since they fail differently, and their answers weighed."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from sklearn.linear_model import LogisticRegression

from components.heads import Tested
from components.labels import DANGER


@dataclass(frozen=True)
class Alarm:
    """kinds, harm: what the log-odds of each head are worth. shift: added to them.
    level: the chance of danger from which a message is treated as an emergency."""

    kinds: float = 1.0
    harm: float = 0.0
    shift: float = 0.0
    level: float = 0.5

    @classmethod
    def learn(cls, kinds: Tested, harm: Tested, false_alarms: float) -> Alarm:
        """From the same lines held back from both. `false_alarms`: the share of those without danger that may reach the level."""
        danger = np.array([answer.startswith(DANGER) for answer in kinds.wanted])
        seen = np.column_stack([log_odds(dangerous(kinds.head.names, kinds.given)), log_odds(harm.given[:, 0])])
        weighed = LogisticRegression().fit(seen, danger)
        (one, other), shift = weighed.coef_[0], weighed.intercept_[0]
        level = np.quantile(weighed.predict_proba(seen)[~danger, 1], 1 - false_alarms)
        return cls(float(one), float(other), float(shift), float(level))

    def chance(self, kinds: np.ndarray, harm: np.ndarray) -> np.ndarray:
        """Of danger, from what the two heads give it."""
        return 1 / (1 + np.exp(-(self.kinds * log_odds(kinds) + self.harm * log_odds(harm) + self.shift)))


def dangerous(names: tuple[str, ...], chances: np.ndarray) -> np.ndarray:
    """The chances of all emergencies together, for each line."""
    return chances[:, [name.startswith(DANGER) for name in names]].sum(axis=1)


def log_odds(chance: np.ndarray) -> np.ndarray:
    kept = np.clip(chance, 1e-6, 1 - 1e-6)
    return np.log(kept / (1 - kept))
