"""Numbers change hands: after a long silence, or under another name, whoever writes is asked and not assumed.

The message goes into a conversation of its own, with a standing question (`proofs`, kind `same_person`) that points to
the older one. Nothing of the older one is shown until it is answered (actions/same_person.py, bot/linking.py).
"""

from __future__ import annotations

import re
import unicodedata
import uuid
from datetime import datetime, timedelta

from sqlalchemy import Connection, func, insert, select, update

from bot.conversation import State
from bot.record import Record
from bot.store import tables

SILENT = timedelta(days=365)
"""Mobile networks give a number out again after months of disuse."""
RENAMED = timedelta(days=91)
NAMED = ("whatsapp", "telegram")
"""Channels that tell us the name somebody gave themselves."""


def doubtful(
    transaction: Connection, conversation_id: str, channel: str, address: str, name: str, at: datetime
) -> bool:
    """Whether it is no longer clear that the person at this address is the one in the conversation."""
    if channel == "web" or not _private(transaction, conversation_id):
        return False
    silence = at - _last_here(transaction, conversation_id, channel, address)
    if silence > SILENT:
        return True
    if silence <= RENAMED or channel not in NAMED:
        return False
    known = _name_on_record(transaction, conversation_id) or _profile(transaction, channel, address)
    return bool(_words(name) and _words(known) and not _words(name) & _words(known))


def set_apart(transaction: Connection, *, older: str, fresh: str, at: datetime) -> None:
    """Until it is known who writes, the address is in the fresh conversation, and the older waits behind the question."""
    lang = _state(transaction, older).lang
    conversations = tables.conversations
    transaction.execute(
        update(conversations).where(conversations.c.id == fresh).values(state=State(lang=lang).as_json())
    )
    transaction.execute(
        insert(tables.proofs).values(
            id=str(uuid.uuid4()), kind="same_person", asker=fresh, target=older, state="open", made_at=at
        )
    )


def _private(transaction: Connection, conversation_id: str) -> bool:
    """Whether the conversation holds anything that a stranger must not see."""
    enquiries = tables.enquiries
    opened = transaction.execute(
        select(enquiries.c.reference).where(enquiries.c.conversation_id == conversation_id).limit(1)
    ).first()
    return opened is not None or _state(transaction, conversation_id).record is not None


def _last_here(transaction: Connection, conversation_id: str, channel: str, address: str) -> datetime:
    messages, addresses = tables.messages, tables.addresses
    wrote = transaction.execute(
        select(func.max(messages.c.at)).where(
            messages.c.conversation_id == conversation_id,
            messages.c.author == "resident",
            messages.c.channel == channel,
            messages.c.address.in_((address, "")),
        )
    ).scalar()
    came: datetime = transaction.execute(
        select(addresses.c.since).where(
            addresses.c.conversation_id == conversation_id,
            addresses.c.channel == channel,
            addresses.c.address == address,
            addresses.c.until.is_(None),
        )
    ).scalar_one()
    return max(wrote or came, came)


def _name_on_record(transaction: Connection, conversation_id: str) -> str:
    enquiries, versions = tables.enquiries, tables.versions
    records = transaction.execute(
        select(versions.c.record)
        .join(enquiries, enquiries.c.reference == versions.c.reference)
        .where(enquiries.c.conversation_id == conversation_id)
        .order_by(enquiries.c.opened_at.desc(), versions.c.version.desc())
    ).scalars()
    return next((name for one in records if (name := Record.from_json(one).value("name"))), "")


def _profile(transaction: Connection, channel: str, address: str) -> str:
    """What they called themselves when they last wrote."""
    addresses = tables.addresses
    return (
        transaction.execute(
            select(addresses.c.name).where(
                addresses.c.channel == channel, addresses.c.address == address, addresses.c.until.is_(None)
            )
        ).scalar()
        or ""
    )


def _state(transaction: Connection, conversation_id: str) -> State:
    conversations = tables.conversations
    return State.from_json(
        transaction.execute(select(conversations.c.state).where(conversations.c.id == conversation_id)).scalar_one()
    )


def _words(name: str) -> set[str]:
    """The words of a name without accents or case; single letters are initials and say nothing."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))
    return set(re.findall(r"\w{2,}", plain))
