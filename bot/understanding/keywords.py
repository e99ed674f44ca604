"""Understanding without Rasa, for when it is down or not yet trained: learned at the door's start from the same examples."""

from __future__ import annotations

from collections import Counter
from itertools import chain
from pathlib import Path

from bot.understanding import Understood
from bot.understanding.bayes import Bayes
from bot.understanding.danger_words import DangerWords
from bot.understanding.examples import EXAMPLES, examples
from bot.understanding.grams import Vocabulary
from bot.understanding.language import detect
from bot.understanding.logistic import Logistic

SHOWN = 8
"""Entries of a ranking that anyone could want."""
SAID = 0.75
"""What a danger phrase is worth at least: as often as it was right among the examples."""
RAISED = 0.12
"""An emergency is named from here up. A miss is far worse than a false alarm, which costs one line below `actions.danger.SURE`."""


class Keywords:
    def __init__(
        self,
        vocabulary: Vocabulary,
        *,
        acts: Bayes,
        services: Bayes,
        emergencies: Bayes,
        danger: Logistic,
        human: Logistic,
        escalate: Logistic,
        phrases: DangerWords,
    ) -> None:
        self._vocabulary = vocabulary
        self._acts, self._services, self._emergencies = acts, services, emergencies
        self._danger, self._human, self._escalate = danger, human, escalate
        self._phrases = phrases

    @classmethod
    def learn(cls, folder: Path = EXAMPLES) -> Keywords:
        """About two seconds. The numbers are what five-fold cross-validation on the examples gave."""
        vocabulary = Vocabulary()
        read = [(vocabulary.learn(one.text), one.meaning) for one in examples(folder)]
        seen = Counter(chain.from_iterable(row for row, _ in read))
        often = {gram for gram, times in seen.items() if times > 1}
        vocabulary.learned(often)
        read = [(list(filter(often.__contains__, row)), meaning) for row, meaning in read]
        grams, meanings, size = [row for row, _ in read], [meaning for _, meaning in read], vocabulary.size
        return cls(
            vocabulary,
            acts=Bayes(((row, one.acts[0]) for row, one in read), flat=2, sharp=20),
            services=Bayes(((row, one.services[0]) for row, one in read if one.services), flat=5, sharp=20),
            emergencies=Bayes(((row, one.emergency) for row, one in read if one.emergency), flat=2.5, sharp=6.5),
            danger=Logistic(
                grams, [one.emergency is not None for one in meanings], size, favour=2, slope=1.1, shift=-0.95
            ),
            human=Logistic(grams, ["ask_human" in one.acts for one in meanings], size, favour=2, slope=1.6),
            escalate=Logistic(
                grams, ["ask_escalation" in one.acts for one in meanings], size, favour=2, slope=1.8, shift=0.7
            ),
            phrases=DangerWords.load(),
        )

    async def read(self, text: str) -> Understood:
        """Never fails; an empty message is understood as nothing."""
        grams = self._vocabulary.known(text)
        said = self._phrases.find(text)
        danger = max(self._danger.sure(grams) if grams else 0.0, SAID if said else 0.0)
        likeliest = self._emergencies.rank(grams)
        return Understood(
            acts=self._acts.rank(grams)[:SHOWN],
            services=self._services.rank(grams)[:SHOWN],
            emergency=said or (likeliest[0][0] if likeliest and danger >= RAISED else None),
            danger=danger,
            human=self._human.sure(grams) if grams else 0.0,
            escalate=self._escalate.sure(grams) if grams else 0.0,
            lang=detect(text),
            by="keywords",
        )
