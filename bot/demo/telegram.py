"""A small Telegram: enough of the Bot API for the demo phones and for tests, on a real port, with Telegram's own manners.

Updates go to the webhook that was set, with its secret, one after the other and again when they are not answered with
2xx; without a webhook they wait for getUpdates. What the webhook answers is done, as Telegram does it.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import httpx
from fastapi import FastAPI, HTTPException, Request, Response
from fastapi.responses import JSONResponse

FAULTS = ("429", "403", "500", "502", "drop", "refuse")
"""What the next message meets: asked to wait, blocked, failed, a gateway, accepted and then cut off, cut off before."""


class Refusal(Exception):
    def __init__(self, code: int, description: str, **parameters: Any) -> None:
        super().__init__(description)
        self.code, self.parameters = code, parameters


@dataclass
class Phone:
    """One person's Telegram. lines: what they see, oldest first; notices: what buttons answered."""

    chat_id: int
    name: str
    lines: list[dict[str, Any]] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    blocked: bool = False


class Telegram:
    """The server's memory, and what people do with their phones. Everything is lost when it stops."""

    def __init__(self, token: str) -> None:
        self.token = token
        self.phones: dict[int, Phone] = {}
        self.files: dict[str, bytes] = {}
        self.faults: deque[str] = deque()
        self.answered: list[dict[str, Any]] = []  # every answerCallbackQuery
        self.left: list[int] = []
        self.webhook = ""
        self.secret = ""
        self._updates: deque[dict[str, Any]] = deque()
        self._numbers = iter(range(1000, 10**9))
        self._pushing: asyncio.Lock = asyncio.Lock()
        self._tasks: set[asyncio.Task[None]] = set()

    def phone(self, chat_id: int, name: str = "Rosa Diaz") -> Phone:
        return self.phones.setdefault(chat_id, Phone(chat_id, name))

    async def says(self, chat_id: int, text: str = "", **rest: Any) -> dict[str, Any]:
        """A message of theirs. rest: other fields of Telegram's Message, such as `photo` or `location`."""
        phone = self.phone(chat_id)
        message = {**self._message(phone), **({"text": text} if text else {}), **rest}
        phone.lines.append({**message, "own": True})
        await self.push({"message": message})
        return message

    async def edits(self, message: dict[str, Any], text: str) -> None:
        for line in self.phone(message["chat"]["id"]).lines:
            if line["message_id"] == message["message_id"]:
                line["text"] = text
        await self.push({"edited_message": {**message, "text": text, "edit_date": int(time.time())}})

    async def presses(self, chat_id: int, message_id: int, data: str) -> None:
        phone = self.phone(chat_id)
        line = next(line for line in phone.lines if line["message_id"] == message_id)
        message = {key: value for key, value in line.items() if key != "own"}
        query = {"id": str(next(self._numbers)), "from": self._user(phone), "chat_instance": "1", "data": data}
        await self.push({"callback_query": {**query, "message": message}})

    async def blocks(self, chat_id: int, blocked: bool = True) -> None:
        phone = self.phone(chat_id)
        phone.blocked = blocked
        bot = {"id": 1, "is_bot": True, "first_name": "Council"}
        was, now = ("member", "kicked") if blocked else ("kicked", "member")
        await self.push(
            {
                "my_chat_member": {
                    "chat": self._chat(phone),
                    "from": self._user(phone),
                    "date": int(time.time()),
                    "old_chat_member": {"user": bot, "status": was, "until_date": 0},
                    "new_chat_member": {"user": bot, "status": now, "until_date": 0},
                }
            }
        )

    def keep(self, content: bytes) -> str:
        """A file that a message can carry; returns its id."""
        file_id = f"file-{next(self._numbers)}"
        self.files[file_id] = content
        return file_id

    async def push(self, update: dict[str, Any]) -> None:
        """To the webhook, or kept until it is asked for."""
        update = {"update_id": next(self._numbers), **update}
        if not self.webhook:
            self._updates.append(update)
            return
        async with self._pushing:
            for wait in (0.0, 0.2, 0.5, 1.0):
                await asyncio.sleep(wait)
                if await self.post(update):
                    return

    async def post(self, update: dict[str, Any]) -> bool:
        """One try at the webhook."""
        headers = {"X-Telegram-Bot-Api-Secret-Token": self.secret} if self.secret else {}
        try:
            async with httpx.AsyncClient(trust_env=False, timeout=20) as client:
                answer = await client.post(self.webhook, json=update, headers=headers)
        except httpx.HTTPError:
            return False
        if answer.is_success and answer.content and (asked := answer.json()):
            self.call(asked.pop("method"), asked)
        return answer.is_success

    def call(self, method: str, values: dict[str, Any]) -> Any:
        """A method of the Bot API. Refusal: as Telegram would."""
        known = getattr(self, f"_{method.lower()}", None)
        if known is None:
            raise Refusal(404, "Not Found: method not found")
        return known(values)

    async def updates(self, values: dict[str, Any]) -> list[dict[str, Any]]:
        if self.webhook:
            raise Refusal(409, "Conflict: can't use getUpdates method while webhook is active")
        after, until = int(values.get("offset") or 0), time.monotonic() + int(values.get("timeout") or 0)
        while self._updates and self._updates[0]["update_id"] < after:
            self._updates.popleft()
        while not self._updates and time.monotonic() < until:
            await asyncio.sleep(0.05)
        return list(self._updates)

    def _getme(self, values: dict[str, Any]) -> Any:
        return {"id": 1, "is_bot": True, "first_name": "Council", "username": "council_bot"}

    def _setwebhook(self, values: dict[str, Any]) -> Any:
        self.webhook, self.secret = values["url"], values.get("secret_token", "")
        return True

    def _deletewebhook(self, values: dict[str, Any]) -> Any:
        self.webhook = ""
        return True

    def _answercallbackquery(self, values: dict[str, Any]) -> Any:
        self.answered.append(values)
        for phone in self.phones.values():
            if values.get("text"):
                phone.notices.append(values["text"])
        return True

    def _leavechat(self, values: dict[str, Any]) -> Any:
        self.left.append(int(values["chat_id"]))
        return True

    def _getfile(self, values: dict[str, Any]) -> Any:
        file_id = values["file_id"]
        if file_id not in self.files:
            raise Refusal(400, "Bad Request: invalid file_id")
        return {"file_id": file_id, "file_unique_id": file_id, "file_path": f"files/{file_id}"}

    def _sendmessage(self, values: dict[str, Any]) -> Any:
        phone, text = self.phones.get(int(values["chat_id"])), values.get("text", "")
        if phone is None:
            raise Refusal(400, "Bad Request: chat not found")
        if phone.blocked:
            raise Refusal(403, "Forbidden: bot was blocked by the user")
        if not 0 < len(text.encode("utf-16-le")) // 2 <= 4096:
            raise Refusal(400, "Bad Request: message is too long" if text else "Bad Request: message text is empty")
        message = {**self._message(phone), "text": text, "from": self._getme({})}
        if markup := _markup(values):
            message["reply_markup"] = markup
        phone.lines.append({**message, "own": False})
        return message

    def _message(self, phone: Phone) -> dict[str, Any]:
        base = {"message_id": next(self._numbers), "date": int(time.time())}
        return {**base, "chat": self._chat(phone), "from": self._user(phone)}

    def _chat(self, phone: Phone) -> dict[str, Any]:
        return {"id": phone.chat_id, "type": "private", "first_name": phone.name}

    def _user(self, phone: Phone) -> dict[str, Any]:
        first, _, last = phone.name.partition(" ")
        return {"id": phone.chat_id, "is_bot": False, "first_name": first, "last_name": last}


def app(telegram: Telegram) -> FastAPI:
    """The Bot API and files, as at api.telegram.org, and `/phones`, by which the demo page holds a phone."""
    server = FastAPI(title="A small Telegram", openapi_url=None)
    server.add_api_route("/bot{token}/{method}", _method(telegram), methods=["GET", "POST"])
    server.add_api_route("/file/bot{token}/{path:path}", _file(telegram), methods=["GET"])
    server.add_api_route("/phones/{chat_id}", _look(telegram), methods=["GET"])
    server.add_api_route("/phones/{chat_id}", _act(telegram), methods=["POST"])
    return server


def _method(telegram: Telegram) -> Any:
    async def method(token: str, method: str, request: Request) -> Response:
        if token != telegram.token:
            return _refused(Refusal(401, "Unauthorized"))
        values = await _values(request)
        fault = telegram.faults.popleft() if telegram.faults and method == "sendMessage" else ""
        if fault and fault != "drop":
            return _fault(fault)
        try:
            asked = telegram.updates(values) if method == "getUpdates" else None
            result = await asked if asked else telegram.call(method, values)
        except Refusal as refusal:
            return _refused(refusal)
        return _CutOff() if fault else JSONResponse({"ok": True, "result": result})

    return method


def _file(telegram: Telegram) -> Any:
    def file(token: str, path: str) -> Response:
        content = telegram.files.get(path.removeprefix("files/"))
        if token != telegram.token or content is None:
            raise HTTPException(404)
        return Response(content, media_type="application/octet-stream")

    return file


def _look(telegram: Telegram) -> Any:
    def look(chat_id: int) -> dict[str, Any]:
        phone = telegram.phone(chat_id)
        return {"lines": [_shown(line) for line in phone.lines], "notices": phone.notices[-1:]}

    return look


def _act(telegram: Telegram) -> Any:
    async def act(chat_id: int, request: Request) -> dict[str, bool]:
        asked = await request.json()
        if "data" in asked:
            await telegram.presses(chat_id, int(asked["message_id"]), str(asked["data"]))
        else:
            await telegram.says(chat_id, str(asked["text"]))
        return {"ok": True}

    return act


def _shown(line: dict[str, Any]) -> dict[str, Any]:
    rows: Iterable[list[dict[str, str]]] = line.get("reply_markup", {}).get("inline_keyboard", [])
    buttons = [{"text": key["text"], "data": key["callback_data"]} for row in rows for key in row]
    return {"id": line["message_id"], "own": line["own"], "text": line.get("text", ""), "buttons": buttons}


async def _values(request: Request) -> dict[str, Any]:
    """Telegram takes JSON, forms and query strings alike."""
    if request.headers.get("content-type", "").startswith("application/json"):
        return dict(await request.json())
    return {**request.query_params, **{key: str(value) for key, value in (await request.form()).items()}}


def _markup(values: dict[str, Any]) -> dict[str, Any] | None:
    given = values.get("reply_markup")
    markup = json.loads(given) if isinstance(given, str) else given
    for row in (markup or {}).get("inline_keyboard", []):
        if any(len(key.get("callback_data", "").encode()) > 64 for key in row):
            raise Refusal(400, "Bad Request: BUTTON_DATA_INVALID")
    return markup or None


def _refused(refusal: Refusal) -> JSONResponse:
    body = {"ok": False, "error_code": refusal.code, "description": str(refusal)}
    return JSONResponse(body | ({"parameters": refusal.parameters} if refusal.parameters else {}), refusal.code)


def _fault(fault: str) -> Response:
    known = {
        "429": Refusal(429, "Too Many Requests: retry after 7", retry_after=7),
        "403": Refusal(403, "Forbidden: bot was blocked by the user"),
        "500": Refusal(500, "Internal Server Error"),
        "502": Refusal(502, "Bad Gateway"),
    }
    return _refused(known[fault]) if fault in known else _CutOff()


class _CutOff(Response):
    """Begins an answer and never ends it: the connection is closed on whoever waits."""

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"100")]})
        await send({"type": "http.response.body", "body": b"{", "more_body": True})
        raise ConnectionResetError("cut off, as asked")
