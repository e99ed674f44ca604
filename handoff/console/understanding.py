"""Understanding: what the assistant was unsure of, and what a message means when it was taken for something else."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from fastapi.responses import PlainTextResponse, RedirectResponse

from bot import improving, reference
from bot.channels.web import TheHouse
from bot.house import House
from bot.improving import Reading
from handoff import labelling
from handoff.console.case import DONE, Typed
from handoff.console.gate import Form, Gate, Me
from handoff.console.pages import page
from handoff.refusals import Incomplete, Moved, NotYours
from handoff.staff import Account

understanding = APIRouter(prefix="/desk/understanding", include_in_schema=False, route_class=Gate)

LATELY = 20


@understanding.get("")
def show(request: Request, me: Me, house: TheHouse, done: str = "") -> Response:
    """The doubtful messages, and what was labelled lately."""
    values = {
        "readings": labelling.to_label(house, me),
        "lately": improving.labelled(house, limit=LATELY) if me.manager else [],
        "good": DONE.get(done, ""),
        "back": "",
    }
    return page(request, "understanding.html", values | _choices(house, Typed()))


@understanding.get("/examples.yml")
def examples(me: Me, house: TheHouse) -> Response:
    """What people labelled, as Rasa training data; for managers, since it is from all teams."""
    if not me.manager:
        raise NotYours("Managers take the labelled messages out.")
    kept = {"Content-Disposition": 'attachment; filename="labelled.yml"'}
    return PlainTextResponse(improving.as_training_data(improving.lessons(house)), headers=kept)


@understanding.get("/{conversation_id}/{seq}")
def show_one(request: Request, conversation_id: str, seq: int, me: Me, house: TheHouse, back: str = "") -> Response:
    """One message from a case."""
    return _one(request, house, _reading(house, conversation_id, seq), Typed(), _case(house, back))


@understanding.post("/{conversation_id}/{seq}")
def say(request: Request, conversation_id: str, seq: int, me: Me, house: TheHouse, fields: Form) -> Response:
    """back: the reference of the case that it was opened from."""
    back = _case(house, fields.get("back", ""))
    try:
        done = _kept(house, me, conversation_id, seq, fields)
    except Incomplete as incomplete:
        reading = _reading(house, conversation_id, seq)
        return _one(request, house, reading, Typed(form_of(reading), fields, incomplete.problems), back, 422)
    where = f"/desk/enquiries/{back}?done={done}#m{seq}" if back else f"/desk/understanding?done={done}"
    return RedirectResponse(where, 303)


def _kept(house: House, me: Account, conversation_id: str, seq: int, fields: dict[str, str]) -> str:
    if "skip" in fields:
        labelling.set_aside(house, me, conversation_id, seq)
        return "skip"
    said = {name: fields.get(name, "") for name in ("act", "service", "emergency")}
    labelling.label(house, me, conversation_id, seq, **said)
    return "label"


def _reading(house: House, conversation_id: str, seq: int) -> Reading:
    found = improving.reading(house, conversation_id, seq)
    if found is None:
        raise Moved("That message is no longer there.")
    return found


def _one(request: Request, house: House, reading: Reading, typed: Typed, back: str, status: int = 200) -> Response:
    values = {"reading": reading, "back": back}
    return page(request, "understanding_one.html", values | _choices(house, typed), status)


def _case(house: House, back: str) -> str:
    """The reference that it is; nothing, when it is none."""
    found = reference.find(back, house.council.prefix)
    return found[0] if found and found[1] else ""


def _choices(house: House, typed: Typed) -> dict[str, object]:
    services = sorted(house.council.services.items(), key=lambda one: one[1].title)
    return {
        "current": "understanding",
        "typed": typed,
        "form_of": form_of,
        "meanings": labelling.MEANINGS,
        "dangers": labelling.DANGERS,
        "services": [(name, service.title) for name, service in services],
    }


def form_of(reading: Reading) -> str:
    """The name of its form on a page that may hold many."""
    return f"label-{reading.conversation_id[:8]}-{reading.seq}"
