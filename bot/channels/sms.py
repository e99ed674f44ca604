"""SMS through Twilio: plain marks, few segments, and long texts in several messages cut between sentences."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import Any

from fastapi import APIRouter
from sqlalchemy import Row

from bot.channels import twilio
from bot.channels.segments import fold, is_gsm, parts
from bot.channels.twilio_api import Api
from bot.delivery import Outcome
from bot.fetching import Place
from bot.house import House

NAME = "sms"
routes: APIRouter = twilio.routes

ANSWER = 2
"""Segments of one message of the bot's; what is longer goes on in another, so that nothing is left out."""
ANSWER_UCS2 = 4
"""The same words in a script that leaves room for less than half as many letters."""
MESSAGE = 10
"""A playback, danger, and whatever people write, stay together."""
LONGEST = 1600
"""Characters that Twilio takes in one message."""


class Sms:
    name = NAME

    def __init__(self, house: House) -> None:
        settings = house.settings
        self.state = twilio.why_off(settings, settings.twilio_sms_number or settings.twilio_messaging_service) or "ok"
        self._settings = settings
        self._api = Api(house)

    async def send(self, delivery: Row[Any]) -> Outcome:
        if self.state != "ok":
            return Outcome("failed", reason="Text messages are not set up here.")
        return await asyncio.to_thread(self._send, delivery)

    async def look_up(self, delivery: Row[Any]) -> Outcome | None:
        if self.state != "ok":
            return None
        bodies = fitted(delivery)
        body = bodies[min(delivery.part, len(bodies) - 1)]
        found = await asyncio.to_thread(self._api.find, delivery, to=delivery.address, body=body)
        return replace(found, parts=len(bodies)) if found and found.state != "due" else found

    async def place(self, source: str) -> Place | None:
        return await self._api.place(source)

    def _send(self, delivery: Row[Any]) -> Outcome:
        bodies = fitted(delivery)
        sender = {"from_": self._settings.twilio_sms_number}
        if self._settings.twilio_messaging_service:
            sender = {"messaging_service_sid": self._settings.twilio_messaging_service}
        sent = self._api.create(
            delivery, to=delivery.address, body=bodies[min(delivery.part, len(bodies) - 1)], **sender
        )
        return replace(sent, parts=len(bodies)) if sent.state in ("queued", "unknown") else sent


def open(house: House) -> Sms:
    return Sms(house)


def fitted(delivery: Row[Any]) -> list[str]:
    """The messages that the delivery's text goes out as."""
    text = fold(delivery.text)
    is_answer = delivery.author == "bot" and delivery.purpose == "reply" and delivery.asks != "confirm"
    room = (ANSWER if is_gsm(text) else ANSWER_UCS2) if is_answer else MESSAGE
    return parts(text, room, LONGEST)
