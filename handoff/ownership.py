"""Who is responsible: a named person, and who covers for them. Pure: the rota comes in as a value."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from bot.council import Council, Person, Team
from handoff.hours import Calendar


@dataclass(frozen=True)
class Absence:
    """A person is away from `starts` up to `ends` (aware); `cover` looks after their enquiries, when named."""

    username: str
    starts: datetime
    ends: datetime
    cover: str | None = None


@dataclass(frozen=True)
class Rota:
    """Who could be given work at this moment. load: open enquiries by username."""

    council: Council
    absences: tuple[Absence, ...] = ()
    load: dict[str, int] = field(default_factory=dict)

    @property
    def calendar(self) -> Calendar:
        return Calendar.of(self.council)

    def is_away(self, username: str, now: datetime) -> bool:
        return any(gone.username == username and gone.starts <= now < gone.ends for gone in self.absences)

    def cover_for(self, username: str, now: datetime) -> Person | None:
        """Whoever answers while the person is away. Covers who are away too are followed once round, never in a loop."""
        seen = {username}
        while True:
            gone = next((a for a in self.absences if a.username == username and a.starts <= now < a.ends), None)
            if gone is None or gone.cover is None or gone.cover in seen:
                break
            username = gone.cover
            seen.add(username)
            if not self.is_away(username, now):
                return self.council.people.get(username)
        team = self.council.teams[self.council.people[next(iter(seen))].team]
        return self._least_busy(team, now, frozenset(seen)) or self._least_busy(
            self.council.teams[team.cover], now, frozenset(seen)
        )

    def owner_for(self, team_name: str, now: datetime, *, never: frozenset[str] = frozenset()) -> Assignment:
        """The person responsible. never: usernames who may not be chosen (the person complained about)."""
        team = self.council.teams[team_name]
        for each in (team, self.council.teams[team.cover]):
            if person := self._least_busy(each, now, never):
                return self.assign(person, now)
        candidates = [person for person in team.people if person.username not in never]
        owner = (candidates or [person for person in self.council.people.values() if person.username not in never])[0]
        return self.assign(owner, now)

    def assign(self, person: Person, now: datetime) -> Assignment:
        """This person, with whoever covers: the one named for an absence, else a colleague who is there."""
        team = self.council.teams[person.team]
        named = self.cover_for(person.username, now) if self.is_away(person.username, now) else None
        cover = named or self._least_busy(team, now, frozenset({person.username})) or team.manager
        opening = self.calendar.next_opening(team, now)
        return Assignment(person, team, cover if cover != person else None, opening)

    def _least_busy(self, team: Team, now: datetime, never: frozenset[str]) -> Person | None:
        there = [p for p in team.people if p.username not in never and not self.is_away(p.username, now)]
        return min(there, key=lambda p: (p.manager, self.load.get(p.username, 0), p.username), default=None)


@dataclass(frozen=True)
class Assignment:
    """back_at: when the team next works; the moment itself when it is working now."""

    person: Person
    team: Team
    cover: Person | None
    back_at: datetime
