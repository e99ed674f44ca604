"""A resident's own data: everything that is held, given out; and everything that says who they are, erased."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Table, select, update

from bot.house import House
from bot.store import tables

ERASED = "[erased]"
_OF_CONVERSATION = (tables.addresses, tables.messages, tables.media, tables.deliveries, tables.enquiries)
_OF_ENQUIRY = (tables.versions, tables.promises, tables.history)


class NotHeld(Exception):
    """There is no enquiry with that reference."""


def export(house: House, reference: str) -> dict[str, Any]:
    """Every row about the conversation that the enquiry belongs to. NotHeld: see there."""
    with house.database.read() as connection:
        conversation_id = _conversation(connection, reference)
        held = {table.name: _rows(connection, table, conversation_id) for table in _OF_CONVERSATION}
        references = [row["reference"] for row in held["enquiries"]]
        for table in _OF_ENQUIRY:
            rows = connection.execute(select(table).where(table.c.reference.in_(references)))
            held[table.name] = [_plain(row._mapping) for row in rows]
    return {"conversation": conversation_id, **held}


def erase(house: House, reference: str) -> None:
    """What was said, sent and recorded becomes `[erased]`; that there was an enquiry, its dates and its promises stay."""
    with house.database.write() as transaction:
        conversation_id = _conversation(transaction, reference)
        unread = {"understood": None, "sure": None, "label": None}
        _blank(transaction, tables.messages, conversation_id, text=ERASED, name="", address="", choices=[], **unread)
        origins = select(tables.links.c.origin).where(tables.links.c.conversation_id == conversation_id)
        for origin in transaction.execute(origins).scalars().all():  # where they wrote before it was linked
            _blank(transaction, tables.addresses, origin, address=ERASED, name="", until=house.now())
            transaction.execute(
                update(tables.conversations)
                .where(tables.conversations.c.id == origin)
                .values(state={"lang": "en"}, address=ERASED)
            )
        _blank(transaction, tables.links, conversation_id, address=ERASED)
        _blank(transaction, tables.media, conversation_id, content=None, name="", source="", problem=ERASED)
        _blank(transaction, tables.deliveries, conversation_id, address=ERASED)
        _blank(transaction, tables.addresses, conversation_id, address=ERASED, name="", until=house.now())
        _blank(transaction, tables.enquiries, conversation_id, reason=ERASED, included=ERASED)
        references = select(tables.enquiries.c.reference).where(tables.enquiries.c.conversation_id == conversation_id)
        versions, history = tables.versions, tables.history
        empty = {"service": "other", "facts": [], "declined": [], "version": 1}
        transaction.execute(
            update(versions).where(versions.c.reference.in_(references)).values(record=empty, why=ERASED)
        )
        transaction.execute(update(history).where(history.c.reference.in_(references)).values(detail=ERASED))
        conversations = tables.conversations
        transaction.execute(
            update(conversations)
            .where(conversations.c.id == conversation_id)
            .values(state={"lang": "en"}, address=ERASED)
        )


def _conversation(connection: Connection, reference: str) -> str:
    enquiries = tables.enquiries
    found = connection.execute(
        select(enquiries.c.conversation_id).where(enquiries.c.reference == reference.upper())
    ).scalar()
    if found is None:
        raise NotHeld(f"There is no enquiry {reference}.")
    return str(found)


def _rows(connection: Connection, table: Table, conversation_id: str) -> list[dict[str, Any]]:
    return [
        _plain(row._mapping)
        for row in connection.execute(select(table).where(table.c.conversation_id == conversation_id))
    ]


def _plain(row: Any) -> dict[str, Any]:
    """JSON's own kinds of value; a file by its size."""
    return {name: _value(value) for name, value in row.items()}


def _value(value: Any) -> Any:
    if isinstance(value, bytes):
        return f"{len(value)} bytes"
    return value.isoformat() if isinstance(value, datetime) else value


def _blank(transaction: Connection, table: Table, conversation_id: str, **values: Any) -> None:
    transaction.execute(update(table).where(table.c.conversation_id == conversation_id).values(**values))
