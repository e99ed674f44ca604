"""Understanding by Rasa's `/model/parse`. The only file that knows what Rasa's answers look like."""

from __future__ import annotations

from typing import Any

import httpx

from bot.understanding import Ranking, Understood
from bot.understanding.language import detect


class RasaUnavailable(Exception):
    """Rasa is down, slow, or answered something that is not an understanding: use the keywords and go on."""


class Rasa:
    """client: an httpx.AsyncClient whose base address is Rasa's and whose timeout is the longest we wait."""

    def __init__(self, client: httpx.AsyncClient, token: str = "") -> None:
        self._client = client
        self._token = token

    async def read(self, text: str) -> Understood:
        """RasaUnavailable: see there."""
        try:
            answer = await self._client.post(
                "/model/parse", params={"token": self._token} if self._token else {}, json={"text": _neutral(text)}
            )
            answer.raise_for_status()
            return _understood(answer.json(), text)
        except (httpx.HTTPError, ValueError, KeyError, TypeError, IndexError) as error:
            raise RasaUnavailable(type(error).__name__) from error


def _neutral(text: str) -> str:
    """Rasa takes a message that begins with "/" as an intent; a resident's is never one."""
    stripped = text.lstrip()
    return f" {stripped.lstrip('/')}" if stripped.startswith("/") else text


def _understood(parsed: dict[str, Any], text: str) -> Understood:
    door = parsed["door"]
    emergencies, danger = _ranking(door["emergencies"]), float(door["danger"])
    return Understood(
        acts=_ranking(door["acts"]),
        services=_ranking(door["services"]),
        emergency=emergencies[0][0] if emergencies else None,
        which=min(1.0, emergencies[0][1] / danger) if emergencies and danger else 1.0,
        danger=danger,
        human=float(door["human"]),
        escalate=float(door["escalate"]),
        lang=detect(text),
        by="rasa",
    )


def _ranking(pairs: list[list[Any]]) -> Ranking:
    if any(not isinstance(name, str) for name, _ in pairs):
        raise ValueError("a ranking holds names and numbers")
    return tuple((name, float(sure)) for name, sure in pairs)
