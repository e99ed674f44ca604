"""The small server that behaves like Telegram, the same as the demonstration's, and a person who holds a phone with it."""

from __future__ import annotations

from typing import Any

from bot.demo.telegram import Message, Telegram

__all__ = ["Holder", "Message", "Telegram"]


class Holder:
    """Somebody with Telegram. line: the Council's lines (tests.channels.conftest)."""

    def __init__(self, line: Any, telegram: Telegram, chat_id: int = 5001, name: str = "Rosa Diaz") -> None:
        self.line, self.telegram, self.chat_id = line, telegram, chat_id
        self.phone = telegram.phone(chat_id, name)

    def says(self, text: str = "", **more: Any) -> str:
        """Sends, and reads what is said back."""
        before = len(self.phone.lines)
        self.telegram.says(self.chat_id, text, **more)
        self.line.works()
        return self._read(before)

    def presses(self, label: str, message: Message | None = None) -> str:
        """A button under the newest message that has one with these words."""
        message = message or next(one for one in reversed(self.phone.lines) if label in self.buttons(one))
        before = len(self.phone.lines)
        self.telegram.presses(self.chat_id, message["message_id"], self.buttons(message)[label])
        self.line.works()
        return self._read(before)

    def buttons(self, message: Message) -> dict[str, str]:
        """What each button sends, by the words on it."""
        rows = message.get("reply_markup", {}).get("inline_keyboard", [])
        return {key["text"]: key["callback_data"] for row in rows for key in row}

    def _read(self, before: int) -> str:
        return "\n\n".join(one["text"] for one in self.phone.lines[before:] if not one["own"])
