"""The floor at the desk: a person takes it, or hands the conversation back to the bot.

Either moves the conversation's turn on, so that a turn of the bot that was still being thought is thrown away.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, case, func, select, update

from bot.conversation import State
from bot.house import House
from bot.store import tables
from handoff.case import opened
from handoff.staff import Account

_conversations = tables.conversations
_enquiries = tables.enquiries


def take(transaction: Connection, conversation_id: str, now: datetime) -> None:
    """From here on the bot is silent. Taken again, it keeps the moment from which the bot had to be silent."""
    held = _conversations.c.floor == "staff"
    transaction.execute(
        update(_conversations)
        .where(_conversations.c.id == conversation_id)
        .values(
            floor="staff",
            floor_since=case((held, _conversations.c.floor_since), else_=now),
            turn=_conversations.c.turn + 1,
        )
    )


def hand_back(house: House, me: Account, reference: str) -> None:
    """The bot answers here again; whoever is responsible stays responsible, and the resident is told both."""
    with opened(house, me, reference, "handed back") as case:
        case.must_be_mine()
        give_to_bot(case.transaction, case.row.conversation_id, case.now)
        case.note("handed back")
        case.tell("staff.handed_back")


def give_to_bot(transaction: Connection, conversation_id: str, now: datetime) -> None:
    transaction.execute(
        update(_conversations)
        .where(_conversations.c.id == conversation_id)
        .values(floor="bot", floor_since=now, turn=_conversations.c.turn + 1)
    )


def ask_whether_it_worked(transaction: Connection, conversation_id: str, now: datetime) -> None:
    """After closing, "yes" and "still not fixed" are heard by the bot, unless a person still has something open here."""
    still_open = transaction.execute(
        select(func.count())
        .select_from(_enquiries)
        .where(_enquiries.c.conversation_id == conversation_id, _enquiries.c.state != "closed")
    ).scalar_one()
    if still_open:
        return
    give_to_bot(transaction, conversation_id, now)
    stored = transaction.execute(
        select(_conversations.c.state).where(_conversations.c.id == conversation_id)
    ).scalar_one()
    state = State.from_json(stored)
    if state.record is None:
        asking = {**state.as_json(), "asks": "resolved", "choices": []}
        transaction.execute(update(_conversations).where(_conversations.c.id == conversation_id).values(state=asking))
