"""One conversation engine: the same words give the same record on the page, by text, on WhatsApp and on Telegram."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select

from bot.settings import Settings
from bot.store import tables
from tests.channels.conftest import Lines
from tests.channels.page import Page
from tests.providers.telegram import Holder, Telegram

SCRIPT = (
    "they didn't take our black bags again this week. 14b golborne rd",
    "tuesdays",
    "how do I complain?",
    "its 14a sorry",
    "yes",
    "STATUS",
)


@pytest.fixture
def telegram() -> Iterator[Telegram]:
    server = Telegram("1:test").start()
    yield server
    server.stop()


@pytest.fixture
def settings(settings: Settings, telegram: Telegram) -> Settings:
    return replace(settings, telegram_token=telegram.token, telegram_api_base=telegram.url)


def records(line: Lines) -> dict[str, Any]:
    """The newest version of each confirmed record, by the channel that it came from."""
    found = {}
    with line.house.database.read() as connection:
        for row in connection.execute(
            select(tables.conversations.c.channel, tables.enquiries, tables.versions.c.record)
            .join(tables.enquiries, tables.enquiries.c.conversation_id == tables.conversations.c.id)
            .join(tables.versions, tables.versions.c.reference == tables.enquiries.c.reference)
            .order_by(tables.versions.c.version)
        ):
            facts = {name: value for name, value, *_ in row.record["facts"] if name != "contact"}
            found[row.channel] = (row.kind, row.service, row.team, row.next_step, facts)
    return found


def test_the_same_script_gives_the_same_record_everywhere(line: Lines, telegram: Telegram) -> None:
    line.worker.run(line.channels["telegram"].listen())
    residents: list[Callable[[str], str]] = [
        line.phone(via="sms").says,
        line.phone(via="whatsapp").says,
        Holder(line, telegram).says,
        Page(line).says,
    ]
    for says in residents:
        for text in SCRIPT:
            assert says(text), f"{text!r} is answered"
    found = records(line)
    assert set(found) == {"sms", "whatsapp", "telegram", "web"}
    kind, service, team, _, facts = found["web"]
    assert (kind, service, team) == ("record", "missed_bin", "Waste and recycling")
    assert facts["where"].startswith("14A Golborne Road") and facts["collection_due"] == "Tuesday"
    for channel, record in found.items():
        theirs, ours = list(record), list(found["web"])
        theirs[3] = ours[3] = ""  # the next step names a person, who takes turns with the others of the team
        assert theirs == ours, channel
