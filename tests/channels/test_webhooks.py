"""What comes in from Twilio: only what Twilio signed for this address, each message once."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

import httpx
import pytest

from bot.app import create
from bot.channels import opened
from bot.house import House
from tests.channels.conftest import SMS, WHATSAPP, Lines
from tests.providers.twilio import Twilio

PATH = "/channels/twilio/messages"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


def through(line: Lines, public: str) -> Twilio:
    """A Twilio that was told another address than the one it reaches."""
    return Twilio(token=line.twilio.token, door=line.url, public=public)


@pytest.fixture
def behind_proxy(line: Lines) -> Any:
    """The same house, with no public address in its settings."""
    settings = replace(line.house.settings, public_url="")
    return create(House(settings, line.house.council, line.house.database, line.house.wake))


async def posted(app: Any, form: dict[str, Any], signature: str, path: str = PATH, **headers: str) -> int:
    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(transport=transport, base_url="http://10.0.0.7:8000") as client:
        sent = await client.post(
            path, content=urlencode(form, doseq=True), headers={**FORM, "X-Twilio-Signature": signature, **headers}
        )
        return sent.status_code


def test_a_signed_message_is_written_down_and_answered_with_an_empty_twiml(line: Lines) -> None:
    form = line.twilio.inbound("+447700900123", "hello", SMS)
    answer = line.twilio.posts(PATH, form)
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/xml") and "<Response></Response>" in answer.text
    assert [one.external_id for one in line.messages()] == [form["MessageSid"]]


@pytest.mark.parametrize(
    "more",
    [
        {"MessagingServiceSid": "MG" + "1" * 32},
        {"SomethingNew": "of 2031", "Empty": ""},
        {"Repeated": ["b", "a", "a"]},
        {"Body": "curly “quotes”, 🙂 and a + sign & more=things"},
    ],
)
def test_the_signature_is_over_every_field(line: Lines, more: dict[str, Any]) -> None:
    form: dict[str, Any] = {**line.twilio.inbound("+447700900123", "hello", SMS), **more}
    assert line.twilio.posts(PATH, form).status_code == 200


def test_unsigned_or_wrongly_signed_is_refused_and_not_kept(line: Lines) -> None:
    form = line.twilio.inbound("+447700900123", "hello", SMS)
    elsewhere = through(line, "https://somewhere.else").signature(PATH, form)
    other_form = line.twilio.signature(PATH, {**form, "Body": "something else"})
    other_token = Twilio(token="not-ours", door=line.url).signature(PATH, form)
    for signature in ("", "nonsense", elsewhere, other_form, other_token):
        sent = httpx.post(line.url + PATH, content=urlencode(form), headers={**FORM, "X-Twilio-Signature": signature})
        assert sent.status_code == 403
    assert line.messages() == []


PROXIED = {"X-Forwarded-Proto": "https", "X-Forwarded-Host": "frontdoor.example, 10.0.0.1"}


@pytest.mark.parametrize(
    ("public", "headers"),
    [
        ("https://frontdoor.example", PROXIED),
        ("https://frontdoor.example:443", PROXIED),
        ("https://frontdoor.example", {"X-Forwarded-Proto": "https", "Host": "frontdoor.example"}),
        ("http://10.0.0.7:8000", {}),
    ],
)
def test_behind_a_proxy_that_ends_tls(line: Lines, behind_proxy: Any, public: str, headers: dict[str, str]) -> None:
    form = line.twilio.inbound("+447700900123", "hello", SMS)
    signature = through(line, public).signature(PATH, form)
    assert asyncio.run(posted(behind_proxy, form, signature, **headers)) == 200
    assert asyncio.run(posted(behind_proxy, form, through(line, "https://no.example").signature(PATH, form))) == 403


def test_the_public_address_may_have_a_path_a_port_and_a_query(line: Lines) -> None:
    settings = replace(line.house.settings, public_url="https://council.example:8443/door")
    app = create(House(settings, line.house.council, line.house.database, line.house.wake))
    form = line.twilio.inbound("+447700900123", "hello", SMS)
    path = f"{PATH}?from=twilio&x=%20y"
    signature = through(line, "https://council.example:8443/door").signature(path, form)
    assert asyncio.run(posted(app, form, signature, path)) == 200
    assert asyncio.run(posted(app, form, signature, PATH)) == 403, "the query is part of what was signed"


def test_a_repeat_changes_nothing(line: Lines) -> None:
    form = line.twilio.inbound("+447700900123", "hello", SMS)
    for _ in range(3):
        assert line.twilio.posts(PATH, form).status_code == 200
    line.works()
    assert line.twilio.posts(PATH, form).status_code == 200
    line.works()
    assert [one.author for one in line.messages()] == ["resident", "bot"]


def test_a_number_that_is_not_ours_is_refused_with_the_reason(line: Lines) -> None:
    sent = line.twilio.posts(PATH, line.twilio.inbound("+447700900123", "hello", "+442079460000"))
    assert sent.status_code == 404 and "number" in sent.text


def test_what_is_too_large_or_malformed_is_refused(line: Lines) -> None:
    def status(content: bytes, **headers: str) -> int:
        return httpx.post(line.url + PATH, content=content, headers={**FORM, **headers}).status_code

    assert status(b"Body=" + b"a" * 1_000_000) == 413
    assert status(b"\xff\xfe") == 400
    assert status(b"Body=%ff%fe") == 400
    assert status(b"no pairs at all") == 400
    assert status(b"&".join(b"a=1" for _ in range(2000))) == 400
    assert status(b"{}", **{"Content-Type": "application/json"}) == 400
    lacking = {"Body": "hello", "From": "+447700900123"}
    assert line.twilio.posts(PATH, lacking).status_code == 400
    assert line.messages() == []


def test_numbers_are_kept_in_one_form(line: Lines) -> None:
    for sender in ("+447700900123", "07700 900123", "447700900123"):
        assert line.twilio.posts(PATH, line.twilio.inbound(sender, "hello", "020 7361 3000")).status_code == 200
    assert [one.address for one in line.conversations()] == ["+447700900123"]


def test_sms_and_whatsapp_of_one_number_are_two_conversations(line: Lines) -> None:
    line.phone(via="sms").sends("hello")
    line.phone(via="whatsapp").sends("hello")
    assert sorted(one.channel for one in line.conversations()) == ["sms", "whatsapp"]


def test_where_somebody_is_and_what_they_tapped_are_said(line: Lines) -> None:
    rosa = line.phone(via="whatsapp")
    rosa.sends("", Latitude="51.5194", Longitude="-0.2058", Label="Corner shop", Address="14 Golborne Road")
    rosa.sends("Yes", ButtonText="Yes", ButtonPayload="yes", MessageType="button")
    rosa.sends("", ListTitle="My bins", ListId="2", MessageType="interactive")
    said = [one.text for one in rosa.transcript()]
    assert said == ["Location: 51.5194, -0.2058 (Corner shop, 14 Golborne Road)", "Yes", "My bins"]
    assert {one.name for one in rosa.transcript()} == {"Rosa"}


def test_a_reaction_stands_in_the_transcript_and_is_not_answered(line: Lines) -> None:
    rosa = line.phone(via="whatsapp")
    rosa.says("hello")
    rosa.sends("👍", MessageType="reaction", OriginalRepliedMessageSid="SM1")
    line.works()
    last = rosa.transcript()[-1]
    assert last.author == "system" and last.text == "Rosa reacted with 👍"


def test_without_credentials_the_channels_are_off_and_say_so(line: Lines) -> None:
    settings = replace(line.house.settings, twilio_account="", twilio_token="")
    house = House(settings, line.house.council, line.house.database, line.house.wake)
    assert {name: one.state for name, one in opened(house).items() if name in ("sms", "whatsapp")} == {
        "sms": "off: TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN are not set",
        "whatsapp": "off: TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN are not set",
    }
    form = line.twilio.inbound("+447700900123", "hello", SMS)
    assert asyncio.run(posted(create(house), form, line.twilio.signature(PATH, form))) == 404


def test_readyz_names_the_channels(line: Lines) -> None:
    found = httpx.get(line.url + "/readyz").json()["channels"]
    assert found["sms"] == "ok" and found["whatsapp"] == "ok"
    assert WHATSAPP.startswith("whatsapp:")
