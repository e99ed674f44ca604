"""Replies: a person answers the resident. This, and nothing else, stops the resident's wait."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, select, update

from bot.house import House
from bot.store import tables
from handoff import floor
from handoff.acceptance import take_on
from handoff.case import Case, opened, written
from handoff.staff import Account

LATELY = 200
"""Replies, of everybody, that a new one is compared with."""


def reply(house: House, me: Account, reference: str, text: str, sent_id: str) -> None:
    """Stored and on its way. To what nobody has accepted, it is also accepting. The same `sent_id` again changes nothing.

    Taken: somebody else accepted first; nothing was sent.
    """
    text = written("text", text, "Write your reply.")
    with opened(house, me, reference, "replied") as case:
        external_id = f"desk/{reference}/{sent_id}"
        if sent_id and _sent_before(case, external_id):
            return
        if case.row.state == "waiting":
            take_on(case)
        elif case.row.state == "accepted":
            floor.take(case.transaction, case.row.conversation_id, case.now)
        seq = case.say(text, author="staff", name=me.name, purpose="reply", external_id=external_id if sent_id else "")
        stop_the_wait(case)
        case.keep_promises("reply", "acknowledge")
        case.note("replied", str(seq))


def stop_the_wait(case: Case) -> None:
    enquiries = tables.enquiries
    case.transaction.execute(
        update(enquiries)
        .where(enquiries.c.reference == case.row.reference)
        .values(waiting_since=None, first_reply_at=case.row.first_reply_at or case.now)
    )


def said_elsewhere(connection: Connection, conversation_id: str) -> list[str]:
    """What was replied lately in other conversations, newest first."""
    history, enquiries, messages = tables.history, tables.enquiries, tables.messages
    lately = connection.execute(
        select(enquiries.c.conversation_id, history.c.detail)
        .join(enquiries, enquiries.c.reference == history.c.reference)
        .where(history.c.kind == "replied")
        .order_by(history.c.id.desc())
        .limit(LATELY)
    ).all()
    elsewhere = [row for row in lately if row.conversation_id != conversation_id]
    return [text for row in elsewhere if (text := _text(connection, messages, row)) is not None]


def _text(connection: Connection, messages: Any, row: Any) -> str | None:
    return connection.execute(
        select(messages.c.text).where(
            messages.c.conversation_id == row.conversation_id, messages.c.seq == int(row.detail)
        )
    ).scalar()


def _sent_before(case: Case, external_id: str) -> bool:
    messages = tables.messages
    found = case.transaction.execute(
        select(messages.c.seq).where(
            messages.c.conversation_id == case.row.conversation_id, messages.c.external_id == external_id
        )
    ).first()
    return found is not None
