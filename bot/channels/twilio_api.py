"""Twilio's REST API: one message sent, one looked up, one file's place. The only file that sees the SDK's client.

Every failure says whether the message can have gone: what was refused or never reached Twilio may be tried again, what
was cut off after the request had gone out may not, and is asked about instead.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any
from urllib.parse import urlsplit

import httpx
from sqlalchemy import Row, select
from twilio.base.exceptions import TwilioException, TwilioRestException
from twilio.http import HttpClient
from twilio.http.response import Response
from twilio.rest import Client

from bot.channels.refusals import refused, reported, waiting
from bot.fate import Outcome
from bot.fetching import Place
from bot.house import House
from bot.store import tables

log = logging.getLogger("frontdoor.twilio")

TIMEOUT = httpx.Timeout(10.0, connect=5.0)
"""Well under the minute after which a send counts as stuck (bot.delivery)."""
SURE_AFTER = timedelta(seconds=60)
"""A message that Twilio accepted is in its list at once; one that is not there after this was never accepted."""
MEDIA_HOSTS = (".twilio.com", ".twiliocdn.com", "s3-external-1.amazonaws.com")
"""Where Twilio keeps media and sends us on to."""

_STATES = {
    "accepted": "queued",
    "scheduled": "queued",
    "queued": "queued",
    "sending": "queued",
    "sent": "sent",
    "delivered": "delivered",
    "read": "read",
    "undelivered": "failed",
    "failed": "failed",
    "canceled": "failed",
}


class NeverLeft(Exception):
    """The request did not reach Twilio."""


class CutOff(Exception):
    """The request went out and no whole answer came back."""


class Api:
    """Opened from the settings; nothing is connected before the first use."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._settings = house.settings

    @cached_property
    def _client(self) -> Client:
        settings = self._settings
        return Client(settings.twilio_account, settings.twilio_token, http_client=Http(settings.twilio_api_base))

    def create(self, delivery: Row[Any], **fields: Any) -> Outcome:
        """Sends one message; `fields` are the API's."""
        if self._settings.public_url:
            fields["status_callback"] = f"{self._settings.public_url}/channels/twilio/status?delivery={delivery.id}"
        try:
            message = self._client.messages.create(**fields)
        except TwilioRestException as error:
            return refused(error.code or 0, error.status, delivery.attempts + 1)
        except NeverLeft:
            return Outcome("due", reason="Twilio could not be reached.", wait=waiting(delivery.attempts + 1))
        except (CutOff, TwilioException, ValueError, KeyError):
            return Outcome("unknown", reason="It may or may not have been sent.")
        return Outcome("queued", provider_id=message.sid)

    def find(self, delivery: Row[Any], *, to: str, body: str) -> Outcome | None:
        """What became of a send whose answer never came. None: not known yet. Due again only when Twilio never had it."""
        try:
            listed = self._client.messages.list(to=to, limit=200)
        except (TwilioException, NeverLeft, CutOff, ValueError, KeyError):
            return None
        tried = delivery.next_at - timedelta(seconds=30)  # their clock and ours
        mine = [one for one in listed if _is_this(one, body, tried) and not self._is_known(one.sid)]
        if mine:
            return fate(mine[-1])  # the list begins with the newest
        if self._house.now() - delivery.next_at < SURE_AFTER:
            return None
        return Outcome("due", reason="Twilio says that it never had it.")

    async def place(self, source: str) -> Place | None:
        """A file that came with a message. None: not one of Twilio's, so it is not fetched."""
        api = urlsplit("https://api.twilio.com")
        base = urlsplit(self._settings.twilio_api_base or "https://api.twilio.com")
        asked = urlsplit(source)
        if (asked.scheme, asked.netloc) not in ((api.scheme, api.netloc), (base.scheme, base.netloc)):
            return None
        url = asked._replace(scheme=base.scheme, netloc=base.netloc).geturl()
        return Place(url, (self._settings.twilio_account, self._settings.twilio_token), MEDIA_HOSTS)

    def _is_known(self, sid: str) -> bool:
        """Two deliveries may say the same to the same number; each is one message."""
        deliveries = tables.deliveries
        with self._house.database.read() as connection:
            found = connection.execute(select(deliveries.c.id).where(deliveries.c.provider_id == sid)).first()
            return found is not None


def fate(message: Any) -> Outcome:
    """What the API says of a message."""
    return told(str(message.status), message.error_code or 0, str(message.sid))


def told(status: str, code: int, sid: str) -> Outcome:
    """A status as Twilio spells it. An unknown one is no news."""
    state = _STATES.get(status, "queued")
    if state != "failed":
        return Outcome(state, provider_id=sid)
    return replace(reported(code), provider_id=sid)


def _is_this(message: Any, body: str, since: datetime) -> bool:
    made: datetime | None = message.date_created
    ours = str(message.direction).startswith("outbound")
    return ours and made is not None and made >= since.replace(microsecond=0) and message.body == body


class Http(HttpClient):  # type: ignore[misc]  # the SDK does not say what it is
    """The SDK's transport, by httpx: it can be pointed at another server, and tells a cut from a refusal."""

    def __init__(self, base: str) -> None:
        super().__init__(log, False, None)
        self._base = urlsplit(base) if base else None
        self._http = httpx.Client(timeout=TIMEOUT)

    def request(
        self,
        method: str,
        uri: str,
        params: dict[str, Any] | None = None,
        data: dict[str, Any] | None = None,
        headers: dict[str, str] | None = None,
        auth: tuple[str, str] | None = None,
        timeout: float | None = None,
        allow_redirects: bool = False,
    ) -> Response:
        try:
            answer = self._http.request(
                method, self._at(uri), params=_given(params), data=_form(data), headers=headers, auth=auth
            )
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.UnsupportedProtocol) as error:
            raise NeverLeft(str(error)) from None
        except httpx.TransportError as error:
            raise CutOff(str(error)) from None
        return Response(answer.status_code, answer.text, answer.headers)

    def _at(self, uri: str) -> str:
        if self._base is None:
            return uri
        return urlsplit(uri)._replace(scheme=self._base.scheme, netloc=self._base.netloc).geturl()


def _given(fields: dict[str, Any] | None) -> dict[str, str | list[str]]:
    """Without what is not set; true and false as the API spells them."""
    return {name: _spelled(value) for name, value in (fields or {}).items() if value is not None}


def _form(fields: dict[str, Any] | None) -> dict[str, Any] | None:
    return _given(fields) or None


def _spelled(value: Any) -> str | list[str]:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Iterable) and not isinstance(value, str):
        return [str(one) for one in value]
    return str(value)
