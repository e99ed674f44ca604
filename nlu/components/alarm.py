"""Is anyone in danger? Two heads are asked, since they fail differently, and their answers weighed; where that leaves
it possible, the nearest examples are asked as well."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Callable

import numpy as np
from sklearn.linear_model import LogisticRegression

from components.heads import Tested
from components.labels import DANGER

POSSIBLE = 0.1  # below this chance the neighbours are not asked: most messages, which so take no longer


@dataclass(frozen=True)
class Alarm:
    """kinds, harm: what the log-odds of each head are worth. shift: added to them. heads, near: what those two together,
    and the share of dangers among the neighbours, are worth; near_shift: added to them.
    level: the chance of danger from which a message is treated as an emergency."""

    kinds: float = 1.0
    harm: float = 0.0
    shift: float = 0.0
    heads: float = 1.0
    near: float = 0.0
    near_shift: float = 0.0
    level: float = 0.5

    @classmethod
    def learn(cls, kinds: Tested, harm: Tested, share: np.ndarray, false_alarms: float) -> Alarm:
        """From the same lines held back from all three. `false_alarms`: the share of those without danger that may reach
        the level."""
        danger = np.array([answer.startswith(DANGER) for answer in kinds.wanted])
        seen = np.column_stack([log_odds(likeliest(kinds.head.names, kinds.given)), log_odds(harm.given[:, 0])])
        first = LogisticRegression().fit(seen, danger)
        told = np.column_stack([first.decision_function(seen), odds_of_share(share)])
        second = LogisticRegression().fit(told, danger)
        weights = (*first.coef_[0], first.intercept_[0], *second.coef_[0], second.intercept_[0])
        alarm = cls(*(float(weight) for weight in weights))
        chances = alarm.chance(likeliest(kinds.head.names, kinds.given), harm.given[:, 0], lambda rows: share[rows])
        return replace(alarm, level=float(np.quantile(chances[~danger], 1 - false_alarms)))

    def chance(self, kinds: np.ndarray, harm: np.ndarray, share: Callable[[np.ndarray], np.ndarray]) -> np.ndarray:
        """Of danger, from what the two heads give each message. `share`: for the messages at these places, the share of
        dangers among their neighbours; asked only where danger is possible."""
        odds = self.kinds * log_odds(kinds) + self.harm * log_odds(harm) + self.shift
        possible = np.flatnonzero(odds >= log_odds(np.array(POSSIBLE)))
        if self.near and len(possible):
            near = self.near * odds_of_share(share(possible))
            odds[possible] = self.heads * odds[possible] + near + self.near_shift
        return 1 / (1 + np.exp(-odds))


def likeliest(names: tuple[str, ...], chances: np.ndarray) -> np.ndarray:
    """The chance of the likeliest emergency, for each line. Not of all together: what is a little like five emergencies
    is none of them."""
    return chances[:, [name.startswith(DANGER) for name in names]].max(axis=1)


def log_odds(chance: np.ndarray) -> np.ndarray:
    kept = np.clip(chance, 1e-6, 1 - 1e-6)
    return np.log(kept / (1 - kept))


def odds_of_share(share: np.ndarray) -> np.ndarray:
    """Twenty neighbours cannot say never or always."""
    return np.log((share + 0.02) / (1.02 - share))
