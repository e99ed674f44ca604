"""What an intent says: which act, which service, which emergency (conventions in ../data/README.md)."""

from __future__ import annotations

from dataclasses import dataclass

REPORT = "report"
DANGER = "danger_"

ACTS = tuple(
    """report inform affirm deny correct_record add_information ask_human ask_escalation ask_status ask_next_steps
    ask_owner still_broken withdraw ask_bot ask_help ask_language access_need contact_preference feedback repeat pause
    decline greet thanks goodbye off_topic""".split()
)
EMERGENCIES = tuple(
    """fire gas medical violence domestic_abuse child_at_risk adult_at_risk suicide collapse flood homeless_tonight
    no_heat_vulnerable""".split()
)


@dataclass(frozen=True)
class Meaning:
    """One message's labels. `acts` and `services` keep the writer's order; the first is what matters most."""

    acts: tuple[str, ...]
    services: tuple[str, ...]
    emergency: str | None

    @classmethod
    def of(cls, intent: str) -> Meaning:
        """`still_broken+missed_bin` -> acts (still_broken,), services (missed_bin,). Raises ValueError on a label
        that no list can hold."""
        labels = intent.split("+")
        dangers = [label[len(DANGER) :] for label in labels if label.startswith(DANGER)]
        unknown = [name for name in dangers if name not in EMERGENCIES]
        if unknown or not all(labels):
            raise ValueError(f"intent {intent!r}: write it as labels joined by '+', emergencies one of {EMERGENCIES}")
        acts = tuple(label for label in labels if label in ACTS)
        services = tuple(label for label in labels if label not in ACTS and not label.startswith(DANGER))
        return cls(acts or (REPORT,), services, dangers[0] if dangers else None)

    @property
    def act(self) -> str:
        return self.acts[0]

    @property
    def service(self) -> str | None:
        return self.services[0] if self.services else None

    @property
    def kind(self) -> str:
        """The one thing it is most: an emergency, marked as one (`danger_fire`); else an act; else a service.

        Danger is told from every other kind one by one: what only sounds like danger is always some of them.
        """
        if self.emergency:
            return DANGER + self.emergency
        return self.act if self.act != REPORT else self.service or REPORT

    @property
    def wants_person(self) -> bool:
        return "ask_human" in self.acts

    @property
    def wants_escalation(self) -> bool:
        return "ask_escalation" in self.acts
