"""Working days and team hours: pure date arithmetic in London time.

Bank holidays are those of England and Wales; the Council's own closure days come from its file. A day counts as a
working day when it is Monday to Friday and neither. Dates promised to residents come from here and nowhere else.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import holidays

from bot.council import Council, Team

LONDON = ZoneInfo("Europe/London")
COMPLAINT_CUT_OFF = time(
    15, 0
)  # this Council's practice: a complaint received after 3pm counts from the next working day
CLOSE_OF_DAY = time(17, 0)


@dataclass(frozen=True)
class Calendar:
    """The Council's working days. closure_days: ISO dates."""

    closure_days: frozenset[str]

    @classmethod
    def of(cls, council: Council) -> Calendar:
        return cls(council.closure_days)

    def is_working_day(self, day: date) -> bool:
        return day.weekday() < 5 and day not in _bank_holidays(day.year) and day.isoformat() not in self.closure_days

    def add(self, day: date, working_days: int) -> date:
        """The date that many working days after `day`; 0: the first working day on or after it."""
        if working_days == 0:
            return day if self.is_working_day(day) else self._next(day)
        for _ in range(working_days):
            day = self._next(day)
        return day

    def between(self, start: date, end: date) -> int:
        """Working days after `start`, up to and including `end`."""
        days = (start + timedelta(days=number) for number in range(1, (end - start).days + 1))
        return sum(self.is_working_day(day) for day in days)

    def counted_from(self, received: datetime, cut_off: time = COMPLAINT_CUT_OFF) -> date:
        """The working day on which something counts as received: after the cut-off, the next one."""
        local = received.astimezone(LONDON)
        day = local.date()
        if not self.is_working_day(day):
            return self.add(day, 0)
        return self._next(day) if local.time() > cut_off else day

    def due(self, received: datetime, working_days: int) -> datetime:
        """Close of day, that many working days after it counts as received. Aware, London time."""
        day = self.add(self.counted_from(received, CLOSE_OF_DAY), working_days)
        return datetime.combine(day, CLOSE_OF_DAY, LONDON)

    def is_open(self, team: Team, now: datetime) -> bool:
        local = now.astimezone(LONDON)
        span = self._span(team, local.date())
        return span is not None and span[0] <= local.hour * 60 + local.minute < span[1]

    def next_opening(self, team: Team, now: datetime) -> datetime:
        """When somebody is next there: `now` itself while the team is open."""
        if self.is_open(team, now):
            return now
        local = now.astimezone(LONDON)
        for number in range(60):
            day = local.date() + timedelta(days=number)
            span = self._span(team, day)
            if span and (opening := _at(day, span[0])) > local:
                return opening
        raise ValueError(f"{team.name} has no opening hours in the next 60 days")

    def _span(self, team: Team, day: date) -> tuple[int, int] | None:
        span = team.hours[day.weekday()]
        if team.hours == _ALWAYS:
            return span
        return span if span and (self.is_working_day(day) or day.weekday() >= 5) else None

    def _next(self, day: date) -> date:
        day += timedelta(days=1)
        while not self.is_working_day(day):
            day += timedelta(days=1)
        return day


_ALWAYS = ((0, 24 * 60),) * 7


def _at(day: date, minutes: int) -> datetime:
    return datetime.combine(day, time(minutes // 60, minutes % 60), LONDON)


@cache
def _bank_holidays(year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("GB", subdiv="ENG", years=year))
