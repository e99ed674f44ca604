"""The providers' side of the demonstration: a small Twilio and a small Telegram on one port, and the phones that are held
by the page (bot.demo.page). `python -m bot.demo` serves it."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import Any

from fastapi import APIRouter, FastAPI, Form, HTTPException, UploadFile
from starlette.routing import Mount

from bot.demo import SMS_NUMBER, WHATSAPP_NUMBER
from bot.demo.telegram import Telegram
from bot.demo.telegram_api import app as telegram_app
from bot.demo.twilio import Twilio

LARGEST = 10 * 1024 * 1024


@dataclass(frozen=True)
class Line:
    """Something on a phone's screen. buttons: words and what each sends."""

    own: bool
    text: str
    at: float
    buttons: tuple[tuple[str, str], ...] = ()
    photo: bool = False

    def as_json(self) -> dict[str, Any]:
        buttons = [{"label": label, "press": press} for label, press in self.buttons]
        return {"own": self.own, "text": self.text, "photo": self.photo, "buttons": buttons}


@dataclass
class Phones:
    """Each resident of the demonstration has a number for texts and WhatsApp, and a Telegram."""

    twilio: Twilio
    telegram: Telegram
    typed: dict[str, list[Line]] = field(default_factory=dict)

    def screen(self, kind: str, resident: int) -> dict[str, Any]:
        if kind == "telegram":
            phone = self.telegram.phone(self._chat(resident), f"Resident {resident}")
            lines = [_telegram_line(one) for one in phone.lines]
            return {"lines": [one.as_json() for one in lines], "notice": (phone.notices or [""])[-1]}
        address = self.address(kind, resident)
        got = [
            Line(False, one.body, one.made.timestamp(), tuple((label, label) for label in one.buttons))
            for one in self.twilio.phone(address)
        ]
        lines = sorted([*self.typed.get(address, ()), *got], key=lambda one: one.at)
        return {"lines": [one.as_json() for one in lines], "notice": ""}

    def types(self, kind: str, resident: int, text: str, photo: bytes = b"") -> None:
        if kind == "telegram":
            more = {"photo": [_size(self.telegram.holds(photo))], "caption": text} if photo else {}
            self.telegram.phone(self._chat(resident), f"Resident {resident}")
            self.telegram.says(self._chat(resident), "" if photo else text, **more)
            return
        address = self.address(kind, resident)
        self.typed.setdefault(address, []).append(Line(True, text, time.time(), photo=bool(photo)))
        files = [(self.twilio.holds(photo, "image/jpeg"), "image/jpeg")] if photo else []
        self.twilio.writes(address, text, SMS_NUMBER if kind == "sms" else WHATSAPP_NUMBER, files)

    def presses(self, kind: str, resident: int, press: str) -> None:
        if kind == "telegram":
            message, _, data = press.partition(":")
            self.telegram.presses(self._chat(resident), int(message), data)
        else:
            self.types(kind, resident, press)

    def address(self, kind: str, resident: int) -> str:
        """Numbers that Ofcom keeps for stories: 07700 900000 to 900999."""
        return f"{'whatsapp:' if kind == 'whatsapp' else ''}+447700900{resident % 1000:03}"

    def _chat(self, resident: int) -> int:
        return 700_900_000 + resident % 1000


def app(phones: Phones) -> FastAPI:
    """Twilio's paths, Telegram's paths, and `/phones`."""
    server = FastAPI(title="Demonstration phones", openapi_url=None)
    server.include_router(_phones(phones))
    server.router.routes.extend(phones.twilio.app().routes)
    server.router.routes.append(Mount("/", telegram_app(phones.telegram)))
    return server


def _phones(phones: Phones) -> APIRouter:
    routes = APIRouter(prefix="/phones")

    @routes.get("/{kind}/{resident}")
    def look(kind: str, resident: int) -> dict[str, Any]:
        return phones.screen(kind, resident)

    @routes.post("/{kind}/{resident}", status_code=204)
    def act(
        kind: str, resident: int, text: str = Form(""), press: str = Form(""), photo: UploadFile | None = None
    ) -> None:
        """Returns when the door has answered the provider: it is written down."""
        content = photo.file.read(LARGEST + 1) if photo else b""
        if len(content) > LARGEST:
            raise HTTPException(413)
        if press:
            phones.presses(kind, resident, press)
        elif text or content:
            phones.types(kind, resident, text, content)

    return routes


def _telegram_line(line: dict[str, Any]) -> Line:
    rows = line.get("reply_markup", {}).get("inline_keyboard", [])
    buttons = tuple((key["text"], f"{line['message_id']}:{key['callback_data']}") for row in rows for key in row)
    text = line.get("text") or line.get("caption") or ""
    return Line(line["own"], text, line["date"], buttons, photo="photo" in line)


def _size(file_id: str) -> dict[str, Any]:
    return {"file_id": file_id, "file_unique_id": file_id, "width": 800, "height": 600}
