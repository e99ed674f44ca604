"""Web chat: the JSON API that the resident's page, `frontdoor talk` and other clients use."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Header, HTTPException, Query, Request, Response
from fastapi.responses import StreamingResponse
from pydantic import BaseModel, Field
from sqlalchemy import Connection, insert, select
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile

from bot.council import LANGUAGES
from bot.house import House
from bot.linking import goes_on_in
from bot.links import opens, token
from bot.media import LARGEST, MediaError, TooLarge, re_encoded
from bot.reception import Attachment, Inbound, Received, open_conversation, receive
from bot.store import tables
from bot.transcript import overview, own_lines, seen
from bot.wake import LOOK_AGAIN

NAME = "web"
HEARTBEAT = 15.0

api = APIRouter(prefix="/api/conversations", tags=["web chat"])


def house_of(request: Request) -> House:
    house: House = request.app.state.house
    return house


TheHouse = Annotated[House, Depends(house_of)]


def allowed(id: str, house: TheHouse, authorization: Annotated[str, Header()] = "") -> str:
    """The conversation's id, for whoever brings its token. Anything else is 404: never a hint that it exists.

    For one that was linked to an older conversation it is the older one's: that is where it goes on.
    """
    if not opens(house.settings.secret, id, authorization.removeprefix("Bearer ").strip()):
        raise HTTPException(404, "No conversation was found for this link.")
    with house.database.read() as connection:
        return goes_on_in(connection, id) or id


Allowed = Annotated[str, Depends(allowed)]


class Opening(BaseModel):
    lang: str | None = Field(None, description="ISO 639-1 of the language to begin in, one of the six supported.")


class Opened(BaseModel):
    id: str
    token: str


class Message(BaseModel):
    text: str = Field("", description="Anything. The first 4,000 characters are kept.", max_length=100_000)
    client_id: str = Field(
        min_length=1, max_length=100, description="The client's own; sent again, it changes nothing."
    )


class Accepted(BaseModel):
    seq: int


@api.post("", status_code=201)
def open_one(house: TheHouse, opening: Opening | None = None) -> Opened:
    """Opens a conversation. The token is given here once and is needed for everything else."""
    lang = opening.lang if opening and opening.lang in LANGUAGES else "en"
    with house.database.write() as transaction:
        conversation_id = open_conversation(transaction, NAME, "", house.now(), lang=lang)
    return Opened(id=conversation_id, token=token(house.settings.secret, conversation_id))


@api.post(
    "/{id}/messages",
    status_code=202,
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {
                "application/json": {"schema": Message.model_json_schema()},
                "multipart/form-data": {
                    "schema": {
                        "type": "object",
                        "properties": {
                            "text": {"type": "string"},
                            "client_id": {"type": "string"},
                            "photo": {"type": "string", "format": "binary"},
                        },
                    }
                },
            },
        }
    },
)
async def say(id: Allowed, request: Request, house: TheHouse) -> Accepted:
    """Stores what the resident says; 202 means that it is kept. The answer comes by `messages` or `events`."""
    message, photo = await _read(request)
    media = (await run_in_threadpool(photo_of, photo),) if photo else ()
    if not message.text.strip() and not media:
        raise HTTPException(422, "The message is empty. Type something, or send a photo.")
    received = await run_in_threadpool(keep, house, id, message.text, message.client_id, media)
    return Accepted(seq=received.seq)


def keep(house: House, conversation_id: str, text: str, client_id: str, media: tuple[Attachment, ...] = ()) -> Received:
    """Written down, then a worker is woken and whoever watches is told."""
    with house.database.write() as transaction:
        address = _page_of(transaction, conversation_id, house.now())
    inbound = Inbound(NAME, address, text, f"{address}/{client_id}", house.now(), media=media)
    received = receive(house.database, inbound)
    house.wake.worker(conversation_id)
    house.wake.watchers(conversation_id)
    return received


def _page_of(transaction: Connection, conversation_id: str, now: datetime) -> str:
    """The web address of the conversation. One that began on a phone gets its page's, when it is first written on."""
    addresses = tables.addresses
    address: str | None = transaction.execute(
        select(addresses.c.address).where(
            addresses.c.conversation_id == conversation_id, addresses.c.channel == NAME, addresses.c.until.is_(None)
        )
    ).scalar()
    if address is None:
        if overview(transaction, conversation_id) is None:
            raise HTTPException(404, "No conversation was found for this link.")
        address = conversation_id
        transaction.execute(
            insert(addresses).values(
                channel=NAME, address=address, conversation_id=conversation_id, since=now, via="page", name=""
            )
        )
    return address


@api.get("/{id}/messages")
def messages(id: Allowed, house: TheHouse, after: Annotated[int, Query(ge=0)] = 0) -> dict[str, Any]:
    """The messages with a higher number than `after`, in order."""
    return {"messages": [one.as_json() for one in _shown(house, id, after)]}


@api.get("/{id}")
def standing(id: Allowed, house: TheHouse) -> dict[str, Any]:
    """Where it stands: the record, who is responsible, what is next and by when."""
    with house.database.read() as connection:
        found = overview(connection, id)
    if found is None:
        raise HTTPException(404, "No conversation was found for this link.")
    return found.as_json(house.council)


@api.get("/{id}/events")
async def events(
    id: Allowed, house: TheHouse, last_event_id: Annotated[str, Header()] = "0", after: int = 0
) -> StreamingResponse:
    """The same messages as server-sent events, numbered by seq; resumes after `Last-Event-ID`."""
    return event_stream(house, id, max(int(last_event_id) if last_event_id.isdigit() else 0, after))


def event_stream(house: House, conversation_id: str, since: int) -> StreamingResponse:
    return StreamingResponse(
        stream(house, conversation_id, since),
        media_type="text/event-stream",
        headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"},
    )


async def stream(house: House, conversation_id: str, since: int) -> AsyncIterator[str]:
    """Every message after `since`, then each new one as it is stored. Redis only says when to look."""
    yield "retry: 2000\n\n"
    quiet = 0.0
    async for _ in house.wake.notices(conversation_id):
        if await run_in_threadpool(_went_on, house, conversation_id):
            return  # whoever watches comes back, and is shown where it goes on
        fresh = await run_in_threadpool(_shown, house, conversation_id, since)
        for one in fresh:
            since = one.seq
            yield f"id: {one.seq}\ndata: {json.dumps(one.as_json())}\n\n"
        quiet = 0.0 if fresh else quiet + LOOK_AGAIN
        if quiet >= HEARTBEAT:
            quiet = 0.0
            yield ": still here\n\n"


@api.get("/{id}/media/{media_id}")
def picture(id: Allowed, media_id: str, house: TheHouse) -> Response:
    return media_response(house, id, media_id)


def media_response(house: House, conversation_id: str, media_id: str) -> Response:
    """What came with a message. Only pictures that we encoded ourselves are shown in place; the rest is downloaded."""
    media = tables.media
    with house.database.read() as connection:
        row = connection.execute(
            select(media).where(media.c.id == media_id, media.c.conversation_id == conversation_id)
        ).first()
    if row is None or row.content is None:
        raise HTTPException(404, "There is no such file here.")
    kind = "inline" if row.kind == "photo" else "attachment"
    headers = {
        "Content-Disposition": kind,
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, max-age=3600",
    }
    return Response(row.content, media_type=row.content_type, headers=headers)


def photo_of(content: bytes) -> Attachment:
    """The photo as it is kept. 413: too large; 415: not a photo."""
    try:
        return re_encoded(content)
    except TooLarge as error:
        raise HTTPException(413, str(error)) from None
    except MediaError:
        raise HTTPException(415, "That file is not a photo that can be read. JPEG, PNG, WebP and GIF work.") from None


def _went_on(house: House, conversation_id: str) -> bool:
    with house.database.read() as connection:
        return goes_on_in(connection, conversation_id) is not None


def _shown(house: House, conversation_id: str, after: int) -> list[Any]:
    with house.database.read() as connection:
        fresh = own_lines(connection, house.settings.secret, conversation_id, house.now(), after)
    if any(one.delivery == "sent" for one in fresh):
        with house.database.write() as transaction:
            seen(transaction, conversation_id, fresh[-1].seq, house.now())
    return fresh


async def _read(request: Request) -> tuple[Message, bytes | None]:
    """The message from JSON or a form. 422 says what is wrong with it."""
    if request.headers.get("content-type", "").startswith("multipart/form-data"):
        form = await request.form(max_part_size=LARGEST + 1)
        photo = form.get("photo")
        content = await photo.read() if isinstance(photo, UploadFile) and photo.size else None
        return _message({"text": form.get("text") or "", "client_id": form.get("client_id") or ""}), content
    try:
        return _message(await request.json()), None
    except (json.JSONDecodeError, UnicodeDecodeError):
        raise HTTPException(422, "The body is not JSON.") from None


def _message(fields: Any) -> Message:
    try:
        return Message.model_validate(fields)
    except ValueError as error:
        raise HTTPException(422, f"The message cannot be read: {error}") from None
