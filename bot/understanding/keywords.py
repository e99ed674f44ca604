"""Understanding without Rasa, for when it is down or not yet trained: learned at the door's start from the same examples."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from bot.understanding import Understood
from bot.understanding.bayes import Bayes
from bot.understanding.danger_words import DangerWords
from bot.understanding.examples import EXAMPLES, examples
from bot.understanding.grams import Vocabulary
from bot.understanding.kept import kept
from bot.understanding.language import detect
from bot.understanding.logistic import Logistic

SHOWN = 8
"""Entries of a ranking that anyone could want."""
SAID = 0.75
"""What a danger phrase is worth at least: as often as it was right among the examples."""
RAISED = 0.25
"""An emergency is named from here up. A miss is far worse than a false alarm, which costs one line below `actions.danger.SURE`."""


class Keywords:
    def __init__(self, learned: Learned, phrases: DangerWords) -> None:
        self._learned, self._phrases = learned, phrases

    @classmethod
    def learn(cls, folder: Path = EXAMPLES, keep: Path | None = None) -> Keywords:
        """Some ten seconds; a few tenths where `keep` (a folder) has what was learned from these very examples."""
        if keep is None:
            return cls(_learn(folder), DangerWords.load())
        sources = [*folder.rglob("*.yml"), *Path(__file__).parent.glob("*.py")]
        return cls(kept(keep, sources, lambda: _learn(folder)), DangerWords.load())

    async def read(self, text: str) -> Understood:
        """Never fails; an empty message is understood as nothing."""
        learned = self._learned
        grams = learned.vocabulary.known(text)
        said = self._phrases.find(text)
        danger = max(learned.danger.sure(grams) if grams else 0.0, SAID if said else 0.0)
        likeliest = learned.emergencies.rank(grams)
        return Understood(
            acts=learned.acts.rank(grams)[:SHOWN],
            services=learned.services.rank(grams)[:SHOWN],
            emergency=said or (likeliest[0][0] if likeliest and danger >= RAISED else None),
            danger=danger,
            safe=self._phrases.safe(text),
            human=learned.human.sure(grams) if grams else 0.0,
            escalate=learned.escalate.sure(grams) if grams else 0.0,
            lang=detect(text),
            by="keywords",
        )


@dataclass(frozen=True)
class Learned:
    vocabulary: Vocabulary
    acts: Bayes
    services: Bayes
    emergencies: Bayes
    danger: Logistic
    human: Logistic
    escalate: Logistic


def _learn(folder: Path) -> Learned:
    """The numbers are what cross-validation on the examples gave."""
    vocabulary = Vocabulary()
    read = [(vocabulary.learn(one.text), one.meaning) for one in examples(folder)]
    often = vocabulary.keep(Counter(chain.from_iterable(row for row, _ in read)))
    read = [([often[gram] for gram in row if gram in often], meaning) for row, meaning in read]
    grams, meanings, size = [row for row, _ in read], [meaning for _, meaning in read], len(often)
    human = ["ask_human" in one.acts for one in meanings]
    escalate = ["ask_escalation" in one.acts for one in meanings]
    danger = [one.emergency is not None for one in meanings]
    return Learned(
        vocabulary,
        acts=Bayes(((row, one.acts[0]) for row, one in read), flat=2, sharp=20),
        services=Bayes(((row, one.services[0]) for row, one in read if one.services), flat=5, sharp=20),
        emergencies=Bayes(((row, one.emergency) for row, one in read if one.emergency), flat=2.5, sharp=6.5),
        danger=Logistic(grams, danger, size, favour=2, slope=1.1, shift=-0.74),
        human=Logistic(grams, human, size, favour=2, slope=1.6),
        escalate=Logistic(grams, escalate, size, favour=2, slope=1.8, shift=0.7),
    )
