"""A conversation as values: what is known, what was heard, what to say, what to do about it.

Everything here is immutable. The database's rows are turned into these, `bot.converse` decides over them, and the
result is stored in one transaction.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from bot.record import Record
from bot.understanding import Understood

LONGEST = 4000
"""Characters kept of one message; the resident is told when there were more."""

Floor = Literal["bot", "waiting", "staff"]
"""Who may speak: the bot; nobody until a person has accepted; the person."""


@dataclass(frozen=True)
class Later:
    """What was said and may be taken up afterwards: a second problem, or the matter itself when nobody is in danger."""

    text: str
    service: str
    seq: int

    def as_json(self) -> list[Any]:
        return [self.text, self.service, self.seq]


@dataclass(frozen=True)
class State:
    """What the bot needs to remember between messages.

    asks: the standing question: a fact's name, or `service`, `confirm`, `change`, `withdraw`, `escalate`, `interpreter`,
    `resolved`.
    choices: what the standing question offers. played: the record as it was last played back.
    asked: how often each fact was asked for. missed: messages in a row that were not understood.
    escalating: the route that was explained and can be started. needs: what the resident needs from us, and how
    they want to be told, which holds for every record of theirs. alerted: emergencies a person was told about.
    unless_danger: what was said with the danger, to be written down as usual if nobody is in it.
    """

    lang: str = "en"
    introduced: bool = False
    record: Record | None = None
    asks: str | None = None
    choices: tuple[str, ...] = ()
    played: Record | None = None
    asked: dict[str, int] = field(default_factory=dict)
    missed: int = 0
    escalating: str | None = None
    later: tuple[Later, ...] = ()
    needs: tuple[str, ...] = ()
    updates: str = ""
    alerted: tuple[str, ...] = ()
    unless_danger: Later | None = None
    last_said: str = ""

    def as_json(self) -> dict[str, Any]:
        stored = {name: getattr(self, name) for name in self.__dataclass_fields__}
        stored["record"] = self.record.as_json() if self.record else None
        stored["played"] = self.played.as_json() if self.played else None
        stored["later"] = [one.as_json() for one in self.later]
        stored["unless_danger"] = self.unless_danger.as_json() if self.unless_danger else None
        return stored

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> State:
        """Unknown keys are ignored and missing ones take their default, so that a rolling upgrade can read both ways."""
        known = {name: value for name, value in stored.items() if name in cls.__dataclass_fields__}
        for name in ("record", "played"):
            known[name] = Record.from_json(known[name]) if known.get(name) else None
        known["later"] = tuple(Later(*one) for one in known.get("later", []))
        known["unless_danger"] = Later(*known["unless_danger"]) if known.get("unless_danger") else None
        for name in ("choices", "needs", "alerted"):
            known[name] = tuple(known.get(name, ()))
        return cls(**known)


@dataclass(frozen=True)
class Enquiry:
    """What a named person is responsible for. Times are aware UTC.

    kind: `record` (confirmed by the resident), `person` (asked for one), `danger`, `lost` (the bot did not understand),
    `escalation`. parent: for an escalation, the enquiry it is about. hops: transfers so far.
    """

    reference: str
    kind: str
    service: str
    team: str
    owner: str
    owner_name: str
    state: Literal["waiting", "accepted", "closed"]
    urgent: bool
    record: Record
    next_step: str
    opened_at: datetime
    waiting_since: datetime | None
    due_at: datetime
    parent: str | None = None
    route: str | None = None
    stage: int = 0
    accepted_at: datetime | None = None
    closed_at: datetime | None = None
    cover_name: str = ""
    outcome: str = ""


@dataclass(frozen=True)
class Heard:
    """A resident's message and how it was read. media: kinds of what came with it (`photo`, `voice`, ...)."""

    seq: int
    text: str
    at: datetime
    understood: Understood
    media: tuple[str, ...] = ()


@dataclass(frozen=True)
class Promise:
    """Something a resident was told would happen by a time. kind: `reply`, `acknowledge`, `answer`."""

    kind: str
    what: str
    due_at: datetime


@dataclass(frozen=True)
class OpenEnquiry:
    enquiry: Enquiry
    promises: tuple[Promise, ...]
    why: str


@dataclass(frozen=True)
class NewVersion:
    """A confirmed record changed. why: the resident's own words."""

    reference: str
    record: Record
    why: str


@dataclass(frozen=True)
class Note:
    """Something the owner should see in the enquiry's history. kind: `withdrawn`, `chased`, `feedback`, ..."""

    reference: str
    kind: str
    detail: str


@dataclass(frozen=True)
class Reopen:
    """The resident says that it was not done: back to the same owner, with a new promise."""

    reference: str
    why: str
    promise: Promise


@dataclass(frozen=True)
class Resolve:
    """The resident says that it is sorted out: the only thing that counts as resolved (standard C2)."""

    reference: str


@dataclass(frozen=True)
class Silence:
    """STOP (on) or START (off), said from the address that the conversation is with."""

    on: bool


@dataclass(frozen=True)
class Proof:
    """A standing question of who is writing.

    kind: `code` (typed here, sent to the address on the record) or `same_person` (a number that may have changed hands).
    code: what would be right; empty when nothing would be, for example because the reference is not ours.
    since: when the person it may still be last wrote. floor: who may speak in the older conversation.
    """

    id: str
    kind: str
    reference: str = ""
    code: str = ""
    tries: int = 0
    expires_at: datetime | None = None
    since: datetime | None = None
    floor: Floor = "bot"


@dataclass(frozen=True)
class AskForProof:
    """Send a one-time code to the address on the record of this reference, if there is one."""

    reference: str


@dataclass(frozen=True)
class WrongCode:
    proof: str


@dataclass(frozen=True)
class GoOn:
    """It is proved who is writing: this address goes on in the older conversation."""

    proof: str


@dataclass(frozen=True)
class SomebodyElse:
    """The address has changed hands: the older conversation is not its any more."""

    proof: str


Deed = OpenEnquiry | NewVersion | Note | Reopen | Resolve | Silence | AskForProof | WrongCode | GoOn | SomebodyElse


@dataclass(frozen=True)
class Said:
    """One message of the bot. asks: the fact it asks about, `confirm` at the playback. choices: what may be answered."""

    text: str
    asks: str | None = None
    choices: tuple[str, ...] = ()
    urgent: bool = False
