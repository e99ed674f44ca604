"""The house: what every process of it shares, opened once from the settings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from bot.council import Council, load
from bot.links import token
from bot.settings import Settings
from bot.store.database import Database
from bot.wake import Wake


@dataclass(frozen=True)
class House:
    settings: Settings
    council: Council
    database: Database
    wake: Wake

    @classmethod
    def open(cls, settings: Settings) -> House:
        """Reads the council folder and brings the database up to date. CouncilError: see bot.council."""
        council = load(settings.council)
        database = Database(settings.database_url)
        database.migrate()
        return cls(settings, council, database, Wake(settings.redis_url))

    def now(self) -> datetime:
        return datetime.now(UTC)

    def page(self, conversation_id: str) -> str:
        """The resident's own page, as a full address when the public one is known, else as a path."""
        return f"{self.settings.public_url}/c/{conversation_id}/{token(self.settings.secret, conversation_id)}"
