"""How long a parse takes over HTTP, how soon the server is ready and how large it is, for one model beside another.

usage: ../.venv/bin/python parse.py OURS.tar.gz OTHER.tar.gz [--messages 300]

Both are served by the same `rasa run`, one after the other, and asked about the same messages. Prints ratios, since
seconds differ between machines.
"""
from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from pathlib import Path
from typing import Iterator

NLU = Path(__file__).resolve().parent.parent
PORT = 5099
MESSAGES = (
    "bins??",
    "they never took our rubbish again this week and its the third time now, whole street is the same",
    "quiero hablar con una persona por favor",
    "I have been waiting since March for someone to look at the damp in my daughter's bedroom. She has asthma. "
    "The last man said he would write it up and I have heard nothing since.",
    "ma chaudière est en panne depuis hier et j'ai un bébé",
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("models", nargs=2, type=Path)
    parser.add_argument("--messages", type=int, default=300)
    asked = parser.parse_args()
    ours, other = (_measured(model.resolve(), asked.messages) for model in asked.models)
    for name, unit in (("ready", "s"), ("parse_p50", "ms"), ("parse_p95", "ms"), ("memory", "MB")):
        ratio = ours[name] / other[name]
        print(f"{name:10} ours {ours[name]:8.1f} {unit:2}  other {other[name]:8.1f} {unit:2}  ratio {ratio:.2f}")


def _measured(model: Path, messages: int) -> dict[str, float]:
    print(f"bench: serving {model.name}", file=sys.stderr)
    started = time.monotonic()
    with _served(model) as process:
        _wait_until_ready(process)
        ready = time.monotonic() - started
        for text in MESSAGES:
            _parse(text)
        times = sorted(_parse(MESSAGES[turn % len(MESSAGES)]) for turn in range(messages))
        memory = _memory(process.pid)
    p95 = times[int(len(times) * 0.95)]
    return {"ready": ready, "parse_p50": statistics.median(times), "parse_p95": p95, "memory": memory}


@contextmanager
def _served(model: Path) -> Iterator[subprocess.Popen[bytes]]:
    command = [sys.executable, "-W", "ignore", "-m", "rasa", "run", "--enable-api", "--model", str(model)]
    command += ["-i", "127.0.0.1", "--port", str(PORT)]
    settings = {**os.environ, "RASA_TELEMETRY_ENABLED": "false", "TF_CPP_MIN_LOG_LEVEL": "3"}
    process = subprocess.Popen(command, cwd=NLU, env=settings, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield process
    finally:
        process.terminate()
        process.wait(30)


def _wait_until_ready(process: subprocess.Popen[bytes]) -> None:
    while process.poll() is None:
        try:
            _parse("hello")
            return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.2)
    sys.exit("bench: the server ended before it was ready; serve the model by hand to see why")


def _parse(text: str) -> float:
    """Milliseconds."""
    body = json.dumps({"text": text}).encode()
    started = time.perf_counter()
    with urllib.request.urlopen(f"http://127.0.0.1:{PORT}/model/parse", body, timeout=60) as answer:
        answer.read()
    return (time.perf_counter() - started) * 1000


def _memory(pid: int) -> float:
    """Megabytes resident."""
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


if __name__ == "__main__":
    main()
