"""Rasa while it answers well and in time; keywords whenever it does not, marked so in the log."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import replace

from bot.understanding import HEARD, Ranking, Understanding, Understood
from bot.understanding.danger_words import DangerWords
from bot.understanding.parts import clauses, halves
from bot.understanding.rasa import Rasa, RasaUnavailable

log = logging.getLogger("frontdoor.understanding")


SUSPECTED = 0.3
"""With a phrase of council/danger_words.yml in it, a message is an emergency from this chance of danger. Chosen on
messages that the model had not learned: the phrase alone is right seven times in ten, with this nine."""
NINE_IN_TEN = 0.9
UNSURE = 0.6
"""A service that Rasa names with less is worth a second opinion: of 171 such messages that were not learned, the mean of
both named the right one first for 109, Rasa alone for 92."""
HALF_HEARD = ((0.1, 0.95), (0.02, 0.999))
"""A wish (for a person, to take it further) of which Rasa hears only so much in the whole of a message counts when it is so
clear in one clause: "..., can I just speak to someone please". Of 9,400 messages without a wish two came out with one."""
OF_ITS_OWN = 0.7
"""How sure that each half of a message is about its own service: of 69 messages of two halves that tell of one problem, one
was taken for two."""
_ABOUT_IT = ("ask_bot", "withdraw")
"""What speaks of persons and complaints without wishing for one."""


class Either:
    def __init__(self, rasa: Rasa, keywords: Understanding) -> None:
        self._rasa = rasa
        self._keywords = keywords
        self._phrases = DangerWords.load()

    async def read(self, text: str) -> Understood:
        try:
            understood = await self._with_another(await self._rasa.read(text), text)
        except RasaUnavailable as problem:
            log.warning("understood by keywords: rasa is unavailable (%s)", problem)
            return await self._keywords.read(text)
        if understood.services and understood.services[0][1] < UNSURE:
            second = await self._keywords.read(text)
            understood = replace(understood, services=_mean(understood.services, second.services))
        return self._with_phrases(await self._with_wishes(understood, text), text)

    async def _with_another(self, understood: Understood, text: str) -> Understood:
        """Read apart, each half of "the lift is out and also someone dumped a mattress" is about a service of its own."""
        if not (both := halves(text)):
            return understood
        one, other = [await self._rasa.read(half) for half in both]
        if one.service == other.service or not (_tells(one) and _tells(other)):
            return understood
        return replace(understood, services=one.services, also=(other.service, both[1]))

    async def _with_wishes(self, understood: Understood, text: str) -> Understood:
        whole = (understood.human, understood.escalate)
        if understood.act in _ABOUT_IT or not any(HALF_HEARD[-1][0] <= sure < HEARD for sure in whole):
            return understood
        parts = [await self._keywords.read(clause) for clause in clauses(text)]
        return replace(
            understood,
            human=_surer(understood.human, [one.human for one in parts]),
            escalate=_surer(understood.escalate, [one.escalate for one in parts]),
        )

    def _with_phrases(self, understood: Understood, text: str) -> Understood:
        understood = replace(understood, safe=self._phrases.safe(text))
        if understood.emergency or understood.danger < SUSPECTED:
            return understood
        said = self._phrases.find(text)
        return replace(understood, emergency=said, danger=NINE_IN_TEN) if said else understood


def _tells(half: Understood) -> bool:
    return half.act == "report" and half.service != "other" and half.confidence >= OF_ITS_OWN


def _surer(whole: float, parts: Sequence[float]) -> float:
    surest = max(parts, default=0.0)
    return max(whole, surest) if any(whole >= doubt and surest >= clear for doubt, clear in HALF_HEARD) else whole


def _mean(one: Ranking, other: Ranking) -> Ranking:
    """Of two opinions; what only one of them names counts half."""
    first, second = dict(one), dict(other)
    chances = ((name, (first.get(name, 0.0) + second.get(name, 0.0)) / 2) for name in first | second)
    return tuple(sorted(chances, key=lambda pair: -pair[1]))
