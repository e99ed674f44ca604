"""A case: an enquiry in the hands of a person at the desk, inside the transaction in which they change it.

Whatever changes its owner, state or date is told to the resident in the same transaction (standard S3).
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from sqlalchemy import Connection, select, update
from sqlalchemy import case as sql_case

from bot import outbox
from bot.conversation import State
from bot.council import Words
from bot.house import House
from bot.store import tables
from handoff import enquiries
from handoff.ownership import Rota
from handoff.promises import SYSTEM, day
from handoff.refusals import Incomplete, Moved, NoSuchEnquiry, NotYours
from handoff.staff import Account

log = logging.getLogger("frontdoor.desk")

LONGEST = 4000
"""Characters of anything that is typed at the desk, like a resident's message."""


@contextmanager
def opened(house: House, me: Account, reference: str, deed: str) -> Iterator[Case]:
    """The case for one deed: all of it is stored, or nothing. Then whoever watches is told."""
    with house.database.write() as transaction:
        found = transaction.execute(
            select(tables.enquiries).where(tables.enquiries.c.reference == reference).with_for_update()
        ).first()
        if found is None:
            raise NoSuchEnquiry(f"There is no enquiry {reference}.")
        yield Case(house, transaction, me, found, house.now())
    log.info("%s reference=%s by=%s", deed, reference, me.username)
    house.wake.watchers(found.conversation_id)
    house.wake.worker(found.conversation_id)


@dataclass(frozen=True)
class Case:
    """row: the enquiry as it was when the transaction began."""

    house: House
    transaction: Connection
    me: Account
    row: Any
    now: datetime

    @cached_property
    def words(self) -> Words:
        """The council's wording in the resident's language."""
        conversations = tables.conversations
        stored = self.transaction.execute(
            select(conversations.c.state).where(conversations.c.id == self.row.conversation_id)
        ).scalar_one()
        return self.house.council.words(State.from_json(stored).lang)

    @cached_property
    def rota(self) -> Rota:
        return enquiries.rota(self.transaction, self.house.council)

    def must_be_mine(self) -> None:
        """NotYours, unless I own it, cover for whoever owns it, or manage their team."""
        if not decides(self.row, self.me, self.rota, self.now):
            raise NotYours(
                f"{self.row.owner_name} is responsible for this. Ask them, or the manager of {self.row.team}."
            )

    def must_be_open(self) -> None:
        if self.row.state == "closed":
            raise Moved("This has been closed. Open it again first.")

    def change(self, **values: Any) -> None:
        """Moved, when its owner or state is no longer what it was."""
        table = tables.enquiries
        changed = self.transaction.execute(
            update(table)
            .where(
                table.c.reference == self.row.reference,
                table.c.state == self.row.state,
                table.c.owner == self.row.owner,
            )
            .values(**values)
        )
        if changed.rowcount != 1:
            raise Moved("It changed while you were deciding. Look again.")

    def note(self, kind: str, detail: str = "") -> None:
        enquiries.note(self.transaction, self.row.reference, by=self.me.name, kind=kind, detail=detail, now=self.now)

    def tell(self, key: str, **values: str) -> None:
        """Tells the resident, in their language and on their channel."""
        filled = {"reference": self.row.reference, "owner": self.row.owner_name, "team": self.row.team, **values}
        self.say(self.words.say(key, **filled), author="system", name=SYSTEM, purpose="update")

    def say(self, text: str, *, author: str, name: str, purpose: str, external_id: str = "") -> int:
        return outbox.put(
            self.transaction,
            self.row.conversation_id,
            author=author,
            name=name,
            text=text,
            at=self.now,
            purpose=purpose,
            external_id=external_id,
        )

    def date(self, when: datetime) -> str:
        return day(self.words, when)

    def replace_promises(self, kind: str) -> None:
        enquiries.settle(self.transaction, self.row.reference, "replaced", self.now, kind)

    def keep_promises(self, *kinds: str) -> None:
        """Open promises of these kinds (all, when none is named) are kept; what comes too late was missed."""
        promises = tables.promises
        open_ones = update(promises).where(promises.c.reference == self.row.reference, promises.c.state == "open")
        if kinds:
            open_ones = open_ones.where(promises.c.kind.in_(kinds))
        state = sql_case((promises.c.due_at < self.now, "missed"), else_="kept")
        self.transaction.execute(open_ones.values(state=state, settled_at=self.now))


def decides(row: Any, me: Account, rota: Rota, now: datetime) -> bool:
    """Whether what happens to it is this person's to decide."""
    if row.owner == me.username or (me.manager and me.team == row.team):
        return True
    cover = rota.cover_for(row.owner, now) if rota.is_away(row.owner, now) else None
    return cover is not None and cover.username == me.username


def written(field: str, text: str, missing: str) -> str:
    """What was typed, tidied. Incomplete: nothing was, or too much."""
    text = text.replace("\r\n", "\n").strip()
    if not text:
        raise Incomplete(**{field: missing})
    if len(text) > LONGEST:
        raise Incomplete(**{field: f"Keep it to {LONGEST:,} characters. It has {len(text):,}."})
    return text


def sentence(text: str) -> str:
    """The same with a full stop, so that it can stand before another."""
    text = text.strip()
    return text if text.endswith((".", "!", "?", "؟")) else f"{text}."
