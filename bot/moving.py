"""Messages move between the conversations of one person, each with its media and its fate.

The number that a message leaves stays taken, by a line that says where it went; moved back, it has its old number again.
"""

from __future__ import annotations

import uuid
from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, select, update

from bot.store import tables

FRONT_DOOR = "Front door"
_MOVED = "moved:"
_conversations, _messages, _deliveries = tables.conversations, tables.messages, tables.deliveries


def all_of(transaction: Connection, origin: str, target: str, line: str) -> tuple[int, int]:
    """Every message of the origin to the target's end. Returns the first new number, and how many moved."""
    rows = _rows(transaction, origin)
    first = _last(transaction, target) + 1
    for new, row in enumerate(rows, start=first):
        _move(transaction, row, target, new, line)
    _count(transaction, target, len(rows))
    _shift_edits(transaction, target, first, by=first - 1)
    return first, len(rows)


def back(transaction: Connection, target: str, origin: str, first: int, moved: int, line: str) -> None:
    """What came from the origin to its old numbers."""
    for row in _rows(transaction, target, first, first + moved - 1):
        old = row.seq - first + 1
        transaction.execute(delete(_messages).where(_messages.c.conversation_id == origin, _messages.c.seq == old))
        _move(transaction, row, origin, old, line)
    _shift_edits(transaction, origin, 1, by=1 - first)


def said_by(
    transaction: Connection, target: str, origin: str, theirs: set[tuple[str, str]], since: int, line: str
) -> None:
    """What was said by and to these addresses (channel, address) from this number on, to the origin's end."""
    numbers: dict[int, int] = {}
    for row in _rows(transaction, target, since):
        if row.external_id.startswith(_MOVED) or not _is_theirs(transaction, row, theirs):
            continue
        numbers[row.seq] = _last(transaction, origin) + 1
        _move(transaction, row, origin, numbers[row.seq], line)
        _count(transaction, origin, 1)
        if row.edits:
            _edits(transaction, origin, numbers[row.seq], numbers.get(row.edits))
    for one in (origin, target):
        _recount(transaction, one)


def unheard(connection: Connection, conversation_id: str, heard_seq: int) -> list[Row[Any]]:
    """The resident's messages that no turn has read yet."""
    rows = connection.execute(
        select(_messages)
        .where(
            _messages.c.conversation_id == conversation_id,
            _messages.c.seq > heard_seq,
            _messages.c.author == "resident",
        )
        .order_by(_messages.c.seq)
    )
    return [row for row in rows if row.understood is None]


def newest(connection: Connection, conversation_id: str) -> int:
    """The number of the resident's newest message."""
    found = connection.execute(
        select(func.max(_messages.c.seq)).where(
            _messages.c.conversation_id == conversation_id, _messages.c.author == "resident"
        )
    ).scalar()
    return int(found or 0)


def _move(transaction: Connection, row: Row[Any], to: str, seq: int, line: str) -> None:
    where, left = {"conversation_id": to, "seq": seq}, (row.conversation_id, row.seq)
    for table in (_messages, tables.media, _deliveries):
        transaction.execute(
            update(table).where(table.c.conversation_id == left[0], table.c.seq == left[1]).values(**where)
        )
    transaction.execute(
        insert(_messages).values(
            conversation_id=left[0],
            seq=left[1],
            author="system",
            name=FRONT_DOOR,
            text=line,
            at=row.at,
            channel=row.channel,
            external_id=f"{_MOVED}{uuid.uuid4()}",
            choices=[],
        )
    )


def _is_theirs(connection: Connection, row: Row[Any], theirs: set[tuple[str, str]]) -> bool:
    if row.author == "resident":
        return (row.channel, row.address) in theirs
    sent = connection.execute(
        select(_deliveries.c.channel, _deliveries.c.address).where(
            _deliveries.c.conversation_id == row.conversation_id, _deliveries.c.seq == row.seq
        )
    )
    return any((one.channel, one.address) in theirs for one in sent)


def _rows(connection: Connection, conversation_id: str, first: int = 1, last: int | None = None) -> list[Row[Any]]:
    query = select(_messages).where(_messages.c.conversation_id == conversation_id, _messages.c.seq >= first)
    if last is not None:
        query = query.where(_messages.c.seq <= last)
    return list(connection.execute(query.order_by(_messages.c.seq)))


def _shift_edits(transaction: Connection, conversation_id: str, first: int, *, by: int) -> None:
    """Messages that change an earlier one still point to it."""
    transaction.execute(
        update(_messages)
        .where(_messages.c.conversation_id == conversation_id, _messages.c.seq >= first, _messages.c.edits.is_not(None))
        .values(edits=_messages.c.edits + by)
    )


def _edits(transaction: Connection, conversation_id: str, seq: int, edited: int | None) -> None:
    transaction.execute(
        update(_messages)
        .where(_messages.c.conversation_id == conversation_id, _messages.c.seq == seq)
        .values(edits=edited)
    )


def _last(connection: Connection, conversation_id: str) -> int:
    return int(
        connection.execute(select(_conversations.c.last_seq).where(_conversations.c.id == conversation_id)).scalar_one()
    )


def _count(transaction: Connection, conversation_id: str, more: int) -> None:
    transaction.execute(
        update(_conversations)
        .where(_conversations.c.id == conversation_id)
        .values(last_seq=_conversations.c.last_seq + more)
    )


def _recount(transaction: Connection, conversation_id: str) -> None:
    """The resident's newest message, and whether it waits, after messages came or went."""
    row = transaction.execute(select(_conversations).where(_conversations.c.id == conversation_id)).one()
    waits = bool(unheard(transaction, conversation_id, row.heard_seq))
    transaction.execute(
        update(_conversations)
        .where(_conversations.c.id == conversation_id)
        .values(resident_seq=newest(transaction, conversation_id), unanswered=waits, turn=row.turn + 1)
    )
