"""Layouts: the rubrics of a statement, read from data."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cache
from importlib.resources import files

from accounting.chart import LANGUAGES
from accounting.plan import plan

Sum = tuple[tuple[int, str], ...]


class Statement(StrEnum):
    """What a layout is of; the value is part of its file's name."""

    BALANCE_SHEET = "balance-sheet"
    PROFIT_AND_LOSS = "profit-and-loss"
    APPROPRIATION = "appropriation"


@dataclass(frozen=True, slots=True, eq=False)
class Rubric:
    """One line of a statement. It has accounts of its own, or sums up others with their signs; level 0 is a total.

    `sign` is what turns debit minus credit into the figure as it is printed.
    """

    code: str
    level: int
    names: dict[str, str]
    accounts: tuple[str, ...]
    sums: Sum
    sign: int

    def name(self, language: str) -> str:
        return self.names.get(language) or self.names["en"]


@dataclass(frozen=True, slots=True, eq=False)
class Layout:
    """The rubrics of one statement, in the order of paper."""

    statement: Statement
    rubrics: tuple[Rubric, ...]

    def rubric(self, code: str) -> Rubric:
        return next(each for each in self.rubrics if each.code == code)

    def place(self, account: str, balance: Decimal) -> Rubric | None:
        """Where an account with that balance stands, if this statement has a place for it."""
        return _place(self, account, "D" if balance >= 0 else "C")

    @property
    def sides(self) -> tuple[str, str]:
        """The totals of a balance sheet: what is owned, and what is owed."""
        first, second = (each.code for each in self.rubrics if each.level == 0)
        return first, second


@cache
def _place(of: Layout, account: str, side: str) -> Rubric | None:
    best: tuple[int, Rubric | None] = (0, None)
    for rubric in of.rubrics:
        for pattern in rubric.accounts:
            beginning = pattern.rstrip("DC")
            fits = account.startswith(beginning) and pattern[len(beginning) :] in ("", side)
            # 55C wins over 55, and 168 over 16
            weight = 2 * len(beginning) + (pattern != beginning)
            if fits and weight > best[0]:
                best = (weight, rubric)
    return best[1]


@cache
def layout(statement: Statement | str, country: str = "BE") -> Layout:
    """The layout of a country; the Belgian one where we hold none."""
    statement = Statement(statement)
    source = files("accounting.reports") / "layouts" / f"{plan(country).country.lower()}.{statement}.csv"
    rows = csv.DictReader(source.read_text(encoding="utf-8").splitlines(), delimiter=";")
    return Layout(statement, tuple(_rubric(row) for row in rows))


def _rubric(row: dict[str, str]) -> Rubric:
    sums = tuple((1 if part[0] == "+" else -1, part[1:]) for part in row["sum"].split())
    return Rubric(
        code=row["code"],
        level=int(row["level"]),
        names={language: row[language] for language in LANGUAGES},
        accounts=tuple(row["accounts"].split()),
        sums=sums,
        sign=1 if row["side"] == "D" else -1,
    )
