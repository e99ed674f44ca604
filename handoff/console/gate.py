"""The gate: nobody reads the desk who is not signed in, and nothing is changed from anywhere but its own pages."""

from __future__ import annotations

import hmac
from collections.abc import Callable, Coroutine
from typing import Annotated, Any
from urllib.parse import urlsplit

from fastapi import Depends, Request, Response
from fastapi.routing import APIRoute
from starlette.datastructures import UploadFile

from bot.channels.web import TheHouse
from bot.house import House
from handoff.console import badge
from handoff.console.pages import page
from handoff.refusals import NoSuchEnquiry, Refused
from handoff.staff import Account

LARGEST_FORM = 200_000


class SignInNeeded(Exception):
    """No badge, or one that has run out. What was typed is kept through the sign-in."""


class Foreign(Exception):
    """The form came from another site."""


class Gate(APIRoute):
    """Every route of the desk: what is refused becomes a page that says so."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handle = super().get_route_handler()

        async def guarded(request: Request) -> Response:
            try:
                response = await handle(request)
            except SignInNeeded:
                response = await _sign_in(request)
            except Foreign:
                text = "This was not sent from a page of the desk, so nothing was changed."
                response = page(request, "problem.html", {"title": "Nothing was changed", "text": text}, 403)
            except Refused as refused:
                response = page(request, "problem.html", _problem(refused), refused.status)
            response.headers.setdefault("Referrer-Policy", "same-origin")  # so that a form says where it comes from
            return response

        return guarded


def signed_in(request: Request, house: TheHouse) -> Account:
    worn = badge.read(house, request)
    account = badge.bearer(house, worn)
    if account is None or worn is None:
        raise SignInNeeded
    request.state.me, request.state.token = account, worn.token(house)
    return account


Me = Annotated[Account, Depends(signed_in)]


async def same_site(request: Request, house: TheHouse) -> dict[str, str]:
    """The fields of a form that was sent from one of our own pages. Foreign: it was not."""
    if not _from_here(request, house):
        raise Foreign
    if int(request.headers.get("content-length") or 0) > LARGEST_FORM:
        raise Refused("That is too much text for one form.")
    fields = await request.form()
    return {name: value for name, value in fields.items() if not isinstance(value, UploadFile)}


async def own_form(request: Request, house: TheHouse) -> dict[str, str]:
    """The same, from somebody who is signed in and got the form from us. SignInNeeded: their sign-in has run out."""
    fields = await same_site(request, house)
    offered = fields.pop("token", "") or request.headers.get("x-desk-token", "")
    strict = badge.read(house, request, badge.CHANGES)
    if strict is None or badge.read(house, request) != strict:
        raise SignInNeeded
    if not hmac.compare_digest(offered.encode(), strict.token(house).encode()):
        raise SignInNeeded
    return fields


Form = Annotated[dict[str, str], Depends(own_form)]


def _from_here(request: Request, house: House) -> bool:
    """Browsers say so themselves; whatever says nothing carries nobody's cookies unasked."""
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site in ("same-origin", "none")
    origin = request.headers.get("origin")
    if origin is None:
        return True
    here = {request.headers.get("host", ""), urlsplit(house.settings.public_url).netloc}
    return urlsplit(origin).netloc in here - {""}


async def _sign_in(request: Request) -> Response:
    """The sign-in page, with where they were going and what they had typed."""
    kept = {}
    if request.method == "POST":
        fields = await request.form()
        kept = {name: value for name, value in fields.items() if isinstance(value, str) and name != "token"}
    values = {"next": request.url.path, "kept": kept, "ended": bool(kept), "problem": "", "username": ""}
    return page(request, "sign_in.html", values, 401 if kept else 200)


def _problem(refused: Refused) -> dict[str, str]:
    titles = {404: "This enquiry was not found", 403: "That is somebody else's to do"}
    title = titles.get(refused.status, "Nothing was changed")
    hint = " Check the reference." if isinstance(refused, NoSuchEnquiry) else ""
    return {"title": title, "text": f"{refused}{hint}"}
