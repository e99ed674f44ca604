"""Channels: one file each. A channel receives messages, knows its limits, and sends.

Adding one: its file, and its line in CHANNELS (docs/add-a-channel.md).
"""

from __future__ import annotations

from typing import Any, Protocol

from fastapi import APIRouter
from sqlalchemy import Row

from bot.delivery import Outcome
from bot.fetching import Place
from bot.house import House


class Channel(Protocol):
    """What the house needs of a channel. state: one line for /readyz (`ok`, or why it is off)."""

    name: str
    state: str

    async def send(self, delivery: Row[Any]) -> Outcome:
        """Sends one delivery (a row of `deliveries` with its message's text, asks and choices), fitted to the channel."""

    async def look_up(self, delivery: Row[Any]) -> Outcome | None:
        """What became of a delivery that may or may not have gone; None: the provider cannot say yet. Never sends."""

    async def place(self, source: str) -> Place | None:
        """Where a file that came with a message is fetched (`media.source`); None: not a place of this provider's."""


class Opener(Protocol):
    """A channel's module: `open` makes it from the settings (None: not set up here), `routes` are its webhooks."""

    NAME: str
    routes: APIRouter

    def open(self, house: House) -> Channel | None: ...


def modules() -> list[Any]:
    """The list of channels besides the web page, which needs no sending."""
    from bot.channels import sms, telegram, whatsapp

    return [sms, whatsapp, telegram]


def opened(house: House) -> dict[str, Channel]:
    """The channels that are set up, by name."""
    found = {module.NAME: module.open(house) for module in modules()}
    return {name: channel for name, channel in found.items() if channel is not None}
