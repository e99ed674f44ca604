"""The desk's front page: the lists, and everything that hangs off them."""

from __future__ import annotations

from pathlib import Path

from fastapi import APIRouter, Request, Response
from fastapi.responses import FileResponse

from bot.channels.web import TheHouse
from bot.house import House
from handoff import lists
from handoff.console.absence import absence
from handoff.console.case import case
from handoff.console.deeds import deeds
from handoff.console.flagged import flagged
from handoff.console.gate import Gate, Me
from handoff.console.live import live
from handoff.console.pages import page
from handoff.console.sign_in import sign_in
from handoff.console.understanding import understanding
from handoff.refusals import NoSuchEnquiry
from handoff.staff import Account

STATIC = {path.name: path for path in (Path(__file__).parent / "static").iterdir()}

desk = APIRouter(include_in_schema=False)
lists_of = APIRouter(prefix="/desk", route_class=Gate)


@lists_of.get("")
def front(request: Request, me: Me, house: TheHouse) -> Response:
    """What waits: the first thing to look at."""
    return _list(request, house, me, "waiting", 1)


@lists_of.get("/lists/{name}")
def one_list(request: Request, name: str, me: Me, house: TheHouse, number: str = "1") -> Response:
    if name not in lists.TITLES:
        raise NoSuchEnquiry("There is no such list.")
    return _list(request, house, me, name, int(number) if number.isdecimal() else 1)


@lists_of.get("/static/{name}")
def static(name: str) -> Response:
    """Asked for again each time, and sent only when it changed."""
    if name not in STATIC:
        return Response(status_code=404)
    return FileResponse(STATIC[name], headers={"Cache-Control": "no-cache"})


def _list(request: Request, house: House, me: Account, name: str, number: int) -> Response:
    values = {"name": name, "current": name, "list": lists.page(house, me, name, number)}
    return page(request, "list.html", values | {"state": lists.fingerprint(house, me)})


for router in (sign_in, lists_of, case, deeds, absence, flagged, understanding, live):
    desk.include_router(router)
