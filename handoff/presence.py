"""Presence: who else has a case open and who is writing. Kept in Redis for half a minute; without it nobody is shown."""

from __future__ import annotations

import time
from functools import partial
from typing import Any

import redis

from bot.house import House
from handoff.staff import Account

HERE_FOR = 30
WRITING_FOR = 8


def is_here(house: House, me: Account, reference: str) -> None:
    house.wake.ask(partial(_mark, _key("open", reference), me.name, HERE_FOR), None)


def is_writing(house: House, me: Account, reference: str) -> None:
    house.wake.ask(partial(_mark, _key("writing", reference), me.name, WRITING_FOR), None)


def has_gone(house: House, me: Account, reference: str) -> None:
    house.wake.ask(lambda client: client.zrem(_key("open", reference), me.name), None)


def others(house: House, me: Account, reference: str) -> tuple[list[str], list[str]]:
    """Who else has it open, and which of them are writing, by name."""
    nobody: list[str] = []
    here = house.wake.ask(partial(_names, _key("open", reference)), nobody)
    writing = house.wake.ask(partial(_names, _key("writing", reference)), nobody)
    return [name for name in here if name != me.name], [name for name in writing if name != me.name]


def _mark(key: str, name: str, seconds: int, client: redis.Redis) -> None:
    with client.pipeline() as together:
        together.zadd(key, {name: time.time() + seconds})
        together.expire(key, seconds * 2)
        together.execute()


def _names(key: str, client: redis.Redis) -> list[str]:
    found: Any = client.zrangebyscore(key, time.time(), "+inf")
    return sorted(found)


def _key(what: str, reference: str) -> str:
    return f"frontdoor:desk:{what}:{reference}"
