"""The demonstration's phones: what is typed on the page comes back as an answer, through the real webhooks."""

from __future__ import annotations

import io
import socket
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import httpx
import pytest
import uvicorn
from PIL import Image

from bot import demo
from bot.app import create
from bot.council import load
from bot.demo.__main__ import phones
from bot.demo.phones import app
from bot.settings import ROOT, Settings
from bot.store.database import Database
from bot.understanding.keywords import Keywords
from bot.wake import Wake
from tests.channels.conftest import ClockedHouse, Lines


def served(application: object, listener: socket.socket) -> uvicorn.Server:
    server = uvicorn.Server(uvicorn.Config(application, log_level="critical"))  # type: ignore[arg-type]
    threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True).start()
    return server


@pytest.fixture
def demonstration(tmp_path: Path, understanding: Keywords, monkeypatch: pytest.MonkeyPatch) -> Iterator[Lines]:
    """The door and the providers as `bin/run --demo` tells them of each other."""
    listeners = [socket.create_server(("127.0.0.1", 0)) for _ in range(2)]
    door, providers = (f"http://127.0.0.1:{one.getsockname()[1]}" for one in listeners)
    for name, value in demo.environment(door, providers).items():
        monkeypatch.setenv(name, value)
    settings = replace(
        Settings.from_environment(),
        data=tmp_path,
        database_url=f"sqlite:///{tmp_path / 'frontdoor.db'}",
        redis_url="redis://127.0.0.1:1/0",
        secret="a-secret-for-tests",
    )
    database = Database(settings.database_url)
    database.migrate()
    house = ClockedHouse(settings, load(ROOT / "council"), database, Wake(settings.redis_url), clock=[timedelta(0)])
    held = phones(door, providers)
    held.twilio.automatic = False
    servers = [served(create(house), listeners[0]), served(app(held), listeners[1])]
    line = Lines(house, held.twilio, door, understanding)
    line.worker.run(line.channels["telegram"].listen())
    yield line
    for one in servers:
        one.should_exit = True


@pytest.mark.parametrize("kind", ["sms", "whatsapp", "telegram"])
def test_a_phone_is_answered(demonstration: Lines, kind: str) -> None:
    path = f"{demonstration.url}/demo/{kind}?resident=5"
    sent = httpx.post(path, data={"text": "my recycling was missed on monday at 22 Portobello Road"})
    assert sent.status_code == 303 and sent.headers["location"] == f"/demo?resident=5#{kind}"
    demonstration.works()
    assert "Is that right?" in httpx.get(f"{demonstration.url}/demo?resident=5").text
    assert "Is that right?" not in httpx.get(f"{demonstration.url}/demo?resident=6").text


def test_a_button_on_the_telegram_phone(demonstration: Lines) -> None:
    path = f"{demonstration.url}/demo/telegram"
    httpx.post(path, data={"text": "my recycling was missed on monday at 22 Portobello Road"})
    demonstration.works()
    screen = httpx.get(f"{demonstration.house.settings.demo_phones}/phones/telegram/123").json()
    buttons = {one["label"]: one["press"] for one in screen["lines"][-1]["buttons"]}
    httpx.post(path, data={"press": buttons["Yes"]})
    demonstration.works()
    assert "Your reference is KC-" in httpx.get(f"{demonstration.url}/demo").text


@pytest.mark.parametrize("kind", ["whatsapp", "telegram"])
def test_a_photo_from_a_phone(demonstration: Lines, kind: str) -> None:
    drawn = io.BytesIO()
    Image.new("RGB", (30, 30), "red").save(drawn, "JPEG")
    httpx.post(
        f"{demonstration.url}/demo/{kind}",
        data={"text": "my bin was missed"},
        files={"photo": ("bin.jpg", drawn.getvalue(), "image/jpeg")},
    )
    demonstration.fetches()
    demonstration.works()
    assert "(photo)" in httpx.get(f"{demonstration.url}/demo").text
    assert demonstration.messages()[0].text == "my bin was missed"


def test_nothing_on_the_page_is_asked_of_anybody_else(demonstration: Lines) -> None:
    body = httpx.get(f"{demonstration.url}/demo").text
    assert "http://" not in body and "https://" not in body
    for name in ("demo.css", "demo.js"):
        assert httpx.get(f"{demonstration.url}/demo/static/{name}").status_code == 200
    assert httpx.get(f"{demonstration.url}/demo/static/page.py").status_code == 404


def test_outside_a_demonstration_there_is_no_such_page(line: Lines) -> None:
    assert httpx.get(f"{line.url}/demo").status_code == 404
    assert httpx.post(f"{line.url}/demo/sms", data={"text": "hello"}).status_code in (404, 405)
