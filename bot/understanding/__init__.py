"""What kind of message is this, about which service, how sure, and is anyone in danger?

Understanding reads one message on its own; the conversation (what was asked, who holds the floor) is added by
whoever acts on it. Rasa answers when it can; keywords answer whenever it cannot.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

Ranking = tuple[tuple[str, float], ...]
HEARD = 0.5
"""How sure that a person or a complaint is asked for, whatever the rest of the message is about."""


@dataclass(frozen=True)
class Understood:
    """One message, read. Rankings are best first, probabilities 0-1.

    emergency: one of the taxonomy's, or None. which: how sure that it is that one, given that it is one.
    danger: probability that anyone is in danger now. safe: it says that nobody is.
    human / escalate: whether a person, or a complaint, is asked for anywhere in it. also: a second service that it is
    about, with the words about it. lang: ISO 639-1 or None if unsure.
    by: `rasa` or `keywords`.
    """

    acts: Ranking
    services: Ranking
    emergency: str | None = None
    which: float = 1.0
    danger: float = 0.0
    safe: bool = False
    human: float = 0.0
    escalate: float = 0.0
    also: tuple[str, str] | None = None
    lang: str | None = None
    by: str = "keywords"

    @property
    def act(self) -> str:
        return self.acts[0][0] if self.acts else "report"

    @property
    def service(self) -> str:
        return self.services[0][0] if self.services else "other"

    @property
    def confidence(self) -> float:
        """How sure of the act; for a report, how sure of the service."""
        ranking = self.services if self.act == "report" else self.acts
        return ranking[0][1] if ranking else 0.0

    @property
    def sure(self) -> float:
        """How sure of all of it: no surer than of what it is, nor than of whether anyone is in danger."""
        return min(self.confidence, abs(2 * self.danger - 1))


class Understanding(Protocol):
    """Anything that can read a message."""

    async def read(self, text: str) -> Understood: ...
