"""Rhythms: the 31st stays the last day of the month, and every day comes exactly once."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounting.schedule import Every, RhythmRefused, month_end, months_later, next_date, occurrence

days = st.dates(date(2000, 1, 1), date(2080, 12, 31))
rhythms = st.sampled_from([str(each) for each in Every])
counts = st.integers(1, 12)


def run(anchor: date, every: str, count: int, times: int) -> list[str]:
    found, after = [], anchor - timedelta(days=1)
    for _ in range(times):
        after = next_date(anchor, every, count, after)
        found.append(after.isoformat())
    return found


def test_the_31st_stays_the_last_day_of_the_month():
    assert run(date(2026, 1, 31), "month", 1, 5) == [
        "2026-01-31",
        "2026-02-28",
        "2026-03-31",
        "2026-04-30",
        "2026-05-31",
    ]


def test_29_february_comes_back_every_year():
    assert run(date(2028, 2, 29), "year", 1, 5) == [
        "2028-02-29",
        "2029-02-28",
        "2030-02-28",
        "2031-02-28",
        "2032-02-29",
    ]


@pytest.mark.parametrize(
    ("every", "count", "second"),
    [("week", 2, "2026-12-01"), ("month", 1, "2026-12-17"), ("quarter", 1, "2027-02-17"), ("year", 2, "2028-11-17")],
)
def test_the_second_day_of_each_rhythm(every, count, second):
    assert run(date(2026, 11, 17), every, count, 2) == ["2026-11-17", second]


def test_a_rhythm_that_has_not_begun_begins_on_its_first_day():
    assert next_date(date(2026, 11, 17), "month", 1, date(2020, 1, 1)) == date(2026, 11, 17)


@pytest.mark.parametrize(("every", "count"), [("day", 1), ("month", 0), ("month", -1)])
def test_no_rhythm(every, count):
    with pytest.raises(RhythmRefused):
        next_date(date(2026, 1, 1), every, count, date(2026, 1, 1))


@given(days, rhythms, counts, st.integers(0, 40))
def test_every_occurrence_follows_the_one_before(anchor, every, count, number):
    this, following = (occurrence(anchor, every, count, n) for n in (number, number + 1))
    assert this < following
    assert next_date(anchor, every, count, this) == following
    assert next_date(anchor, every, count, following - timedelta(days=1)) == following


@given(days, rhythms, counts, days)
def test_the_next_day_is_later_and_none_lies_between(anchor, every, count, after):
    found = next_date(anchor, every, count, after)
    assert found > after
    number = next(n for n in range(100_000) if occurrence(anchor, every, count, n) == found)
    assert number == 0 or occurrence(anchor, every, count, number - 1) <= after


@given(days, st.integers(-600, 600))
def test_months_later_lands_in_that_month(day, months):
    landed = months_later(day, months)
    assert landed.year * 12 + landed.month == day.year * 12 + day.month + months
    assert landed.day == min(day.day, month_end(landed).day)
