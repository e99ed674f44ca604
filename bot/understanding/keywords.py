"""Understanding without Rasa: learned at the door's start from the same examples, for when Rasa is down or not yet trained."""

from __future__ import annotations

from pathlib import Path

from bot.understanding import Ranking, Understood
from bot.understanding.bayes import Bayes
from bot.understanding.examples import Example, examples
from bot.understanding.grams import grams
from bot.understanding.language import detect

EXAMPLES = Path(__file__).parents[2] / "nlu" / "data"
NONE = "none"
SHOWN = 8
"""Entries of a ranking that anyone downstream could want."""


class Keywords:
    def __init__(self, acts: Bayes, services: Bayes, danger: Bayes, human: Bayes, escalate: Bayes) -> None:
        self._acts, self._services, self._danger = acts, services, danger
        self._human, self._escalate = human, escalate

    @classmethod
    def learn(cls, folder: Path = EXAMPLES) -> Keywords:
        read = [(grams(example.text), example) for example in examples(folder)]
        return cls(
            acts=Bayes.learn(((found, one.meaning.acts[0]) for found, one in read), sharpness=1.0),
            services=Bayes.learn(
                ((found, one.meaning.services[0]) for found, one in read if one.meaning.services), sharpness=1.0
            ),
            danger=Bayes.learn(((found, one.meaning.emergency or NONE) for found, one in read), sharpness=1.0),
            human=Bayes.learn(((found, _asks("ask_human", one)) for found, one in read), sharpness=1.0),
            escalate=Bayes.learn(((found, _asks("ask_escalation", one)) for found, one in read), sharpness=1.0),
        )

    async def read(self, text: str) -> Understood:
        found = grams(text)
        dangers = dict(self._danger.rank(found))
        danger = 1 - dangers.pop(NONE, 1.0)
        return Understood(
            acts=self._acts.rank(found)[:SHOWN],
            services=self._services.rank(found)[:SHOWN],
            emergency=max(dangers, key=dangers.__getitem__) if dangers and danger >= 0.5 else None,
            danger=danger,
            human=_sure("ask_human", self._human.rank(found)),
            escalate=_sure("ask_escalation", self._escalate.rank(found)),
            lang=detect(text),
            by="keywords",
        )


def _asks(act: str, example: Example) -> str:
    return act if act in example.meaning.acts else NONE


def _sure(name: str, ranking: Ranking) -> float:
    return dict(ranking).get(name, 0.0)
