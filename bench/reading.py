"""What it costs to read a message without Rasa, beside what it costs to store one: `.venv/bin/python bench/reading.py`."""

from __future__ import annotations

import asyncio
import sqlite3
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from bot.facts import find
from bot.understanding.keywords import Keywords
from bot.understanding.language import detect

NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)
ORDINARY = Path(__file__).parents[1] / "tests" / "understanding" / "ordinary.txt"
LONG = (
    "hi the man never took our black bags again thats 2 weeks now since last tuesday its starting to smell and ive got "
    "a baby and 2 kids. flat 4, 14b golborne rd W10 5NH opposite the tesco on portobello rd. call me on 07700 900123 or "
    "amina.y@hotmail.co.uk, ref KC-7QF-2MD, my name is Amina Yusuf and the van was AB12 CDE"
)


def seconds(do: Callable[..., object], *of: str) -> float:
    began = time.perf_counter()
    do(*of)
    return time.perf_counter() - began


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        keep = Path(folder)
        learning = seconds(lambda: Keywords.learn(keep=keep))
        opening = seconds(lambda: Keywords.learn(keep=keep))
        print(f"start: learned {learning:.1f} s, kept {opening:.2f} s, ratio {opening / learning:.2f}")
        keywords = Keywords.learn(keep=keep)
        database = sqlite3.connect(keep / "one.db", isolation_level=None)
        database.execute("pragma journal_mode = wal")
        database.execute("create table messages (text)")
        ways: dict[str, Callable[[str], object]] = {
            "store": lambda text: database.execute("insert into messages values (?)", (text,)),
            "keywords": lambda text: asyncio.run(keywords.read(text)),
            "facts": lambda text: find(text, NOW),
            "language": detect,
        }
        ordinary = ORDINARY.read_text(encoding="utf-8").splitlines()[:300]
        for name, texts in (("ordinary messages", ordinary), ("one long message", [LONG] * 50)):
            taken = {way: median(seconds(do, text) for text in texts) for way, do in ways.items()}
            told = (f"{way} {one * 1000:.2f} ms (x{one / taken['store']:.1f})" for way, one in taken.items())
            print(f"{name}: {', '.join(told)}")


if __name__ == "__main__":
    main()
