"""Weekends and public holidays: Easter against the printed tables, and the first day that is worked."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounting.holidays import belgian_holidays, easter, working_day


@pytest.mark.parametrize(
    "sunday",
    [date(1961, 4, 2), date(2000, 4, 23), date(2008, 3, 23), date(2011, 4, 24), date(2024, 3, 31), date(2038, 4, 25)],
)
def test_easter_is_that_of_the_tables(sunday: date):
    assert easter(sunday.year) == sunday


@given(st.integers(1583, 4099))
def test_easter_is_a_sunday_between_22_march_and_25_april(year: int):
    found = easter(year)
    assert found.weekday() == 6
    assert date(year, 3, 22) <= found <= date(year, 4, 25)


def test_the_ten_holidays_of_2026():
    assert sorted(f"{each:%d-%m}" for each in belgian_holidays(2026)) == [
        "01-01",
        "01-05",
        "01-11",
        "06-04",
        "11-11",
        "14-05",
        "15-08",
        "21-07",
        "25-05",
        "25-12",
    ]


@given(st.dates(date(1990, 1, 1), date(2090, 12, 31)))
def test_a_working_day_is_the_first_one_and_stays_itself(day: date):
    found = working_day(day)
    assert found.weekday() < 5
    assert found not in belgian_holidays(found.year)
    assert day <= found <= day + timedelta(days=5)
    assert working_day(found) == found
