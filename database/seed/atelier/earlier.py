"""The year before: taken over from other software, each month's totals as three entries."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from atelier.desk import Desk, Step
from atelier.tables import CENT, MONTHS, Row, day_of, table

VAT = Decimal("0.21")
REDUCED = Decimal("0.06")
SERVICES = {"610": 30, "603": 42, "613": 14, "616": 8, "615": 6}
STAFF = {"620": 61, "621": 17, "618": 22}
"""Percentages of what the month's services and staff came to."""


def taken_over(desk: Desk) -> list[Step]:
    """Sales, purchases and money of every month of last year, and what is booked once a year."""
    year = desk.calendar.first - 1
    steps = []
    for row in table("last_year"):
        on = day_of(year, int(row["month"]), 31)
        steps.append(Step(on, 1, lambda row=row, on=on: _month(desk, row, on)))  # type: ignore[misc]
    steps.append(Step(day_of(year, 12, 31), 2, lambda: _depreciation(desk, day_of(year, 12, 31))))
    steps.append(Step(day_of(year, 1, 24), 1, lambda: _old_vat(desk, day_of(year, 1, 24))))
    return steps


def _month(desk: Desk, row: Row, on: date) -> None:
    name = f"{MONTHS[on.month - 1]} {on.year}"
    amounts = {each: Decimal(row[each]) for each in row if each != "month"}
    vat = (amounts["sales_21"] * VAT).quantize(CENT) + (amounts["sales_6"] * REDUCED).quantize(CENT)
    sold = sum((amounts[each] for each in amounts if each.startswith("sales")), vat)
    bought = amounts["goods"] + amounts["services"]
    deducted = (bought * VAT).quantize(CENT)
    desk.post(
        on,
        f"Verkopen {name}, overgenomen",
        [
            line("400", debit=sold),
            line("701", credit=amounts["sales_21"], grids=["+03"]),
            line("705", credit=amounts["sales_6"], grids=["+01"]),
            line("705", credit=amounts["sales_45"], grids=["+45"]),
            line("701", credit=amounts["sales_46"], grids=["+46"]),
            line("451", credit=vat, grids=["+54"]),
        ],
    )
    desk.post(
        on,
        f"Aankopen {name}, overgenomen",
        [
            line("600", debit=amounts["goods"], grids=["+81"]),
            *(line(code, debit=part, grids=["+82"]) for code, part in _split(amounts["services"], SERVICES)),
            line("411", debit=deducted, grids=["+59"]),
            line("440", credit=bought + deducted),
        ],
    )
    desk.post(
        on,
        f"Ontvangsten, betalingen en lonen {name}, overgenomen",
        [
            *(line(code, debit=part) for code, part in _split(amounts["staff"], STAFF)),
            line("440", debit=bought + deducted),
            line("400", credit=sold),
            line("550", debit=sold - bought - deducted - amounts["staff"]),
        ],
    )


def _split(amount: Decimal, percentages: dict[str, int]) -> list[tuple[str, Decimal]]:
    """The last account takes what rounding left."""
    parts = [(code, (amount * percent / 100).quantize(CENT)) for code, percent in percentages.items()]
    code, part = parts[-1]
    return [*parts[:-1], (code, part + amount - sum((each for _, each in parts), Decimal(0)))]


def _depreciation(desk: Desk, on: date) -> None:
    postings = [
        line("630", debit=Decimal(11400)),
        line("230009", credit=Decimal(8100)),
        line("240009", credit=Decimal(3300)),
    ]
    desk.post(on, f"Afschrijvingen {on.year}, overgenomen", postings)


def _old_vat(desk: Desk, on: date) -> None:
    owed = Decimal(next(row["credit"] for row in table("opening") if row["account"] == "4512"))
    desk.post(on, f"Btw vierde kwartaal {on.year - 1}", [line("4512", debit=owed), line("550", credit=owed)], "bank")


def line(account: str, *, debit: Decimal = CENT * 0, credit: Decimal = CENT * 0, **more: Any) -> dict[str, Any]:
    """A posting on the side that its sign asks for."""
    amount = debit - credit
    return {"account_code": account, "debit" if amount > 0 else "credit": f"{abs(amount):.2f}", **more}
