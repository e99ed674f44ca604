"""What the council edits: services, teams, escalation routes, emergencies and wording, read from plain files.

Everything is checked while it is read (`frontdoor council check`), so that the rest of the house can rely on it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

LANGUAGES = ("en", "ar", "fr", "es", "it", "pt")


class CouncilError(Exception):
    """Something in the council folder cannot be used; the message names the file and says what to change."""


@dataclass(frozen=True)
class FactSpec:
    """A fact that a record may need: its question, its kind (see bot/facts), and for a choice the words for each value."""

    name: str
    label: str
    ask: str
    kind: str
    choices: dict[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Service:
    """One of the taxonomy's services. asks: the facts asked for, in order. reply_within: working days."""

    name: str
    title: str
    short: str
    team: str
    urgent: bool
    asks: tuple[str, ...]
    facts: dict[str, FactSpec]
    next_step: str
    reply_within: int
    route: str
    can: str
    cannot: str
    lgsl: int | None = None
    discreet: bool = False  # what was said is not repeated: somebody else may read the phone


@dataclass(frozen=True)
class Person:
    """A member of staff who can own an enquiry."""

    username: str
    name: str
    team: str
    email: str
    manager: bool = False


@dataclass(frozen=True)
class Team:
    """hours: weekday (0 Monday) -> (opens, closes) as minutes after midnight; None: closed. phone: for what cannot wait."""

    name: str
    hours: tuple[tuple[int, int] | None, ...]
    people: tuple[Person, ...]
    cover: str
    phone: str

    @property
    def manager(self) -> Person:
        return next((person for person in self.people if person.manager), self.people[0])


@dataclass(frozen=True)
class Stage:
    """A stage of an escalation route, in working days; 0: there is no such step. body: who decides, when not the Council."""

    name: str
    acknowledge: int
    reply: int
    body: str = ""


@dataclass(frozen=True)
class Route:
    """How to take something further. kind: `complaint`, or `appeal` where the law gives one instead."""

    name: str
    title: str
    kind: str
    team: str
    stages: tuple[Stage, ...]
    explain: str
    source: str


@dataclass(frozen=True)
class Effect:
    """What happened to the person, heard in their words: patterns to look for and the line that acknowledges it."""

    name: str
    words: tuple[str, ...]
    say: str


@dataclass(frozen=True)
class Wording:
    """Everything said in one language. Missing keys fall back to English (`council check` lists them)."""

    lang: str
    phrases: dict[str, str]
    services: dict[str, dict[str, Any]]
    facts: dict[str, dict[str, Any]]
    emergencies: dict[str, str]
    effects: tuple[Effect, ...]
    routes: dict[str, dict[str, Any]]


@dataclass(frozen=True)
class Council:
    """The whole folder, read and checked."""

    name: str
    prefix: str
    phone: str
    website: str
    closure_days: frozenset[str]
    services: dict[str, Service]
    facts: dict[str, FactSpec]
    teams: dict[str, Team]
    routes: dict[str, Route]
    emergencies: dict[str, dict[str, Any]]
    wordings: dict[str, Wording]

    @cached_property
    def people(self) -> dict[str, Person]:
        return {person.username: person for team in self.teams.values() for person in team.people}

    def spec(self, service: str | None, fact: str) -> FactSpec:
        """The fact as this service means it, else as every record means it."""
        own = self.services[service].facts if service else {}
        return own.get(fact) or self.facts[fact]

    def words(self, lang: str) -> Words:
        return Words(self, self.wordings.get(lang, self.wordings["en"]))


@dataclass(frozen=True)
class Words:
    """The council's wording in one language."""

    council: Council
    wording: Wording

    @property
    def lang(self) -> str:
        return self.wording.lang

    def has(self, key: str) -> bool:
        return key in self.council.wordings["en"].phrases

    def say(self, key: str, **values: object) -> str:
        """The phrase, filled in. KeyError for a phrase that does not exist: a mistake of ours, never of a resident's."""
        template = self.wording.phrases.get(key) or self.council.wordings["en"].phrases[key]
        return template.format(**values).strip()

    def listed(self, parts: list[str], last: str) -> str:
        """`a, b and c`; last: `and` or `or`."""
        if len(parts) < 2:
            return "".join(parts)
        return f" {self.say(last)} ".join((f"{self.say('comma')} ".join(parts[:-1]), parts[-1]))

    def service(self, service: str, key: str) -> str:
        """`title`, `short`, `can`, `cannot` or `next_step` of a service."""
        translated = self.wording.services.get(service, {}).get(key)
        return translated or str(getattr(self.council.services[service], key))

    def fact(self, service: str | None, fact: str, key: str) -> str:
        """`label` or `ask` of a fact."""
        own = self.wording.services.get(service or "", {}).get("facts", {}).get(fact, {}).get(key)
        if own is None and not (service and fact in self.council.services[service].facts):
            own = self.wording.facts.get(fact, {}).get(key)
        return own or str(getattr(self.council.spec(service, fact), key))

    def choices(self, service: str | None, fact: str) -> dict[str, tuple[str, ...]]:
        """For a choice: each value with every word that means it in this language; English only where it has none.

        Other languages' words include those they borrowed; all of English would read "son" and "me" as people.
        """
        english = self.council.spec(service, fact).choices
        own = self.wording.services.get(service or "", {}).get("facts", {}).get(fact, {}).get("choices", {})
        return {value: (*own[value], value) if value in own else words for value, words in english.items()}

    def choice(self, service: str | None, fact: str, value: str) -> str:
        """A choice's value as shown: the first of its words in this language. Several chosen values stay several."""
        own = self.wording.services.get(service or "", {}).get("facts", {}).get(fact, {}).get("choices", {})
        return ", ".join(str(own[one][0]) if own.get(one) else one for one in value.split(", "))

    def emergency(self, name: str) -> str:
        return self.wording.emergencies.get(name) or self.council.wordings["en"].emergencies[name]

    def route(self, name: str, key: str) -> str:
        return self.wording.routes.get(name, {}).get(key) or str(getattr(self.council.routes[name], key))

    def stage(self, route: str, number: int) -> str:
        own = self.wording.routes.get(route, {}).get("stages", [])
        return str(own[number]) if number < len(own) else self.council.routes[route].stages[number].name


def load(folder: Path) -> Council:
    """Reads the folder. CouncilError: what is wrong and in which file."""
    about = _read(folder / "council.yml")
    facts = {name: _fact(name, entry, "facts.yml") for name, entry in _read(folder / "facts.yml").items()}
    teams = {name: _team(name, entry) for name, entry in _read(folder / "teams.yml").items()}
    routes = {name: _route(name, entry) for name, entry in _read(folder / "routes.yml").items()}
    services = {path.stem: _service(path) for path in sorted((folder / "services").glob("*.yml"))}
    wordings = {path.stem: _wording(path) for path in sorted((folder / "languages").glob("*.yml"))}
    council = Council(
        name=about["name"],
        prefix=about["prefix"],
        phone=about["phone"],
        website=about["website"],
        closure_days=frozenset(str(day) for day in about.get("closure_days", [])),
        services=services,
        facts=facts,
        teams=teams,
        routes=routes,
        emergencies=_read(folder / "emergencies.yml"),
        wordings=wordings,
    )
    _check(council)
    return council


def _check(council: Council) -> None:
    for service in council.services.values():
        if service.team not in council.teams:
            raise CouncilError(f"services/{service.name}.yml: team '{service.team}' is not in teams.yml")
        if service.route not in council.routes:
            raise CouncilError(f"services/{service.name}.yml: route '{service.route}' is not in routes.yml")
        for fact in service.asks:
            if fact not in service.facts and fact not in council.facts:
                raise CouncilError(f"services/{service.name}.yml: '{fact}' is asked but described nowhere")
    for route in council.routes.values():
        if route.team not in council.teams:
            raise CouncilError(f"routes.yml: {route.name}: team '{route.team}' is not in teams.yml")
    for team in council.teams.values():
        if team.cover not in council.teams:
            raise CouncilError(f"teams.yml: {team.name}: cover '{team.cover}' is not a team")
        if len(team.people) < 2:
            raise CouncilError(f"teams.yml: {team.name}: at least two people, so that nobody covers for themselves")
    if "other" not in council.services or "en" not in council.wordings:
        raise CouncilError("services/other.yml and languages/en.yml are needed")
    if len(council.people) != sum(len(team.people) for team in council.teams.values()):
        raise CouncilError("teams.yml: a username is used twice")


def _read(path: Path) -> dict[str, Any]:
    try:
        with path.open(encoding="utf-8") as file:
            content = yaml.load(file, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except FileNotFoundError:
        raise CouncilError(f"{path.name} is missing from {path.parent}") from None
    except yaml.YAMLError as error:
        raise CouncilError(f"{path.name} is not valid YAML: {error}") from error
    if not isinstance(content, dict):
        raise CouncilError(f"{path.name} holds no entries")
    return content


def _fact(name: str, entry: dict[str, Any], where: str) -> FactSpec:
    try:
        choices = {str(value): tuple(str(word) for word in words) for value, words in entry.get("choices", {}).items()}
        return FactSpec(name, entry["label"], entry["ask"], entry.get("kind", "text"), choices)
    except KeyError as error:
        raise CouncilError(f"{where}: fact '{name}' lacks {error}") from None


def _service(path: Path) -> Service:
    entry = _read(path)
    where = f"services/{path.name}"
    try:
        return Service(
            name=path.stem,
            title=entry["title"],
            short=entry["short"],
            team=entry["team"],
            urgent=bool(entry.get("urgent", False)),
            asks=tuple(entry.get("asks", [])),
            facts={name: _fact(name, fact, where) for name, fact in entry.get("facts", {}).items()},
            next_step=entry["next_step"],
            reply_within=int(entry["reply_within"]),
            route=entry["route"],
            can=entry["can"],
            cannot=entry["cannot"],
            lgsl=entry.get("lgsl"),
            discreet=bool(entry.get("discreet", False)),
        )
    except KeyError as error:
        raise CouncilError(f"{where} lacks {error}") from None


def _team(name: str, entry: dict[str, Any]) -> Team:
    try:
        people = tuple(
            Person(person["username"], person["name"], name, person["email"], bool(person.get("manager")))
            for person in entry["people"]
        )
        return Team(name, _hours(entry["hours"]), people, entry["cover"], str(entry["phone"]))
    except KeyError as error:
        raise CouncilError(f"teams.yml: '{name}' lacks {error}") from None


_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def _hours(entry: dict[str, str]) -> tuple[tuple[int, int] | None, ...]:
    """`{mon: "08:00-17:00", ...}`; a day that is not named is closed."""
    return tuple(_span(str(entry[day])) if day in entry else None for day in _DAYS)


def _span(text: str) -> tuple[int, int]:
    try:
        opens, closes = (int(half[:2]) * 60 + int(half[3:]) for half in text.split("-"))
    except ValueError:
        raise CouncilError(f"teams.yml: hours '{text}' are not like 08:00-17:00") from None
    return opens, closes


def _route(name: str, entry: dict[str, Any]) -> Route:
    try:
        stages = tuple(
            Stage(stage["name"], int(stage.get("acknowledge", 0)), int(stage.get("reply", 0)), stage.get("body", ""))
            for stage in entry["stages"]
        )
        return Route(name, entry["title"], entry["kind"], entry["team"], stages, entry["explain"], entry["source"])
    except KeyError as error:
        raise CouncilError(f"routes.yml: '{name}' lacks {error}") from None


def _wording(path: Path) -> Wording:
    entry = _read(path)
    effects = tuple(
        Effect(name, tuple(effect["words"]), effect["say"]) for name, effect in entry.get("effects", {}).items()
    )
    return Wording(
        lang=path.stem,
        phrases=entry.get("phrases", {}),
        services=entry.get("services", {}),
        facts=entry.get("facts", {}),
        emergencies=entry.get("emergencies", {}),
        effects=effects,
        routes=entry.get("routes", {}),
    )
