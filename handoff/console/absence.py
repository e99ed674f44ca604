"""Absence: when I am away and who answers meanwhile."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from bot.channels.web import TheHouse
from bot.house import House
from handoff import absences
from handoff.console.case import Typed, colleagues
from handoff.console.gate import Form, Gate, Me
from handoff.console.pages import page
from handoff.refusals import Incomplete
from handoff.staff import Account

absence = APIRouter(prefix="/desk/absence", include_in_schema=False, route_class=Gate)

DONE = {
    "added": "Recorded. Residents whose enquiries are open with you have been told who answers meanwhile.",
    "ended": "Ended. Residents whose enquiries are open with you have been told that you are back.",
}


@absence.get("")
def show(request: Request, me: Me, house: TheHouse, done: str = "") -> Response:
    return _shown(request, house, me, Typed(), good=DONE.get(done, ""))


@absence.post("")
def add(request: Request, me: Me, house: TheHouse, fields: Form) -> Response:
    try:
        absences.add(house, me, fields.get("starts", ""), fields.get("ends", ""), fields.get("cover", ""))
    except Incomplete as incomplete:
        return _shown(request, house, me, Typed("absence", fields, incomplete.problems), status=422)
    return RedirectResponse("/desk/absence?done=added", 303)


@absence.post("/{number}/end")
def end(number: int, me: Me, house: TheHouse, fields: Form) -> Response:
    absences.end(house, me, number)
    return RedirectResponse("/desk/absence?done=ended", 303)


def _shown(request: Request, house: House, me: Account, typed: Typed, *, good: str = "", status: int = 200) -> Response:
    values = {
        "current": "absence",
        "typed": typed,
        "good": good,
        "coming": absences.coming(house, me.team),
        "colleagues": colleagues(house, me),
        "people": house.council.people,
    }
    return page(request, "absence.html", values, status)
