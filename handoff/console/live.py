"""Live: server-sent events that say what is new. Redis only says when to look; what is sent is read from the database.

Messages are numbered by seq, so that a connection that was lost resumes with the first one it missed.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import time
from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import APIRouter, Header
from fastapi.responses import StreamingResponse
from starlette.concurrency import run_in_threadpool

from bot.channels.web import HEARTBEAT, TheHouse
from bot.house import House
from bot.wake import DESK
from handoff import casefile, lists, presence
from handoff.casefile import CaseFile
from handoff.console.gate import Gate, Me
from handoff.console.pages import templates
from handoff.staff import Account

live = APIRouter(prefix="/desk", include_in_schema=False, route_class=Gate)

AT_MOST_EVERY = 0.2
SIGNED_IN_FOR = 15 * 60
"""Seconds; then the page connects again, and whoever signed out meanwhile is not let in."""
HEADERS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}


@live.get("/events")
async def of_lists(me: Me, house: TheHouse) -> StreamingResponse:
    """`state`: changes when anything in my lists does."""
    return StreamingResponse(_lists(house, me), media_type="text/event-stream", headers=HEADERS)


@live.get("/enquiries/{reference}/events")
async def of_case(
    reference: str, me: Me, house: TheHouse, last_event_id: Annotated[str, Header()] = "", after: int = 0
) -> StreamingResponse:
    """`message`: the next one of the conversation, drawn. `state`: changes when anything else about the case does."""
    file = await run_in_threadpool(casefile.read, house, reference)
    since = int(last_event_id) if last_event_id.isdecimal() else after
    events = _case(house, me, reference, file.row.conversation_id, since)
    return StreamingResponse(events, media_type="text/event-stream", headers=HEADERS)


async def _lists(house: House, me: Account) -> AsyncIterator[str]:
    yield "retry: 2000\n\n"
    known, spoke = "", time.monotonic()
    async for _ in _looks(house, DESK):
        state = await run_in_threadpool(lists.fingerprint, house, me)
        if state != known:
            known, spoke = state, time.monotonic()
            yield f"event: state\ndata: {state}\n\n"
        elif time.monotonic() - spoke > HEARTBEAT:
            spoke = time.monotonic()
            yield ": still here\n\n"


async def _case(house: House, me: Account, reference: str, conversation_id: str, since: int) -> AsyncIterator[str]:
    yield "retry: 2000\n\n"
    known, spoke = "", time.monotonic()
    async for _ in _looks(house, conversation_id):
        file, state = await run_in_threadpool(_look, house, me, reference)
        for line in file.transcript:
            if line.seq > since:
                since, spoke = line.seq, time.monotonic()
                drawn = templates.get_template("message.html").render(
                    line=line, reference=reference, conversation_id=conversation_id, council=house.council
                )
                yield f"id: {line.seq}\ndata: {json.dumps({'seq': line.seq, 'html': drawn})}\n\n"
        if state != known:
            known, spoke = state, time.monotonic()
            yield f"event: state\ndata: {state}\n\n"
        elif time.monotonic() - spoke > HEARTBEAT:
            spoke = time.monotonic()
            yield ": still here\n\n"


async def _looks(house: House, what: str) -> AsyncIterator[None]:
    """When to look: soon after each notice, however many come at once, until the sign-in is to be shown again."""
    due, ends = asyncio.Event(), time.monotonic() + SIGNED_IN_FOR
    listening = asyncio.create_task(_listen(house, what, due))
    try:
        while time.monotonic() < ends:
            await due.wait()
            due.clear()
            yield
            await asyncio.sleep(AT_MOST_EVERY)
    finally:
        listening.cancel()


async def _listen(house: House, what: str, due: asyncio.Event) -> None:
    async for _ in house.wake.notices(what):
        due.set()


def _look(house: House, me: Account, reference: str) -> tuple[CaseFile, str]:
    presence.is_here(house, me, reference)
    file = casefile.read(house, reference)
    return file, state_of(file, *presence.others(house, me, reference))


def state_of(file: CaseFile, here: list[str], writing: list[str]) -> str:
    """The case's fingerprint, with the colleagues who are looking at it."""
    return hashlib.sha256(repr((file.fingerprint, here, writing)).encode()).hexdigest()[:16]
