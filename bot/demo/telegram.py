"""A small Telegram: enough of the Bot API for the demo phones and for tests, on a real port, with Telegram's own manners.

Updates go to the webhook that was set, with its secret, one after the other and again when they are not answered with
2xx; without a webhook they wait for getUpdates. What the webhook answers is done, as Telegram does it. For tests and
demonstrations only: it keeps everything in memory and listens on this machine.
"""

from __future__ import annotations

import socket
import threading
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import httpx
import uvicorn

Message = dict[str, Any]
"""A message as the Bot API writes it, and `own`: whether the person at the phone wrote it."""
WAITS = (0.0, 0.2, 0.5, 1.0)
"""Seconds before each try at the webhook; Telegram goes on for a day."""


class Refusal(Exception):
    """What the Bot API answers instead of a result."""

    def __init__(self, code: int, description: str, **parameters: Any) -> None:
        super().__init__(description)
        self.code, self.parameters = code, parameters


@dataclass
class Phone:
    """One person's Telegram. lines: what they see, oldest first. notices: what came up when they pressed a button."""

    chat_id: int
    name: str
    lines: list[Message] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    blocked: bool = False


class Telegram:
    """Started on a free port, or served by whoever has one (bot.demo.telegram_api).

    faults: what the next messages meet, each once: `429`, `403`, `500`, `502`, `drop` (accepted, and the connection cut
    before the answer). webhook: where updates go; it is set by the bot itself.
    """

    def __init__(self, token: str = "1:demonstration") -> None:
        self.token = token
        self.phones: dict[int, Phone] = {}
        self.files: dict[str, bytes] = {}
        self.faults: deque[str] = deque()
        self.calls: list[tuple[str, dict[str, Any]]] = []
        self.webhook = ""
        self.secret = ""
        self.url = ""
        self._waiting: deque[dict[str, Any]] = deque()
        self._numbers = iter(range(1000, 10**9))
        self._one_by_one = threading.Lock()
        self._server: uvicorn.Server | None = None

    def start(self) -> Telegram:
        from bot.demo.telegram_api import app

        listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{listener.getsockname()[1]}"
        self._server = uvicorn.Server(uvicorn.Config(app(self), log_level="critical", lifespan="off"))
        threading.Thread(target=self._server.run, kwargs={"sockets": [listener]}, daemon=True).start()
        return self

    def stop(self) -> None:
        if self._server:
            self._server.should_exit = True

    # -- what people do ------------------------------------------------------------------------------------------------

    def phone(self, chat_id: int, name: str = "Rosa Diaz") -> Phone:
        return self.phones.setdefault(chat_id, Phone(chat_id, name))

    def says(self, chat_id: int, text: str = "", **more: Any) -> Message:
        """A message of theirs. more: other fields of Telegram's Message, such as `photo` or `location`."""
        phone = self.phone(chat_id)
        message = self._message(phone) | ({"text": text} if text else {}) | more
        phone.lines.append({**message, "own": True})
        self.push(message=message)
        return message

    def edits(self, message: Message, text: str) -> None:
        for line in self.phones[message["chat"]["id"]].lines:
            if line["message_id"] == message["message_id"]:
                line["text"] = text
        self.push(edited_message={**message, "text": text, "edit_date": int(time.time())})

    def presses(self, chat_id: int, message_id: int, data: str) -> None:
        phone = self.phone(chat_id)
        line = next(line for line in phone.lines if line["message_id"] == message_id)
        query = {"id": self.number(), "from": self._user(phone), "chat_instance": "1", "data": data}
        self.push(callback_query={**query, "message": {key: line[key] for key in line if key != "own"}})

    def blocks(self, chat_id: int, blocked: bool = True) -> None:
        phone = self.phone(chat_id)
        phone.blocked = blocked
        was, now = ("member", "kicked") if blocked else ("kicked", "member")
        self.push(my_chat_member=self.membership(self._chat(phone), self._user(phone), was, now))

    def membership(self, chat: Message, user: Message, was: str, now: str) -> dict[str, Any]:
        """What became of the bot in a chat."""
        old, new = ({"user": self.bot, "status": status, "until_date": 0} for status in (was, now))
        change = {"chat": chat, "from": user, "date": int(time.time())}
        return change | {"old_chat_member": old, "new_chat_member": new}

    def holds(self, content: bytes) -> str:
        """A file that a message can carry; returns its id."""
        file_id = f"file-{self.number()}"
        self.files[file_id] = content
        return file_id

    # -- updates -------------------------------------------------------------------------------------------------------

    def push(self, **update: Any) -> None:
        """To the webhook, or kept until it is asked for."""
        numbered = {"update_id": int(self.number()), **update}
        if not self.webhook:
            self._waiting.append(numbered)
            return
        with self._one_by_one:
            for wait in WAITS:
                time.sleep(wait)
                if self.post(numbered).is_success:
                    return

    def post(self, update: Any, **headers: str) -> httpx.Response:
        """One try at the webhook; what it answers is done."""
        signed = {"X-Telegram-Bot-Api-Secret-Token": self.secret} | headers
        try:
            answer = httpx.post(self.webhook, json=update, headers=signed, timeout=30, trust_env=False)
        except httpx.TransportError:
            return httpx.Response(503)
        if answer.is_success and (asked := answer.json()):
            with suppress(Refusal):  # nobody is told
                self.call(asked.pop("method"), asked)
        return answer

    def updates(self, after: int) -> list[dict[str, Any]]:
        """What waits from this number on; what is before it is forgotten."""
        if self.webhook:
            raise Refusal(409, "Conflict: can't use getUpdates method while webhook is active")
        while self._waiting and self._waiting[0]["update_id"] < after:
            self._waiting.popleft()
        return list(self._waiting)

    # -- the Bot API's methods -----------------------------------------------------------------------------------------

    def call(self, method: str, values: dict[str, Any]) -> Any:
        """The result. Refusal: as Telegram would."""
        self.calls.append((method, values))
        known: dict[str, Callable[[dict[str, Any]], Any]] = {
            "getMe": lambda values: self.bot,
            "setWebhook": self._set_webhook,
            "deleteWebhook": lambda values: self._set_webhook({"url": ""}),
            "sendMessage": self._send_message,
            "answerCallbackQuery": self._answer_callback_query,
            "getFile": self._get_file,
            "leaveChat": lambda values: True,
        }
        if method not in known:
            raise Refusal(404, "Not Found: method not found")
        return known[method](values)

    @property
    def bot(self) -> Message:
        return {"id": 1, "is_bot": True, "first_name": "Council", "username": "council_bot"}

    def number(self) -> str:
        return str(next(self._numbers))

    def _set_webhook(self, values: dict[str, Any]) -> bool:
        self.webhook, self.secret = values["url"], values.get("secret_token", "")
        return True

    def _answer_callback_query(self, values: dict[str, Any]) -> bool:
        for phone in self.phones.values():
            phone.notices.append(values.get("text", ""))
        return True

    def _get_file(self, values: dict[str, Any]) -> Message:
        file_id = values["file_id"]
        if file_id not in self.files:
            raise Refusal(400, "Bad Request: invalid file_id")
        return {"file_id": file_id, "file_unique_id": file_id, "file_path": f"files/{file_id}"}

    def _send_message(self, values: dict[str, Any]) -> Message:
        phone, text = self.phones.get(int(values["chat_id"])), str(values.get("text", ""))
        if phone is None:
            raise Refusal(400, "Bad Request: chat not found")
        if phone.blocked:
            raise Refusal(403, "Forbidden: bot was blocked by the user")
        if not 0 < len(text.encode("utf-16-le")) // 2 <= 4096:
            raise Refusal(400, f"Bad Request: message {'is too long' if text else 'text is empty'}")
        message = self._message(phone) | {"text": text, "from": self.bot}
        if markup := values.get("reply_markup"):
            message["reply_markup"] = markup
        phone.lines.append({**message, "own": False})
        return message

    def _message(self, phone: Phone) -> Message:
        numbered = {"message_id": int(self.number()), "date": int(time.time())}
        return numbered | {"chat": self._chat(phone), "from": self._user(phone)}

    def _chat(self, phone: Phone) -> Message:
        return {"id": phone.chat_id, "type": "private", "first_name": phone.name}

    def _user(self, phone: Phone) -> Message:
        first, _, last = phone.name.partition(" ")
        return {"id": phone.chat_id, "is_bot": False, "first_name": first, "last_name": last}
