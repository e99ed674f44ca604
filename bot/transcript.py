"""Reading a conversation back: messages by sequence number, so that whoever reconnects misses nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, select, update

from bot import proofs
from bot.conversation import Enquiry, State
from bot.council import Council
from bot.record import Record
from bot.store import tables
from handoff import enquiries


@dataclass(frozen=True)
class Line:
    """One message as anyone sees it. delivery: what became of it, for messages to the resident.

    edits: the number of the resident's message that this one changes. understood, label: what it was taken for, and
    what a person at the desk says it means (see bot.store.tables); both are for staff only.
    """

    seq: int
    author: str
    name: str
    text: str
    at: datetime
    channel: str
    asks: str | None
    choices: tuple[str, ...]
    media: tuple[dict[str, str], ...]
    delivery: str = ""
    reason: str = ""
    edits: int | None = None
    understood: dict[str, Any] | None = None
    label: dict[str, str] | None = None

    def as_json(self) -> dict[str, Any]:
        """The web chat API's message object."""
        return {
            "seq": self.seq,
            "from": self.author,
            "name": self.name,
            "text": self.text,
            "at": self.at.isoformat(),
            "asks": self.asks,
            "choices": list(self.choices),
            "media": list(self.media),
            **({"edits": self.edits} if self.edits else {}),
        }


def lines(connection: Connection, conversation_id: str, after: int = 0) -> list[Line]:
    """The messages with a higher number, in order."""
    messages = tables.messages
    rows = connection.execute(
        select(messages)
        .where(messages.c.conversation_id == conversation_id, messages.c.seq > after)
        .order_by(messages.c.seq)
    ).all()
    pictures = _media(connection, conversation_id, after)
    fates = _fates(connection, conversation_id, after)
    return [_line(row, pictures.get(row.seq, ()), fates.get(row.seq)) for row in rows]


def own_lines(connection: Connection, secret: str, conversation_id: str, now: datetime, after: int = 0) -> list[Line]:
    """The lines as their own page shows them: with a one-time code that was sent to it, while it can be used."""
    codes = proofs.codes(connection, secret, conversation_id, now)
    return [
        replace(one, text=one.text.replace(proofs.DOTS, codes[one.seq]))
        if one.seq in codes and one.channel == "web"
        else one
        for one in lines(connection, conversation_id, after)
    ]


def _line(row: Row[Any], media: Iterable[dict[str, str]], fate: Any) -> Line:
    return Line(
        seq=row.seq,
        author=row.author,
        name=row.name,
        text=row.text,
        at=row.at,
        channel=row.channel,
        asks=row.asks,
        choices=tuple(row.choices),
        media=tuple(media),
        delivery=fate.state if fate else "",
        reason=fate.reason if fate else "",
        edits=row.edits,
        understood=row.understood,
        label=row.label,
    )


def _media(connection: Connection, conversation_id: str, after: int) -> dict[int, list[dict[str, str]]]:
    media = tables.media
    found: dict[int, list[dict[str, str]]] = {}
    for row in connection.execute(
        select(media.c.id, media.c.seq, media.c.kind, media.c.content_type, media.c.name, media.c.problem).where(
            media.c.conversation_id == conversation_id, media.c.seq > after
        )
    ):
        one = {"id": row.id, "kind": row.kind, "type": row.content_type, "name": row.name, "problem": row.problem}
        found.setdefault(row.seq, []).append(one)
    return found


def _fates(connection: Connection, conversation_id: str, after: int) -> dict[int, Any]:
    deliveries = tables.deliveries
    rows = connection.execute(
        select(deliveries.c.seq, deliveries.c.state, deliveries.c.reason)
        .where(deliveries.c.conversation_id == conversation_id, deliveries.c.seq > after)
        .order_by(deliveries.c.id)
    )
    return {row.seq: row for row in rows.all()}


def seen(transaction: Connection, conversation_id: str, up_to: int, now: datetime) -> None:
    """The resident's page has shown the messages up to here: they are delivered."""
    deliveries = tables.deliveries
    transaction.execute(
        update(deliveries)
        .where(
            deliveries.c.conversation_id == conversation_id,
            deliveries.c.seq <= up_to,
            deliveries.c.channel == "web",
            deliveries.c.state == "sent",
        )
        .values(state="delivered", updated_at=now)
    )


@dataclass(frozen=True)
class Overview:
    """Where a conversation stands: its brain's state, who holds the floor, and its enquiries."""

    conversation_id: str
    channel: str
    floor: str
    state: State
    enquiries: tuple[Enquiry, ...]

    @property
    def standing(self) -> str:
        """listening, asking, playing_back, handed_over, with_staff or closed."""
        if self.state.record:
            return "playing_back" if self.state.asks == "confirm" else "asking"
        if self.floor == "staff":
            return "with_staff"
        if not self.enquiries:
            return "listening"
        return "closed" if all(one.state == "closed" for one in self.enquiries) else "handed_over"

    @property
    def enquiry(self) -> Enquiry | None:
        """The enquiry that the conversation is about, unless a new record is being taken."""
        return None if self.state.record else self.newest

    @property
    def newest(self) -> Enquiry | None:
        """The newest that somebody is responsible for, whatever else is being written down now."""
        mine = [one for one in self.enquiries if one.kind != "escalation"] or list(self.enquiries)
        return mine[-1] if mine else None

    def as_json(self, council: Council) -> dict[str, Any]:
        """The web chat API's conversation object."""
        enquiry, newest = self.enquiry, self.newest
        record = self.state.record or (enquiry.record if enquiry else Record())
        return {
            "state": self.standing,
            "record": _record_json(council, self.state.lang, record, enquiry),
            "owner": {"name": newest.owner_name, "team": newest.team} if newest else None,
            "next_step": newest.next_step if newest else None,
            "due": _iso(newest.due_at) if newest else None,
            "waiting_since": _iso(newest.waiting_since) if newest else None,
        }


def overview(connection: Connection, conversation_id: str) -> Overview | None:
    conversations = tables.conversations
    row = connection.execute(select(conversations).where(conversations.c.id == conversation_id)).first()
    if row is None:
        return None
    state = State.from_json(row.state)
    return Overview(conversation_id, row.channel, row.floor, state, enquiries.of(connection, conversation_id))


def _record_json(council: Council, lang: str, record: Record, enquiry: Enquiry | None) -> dict[str, Any]:
    words = council.words(lang)
    return {
        "reference": enquiry.reference if enquiry else None,
        "version": record.version,
        "confirmed": bool(enquiry and enquiry.kind == "record"),
        "service": record.service,
        "facts": [
            {"name": name, "label": words.fact(record.service, name, "label"), "value": fact.value}
            for name, fact in record.facts.items()
        ],
    }


def _iso(when: datetime | None) -> str | None:
    return when.isoformat() if when else None
