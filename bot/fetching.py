"""Fetching: files that came with messages are had from their provider after the message was received and answered.

Only the provider's own places are asked, its credentials go to its own host alone, and a file that is too large or
never ends is given up. What cannot be had is said so in the transcript, in plain words.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from urllib.parse import urljoin, urlsplit

import httpx
from sqlalchemy import Row, select, update

from bot.house import House
from bot.media import LARGEST, MediaError, NotAllowed, TooLarge, TryLater, checked
from bot.store import tables

log = logging.getLogger("frontdoor.media")

SECONDS = 20.0
"""For the whole of a file, however slowly it comes."""
TRIES = 5
CLAIMED = timedelta(seconds=90)
REDIRECTS = 3


@dataclass(frozen=True)
class Place:
    """A file at its provider. auth: goes to its own host alone. hosts: where it may redirect to; `.x.y` means below x.y."""

    url: str
    auth: tuple[str, str] | None = None
    hosts: Collection[str] = ()


async def download(client: httpx.AsyncClient, place: Place, seconds: float = SECONDS) -> bytes:
    """The file's bytes. TooLarge as soon as it is; NotAllowed: it leads elsewhere; TryLater: it may come on another try."""
    home, url, until = _origin(place.url), place.url, time.monotonic() + seconds
    for _ in range(REDIRECTS + 1):
        auth = httpx.BasicAuth(*place.auth) if place.auth and _origin(url) == home else None
        if _origin(url) != home and not _allowed(url, place.hosts):
            raise NotAllowed
        try:
            async with client.stream("GET", url, auth=auth, follow_redirects=False, timeout=seconds / 2) as answer:
                if not answer.has_redirect_location:
                    return await _read(answer, until)
                url = urljoin(url, answer.headers["location"])
        except httpx.InvalidURL:
            raise NotAllowed from None
        except httpx.TransportError as error:
            raise TryLater(f"It could not be fetched ({type(error).__name__}).") from None
    raise NotAllowed


async def _read(answer: httpx.Response, until: float) -> bytes:
    if answer.status_code in (404, 408, 425, 429) or answer.status_code >= 500:  # 404: the provider may not have it yet
        raise TryLater(f"The provider answered {answer.status_code}.")
    if not answer.is_success:
        raise MediaError("The provider did not hand the file over.")
    if int(answer.headers.get("content-length") or 0) > LARGEST:
        raise TooLarge
    content = bytearray()
    async for piece in answer.aiter_bytes():
        content += piece
        if len(content) > LARGEST:
            raise TooLarge
        if time.monotonic() > until:
            raise TryLater("It took too long.")
    return bytes(content)


def _origin(url: str) -> tuple[str, str]:
    parts = urlsplit(url)
    return parts.scheme, parts.netloc


def _allowed(url: str, hosts: Collection[str]) -> bool:
    parts = urlsplit(url)
    host = parts.hostname or ""
    return parts.scheme == "https" and any(
        host == one.lstrip(".") or (one.startswith(".") and host.endswith(one)) for one in hosts
    )


async def fetch_waiting(house: House, channels: dict[str, Any]) -> int:
    """Fetches what waits at its provider, each piece once at a time. Returns how many were tried."""
    tried = 0
    async with httpx.AsyncClient() as client:
        for row in _waiting(house):
            if _claim(house, row):
                tried += 1
                await _fetch(house, channels, client, row)
                house.wake.watchers(row.conversation_id)
    return tried


async def _fetch(house: House, channels: dict[str, Any], client: httpx.AsyncClient, row: Row[Any]) -> None:
    try:
        place: Place | None = await channels[row.channel].place(row.source) if row.channel in channels else None
        if place is None:
            raise NotAllowed
        found = checked(row.kind, await download(client, place), row.name)
    except TryLater as error:
        return _put_off(house, row, str(error))
    except MediaError as error:
        return _store(house, row, problem=str(error), fetch_at=None)
    return _store(
        house, row, content=found.content, content_type=found.content_type, problem="", fetch_at=None, source=""
    )


def _put_off(house: House, row: Row[Any], why: str) -> None:
    """Again after 5 s, 20 s, 80 s ...; in the end the resident's people are told, and can ask for it again."""
    log.info("media put off id=%s why=%s", row.id, why)
    if row.attempts + 1 >= TRIES:
        _store(
            house,
            row,
            problem="The file could not be fetched from the phone network. Please send it again.",
            fetch_at=None,
        )
    else:
        _store(house, row, fetch_at=house.now() + timedelta(seconds=5 * 4**row.attempts))


def _waiting(house: House) -> list[Row[Any]]:
    media, messages = tables.media, tables.messages
    with house.database.read() as connection:
        return list(
            connection.execute(
                select(media, messages.c.channel)
                .join(
                    messages, (messages.c.conversation_id == media.c.conversation_id) & (messages.c.seq == media.c.seq)
                )
                .where(media.c.fetch_at <= house.now())
                .order_by(media.c.fetch_at)
                .limit(50)
            )
        )


def _claim(house: House, row: Row[Any]) -> bool:
    """Another worker may try when this one died."""
    media = tables.media
    with house.database.write() as transaction:
        claimed = transaction.execute(
            update(media)
            .where(media.c.id == row.id, media.c.fetch_at == row.fetch_at)
            .values(fetch_at=house.now() + CLAIMED, attempts=media.c.attempts + 1)
        )
        return claimed.rowcount == 1


def _store(house: House, row: Row[Any], **values: Any) -> None:
    with house.database.write() as transaction:
        transaction.execute(update(tables.media).where(tables.media.c.id == row.id).values(**values))
