"""Which other period one is compared with."""

from datetime import date, timedelta
from enum import StrEnum

from accounting.schedule import month_end, months_later

ONE_DAY = timedelta(days=1)


class Compare(StrEnum):
    """The period just before, of the same length, and of a fiscal year the one before it; or the same days a year
    before.
    """

    PREVIOUS_PERIOD = "previous_period"
    PREVIOUS_YEAR = "previous_year"


def compared(since: date, until: date, how: Compare | str) -> tuple[date, date]:
    """The first and last day of the other period. Whole months are compared with whole months; no day counts in both.

    >>> [str(day) for day in compared(date(2026, 4, 1), date(2026, 6, 30), "previous_period")]
    ['2026-01-01', '2026-03-31']
    >>> [str(day) for day in compared(date(2026, 3, 10), date(2026, 3, 19), "previous_period")]
    ['2026-02-28', '2026-03-09']
    >>> [str(day) for day in compared(date(2028, 1, 1), date(2028, 2, 29), "previous_year")]
    ['2027-01-01', '2027-02-28']
    >>> [str(day) for day in compared(date(2025, 10, 1), date(2026, 12, 31), "previous_year")]
    ['2024-10-01', '2025-09-30']
    """
    if how == Compare.PREVIOUS_YEAR:
        return months_later(since, -12), min(_same_end(until, -12), since - ONE_DAY)
    if since.day == 1 and until == month_end(until):
        months = (until.year - since.year) * 12 + until.month - since.month + 1
        return months_later(since, -months), since - ONE_DAY
    days = until - since + ONE_DAY
    return since - days, since - ONE_DAY


def _same_end(day: date, months: int) -> date:
    """The same day of another month; the last of a month stays the last."""
    moved = months_later(day, months)
    return month_end(moved) if day == month_end(day) else moved
