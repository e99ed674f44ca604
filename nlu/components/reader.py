"""The heads together: learned from labelled lines, kept in a folder, asked about a message."""
from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Callable

import numpy as np
from scipy.sparse import csr_matrix

from components.heads import Head, Tested
from components.labels import DANGER, Meaning
from components.progress import say

YES, NO = "yes", "no"

Answer = Callable[[Meaning], "str | None"]

# What each head is asked of a line; None leaves the line out of that head's lessons.
QUESTIONS: dict[str, Answer] = {
    "act": lambda meaning: meaning.act,
    "service": lambda meaning: meaning.service,
    "danger": lambda meaning: meaning.kind,
    "human": lambda meaning: YES if meaning.wants_person else NO,
    "escalate": lambda meaning: YES if meaning.wants_escalation else NO,
}


@dataclass(frozen=True)
class Reader:
    """`alarm`: the chance of danger from which a message is treated as an emergency."""

    heads: dict[str, Head]
    alarm: float

    @classmethod
    def learn(cls, features: csr_matrix, meanings: list[Meaning], config: dict[str, Any]) -> Reader:
        heads, alarm = {}, 0.5
        for question, answer in QUESTIONS.items():
            asked = [(line, given) for line, given in enumerate(map(answer, meanings)) if given]
            lines, answers = [line for line, _ in asked], [given for _, given in asked]
            if len(set(answers)) < 2:
                continue
            say(f"learning {question} from {len(lines)} lines")
            tested = Head.learn(features[lines], answers, config["strength"], config["held_back"])
            heads[question] = tested.head
            if question == "danger":
                alarm = _alarm(tested, config["false_alarms"])
        return cls(heads, alarm)

    def read(self, features: csr_matrix, top: int) -> list[dict[str, Any]]:
        """One `door` object a message (its shape is in docs/understanding.md)."""
        found = {question: head.of(features) for question, head in self.heads.items()}
        rows = range(features.shape[0])
        return [self._door({question: chances[row] for question, chances in found.items()}, top) for row in rows]

    def _door(self, chances: dict[str, np.ndarray], top: int) -> dict[str, Any]:
        emergencies = self._emergencies(chances)
        return {
            "acts": self._best("act", chances, top),
            "services": self._best("service", chances, top),
            "emergencies": self._alarming(emergencies),
            "danger": round(sum(chance for _, chance in emergencies), 4),
            "human": self._yes("human", chances),
            "escalate": self._yes("escalate", chances),
        }

    def _best(self, question: str, chances: dict[str, np.ndarray], top: int) -> list[list[Any]]:
        if question not in chances:
            return []
        order = np.argsort(-chances[question])[:top]
        return [[self.heads[question].names[at], round(float(chances[question][at]), 4)] for at in order]

    def _emergencies(self, chances: dict[str, np.ndarray]) -> list[list[Any]]:
        every = self._best("danger", chances, len(self.heads["danger"].names)) if "danger" in chances else []
        return [[name[len(DANGER) :], chance] for name, chance in every if name.startswith(DANGER)]

    def _alarming(self, emergencies: list[list[Any]]) -> list[list[Any]]:
        """The likeliest when all together reach the alarm, then those that reach it by themselves."""
        if sum(chance for _, chance in emergencies) < self.alarm:
            return []
        return emergencies[:1] + [pair for pair in emergencies[1:] if pair[1] >= self.alarm]

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


def _alarm(tested: Tested, false_alarms: float) -> float:
    """The chance of danger that only `false_alarms` of the lines held back without danger reach."""
    dangers = tested.given[:, [name.startswith(DANGER) for name in tested.head.names]].sum(axis=1)
    safe = [not answer.startswith(DANGER) for answer in tested.wanted]
    return float(np.quantile(dangers[safe], 1 - false_alarms))
