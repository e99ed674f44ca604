"""Telegram through python-telegram-bot: a webhook, or polling where nobody can reach us from outside.

What was refused may be tried again; what was cut off after the request had gone out may have arrived, and Telegram
cannot be asked about it: a person sees it (bot.delivery), and it is not sent a second time.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
import logging
from functools import cached_property
from typing import Annotated, Any

from fastapi import APIRouter, Header, HTTPException, Request
from fastapi.responses import JSONResponse
from sqlalchemy import Row
from starlette.concurrency import run_in_threadpool
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions, Update
from telegram.error import BadRequest, Conflict, TelegramError
from telegram.request import HTTPXRequest

from bot.channels.telegram_refusals import refused
from bot.channels.telegram_updates import LISTENED_TO, NAME, take
from bot.delivery import Outcome
from bot.fetching import Place
from bot.house import House
from bot.media import MediaError, TooLarge, TryLater
from bot.settings import Settings

log = logging.getLogger("frontdoor.telegram")

LONGEST = 4096
"""Telegram's limit for one message; it counts UTF-16 units."""
LARGEST_UPDATE = 1_000_000
POLL_SECONDS = 20
PAUSE = 5.0
BUTTON = 40
"""Characters that a phone shows of a button beside another one."""

routes = APIRouter(prefix="/channels", include_in_schema=False)


@routes.post("/telegram")
async def webhook(request: Request, x_telegram_bot_api_secret_token: Annotated[str, Header()] = "") -> JSONResponse:
    """An update. 200 means that it is written down; what Telegram should do at once goes back in the answer."""
    house: House = request.app.state.house
    if not house.settings.telegram_token:
        raise HTTPException(404, "Telegram is not set up here.")
    if not hmac.compare_digest(secret(house.settings).encode(), x_telegram_bot_api_secret_token.encode()):
        raise HTTPException(403, "The secret is not the one that Telegram was given.")
    update = _read(await _body(request))
    return JSONResponse(await run_in_threadpool(take, house, update) or {})


class Telegram:
    name = NAME

    def __init__(self, house: House) -> None:
        self._house = house
        self._settings = house.settings
        self.state = "ok" if house.settings.telegram_token else "off: TELEGRAM_BOT_TOKEN is not set"

    async def send(self, delivery: Row[Any]) -> Outcome:
        """One of the messages that the text takes, the last with the buttons. No preview: it would fetch private links."""
        if self.state != "ok":
            return Outcome("failed", reason="Telegram is not set up here.")
        texts = pieces(delivery.text)
        part = min(delivery.part, len(texts) - 1)
        try:
            sent = await self._bot.send_message(
                chat_id=delivery.address,
                text=texts[part],
                reply_markup=_buttons(delivery.choices) if part == len(texts) - 1 else None,
                link_preview_options=LinkPreviewOptions(is_disabled=True),
            )
        except TelegramError as error:
            return refused(error, len(texts))
        return Outcome("sent", str(sent.message_id), parts=len(texts))

    async def look_up(self, delivery: Row[Any]) -> Outcome | None:
        """Telegram does not tell a bot what it has sent."""
        return None

    async def place(self, source: str) -> Place | None:
        """Where a file is, by its id. The address holds our token: it is used and never kept."""
        try:
            found = await self._bot.get_file(source)
        except BadRequest as error:
            raise TooLarge() if "too big" in error.message else MediaError("Telegram has not got the file.") from None
        except TelegramError:
            raise TryLater("Telegram did not say where the file is.") from None
        return Place(found.file_path) if found.file_path else None

    async def listen(self) -> None:
        """Tells Telegram where we are; where that is nowhere, asks for what is new until cancelled."""
        while self.state == "ok":
            try:
                return await self._listen()
            except TelegramError as error:
                log.warning("telegram does not answer, asking again in a moment: %s", error)
                await asyncio.sleep(PAUSE)

    async def _listen(self) -> None:
        if self._settings.public_url:
            address = f"{self._settings.public_url}/channels/telegram"
            await self._bot.set_webhook(address, secret_token=secret(self._settings), allowed_updates=LISTENED_TO)
            return
        await self._bot.delete_webhook()
        after: int | None = None
        while True:
            after = await self._poll(after)

    async def _poll(self, after: int | None) -> int | None:
        """Telegram forgets an update when the next one is asked for, and that is after it is written down."""
        try:
            updates = await self._bot.get_updates(offset=after, timeout=POLL_SECONDS, allowed_updates=LISTENED_TO)
        except Conflict:  # another worker is asking, and one is enough
            await asyncio.sleep(POLL_SECONDS)
            return after
        for update in updates:
            answer = await asyncio.to_thread(take, self._house, update)
            after = update.update_id + 1
            if answer:
                await self._do(**answer)
        return after

    async def _do(self, method: str, **values: Any) -> None:
        """A courtesy: what it is about is stored already."""
        try:
            await self._bot.do_api_request(method, api_kwargs=values)
        except TelegramError as error:
            log.warning("telegram would not %s: %s", method, error)

    @cached_property
    def _bot(self) -> Bot:
        base = self._settings.telegram_api_base or "https://api.telegram.org"
        return Bot(
            self._settings.telegram_token,
            base_url=f"{base}/bot",
            base_file_url=f"{base}/file/bot",
            request=HTTPXRequest(connection_pool_size=16, read_timeout=20, connect_timeout=5, pool_timeout=5),
            get_updates_request=HTTPXRequest(read_timeout=POLL_SECONDS + 10),
        )


def open(house: House) -> Telegram:
    return Telegram(house)


def secret(settings: Settings) -> str:
    """What Telegram shows with every update: the one that was set, else one derived from the house's key."""
    derived = hmac.new(settings.secret.encode(), b"telegram webhook", hashlib.sha256).hexdigest()
    return settings.telegram_secret or derived


def pieces(text: str, longest: int = LONGEST) -> list[str]:
    """The text in messages of Telegram's length, cut between lines, else between words, else where it must."""
    found: list[str] = []
    while _length(text) > longest:
        most = _most(text, longest)
        cut = max(text.rfind("\n", 0, most + 1), 0) or max(text.rfind(" ", 0, most + 1), 0) or most
        found.append(text[:cut].rstrip())
        text = text[cut:].lstrip()
    return [*found, text] if text or not found else found


def _length(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _most(text: str, longest: int) -> int:
    """How many characters fit; one outside the first plane counts as two."""
    room = 0
    for count, character in enumerate(text):
        room += 2 if ord(character) > 0xFFFF else 1
        if room > longest:
            return count
    return len(text)


def _buttons(choices: list[str]) -> InlineKeyboardMarkup | None:
    """What may be answered, by its number: Telegram gives a button room for 64 bytes. Two short ones share a row."""
    if not choices:
        return None
    keys = [InlineKeyboardButton(choice, callback_data=str(number)) for number, choice in enumerate(choices)]
    short = len(keys) == 2 and all(len(choice) < BUTTON / 2 for choice in choices)
    return InlineKeyboardMarkup([keys] if short else [[key] for key in keys])


async def _body(request: Request) -> bytes:
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) >= LARGEST_UPDATE:
            raise HTTPException(413, "The body is larger than any update.")
    return bytes(body)


def _read(body: bytes) -> Update:
    try:
        return Update.de_json(json.loads(body), None)
    except (ValueError, TypeError, KeyError, AttributeError):
        raise HTTPException(400, "The body is not an update of Telegram's.") from None
