"""Wake and show: Redis tells workers that there is something to do and watchers that there is something to see.

Nothing is kept here. A wake-up that is lost costs the seconds until the next sweep, so no failure of Redis is an
error for whoever asked: it is logged and they go on.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from typing import Any, TypeVar

import redis
import redis.asyncio
from redis.exceptions import RedisError

log = logging.getLogger("frontdoor.wake")

STREAM = "frontdoor:wake"
GROUP = "workers"
DESK = "desk"
LOOK_AGAIN = 2.0

T = TypeVar("T")


class Wake:
    """One connection pool, for callers in threads; the asynchronous methods use their own."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._redis = redis.Redis.from_url(url, socket_timeout=1, socket_connect_timeout=1, decode_responses=True)

    def worker(self, conversation_id: str) -> None:
        """Something of the resident's waits to be answered, or something waits to be sent."""
        self._try(lambda: self._redis.xadd(STREAM, {"conversation": conversation_id}, maxlen=10_000))

    def watchers(self, conversation_id: str) -> None:
        """There is a new message or a new state to read."""
        self._try(lambda: self._redis.publish(f"frontdoor:{conversation_id}", "new"))
        self._try(lambda: self._redis.publish(f"frontdoor:{DESK}", conversation_id))

    def is_up(self) -> bool:
        try:
            return bool(self._redis.ping())
        except RedisError:
            return False

    async def woken(self, name: str, wait: float) -> list[str]:
        """The conversations that a worker was woken for; an empty list after `wait` seconds."""
        client = redis.asyncio.Redis.from_url(self._url, decode_responses=True, socket_timeout=wait + 5)
        async with client:
            with suppress(redis.ResponseError):  # the group is there already
                await client.xgroup_create(STREAM, GROUP, id="$", mkstream=True)
            found: Any = await client.xreadgroup(
                GROUP, name, {STREAM: ">"}, count=100, block=int(wait * 1000), noack=True
            )
        return [fields["conversation"] for _, entries in found or [] for _, fields in entries]

    async def watch(self, what: str, wait: float) -> AsyncIterator[str | None]:
        """Yields at each notice, and None after `wait` seconds without one. RedisError when Redis is away."""
        client = redis.asyncio.Redis.from_url(self._url, decode_responses=True, socket_timeout=wait + 5)
        async with client, client.pubsub(ignore_subscribe_messages=True) as notices:
            await notices.subscribe(f"frontdoor:{what}")
            yield None
            while True:
                notice = await notices.get_message(timeout=wait)
                yield notice["data"] if notice else None

    async def notices(self, what: str) -> AsyncIterator[str | None]:
        """When to look: at each notice, and every two seconds in any case, with Redis or without."""
        while True:
            try:
                async for notice in self.watch(what, wait=LOOK_AGAIN):
                    yield notice
            except RedisError:
                yield None
                await asyncio.sleep(LOOK_AGAIN)

    def ask(self, question: Callable[[redis.Redis], T], otherwise: T) -> T:
        """What Redis answers, or `otherwise` while it is away: for what is counted or shown and may be lost."""
        try:
            return question(self._redis)
        except RedisError as error:
            log.warning("redis is away (%s): going on without it", type(error).__name__)
            return otherwise

    def _try(self, command) -> None:  # type: ignore[no-untyped-def]
        try:
            command()
        except RedisError as error:
            log.warning("redis is away (%s): the sweep will find it", type(error).__name__)
