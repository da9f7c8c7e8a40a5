"""What comes back: the days of a rhythm that began on one day.

Every day is counted from the first one, so the 31st stays the last day of the month: 31 January, 28 February, 31 March.
"""

from calendar import monthrange
from datetime import date, timedelta
from enum import StrEnum

from accounting.errors import Invalid

MONTHS = {"month": 1, "quarter": 3, "year": 12}


class Every(StrEnum):
    """How often something comes back."""

    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


class RhythmRefused(Invalid):
    """Something comes back every one or more weeks, months, quarters or years."""


def months_later(day: date, months: int) -> date:
    """The same day of a later (or earlier) month, or that month's last.

    >>> months_later(date(2026, 1, 31), 1), months_later(date(2026, 3, 31), -1)
    (datetime.date(2026, 2, 28), datetime.date(2026, 2, 28))
    """
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def month_start(day: date) -> date:
    """The first day of its month."""
    return day.replace(day=1)


def month_end(day: date) -> date:
    """The last day of its month.

    >>> month_end(date(2028, 2, 3))
    datetime.date(2028, 2, 29)
    """
    return day.replace(day=monthrange(day.year, day.month)[1])


def occurrence(anchor: date, every: str, count: int, number: int) -> date:
    """The day of the `number`th time after the first, which is number 0.

    >>> [occurrence(date(2026, 1, 31), "month", 1, n).isoformat() for n in range(3)]
    ['2026-01-31', '2026-02-28', '2026-03-31']
    """
    if every == Every.WEEK:
        return anchor + timedelta(weeks=count * number)
    return months_later(anchor, MONTHS[every] * count * number)


def next_date(anchor: date, every: str, count: int, after: date) -> date:
    """The first day of the rhythm later than `after`. Raises RhythmRefused.

    >>> next_date(date(2026, 1, 31), "month", 1, date(2026, 2, 28))
    datetime.date(2026, 3, 31)
    >>> next_date(date(2026, 1, 31), "quarter", 1, date(2025, 6, 1))
    datetime.date(2026, 1, 31)
    """
    if every not in {*MONTHS, Every.WEEK} or count < 1:
        raise RhythmRefused(f"every {count} {every}", field="every", value=every)
    if after < anchor:
        return anchor
    if every == Every.WEEK:
        number = (after - anchor).days // (7 * count)
    else:
        months = (after.year - anchor.year) * 12 + after.month - anchor.month
        number = max(months // (MONTHS[every] * count) - 1, 0)
    while (day := occurrence(anchor, every, count, number)) <= after:
        number += 1
    return day
