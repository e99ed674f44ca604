"""Pages for residents: the front page, their own page, and its downloads. Plain forms; JavaScript only makes it live."""

from __future__ import annotations

import uuid
from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Form, Header, HTTPException, Request, Response, UploadFile
from fastapi.responses import HTMLResponse, JSONResponse, PlainTextResponse, RedirectResponse, StreamingResponse
from fastapi.templating import Jinja2Templates
from sqlalchemy import select
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException as StarletteHTTPException

from actions.playback import items
from bot.channels.web import NAME, event_stream, house_of, keep, media_response, photo_of
from bot.council import LANGUAGES
from bot.house import House
from bot.linking import goes_on_in
from bot.links import opens, token
from bot.media import LARGEST
from bot.reception import open_conversation
from bot.store import tables
from bot.transcript import Overview, overview, own_lines
from handoff.hours import LONDON

templates = Jinja2Templates(directory=Path(__file__).parent / "templates")
templates.env.filters["clock"] = lambda when: f"{when.astimezone(LONDON):%a %-d %b, %H:%M}" if when else ""

pages = APIRouter(include_in_schema=False)
TheHouse = Annotated[House, Depends(house_of)]

NAMES = {"en": "English", "ar": "العربية", "fr": "Français", "es": "Español", "it": "Italiano", "pt": "Português"}


@pages.get("/")
def front(request: Request, house: TheHouse, lang: str = "en") -> HTMLResponse:
    """One box: what is wrong, or what do you need?"""
    page = _page(request, house, "front.html", lang, {"draft": str(uuid.uuid4()), "problem": ""})
    # It holds nothing of anybody's; kept, the back button finds the same form, and sending it again opens nothing new.
    page.headers["Cache-Control"] = "private, no-cache"
    return page


@pages.post("/")
async def begin(
    request: Request,
    house: TheHouse,
    text: Annotated[str, Form()] = "",
    draft: Annotated[str, Form()] = "",
    lang: Annotated[str, Form()] = "en",
) -> Response:
    """The first words open a conversation; the same form sent twice opens one."""
    if not text.strip():
        return _page(request, house, "front.html", lang, {"draft": draft or str(uuid.uuid4()), "problem": "empty"}, 422)
    conversation_id = await run_in_threadpool(_begun, house, draft, lang if lang in LANGUAGES else "en")
    await run_in_threadpool(keep, house, conversation_id, text, f"first-{draft}")
    return RedirectResponse(_path(house, conversation_id), 303)


@pages.get("/c/{id}/{key}")
def conversation(request: Request, id: str, key: str, house: TheHouse) -> Response:
    """The conversation, the record, who is responsible, the promises: everything on one private page."""
    found = _own(house, id, key)
    if found.conversation_id != id:
        return RedirectResponse(_path(house, found.conversation_id), 303)
    return _conversation_page(request, house, found, key, problem="")


@pages.post("/c/{id}/{key}")
async def send(
    request: Request,
    id: str,
    key: str,
    house: TheHouse,
    text: Annotated[str, Form()] = "",
    client_id: Annotated[str, Form()] = "",
    photo: UploadFile | None = None,
) -> Response:
    found = await run_in_threadpool(_own, house, id, key)
    try:
        media = await _photo(photo)
    except HTTPException as refused:
        return _conversation_page(request, house, found, key, problem=str(refused.detail), status=refused.status_code)
    if not text.strip() and not media:
        problem = "Type a message before you send it."
        return _conversation_page(request, house, found, key, problem=problem, status=422)
    await run_in_threadpool(keep, house, found.conversation_id, text, client_id or str(uuid.uuid4()), media)
    return RedirectResponse(f"{_path(house, found.conversation_id)}#latest", 303)


@pages.get("/c/{id}/{key}/standing")
def standing(request: Request, id: str, key: str, house: TheHouse) -> HTMLResponse:
    """The record, owner and promises alone, for the live page to show again when they change."""
    found = _own(house, id, key)
    return templates.TemplateResponse(request, "standing.html", _everything(house, found))


@pages.get("/c/{id}/{key}/events")
async def events(
    id: str, key: str, house: TheHouse, after: int = 0, last_event_id: Annotated[str, Header()] = ""
) -> StreamingResponse:
    """The conversation's events for a page, which cannot send a header with its token."""
    found = await run_in_threadpool(_own, house, id, key)
    since = int(last_event_id) if last_event_id.isdigit() else after
    return event_stream(house, found.conversation_id, since)


@pages.get("/c/{id}/{key}/transcript.txt")
def as_text(id: str, key: str, house: TheHouse) -> PlainTextResponse:
    found = _own(house, id, key)
    body = templates.get_template("transcript.txt").render(_everything(house, found))
    return PlainTextResponse(body, headers=_download(found, "txt"))


@pages.get("/c/{id}/{key}/transcript.html")
def as_html(request: Request, id: str, key: str, house: TheHouse) -> HTMLResponse:
    found = _own(house, id, key)
    response = templates.TemplateResponse(request, "transcript.html", _everything(house, found))
    response.headers.update(_download(found, "html"))
    return response


@pages.get("/c/{id}/{key}/media/{media_id}")
def picture(id: str, key: str, media_id: str, house: TheHouse) -> Response:
    return media_response(house, _own(house, id, key).conversation_id, media_id)


def _own(house: House, conversation_id: str, key: str) -> Overview:
    """404 for a wrong key and for no conversation alike. One that was linked to an older one goes on there."""
    if opens(house.settings.secret, conversation_id, key):
        with house.database.read() as connection:
            found = overview(connection, goes_on_in(connection, conversation_id) or conversation_id)
        if found:
            return found
    raise HTTPException(404, "No conversation was found for this link.")


def _begun(house: House, draft: str, lang: str) -> str:
    """The conversation that this form opened, now or when it was sent before.

    Its id is made from the form's own random number and the house's key: whoever knows an id learns nothing by it.
    """
    conversation_id = str(uuid.uuid5(uuid.NAMESPACE_URL, f"{house.settings.secret}:{draft or uuid.uuid4()}"))
    with house.database.write() as transaction:
        if overview(transaction, conversation_id) is None:
            open_conversation(transaction, NAME, "", house.now(), lang=lang, conversation_id=conversation_id)
    return conversation_id


async def _photo(photo: UploadFile | None) -> tuple[Any, ...]:
    if photo is None or not photo.size:
        return ()
    if photo.size > LARGEST:
        raise HTTPException(413, "The photo is too large. Photos up to 10 MB can be sent.")
    return (await run_in_threadpool(photo_of, await photo.read()),)


def _conversation_page(
    request: Request, house: House, found: Overview, key: str, *, problem: str, status: int = 200
) -> HTMLResponse:
    everything = _everything(house, found)
    transcript = everything["transcript"]
    values = everything | {
        "problem": problem,
        "client_id": str(uuid.uuid4()),
        "last_seq": transcript[-1].seq if transcript else 0,
        "waiting": bool(transcript) and transcript[-1].author == "resident" and found.floor != "staff",
    }
    return _page(request, house, "conversation.html", found.state.lang, values, status)


def _everything(house: House, found: Overview) -> dict[str, Any]:
    """What the page and the downloads show. Promises and records come from the database as they are."""
    with house.database.read() as connection:
        promised = connection.execute(
            select(tables.promises)
            .join(tables.enquiries, tables.enquiries.c.reference == tables.promises.c.reference)
            .where(tables.enquiries.c.conversation_id == found.conversation_id)
            .order_by(tables.promises.c.due_at)
        ).all()
        transcript = own_lines(connection, house.settings.secret, found.conversation_id, house.now())
    words = house.council.words(found.state.lang)
    return {
        "council": house.council,
        "words": words,
        "lang": found.state.lang,
        "found": found,
        "path": _path(house, found.conversation_id),
        "records": [(one, items(words, one.record)) for one in found.enquiries],
        "draft_items": items(words, found.state.record) if found.state.record else [],
        "promises": promised,
        "transcript": transcript,
    }


def _page(
    request: Request, house: House, template: str, lang: str, values: dict[str, Any], status: int = 200
) -> HTMLResponse:
    lang = lang if lang in LANGUAGES else "en"
    shared = {
        "council": house.council,
        "words": house.council.words(lang),
        "lang": lang,
        "direction": "rtl" if lang == "ar" else "ltr",
        "languages": NAMES,
    }
    return templates.TemplateResponse(request, template, shared | values, status_code=status)


def _path(house: House, conversation_id: str) -> str:
    return f"/c/{conversation_id}/{token(house.settings.secret, conversation_id)}"


def _download(found: Overview, ending: str) -> dict[str, str]:
    name = found.enquiry.reference if found.enquiry else "conversation"
    return {"Content-Disposition": f'attachment; filename="{name}.{ending}"'}


async def problem_page(request: Request, problem: Exception) -> Response:
    """What went wrong, to a person as a page and to a client as JSON."""
    assert isinstance(problem, StarletteHTTPException)
    if "text/html" not in request.headers.get("accept", "") or request.url.path.startswith(("/api/", "/channels/")):
        return JSONResponse({"detail": problem.detail}, problem.status_code, problem.headers)
    house: House = request.app.state.house
    words = house.council.words("en")
    title = words.say("page.not_found.title") if problem.status_code == 404 else words.say("page.problem")
    text = words.say("page.not_found") if problem.status_code == 404 else problem.detail
    return _page(request, house, "problem.html", "en", {"title": title, "text": text}, problem.status_code)
