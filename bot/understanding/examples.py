"""The training examples, as Rasa reads them (nlu/data/README.md says how a line is labelled)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

EXAMPLES = Path(__file__).parents[2] / "nlu" / "data"
REPORT = "report"
DANGER = "danger_"
ACTS = frozenset(
    """report inform affirm deny correct_record add_information ask_human ask_escalation ask_status ask_next_steps
    ask_owner still_broken withdraw ask_bot ask_help ask_language access_need contact_preference feedback repeat pause
    decline greet thanks goodbye off_topic""".split()
)


@dataclass(frozen=True)
class Meaning:
    """An intent's labels, the one that matters more first. A service or a danger alone is a `report`."""

    acts: tuple[str, ...]
    services: tuple[str, ...]
    emergency: str | None


@dataclass(frozen=True)
class Example:
    text: str
    meaning: Meaning


def examples(folder: Path) -> Iterator[Example]:
    """Every example in the folder's files.

    Full YAML parsing of them takes longer than the door may take to start, so this reads only the shape they have: an
    `- intent:` line and then `- ` lines. A test compares it with PyYAML on every file.
    """
    for path in sorted(folder.rglob("*.yml")):
        meaning = None
        for line in path.read_text(encoding="utf-8").split("\n"):
            words = line.lstrip()
            if words.startswith("- intent:"):
                meaning = _meaning(words.removeprefix("- intent:").strip())
            elif words.startswith("- ") and meaning:
                yield Example(words[2:].strip(), meaning)


@cache
def _meaning(intent: str) -> Meaning:
    labels = intent.split("+")
    return Meaning(
        acts=tuple(label for label in labels if label in ACTS) or (REPORT,),
        services=tuple(label for label in labels if label not in ACTS and not label.startswith(DANGER)),
        emergency=next((label.removeprefix(DANGER) for label in labels if label.startswith(DANGER)), None),
    )
