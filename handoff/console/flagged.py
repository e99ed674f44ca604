"""Flags: what staff said is broken or should be challenged, and what came of it."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from bot.channels.web import TheHouse
from bot.house import House
from handoff import flags
from handoff.console.case import Typed
from handoff.console.gate import Form, Gate, Me
from handoff.console.pages import page
from handoff.refusals import Incomplete
from handoff.staff import Account

flagged = APIRouter(prefix="/desk/flags", include_in_schema=False, route_class=Gate)


@flagged.get("")
def show(request: Request, me: Me, house: TheHouse) -> Response:
    return _shown(request, house, me, Typed())


@flagged.post("/{number}/answer")
def answer(request: Request, number: int, me: Me, house: TheHouse, fields: Form) -> Response:
    try:
        flags.answer(house, me, number, fields.get("outcome", ""))
    except Incomplete as incomplete:
        return _shown(request, house, me, Typed(f"flag-{number}", fields, incomplete.problems), 422)
    return RedirectResponse("/desk/flags", 303)


@flagged.post("/{number}/pass")
def pass_on(request: Request, number: int, me: Me, house: TheHouse, fields: Form) -> Response:
    try:
        flags.pass_to(house, me, number, fields.get("owner", ""))
    except Incomplete as incomplete:
        return _shown(request, house, me, Typed(f"flag-{number}", fields, incomplete.problems), 422)
    return RedirectResponse("/desk/flags", 303)


def _shown(request: Request, house: House, me: Account, typed: Typed, status: int = 200) -> Response:
    values = {
        "current": "flags",
        "typed": typed,
        "flags": flags.listed(house, me),
        "kinds": flags.KINDS,
        "managers": flags.managers(house),
    }
    return page(request, "flags.html", values, status)
