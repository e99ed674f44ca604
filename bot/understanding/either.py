"""Rasa while it answers well and in time; keywords whenever it does not, marked so in the log."""

from __future__ import annotations

import logging

from bot.understanding import Understanding, Understood
from bot.understanding.rasa import Rasa, RasaUnavailable

log = logging.getLogger("frontdoor.understanding")


class Either:
    def __init__(self, rasa: Rasa, keywords: Understanding) -> None:
        self._rasa = rasa
        self._keywords = keywords

    async def read(self, text: str) -> Understood:
        try:
            return await self._rasa.read(text)
        except RasaUnavailable as problem:
            log.warning("understood by keywords: rasa is unavailable (%s)", problem)
            return await self._keywords.read(text)
