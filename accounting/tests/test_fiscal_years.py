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
    around,
    check,
    containing,
    revised,
    usual,
)

CALENDAR = FiscalYear(date(2026, 1, 1), date(2026, 12, 31))


def test_a_first_year_of_sixteen_months_is_followed_by_a_calendar_year():
    first = check(FiscalYear(date(2025, 9, 1), date(2026, 12, 31)))
    assert first.following() == FiscalYear(date(2027, 1, 1), date(2027, 12, 31))


def test_twenty_four_months_less_a_day_are_a_year_and_a_day_more_is_not():
    check(FiscalYear(date(2025, 1, 1), date(2026, 12, 30)))
    with pytest.raises(FiscalYearTooLong, match="2026-12-30 is the last day"):
        check(FiscalYear(date(2025, 1, 1), date(2026, 12, 31)))


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


@given(st.dates(date(2020, 1, 1), date(2030, 12, 31)), st.lists(st.integers(1, 700), min_size=2, max_size=12))
def test_two_years_never_have_one_name(starts_on, lengths):
    years = []
    for days in lengths:
        years.append(FiscalYear(starts_on, starts_on + timedelta(days=days)))
        starts_on = years[-1].ends_on + timedelta(days=1)
    assert len({each.name for each in years}) == len(years)


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.integers(1, 12))
def test_usual_years_hold_their_day_and_follow_each_other(day, starts_in):
    year = usual(day, starts_in)
    assert day in year
    assert (year.starts_on.month, year.starts_on.day) == (starts_in, 1)
    assert year.following() == usual(year.ends_on + timedelta(days=1), starts_in)
    assert year.following().preceding() == year


FIRST = FiscalYear(date(2025, 10, 1), date(2026, 12, 31))
LATER = FiscalYear(date(2028, 7, 1), date(2029, 6, 30))


def test_outside_the_years_that_were_begun_those_of_twelve_months_go_on_from_the_nearest():
    assert around([FIRST], date(2025, 9, 30), 7) == FiscalYear(date(2024, 10, 1), date(2025, 9, 30))
    assert around([FIRST], date(2026, 1, 1), 7) == FIRST
    assert around([FIRST], date(2029, 5, 1), 7) == FiscalYear(date(2029, 1, 1), date(2029, 12, 31))
    assert around([], date(2026, 3, 1), 7) == FiscalYear(date(2025, 7, 1), date(2026, 6, 30))


def test_a_year_that_was_not_begun_ends_where_the_next_one_begins():
    assert around([LATER, FIRST], date(2027, 5, 1)) == FiscalYear(date(2027, 1, 1), date(2027, 12, 31))
    assert around([LATER, FIRST], date(2028, 2, 1)) == FiscalYear(date(2028, 1, 1), date(2028, 6, 30))


def test_neighbours_follow_a_year_that_moves_and_never_hold_its_days_meanwhile():
    before, after = FiscalYear(date(2025, 1, 1), date(2025, 12, 31)), FiscalYear(date(2027, 1, 1), date(2027, 12, 31))
    changes = revised(CALENDAR, FiscalYear(date(2026, 7, 1), date(2027, 6, 30)), [after, before, LATER])
    assert list(changes.items()) == [
        (after, FiscalYear(date(2027, 7, 1), date(2027, 12, 31))),
        (CALENDAR, FiscalYear(date(2026, 7, 1), date(2027, 6, 30))),
        (before, FiscalYear(date(2025, 1, 1), date(2026, 6, 30))),
    ]


def test_a_year_jumps_over_no_other_that_its_neighbour_would_then_hold():
    before, between = FiscalYear(date(2025, 7, 1), date(2025, 12, 31)), FiscalYear(date(2027, 1, 15), date(2027, 2, 15))
    with pytest.raises(FiscalYearsOverlap, match="2027-01-15 to 2027-02-15") as refusal:
        revised(CALENDAR, FiscalYear(date(2027, 3, 1), date(2027, 12, 31)), [before, between])
    assert refusal.value.field == "starts_on"


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "says", "field"),
    [
        (date(2026, 1, 1), date(2027, 12, 31), FiscalYearTooLong, "ends_on"),
        (date(2026, 1, 1), date(2027, 12, 30), FiscalYearsOverlap, "ends_on"),
        (date(2025, 1, 1), date(2026, 12, 30), FiscalYearsOverlap, "starts_on"),
        (date(2026, 12, 31), date(2026, 12, 31), FiscalYearBackwards, "ends_on"),
        (date(2027, 1, 1), date(2027, 6, 30), FiscalYearTooLong, "starts_on"),
    ],
)
def test_no_year_is_swallowed_or_stretched_by_another(starts_on, ends_on, says, field):
    others = [FiscalYear(date(2025, 1, 1), date(2025, 12, 31)), FiscalYear(date(2027, 1, 1), date(2027, 12, 31))]
    with pytest.raises(says) as refusal:
        revised(CALENDAR, FiscalYear(starts_on, ends_on), others)
    assert refusal.value.field == field
