"""The cast: a running front door, residents who write to it, and staff who answer. Tests are sentences with these."""

from __future__ import annotations

import os
import queue
import signal
import socket
import subprocess
import sys
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx

ROOT = Path(__file__).resolve().parent.parent
PATIENCE = 60.0
"""Seconds before a test gives up waiting; never a measure of speed."""


def eventually(what: Callable[[], Any], seconds: float = PATIENCE) -> Any:
    """The first true answer; AssertionError after the patience is over."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if found := what():
            return found
        time.sleep(0.05)
    raise AssertionError(f"it never came: {what}")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class FrontDoor:
    """The whole house as `bin/run` starts it: door, worker, embedded Redis and, unless told otherwise, Rasa."""

    def __init__(self, data: Path, *, rasa: bool = True, environment: dict[str, str] | None = None) -> None:
        self.port, self.data = free_port(), data
        self.url = f"http://127.0.0.1:{self.port}"
        command = [sys.executable, "-m", "bot.supervisor", "--port", str(self.port), "--data", str(data), "--demo"]
        self._said: queue.Queue[str] = queue.Queue()
        self.lines: list[str] = []
        self.process = subprocess.Popen(
            command if rasa else [*command, "--no-rasa"],
            cwd=ROOT,
            # Any token will do, even one that looks like an option.
            env={"RASA_TOKEN": "-t", **os.environ, "FRONTDOOR_SWEEP_SECONDS": "0.5", **(environment or {})},
            stdout=subprocess.PIPE,
            text=True,
        )
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self.lines.append(line.rstrip())

    def said(self, words: str, seconds: float = PATIENCE) -> str:
        """Waits for the supervisor to print a line with these words."""
        return str(eventually(lambda: next((line for line in self.lines if words in line), None), seconds))

    def accounts(self) -> dict[str, str]:
        """Usernames and passwords of the example staff."""
        path = self.data / "staff-accounts.txt"
        eventually(path.exists)
        return dict(line.split() for line in path.read_text().splitlines())

    def resident(self, lang: str = "en") -> Resident:
        return Resident(self.url, lang)

    def processes(self, name: str) -> list[int]:
        """Ids of our own processes whose command line ends in this word."""
        found = subprocess.run(["pgrep", "-P", str(self.process.pid), "-f", name], capture_output=True, text=True)
        return [int(line) for line in found.stdout.split()]

    def kill(self, name: str) -> None:
        """kill -9 of a part; the supervisor starts it again."""
        for pid in self.processes(name):
            os.kill(pid, signal.SIGKILL)

    def stop(self) -> None:
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(30)


@contextmanager
def front_door(data: Path, **options: Any) -> Iterator[FrontDoor]:
    house = FrontDoor(data, **options)
    try:
        house.said("Residents can be served")
        yield house
    finally:
        house.stop()


class Resident:
    """Somebody who writes to the Council over the JSON API."""

    def __init__(self, url: str, lang: str = "en") -> None:
        self._http = httpx.Client(base_url=url, timeout=30)
        opened = self._http.post("/api/conversations", json={"lang": lang}).raise_for_status().json()
        self.id, self.token = opened["id"], opened["token"]
        self._http.headers["Authorization"] = f"Bearer {self.token}"
        self.path = f"/api/conversations/{self.id}"
        self.page = f"{url}/c/{self.id}/{self.token}"
        self.seen = 0

    def writes(self, text: str, client_id: str | None = None) -> int:
        """Sends without waiting for an answer; returns the message's number."""
        message = {"text": text, "client_id": client_id or str(uuid.uuid4())}
        return int(self._http.post(f"{self.path}/messages", json=message).raise_for_status().json()["seq"])

    def says(self, text: str) -> str:
        """Sends, and waits for what is said back."""
        return self.hears(after=self.writes(text))

    def hears(self, after: int) -> str:
        """Everything said by others after a message, once there is something."""
        answers = eventually(lambda: [one for one in self.messages(after) if one["from"] != "resident"])
        return "\n\n".join(one["text"] for one in answers)

    def messages(self, after: int = 0) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self._http.get(f"{self.path}/messages", params={"after": after}).json()[
            "messages"
        ]
        return found

    def standing(self) -> dict[str, Any]:
        found: dict[str, Any] = self._http.get(self.path).raise_for_status().json()
        return found

    def fact(self, name: str) -> str:
        return next((one["value"] for one in self.standing()["record"]["facts"] if one["name"] == name), "")
