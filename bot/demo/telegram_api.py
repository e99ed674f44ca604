"""The small Telegram over HTTP: the Bot API and its files, as at api.telegram.org."""

from __future__ import annotations

import asyncio
import json
import time
from typing import Any

from fastapi import FastAPI, HTTPException, Request, Response
from fastapi.responses import JSONResponse
from starlette.concurrency import run_in_threadpool

from bot.demo.telegram import Refusal, Telegram

FAULTS = {
    "429": Refusal(429, "Too Many Requests: retry after 7", retry_after=7),
    "403": Refusal(403, "Forbidden: bot was blocked by the user"),
    "500": Refusal(500, "Internal Server Error"),
    "502": Refusal(502, "Bad Gateway"),
}


def app(telegram: Telegram) -> FastAPI:
    server = FastAPI(title="A small Telegram", openapi_url=None)

    @server.api_route("/bot{token}/{method}", methods=["GET", "POST"])
    async def call(token: str, method: str, request: Request) -> Response:
        if token != telegram.token:
            return _refused(Refusal(401, "Unauthorized"))
        fault = telegram.faults.popleft() if telegram.faults and method == "sendMessage" else ""
        if fault in FAULTS:
            return _refused(FAULTS[fault])
        try:
            values = await _values(request)
            result = await _updates(telegram, values) if method == "getUpdates" else telegram.call(method, values)
        except Refusal as refusal:
            return _refused(refusal)
        return _Cut() if fault == "drop" else JSONResponse({"ok": True, "result": result})

    @server.get("/file/bot{token}/{path:path}")
    async def file(token: str, path: str) -> Response:
        content = telegram.files.get(path.removeprefix("files/"))
        if token != telegram.token or content is None:
            raise HTTPException(404)
        return Response(content, media_type="application/octet-stream")

    return server


async def _updates(telegram: Telegram, values: dict[str, Any]) -> list[dict[str, Any]]:
    """Waits for something to tell, for as long as it was asked to."""
    after, until = int(values.get("offset") or 0), time.monotonic() + float(values.get("timeout") or 0)
    while not (found := await run_in_threadpool(telegram.updates, after)) and time.monotonic() < until:
        await asyncio.sleep(0.05)
    return found


async def _values(request: Request) -> dict[str, Any]:
    """Telegram takes JSON, forms and query strings alike, and in the last two JSON inside."""
    if request.headers.get("content-type", "").startswith("application/json"):
        values = dict(await request.json())
    else:
        values = {**request.query_params, **{key: str(value) for key, value in (await request.form()).items()}}
    if isinstance(values.get("reply_markup"), str):
        values["reply_markup"] = json.loads(values["reply_markup"])
    for row in (values.get("reply_markup") or {}).get("inline_keyboard", []):
        if any(len(key.get("callback_data", "").encode()) > 64 for key in row):
            raise Refusal(400, "Bad Request: BUTTON_DATA_INVALID")
    return values


def _refused(refusal: Refusal) -> JSONResponse:
    body = {"ok": False, "error_code": refusal.code, "description": str(refusal)}
    return JSONResponse(body | ({"parameters": refusal.parameters} if refusal.parameters else {}), refusal.code)


class _Cut(Response):
    """Begins an answer and ends the connection in the middle of it."""

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"1000")]})
        await send({"type": "http.response.body", "body": b"{", "more_body": True})
