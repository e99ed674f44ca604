"""Signing in and out."""

from __future__ import annotations

import logging
import re
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import RedirectResponse
from starlette.concurrency import run_in_threadpool

from bot.channels.web import TheHouse
from bot.house import House
from handoff import attempts, staff
from handoff.console import badge, case
from handoff.console.gate import Form, Gate, same_site
from handoff.console.pages import page
from handoff.staff import Account

log = logging.getLogger("frontdoor.desk")

sign_in = APIRouter(prefix="/desk", include_in_schema=False, route_class=Gate)

KEPT = "kept:"
WRONG = "The username or the password is not right. Check both and try again."
ENDED = "You were signed out, so this was not sent. What you wrote is kept below: look at it and send it again."
WAIT = "There were too many attempts. Please wait fifteen minutes, then try again. If you need help, ask your manager."


@sign_in.get("/sign-in")
def ask(request: Request, house: TheHouse) -> Response:
    if badge.bearer(house, badge.read(house, request)):
        return RedirectResponse("/desk", 303)
    return _asked(request, {}, "")


@sign_in.post("/sign-in")
async def enter(request: Request, house: TheHouse, fields: Annotated[dict[str, str], Depends(same_site)]) -> Response:
    """In to where they were going, with what they had typed."""
    username, password = fields.get("username", "").strip().lower(), fields.get("password", "")
    address = request.client.host if request.client else ""
    if await run_in_threadpool(attempts.too_many, house, username, address):
        return _asked(request, fields, WAIT, 429)
    account = await run_in_threadpool(staff.check, house, username, password)
    if account is None:
        await run_in_threadpool(attempts.failed, house, username, address)
        log.info("sign-in refused")
        return _asked(request, fields, WRONG, 422)
    await run_in_threadpool(attempts.succeeded, house, username)
    return await run_in_threadpool(_let_in, request, house, account, fields)


@sign_in.post("/sign-out")
def leave(request: Request, fields: Form) -> Response:
    response = RedirectResponse("/desk/sign-in", 303)
    badge.take_off(response)
    return response


def _let_in(request: Request, house: House, account: Account, fields: dict[str, str]) -> Response:
    """Where they were going; after a form that came too late, its page with what was typed, not yet sent."""
    going, kept = _safe(fields.get("next", "")), _kept(fields)
    response: Response = RedirectResponse(_readable(going) if kept else going, 303)
    worn = badge.issue(house, account, response)
    late = re.match(r"^/desk/enquiries/([A-Z]{2}-\w{3}-\w{3})/([a-z-]+)$", going) if kept else None
    if late is None:
        return response
    request.state.me, request.state.token = account, worn.token(house)
    shown = case.shown(request, house, account, late[1], case.Typed(late[2], kept), notice=ENDED)
    for cookie in response.headers.getlist("set-cookie"):
        shown.headers.append("set-cookie", cookie)
    return shown


def _readable(path: str) -> str:
    """The page that a form's address belongs to."""
    return "/".join(path.split("/")[:3])


def _asked(request: Request, fields: dict[str, str], problem: str, status: int = 200) -> Response:
    values: dict[str, Any] = {
        "next": _safe(fields.get("next", "")),
        "kept": _kept(fields),
        "ended": False,
        "problem": problem,
        "username": fields.get("username", ""),
    }
    return page(request, "sign_in.html", values, status)


def _kept(fields: dict[str, str]) -> dict[str, str]:
    return {name.removeprefix(KEPT): value for name, value in fields.items() if name.startswith(KEPT)}


def _safe(path: str) -> str:
    """Only ever a page of the desk."""
    return path if re.match(r"^/desk(/[\w./-]*)?$", path) and "//" not in path and ".." not in path else "/desk"
