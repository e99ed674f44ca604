"""How the desk's pages are drawn: the templates, what each of them needs, and times and waits in words."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from fastapi import Request, Response
from fastapi.responses import HTMLResponse
from fastapi.templating import Jinja2Templates

from bot import improving
from bot.house import House
from handoff import labelling, lists, standards
from handoff.hours import LONDON

templates = Jinja2Templates(directory=Path(__file__).parent / "templates")


def page(request: Request, template: str, values: dict[str, Any], status: int = 200) -> Response:
    """values: the page's own. Every page also gets the council, who is signed in, their form token and their counts."""
    house: House = request.app.state.house
    me = getattr(request.state, "me", None)
    shared = {
        "council": house.council,
        "me": me,
        "token": getattr(request.state, "token", ""),
        "titles": lists.TITLES,
        "counts": lists.counts(house, me) if me else {},
        "standards": standards.read(house.settings.council),
        "now": house.now(),
        "current": "",
    }
    response: HTMLResponse = templates.TemplateResponse(request, template, shared | values, status_code=status)
    return response


def clock(when: datetime | None) -> str:
    """`Tue 24 Nov, 17:00` in London."""
    return f"{when.astimezone(LONDON):%a %-d %b, %H:%M}" if when else ""


def iso(when: datetime | None) -> str:
    return when.isoformat() if when else ""


def lasted(since: datetime | None, now: datetime) -> str:
    """How long, in the two largest units: `3 days 4 h`, `2 h 10 min`, `under a minute`."""
    if since is None:
        return ""
    minutes = max(0, int((now - since).total_seconds() // 60))
    days, hours, rest = minutes // 1440, minutes // 60 % 24, minutes % 60
    if days:
        return f"{days} day{'s' if days > 1 else ''} {hours} h" if hours else f"{days} day{'s' if days > 1 else ''}"
    if hours:
        return f"{hours} h {rest} min" if rest else f"{hours} h"
    return f"{rest} min" if rest else "under a minute"


CHANNELS = {"web": "Web page", "sms": "SMS", "whatsapp": "WhatsApp", "telegram": "Telegram", "email": "Email"}
KINDS = {
    "record": "",
    "person": "Asked for a person",
    "danger": "Danger",
    "lost": "Was not understood",
    "escalation": "Taken further",
}
LANGUAGES = {"en": "English", "ar": "Arabic", "fr": "French", "es": "Spanish", "it": "Italian", "pt": "Portuguese"}
LABELS = {"name": "Name", "contact": "Reach them", "wanted": "What they want", "needs": "What they need from us"}
"""Where the record's own labels speak to the resident."""
FATES = {
    "due": "Waiting to be sent",
    "sending": "Being sent",
    "sent": "Sent",
    "delivered": "Delivered",
    "read": "Read",
    "failed": "Not delivered",
    "unknown": "May not have arrived",
    "withheld": "Not sent",
}

templates.env.filters.update(
    clock=clock,
    guess=improving.guess,
    iso=iso,
    channel=lambda name: CHANNELS.get(name, name),
    kind=lambda name: KINDS.get(name, name),
    language=lambda code: LANGUAGES.get(code, code),
    fate=lambda state: FATES.get(state, state),
    day=lambda when: f"{when.astimezone(LONDON):%A %-d %B}" if when else "",
    date_only=lambda when: f"{(when or datetime.now(UTC)).astimezone(LONDON):%Y-%m-%d}",
)
templates.env.globals.update(lasted=lasted, labels=LABELS, in_words=labelling.in_words)
