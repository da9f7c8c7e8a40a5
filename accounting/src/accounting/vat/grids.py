"""The return: what its grids come to, and whether it holds together.

Belgium: form 625 and its notice; controls as the tax authority's own checks of a return, with the tolerance it allows.
Netherlands: the rubrics of the Dutch return (the total due, 5a, is the sum of the VAT of 1a to 4b).
"""

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from importlib.resources import files

from accounting.journal import Posting
from accounting.vat.periods import PeriodUnknown
from accounting.vat.posting_grids import BELGIAN_RATES
from accounting.vat.rates import standard_rate

ZERO = Decimal(0)
Totals = dict[str, Decimal]


@dataclass(frozen=True, slots=True)
class Grid:
    """`kind`: sales, purchases, due, deductible, or result (which no posting counts in)."""

    country: str
    grid: str
    kind: str
    names: dict[str, str]


@dataclass(frozen=True, slots=True)
class Control:
    """Something a return should satisfy. `rule` is about grids: `01 × 6 % + … = 54`."""

    name: str
    rule: str
    left: Decimal
    right: Decimal
    tolerance: Decimal
    holds: bool


@dataclass(frozen=True, slots=True)
class Tolerance:
    """How far the sides of a control may be apart between two days."""

    amount: Decimal
    valid_from: date
    valid_to: date | None = None


TOLERANCES = (Tolerance(Decimal(62), date(2002, 1, 1)),)
"""2,500 francs until 2001, since then their worth in euro, as the checks published with the return's schema have it."""

RESULTS = {"BE": ("71", "72"), "NL": ("5g", "5t")}
"""The grid of what is to be paid, and the grid of what is to be received."""


@cache
def grids_of(country: str) -> Mapping[str, Grid]:
    """The grids of a country's return, in its order; none for a country whose return we do not know.

    >>> grids_of("BE")["54"].names["fr"]
    'TVA sur 01, 02 et 03'
    """
    text = (files("accounting") / "vat" / "grids.csv").read_text(encoding="utf-8")
    return {
        row["grid"]: Grid(row["country"], row["grid"], row["kind"], {each: row[each] for each in ("nl", "fr", "en")})
        for row in csv.DictReader(text.splitlines(), delimiter=";")
        if row["country"] == country
    }


def totals(postings: Iterable[Posting], country: str = "BE") -> Totals:
    """What each grid comes to, and the result; grids that come to nothing are left out."""
    sums: Totals = {}
    for posting in postings:
        for marked in posting.grids:
            amount = abs(posting.amount)
            sums[marked[1:]] = sums.get(marked[1:], ZERO) + (amount if marked[0] == "+" else -amount)
    return with_result(sums, country)


def with_result(sums: Mapping[str, Decimal], country: str = "BE") -> Totals:
    """Sums per grid with what is to be paid or to be received: one of them, or neither.

    >>> with_result({"54": Decimal(210), "59": Decimal(100)})
    {'54': Decimal('210'), '59': Decimal('100'), '71': Decimal('110')}
    """
    known = grids_of(country)
    found = {grid: amount for grid, amount in sums.items() if amount and grid not in RESULTS.get(country, ())}
    due = balance(found, country)
    if due and country in RESULTS:
        to_pay, to_receive = RESULTS[country]
        found[to_pay if due > 0 else to_receive] = abs(due)
    order = list(known)
    return {grid: found[grid] for grid in sorted(found, key=lambda each: (each not in known, _place(order, each)))}


def balance(sums: Mapping[str, Decimal], country: str = "BE") -> Decimal:
    """What is owed to the State; less than zero when the State owes."""
    sign = {"due": 1, "deductible": -1}
    return sum((sign.get(each.kind, 0) * sums.get(each.grid, ZERO) for each in grids_of(country).values()), ZERO)


def controls(sums: Mapping[str, Decimal], on: date, country: str = "BE") -> Sequence[Control]:
    """The checks of a Belgian return, each with both its sides; `on` is the period's last day.

    Raises PeriodUnknown for a time that we hold no tolerance of.
    """
    if country != "BE":
        return ()
    tolerance = tolerance_on(on)
    standard = standard_rate(country, on) / 100

    def of(*grids: str) -> Decimal:
        return sum((sums.get(grid, ZERO) for grid in grids), ZERO)

    per_cent = f"{standard * 100:f} %"
    rated = sorted((grid, percent) for percent, grid in BELGIAN_RATES.items() if percent)
    due = sum((of(grid) * percent / 100 for grid, percent in rated), ZERO)
    at_most = [
        ("vat_on_intra_community", f"(84 + 86 + 88) × {per_cent} ≥ 55", of("84", "86", "88") * standard, of("55")),
        ("vat_on_reverse_charge", f"(85 + 87) × {per_cent} ≥ 56 + 57", of("85", "87") * standard, of("56", "57")),
        ("vat_deducted", "(81 + 82 + 83 + 84 + 85) × 50 % ≥ 59", of("81", "82", "83", "84", "85") / 2, of("59")),
        ("vat_repaid", f"85 × {per_cent} ≥ 63", of("85") * standard, of("63")),
        ("vat_recovered", f"49 × {per_cent} ≥ 64", of("49") * standard, of("64")),
    ]
    rule = " + ".join(f"{grid} × {percent:f} %" for grid, percent in rated) + " = 54"
    first = Control("vat_on_sales", rule, due, of("54"), tolerance, abs(due - of("54")) <= tolerance)
    return (first, *(Control(*each, tolerance, each[2] + tolerance >= each[3]) for each in at_most))


def tolerance_on(on: date) -> Decimal:
    """Raises PeriodUnknown."""
    for each in TOLERANCES:
        if each.valid_from <= on and (each.valid_to is None or on <= each.valid_to):
            return each.amount
    raise PeriodUnknown(f"no tolerance known for a return of {on}", field="period", value=str(on))


def _place(order: Sequence[str], grid: str) -> tuple[int, str]:
    return (order.index(grid), grid) if grid in order else (len(order), grid)
