"""The web chat API as other clients rely on it."""

from __future__ import annotations

import json
from typing import Any

import httpx
import pytest

from tests.cast import FrontDoor, Resident

pytestmark = pytest.mark.timeout(420)


def events(rosa: Resident, count: int, **headers: str) -> list[tuple[int, dict[str, Any]]]:
    """The first `count` server-sent events: (id, message)."""
    found: list[tuple[int, dict[str, Any]]] = []
    number = 0
    with rosa._http.stream("GET", f"{rosa.path}/events", headers=headers) as answer:
        assert answer.headers["content-type"].startswith("text/event-stream")
        for line in answer.iter_lines():
            if line.startswith("id: "):
                number = int(line[4:])
            if line.startswith("data: "):
                found.append((number, json.loads(line[6:])))
                if len(found) == count:
                    break
    return found


def test_events_are_the_messages_and_resume_where_they_were(rosa: Resident) -> None:
    rosa.says("you missed our recycling on Monday at 22 Portobello Road W11 1AA")
    messages = rosa.messages()
    assert [message for _, message in events(rosa, len(messages))] == messages
    [(number, message)] = events(rosa, 1, **{"Last-Event-ID": "1"})
    assert (number, message["seq"]) == (2, 2)


def test_a_message_has_the_agreed_shape(rosa: Resident) -> None:
    rosa.says("you missed our recycling on Monday at 22 Portobello Road W11 1AA")
    said = rosa.messages()[-1]
    assert {"seq", "from", "name", "text", "at", "asks", "choices", "media"} <= set(said)
    assert (said["from"], said["asks"]) == ("bot", "confirm")
    standing = rosa.standing()
    assert set(standing) == {"state", "record", "owner", "next_step", "due", "waiting_since"}
    assert set(standing["record"]) == {"reference", "version", "confirmed", "service", "facts"}
    assert {"name", "label", "value"} == set(standing["record"]["facts"][0])


def test_openapi_names_every_agreed_path(house: FrontDoor) -> None:
    described = httpx.get(f"{house.url}/openapi.json").json()
    for path, method, status in (
        ("/api/conversations", "post", "201"),
        ("/api/conversations/{id}/messages", "post", "202"),
        ("/api/conversations/{id}/messages", "get", "200"),
        ("/api/conversations/{id}/events", "get", "200"),
        ("/api/conversations/{id}", "get", "200"),
        ("/readyz", "get", "200"),
    ):
        assert status in described["paths"][path][method]["responses"]


def test_readyz_says_what_understands(house: FrontDoor) -> None:
    ready = httpx.get(f"{house.url}/readyz").json()
    assert (ready["database"], ready["redis"], ready["understanding"]) == ("ok", "ok", "rasa")
    assert "process_cpu_seconds_total" in httpx.get(f"{house.url}/metrics").text
