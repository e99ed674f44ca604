"""/demo: an SMS phone, a WhatsApp phone and a Telegram phone side by side, so that anyone can try all channels.

Only with FRONTDOOR_DEMO=1. Each phone speaks to the small servers that stand in for the providers (bot.demo.phones), and
those to the real webhooks with real signatures. Plain forms are enough; the script only saves reloading.
"""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Annotated, Any

import httpx
from fastapi import APIRouter, Depends, Form, HTTPException, Query, Request, Response, UploadFile
from fastapi.responses import FileResponse, HTMLResponse, RedirectResponse
from fastapi.templating import Jinja2Templates

from bot.house import House

HERE = Path(__file__).parent
NAMES = {"sms": "Text messages", "whatsapp": "WhatsApp", "telegram": "Telegram"}
templates = Jinja2Templates(directory=HERE / "templates")

demo = APIRouter(prefix="/demo", include_in_schema=False)
Resident = Annotated[int, Query(ge=1, le=999)]


def _house(request: Request) -> House:
    """404 outside a demonstration."""
    house: House = request.app.state.house
    if not (house.settings.demo and house.settings.demo_phones):
        raise HTTPException(404, "There is no demonstration here. Start it with bin/run --demo.")
    return house


TheHouse = Annotated[House, Depends(_house)]


@demo.get("")
async def phones(request: Request, house: TheHouse, resident: Resident = 123) -> HTMLResponse:
    async with _client(house) as client:
        screens = await asyncio.gather(*(_screen(client, kind, resident) for kind in NAMES))
    shown = [
        {"kind": kind, "name": name, **screen} for (kind, name), screen in zip(NAMES.items(), screens, strict=True)
    ]
    values = {"phones": shown, "resident": resident, "council": house.council, "number": f"07700 900{resident:03}"}
    return templates.TemplateResponse(request, "demo.html", values)


@demo.post("/{kind}")
async def act(
    kind: str,
    house: TheHouse,
    resident: Resident = 123,
    text: Annotated[str, Form()] = "",
    press: Annotated[str, Form()] = "",
    photo: UploadFile | None = None,
) -> Response:
    """Types or presses on a phone, as a person would."""
    if kind not in NAMES:
        raise HTTPException(404, "There is no such phone.")
    files = {"photo": (photo.filename, await photo.read(), "image/jpeg")} if photo and photo.size else None
    async with _client(house) as client:
        answer = await client.post(f"/phones/{kind}/{resident}", data={"text": text, "press": press}, files=files)
    if answer.is_error:
        raise HTTPException(502, "The demonstration's phones do not answer. Start bin/run --demo again.")
    return RedirectResponse(f"/demo?resident={resident}#{kind}", 303)


@demo.get("/static/{name}")
def static(name: str) -> FileResponse:
    if name not in ("demo.css", "demo.js"):
        raise HTTPException(404, "There is no such file.")
    return FileResponse(HERE / "static" / name)


def _client(house: House) -> httpx.AsyncClient:
    return httpx.AsyncClient(base_url=house.settings.demo_phones, timeout=60, trust_env=False)


async def _screen(client: httpx.AsyncClient, kind: str, resident: int) -> dict[str, Any]:
    try:
        found: dict[str, Any] = (await client.get(f"/phones/{kind}/{resident}")).raise_for_status().json()
    except httpx.HTTPError:
        return {"lines": [], "notice": "This phone is switched off: the demonstration's servers do not answer."}
    return found
