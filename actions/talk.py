"""One turn as it is being composed: the state it starts from, and what has been said and done so far.

A Talk is a value; every act takes one and returns another. Nothing here touches a clock, a network or a database.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from babel.dates import format_date

from bot.conversation import Deed, Enquiry, Floor, NewVersion, OpenEnquiry, Proof, Reopen, Said, State
from bot.council import Council, Words
from bot.facts import Found, find
from bot.record import Record
from handoff.hours import LONDON
from handoff.ownership import Rota


@dataclass(frozen=True)
class Moment:
    """What the outside world lends to a turn. references: fresh and unused. link: the resident's own page, or empty."""

    now: datetime
    council: Council
    rota: Rota
    references: tuple[str, ...]
    link: str = ""


@dataclass(frozen=True)
class Talk:
    """proof: whether it is asked who is writing. held: messages that are heard only when that is known."""

    moment: Moment
    state: State
    floor: Floor
    enquiries: tuple[Enquiry, ...]
    via: str
    lines: tuple[str, ...] = ()
    said: tuple[Said, ...] = ()
    deeds: tuple[Deed, ...] = ()
    proof: Proof | None = None
    held: tuple[int, ...] = ()

    @property
    def words(self) -> Words:
        return self.moment.council.words(self.state.lang)

    @property
    def record(self) -> Record | None:
        return self.state.record

    @property
    def latest(self) -> Enquiry | None:
        """The enquiry the conversation is about: the newest that is not an escalation of another."""
        return next((one for one in reversed(self.enquiries) if one.kind != "escalation"), None)

    @property
    def open_enquiries(self) -> tuple[Enquiry, ...]:
        return tuple(one for one in self.enquiries if one.state != "closed")

    def facts(self, text: str) -> list[Found]:
        """Every fact in what the resident wrote."""
        return find(text, self.moment.now, self.state.lang)

    def say(self, key: str, **values: object) -> Talk:
        """Adds one of the council's phrases to the message being composed, once; a channel may have a shorter one."""
        on_this_channel = f"{key}.{self.via}"
        phrase = on_this_channel if on_this_channel in self.words.wording.phrases else key
        return self.tell(self.words.say(phrase, **values))

    def tell(self, line: str) -> Talk:
        return self if not line or line in self.lines else replace(self, lines=(*self.lines, line))

    def know(self, **changes: Any) -> Talk:
        return replace(self, state=replace(self.state, **changes))

    def ask(self, asks: str | None, choices: tuple[str, ...] = ()) -> Talk:
        """Makes this the standing question; its words are said separately."""
        return self.know(asks=asks, choices=choices)

    def not_asked(self) -> Talk:
        """Asking the standing question once more is not asking twice."""
        asks = self.state.asks or ""
        return self.know(asked={**self.state.asked, asks: max(0, self.state.asked.get(asks, 0) - 1)})

    def give_floor(self, floor: Floor) -> Talk:
        return replace(self, floor=floor)

    def do(self, deed: Deed) -> Talk:
        """Notes the deed, and lets the rest of the turn see its result."""
        return replace(self, deeds=(*self.deeds, deed), enquiries=_after(self.enquiries, deed))

    def amend(self, enquiry: Enquiry, record: Record, why: str) -> Talk:
        """A new version of a confirmed record; why: the resident's own words."""
        return self.do(NewVersion(enquiry.reference, replace(record, version=enquiry.record.version + 1), why))

    def spare_reference(self) -> str:
        used = sum(isinstance(deed, OpenEnquiry) for deed in self.deeds)
        return self.moment.references[used]

    def send(self, *, urgent: bool = False) -> Talk:
        """Closes the message being composed, so that what follows is a message of its own."""
        if not self.lines:
            return self
        done = Said("\n\n".join(self.lines), self.state.asks, self._shown_choices(), urgent)
        return replace(self, lines=(), said=(*self.said, done))

    def _shown_choices(self) -> tuple[str, ...]:
        if self.state.asks == "confirm":
            return (self.words.say("yes_no.yes"), self.words.say("yes_no.no"))
        if self.state.asks == "service":
            return tuple(self.words.service(name, "short") for name in self.state.choices)
        return self.state.choices

    def date(self, when: datetime) -> str:
        """`5pm tomorrow (Tue 24 Nov)` in the resident's language."""
        local, today = when.astimezone(LONDON), self.moment.now.astimezone(LONDON).date()
        written = format_date(local.date(), "EEE d MMM", locale=self.state.lang)
        key = {0: "date.today", 1: "date.tomorrow"}.get((local.date() - today).days, "date.other")
        return self.words.say(key, time=self.clock(local), date=written)

    def clock(self, local: datetime) -> str:
        if self.state.lang != "en":
            return f"{local:%H:%M}"
        minutes = f":{local:%M}" if local.minute else ""
        return f"{local:%I}".lstrip("0") + minutes + f"{local:%p}".lower()


def _after(enquiries: tuple[Enquiry, ...], deed: Deed) -> tuple[Enquiry, ...]:
    match deed:
        case OpenEnquiry(enquiry=enquiry):
            return (*enquiries, enquiry)
        case NewVersion(reference=reference, record=record):
            return tuple(replace(one, record=record) if one.reference == reference else one for one in enquiries)
        case Reopen(reference=reference, promise=promise):
            return tuple(
                replace(one, state="accepted", closed_at=None, due_at=promise.due_at)
                if one.reference == reference
                else one
                for one in enquiries
            )
    return enquiries
