"""SQLite to start with, PostgreSQL later: the same house on both."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import func, select

from bot.reception import Inbound, receive
from bot.store import tables
from bot.store.database import Database
from tests.cast import front_door
from tests.postgres import postgres


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path_factory.mktemp('store')}/test.db"
    else:
        with postgres() as address:
            yield address


def test_the_migrations_make_the_tables_that_the_code_uses(url: str) -> None:
    database = Database(url)
    database.migrate()
    database.migrate()
    with database.read() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": False})
        assert compare_metadata(context, tables.meta) == []


def test_two_processes_may_migrate_at_once(url: str) -> None:
    threads = [threading.Thread(target=Database(url).migrate) for _ in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()


def test_a_thousand_messages_three_times_each_from_many_at_once(url: str) -> None:
    database = Database(url)
    database.migrate()

    def send(part: int) -> None:
        for number in range(part, 1000, 4):
            for _ in range(3):
                receive(database, Inbound("sms", "+447700900555", f"m{number}", f"SM{number}", datetime.now(UTC)))

    threads = [threading.Thread(target=send, args=(part,)) for part in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    with database.read() as connection:
        rows = connection.execute(
            select(tables.messages.c.conversation_id, tables.messages.c.seq).where(tables.messages.c.channel == "sms")
        ).all()
        conversations = connection.execute(
            select(func.count()).select_from(tables.conversations).where(tables.conversations.c.channel == "sms")
        ).scalar_one()
    assert conversations == 1
    assert sorted(row.seq for row in rows) == list(range(1, 1001)), "each once, no hole"


def test_a_conversation_on_postgresql(tmp_path: Path) -> None:
    with postgres() as address, front_door(tmp_path, rasa=False, environment={"DATABASE_URL": address}) as house:
        rosa = house.resident()
        rosa.says("you missed our recycling on Monday at 22 Portobello Road W11 1AA")
        assert "Your reference is" in rosa.says("yes")
        assert rosa.standing()["state"] == "handed_over"
