"""Reception: a message that arrives is written down, once and in order, before anyone says it was received."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Connection, insert, select, update
from sqlalchemy.exc import IntegrityError

from bot import stopping
from bot.changed_hands import doubtful, set_apart
from bot.conversation import LONGEST, State
from bot.optout import wish
from bot.store import tables
from bot.store.database import Database


@dataclass(frozen=True)
class Attachment:
    """Something that came with a message. content: the bytes, or None while the provider still holds them at `source`."""

    kind: str
    content_type: str
    name: str = ""
    content: bytes | None = None
    source: str = ""


@dataclass(frozen=True)
class Inbound:
    """A message as a channel received it. external_id: the provider's own, unique within the channel.

    name: what the person calls themselves there. edits: the external id of the message that this one changes.
    stops: the provider took it as STOP (or, False, as START) by its own rules. remark: something that was done rather
    than said, like a reaction: it stands in the transcript and is not answered.
    """

    channel: str
    address: str
    text: str
    external_id: str
    at: datetime
    name: str = ""
    media: tuple[Attachment, ...] = field(default=())
    edits: str = ""
    stops: bool | None = None
    remark: bool = False


@dataclass(frozen=True)
class Received:
    """Where it was stored. repeat: it was stored before, and nothing changed."""

    conversation_id: str
    seq: int
    repeat: bool


def receive(database: Database, inbound: Inbound) -> Received:
    """Stores the message under its external id with the conversation's next number; a repeat changes nothing."""
    try:
        return _receive(database, inbound)
    except IntegrityError:  # at the same moment another process opened the conversation, or stored this very message
        return _receive(database, inbound)


def _receive(database: Database, inbound: Inbound) -> Received:
    with database.write() as transaction:
        if known := _known(transaction, inbound):
            return known
        conversation_id = _conversation(transaction, inbound)
        seq = append(
            transaction,
            conversation_id,
            author="system" if inbound.remark else "resident",
            name=inbound.name[:100],
            text=clean(inbound.text),
            at=inbound.at,
            channel=inbound.channel,
            external_id=inbound.external_id,
            address=inbound.address,
            edits=_edited(transaction, inbound, conversation_id),
        )
        if inbound.remark:
            return Received(conversation_id, seq, repeat=False)
        _heed(transaction, inbound)
        _heard_from(transaction, conversation_id, inbound, seq)
        _keep_media(transaction, conversation_id, seq, inbound.media, inbound.at)
        return Received(conversation_id, seq, repeat=False)


def clean(text: str) -> str:
    """The text as kept: without control characters (line breaks stay), at most 4,000 characters."""
    kept = "".join(
        c
        for c in text.replace("\r\n", "\n").replace("\r", "\n")
        if c in "\n\t" or c.isprintable() or c in "\u200d\u200c\ufe0f"
    )
    return kept.strip()[:LONGEST]


def append(
    transaction: Connection,
    conversation_id: str,
    *,
    author: str,
    text: str,
    at: datetime,
    channel: str,
    name: str = "",
    external_id: str = "",
    address: str = "",
    edits: int | None = None,
    asks: str | None = None,
    choices: Sequence[str] = (),
) -> int:
    """Adds a message with the conversation's next number: no hole, no repeat. Returns the number."""
    conversations = tables.conversations
    seq = transaction.execute(
        update(conversations)
        .where(conversations.c.id == conversation_id)
        .values(last_seq=conversations.c.last_seq + 1)
        .returning(conversations.c.last_seq)
    ).scalar_one()
    transaction.execute(
        insert(tables.messages).values(
            conversation_id=conversation_id,
            seq=seq,
            author=author,
            name=name,
            text=text,
            at=at,
            channel=channel,
            external_id=external_id or f"{conversation_id}:{seq}",
            address=address,
            edits=edits,
            asks=asks,
            choices=list(choices),
        )
    )
    return int(seq)


def open_conversation(
    transaction: Connection, channel: str, address: str, at: datetime, *, lang: str = "en", conversation_id: str = ""
) -> str:
    """A new conversation for an address; for the web the conversation's own id is its address."""
    conversation_id = conversation_id or str(uuid.uuid4())
    address = address or conversation_id
    transaction.execute(
        insert(tables.conversations).values(
            id=conversation_id,
            channel=channel,
            address=address,
            floor="bot",
            state=State(lang=lang).as_json(),
            turn=0,
            floor_since=at,
            created_at=at,
        )
    )
    transaction.execute(
        insert(tables.addresses).values(
            channel=channel, address=address, conversation_id=conversation_id, since=at, via="own", name=""
        )
    )
    return conversation_id


def _known(transaction: Connection, inbound: Inbound) -> Received | None:
    messages = tables.messages
    row = transaction.execute(
        select(messages.c.conversation_id, messages.c.seq).where(
            messages.c.channel == inbound.channel, messages.c.external_id == inbound.external_id
        )
    ).first()
    return Received(row.conversation_id, row.seq, repeat=True) if row else None


def _conversation(transaction: Connection, inbound: Inbound) -> str:
    """The address's conversation; a fresh one for a new address, and while it is not clear who is writing."""
    addresses = tables.addresses
    here = (
        (addresses.c.channel == inbound.channel)
        & (addresses.c.address == inbound.address)
        & addresses.c.until.is_(None)
    )
    known = transaction.execute(select(addresses.c.conversation_id).where(here)).scalar()
    if known is None:
        return open_conversation(transaction, inbound.channel, inbound.address, inbound.at)
    if not doubtful(transaction, known, inbound.channel, inbound.address, inbound.name, inbound.at):
        return str(known)
    transaction.execute(update(addresses).where(here).values(until=inbound.at))
    fresh = open_conversation(transaction, inbound.channel, inbound.address, inbound.at)
    set_apart(transaction, older=known, fresh=fresh, at=inbound.at)
    return fresh


def _heed(transaction: Connection, inbound: Inbound) -> None:
    """STOP holds from this moment on, also for what was said before and waits to be sent."""
    stops = wish(inbound.text) if inbound.stops is None else inbound.stops
    if stops is None:
        return
    if stops:
        stopping.stop(transaction, inbound.channel, inbound.address, inbound.at)
    else:
        stopping.start(transaction, inbound.channel, inbound.address)


def _heard_from(transaction: Connection, conversation_id: str, inbound: Inbound, seq: int) -> None:
    """The answer goes to where the resident last wrote from."""
    conversations, addresses = tables.conversations, tables.addresses
    transaction.execute(
        update(conversations)
        .where(conversations.c.id == conversation_id)
        .values(
            heard_at=inbound.at, resident_seq=seq, unanswered=True, channel=inbound.channel, address=inbound.address
        )
    )
    if inbound.name:
        transaction.execute(
            update(addresses)
            .where(
                addresses.c.channel == inbound.channel,
                addresses.c.address == inbound.address,
                addresses.c.until.is_(None),
            )
            .values(name=inbound.name[:200])
        )


def _edited(transaction: Connection, inbound: Inbound, conversation_id: str) -> int | None:
    """The number of the message that this one changes, if it is in the same conversation."""
    if not inbound.edits:
        return None
    messages = tables.messages
    return transaction.execute(
        select(messages.c.seq).where(
            messages.c.channel == inbound.channel,
            messages.c.external_id == inbound.edits,
            messages.c.conversation_id == conversation_id,
        )
    ).scalar()


def _keep_media(
    transaction: Connection, conversation_id: str, seq: int, media: Sequence[Attachment], at: datetime
) -> None:
    for one in media:
        transaction.execute(
            insert(tables.media).values(
                id=str(uuid.uuid4()),
                conversation_id=conversation_id,
                seq=seq,
                kind=one.kind,
                content_type=one.content_type,
                name=one.name,
                content=one.content,
                source=one.source,
                fetch_at=at if one.content is None and one.source else None,
            )
        )
