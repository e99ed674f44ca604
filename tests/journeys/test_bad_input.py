"""Bad input gets a clear answer and loses nothing."""

from __future__ import annotations

import io

import httpx
import pytest
from PIL import Image

from tests.cast import FrontDoor, Resident

pytestmark = pytest.mark.timeout(420)


@pytest.mark.parametrize(
    "text", ["/restart", '/report{"a":"b"}', "👍", "....", "\x00\x07bell", "<script>alert(1)</script>", "🤷‍♀️🤷‍♀️"]
)
def test_strange_messages_are_answered_and_kept(rosa: Resident, text: str) -> None:
    assert rosa.says(text)
    kept = rosa.messages()[0]["text"]
    assert kept == "".join(c for c in text if c.isprintable() or c in "\u200d\ufe0f")


def test_only_the_first_4000_characters_are_kept_and_that_is_said(rosa: Resident) -> None:
    assert "4,000" in rosa.says("my bin was missed " + "x" * 10_000)
    assert len(rosa.messages()[0]["text"]) == 4000


def test_an_empty_message_is_refused_with_a_reason(rosa: Resident) -> None:
    answer = rosa._http.post(f"{rosa.path}/messages", json={"text": "  ", "client_id": "a"})
    assert answer.status_code == 422
    assert "empty" in answer.json()["detail"]


@pytest.mark.parametrize(
    "body", [b"", b"[]", b"{", b'{"text": 1}', b'{"text": "x"}', b'{"text": "x", "client_id": ""}']
)
def test_a_body_that_cannot_be_read_is_a_422(rosa: Resident, body: bytes) -> None:
    answer = rosa._http.post(f"{rosa.path}/messages", content=body, headers={"content-type": "application/json"})
    assert answer.status_code == 422


def test_a_wrong_token_is_a_404_like_no_conversation(house: FrontDoor, rosa: Resident) -> None:
    nobody = "00000000-0000-4000-8000-000000000000"
    for path, headers in (
        (rosa.path, {"Authorization": "Bearer nonsense"}),
        (rosa.path, {}),
        (f"/api/conversations/{nobody}", {"Authorization": f"Bearer {rosa.token}"}),
    ):
        for tail in ("", "/messages", "/events"):
            answer = httpx.get(f"{house.url}{path}{tail}", headers=headers)
            assert answer.status_code == 404
            assert answer.json() == {"detail": "No conversation was found for this link."}


def photo(**options: object) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (60, 40), "red").save(out, "JPEG", **options)  # type: ignore[arg-type]
    return out.getvalue()


def test_a_photo_is_kept_without_where_it_was_taken(rosa: Resident) -> None:
    exif = Image.Exif()
    exif[0x8825] = {1: "N", 2: (51.0, 31.0, 0.0)}
    sent = photo(exif=exif)
    files = {"photo": ("bin.jpg", sent, "image/jpeg")}
    answer = rosa._http.post(f"{rosa.path}/messages", data={"client_id": "p1", "text": ""}, files=files)
    assert answer.status_code == 202
    rosa.hears(after=answer.json()["seq"])
    media = rosa.messages()[0]["media"]
    assert media[0]["kind"] == "photo"
    kept = rosa._http.get(f"{rosa.path}/media/{media[0]['id']}")
    assert kept.headers["content-type"] == "image/jpeg"
    assert not Image.open(io.BytesIO(kept.content)).getexif()


def test_a_file_that_is_not_a_photo_is_refused_with_a_reason(rosa: Resident) -> None:
    files = {"photo": ("x.jpg", b"not a photo", "image/jpeg")}
    answer = rosa._http.post(f"{rosa.path}/messages", data={"client_id": "p2", "text": "look"}, files=files)
    assert answer.status_code == 415
    assert "not a photo" in answer.json()["detail"]


def test_a_mistyped_reference_is_recognised_as_mistyped(rosa: Resident) -> None:
    assert "slip" in rosa.says("any news on KC-7QF-2MX?") or "isn't one of" in rosa.says("status of KC-7QF-2MX")
