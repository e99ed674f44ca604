"""The door: the ASGI application. The only place that knows everyone."""

from __future__ import annotations

from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
from fastapi import FastAPI, Request, Response
from fastapi.staticfiles import StaticFiles
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from sqlalchemy import text as sql
from sqlalchemy.exc import SQLAlchemyError
from starlette.exceptions import HTTPException

from bot import channels
from bot.channels import web
from bot.demo.page import demo
from bot.house import House
from bot.pages.pages import pages, problem_page
from bot.settings import Settings
from bot.understanding.rasa import Rasa, RasaUnavailable
from handoff.console import desk

HERE = Path(__file__).parent


def create(house: House | None = None) -> FastAPI:
    """The application over an opened house; without one, over the environment's settings."""
    house = house or House.open(Settings.from_environment())

    @asynccontextmanager
    async def life(app: FastAPI):  # type: ignore[no-untyped-def]
        async with httpx.AsyncClient(base_url=house.settings.rasa_url, timeout=house.settings.rasa_timeout) as client:
            app.state.rasa = Rasa(client, house.settings.rasa_token)
            yield

    app = FastAPI(title="Front door", version="1", description="A council's conversational front door.", lifespan=life)
    app.state.house = house
    app.include_router(web.api)
    app.include_router(pages)
    app.include_router(desk)
    if house.settings.demo:
        app.include_router(demo)
    for channel in channels.modules():
        app.include_router(channel.routes)
    app.mount("/static", StaticFiles(directory=HERE / "pages" / "static"), name="static")
    app.middleware("http")(_careful)
    app.exception_handler(HTTPException)(problem_page)
    _health(app, house)
    return app


async def _careful(request: Request, call_next: Any) -> Response:
    """Pages that show somebody's record are neither framed, cached nor told to anybody."""
    response: Response = await call_next(request)
    response.headers.setdefault("X-Content-Type-Options", "nosniff")
    response.headers.setdefault("X-Frame-Options", "DENY")
    response.headers.setdefault("Referrer-Policy", "no-referrer")
    response.headers.setdefault(
        "Content-Security-Policy",
        "default-src 'self'; img-src 'self' blob: data:; style-src 'self'; script-src 'self'; "
        "form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
    )
    if not request.url.path.startswith("/static/"):
        response.headers.setdefault("Cache-Control", "no-store")
    return response


def _health(app: FastAPI, house: House) -> None:
    @app.get("/healthz", tags=["health"])
    def healthz() -> dict[str, str]:
        """The process is alive."""
        return {"state": "ok"}

    @app.get("/readyz", tags=["health"])
    async def readyz(request: Request, response: Response) -> dict[str, Any]:
        """Residents can be served when the database is there; everything else has a stand-in, named here."""
        parts = {
            "database": _database(house),
            "redis": "ok" if house.wake.is_up() else "away: workers find work by sweeping",
            "understanding": await _understanding(request.app.state.rasa),
            "channels": {name: channel.state for name, channel in channels.opened(house).items()},
        }
        ready = parts["database"] == "ok"
        response.status_code = 200 if ready else 503
        return {"state": "ok" if ready else "not ready", **parts}

    @app.get("/metrics", tags=["health"])
    def metrics() -> Response:
        """For Prometheus."""
        return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)


def _database(house: House) -> str:
    try:
        with house.database.read() as connection:
            connection.execute(sql("SELECT 1"))
    except SQLAlchemyError as error:
        return f"away: {type(error).__name__}"
    return "ok"


async def _understanding(rasa: Rasa) -> str:
    """Whether Rasa understands, asked the way the worker asks; keywords do while it does not."""
    try:
        await rasa.read("hello")
    except RasaUnavailable as problem:
        return f"keywords: rasa is unavailable ({problem})"
    return "rasa"
