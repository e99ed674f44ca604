"""Retries, reordering and floods: every message once, in the order it came, answered once."""

from __future__ import annotations

import asyncio
import random
from collections import Counter, defaultdict

import httpx
import pytest

from bot.pace import wait_before_answering
from bot.worker import Worker
from tests.channels.conftest import SMS, Lines

PATH = "/channels/twilio/messages"


async def arrive(line: Lines, forms: list[dict[str, str]], at_once: int) -> None:
    """So many at the same time; of two to the same number the second starts after the first was answered."""
    limit, turns = asyncio.Semaphore(at_once), defaultdict[str, asyncio.Lock](asyncio.Lock)
    async with httpx.AsyncClient(timeout=100) as client:

        async def one(form: dict[str, str]) -> None:
            async with turns[form["From"]], limit:
                signature = line.twilio.signature(PATH, form)
                answer = await client.post(line.url + PATH, data=form, headers={"X-Twilio-Signature": signature})
                assert answer.status_code == 200

        await asyncio.gather(*(one(form) for form in forms))


@pytest.mark.timeout(400)
def test_a_thousand_webhooks_three_times_each_and_shuffled(line: Lines) -> None:
    numbers = [f"+4477009{number:05}" for number in range(40)]
    forms = [line.twilio.inbound(numbers[count % 40], f"message {count}", SMS) for count in range(1000)]
    shuffled = forms * 3
    random.Random(7).shuffle(shuffled)
    asyncio.run(arrive(line, shuffled, at_once=8))
    line.works()

    first_seen = dict.fromkeys(form["MessageSid"] for form in shuffled)
    came = defaultdict[str, list[str]](list)
    by_sid = {form["MessageSid"]: form for form in forms}
    for sid in first_seen:
        came[by_sid[sid]["From"]].append(by_sid[sid]["Body"])
    residents = [one for one in line.messages() if one.author == "resident"]
    assert len(residents) == 1000 and len({one.external_id for one in residents}) == 1000
    assert len(line.conversations()) == 40
    for number in numbers:
        rosa = line.phone(number)
        transcript = rosa.transcript()
        assert [one.text for one in transcript if one.author == "resident"] == came[number]
        assert [one.seq for one in transcript] == list(range(1, len(transcript) + 1))
    answers = Counter(one.to for one in line.twilio.sent)
    assert set(answers) == set(numbers)
    assert len(line.twilio.sent) == len(line.deliveries()), "nothing was sent twice"
    assert all(one.unanswered is False and one.heard_seq == one.resident_seq for one in line.conversations())


def test_fifty_messages_in_a_second_from_one_number(line: Lines) -> None:
    """The real worker, while they arrive: nothing is lost, few answers, one kind line."""
    rosa, ali = line.phone(), line.phone("+447700900456")
    worker = Worker(line.house, line.understanding, line.channels)

    async def flood() -> None:
        running = asyncio.create_task(worker.run())
        forms = [line.twilio.inbound(rosa.number, f"hello number {count}", SMS) for count in range(50)]
        await arrive(line, [*forms, line.twilio.inbound(ali.number, "hello", SMS)], at_once=8)
        for _ in range(200):
            await asyncio.sleep(0.2)
            if ali.screen and not any(one.unanswered for one in line.conversations()) and not worker._later:
                break
        await asyncio.sleep(1)
        worker._stopping.set()
        await running

    asyncio.run(flood())
    assert len([one for one in rosa.transcript() if one.author == "resident"]) == 50
    assert len([one for one in rosa.transcript() if one.author == "bot"]) <= 6
    kind = [one for one in rosa.screen if "sent a lot at once" in one.body]
    assert len(kind) == 1, [one.body for one in rosa.screen]
    assert ali.screen, "nobody else waits for it"


def test_people_who_write_like_people_are_answered_at_once(line: Lines) -> None:
    rosa = line.phone()
    for text in ("hello", "my bin", "was not collected"):
        rosa.sends(text)
    assert wait_before_answering(line.house, rosa.conversation) == 0
