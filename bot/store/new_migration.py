"""Writes the next migration from what the tables say now: `python -m bot.store.new_migration "why"`."""

import sys
import tempfile
from pathlib import Path

from alembic import command
from alembic.config import Config

from bot.store.database import Database

VERSIONS = Path(__file__).parent / "migrations" / "versions"


def write(why: str) -> None:
    number = f"{len(list(VERSIONS.glob('*.py'))) + 1:04}"
    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{folder}/empty.db")
        database.migrate()
        config = Config()
        config.set_main_option("script_location", str(VERSIONS.parent))
        with database.write() as connection:
            config.attributes["connection"] = connection
            command.revision(config, message=why, autogenerate=True, rev_id=number)


if __name__ == "__main__":
    write(sys.argv[1])
