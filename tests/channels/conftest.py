"""The Council's lines: a real door over HTTP, a small Twilio, and residents with phones. Turns and sends are taken one by
one, by the worker's own functions, so that a test can stand between them."""

from __future__ import annotations

import asyncio
import shutil
import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from sqlalchemy import select, update

from bot import channels
from bot.app import create
from bot.council import Council, load
from bot.delivery import resolve_unknown, send_due, unstick
from bot.fetching import fetch_waiting
from bot.house import House
from bot.settings import ROOT, Settings
from bot.store import tables
from bot.store.database import Database
from bot.transcript import Line, lines
from bot.turns import take_turn, unanswered
from bot.understanding.keywords import Keywords
from bot.wake import Wake
from tests.providers.twilio import Message, Twilio

SMS, WHATSAPP = "+442073613000", "whatsapp:+442073613001"
TOKEN = "a-token-for-tests"


@dataclass(frozen=True)
class ClockedHouse(House):
    """A house whose clock a test can put forward."""

    clock: Any = None

    def now(self) -> datetime:
        return datetime.now(UTC) + (self.clock[0] if self.clock else timedelta(0))


class Lines:
    """Everything that a conversation by phone needs."""

    def __init__(self, house: ClockedHouse, twilio: Twilio, url: str, understanding: Keywords) -> None:
        self.house, self.twilio, self.url = house, twilio, url
        self.understanding = understanding
        self.channels = channels.opened(house)
        self.worker = asyncio.Runner()  # one loop for all of a test, as a worker has: connections are kept open in it

    def phone(self, number: str = "+447700900123", via: str = "sms") -> Phone:
        return Phone(self, number, via)

    def later(self, **time: float) -> None:
        """Time goes by."""
        self.house.clock[0] += timedelta(**time)

    def works(self) -> None:
        """The worker answers what waits and sends what is due, until there is nothing left."""
        self.worker.run(self._work())

    async def _work(self) -> None:
        while waiting := unanswered(self.house):
            for conversation_id in waiting:
                await take_turn(self.house, self.understanding, conversation_id)
        await send_due(self.house, self.channels)

    def fetches(self) -> None:
        self.worker.run(fetch_waiting(self.house, self.channels))

    def asks(self) -> None:
        """The sweep's question to the provider, about what may or may not have gone."""
        unstick(self.house)
        self.worker.run(resolve_unknown(self.house, self.channels))

    def deliveries(self) -> list[Any]:
        with self.house.database.read() as connection:
            return list(connection.execute(select(tables.deliveries).order_by(tables.deliveries.c.id)))

    def messages(self) -> list[Any]:
        with self.house.database.read() as connection:
            return list(connection.execute(select(tables.messages).order_by(tables.messages.c.seq)))

    def conversations(self) -> list[Any]:
        with self.house.database.read() as connection:
            return list(connection.execute(select(tables.conversations)))

    def history(self, kind: str) -> list[str]:
        history = tables.history
        with self.house.database.read() as connection:
            return list(connection.execute(select(history.c.detail).where(history.c.kind == kind)).scalars())

    def put(self, **values: Any) -> None:
        """Changes the newest delivery, as a process that died would have left it."""
        newest = self.deliveries()[-1].id
        with self.house.database.write() as transaction:
            transaction.execute(update(tables.deliveries).where(tables.deliveries.c.id == newest).values(**values))


class Phone:
    """A resident's phone."""

    def __init__(self, line: Lines, number: str, via: str) -> None:
        self.line, self.number = line, number
        self.address = number if via == "sms" else f"whatsapp:{number}"
        self.to = SMS if via == "sms" else WHATSAPP
        self.via = via

    def sends(self, text: str, media: Any = (), **more: str) -> int:
        """Without waiting for an answer. Returns the HTTP status."""
        return self.line.twilio.writes(self.address, text, self.to, media, **more).status_code

    def says(self, text: str, **more: Any) -> str:
        """Sends, and reads what is said back."""
        before = len(self.screen)
        assert self.sends(text, **more) == 200
        self.line.works()
        return "\n\n".join(one.body for one in self.screen[before:])

    @property
    def screen(self) -> list[Message]:
        return self.line.twilio.phone(self.address)

    @property
    def conversation(self) -> str:
        addresses = tables.addresses
        with self.line.house.database.read() as connection:
            found: str = connection.execute(
                select(addresses.c.conversation_id).where(
                    addresses.c.address == self.number, addresses.c.channel == self.via, addresses.c.until.is_(None)
                )
            ).scalar_one()
            return found

    def transcript(self) -> list[Line]:
        with self.line.house.database.read() as connection:
            return lines(connection, self.conversation)

    def confirms_a_missed_bin(self, first: str = "they didn't take my black bags this week at 14b Golborne Rd") -> str:
        """The whole of the main job; returns what the confirmation says."""
        answers = {
            "service": "it's about my missed collection",
            "collection_due": "tuesday",
            "which_bin": "rubbish",
            "where": "14b Golborne Road",
        }
        self.says(first)
        for _ in range(6):
            asks = self.transcript()[-1].asks
            if asks == "confirm":
                return self.says("yes")
            self.says(answers.get(str(asks), "no"))
        raise AssertionError(self.transcript()[-1])


@pytest.fixture(scope="session")
def understanding() -> Keywords:
    return Keywords.learn()


@pytest.fixture(scope="session")
def read() -> Council:
    return load(ROOT / "council")


@pytest.fixture
def council(tmp_path: Path) -> Path:
    """The council's folder, to be changed by a test before the lines are opened."""
    return Path(shutil.copytree(ROOT / "council", tmp_path / "council"))


@pytest.fixture
def settings(tmp_path: Path, council: Path) -> Settings:
    return replace(
        Settings.from_environment(),
        data=tmp_path,
        council=council,
        database_url=f"sqlite:///{tmp_path / 'frontdoor.db'}",
        redis_url="redis://127.0.0.1:1/0",  # nobody there: the house works without
        secret="a-secret-for-tests",
        twilio_account="AC" + "0" * 32,
        twilio_token=TOKEN,
        twilio_sms_number=SMS,
        twilio_whatsapp_number=WHATSAPP,
        twilio_messaging_service="",
    )


@pytest.fixture
def line(settings: Settings, understanding: Keywords, read: Council) -> Iterator[Lines]:
    listener = socket.create_server(("127.0.0.1", 0))
    url = f"http://127.0.0.1:{listener.getsockname()[1]}"
    twilio = Twilio(token=TOKEN, door=url).start()
    settings = replace(settings, public_url=url, twilio_api_base=twilio.url)
    database = Database(settings.database_url)
    database.migrate()
    house = ClockedHouse(settings, read, database, Wake(settings.redis_url), clock=[timedelta(0)])
    server = uvicorn.Server(uvicorn.Config(create(house), log_level="critical"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    yield Lines(house, twilio, url, understanding)
    server.should_exit = True
    twilio.stop()
    thread.join(10)
