"""Failed sign-ins, counted for fifteen minutes by username and by address: in Redis, or in this process without it."""

from __future__ import annotations

import hashlib
import time
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import redis

from bot.house import House

MOST = 10
WINDOW = 15 * 60


@dataclass
class _Here:
    """What this process counts while Redis is away. Each key: how many, and when the count ends."""

    counts: dict[str, tuple[int, float]] = field(default_factory=dict)

    def add(self, key: str) -> int:
        now = time.monotonic()
        self.counts = {name: held for name, held in self.counts.items() if held[1] > now}
        number, ends = self.counts.get(key, (0, now + WINDOW))
        self.counts[key] = (number + 1, ends)
        return number + 1

    def of(self, key: str) -> int:
        number, ends = self.counts.get(key, (0, 0.0))
        return number if ends > time.monotonic() else 0


_here = _Here()


def too_many(house: House, username: str, address: str) -> bool:
    """Whether this name, or this address, has failed so often that it has to wait."""
    return any(_count(house, key) >= MOST for key in _keys(house, username, address))


def failed(house: House, username: str, address: str) -> None:
    for key in _keys(house, username, address):
        _here.add(key)
        house.wake.ask(partial(_add, key), None)


def succeeded(house: House, username: str) -> None:
    """The name is cleared; its address is not, or one good sign-in would open the way for guessing others."""
    key = _key(house, "name", username)
    _here.counts.pop(key, None)
    house.wake.ask(lambda client: client.delete(key), None)


def _count(house: House, key: str) -> int:
    counted: Any = house.wake.ask(lambda client: client.get(key), None)
    return max(int(counted or 0), _here.of(key))


def _add(key: str, client: redis.Redis) -> None:
    with client.pipeline() as together:
        together.incr(key)
        together.expire(key, WINDOW, nx=True)
        together.execute()


def _keys(house: House, username: str, address: str) -> tuple[str, str]:
    return _key(house, "name", username), _key(house, "address", address)


def _key(house: House, kind: str, value: str) -> str:
    """Names and addresses are personal: only a keyed digest leaves the process."""
    digest = hashlib.blake2b(f"{kind}:{value}".encode(), key=house.settings.secret.encode()[:64], digest_size=12)
    return f"frontdoor:desk:failed:{digest.hexdigest()}"
