"""The heads together: learned from labelled lines, kept in a folder, asked about a message."""
from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Callable

import numpy as np
from scipy.sparse import csr_matrix

from components.heads import Head
from components.labels import Meaning

YES, NO = "yes", "no"

Answer = Callable[[Meaning], "str | None"]

# What each head is asked of a line; None leaves the line out of that head's lessons.
QUESTIONS: dict[str, Answer] = {
    "act": lambda meaning: meaning.act,
    "service": lambda meaning: meaning.service,
    "danger": lambda meaning: YES if meaning.emergency else NO,
    "emergency": lambda meaning: meaning.emergency,
    "human": lambda meaning: YES if meaning.wants_person else NO,
    "escalate": lambda meaning: YES if meaning.wants_escalation else NO,
}


@dataclass(frozen=True)
class Reader:
    """`alarm`: the chance of danger from which a message is treated as an emergency."""

    heads: dict[str, Head]
    alarm: float

    @classmethod
    def learn(
        cls, features: csr_matrix, meanings: list[Meaning], config: dict[str, Any], say: Callable[[str], None]
    ) -> Reader:
        heads, alarm = {}, 0.5
        for question, answer in QUESTIONS.items():
            asked = [(line, given) for line, given in enumerate(map(answer, meanings)) if given]
            lines, answers = [line for line, _ in asked], [given for _, given in asked]
            if len(set(answers)) < 2:
                continue
            say(f"learning {question}: {len(lines)} lines, {len(set(answers))} answers")
            heads[question], unseen = Head.learn(features[lines], answers, config["strength"], config["folds"])
            if question == "danger":
                alarm = _alarm(unseen[:, 0], np.array(answers) == YES, config["danger_recall"])
        return cls(heads, alarm)

    def read(self, features: csr_matrix, top: int) -> list[dict[str, Any]]:
        """One `door` object a message (its shape is in docs/understanding.md)."""
        found = {question: head.of(features) for question, head in self.heads.items()}
        return [self._door({question: chances[row] for question, chances in found.items()}, top) for row in range(features.shape[0])]

    def _door(self, chances: dict[str, np.ndarray], top: int) -> dict[str, Any]:
        danger = float(chances["danger"][0]) if "danger" in chances else 0.0
        return {
            "acts": self._best("act", chances, top),
            "services": self._best("service", chances, top),
            "emergencies": self._emergencies(chances, danger),
            "danger": round(danger, 4),
            "human": self._yes("human", chances),
            "escalate": self._yes("escalate", chances),
        }

    def _best(self, question: str, chances: dict[str, np.ndarray], top: int) -> list[list[Any]]:
        if question not in chances:
            return []
        order = np.argsort(-chances[question])[:top]
        return [[self.heads[question].names[at], round(float(chances[question][at]), 4)] for at in order]

    def _emergencies(self, chances: dict[str, np.ndarray], danger: float) -> list[list[Any]]:
        """Never empty when danger reaches the alarm; the likeliest first, then others that reach it by themselves."""
        if danger < self.alarm:
            return []
        ranked = [[name, round(chance * danger, 4)] for name, chance in self._best("emergency", chances, 12)]
        return ranked[:1] + [pair for pair in ranked[1:] if pair[1] >= self.alarm]

    @staticmethod
    def _yes(question: str, chances: dict[str, np.ndarray]) -> float:
        return round(float(chances[question][0]), 4) if question in chances else 0.0

    def save(self, folder: Path) -> None:
        """Numbers and names only: a model file that is opened must not be able to run anything."""
        about = {q: {"names": h.names, "slope": h.slope, "shift": h.shift} for q, h in self.heads.items()}
        (folder / "heads.json").write_text(json.dumps({"alarm": self.alarm, "heads": about}, indent=1))
        arrays = {f"{q}.{part}": getattr(h, part) for q, h in self.heads.items() for part in ("weights", "bias")}
        np.savez(folder / "heads.npz", **arrays)

    @classmethod
    def open(cls, folder: Path) -> Reader:
        about = json.loads((folder / "heads.json").read_text())
        with np.load(folder / "heads.npz", allow_pickle=False) as kept:
            heads = {
                q: Head(tuple(h["names"]), kept[f"{q}.weights"], kept[f"{q}.bias"], h["slope"], h["shift"])
                for q, h in about["heads"].items()
            }
        return cls(heads, about["alarm"])


def _alarm(danger: np.ndarray, happening: np.ndarray, recall: float) -> float:
    """The highest chance that still catches `recall` of the dangers it had not seen."""
    return float(np.quantile(danger[happening], 1 - recall))
