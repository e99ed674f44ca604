"""What can be done about a case: one form each, one address each."""

from __future__ import annotations

from collections.abc import Callable

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from bot import linking
from bot.channels.web import TheHouse
from bot.house import House
from handoff import acceptance, closing, corrections, flags, floor, next_steps, notes, presence, replies, transfers
from handoff import casefile as casefiles
from handoff.closing import Ending
from handoff.console.case import Typed, shown
from handoff.console.gate import Form, Gate, Me
from handoff.console.pages import page
from handoff.refusals import Incomplete, NoSuchEnquiry, Refused
from handoff.second_thoughts import About, Doubt, second_thoughts
from handoff.staff import Account
from handoff.standards import read as standards

deeds = APIRouter(prefix="/desk/enquiries/{reference}", include_in_schema=False, route_class=Gate)


@deeds.post("/accept")
def accept(request: Request, reference: str, me: Me, house: TheHouse, fields: Form) -> Response:
    return _do(request, house, me, reference, fields, lambda: acceptance.accept(house, me, reference))


@deeds.post("/reply")
def reply(request: Request, reference: str, me: Me, house: TheHouse, fields: Form) -> Response:
    """Sent, unless it deserves a second look: then it is shown with the reasons, to be changed or sent as it is."""
    text, sent_id = fields.get("text", ""), fields.get("sent_id", "")[:64]
    if "change" in fields:
        return shown(request, house, me, reference, Typed("reply", fields))
    doubts = () if "anyway" in fields else _doubts(house, reference, text)
    if doubts:
        file = casefiles.read(house, reference)
        values = {"row": file.row, "doubts": doubts, "text": text, "sent_id": sent_id}
        return page(request, "second_look.html", values)
    return _do(request, house, me, reference, fields, lambda: replies.reply(house, me, reference, text, sent_id))


@deeds.post("/next")
def change_next_step(request: Request, reference: str, me: Me, house: TheHouse, fields: Form) -> Response:
    step, due = fields.get("next_step", ""), fields.get("due", "")
    return _do(request, house, me, reference, fields, lambda: next_steps.change(house, me, reference, step, due))


@deeds.post("/offer")
def offer(request: Request, reference: str, me: Me, house: TheHouse, fields: Form) -> Response:
    to, why = fields.get("to", ""), fields.get("why", "")
    return _do(request, house, me, reference, fields, lambda: transfers.offer(house, me, reference, to, why))


@deeds.post("/decline")
def decline(request: Request, reference: str, me: Me, house: TheHouse, fields: Form) -> Response:
    why = fields.get("declining", "")
    return _do(request, house, me, reference, fields, lambda: transfers.decline(house, me, reference, why))


@deeds.post("/keep")
def keep(request: Request, reference: str, me: Me, house: TheHouse, fields: Form) -> Response:
    return _do(request, house, me, reference, fields, lambda: transfers.withdraw(house, me, reference))


@deeds.post("/note")
def note(request: Request, reference: str, me: Me, house: TheHouse, fields: Form) -> Response:
    text = fields.get("note", "")
    return _do(request, house, me, reference, fields, lambda: notes.add(house, me, reference, text))


@deeds.post("/correct")
def correct(request: Request, reference: str, me: Me, house: TheHouse, fields: Form) -> Response:
    version = fields.get("version", "")

    def deed() -> None:
        corrections.correct(
            house,
            me,
            reference,
            fact=fields.get("fact", ""),
            value=fields.get("value", ""),
            why=fields.get("why", ""),
            version=int(version) if version.isdecimal() else 0,
        )

    return _do(request, house, me, reference, fields, deed)


@deeds.post("/close")
def close(request: Request, reference: str, me: Me, house: TheHouse, fields: Form) -> Response:
    names = ("outcome", "reason", "included", "whose", "duplicate_of")
    ending = Ending(**{name: fields.get(name, "") for name in names})
    return _do(request, house, me, reference, fields, lambda: closing.close(house, me, reference, ending))


@deeds.post("/reopen")
def reopen(request: Request, reference: str, me: Me, house: TheHouse, fields: Form) -> Response:
    why = fields.get("again", "")
    return _do(request, house, me, reference, fields, lambda: closing.open_again(house, me, reference, why))


@deeds.post("/hand-back")
def hand_back(request: Request, reference: str, me: Me, house: TheHouse, fields: Form) -> Response:
    return _do(request, house, me, reference, fields, lambda: floor.hand_back(house, me, reference))


@deeds.post("/unlink")
def unlink(request: Request, reference: str, me: Me, house: TheHouse, fields: Form) -> Response:
    """An address that turned out to be somebody else's goes back to a conversation of its own."""

    def undo() -> None:
        conversation_id = casefiles.read(house, reference).row.conversation_id
        with house.database.read() as connection:
            mine = [str(one.id) for one in linking.links_of(connection, conversation_id)]
        if fields.get("link") not in mine:
            raise Refused("That link was undone already.")
        linking.unlink(house, int(fields["link"]), me.name)

    return _do(request, house, me, reference, fields, undo)


@deeds.post("/flag")
def flag(request: Request, reference: str, me: Me, house: TheHouse, fields: Form) -> Response:
    kind, text = fields.get("kind", ""), fields.get("flag", "")
    return _do(request, house, me, reference, fields, lambda: flags.flag(house, me, reference, kind, text))


@deeds.post("/writing", status_code=204)
def writing(reference: str, me: Me, house: TheHouse, fields: Form) -> Response:
    presence.is_writing(house, me, reference)
    house.wake.watchers(casefiles.read(house, reference).row.conversation_id)
    return Response(status_code=204)


def _do(
    request: Request, house: House, me: Account, reference: str, fields: dict[str, str], deed: Callable[[], None]
) -> Response:
    """Done, or the page again with what was typed and what stands in the way."""
    form = request.url.path.rsplit("/", 1)[-1]
    try:
        deed()
    except Incomplete as incomplete:
        return shown(request, house, me, reference, Typed(form, fields, incomplete.problems), status=422)
    except NoSuchEnquiry:
        raise
    except Refused as refused:
        return shown(request, house, me, reference, Typed(form, fields), notice=str(refused), status=refused.status)
    where = "#latest" if form == "reply" else ""
    return RedirectResponse(f"/desk/enquiries/{reference}?done={form}{where}", 303)


def _doubts(house: House, reference: str, text: str) -> tuple[Doubt, ...]:
    file = casefiles.read(house, reference)
    with house.database.read() as connection:
        elsewhere = replies.said_elsewhere(connection, file.row.conversation_id)
    stock = standards(house.settings.council).stock
    return second_thoughts(text, About(reference, file.record, house.council.words("en"), elsewhere, stock))
