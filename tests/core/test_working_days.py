"""Working days against two other libraries, and the dates that residents are promised."""

from datetime import UTC, date, datetime, timedelta

import numpy
import pytest
from govuk_bank_holidays.bank_holidays import BankHolidays
from hypothesis import given
from hypothesis import strategies as st
from workalendar.europe import UnitedKingdom

from handoff.hours import LONDON, Calendar

PLAIN = Calendar(frozenset())
GOVUK = [holiday["date"] for holiday in BankHolidays(use_cached_holidays=True).get_holidays("england-and-wales")]
WORKALENDAR = UnitedKingdom()
published = st.dates(date(2024, 1, 1), max(GOVUK) - timedelta(days=90))


@given(published, st.integers(1, 30))
def test_adding_working_days_agrees_with_the_governments_own_list(day: date, count: int) -> None:
    expected = numpy.busday_offset(day, count, roll="backward", holidays=GOVUK).astype(date)
    assert PLAIN.add(day, count) == expected


@given(published, st.integers(1, 30))
def test_adding_working_days_agrees_with_workalendar(day: date, count: int) -> None:
    assert PLAIN.add(day, count) == WORKALENDAR.add_working_days(day, count)


@given(published, st.integers(0, 40))
def test_between_counts_back_what_add_added(day: date, count: int) -> None:
    assert PLAIN.between(day, PLAIN.add(day, count)) == (count if count else (not PLAIN.is_working_day(day)))


@pytest.mark.parametrize(
    ("received", "counts_from"),
    [
        ("2026-11-23 09:00", "2026-11-23"),
        ("2026-11-23 15:00", "2026-11-23"),
        ("2026-11-23 15:01", "2026-11-24"),
        ("2026-11-20 16:00", "2026-11-23"),  # Friday after 3pm: Monday
        ("2026-11-21 10:00", "2026-11-23"),  # Saturday
        ("2026-12-24 15:30", "2027-01-04"),  # over Christmas and the Council's own closure days
    ],
)
def test_a_complaint_after_3pm_counts_from_the_next_working_day(received: str, counts_from: str) -> None:
    calendar = Calendar(frozenset({"2026-12-29", "2026-12-30", "2026-12-31"}))
    at = datetime.fromisoformat(received).replace(tzinfo=LONDON)
    assert calendar.counted_from(at) == date.fromisoformat(counts_from)


def test_summer_time_is_londons() -> None:
    just_before_three = datetime(2026, 7, 1, 13, 59, tzinfo=UTC)
    assert PLAIN.counted_from(just_before_three) == date(2026, 7, 1)
    assert PLAIN.counted_from(just_before_three + timedelta(minutes=2)) == date(2026, 7, 2)
