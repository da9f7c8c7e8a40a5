"""Fiscal years: spans of days that follow each other, usually twelve months.

A first year, or one whose end is moved, may be shorter or longer: at most twenty-four months less a day (Belgian Code
of Companies and Associations, art. 1:24; in company law since the law of 18 December 2015).
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
    """A fiscal year lasts at most 24 months less a day."""


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
        """The year, or the two that it lies in; with its days where it is a part of one, which may hold another part.

        >>> FiscalYear(date(2026, 1, 1), date(2026, 12, 31)).name, FiscalYear(date(2026, 7, 1), date(2027, 6, 30)).name
        ('2026', '2026-2027')
        >>> FiscalYear(date(2026, 1, 1), date(2026, 6, 30)).name
        '2026 (1/1-30/6)'
        """
        first, last = self.starts_on, self.ends_on
        if first.year != last.year:
            return f"{first.year}-{last.year}"
        if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
            return f"{first.year}"
        return f"{first.year} ({first.day}/{first.month}-{last.day}/{last.month})"

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


def beginning_in(year: FiscalYear, month: int, days: Iterable[date], *, keeps_first_day: bool) -> FiscalYear:
    """What a company's only year becomes when its years turn out to begin in `month`; it holds all of `days` after it.

    It stays as it is when it ends so already, or when it would last too long or too short.

    >>> first = FiscalYear(date(2026, 1, 1), date(2026, 12, 31))
    >>> beginning_in(first, 7, [date(2026, 3, 10)], keeps_first_day=True).ends_on
    datetime.date(2026, 6, 30)
    >>> beginning_in(first, 7, [date(2026, 3, 10)], keeps_first_day=False).starts_on
    datetime.date(2025, 7, 1)
    """
    next_day = year.ends_on + ONE_DAY
    if (next_day.month, next_day.day) == (month, 1):
        return year
    becomes = usual(max(days), month)
    if not keeps_first_day:
        return becomes
    try:
        return check(FiscalYear(year.starts_on, becomes.ends_on))
    except (FiscalYearTooLong, FiscalYearBackwards):
        return year


def containing(years: Iterable[FiscalYear], day: date) -> FiscalYear | None:
    """The year that holds `day`, if one does."""
    return next((each for each in years if day in each), None)


def around(years: Iterable[FiscalYear], day: date, starts_in: int = 1) -> FiscalYear:
    """The year that holds `day`; where none does, one of those of twelve months that go on from the nearest.

    >>> first = FiscalYear(date(2025, 10, 1), date(2026, 12, 31))
    >>> [around([first], date(year, 11, 1)).name for year in (2023, 2025, 2026, 2028)]
    ['2023-2024', '2025-2026', '2025-2026', '2028']
    """
    known = sorted(years)
    if found := containing(known, day):
        return found
    if not known:
        return usual(day, starts_in)
    earlier, later = [each for each in known if each.ends_on < day], [each for each in known if day < each.starts_on]
    span = earlier[-1].following() if earlier else later[0].preceding()
    while day not in span:
        span = span.following() if earlier else span.preceding()
    if earlier and later:
        return FiscalYear(span.starts_on, min(span.ends_on, later[0].starts_on - ONE_DAY))
    return span


def revised(year: FiscalYear, becomes: FiscalYear, others: Iterable[FiscalYear]) -> dict[FiscalYear, FiscalYear]:
    """What becomes of each year that changes: those right before and after it follow, so that no day is left between.

    In such an order that no two hold the same day meanwhile.

    Raises FiscalYearBackwards, FiscalYearTooLong, FiscalYearsOverlap.
    """
    check(becomes)
    follows: dict[FiscalYear, FiscalYear] = {}
    rest = sorted(others)
    for each in rest:
        if each.ends_on + ONE_DAY == year.starts_on:
            follows[each] = _following(each, FiscalYear(each.starts_on, becomes.starts_on - ONE_DAY), "starts_on")
        elif each.starts_on == year.ends_on + ONE_DAY:
            follows[each] = _following(each, FiscalYear(becomes.ends_on + ONE_DAY, each.ends_on), "ends_on")
    check(becomes, [follows.get(each, each) for each in rest])
    for was, now in follows.items():
        check(now, [each for each in rest if each not in (was, *follows)])
    shorter = {was: now for was, now in follows.items() if now.starts_on > was.starts_on or now.ends_on < was.ends_on}
    changes = {**shorter, year: becomes, **follows}
    return {was: now for was, now in changes.items() if was != now}


def _following(neighbour: FiscalYear, becomes: FiscalYear, field: str) -> FiscalYear:
    """Raises FiscalYearsOverlap, FiscalYearTooLong: of the neighbour, by the end that was asked for."""
    days = f"{neighbour.starts_on} to {neighbour.ends_on}"
    asked = becomes.ends_on + ONE_DAY if field == "starts_on" else becomes.starts_on - ONE_DAY
    if becomes.ends_on <= becomes.starts_on:
        raise FiscalYearsOverlap(f"nothing would be left of {days}", field=field, value=str(asked))
    try:
        return check(becomes)
    except FiscalYearTooLong as error:
        raise FiscalYearTooLong(f"{days} would become too long", field=field, value=str(asked)) from error


def check(year: FiscalYear, others: Iterable[FiscalYear] = ()) -> FiscalYear:
    """The same year. Raises FiscalYearBackwards, FiscalYearTooLong, FiscalYearsOverlap."""
    if year.ends_on <= year.starts_on:
        raise FiscalYearBackwards(field="ends_on", value=str(year.ends_on))
    latest = months_later(year.starts_on, LONGEST_IN_MONTHS) - 2 * ONE_DAY
    if year.ends_on > latest:
        raise FiscalYearTooLong(f"{latest} is the last day for it", field="ends_on", value=str(year.ends_on))
    for each in sorted(others):
        if each.overlaps(year):
            raise FiscalYearsOverlap(
                f"{each.starts_on} to {each.ends_on} is another year", field="starts_on", value=str(year.starts_on)
            )
    return year
