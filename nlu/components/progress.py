"""A long step says how far it is, in lines that begin with `understanding:` so that a log stays readable."""

from __future__ import annotations

import sys
import time
from typing import Iterator, Sequence, TypeVar

Item = TypeVar("Item")
BATCH = 256
SECONDS = 5.0


def say(line: str) -> None:
    print(f"understanding: {line}", file=sys.stderr, flush=True)


def told(items: Sequence[Item], step: str) -> Iterator[Sequence[Item]]:
    """The items in batches; says at the start, about every five seconds and at the end how many are done."""
    said = time.monotonic()
    say(f"{step}: {len(items)} lines")
    for start in range(0, len(items), BATCH):
        yield items[start : start + BATCH]
        if time.monotonic() - said > SECONDS:
            said = time.monotonic()
            say(f"{step}: {min(100, 100 * (start + BATCH) // len(items))}%")
