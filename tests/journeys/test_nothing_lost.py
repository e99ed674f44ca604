"""Killing any process at any moment, emptying Redis, sending things twice: nothing is lost and nothing is doubled."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
import redis

from tests.cast import FrontDoor, eventually, front_door

pytestmark = pytest.mark.timeout(420)
BIN = "you missed our recycling on Monday at 22 Portobello Road W11 1AA"


@contextmanager
def killing(house: FrontDoor, part: str) -> Iterator[None]:
    """`kill -9` of a part, again and again, until the block ends."""
    stop = threading.Event()

    def kill() -> None:
        while not stop.wait(0.7):
            house.kill(part)

    killer = threading.Thread(target=kill)
    killer.start()
    try:
        yield
    finally:
        stop.set()
        killer.join()


def test_killing_the_worker_again_and_again_loses_and_doubles_nothing(tmp_path: Path) -> None:
    with front_door(tmp_path, rasa=False) as house:
        residents = [house.resident() for _ in range(12)]
        for text in (BIN, "yes"):
            with killing(house, "worker"):
                sent = [one.writes(text) for one in residents]
                time.sleep(4)
            for one, last in zip(residents, sent, strict=True):
                one.hears(after=last)
        for one in residents:
            said = one.messages()
            assert [m["seq"] for m in said] == list(range(1, len(said) + 1)), "no hole and no repeat"
            assert sum(m["from"] == "resident" for m in said) == 2
            answers = [m["text"] for m in said if m["from"] == "bot"]
            assert len(answers) == len(set(answers)), "nothing is said twice"
        references = {one.standing()["record"]["reference"] for one in residents}
        assert len(references - {None}) == len(residents)


def test_killing_the_door_only_makes_residents_wait(tmp_path: Path) -> None:
    with front_door(tmp_path, rasa=False) as house:
        rosa = house.resident()
        rosa.says(BIN)
        house.kill("serve")

        def again() -> bool:
            try:
                return rosa.writes("yes", "the-same") > 0
            except (httpx.HTTPError, KeyError):
                return False

        eventually(again)
        rosa.hears(after=rosa.writes("yes", "the-same"))
        assert sum(m["from"] == "resident" for m in rosa.messages()) == 2


def test_redis_may_be_emptied_and_killed_at_any_time(tmp_path: Path) -> None:
    with front_door(tmp_path, rasa=False) as house:
        rosa = house.resident()
        log = (tmp_path / "logs" / "redis.log").read_text()
        port = int(log.split("port=")[1].split(".")[0])
        redis.Redis(port=port).flushall()
        assert rosa.says(BIN)
        house.kill("valkey")
        assert "reference" in rosa.says("yes")


def test_everything_that_was_started_is_stopped(tmp_path: Path) -> None:
    with front_door(tmp_path, rasa=False) as house:
        children = house.processes("")
        assert len(children) >= 3
    for pid in children:
        assert not Path(f"/proc/{pid}").exists()
