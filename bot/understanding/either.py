"""Rasa while it answers well and in time; keywords whenever it does not, marked so in the log."""

from __future__ import annotations

import logging
from dataclasses import replace

from bot.understanding import Understanding, Understood
from bot.understanding.danger_words import DangerWords
from bot.understanding.rasa import Rasa, RasaUnavailable

log = logging.getLogger("frontdoor.understanding")


SUSPECTED = 0.25
"""With a phrase of council/danger_words.yml in it, a message is an emergency from this chance of danger. Chosen on the
lines that the model had not learned: the phrase alone is right seven times in ten, with this nine."""
NINE_IN_TEN = 0.9


class Either:
    def __init__(self, rasa: Rasa, keywords: Understanding) -> None:
        self._rasa = rasa
        self._keywords = keywords
        self._phrases = DangerWords.load()

    async def read(self, text: str) -> Understood:
        try:
            return self._with_phrases(await self._rasa.read(text), text)
        except RasaUnavailable as problem:
            log.warning("understood by keywords: rasa is unavailable (%s)", problem)
            return await self._keywords.read(text)

    def _with_phrases(self, understood: Understood, text: str) -> Understood:
        understood = replace(understood, safe=self._phrases.safe(text))
        if understood.emergency or understood.danger < SUSPECTED:
            return understood
        said = self._phrases.find(text)
        return replace(understood, emergency=said, danger=NINE_IN_TEN) if said else understood
