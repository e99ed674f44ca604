"""The Service Standards in the words they were agreed in, shown to staff where they apply (C1), and the stock sentences."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from bot.council import CouncilError


@dataclass(frozen=True)
class Standard:
    """One promise. at: where on the desk it is shown: reply, close, transfer, next, record, flag, absence."""

    id: str
    at: str
    text: str


@dataclass(frozen=True)
class Standards:
    promises: tuple[Standard, ...]
    stock: tuple[str, ...]

    def at(self, place: str) -> list[Standard]:
        return [one for one in self.promises if one.at == place]


@cache
def read(council: Path) -> Standards:
    """`standards.yml` of the council folder. CouncilError: what to change in it."""
    path = council / "standards.yml"
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        promises = tuple(Standard(entry["id"], entry["at"], entry["text"]) for entry in content["standards"])
        return Standards(promises, tuple(str(line).lower() for line in content["stock"]))
    except FileNotFoundError:
        raise CouncilError(f"standards.yml is missing from {council}") from None
    except (yaml.YAMLError, KeyError, TypeError) as error:
        raise CouncilError(f"standards.yml cannot be read: {error}") from error
