"""The page of a case: the record, the conversation, what was promised, and everything that can be done about it."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from actions.playback import items
from bot import linking
from bot import reference as references
from bot.channels.web import TheHouse, media_response
from bot.council import Person
from bot.house import House
from handoff import casefile, corrections, presence
from handoff.casefile import CaseFile
from handoff.closing import OUTCOMES
from handoff.console.gate import Gate, Me
from handoff.console.live import state_of
from handoff.console.pages import page
from handoff.flags import KINDS, RAISED_BY_PEOPLE
from handoff.refusals import NoSuchEnquiry
from handoff.staff import Account

log = logging.getLogger("frontdoor.desk")

case = APIRouter(prefix="/desk", include_in_schema=False, route_class=Gate)

DONE = {
    "accept": "It is yours now, and the resident has been told.",
    "reply": "Your reply is on its way.",
    "next": "The resident has been told what happens next, and by when.",
    "offer": "Offered. You stay responsible until your colleague accepts.",
    "decline": "Declined. It stays with whoever offered it.",
    "keep": "The offer is withdrawn.",
    "note": "Noted. Only staff see it.",
    "correct": "Changed in a new version, and the resident has been told.",
    "close": "Closed. The resident has been told why, and asked whether it worked.",
    "reopen": "Open again, and the resident has been told.",
    "hand-back": "The automated assistant answers here again. Responsibility stays where it was.",
    "unlink": "The link is undone: that address has a conversation of its own again.",
    "label": "Kept. The assistant learns from it when it is trained again.",
    "skip": "Left out of what the assistant learns from.",
    "flag": "Flagged. A manager answers it; you find it under Flags.",
}
"""What is said after each deed, by the last part of its address."""


@dataclass(frozen=True)
class Typed:
    """What was typed into which form, to be shown again, and what is wrong with it by field."""

    form: str = ""
    fields: dict[str, str] = field(default_factory=dict)
    problems: dict[str, str] = field(default_factory=dict)

    def value(self, form: str, name: str, default: str = "") -> str:
        return self.fields.get(name, default) if form == self.form else default

    def problem(self, form: str, name: str) -> str:
        return self.problems.get(name, "") if form == self.form else ""


@case.get("/find")
def find(request: Request, me: Me, house: TheHouse, reference: str = "") -> Response:
    """A reference as somebody reads it out. A slip in it is known to be a slip."""
    found = references.find(reference, house.council.prefix)
    if found and found[1]:
        return RedirectResponse(f"/desk/enquiries/{found[0]}", 303)
    slip = f"{found[0]} has a slip in it: no reference is written like that." if found else "That is not a reference."
    raise NoSuchEnquiry(slip)


@case.get("/enquiries/{reference}")
def show(request: Request, reference: str, me: Me, house: TheHouse, done: str = "") -> Response:
    return shown(request, house, me, reference, Typed(), good=DONE.get(done, ""))


@case.get("/enquiries/{reference}/media/{media_id}")
def picture(reference: str, media_id: str, me: Me, house: TheHouse) -> Response:
    return media_response(house, casefile.read(house, reference).row.conversation_id, media_id)


def shown(
    request: Request,
    house: House,
    me: Account,
    reference: str,
    typed: Typed,
    *,
    notice: str = "",
    good: str = "",
    status: int = 200,
) -> Response:
    """notice: why it was not done. good: that it was."""
    file = casefile.read(house, reference)
    log.info("read reference=%s by=%s", reference, me.username)
    presence.is_here(house, me, reference)
    here, writing = presence.others(house, me, reference)
    values = {
        "file": file,
        "row": file.row,
        "typed": typed,
        "notice": notice,
        "good": good,
        "here": here,
        "writing": writing,
        "state": state_of(file, here, writing),
        "sent_id": str(uuid.uuid4()),
        **_choices(house, me, file),
    }
    return page(request, "case.html", values, status)


def _choices(house: House, me: Account, file: CaseFile) -> dict[str, Any]:
    """What the page's forms offer. Facts are shown in English here, whatever the resident's language."""
    words = house.council.words("en")
    service = house.council.services.get(file.row.service)
    offered = house.council.people.get(file.row.offered_to or "")
    with house.database.read() as connection:
        links = linking.links_of(connection, file.row.conversation_id)
    return {
        "links": links,
        "service": service,
        "items": items(words, file.record),
        "words": words,
        "facts": corrections.facts_of(house, file.record),
        "colleagues": colleagues(house, me, file),
        "offered": offered,
        "outcomes": OUTCOMES,
        "flag_kinds": {kind: KINDS[kind] for kind in RAISED_BY_PEOPLE},
    }


def colleagues(house: House, me: Account, file: CaseFile | None = None) -> Sequence[tuple[str, list[Person]]]:
    """Whom something can be given to, by team, my own first; nobody who is away or has it already."""
    teams = sorted(house.council.teams.values(), key=lambda team: (team.name != me.team, team.name))
    hidden = {file.row.owner} if file else {me.username}
    away = file.rota.is_away if file else None
    return [
        (
            team.name,
            [
                one
                for one in team.people
                if one.username not in hidden and not (away and file and away(one.username, file.now))
            ],
        )
        for team in teams
    ]
