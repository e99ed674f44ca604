"""WhatsApp's approved messages, as the Council keeps them in council/templates.yml."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from bot.council import LANGUAGES, CouncilError

PURPOSES = ("update", "question", "survey")
_NAMES = frozenset(("reference", "text"))
LONGEST_VARIABLE = 700
"""WhatsApp allows 1,024 characters for the whole."""


@dataclass(frozen=True)
class Template:
    """sid: Twilio's content SID; empty: not approved yet, so not used. wording: as approved, {names} are its variables in order."""

    sid: str
    wording: str

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(re.findall(r"\{(\w+)\}", self.wording))

    def variables(self, **values: str) -> dict[str, str]:
        """Numbered from 1, each on one line: WhatsApp refuses line breaks in a variable."""
        return {str(number): one_line(values[name]) for number, name in enumerate(self.names, start=1)}

    def filled(self, **values: str) -> str:
        return self.wording.format(**{name: one_line(value) for name, value in values.items()})


@dataclass(frozen=True)
class Templates:
    """approved: by purpose and language. choices: the content SID for so many buttons (2, 3) or lines of a list (4-10)."""

    approved: dict[str, dict[str, Template]] = field(default_factory=dict)
    choices: dict[int, str] = field(default_factory=dict)

    def for_news(self, purpose: str, lang: str) -> Template | None:
        """The approved message for this purpose: in the resident's language, else in English; else that for updates."""
        for name in (purpose, "update"):
            for one in (lang, "en"):
                found = self.approved.get(name, {}).get(one)
                if found and found.sid:
                    return found
        return None


def load(folder: Path) -> Templates:
    """CouncilError: what is wrong in templates.yml. Without the file there are none."""
    path = folder / "templates.yml"
    if not path.exists():
        return Templates()
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
        return Templates(
            {purpose: _template(purpose, content[purpose]) for purpose in PURPOSES if purpose in content},
            {int(count): str(sid or "") for count, sid in content.get("choices", {}).items()},
        )
    except (yaml.YAMLError, AttributeError, KeyError, TypeError, ValueError) as error:
        raise CouncilError(f"templates.yml cannot be used: {error}") from error


def one_line(text: str) -> str:
    return " ".join(text.split())


def _template(purpose: str, entry: dict[str, Any]) -> dict[str, Template]:
    found = {lang: Template(str(one.get("sid") or ""), one["wording"]) for lang, one in entry.items()}
    for lang, template in found.items():
        if lang not in LANGUAGES:
            raise CouncilError(f"templates.yml: {purpose}: '{lang}' is not one of the languages")
        if unknown := set(template.names) - _NAMES:
            raise CouncilError(f"templates.yml: {purpose}, {lang}: nothing is known to put for {{{unknown.pop()}}}")
    return found
