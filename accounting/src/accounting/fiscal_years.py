"""Fiscal years: spans of days that follow each other, usually twelve months, at most twenty-four.

A first year, or one whose end is moved, may be shorter or longer.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from accounting.errors import Invalid
from accounting.schedule import months_later

ONE_DAY = timedelta(days=1)
LONGEST_IN_MONTHS = 24


class FiscalYearTooLong(Invalid):
    """A fiscal year lasts at most 24 months."""


class FiscalYearBackwards(Invalid):
    """A fiscal year ends after it starts."""


class FiscalYearsOverlap(Invalid):
    """Another fiscal year holds some of these days."""


@dataclass(frozen=True, slots=True, order=True)
class FiscalYear:
    """From `starts_on` to `ends_on`, both inclusive."""

    starts_on: date
    ends_on: date

    def __contains__(self, day: date) -> bool:
        return self.starts_on <= day <= self.ends_on

    @property
    def name(self) -> str:
        """The year, or the two that it lies in.

        >>> FiscalYear(date(2026, 1, 1), date(2026, 12, 31)).name, FiscalYear(date(2026, 7, 1), date(2027, 6, 30)).name
        ('2026', '2026-2027')
        """
        if self.starts_on.year == self.ends_on.year:
            return str(self.starts_on.year)
        return f"{self.starts_on.year}-{self.ends_on.year}"

    def following(self) -> FiscalYear:
        """The twelve months after it.

        >>> FiscalYear(date(2025, 9, 1), date(2026, 12, 31)).following().name
        '2027'
        """
        return twelve_months(self.ends_on + ONE_DAY)

    def preceding(self) -> FiscalYear:
        """The twelve months before it."""
        return FiscalYear(months_later(self.starts_on, -12), self.starts_on - ONE_DAY)

    def overlaps(self, other: FiscalYear) -> bool:
        return self.starts_on <= other.ends_on and other.starts_on <= self.ends_on


def twelve_months(starts_on: date) -> FiscalYear:
    return FiscalYear(starts_on, months_later(starts_on, 12) - ONE_DAY)


def usual(day: date, starts_in: int = 1) -> FiscalYear:
    """The year that holds `day` in a company whose years begin on the first of month `starts_in`.

    >>> usual(date(2026, 3, 1), 7).name
    '2025-2026'
    """
    year = day.year if day.month >= starts_in else day.year - 1
    return twelve_months(date(year, starts_in, 1))


def containing(years: Iterable[FiscalYear], day: date) -> FiscalYear | None:
    """The year that holds `day`, if one does."""
    return next((each for each in years if day in each), None)


def check(year: FiscalYear, others: Iterable[FiscalYear] = ()) -> FiscalYear:
    """The same year. Raises FiscalYearBackwards, FiscalYearTooLong, FiscalYearsOverlap."""
    if year.ends_on <= year.starts_on:
        raise FiscalYearBackwards(field="ends_on", value=str(year.ends_on))
    latest = months_later(year.starts_on, LONGEST_IN_MONTHS) - ONE_DAY
    if year.ends_on > latest:
        raise FiscalYearTooLong(f"{latest} is the last day for it", field="ends_on", value=str(year.ends_on))
    for each in sorted(others):
        if each.overlaps(year):
            raise FiscalYearsOverlap(
                f"{each.starts_on} to {each.ends_on} is another year", field="starts_on", value=str(year.starts_on)
            )
    return year
