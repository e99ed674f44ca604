"""The worker: woken by Redis or by its own sweep, it answers what waits, sends what is due and keeps the promises' clock."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import socket
from collections import Counter
from typing import Any

import httpx
from redis.exceptions import RedisError

from actions.converse import converse, give_up
from bot import channels
from bot.delivery import resolve_unknown, send_due, unstick
from bot.fetching import fetch_waiting
from bot.house import House
from bot.pace import wait_before_answering
from bot.turns import take_turn, unanswered
from bot.understanding import Understanding
from bot.understanding.either import Either
from bot.understanding.keywords import Keywords
from bot.understanding.rasa import Rasa
from handoff.promises import admit_missed

log = logging.getLogger("frontdoor.worker")

PATIENCE = 3
"""Times that answering a conversation may fail before a person is asked to answer instead."""


class Worker:
    """One process; any number may run beside each other."""

    def __init__(self, house: House, understanding: Understanding, channels: dict[str, Any]) -> None:
        self._house = house
        self._understanding = understanding
        self._channels = channels
        self._name = f"{socket.gethostname()}:{os.getpid()}"
        self._failed: Counter[str] = Counter()
        self._stopping = asyncio.Event()
        self._later: dict[str, asyncio.Task[None]] = {}
        self._fetching: asyncio.Task[bool] | None = None

    async def run(self) -> None:
        """Until told to stop: then what is in hand is finished first."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, self._stopping.set)
        attended = [one for one in self._channels.values() if hasattr(one, "listen")]
        await asyncio.gather(self._listen(), self._sweep(), *(self._attend(one) for one in attended))

    async def _attend(self, channel: Any) -> None:
        """A channel that tells its provider where we are, or asks it for what is new, does so beside everything else."""
        while not self._stopping.is_set():
            listening = asyncio.create_task(self._safely(channel.listen()))
            stopping = asyncio.create_task(self._stopping.wait())
            await asyncio.wait((listening, stopping), return_when=asyncio.FIRST_COMPLETED)
            stopping.cancel()
            if listening.done() and listening.result():
                return
            listening.cancel()
            await self._rest(5.0)

    async def _listen(self) -> None:
        while not self._stopping.is_set():
            try:
                woken = await self._house.wake.woken(self._name, wait=1.0)
            except RedisError:
                await self._rest(1.0)
                continue
            await asyncio.gather(*(self._answer_in_turn(one) for one in dict.fromkeys(woken)))
            if woken:
                self._fetch()
                await self._safely(self._send())

    async def _sweep(self) -> None:
        """Whatever is stored but unanswered, unsent or overdue, at the start and every few seconds."""
        while not self._stopping.is_set():
            await self._safely(self._sweep_once())
            await self._rest(self._house.settings.sweep_seconds)

    async def _sweep_once(self) -> None:
        await asyncio.to_thread(unstick, self._house)
        for conversation_id in await asyncio.to_thread(unanswered, self._house):
            await self._answer_in_turn(conversation_id)
        await asyncio.to_thread(admit_missed, self._house)
        self._fetch()
        await self._send()
        await resolve_unknown(self._house, self._channels)

    def _fetch(self) -> None:
        """What came with messages is fetched beside everything else: no answer waits for a photo."""
        if self._fetching is None or self._fetching.done():
            self._fetching = asyncio.create_task(self._safely(fetch_waiting(self._house, self._channels)))

    async def _answer_in_turn(self, conversation_id: str) -> None:
        """At once; for somebody who is still pouring out messages, when they have drawn breath. Nobody else waits for it."""
        seconds = await asyncio.to_thread(wait_before_answering, self._house, conversation_id)
        if not seconds:
            await self._answer(conversation_id)
        elif conversation_id not in self._later:
            self._later[conversation_id] = asyncio.create_task(self._answer_after(conversation_id, seconds))

    async def _answer_after(self, conversation_id: str, seconds: float) -> None:
        await self._rest(seconds)
        del self._later[conversation_id]
        await self._answer_in_turn(conversation_id)
        await self._safely(self._send())

    async def _answer(self, conversation_id: str) -> None:
        decide = give_up if self._failed[conversation_id] >= PATIENCE else converse
        turn = take_turn(self._house, self._understanding, conversation_id, decide)
        if await self._safely(turn):
            self._failed.pop(conversation_id, None)
        else:
            self._failed[conversation_id] += 1

    async def _send(self) -> None:
        await send_due(self._house, self._channels)

    async def _safely(self, work: Any) -> bool:
        """The one broad except of the house: whatever went wrong is recorded, and the next resident is not kept waiting."""
        try:
            await work
        except Exception:
            log.exception("work failed and will be tried again by the sweep")
            return False
        return True

    async def _rest(self, seconds: float) -> None:
        try:
            await asyncio.wait_for(self._stopping.wait(), seconds)
        except TimeoutError:
            return


async def run(house: House) -> None:
    """The worker with everything it needs from the outside world."""
    settings = house.settings
    async with httpx.AsyncClient(base_url=settings.rasa_url, timeout=settings.rasa_timeout) as client:
        understanding = Either(Rasa(client, settings.rasa_token), Keywords.learn(keep=settings.data))
        await Worker(house, understanding, channels.opened(house)).run()
