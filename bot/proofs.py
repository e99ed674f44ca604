"""Proofs of who is writing: one-time codes, and the standing questions they answer.

A code is derived from the proof's id and the house's key, so that none is kept anywhere: not in the transcript, where
staff see dots, and not in the database. It is put in at the moment of sending, or on the resident's own page.
"""

from __future__ import annotations

import hashlib
import hmac
import uuid
from dataclasses import replace
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select, update

from bot import outbox, stopping
from bot.conversation import Proof, State
from bot.council import Council
from bot.store import tables
from handoff import enquiries

LASTS = timedelta(minutes=10)
A_WHILE = timedelta(hours=1)
CODES_FOR_ONE = 3
"""Codes an hour for one reference: with five tries each, fifteen guesses at a million."""
CODES_BY_ONE = 6
"""Codes an hour that one conversation may have sent to other people's phones."""
DOTS = "••••••"


def standing(connection: Connection, secret: str, conversation_id: str) -> Proof | None:
    """The newest question that stands in this conversation, with what would answer it."""
    proofs = tables.proofs
    row = connection.execute(
        select(proofs)
        .where(proofs.c.asker == conversation_id, proofs.c.state == "open")
        .order_by(proofs.c.made_at.desc(), proofs.c.id)
        .limit(1)
    ).first()
    if row is None:
        return None
    code = one_time_code(secret, row.id) if row.kind == "code" and row.target else ""
    conversations = tables.conversations
    older = connection.execute(
        select(conversations.c.heard_at, conversations.c.floor).where(conversations.c.id == row.target)
    ).first()
    proof = Proof(row.id, row.kind, row.reference, code, row.tries, row.expires_at)
    return replace(proof, since=older.heard_at, floor=older.floor) if older else proof


def one_time_code(secret: str, proof_id: str) -> str:
    """Six digits that only the house can derive."""
    drawn = hmac.new(secret.encode(), f"code:{proof_id}".encode(), hashlib.sha256).digest()
    return f"{int.from_bytes(drawn[:8]) % 1_000_000:06}"


def ask(transaction: Connection, council: Council, asker: str, reference: str, now: datetime) -> str | None:
    """A new code for this reference; the one before is void. Returns the conversation it was sent to, if to any.

    Whatever stands in the way, a proof is stored that nothing satisfies: it looks the same from outside.
    """
    _close(transaction, asker)
    proof_id, target = str(uuid.uuid4()), _target(transaction, asker, reference, now)
    seq = _send(transaction, council, target, reference, now) if target else None
    transaction.execute(
        insert(tables.proofs).values(
            id=proof_id,
            kind="code",
            asker=asker,
            target=target,
            target_seq=seq,
            reference=reference,
            state="open",
            made_at=now,
            expires_at=now + LASTS,
        )
    )
    return target


def wrong(transaction: Connection, proof_id: str) -> None:
    proofs = tables.proofs
    transaction.execute(update(proofs).where(proofs.c.id == proof_id).values(tries=proofs.c.tries + 1))


def use(transaction: Connection, proof_id: str, state: str = "used") -> Row[Any] | None:
    """The proof, the first time that it is used; None: it was used already."""
    proofs = tables.proofs
    return transaction.execute(
        update(proofs).where(proofs.c.id == proof_id, proofs.c.state == "open").values(state=state).returning(*proofs.c)
    ).first()


def with_code(connection: Connection, secret: str, delivery: Row[Any], now: datetime) -> Any:
    """The delivery as it is sent, with its code in place of the dots."""
    code = codes(connection, secret, delivery.conversation_id, now).get(delivery.seq, DOTS)
    return SimpleNamespace(**{**delivery._mapping, "text": delivery.text.replace(DOTS, code)})


def too_late(connection: Connection, delivery: Row[Any], now: datetime) -> bool:
    return delivery.seq not in codes(connection, "", delivery.conversation_id, now)


def codes(connection: Connection, secret: str, conversation_id: str, now: datetime) -> dict[int, str]:
    """The codes that can still be used, by the number of the message that tells them: for its owner's eyes only."""
    proofs = tables.proofs
    rows = connection.execute(
        select(proofs.c.id, proofs.c.target_seq).where(
            proofs.c.target == conversation_id,
            proofs.c.kind == "code",
            proofs.c.state == "open",
            proofs.c.expires_at > now,
        )
    )
    return {row.target_seq: one_time_code(secret, row.id) for row in rows}


def _close(transaction: Connection, asker: str) -> None:
    proofs = tables.proofs
    transaction.execute(
        update(proofs)
        .where(proofs.c.asker == asker, proofs.c.state == "open", proofs.c.kind == "code")
        .values(state="closed")
    )


def _target(transaction: Connection, asker: str, reference: str, now: datetime) -> str | None:
    """The conversation of the reference, unless too many codes were asked for, or its address said STOP."""
    table = tables.enquiries
    target = transaction.execute(select(table.c.conversation_id).where(table.c.reference == reference)).scalar()
    if target is None or target == asker:
        return None
    proofs = tables.proofs
    lately = select(func.count()).select_from(proofs).where(proofs.c.made_at > now - A_WHILE)
    for_it = transaction.execute(
        lately.where(proofs.c.reference == reference, proofs.c.target.is_not(None))
    ).scalar_one()
    by_one = transaction.execute(lately.where(proofs.c.asker == asker, proofs.c.target.is_not(None))).scalar_one()
    if for_it >= CODES_FOR_ONE or by_one >= CODES_BY_ONE:
        return None
    where = outbox.where(transaction, target)
    return None if stopping.stopped_at(transaction, *where) else str(target)


def _send(transaction: Connection, council: Council, target: str, reference: str, now: datetime) -> int:
    conversations = tables.conversations
    state = transaction.execute(select(conversations.c.state).where(conversations.c.id == target)).scalar_one()
    words = council.words(State.from_json(state).lang)
    text = words.say("link.code", council=council.name, code=DOTS, reference=reference)
    enquiries.note(
        transaction, reference, by="Front door", kind="code sent", detail="Somebody asks to go on elsewhere.", now=now
    )
    return outbox.put(transaction, target, author="system", name="Front door", text=text, at=now, purpose="code")
