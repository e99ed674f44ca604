"""Outbox: what is said is written down with its deliveries, in the transaction that decided to say it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, insert, select

from bot.reception import append
from bot.store import tables

WEB = "web"


def put(
    transaction: Connection,
    conversation_id: str,
    *,
    author: str,
    name: str,
    text: str,
    at: datetime,
    asks: str | None = None,
    choices: Sequence[str] = (),
    purpose: str = "reply",
    external_id: str = "",
) -> int:
    """Says something to the resident, wherever they are now. purpose: reply, update, question, survey. Returns its seq.

    external_id: the sender's own, unique within the channel, so that a form sent twice says it once.
    """
    channel, address = where(transaction, conversation_id)
    seq = append(
        transaction,
        conversation_id,
        author=author,
        name=name,
        text=text,
        at=at,
        channel=channel,
        asks=asks,
        choices=choices,
        external_id=external_id,
    )
    transaction.execute(
        insert(tables.deliveries).values(
            conversation_id=conversation_id,
            seq=seq,
            channel=channel,
            address=address,
            purpose=purpose,
            state="sent" if channel == WEB else "due",  # a page fetches; everything else is sent
            next_at=at,
            updated_at=at,
        )
    )
    return seq


def where(transaction: Connection, conversation_id: str) -> tuple[str, str]:
    """The channel the resident last wrote from, which is where they expect the answer."""
    row = transaction.execute(
        select(tables.conversations.c.channel, tables.conversations.c.address).where(
            tables.conversations.c.id == conversation_id
        )
    ).one()
    return row.channel, row.address
