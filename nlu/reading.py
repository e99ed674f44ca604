"""Read messages with a trained model, without a server: one JSON object with `text` a line in, one line out each.

usage: reading.py --model FILE < messages.jsonl > read.jsonl

A line out has the shape of `frontdoor understand`, made from the model's answers alone, and the whole `door`.
"""
from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import logging
import os
import sys
from pathlib import Path
from typing import Any

from training import HERE

NEVER_A_COMMAND = "\u200b"  # Rasa takes a text that begins with "/" for an intent by name


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", type=Path, required=True)
    model = parser.parse_args().model.resolve()
    texts = [json.loads(line)["text"] for line in sys.stdin if line.strip()]
    for door in doors(model, texts):
        print(json.dumps(understood(door), ensure_ascii=False))


def doors(model: Path, texts: list[str]) -> list[dict[str, Any]]:
    os.chdir(HERE)
    os.environ.update(RASA_TELEMETRY_ENABLED="false", TF_CPP_MIN_LOG_LEVEL="3")
    sys.path.insert(0, str(HERE))
    with contextlib.redirect_stdout(sys.stderr):
        import structlog
        from rasa.core.agent import Agent

        # Rasa's debug lines repeat what residents wrote.
        structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
        reader = Agent.load(str(model))
        return asyncio.run(_read(reader, texts))


async def _read(reader: Any, texts: list[str]) -> list[dict[str, Any]]:
    return [(await reader.parse_message(_plain(text)))["door"] for text in texts]


def _plain(text: str) -> str:
    return NEVER_A_COMMAND + text if text.startswith("/") else text


def understood(door: dict[str, Any]) -> dict[str, Any]:
    services = [name for name, _ in door["services"]]
    return {
        "act": door["acts"][0][0],
        "service": services[0],
        "services": services[:3],
        "confidence": door["services"][0][1],
        "emergency": door["emergencies"][0][0] if door["emergencies"] else None,
        "door": door,
    }


if __name__ == "__main__":
    main()
