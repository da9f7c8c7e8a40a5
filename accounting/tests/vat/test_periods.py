"""Periods of the return, and their deadlines by date."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounting.vat import PeriodKind, PeriodUnknown, VatPeriod, deadline

days = st.dates(date(1995, 1, 1), date(2090, 12, 31))
kinds = st.sampled_from(PeriodKind)


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [
        ("2026-11", date(2026, 11, 1), date(2026, 11, 30)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2026-Q1", date(2026, 1, 1), date(2026, 3, 31)),
        ("2026-Q4", date(2026, 10, 1), date(2026, 12, 31)),
    ],
)
def test_a_period_is_named_by_its_month_or_quarter(name, first, last):
    period = VatPeriod.named(name)
    assert (period.starts_on, period.ends_on, period.name) == (first, last, name)


@pytest.mark.parametrize("name", ["2026", "2026-13", "2026-Q5", "2026-Q0", "26-Q1", "2026-1", "", "2026-11-01"])
def test_anything_else_is_no_period(name):
    with pytest.raises(PeriodUnknown):
        VatPeriod.named(name)


@given(days, kinds)
def test_every_day_is_in_one_period_and_periods_follow_each_other_without_a_gap(day, kind):
    period = VatPeriod.containing(day, kind)
    assert day in period
    assert period.following().starts_on == period.ends_on + timedelta(days=1)
    assert period.following().preceding() == period == VatPeriod.named(period.name)


@pytest.mark.parametrize(
    ("name", "country", "day"),
    [
        ("2026-10", "BE", date(2026, 11, 20)),
        ("2026-12", "BE", date(2027, 1, 20)),
        ("2018-Q4", "BE", date(2019, 1, 21)),  # a Sunday
        ("2024-Q3", "BE", date(2024, 10, 21)),  # a Sunday, the last 20th
        ("2024-Q4", "BE", date(2025, 1, 27)),  # a Saturday, the first 25th
        ("2025-03", "BE", date(2025, 4, 22)),  # Easter Sunday, before Easter Monday
        ("2025-06", "BE", date(2025, 7, 22)),  # a Sunday, before the national holiday
        ("2025-08", "BE", date(2025, 9, 22)),  # a Saturday
        ("2026-11", "BE", date(2026, 12, 21)),  # a Sunday, still moved for who files by month
        ("2025-Q3", "BE", date(2025, 10, 25)),  # a Saturday, no longer moved for who files by quarter
        ("2025-Q4", "BE", date(2026, 1, 25)),  # a Sunday
        ("2025-Q1", "BE", date(2025, 4, 25)),
        ("2026-Q4", "BE", date(2027, 1, 25)),
        ("2026-Q1", "NL", date(2026, 4, 30)),
        ("2025-Q4", "NL", date(2026, 1, 31)),  # a Saturday: the Algemene termijnenwet does not hold
        ("2027-01", "NL", date(2027, 2, 28)),  # a Sunday
    ],
)
def test_the_deadline_is_the_one_of_its_time(name, country, day):
    assert deadline(VatPeriod.named(name), country) == day


@given(days, kinds, st.sampled_from(["BE", "NL"]))
def test_a_deadline_is_in_the_month_after_the_period(day, kind, country):
    period = VatPeriod.containing(day, kind)
    assert 20 <= (deadline(period, country) - period.ends_on).days <= 31


def test_no_deadline_is_known_of_another_country():
    with pytest.raises(PeriodUnknown):
        deadline(VatPeriod.named("2026-Q1"), "FR")
