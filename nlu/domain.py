"""Write domain.yml, or check that it is true: every intent of the examples, for `rasa data validate` and Rasa's tools.

usage: .venv/bin/python domain.py [--check]

The server needs no domain; Rasa's own commands expect one.
"""
from __future__ import annotations

import re
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
DOMAIN = HERE / "domain.yml"
INTENT = re.compile(r"^\s*- intent:\s*(\S+)\s*$", re.MULTILINE)


def main() -> None:
    written = _written(_intents())
    if "--check" not in sys.argv:
        DOMAIN.write_text(written, encoding="utf-8")
    elif DOMAIN.read_text(encoding="utf-8") != written:
        sys.exit("nlu/domain.yml does not hold the examples' intents: run nlu/.venv/bin/python nlu/domain.py")


def _intents() -> list[str]:
    files = sorted((HERE / "data").rglob("*.yml"))
    return sorted({name for path in files for name in INTENT.findall(path.read_text(encoding="utf-8"))})


def _written(intents: list[str]) -> str:
    lines = ["# Written by domain.py from the examples; do not edit.", 'version: "3.1"', "intents:"]
    return "\n".join([*lines, *(f"  - {name}" for name in intents)]) + "\n"


if __name__ == "__main__":
    main()
