"""Fiscal years: twelve months by default, 24 at most, one after the other."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounting.fiscal_years import (
    FiscalYear,
    FiscalYearBackwards,
    FiscalYearsOverlap,
    FiscalYearTooLong,
    check,
    containing,
    usual,
)

CALENDAR = FiscalYear(date(2026, 1, 1), date(2026, 12, 31))


def test_a_first_year_of_sixteen_months_is_followed_by_a_calendar_year():
    first = check(FiscalYear(date(2025, 9, 1), date(2026, 12, 31)))
    assert first.following() == FiscalYear(date(2027, 1, 1), date(2027, 12, 31))


def test_twenty_four_months_are_a_year_and_a_day_more_is_not():
    check(FiscalYear(date(2025, 1, 1), date(2026, 12, 31)))
    with pytest.raises(FiscalYearTooLong, match="2026-12-31 is the last day"):
        check(FiscalYear(date(2025, 1, 1), date(2027, 1, 1)))


def test_a_year_ends_after_it_starts():
    with pytest.raises(FiscalYearBackwards):
        check(FiscalYear(date(2026, 1, 1), date(2026, 1, 1)))


def test_years_do_not_share_a_day():
    with pytest.raises(FiscalYearsOverlap, match="2026-01-01 to 2026-12-31"):
        check(FiscalYear(date(2026, 12, 31), date(2027, 12, 30)), [CALENDAR])
    check(CALENDAR.following(), [CALENDAR])


def test_the_year_of_a_day():
    years = [CALENDAR, CALENDAR.following()]
    assert containing(years, date(2027, 12, 31)) is years[1]
    assert containing(years, date(2028, 1, 1)) is None


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.integers(1, 12))
def test_usual_years_hold_their_day_and_follow_each_other(day, starts_in):
    year = usual(day, starts_in)
    assert day in year
    assert (year.starts_on.month, year.starts_on.day) == (starts_in, 1)
    assert year.following() == usual(year.ends_on + timedelta(days=1), starts_in)
    assert year.following().preceding() == year
