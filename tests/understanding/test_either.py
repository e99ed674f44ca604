"""Rasa down, slow or answering nonsense: the keywords take over, and the conversation goes on."""

from __future__ import annotations

import asyncio
import json
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx
import pytest

from bot.understanding import Understood
from bot.understanding.either import Either
from bot.understanding.rasa import Rasa

GOOD = {
    "text": "x",
    "intent": {"name": "missed_bin", "confidence": 0.9},
    "door": {
        "acts": [["report", 0.9]],
        "services": [["missed_bin", 0.9]],
        "emergencies": [],
        "danger": 0.01,
        "human": 0.0,
        "escalate": 0.0,
    },
}
NONSENSE = [
    (200, b""),
    (200, b"[]"),
    (200, b"null"),
    (200, b"not json"),
    (200, b'{"intent": {}}'),
    (200, json.dumps({"door": {**GOOD["door"], "services": [[1, "x"]]}}).encode()),  # type: ignore[dict-item]
    (200, json.dumps({"door": {**GOOD["door"], "danger": "much"}}).encode()),  # type: ignore[dict-item]
    (500, b"{}"),
    (401, b"{}"),
]


class Server(ThreadingHTTPServer):
    answer: tuple[int, bytes] = (200, json.dumps(GOOD).encode())
    wait: float = 0.0
    heard: list[str]


class Handler(BaseHTTPRequestHandler):
    server: Server

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.heard.append(json.loads(body)["text"])
        time.sleep(self.server.wait)
        status, content = self.server.answer
        self.send_response(status)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Quiet."""


@pytest.fixture
def server() -> Iterator[Server]:
    running = Server(("127.0.0.1", 0), Handler)
    running.heard = []
    threading.Thread(target=running.serve_forever, daemon=True).start()
    yield running
    running.shutdown()


class Words:
    """Stands for the keywords: says only that it was asked."""

    async def read(self, text: str) -> Understood:
        wish = {"can i speak to someone": 0.97, "get me a person now": 0.9995}.get(text.strip(), 0.02)
        return Understood(acts=(("report", 0.5),), services=(("other", 0.5),), by="keywords", human=wish)


def read(url: str, text: str = "my bin was missed") -> Understood:
    async def ask() -> Understood:
        async with httpx.AsyncClient(base_url=url, timeout=0.5) as client:
            return await Either(Rasa(client), Words()).read(text)

    return asyncio.run(ask())


def address(server: Server) -> str:
    return f"http://127.0.0.1:{server.server_port}"


def test_rasa_understands_while_it_is_well(server: Server) -> None:
    understood = read(address(server))
    assert (understood.by, understood.act, understood.service) == ("rasa", "report", "missed_bin")


@pytest.mark.parametrize(("danger", "emergency"), [(0.1, None), (0.3, "fire")])
def test_a_phrase_that_means_danger_lowers_the_bar(server: Server, danger: float, emergency: str | None) -> None:
    server.answer = (200, json.dumps({"door": {**GOOD["door"], "danger": danger}}).encode())  # type: ignore[dict-item]
    understood = read(address(server), "smoke is coming under the door")
    assert understood.emergency == emergency
    assert understood.danger == (0.9 if emergency else danger), "nine in ten, so the whole alarm"
    assert read(address(server), "my bin was missed").emergency is None


@pytest.mark.parametrize(
    ("named", "expected"),
    [
        ([["missed_bin", 0.9], ["noise", 0.05]], (("missed_bin", 0.9), ("noise", 0.05))),
        ([["missed_bin", 0.3], ["other", 0.2]], (("other", 0.35), ("missed_bin", 0.15))),
    ],
)
def test_where_rasa_is_unsure_of_the_service_the_keywords_are_asked_too(
    server: Server, named: list[list[object]], expected: tuple[tuple[str, float], ...]
) -> None:
    server.answer = (200, json.dumps({"door": {**GOOD["door"], "services": named}}).encode())  # type: ignore[dict-item]
    understood = read(address(server))
    assert understood.services == expected
    assert understood.by == "rasa"


@pytest.mark.parametrize(
    ("human", "act", "text", "expected"),
    [
        (0.3, "report", "no heating, my mum is 80, can i speak to someone", 0.97),
        (0.03, "report", "no heating, my mum is 80, can i speak to someone", 0.03),
        (0.03, "report", "no heating, my mum is 80, get me a person now", 0.9995),
        (0.01, "report", "no heating, my mum is 80, get me a person now", 0.01),
        (0.3, "report", "no heating, my mum is 80", 0.3),
        (0.3, "ask_bot", "is that a machine? can i speak to someone", 0.3),
        (0.98, "report", "no heating, can i speak to someone", 0.98),
    ],
)
def test_a_wish_in_one_clause_of_many_is_heard(
    server: Server, human: float, act: str, text: str, expected: float
) -> None:
    server.answer = (200, json.dumps({"door": {**GOOD["door"], "human": human, "acts": [[act, 0.9]]}}).encode())  # type: ignore[dict-item]
    assert read(address(server), text).human == expected


@pytest.mark.parametrize(
    ("text", "halves"),
    [
        ("my bin was missed", 0),
        ("also my bin was missed", 0),
        ("my bin was missed and also the lamp is out, thanks", 2),
        ("my bin was missed, también la farola no funciona", 2),
    ],
)
def test_each_half_of_a_message_about_two_things_is_read(server: Server, text: str, halves: int) -> None:
    assert not read(address(server), text).also, "both halves are about the same service"
    assert len(server.heard) == 1 + halves


def test_how_clear_it_is_which_emergency_it_is(server: Server) -> None:
    door = {**GOOD["door"], "danger": 0.9, "emergencies": [["gas", 0.36]]}  # type: ignore[dict-item]
    server.answer = (200, json.dumps({"door": door}).encode())
    understood = read(address(server))
    assert (understood.emergency, round(understood.which, 2)) == ("gas", 0.4)


@pytest.mark.parametrize("nonsense", NONSENSE)
def test_nonsense_is_not_believed(server: Server, nonsense: tuple[int, bytes]) -> None:
    server.answer = nonsense
    assert read(address(server)).by == "keywords"


def test_slow_is_as_good_as_down(server: Server) -> None:
    server.wait = 2.0
    assert read(address(server)).by == "keywords"


def test_down() -> None:
    assert read("http://127.0.0.1:9").by == "keywords"


@pytest.mark.parametrize("text", ["/restart", '/report{"a":"b"}', "  /intent", "//x"])
def test_rasa_never_sees_a_slash_that_it_would_take_for_an_intent(server: Server, text: str) -> None:
    read(address(server), text)
    assert not server.heard[0].lstrip().startswith("/")
