"""The return: what its grids come to, and whether it holds together.

Belgium: form 625 and its notice; controls as the tax authority's own checks of a return, with the tolerance it allows.
Netherlands: the rubrics of the Dutch return, 1a to 5g, in whole euros rounded in favour of who files (Belastingdienst,
explanation of the digital turnover tax return: all amounts in whole euros, in your favour); 5a is the sum of what 1a to
4b come to when rounded, 5g what is left of it after 5b, below zero what is reclaimed.
"""

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
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
    """`kind`: sales, purchases, due, deductible, advance (paid in December: told in the return, no part of its result),
    or what no posting counts in: total (of what is due) and result.
    """

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

RESULTS = {"BE": ("71", "72"), "NL": ("5g", "5g")}
"""The grid of what is to be paid, and the grid of what is to be received; where it is the same, that is below zero."""

CHARGED = {"BE": {"54": 1, "64": -1}, "NL": {"1av": 1, "1bv": 1, "1cv": 1}}
"""Grids of the VAT that customers were asked, less what credit notes gave back."""

OWED_BY_BUYER = {"BE": ("55", "56", "57"), "NL": ("2av", "4av", "4bv")}
"""Grids of the VAT that the buyer owes in the supplier's place: who files no returns owes it all the same, by a special
one of the quarter (Belgium: form 629, VAT Code art. 53ter) or by a single return (Netherlands: Wet OB art. 25).
"""

DEDUCTED = {"BE": "59", "NL": "5b"}
"""Grids of the VAT that is deducted of purchases."""

CORRECTED_APART = ("BE",)
"""Where the return of who files none otherwise asks only what is owed as a buyer (form 629), so that what credit notes
correct of before is declared apart.
"""

TOTAL_DUE = {"NL": "5a"}
IN_WHOLE_EUROS = ("NL",)
COMPUTED = ("total", "result")
"""Kinds of grids that no posting counts in."""


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
    return with_result(sums_of(postings), country)


def sums_of(postings: Iterable[Posting]) -> Totals:
    """What the postings come to in each grid, to the cent."""
    sums: Totals = {}
    for posting in postings:
        for marked in posting.grids:
            amount = abs(posting.amount)
            sums[marked[1:]] = sums.get(marked[1:], ZERO) + (amount if marked[0] == "+" else -amount)
    return sums


def with_result(sums: Mapping[str, Decimal], country: str = "BE", *, as_filed: bool = True) -> Totals:
    """Sums per grid with what is to be paid or to be received; as the return has them, or exactly as in the books.

    >>> with_result({"54": Decimal(210), "59": Decimal(100)})
    {'54': Decimal('210'), '59': Decimal('100'), '71': Decimal('110')}
    >>> with_result({"1a": Decimal("99.90"), "1av": Decimal("20.98"), "5b": Decimal("30.01")}, "NL")
    {'1a': Decimal('99'), '1av': Decimal('20'), '5a': Decimal('20'), '5b': Decimal('31'), '5g': Decimal('-11')}
    """
    known = grids_of(country)
    of_postings = {grid: amount for grid, amount in sums.items() if grid not in known or _is_counted(known[grid])}
    rounded = filed(of_postings, country) if as_filed else of_postings
    found = {grid: amount for grid, amount in rounded.items() if amount}
    result = balance(found, country)
    owed = sum((found.get(each.grid, ZERO) for each in known.values() if each.kind == "due"), ZERO)
    if owed and country in TOTAL_DUE:
        found[TOTAL_DUE[country]] = owed
    if result and country in RESULTS:
        to_pay, to_receive = RESULTS[country]
        found[to_pay if result > 0 else to_receive] = result if to_pay == to_receive else abs(result)
    order = list(known)
    return {grid: found[grid] for grid in sorted(found, key=lambda each: (each not in known, _place(order, each)))}


def filed(sums: Mapping[str, Decimal], country: str = "BE") -> Totals:
    """The amounts as the return asks for them: in whole euros, less due and more deducted, or as they are.

    >>> filed({"1bv": Decimal("-4.10"), "5b": Decimal("12.01")}, "NL")
    {'1bv': Decimal('-5'), '5b': Decimal('13')}
    """
    if country not in IN_WHOLE_EUROS:
        return dict(sums)
    known = grids_of(country)
    up = {grid for grid in sums if grid in known and known[grid].kind == "deductible"}
    return {
        grid: amount.to_integral_value(ROUND_CEILING if grid in up else ROUND_FLOOR) for grid, amount in sums.items()
    }


def filed_balance(sums: Mapping[str, Decimal], country: str = "BE") -> Decimal:
    """What the return says is owed to the State; less than zero when the State owes."""
    return balance(filed(sums, country), country)


def charged(sums: Mapping[str, Decimal], country: str = "BE") -> Decimal:
    """The VAT that customers were asked and did not get back: it is owed by whoever asked it (Directive art. 203).

    >>> charged({"54": Decimal(210), "64": Decimal(21), "55": Decimal(42)})
    Decimal('189')
    """
    return sum((sign * sums.get(grid, ZERO) for grid, sign in CHARGED.get(country, {}).items()), ZERO)


def vat_in(sums: Mapping[str, Decimal], country: str = "BE") -> Totals:
    """What stands in the grids of VAT, due and deductible.

    >>> vat_in({"03": Decimal(100), "54": Decimal(21), "59": Decimal(0)})
    {'54': Decimal('21')}
    """
    return {grid: sums[grid] for grid in grids_of_vat(country) if sums.get(grid)}


def grids_of_vat(country: str) -> tuple[str, ...]:
    """The grids of VAT, due and deductible.

    >>> grids_of_vat("BE")
    ('54', '55', '56', '57', '61', '63', '59', '62', '64')
    """
    return tuple(grid for grid, each in grids_of(country).items() if each.kind in ("due", "deductible"))


def declared_anyway(country: str) -> tuple[str, ...]:
    """With their sign, the grids of VAT that is told by who files no returns too: all but what they may not deduct.

    >>> declared_anyway("NL")[-3:]
    ('+4bv', '-4bv', '-5b')
    """
    signed = (sign + grid for grid in grids_of_vat(country) for sign in "+-")
    return tuple(each for each in signed if each != f"+{DEDUCTED.get(country)}")


def owed_as_buyer(sums: Mapping[str, Decimal], country: str = "BE") -> Decimal:
    """What of it is owed in the supplier's place; the rest of a special return corrects VAT of before.

    >>> owed_as_buyer({"55": Decimal(21), "64": Decimal(42)})
    Decimal('21')
    """
    return sum((sums.get(grid, ZERO) for grid in OWED_BY_BUYER.get(country, ())), ZERO)


def _is_counted(grid: Grid) -> bool:
    return grid.kind not in COMPUTED


def postable(grid: str, country: str) -> bool:
    """Whether postings can count in a grid: it is in the country's return, and not worked out from others.

    >>> postable("54", "BE"), postable("71", "BE"), postable("1av", "NL"), postable("54", "NL"), postable("5a", "NL")
    (True, False, True, False, False)
    """
    known = grids_of(country)
    return grid in known and _is_counted(known[grid])


def balance(sums: Mapping[str, Decimal], country: str = "BE") -> Decimal:
    """What is owed to the State by the books; less than zero when the State owes."""
    sign = {"due": 1, "deductible": -1}
    return sum((sign.get(each.kind, 0) * sums.get(each.grid, ZERO) for each in grids_of(country).values()), ZERO)


def controls(sums: Mapping[str, Decimal], on: date, country: str = "BE") -> Sequence[Control]:
    """The checks of a Belgian return, each with both its sides; `on` is the period's last day.

    The form takes no amount below zero: credit notes have grids of their own, corrections 61 and 62.

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
    below = [each for each in grids_of(country) if sums.get(each, ZERO) < 0]
    least = min((sums[each] for each in below), default=ZERO)
    never = f"{' · '.join(below) or '00 … 91'} ≥ 0"
    first = Control("vat_on_sales", rule, due, of("54"), tolerance, abs(due - of("54")) <= tolerance)
    return (
        first,
        *(Control(*each, tolerance, max(each[2], ZERO) + tolerance >= each[3]) for each in at_most),
        Control("nothing_below_zero", never, least, ZERO, ZERO, not below),
    )


def tolerance_on(on: date) -> Decimal:
    """Raises PeriodUnknown."""
    for each in TOLERANCES:
        if each.valid_from <= on and (each.valid_to is None or on <= each.valid_to):
            return each.amount
    raise PeriodUnknown(f"no tolerance known for a return of {on}", field="period", value=str(on))


def _place(order: Sequence[str], grid: str) -> tuple[int, str]:
    return (order.index(grid), grid) if grid in order else (len(order), grid)
