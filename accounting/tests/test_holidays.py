"""Weekends and public holidays: Easter against the printed tables, and the first day that is worked."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounting.holidays import HOLIDAYS, belgian_holidays, dutch_holidays, easter, working_day


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


def test_the_eight_dutch_holidays_of_2026():
    assert sorted(f"{each:%m-%d}" for each in dutch_holidays(2026)) == [
        "01-01", "04-06", "04-27", "05-05", "05-14", "05-25", "12-25", "12-26",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("year", "celebrated"),
    [(2013, date(2013, 4, 30)), (2014, date(2014, 4, 26)), (2025, date(2025, 4, 26)), (2027, date(2027, 4, 27))],
)
def test_kings_day_is_never_a_sunday(year: int, celebrated: date):
    assert celebrated in dutch_holidays(year)
    assert [day for day in dutch_holidays(year) if day.month == 4 and day.day >= 26] == [celebrated]


def test_each_country_has_its_own():
    assert date(2026, 7, 21) in HOLIDAYS["BE"](2026) - HOLIDAYS["NL"](2026)
    assert date(2026, 4, 27) in HOLIDAYS["NL"](2026) - HOLIDAYS["BE"](2026)


@given(st.dates(date(1990, 1, 1), date(2090, 12, 31)))
def test_a_working_day_is_the_first_one_and_stays_itself(day: date):
    found = working_day(day)
    assert found.weekday() < 5
    assert found not in belgian_holidays(found.year)
    assert day <= found <= day + timedelta(days=5)
    assert working_day(found) == found
