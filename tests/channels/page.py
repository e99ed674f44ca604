"""Somebody on the web page."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any

import httpx

from tests.channels.conftest import Lines


@dataclass
class Page:
    """Somebody on the web page, by the API that it uses."""

    line: Lines
    id: str = ""
    key: str = ""

    def __post_init__(self) -> None:
        opened = httpx.post(f"{self.line.url}/api/conversations", json={}).json()
        self.id, self.key = opened["id"], opened["token"]

    @property
    def _api(self) -> dict[str, Any]:
        url = f"{self.line.url}/api/conversations/{self.id}/messages"
        return {"url": url, "headers": {"Authorization": f"Bearer {self.key}"}}

    def messages(self) -> list[dict[str, Any]]:
        return list(httpx.get(**self._api).json()["messages"])

    def says(self, text: str) -> str:
        before = self.messages()[-1]["seq"] if self.messages() else 0
        answer = httpx.post(**self._api, json={"text": text, "client_id": str(uuid.uuid4())})
        assert answer.status_code == 202
        self.line.works()
        heard = [one["text"] for one in self.messages() if one["seq"] > before and one["from"] != "resident"]
        return "\n\n".join(heard)

    def confirms_a_missed_bin(self) -> str:
        self.says("my recycling was missed on monday at 22 Portobello Road")
        return self.says("yes")
