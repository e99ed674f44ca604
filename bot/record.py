"""The record of what a resident said: facts, in their own words, beside a tidied value."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any


@dataclass(frozen=True)
class Fact:
    """One thing a resident told us.

    name: `what`, `where`, ... or one of the service's own. value: tidied, as played back. said: as typed.
    seq: the message it came from (0: told by the channel, for example the number they text from).
    """

    name: str
    value: str
    said: str
    seq: int


@dataclass(frozen=True)
class Record:
    """What is being, or was, written down. `declined`: facts the resident would rather not give."""

    service: str | None = None
    facts: dict[str, Fact] = field(default_factory=dict)
    declined: frozenset[str] = frozenset()
    version: int = 1

    def holds(self, name: str) -> bool:
        """Whether the fact is known, or will not be told: either way it is not asked."""
        return name in self.facts or name in self.declined

    def value(self, name: str) -> str:
        """The tidied value, or an empty string."""
        return self.facts[name].value if name in self.facts else ""

    def with_fact(self, fact: Fact) -> Record:
        return replace(self, facts={**self.facts, fact.name: fact}, declined=self.declined - {fact.name})

    def without(self, name: str) -> Record:
        return replace(self, facts={key: fact for key, fact in self.facts.items() if key != name})

    def declining(self, name: str) -> Record:
        return replace(self, declined=self.declined | {name})

    def as_json(self) -> dict[str, Any]:
        return {
            "service": self.service,
            "facts": [[fact.name, fact.value, fact.said, fact.seq] for fact in self.facts.values()],
            "declined": sorted(self.declined),
            "version": self.version,
        }

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> Record:
        facts = [Fact(*row) for row in stored["facts"]]
        return cls(
            service=stored["service"],
            facts={fact.name: fact for fact in facts},
            declined=frozenset(stored["declined"]),
            version=stored["version"],
        )
