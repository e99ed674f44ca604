"""Twilio's webhooks: SMS and WhatsApp messages come in, and news of what was sent.

A request is read, its signature checked on the public URL, stored, and only then answered, with an empty TwiML: what
is said back goes through the REST API (bot.delivery).
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from urllib.parse import parse_qsl

from fastapi import APIRouter, HTTPException, Request, Response
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import ImmutableMultiDict
from twilio.request_validator import RequestValidator

from bot import addresses, fate
from bot.channels import refusals
from bot.channels.twilio_api import told
from bot.house import House
from bot.media import kind_of
from bot.reception import Attachment, Inbound, receive
from bot.settings import Settings

log = logging.getLogger("frontdoor.twilio")

LARGEST = 1_000_000
MOST_FIELDS = 1000
FORM = "application/x-www-form-urlencoded"
EMPTY = '<?xml version="1.0" encoding="UTF-8"?><Response></Response>'
Form = ImmutableMultiDict[str, str]

routes = APIRouter(prefix="/channels/twilio", include_in_schema=False)


@routes.post("/messages")
async def messages(request: Request) -> Response:
    """A resident's message. 200 means that it is written down."""
    house: House = request.app.state.house
    form = await _signed(request, house.settings)
    inbound = _inbound(house, form)
    await run_in_threadpool(_keep, house, inbound)
    return Response(EMPTY, media_type="text/xml")


@routes.post("/status")
async def status(request: Request) -> Response:
    """What became of a message of ours. News that is late, repeated or about somebody else's message changes nothing."""
    house: House = request.app.state.house
    form = await _signed(request, house.settings)
    await run_in_threadpool(_learn, house, form, request.query_params.get("delivery", ""))
    return Response(EMPTY, media_type="text/xml")


def why_off(settings: Settings, number: str) -> str:
    """What is missing for a channel through Twilio; empty: nothing."""
    if not (settings.twilio_account and settings.twilio_token):
        return "off: TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN are not set"
    return "" if number else "off: the Council has no number for it in the settings"


def _keep(house: House, inbound: Inbound) -> None:
    received = receive(house.database, inbound)
    house.wake.worker(received.conversation_id)
    house.wake.watchers(received.conversation_id)


def _learn(house: House, form: Form, ours: str) -> None:
    sid = form.get("MessageSid") or form.get("SmsSid") or ""
    delivery_id = int(ours) if ours.isdecimal() and len(ours) < 18 else fate.of_provider(house, sid)
    row = fate.delivery(house, delivery_id) if delivery_id is not None else None
    if row is None or (row.provider_id and row.provider_id != sid):
        return log.info("status of a message that is not ours sid=%s", sid)
    code = form.get("ErrorCode", "")
    outcome = told(form.get("MessageStatus", ""), int(code) if code.isdecimal() else 0, sid)
    if row.channel == "whatsapp":
        outcome = refusals.otherwise(outcome, row, approved=row.reason == refusals.AS_TEMPLATE)
    fate.settle(house, row.id, outcome)
    return None


async def _signed(request: Request, settings: Settings) -> Form:
    """The form, if Twilio signed it. 404: no credentials here; 413, 400: it cannot be read; 403: it is not Twilio's."""
    if not (settings.twilio_account and settings.twilio_token):
        raise HTTPException(404, "Messages through Twilio are not set up here.")
    form = _form(request, await _body(request))
    signature = request.headers.get("x-twilio-signature", "")
    if not RequestValidator(settings.twilio_token).validate(_public_url(request, settings), form, signature):
        log.warning("a webhook was not signed by Twilio for this address path=%s", request.url.path)
        raise HTTPException(403, "The signature is not Twilio's for this address.")
    return form


async def _body(request: Request) -> bytes:
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) >= LARGEST:
            raise HTTPException(413, "The body is larger than any message.")
    return bytes(body)


def _form(request: Request, body: bytes) -> Form:
    """Every field, also the empty and the repeated ones: the signature is over all of them."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != FORM:
        raise HTTPException(400, f"The body is not {FORM}.")
    try:
        text = body.decode("ascii")
        return ImmutableMultiDict(
            parse_qsl(
                text, keep_blank_values=True, strict_parsing=bool(text), errors="strict", max_num_fields=MOST_FIELDS
            )
        )
    except ValueError:
        raise HTTPException(400, "The form cannot be read.") from None


def _public_url(request: Request, settings: Settings) -> str:
    """The address that Twilio was told: as set, else as the proxy before us saw it."""
    path = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    if settings.public_url:
        return settings.public_url + path
    scheme = _first(request, "x-forwarded-proto") or request.url.scheme
    host = _first(request, "x-forwarded-host") or request.headers.get("host", request.url.netloc)
    return f"{scheme}://{host}{path}"


def _first(request: Request, header: str) -> str:
    """What the outermost proxy wrote."""
    return request.headers.get(header, "").partition(",")[0].strip()


def _inbound(house: House, form: Form) -> Inbound:
    """400: what every message has is missing; 404: it was sent to a number that is not the Council's."""
    sid = form.get("MessageSid") or form.get("SmsSid") or ""
    sender, to = form.get("From", ""), form.get("To", "")
    if not (sid and sender and to) or len(sid) > 100:
        raise HTTPException(400, "MessageSid, From or To is missing.")
    channel = "whatsapp" if sender.startswith("whatsapp:") else "sms"
    if not _is_ours(house.settings, channel, to, form.get("MessagingServiceSid", "")):
        raise HTTPException(404, "This number is not one of the Council's in these settings.")
    return Inbound(
        channel=channel,
        address=_address(sender),
        text=_text(form),
        external_id=sid,
        at=house.now(),
        name=form.get("ProfileName", "").strip(),
        media=tuple(_media(form)),
        stops={"STOP": True, "START": False}.get(form.get("OptOutType", "").upper()),
        remark=form.get("MessageType", "") == "reaction",
    )


def _is_ours(settings: Settings, channel: str, to: str, service: str) -> bool:
    number = settings.twilio_whatsapp_number if channel == "whatsapp" else settings.twilio_sms_number
    if number and _address(to) == _address(number):
        return True
    return bool(service) and service == settings.twilio_messaging_service


def _address(typed: str) -> str:
    """E.164; a sender that is no number (a name, a short code) as it is."""
    plain = typed.strip().removeprefix("whatsapp:")
    return (addresses.tidy(plain) if len(plain.strip("+")) > 6 else None) or plain[:200]


def _text(form: Form) -> str:
    """What was said, or tapped, or where somebody is. A reaction says what it is one to, as far as Twilio tells."""
    said = form.get("Body") or form.get("ButtonText") or form.get("ListTitle") or form.get("ButtonPayload") or ""
    if form.get("MessageType") == "reaction":
        return f"{form.get('ProfileName') or 'The resident'} reacted with {said or '(taken back)'}"
    if not (form.get("Latitude") and form.get("Longitude")):
        return said
    named = ", ".join(part for part in (form.get("Label", ""), form.get("Address", "")) if part)
    place = f"Location: {form['Latitude']}, {form['Longitude']}" + (f" ({named})" if named else "")
    return f"{said}\n{place}".strip()


def _media(form: Form) -> Iterator[Attachment]:
    """Fetched by the worker; here only where they are."""
    for number in range(30):
        source = form.get(f"MediaUrl{number}")
        if not source:
            return
        content_type = form.get(f"MediaContentType{number}", "")[:100]
        yield Attachment(kind_of(content_type), content_type, source=source)
