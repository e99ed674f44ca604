"""Photos, voice messages and documents: fetched with credentials, looked at, kept; or why not, in plain words."""

from __future__ import annotations

import asyncio
import io
from typing import Any

import httpx
import pytest
from PIL import Image
from sqlalchemy import select

from bot.fetching import Place, download
from bot.links import token
from bot.media import LARGEST, MediaError, TryLater, checked
from bot.store import tables
from tests.channels.conftest import Lines, Phone

PLACE = {0x8825: {2: (51.0, 31.0, 10.0), 1: "N"}}


def photo(kind: str = "JPEG") -> bytes:
    """A photo that says where it was taken."""
    image, drawn = Image.new("RGB", (60, 40), "navy"), io.BytesIO()
    exif = image.getexif()
    exif.get_ifd(0x8825).update(PLACE[0x8825])
    exif[0x010F] = "A camera of Rosa's"
    image.save(drawn, kind, exif=exif)
    return drawn.getvalue()


def kept(line: Lines) -> list[Any]:
    with line.house.database.read() as connection:
        return list(connection.execute(select(tables.media).order_by(tables.media.c.name)))


@pytest.fixture
def rosa(line: Lines) -> Phone:
    return line.phone(via="whatsapp")


def test_a_photo_is_kept_without_where_it_was_taken(line: Lines, rosa: Phone) -> None:
    original = photo()
    assert b"Rosa" in original
    assert rosa.says(
        "the bags are still here at 14b Golborne Rd", media=[(line.twilio.holds(original, "image/jpeg"), "image/jpeg")]
    )
    assert kept(line)[0].content is None, "the answer did not wait for it"
    line.fetches()
    one = kept(line)[0]
    assert (one.kind, one.content_type, one.problem, one.source) == ("photo", "image/jpeg", "", "")
    with Image.open(io.BytesIO(one.content)) as drawn:
        assert drawn.size == (60, 40) and not drawn.getexif()
    shown = rosa.transcript()[0].media[0]
    key = token(line.house.settings.secret, rosa.conversation)
    path = f"{line.url}/api/conversations/{rosa.conversation}/media/{shown['id']}"
    answer = httpx.get(path, headers={"Authorization": f"Bearer {key}"})
    assert answer.status_code == 200 and answer.content == one.content


def test_a_message_of_only_media_is_a_message(line: Lines, rosa: Phone) -> None:
    assert rosa.says("", media=[(line.twilio.holds(photo("PNG"), "image/png"), "image/png")])
    line.fetches()
    assert kept(line)[0].problem == ""


def test_an_album_is_one_conversation(line: Lines, rosa: Phone) -> None:
    async def all_at_once() -> None:
        async with httpx.AsyncClient() as client:
            forms = [
                line.twilio.inbound(
                    rosa.address, "", rosa.to, [(line.twilio.holds(photo(), "image/jpeg"), "image/jpeg")]
                )
                for _ in range(8)
            ]
            path = "/channels/twilio/messages"
            await asyncio.gather(
                *(
                    client.post(
                        line.url + path,
                        data=form,
                        headers={"X-Twilio-Signature": line.twilio.signature(path, form)},
                        timeout=60,
                    )
                    for form in forms
                )
            )

    asyncio.run(all_at_once())
    line.works()
    line.fetches()
    assert len(line.conversations()) == 1 and len([one for one in kept(line) if one.content]) == 8
    assert len(rosa.screen) == 1, "answered together"


@pytest.mark.parametrize(
    ("content", "said", "kind", "content_type"),
    [
        (b"OggS" + bytes(200), "audio/ogg", "voice", "audio/ogg"),
        (b"#!AMR\n" + bytes(50), "audio/amr", "voice", "audio/amr"),
        (b"\x00\x00\x00\x18ftypmp42" + bytes(50), "video/mp4", "video", "video/mp4"),
        (b"%PDF-1.7 a letter", "application/pdf", "document", "application/pdf"),
        (b"BEGIN:VCARD\nFN:Rosa\nEND:VCARD", "text/vcard", "document", "text/vcard"),
    ],
)
def test_voice_and_documents_are_stored(
    line: Lines, rosa: Phone, content: bytes, said: str, kind: str, content_type: str
) -> None:
    rosa.sends("", media=[(line.twilio.holds(content, said), said)])
    line.fetches()
    one = kept(line)[0]
    assert (one.kind, one.content_type, one.content, one.problem) == (kind, content_type, content, "")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"<html><script>alert(1)</script></html>", "image/jpeg"),
        (b"MZ\x90\x00 a program", "image/png"),
        (b"%PDF-1.7", "audio/ogg"),
        (b"<svg onload='x()'/>", "image/svg+xml"),
        (b"<html></html>", "text/html"),
        (b"MZ\x90\x00 a program", "application/pdf"),
        (b"", "image/jpeg"),
        (photo()[:300], "image/jpeg"),
    ],
)
def test_what_is_not_what_it_says_is_not_kept_and_this_is_said(
    line: Lines, rosa: Phone, content: bytes, said: str
) -> None:
    rosa.sends("look", media=[(line.twilio.holds(content, said), said)])
    line.works()
    line.fetches()
    one = kept(line)[0]
    assert one.content is None and "cannot" not in one.problem and "not a" in one.problem
    assert rosa.transcript()[0].media[0]["problem"] == one.problem


def test_too_large_is_noticed_while_it_comes(line: Lines, rosa: Phone) -> None:
    rosa.sends("", media=[(line.twilio.holds(b"OggS" + bytes(LARGEST), "audio/ogg"), "audio/ogg")])
    line.fetches()
    assert "10 MB" in kept(line)[0].problem and kept(line)[0].content is None


def test_what_never_finishes_is_given_up(line: Lines) -> None:
    url = line.twilio.holds(photo(), "image/jpeg", "endless")

    async def fetches() -> None:
        async with httpx.AsyncClient() as client:
            await download(client, Place(url, (line.twilio.account, line.twilio.token)), seconds=1)

    with pytest.raises(TryLater):
        asyncio.run(fetches())


def test_what_is_not_there_yet_is_tried_again(line: Lines, rosa: Phone) -> None:
    url = line.twilio.holds(photo(), "image/jpeg", "missing")
    rosa.sends("", media=[(url, "image/jpeg")])
    line.fetches()
    assert kept(line)[0].problem == ""
    content, content_type, _ = line.twilio.files[url.rsplit("/", 1)[1]]
    line.twilio.files[url.rsplit("/", 1)[1]] = (content, content_type, "")
    line.fetches()
    assert kept(line)[0].content is None, "not before its time"
    line.later(seconds=10)
    line.fetches()
    assert kept(line)[0].content


def test_what_stays_away_is_said(line: Lines, rosa: Phone) -> None:
    rosa.sends("", media=[(line.twilio.holds(photo(), "image/jpeg", "missing"), "image/jpeg")])
    for _ in range(6):
        line.fetches()
        line.later(hours=1)
    assert "send it again" in kept(line)[0].problem


@pytest.mark.parametrize(
    "url",
    [
        "http://169.254.169.254/latest/meta-data",
        "https://evil.example/photo.jpg",
        "file:///etc/passwd",
        "https://api.twilio.com.evil.example/x",
        "https://api.twilio.com@evil.example/x",
    ],
)
def test_only_twilio_is_asked(line: Lines, rosa: Phone, url: str) -> None:
    rosa.sends("", media=[(url, "image/jpeg")])
    line.fetches()
    assert "not fetched" in kept(line)[0].problem


@pytest.mark.parametrize("where", ["http://127.0.0.1:9/x", "https://evil.example/x", "ftp://x/y"])
def test_a_redirect_elsewhere_is_not_followed(line: Lines, rosa: Phone, where: str) -> None:
    rosa.sends("", media=[(line.twilio.holds(photo(), "image/jpeg", where), "image/jpeg")])
    line.fetches()
    assert "not fetched" in kept(line)[0].problem


def test_a_file_at_twilios_usual_address_is_asked_of_the_server_in_the_settings(line: Lines, rosa: Phone) -> None:
    url = line.twilio.holds(photo(), "image/jpeg").replace(line.twilio.url, "https://api.twilio.com")
    rosa.sends("", media=[(url, "image/jpeg")])
    line.fetches()
    assert kept(line)[0].content


def test_a_photo_of_far_too_many_pixels_is_not_drawn() -> None:
    image, drawn = Image.new("1", (30000, 30000)), io.BytesIO()
    image.save(drawn, "PNG")
    with pytest.raises(MediaError):
        checked("photo", drawn.getvalue())
