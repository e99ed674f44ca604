"""Nobody talks to Rasa but the door: without this, `rasa run` opens a chat webhook that asks for no token."""
from __future__ import annotations

from typing import Any, Awaitable, Callable

from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Blueprint


class NoChannel(InputChannel):
    @classmethod
    def name(cls) -> str:
        return "none"

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        return Blueprint("no_channel")
