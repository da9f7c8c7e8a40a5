"""Which other period a report is compared with."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from accounting.reports.periods import Compare, compared
from accounting.schedule import month_end


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.integers(0, 800))
def test_the_previous_period_ends_the_day_before_and_is_as_long(since, days):
    until = since + timedelta(days=days)
    first, last = compared(since, until, "previous_period")
    assert last == since - timedelta(days=1)
    whole_months = since.day == 1 and until == month_end(until)
    assert whole_months or last - first == until - since
    assert not whole_months or (first.day == 1 and last == month_end(last))


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.integers(0, 800))
def test_the_previous_year_is_the_same_days(since, days):
    until = since + timedelta(days=days)
    first, last = compared(since, until, "previous_year")
    assert (first.year, first.month) == (since.year - 1, since.month)
    if last != since - timedelta(days=1):
        assert (last.year, last.month) == (until.year - 1, until.month)
        assert (until == month_end(until)) == (last == month_end(last)) or until.day in (28, 29)


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.integers(0, 800), st.sampled_from(Compare))
def test_what_a_period_is_compared_with_is_over_before_it(since, days, how):
    first, last = compared(since, since + timedelta(days=days), how)
    assert first <= last < since
