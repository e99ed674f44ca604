"""Pace: somebody who sends dozens of messages in a moment is let finish, and then answered once for all of it.

Nothing is refused and nothing is lost: only the answer waits, for a breath after the last message and never for long.
"""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import func, select

from bot.house import House
from bot.store import tables

MANY = 8
LATELY = timedelta(seconds=10)
BREATH = timedelta(seconds=1.5)
LONGEST = timedelta(seconds=6)


def wait_before_answering(house: House, conversation_id: str) -> float:
    """Seconds; 0 for everybody who writes like a person. Counted from the first message that waits to be answered."""
    conversations, messages, now = tables.conversations, tables.messages, house.now()
    of_resident = (messages.c.conversation_id == conversation_id) & (messages.c.author == "resident")
    with house.database.read() as connection:
        lately, newest = connection.execute(
            select(func.count(), func.max(messages.c.at)).where(of_resident, messages.c.at > now - LATELY)
        ).one()
        if lately < MANY:
            return 0.0
        first = connection.execute(
            select(func.min(messages.c.at))
            .join(conversations, conversations.c.id == messages.c.conversation_id)
            .where(of_resident, messages.c.seq > conversations.c.heard_seq)
        ).scalar()
    until = min(newest + BREATH, (first or newest) + LONGEST)
    return max(0.0, float((until - now).total_seconds()))
