"""WhatsApp through Twilio: free words for 24 hours after the resident wrote, approved messages after that, else SMS."""

from __future__ import annotations

import asyncio
import json
import re
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from fastapi import APIRouter
from sqlalchemy import Connection, Row, func, select

from bot.channels import refusals, templates, twilio
from bot.channels.segments import parts
from bot.channels.templates import LONGEST_VARIABLE, Template
from bot.channels.twilio_api import Api
from bot.conversation import State
from bot.delivery import Outcome
from bot.fetching import Place
from bot.house import House
from bot.store import tables

NAME = "whatsapp"
routes = APIRouter()
"""None of its own: Twilio brings WhatsApp messages to the same address as texts (bot.channels.sms)."""

WINDOW = timedelta(hours=24)
LONGEST = 1600
LONGEST_WITH_CHOICES = 1024
BUTTON, BUTTONS = 20, 3
LINE, LINES = 24, 10
"""Characters of a button or of a list's line, and how many there may be."""

_TWINS = {"*": "∗", "_": "ˍ", "~": "∼", "`": "ˋ"}
_MARKED = re.compile(r"(?<!\w)(```|[*_~`])(?=\S)([^\n]*?\S)\1(?!\w)")
_LINK = re.compile(r"https?://\S+")


class Whatsapp:
    name = NAME

    def __init__(self, house: House) -> None:
        settings = house.settings
        self.state = twilio.why_off(settings, settings.twilio_whatsapp_number) or "ok"
        self._house = house
        self._from = f"whatsapp:{settings.twilio_whatsapp_number.removeprefix('whatsapp:')}"
        self._templates = templates.load(settings.council)
        self._api = Api(house)

    async def send(self, delivery: Row[Any]) -> Outcome:
        if self.state != "ok":
            return Outcome("failed", reason="WhatsApp is not set up here.", instead=("sms", delivery.address))
        return await asyncio.to_thread(self._send, delivery)

    async def look_up(self, delivery: Row[Any]) -> Outcome | None:
        if self.state != "ok":
            return None
        return await asyncio.to_thread(self._find, delivery)

    async def place(self, source: str) -> Place | None:
        return await self._api.place(source)

    def _send(self, delivery: Row[Any]) -> Outcome:
        if delivery.reason == refusals.WINDOW or not self._is_open(delivery):
            return self._send_approved(delivery)
        bodies = fitted(delivery)
        sent = self._create(delivery, **self._fields(delivery, bodies))
        if sent.code == refusals.OUTSIDE_WINDOW:  # its clock and ours differ
            return self._send_approved(delivery)
        sent = refusals.otherwise(sent, delivery, approved=False)
        return replace(sent, parts=len(bodies)) if sent.state in ("queued", "unknown") else sent

    def _send_approved(self, delivery: Row[Any]) -> Outcome:
        template, values = self._approved(delivery)
        if template is None:
            return Outcome("failed", reason=refusals.WINDOW, instead=("sms", delivery.address))
        variables = json.dumps(template.variables(**values), ensure_ascii=False)
        sent = self._create(delivery, content_sid=template.sid, content_variables=variables)
        if sent.state == "queued":
            return replace(sent, reason=refusals.AS_TEMPLATE)
        return refusals.otherwise(sent, delivery, approved=True)

    def _create(self, delivery: Row[Any], **fields: Any) -> Outcome:
        return self._api.create(delivery, from_=self._from, to=f"whatsapp:{delivery.address}", **fields)

    def _fields(self, delivery: Row[Any], bodies: list[str]) -> dict[str, Any]:
        """Buttons or a list where they help; the text says the same, and every answer can be typed."""
        body = bodies[min(delivery.part, len(bodies) - 1)]
        is_last = delivery.part >= len(bodies) - 1
        choices = [str(one) for one in delivery.choices or ()]
        sid = self._templates.choices.get(len(choices), "")
        room = BUTTON if len(choices) <= BUTTONS else LINE
        tappable = choices and all(len(one) <= room for one in choices) and len(set(choices)) == len(choices)
        if not (sid and is_last and tappable and len(body) <= LONGEST_WITH_CHOICES):
            return {"body": body}
        variables = {str(number): words for number, words in enumerate((body, *choices), start=1)}
        return {"content_sid": sid, "content_variables": json.dumps(variables, ensure_ascii=False)}

    def _find(self, delivery: Row[Any]) -> Outcome | None:
        bodies = fitted(delivery)
        body = bodies[min(delivery.part, len(bodies) - 1)]
        found = self._api.find(delivery, to=f"whatsapp:{delivery.address}", body=body)
        if found is None or found.state != "due":
            return replace(found, parts=len(bodies)) if found else None
        template, values = self._approved(delivery)
        if template is None:
            return found
        return self._api.find(delivery, to=f"whatsapp:{delivery.address}", body=template.filled(**values))

    def _approved(self, delivery: Row[Any]) -> tuple[Template | None, dict[str, str]]:
        with self._house.database.read() as connection:
            lang, reference = _about(connection, delivery.conversation_id)
        text = templates.one_line(escaped(delivery.text))
        if len(text) > LONGEST_VARIABLE:
            link = self._house.page(delivery.conversation_id)
            text = f"{parts(text, 100, LONGEST_VARIABLE - len(link) - 2)[0]}… {link}"
        return self._templates.for_news(delivery.purpose, lang), {"reference": reference, "text": text}

    def _is_open(self, delivery: Row[Any]) -> bool:
        """Whether the resident wrote on WhatsApp, from this number, within 24 hours."""
        with self._house.database.read() as connection:
            heard = heard_at(connection, delivery)
        return heard is not None and self._house.now() - heard < WINDOW


def open(house: House) -> Whatsapp:
    return Whatsapp(house)


def fitted(delivery: Row[Any]) -> list[str]:
    return parts(escaped(delivery.text), 100, LONGEST)


def escaped(text: str) -> str:
    """Pairs of marks that WhatsApp would take for emphasis become look-alikes that it leaves alone; links stay as they are."""
    pieces, at = [], 0
    for link in _LINK.finditer(text):
        pieces += [_unmarked(text[at : link.start()]), link[0]]
        at = link.end()
    return "".join((*pieces, _unmarked(text[at:])))


def _unmarked(text: str) -> str:
    while found := _MARKED.search(text):
        twin = "".join(_TWINS[mark] for mark in found[1])
        text = f"{text[: found.start()]}{twin}{found[2]}{twin}{text[found.end() :]}"
    return text


def heard_at(connection: Connection, delivery: Row[Any]) -> datetime | None:
    messages = tables.messages
    found: datetime | None = connection.execute(
        select(func.max(messages.c.at)).where(
            messages.c.conversation_id == delivery.conversation_id,
            messages.c.author == "resident",
            messages.c.channel == NAME,
            messages.c.address.in_((delivery.address, "")),
        )
    ).scalar()
    return found


def _about(connection: Connection, conversation_id: str) -> tuple[str, str]:
    """The resident's language, and the reference of what they last told us."""
    conversations, enquiries = tables.conversations, tables.enquiries
    state = connection.execute(select(conversations.c.state).where(conversations.c.id == conversation_id)).scalar_one()
    reference = connection.execute(
        select(enquiries.c.reference)
        .where(enquiries.c.conversation_id == conversation_id)
        .order_by(enquiries.c.opened_at.desc())
        .limit(1)
    ).scalar()
    return State.from_json(state).lang, reference or "-"
