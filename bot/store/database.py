"""Opening the database, its transactions, and its migrations."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine, create_engine, event

PATIENCE_SECONDS = 20


class Database:
    """One engine, used by every thread of a process. url: SQLAlchemy's, `sqlite:///...` or `postgresql://...`."""

    def __init__(self, url: str) -> None:
        self.url = _with_driver(url)
        self.engine = (
            _sqlite(self.url) if self.url.startswith("sqlite") else create_engine(self.url, pool_pre_ping=True)
        )

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A transaction that commits as a whole or not at all. On SQLite it takes the write lock at once."""
        with self.engine.connect() as connection, connection.begin():
            if connection.dialect.name == "sqlite":
                connection.exec_driver_sql("BEGIN IMMEDIATE")
            yield connection

    @contextmanager
    def read(self) -> Iterator[Connection]:
        with self.engine.connect() as connection:
            yield connection

    def migrate(self) -> None:
        """Brings the schema to the newest version. Safe to call from several processes and on every start."""
        config = Config()
        config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
        with self.write() as connection:
            if connection.dialect.name == "postgresql":
                connection.exec_driver_sql("SELECT pg_advisory_xact_lock(20170614)")
            config.attributes["connection"] = connection
            command.upgrade(config, "head")


def _with_driver(url: str) -> str:
    for plain in ("postgres://", "postgresql://"):
        if url.startswith(plain):
            return "postgresql+psycopg://" + url.removeprefix(plain)
    return url


def _sqlite(url: str) -> Engine:
    Path(url.removeprefix("sqlite:///")).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url, connect_args={"timeout": PATIENCE_SECONDS, "check_same_thread": False})

    @event.listens_for(engine, "connect")
    def _settings(connection, _record):  # type: ignore[no-untyped-def]
        connection.isolation_level = None  # we say BEGIN ourselves, so that a write takes its lock at once
        for setting in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
            connection.execute(f"PRAGMA {setting}")

    return engine
