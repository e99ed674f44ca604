"""Logs: one line an event, to standard error, without anything a resident wrote or is."""

from __future__ import annotations

import logging
import sys


def start(name: str) -> None:
    logging.basicConfig(
        stream=sys.stderr,
        level=logging.INFO,
        format=f"%(asctime)s {name} %(levelname)s %(name)s %(message)s",
        force=True,
    )
    for noisy in ("httpx", "httpcore", "alembic", "uvicorn.access"):
        logging.getLogger(noisy).setLevel(logging.WARNING)
