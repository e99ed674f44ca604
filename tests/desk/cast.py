"""The desk's cast: a house in a folder of its own, residents who were handed over, and staff who are signed in."""

from __future__ import annotations

import asyncio
import html
import re
import uuid
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import httpx
from sqlalchemy import select
from starlette.testclient import TestClient

from bot.app import create
from bot.channels.web import NAME, keep
from bot.house import House
from bot.reception import Inbound, open_conversation, receive
from bot.settings import Settings
from bot.store import tables
from bot.transcript import Line, lines
from bot.turns import take_turn
from bot.understanding import Understood
from handoff import staff

PASSWORD = "a long enough password"


class Scripted:
    """Understanding that knows what each message means, because the test says so."""

    def __init__(self) -> None:
        self.act, self.service, self.emergency = "report", "missed_bin", None
        self.sure = 0.95

    async def read(self, text: str) -> Understood:
        danger = 0.9 if self.emergency else 0.0
        return Understood(
            acts=((self.act, 0.95),),
            services=((self.service, self.sure),),
            emergency=self.emergency,
            danger=danger,
            lang="en",
        )


@dataclass
class Desk:
    """A house, its application, and everyone in it."""

    house: House
    app: Any
    signed_in: dict[str, Member] = field(default_factory=dict)

    @classmethod
    def open(cls, folder: Path, **settings: Any) -> Desk:
        database = f"sqlite:///{folder / 'desk.db'}"
        chosen = {
            "data": folder,
            "database_url": database,
            "redis_url": "redis://127.0.0.1:1/0",
            "public_url": "",
            **settings,
        }
        house = House.open(replace(Settings.from_environment(), secret=uuid.uuid4().hex, **chosen))
        return cls(house, create(house))

    def resident(self, channel: str = "web") -> Resident:
        return Resident(self.house, channel)

    def member(self, username: str) -> Member:
        """Somebody of teams.yml, signed in."""
        if username not in self.signed_in:
            person = self.house.council.people[username]
            staff.add(self.house, username, person.name, person.team, PASSWORD)
            self.signed_in[username] = Member(self, username)
            self.signed_in[username].signs_in()
        return self.signed_in[username]

    def row(self, reference: str) -> Any:
        with self.house.database.read() as connection:
            return connection.execute(select(tables.enquiries).where(tables.enquiries.c.reference == reference)).one()

    def promises(self, reference: str) -> list[tuple[str, str]]:
        table = tables.promises
        with self.house.database.read() as connection:
            found = connection.execute(select(table).where(table.c.reference == reference).order_by(table.c.id))
            return [(row.kind, row.state) for row in found]

    def history(self, reference: str) -> list[str]:
        table = tables.history
        with self.house.database.read() as connection:
            return list(connection.execute(select(table.c.kind).where(table.c.reference == reference)).scalars())


class Resident:
    """Somebody whose messages are stored, understood as told, and answered by the bot."""

    def __init__(self, house: House, channel: str) -> None:
        self.house, self.channel, self.understanding = house, channel, Scripted()
        self.address = "" if channel == NAME else f"+4477009{uuid.uuid4().int % 100000:05}"
        with house.database.write() as transaction:
            self.id = open_conversation(transaction, channel, self.address, house.now())

    def says(self, text: str, act: str = "report", service: str = "missed_bin", emergency: str | None = None) -> str:
        """Sends it, lets the bot take its turn, and returns what was said back."""
        before = self.transcript()
        self.understanding.act, self.understanding.service, self.understanding.emergency = act, service, emergency  # type: ignore[assignment]
        self.writes(text)
        asyncio.run(take_turn(self.house, self.understanding, self.id))
        return "\n".join(line.text for line in self.transcript()[len(before) :] if line.author != "resident")

    def writes(self, text: str) -> None:
        if self.channel == NAME:
            keep(self.house, self.id, text, str(uuid.uuid4()))
        else:
            inbound = Inbound(self.channel, self.address, text, str(uuid.uuid4()), self.house.now())
            receive(self.house.database, inbound)

    def is_handed_over(self, what: str = "nobody took our black bags from 14A Golborne Road, W10 5NH") -> str:
        """Asks for a person, after saying what is wrong; returns the reference."""
        self.says(what)
        return self.asks_for_a_person()

    def asks_for_a_person(self, text: str = "I want a person") -> str:
        self.says(text, act="ask_human")
        return self.references()[-1]

    def references(self) -> list[str]:
        table = tables.enquiries
        with self.house.database.read() as connection:
            rows = connection.execute(
                select(table.c.reference).where(table.c.conversation_id == self.id).order_by(table.c.opened_at)
            )
            return list(rows.scalars())

    def transcript(self) -> list[Line]:
        with self.house.database.read() as connection:
            return lines(connection, self.id)

    def was_told(self) -> str:
        """The last thing that anybody said to them."""
        return next(line.text for line in reversed(self.transcript()) if line.author != "resident")

    @property
    def floor(self) -> str:
        table = tables.conversations
        with self.house.database.read() as connection:
            return str(connection.execute(select(table.c.floor).where(table.c.id == self.id)).scalar_one())


class Member:
    """A member of staff with a browser of their own."""

    def __init__(self, desk: Desk, username: str) -> None:
        self.username = username
        self.browser = TestClient(desk.app, base_url="http://testserver", follow_redirects=True)
        self.token = ""

    def signs_in(self, password: str = PASSWORD, **fields: str) -> httpx.Response:
        answer = self.browser.post("/desk/sign-in", data={"username": self.username, "password": password, **fields})
        self._learn(answer)
        return answer

    def opens(self, path: str = "/desk") -> str:
        """The page's text as somebody reads it, whatever its status."""
        return said(self.gets(path))

    def gets(self, path: str) -> httpx.Response:
        answer = self.browser.get(path)
        self._learn(answer)
        return answer

    def sees(self, reference: str) -> str:
        return self.opens(f"/desk/enquiries/{reference}")

    def does(self, deed: str, reference: str, **fields: str) -> httpx.Response:
        """Sends one of the case's forms."""
        return self.sends(f"/desk/enquiries/{reference}/{deed}", **fields)

    def sends(self, path: str, **fields: str) -> httpx.Response:
        answer = self.browser.post(path, data={"token": self.token, **fields})
        self._learn(answer)
        return answer

    def _learn(self, answer: httpx.Response) -> None:
        found = re.search(r'name="token" value="(\w+)"', answer.text)
        self.token = found[1] if found else self.token


def said(answer: httpx.Response) -> str:
    """A page without its tags."""
    body = re.sub(r"<script.*?</script>|<[^>]+>", " ", answer.text, flags=re.DOTALL)
    return re.sub(r"\s+", " ", html.unescape(body))
