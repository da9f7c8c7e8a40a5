"""Periods of the VAT return and the day by which it is filed and paid.

Belgium: the law of 12 March 2023 on the VAT chain and the royal decree of 29 September 2024 gave who files by quarter
until the 25th for what is filed since 1 January 2025, before that until the 20th. A 20th in a weekend or on a public
holiday moves to the next working day, which circular 2025/C/6 of 27 January 2025 keeps for who files by month; of who
files by quarter it moves the 25th only until 30 September 2025. The special return (form 629, VAT Code art. 53ter) is
of a quarter, and went from the 20th to the 25th with the periodic one (the same decree; circular 2025/C/6, part 2.2).

Netherlands: AWR art. 10 and 19: the last day of the next month, which moves for no weekend (AWR art. 19: the Algemene
termijnenwet does not apply).
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from accounting.errors import Invalid
from accounting.holidays import working_day


class PeriodUnknown(Invalid):
    """A VAT period is a month such as 2026-11 or a quarter such as 2026-Q4."""


class PeriodKind(StrEnum):
    MONTH = "month"
    QUARTER = "quarter"


LAST_DAY = 31
"""A deadline on the last day of a month, however long it is."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """The day of the month after a period that starts between two days; `moves` to a working day, or stays."""

    country: str
    kind: PeriodKind
    day: int
    moves: bool
    source: str
    valid_from: date
    valid_to: date | None = None

    def holds(self, on: date) -> bool:
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)


_CIRCULAR = "circular 2025/C/6 of 27 January 2025"
_MONTHLY = "VAT Code art. 53 §1, 2°; royal decree no. 1 art. 17 §1"
_TWENTIETH = "VAT Code art. 53 §1, 2°; royal decree no. 1 art. 18 as it was"
_TWENTY_FIFTH = "royal decree no. 1 art. 17 §2 as of the decree of 29 September 2024"
_AWR = "AWR art. 10 and 19"
DEADLINES = (
    Deadline("BE", PeriodKind.MONTH, 20, True, f"{_MONTHLY}; {_CIRCULAR}", date(1993, 1, 1)),
    Deadline("BE", PeriodKind.QUARTER, 20, True, _TWENTIETH, date(1993, 1, 1), date(2024, 9, 30)),
    Deadline("BE", PeriodKind.QUARTER, 25, True, f"{_TWENTY_FIFTH}; {_CIRCULAR}", date(2024, 10, 1), date(2025, 6, 30)),
    Deadline("BE", PeriodKind.QUARTER, 25, False, f"{_TWENTY_FIFTH}; {_CIRCULAR}", date(2025, 7, 1)),
    Deadline("NL", PeriodKind.MONTH, LAST_DAY, False, _AWR, date(1969, 1, 1)),
    Deadline("NL", PeriodKind.QUARTER, LAST_DAY, False, _AWR, date(1969, 1, 1)),
)


@dataclass(frozen=True, slots=True, order=True)
class VatPeriod:
    """A whole month or quarter of the calendar.

    >>> VatPeriod.named("2026-Q4")
    VatPeriod(starts_on=datetime.date(2026, 10, 1), ends_on=datetime.date(2026, 12, 31))
    """

    starts_on: date
    ends_on: date

    @property
    def kind(self) -> PeriodKind:
        return PeriodKind.MONTH if self.starts_on.month == self.ends_on.month else PeriodKind.QUARTER

    @property
    def name(self) -> str:
        """As people and addresses name it.

        >>> VatPeriod.containing(date(2026, 11, 21), PeriodKind.MONTH).name
        '2026-11'
        """
        year, month = self.starts_on.year, self.starts_on.month
        return f"{year}-{month:02d}" if self.kind is PeriodKind.MONTH else f"{year}-Q{(month + 2) // 3}"

    @classmethod
    def containing(cls, day: date, kind: PeriodKind) -> VatPeriod:
        first = day.month if kind is PeriodKind.MONTH else (day.month - 1) // 3 * 3 + 1
        last = first if kind is PeriodKind.MONTH else first + 2
        return cls(date(day.year, first, 1), date(day.year, last, calendar.monthrange(day.year, last)[1]))

    @classmethod
    def named(cls, text: str) -> VatPeriod:
        """Raises PeriodUnknown."""
        found = re.fullmatch(r"([12]\d{3})-(?:Q([1-4])|(0[1-9]|1[0-2]))", text)
        if found is None:
            raise PeriodUnknown(f"'{text[:20]}' is no VAT period", field="period", value=text[:20])
        year, quarter, month = found.groups()
        if quarter:
            return cls.containing(date(int(year), int(quarter) * 3, 1), PeriodKind.QUARTER)
        return cls.containing(date(int(year), int(month), 1), PeriodKind.MONTH)

    def following(self) -> VatPeriod:
        return VatPeriod.containing(self.ends_on + timedelta(days=1), self.kind)

    def preceding(self) -> VatPeriod:
        return VatPeriod.containing(self.starts_on - timedelta(days=1), self.kind)

    def open_part(self, day: date, closed: date | None) -> VatPeriod:
        """Of whoever closed a part of it before they changed over, the month of `day`; else all of it.

        >>> quarter, october = VatPeriod.named("2026-Q4"), date(2026, 10, 31)
        >>> quarter.open_part(date(2026, 11, 21), october).name, quarter.open_part(october, None).name
        ('2026-11', '2026-Q4')
        """
        begun = closed is not None and self.starts_on <= closed
        return VatPeriod.containing(day, PeriodKind.MONTH) if begun else self

    def __contains__(self, day: date) -> bool:
        return self.starts_on <= day <= self.ends_on


def deadline(period: VatPeriod, country: str = "BE") -> date:
    """The last day to file and pay; one in a weekend or on a public holiday moves where the law says so.

    Raises PeriodUnknown for a country or time that we hold no deadline of.

    >>> deadline(VatPeriod.named("2026-11")), deadline(VatPeriod.named("2026-Q1"))    # a Sunday; a Saturday
    (datetime.date(2026, 12, 21), datetime.date(2026, 4, 25))
    """
    for each in DEADLINES:
        if (each.country, each.kind) == (country, period.kind) and each.holds(period.starts_on):
            month = VatPeriod.containing(period.ends_on + timedelta(days=1), PeriodKind.MONTH)
            day = month.starts_on.replace(day=min(each.day, month.ends_on.day))
            return working_day(day) if each.moves else day
    raise PeriodUnknown(f"no deadline known for {period.name} in {country}", field="period", value=period.name)
