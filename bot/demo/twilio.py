"""A small server that behaves like Twilio: it takes messages, tells what became of them, keeps files, and can fail in
each of the ways that Twilio does. What was sent stands in `sent`, and a phone can write back (`writes`), signed.

For tests and demonstrations only: it keeps everything in memory and listens on this machine.
"""

from __future__ import annotations

import asyncio
import base64
import json
import re
import secrets
import socket
import threading
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import Any
from urllib.parse import urlencode

import httpx
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import Receive, Scope, Send
from twilio.request_validator import RequestValidator

REFUSALS = {
    21211: (400, "Invalid 'To' Phone Number"),
    21610: (400, "Attempt to send to unsubscribed recipient"),
    21614: (400, "'To' number is not a valid mobile number"),
    21655: (400, "The ContentSid is invalid"),
    63016: (400, "Failed to send freeform message because you are outside the allowed window"),
    63003: (400, "Channel could not find To address"),
    20003: (401, "Authenticate"),
    20429: (429, "Too Many Requests"),
    20500: (500, "Internal Server Error"),
    20503: (503, "Service Unavailable"),
    20502: (502, "Bad Gateway"),
}
STOP = frozenset(("STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT"))
START = frozenset(("START", "YES", "UNSTOP"))


@dataclass
class Message:
    """One message that was accepted. buttons: what can be tapped under it."""

    to: str
    sender: str
    body: str
    callback: str = ""
    buttons: tuple[str, ...] = ()
    content_sid: str = ""
    status: str = "queued"
    error: int | None = None
    sid: str = field(default_factory=lambda: "SM" + secrets.token_hex(16))
    made: datetime = field(default_factory=lambda: datetime.now(UTC))

    def as_json(self, account: str) -> dict[str, Any]:
        """The API's own shape."""
        made = format_datetime(self.made)
        return {
            "sid": self.sid,
            "account_sid": account,
            "to": self.to,
            "from": self.sender,
            "body": self.body,
            "status": self.status,
            "direction": "outbound-api",
            "error_code": self.error,
            "error_message": None,
            "date_created": made,
            "date_sent": made,
            "date_updated": made,
            "num_media": "0",
            "num_segments": "1",
            "api_version": "2010-04-01",
            "messaging_service_sid": None,
            "price": None,
            "price_unit": "USD",
            "subresource_uris": {},
            "uri": f"/2010-04-01/Accounts/{account}/Messages/{self.sid}.json",
        }


@dataclass
class Fault:
    """kind: an error code of REFUSALS; `drop`: accepted, and the connection cut before the answer; `slow`: it takes
    `seconds`. to: for which number; empty: any."""

    kind: int | str
    times: int = 1
    to: str = ""
    seconds: float = 0.0


class Twilio:
    """Started on a free port. door: where the front door's webhooks are; public: how Twilio was told its address, when
    that differs. automatic: each message is reported sent and delivered by itself. carrier: STOP is taken as on a
    British mobile number, where Twilio blocks the number and answers by itself."""

    def __init__(
        self,
        *,
        account: str = "AC" + "0" * 32,
        token: str = "demonstration",
        door: str = "",
        public: str = "",
        automatic: bool = False,
        carrier: bool = False,
    ) -> None:
        self.account, self.token = account, token
        self.door, self.public = door, public
        self.automatic, self.carrier = automatic, carrier
        self.sent: list[Message] = []
        self.tries = 0
        self.contents: dict[str, str] = {}
        self.files: dict[str, tuple[bytes, str, str]] = {}
        self.blocked: set[str] = set()
        self._faults: list[Fault] = []
        self._server: uvicorn.Server | None = None
        self._thread: threading.Thread | None = None
        self._validator = RequestValidator(token)
        self.url = ""

    # -- for whoever tests or shows ------------------------------------------------------------------------------------

    def start(self) -> Twilio:
        listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{listener.getsockname()[1]}"
        self._server = uvicorn.Server(uvicorn.Config(self.app(), log_level="critical", lifespan="off"))
        self._thread = threading.Thread(target=self._server.run, kwargs={"sockets": [listener]}, daemon=True)
        self._thread.start()
        return self

    def stop(self) -> None:
        if self._server:
            self._server.should_exit = True

    def goes_away(self) -> None:
        """Nobody listens any more."""
        self.stop()
        if self._thread:
            self._thread.join(10)

    def fails(self, kind: int | str, *, times: int = 1, to: str = "", seconds: float = 0.0) -> None:
        """The next sends (to this number) go wrong in this way."""
        self._faults.append(Fault(kind, times, to, seconds))

    def phone(self, number: str) -> list[Message]:
        """What stands on somebody's phone."""
        return [one for one in self.sent if one.to == number]

    def approve(self, sid: str, wording: str) -> None:
        """A content template; `{{1}}` and so on are its variables. Those after the body are its buttons."""
        self.contents[sid] = wording

    def holds(self, content: bytes, content_type: str, how: str = "") -> str:
        """Keeps a file and returns its address. how: `endless`, `missing`, or where it redirects to."""
        sid = "ME" + secrets.token_hex(16)
        self.files[sid] = (content, content_type, how)
        return f"{self.url}/2010-04-01/Accounts/{self.account}/Messages/MM{'0' * 32}/Media/{sid}"

    def inbound(
        self, sender: str, text: str, to: str, media: Iterable[tuple[str, str]] = (), **more: str
    ) -> dict[str, str]:
        """A message's form as Twilio sends it. media: addresses and content types."""
        sid = "SM" + secrets.token_hex(16)
        files = list(media)
        form = {
            **{"ToCountry": "GB", "ToState": "", "SmsMessageSid": sid, "NumMedia": str(len(files)), "ToCity": ""},
            **{"SmsSid": sid, "SmsStatus": "received", "FromCountry": "GB", "NumSegments": "1", "Body": text},
            **{"MessageSid": sid, "AccountSid": self.account, "From": sender, "To": to, "ApiVersion": "2010-04-01"},
        }
        if sender.startswith("whatsapp:"):
            form |= {"ProfileName": "Rosa", "WaId": sender.removeprefix("whatsapp:+"), "MessageType": "text"}
        for number, (url, content_type) in enumerate(files):
            form |= {f"MediaUrl{number}": url, f"MediaContentType{number}": content_type}
        return form | more

    def signature(self, path: str, form: dict[str, Any]) -> str:
        found: str = self._validator.compute_signature((self.public or self.door) + path, _Repeated(form))
        return found

    def posts(self, path: str, form: dict[str, Any], **headers: str) -> httpx.Response:
        """A signed webhook."""
        signed = {"X-Twilio-Signature": self.signature(path, form), "Content-Type": "application/x-www-form-urlencoded"}
        body = urlencode(form, doseq=True)
        return httpx.post(self.door + path, content=body, headers=signed | headers, timeout=60)

    def writes(
        self, sender: str, text: str, to: str, media: Iterable[tuple[str, str]] = (), **more: str
    ) -> httpx.Response:
        """Somebody writes from their phone."""
        word = text.strip().upper()
        if self.carrier and not sender.startswith("whatsapp:"):
            if word in STOP:
                self.blocked.add(sender)
            elif word in START:
                self.blocked.discard(sender)
        return self.posts("/channels/twilio/messages", self.inbound(sender, text, to, media, **more))

    def tells(self, message: Message, status: str, error: int | None = None) -> httpx.Response:
        """What became of a message, to the address that was asked for with it."""
        message.status, message.error = status, error
        path = message.callback.removeprefix(self.public or self.door)
        form = {"MessageSid": message.sid, "SmsSid": message.sid, "MessageStatus": status, "SmsStatus": status}
        form |= {"To": message.to, "From": message.sender, "AccountSid": self.account, "ApiVersion": "2010-04-01"}
        return self.posts(path, form | ({"ErrorCode": str(error)} if error else {}))

    # -- the API -------------------------------------------------------------------------------------------------------

    def app(self) -> Starlette:
        home = f"/2010-04-01/Accounts/{self.account}"
        return Starlette(
            routes=[
                Route(f"{home}/Messages.json", self._signed_in(self._create), methods=["POST"]),
                Route(f"{home}/Messages.json", self._signed_in(self._list), methods=["GET"]),
                Route(f"{home}/Messages/{{sid}}.json", self._signed_in(self._one), methods=["GET"]),
                Route(f"{home}/Messages/{{message}}/Media/{{sid}}", self._signed_in(self._file), methods=["GET"]),
            ]
        )

    def _signed_in(self, answer: Callable[[Request], Awaitable[Response]]) -> Callable[[Request], Awaitable[Response]]:
        known = "Basic " + base64.b64encode(f"{self.account}:{self.token}".encode()).decode()

        async def checked(request: Request) -> Response:
            return await answer(request) if request.headers.get("authorization") == known else _refusal(20003)

        return checked

    async def _create(self, request: Request) -> Response:
        self.tries += 1
        form = dict((await request.form()).items())
        fault = self._fault(str(form.get("To", "")))
        if fault and isinstance(fault.kind, int):
            return _refusal(fault.kind)
        if str(form.get("To", "")) in self.blocked:
            return _refusal(21610)
        message = self._message({name: str(value) for name, value in form.items()})
        if message is None:
            return _refusal(21655)
        self.sent.append(message)
        if fault and fault.kind == "drop":
            return _Cut()
        if fault:
            await asyncio.sleep(fault.seconds)
        if self.automatic and message.callback:
            threading.Thread(target=self._report, args=(message,), daemon=True).start()
        return JSONResponse(message.as_json(self.account), 201)

    def _fault(self, to: str) -> Fault | None:
        for fault in self._faults:
            if fault.times > 0 and fault.to in ("", to):
                fault.times -= 1
                return fault
        return None

    def _message(self, form: dict[str, str]) -> Message | None:
        body, sid = form.get("Body", ""), form.get("ContentSid", "")
        buttons: tuple[str, ...] = ()
        if sid and sid not in self.contents:
            return None
        if sid:
            variables = json.loads(form.get("ContentVariables") or "{}")
            body, buttons = _filled(self.contents[sid], variables)
        sender = form.get("From") or form.get("MessagingServiceSid", "")
        return Message(form["To"], sender, body, form.get("StatusCallback", ""), buttons, sid)

    def _report(self, message: Message) -> None:
        for status in ("sent", "delivered"):
            try:
                self.tells(message, status)
            except httpx.TransportError:
                return

    async def _list(self, request: Request) -> Response:
        to, sender = request.query_params.get("To"), request.query_params.get("From")
        found = [one for one in reversed(self.sent) if to in (None, one.to) and sender in (None, one.sender)]
        listed = [one.as_json(self.account) for one in found]
        page = {"page": 0, "page_size": len(listed), "next_page_uri": None, "uri": request.url.path}
        return JSONResponse({"messages": listed, **page})

    async def _one(self, request: Request) -> Response:
        found = next((one for one in self.sent if one.sid == request.path_params["sid"]), None)
        return JSONResponse(found.as_json(self.account)) if found else JSONResponse({"code": 20404, "status": 404}, 404)

    async def _file(self, request: Request) -> Response:
        content, content_type, how = self.files.get(request.path_params["sid"], (b"", "", "missing"))
        if how == "missing":
            return JSONResponse({"code": 20404, "status": 404}, 404)
        if how == "endless":
            return StreamingResponse(_drops(content), media_type=content_type)
        return RedirectResponse(how, 307) if how else Response(content, media_type=content_type)


class _Cut(Response):
    """Begins an answer and ends the connection in the middle of it."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 201, "headers": [(b"content-length", b"1000")]})
        await send({"type": "http.response.body", "body": b"{", "more_body": True})


class _Repeated(dict[str, Any]):
    """A form in which a field may stand several times, as the SDK's validator reads one."""

    def getall(self, name: str) -> list[str]:
        value = self[name]
        return list(value) if isinstance(value, list | tuple) else [value]


async def _drops(content: bytes) -> Any:
    yield content
    while True:
        await asyncio.sleep(0.05)
        yield b"\x00"


def _filled(wording: str, variables: dict[str, str]) -> tuple[str, tuple[str, ...]]:
    """The body, and the buttons: the variables that the body does not use."""
    used = re.findall(r"\{\{(\d+)\}\}", wording)
    body = re.sub(r"\{\{(\d+)\}\}", lambda found: variables.get(found[1], ""), wording)
    return body, tuple(variables[one] for one in sorted(variables, key=int) if one not in used)


def _refusal(code: int) -> Response:
    status, message = REFUSALS[code]
    more_info = f"https://www.twilio.com/docs/errors/{code}"
    return JSONResponse({"code": code, "message": message, "more_info": more_info, "status": status}, status)
