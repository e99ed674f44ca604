"""`frontdoor understand`: messages as JSON lines in, how each is understood out, in the same order."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any, TextIO

import httpx

from bot.facts import find
from bot.settings import Settings
from bot.understanding import Understanding, Understood
from bot.understanding.either import Either
from bot.understanding.keywords import Keywords
from bot.understanding.rasa import Rasa


async def understand(settings: Settings, messages: TextIO, out: TextIO, *, keywords_only: bool = False) -> None:
    """One JSON object with `text` a line in; one line out for each, whatever it holds. A bad line gives `{"error": ...}`."""
    keywords = Keywords.learn(keep=settings.data)
    async with httpx.AsyncClient(base_url=settings.rasa_url, timeout=settings.rasa_timeout) as client:
        reader: Understanding = keywords if keywords_only else Either(Rasa(client, settings.rasa_token), keywords)
        for line in messages:
            if line.strip():
                print(json.dumps(await _one(reader, line), ensure_ascii=False), file=out)


async def _one(reader: Understanding, line: str) -> dict[str, Any]:
    try:
        message = json.loads(line)
        text = message["text"]
    except (json.JSONDecodeError, KeyError, TypeError) as problem:
        return {"error": f"not a JSON object with a text: {problem}"}
    understood = await reader.read(str(text))
    return _as_json(understood, str(text), message.get("lang"))


def _as_json(understood: Understood, text: str, lang: str | None) -> dict[str, Any]:
    lang = understood.lang or lang or "en"
    facts: dict[str, str] = {}
    for found in find(text, datetime.now(UTC), lang):
        facts.setdefault(found.kind, found.value)
    return {
        "act": understood.act,
        "service": understood.service if understood.act == "report" else None,
        "services": [name for name, _ in understood.services[:3]],
        "confidence": round(understood.confidence, 3),
        "emergency": understood.emergency,
        "danger": round(understood.danger, 3),
        "lang": lang,
        "facts": facts,
        "by": understood.by,
    }
