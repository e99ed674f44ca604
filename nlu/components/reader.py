"""The heads together: learned from labelled lines, kept in a folder, asked about a message."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Callable

import numpy as np
from scipy.sparse import csr_matrix

from components.alarm import Alarm, likeliest
from components.heads import Head, Tested, are_held
from components.labels import DANGER, Meaning
from components.neighbours import Neighbours
from components.progress import say

YES, NO = "yes", "no"

Answer = Callable[[Meaning], "str | None"]

# What each head is asked of a line; None leaves the line out of that head's lessons.
QUESTIONS: dict[str, Answer] = {
    "act": lambda meaning: meaning.act,
    "service": lambda meaning: meaning.service,
    "danger": lambda meaning: meaning.kind,
    "harm": lambda meaning: YES if meaning.emergency else NO,
    "human": lambda meaning: YES if meaning.wants_person else NO,
    "escalate": lambda meaning: YES if meaning.wants_escalation else NO,
}

RARE_COUNTS_AS_MUCH = ("danger", "harm")


@dataclass(frozen=True)
class Reader:
    heads: dict[str, Head]
    alarm: Alarm
    neighbours: Neighbours | None = None

    @classmethod
    def learn(cls, features: csr_matrix, meant: np.ndarray, meanings: list[Meaning], config: dict[str, Any]) -> Reader:
        """features: all of them, weighed, (lines, features). meant: what the encoder made of each line."""
        tested: dict[str, Tested] = {}
        for question, answer in QUESTIONS.items():
            asked = [(line, given) for line, given in enumerate(map(answer, meanings)) if given]
            lines, answers = [line for line, _ in asked], [given for _, given in asked]
            if len(set(answers)) < 2:
                continue
            say(f"learning {question} from {len(lines)} lines")
            rare = question in RARE_COUNTS_AS_MUCH
            strength = config["danger_strength" if rare else "strength"]
            tested[question] = Head.learn(features[lines], answers, strength, config["held_back"], even=rare)
        heads = {question: one.head for question, one in tested.items()}
        if "harm" not in tested:
            return cls(heads, Alarm())
        say("comparing neighbours")
        danger = np.array([bool(meaning.emergency) for meaning in meanings])
        held = are_held(len(meanings), config["held_back"])
        share = Neighbours.learn(meant[~held], danger[~held]).share(meant[held])
        alarm = Alarm.learn(tested["danger"], tested["harm"], share, config["false_alarms"])
        return cls(heads, alarm, Neighbours.learn(meant, danger))

    def read(self, features: csr_matrix, meant: np.ndarray, top: int) -> list[dict[str, Any]]:
        """One `door` object a message (its shape is in docs/understanding.md)."""
        found = {question: head.of(features) for question, head in self.heads.items()}
        danger = self._danger(found, meant)
        rows = range(features.shape[0])
        return [
            self._door({question: chances[row] for question, chances in found.items()}, float(danger[row]), top)
            for row in rows
        ]

    def _door(self, chances: dict[str, np.ndarray], danger: float, top: int) -> dict[str, Any]:
        return {
            "acts": self._best("act", chances, top),
            "services": self._best("service", chances, top),
            "emergencies": self._emergencies(chances, danger) if danger >= self.alarm.level else [],
            "danger": round(danger, 4),
            "human": self._yes("human", chances),
            "escalate": self._yes("escalate", chances),
        }

    def _best(self, question: str, chances: dict[str, np.ndarray], top: int) -> list[list[Any]]:
        if question not in chances:
            return []
        order = np.argsort(-chances[question])[:top]
        return [[self.heads[question].names[at], round(float(chances[question][at]), 4)] for at in order]

    def _danger(self, found: dict[str, np.ndarray], meant: np.ndarray) -> np.ndarray:
        if self.neighbours is None:
            return np.zeros(len(meant))
        near = self.neighbours
        kinds = likeliest(self.heads["danger"].names, found["danger"])
        return self.alarm.chance(kinds, found["harm"][:, 0], lambda rows: near.share(meant[rows]))

    def _emergencies(self, chances: dict[str, np.ndarray], danger: float) -> list[list[Any]]:
        """The likeliest, then those that reach the alarm by themselves; each has its share of the danger."""
        every = self._best("danger", chances, len(self.heads["danger"].names))
        found = [(name[len(DANGER) :], chance) for name, chance in every if name.startswith(DANGER)]
        whole = sum(chance for _, chance in found) or 1.0
        shares = [[name, round(danger * chance / whole, 4)] for name, chance in found]
        return shares[:1] + [pair for pair in shares[1:] if pair[1] >= self.alarm.level]

    @staticmethod
    def _yes(question: str, chances: dict[str, np.ndarray]) -> float:
        return round(float(chances[question][0]), 4) if question in chances else 0.0

    def save(self, folder: Path) -> None:
        """Numbers and names only: a model file that is opened must not be able to run anything."""
        about = {q: {"names": h.names, "slope": h.slope, "shift": h.shift} for q, h in self.heads.items()}
        (folder / "heads.json").write_text(json.dumps({"alarm": asdict(self.alarm), "heads": about}, indent=1))
        arrays = {f"{q}.{part}": getattr(h, part) for q, h in self.heads.items() for part in ("weights", "bias")}
        np.savez(folder / "heads.npz", **arrays)
        if self.neighbours:
            self.neighbours.save(folder)

    @classmethod
    def open(cls, folder: Path) -> Reader:
        about = json.loads((folder / "heads.json").read_text())
        with np.load(folder / "heads.npz", allow_pickle=False) as kept:
            heads = {
                q: Head(tuple(h["names"]), kept[f"{q}.weights"], kept[f"{q}.bias"], h["slope"], h["shift"])
                for q, h in about["heads"].items()
            }
        neighbours = Neighbours.open(folder) if "harm" in heads else None
        return cls(heads, Alarm(**about["alarm"]), neighbours)
