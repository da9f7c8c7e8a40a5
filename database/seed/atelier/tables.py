"""The tables of this folder: rows by heading, and on which day of a year they happen."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from random import Random

FOLDER = Path(__file__).resolve().parent
CENT = Decimal("0.01")
MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip

Row = dict[str, str]


def table(name: str) -> list[Row]:
    """The rows of a table, each by the headings of its first line."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter=";"))


def groups(name: str, by: str = "ref") -> Iterator[list[Row]]:
    """Rows that belong together: those that repeat the first one's name."""
    found: dict[str, list[Row]] = {}
    for row in table(name):
        found.setdefault(row[by], []).append(row)
    yield from found.values()


def months(said: str) -> list[int]:
    """`1-12` or `2,5,8`; 13 is January of the next year.

    >>> months("1-3,6")
    [1, 2, 3, 6]
    """
    found: list[int] = []
    for part in said.split(","):
        first, _, last = part.partition("-")
        found += range(int(first), int(last or first) + 1)
    return found


def day_of(year: int, month: int, day: int) -> date:
    """That day, or the month's last."""
    first = date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)
    end = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return min(first + timedelta(days=day - 1), end)


def working_day(day: date) -> date:
    """The Friday before a weekend; the Monday after it at the beginning of a month, so that the month stays."""
    over = day.weekday() - 4
    if over <= 0:
        return day
    return day - timedelta(days=over) if day.day > over else day + timedelta(days=3 - over)


def quarter_ends(first: int, until: date) -> list[date]:
    """The last days of the quarters from a year on, as far as they have passed."""
    ends = [day_of(year, month, 31) for year in range(first, until.year + 1) for month in (3, 6, 9, 12)]
    return [each for each in ends if each < until]


def varied(amount: str, percent: str, *seed: object) -> Decimal:
    """About that amount, the same each time it is asked with the same seed."""
    dice = Random(" ".join(map(str, seed)))
    return (Decimal(amount) * (100 + Decimal(dice.randint(-10, 10)) * Decimal(percent) / 10) / 100).quantize(CENT)


@dataclass(frozen=True, slots=True)
class Calendar:
    """The day the demo company was made, and the years that it tells of.

    `first` is the year told invoice by invoice; the one before is taken over in monthly totals. In the first half of a
    year the last one is told as well: there is always a good half year to look at.
    """

    today: date

    @property
    def first(self) -> int:
        return self.today.year if self.today.month > 6 else self.today.year - 1

    @property
    def years(self) -> range:
        return range(self.first, self.today.year + 1)

    def happen(self, said: str, day: str) -> Iterator[date]:
        """The days of a row that have come: in these months, on that day."""
        for year in self.years:
            for month in months(said):
                on = working_day(day_of(year, month, int(day)))
                if on <= self.today:
                    yield on
