"""Made-up purchase ledgers of several kinds, clean or with anomalies put in, and the truth beside them.

The same seed makes the same ledger. A clean one holds what every company has and nobody should be asked about: rents
that return, batches of one day, price lists, months without sales, thousands of tiny lines.
"""

import math
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import pyarrow as pa

from accounting.anomalies.entries import ENTRIES, PARTS_OF_ONE

ACCOUNTS = ("610000", "611000", "612000", "613200", "614000", "616000", "604000", "240000", "600000")
RATES = (21, 21, 21, 6, 12, 0)
MONDAY = 0
LIMITS = (1000, 2500, 5000, 10000)


@dataclass
class Supplier:
    name: str
    middle: float
    spread: float
    account: str
    iban: str
    rate: int
    style: str
    number: int
    weekends: bool = False
    fixed: float = 0.0

    def next_number(self, on: date, dice: random.Random) -> str:
        self.number += 1 if self.fixed else dice.choice((1, 1, 2, 3, 7, 12))
        return self.style.format(y=on.year, m=on.month, n=self.number)


@dataclass
class Made:
    rows: list[dict[str, Any]] = field(default_factory=list)
    truth: dict[str, str] = field(default_factory=dict)
    """The ids of what was put in, and as what."""

    def table(self) -> pa.Table:
        return table_of(self.rows)


STYLES = ("{y}-{n:05d}", "{n}", "F{y}{n:04d}", "INV/{y}/{n:04d}", "{n:08d}", "VF{n}", "{m:02d}{n:04d}", "R-{n}")


def table_of(rows: list[dict[str, Any]]) -> pa.Table:
    """Columns of `ENTRIES`; amounts are written in cents."""
    made = []
    for place, row in enumerate(rows):
        cents = {name: row.get(name) for name in ("amount", "net", "vat")}
        parts = {name: None if value is None else value * PARTS_OF_ONE // 100 for name, value in cents.items()}
        texts = {name: row.get(name) or "" for name in ("id", "counterparty", "reference", "account", "iban", "book")}
        day = row["on"].toordinal() if row.get("on") else None
        made.append({**texts, **parts, "place": place, "day": day, "attributes": row.get("attributes", [])})
    return pa.Table.from_pylist(made, schema=ENTRIES)


def suppliers(dice: random.Random, count: int, middle: float = 5.0, name: str = "Supplier") -> list[Supplier]:
    return [
        Supplier(
            name=f"{name} {place:05d}",
            middle=dice.gauss(middle, 1.2),
            spread=dice.uniform(0.15, 0.9),
            account=dice.choice(ACCOUNTS),
            iban=iban(dice),
            rate=dice.choice(RATES),
            style=dice.choice(STYLES),
            number=dice.randint(1, 9000),
            weekends=dice.random() < 0.05,
        )
        for place in range(count)
    ]


def iban(dice: random.Random) -> str:
    """A Belgian account whose check digits agree."""
    head = dice.randint(0, 10**10 - 1)
    digits = f"{head:010d}{head % 97 or 97:02d}"
    return f"BE{98 - int(digits + '111400') % 97:02d}{digits}"


def entry(supplier: Supplier, on: date, dice: random.Random, cents: int | None = None) -> dict[str, Any]:
    if cents is None:
        cents = supplier.fixed or max(100, round(100 * math.exp(dice.gauss(supplier.middle, supplier.spread))))
    net = round(cents / (1 + supplier.rate / 100))
    return {
        "counterparty": supplier.name, "on": on, "reference": supplier.next_number(on, dice), "amount": round(cents),
        "net": net, "vat": round(net * supplier.rate / 100), "account": supplier.account, "iban": supplier.iban,
    }  # fmt: skip


def settle_vat(row: dict[str, Any]) -> dict[str, Any]:
    row["amount"] = row["net"] + row["vat"]
    return row


def working(on: date, supplier: Supplier | None = None) -> date:
    while on.weekday() > 4 and not (supplier and supplier.weekends):
        on += timedelta(days=1)
    return on


def many_small(dice: random.Random, size: int, first: date) -> list[dict[str, Any]]:
    """A thousand suppliers with a handful of invoices each."""
    of = suppliers(dice, max(size // 6, 3))
    return [_drawn(dice.choice(of), first, 365, dice) for _ in range(size)]


def recurring(dice: random.Random, size: int, first: date) -> list[dict[str, Any]]:
    """Rents, leases and subscriptions: the same amount every month, numbers that follow one another."""
    rows = []
    for supplier in suppliers(dice, max(size // 12, 1), 6.0, "Lessor"):
        supplier.fixed = (
            round(math.exp(supplier.middle)) * 100 if dice.random() < 0.5 else round(100 * math.exp(supplier.middle))
        )
        day = dice.randint(1, 28)
        for month in range(12):
            on = date(first.year + (first.month + month - 1) // 12, (first.month + month - 1) % 12 + 1, day)
            rows.append(settle_vat(entry(supplier, working(on), dice)))
    return rows


def seasonal(dice: random.Random, size: int, first: date) -> list[dict[str, Any]]:
    """Nearly everything in three months, amounts that double in season."""
    rows = []
    of = suppliers(dice, max(size // 25, 3), 6.0)
    for _ in range(size):
        supplier = dice.choice(of)
        in_season = dice.random() < 0.8
        row = _drawn(supplier, first + timedelta(days=150 if in_season else 0), 90 if in_season else 365, dice)
        rows.append(row if not in_season else settle_vat({**row, "net": row["net"] * 2, "vat": row["vat"] * 2}))
    return rows


def retail(dice: random.Random, size: int, first: date) -> list[dict[str, Any]]:
    """Tiny lines on every day of the week from a few suppliers with price lists."""
    of = suppliers(dice, max(size // 400, 4), 2.0)
    prices = {each.name: [round(100 * math.exp(dice.gauss(2.0, 0.8))) for _ in range(60)] for each in of}
    rows = []
    for _ in range(size):
        supplier = dice.choice(of)
        supplier.weekends = True
        cents = dice.choice(prices[supplier.name]) * dice.choice((1, 1, 1, 2, 3, 6, 12))
        rows.append(_drawn(supplier, first, 365, dice, cents))
    return rows


def ordinary(dice: random.Random, size: int, first: date) -> list[dict[str, Any]]:
    """Some of everything: a few large suppliers, a long tail, subscriptions, batches of one day."""
    of = suppliers(dice, max(size // 15, 5), 5.5)
    weights = [1 / (place + 1) for place in range(len(of))]
    rows = recurring(dice, size // 10, first)
    while len(rows) < size:
        supplier = dice.choices(of, weights)[0]
        on = working(first + timedelta(days=dice.randrange(364)), supplier)
        for _ in range(1 if dice.random() < 0.8 else dice.randint(2, 6)):
            rows.append(settle_vat(entry(supplier, on, dice)))
    return rows[:size]


KINDS: dict[str, Callable[[random.Random, int, date], list[dict[str, Any]]]] = {
    "many_small": many_small, "recurring": recurring, "seasonal": seasonal, "retail": retail, "ordinary": ordinary,
}  # fmt: skip


def ledger(kind: str, size: int, seed: int, first: date = date(2025, 1, 1)) -> Made:
    """A clean ledger of that kind, in order of its dates."""
    dice = random.Random(f"{kind} {size} {seed}")
    rows = KINDS[kind](dice, size, first)
    return numbered(Made(sorted(rows, key=lambda row: row["on"])))


def numbered(made: Made) -> Made:
    """Ids in order; what was put in is known by them."""
    for place, row in enumerate(made.rows, start=1):
        row["id"] = str(place)
        if "put_in" in row:
            made.truth[row["id"]] = row["put_in"]
    return made


def _drawn(supplier: Supplier, first: date, days: int, dice: random.Random, cents: int | None = None) -> dict[str, Any]:
    on = working(first + timedelta(days=dice.randrange(days)), supplier)
    return settle_vat(entry(supplier, on, dice, cents))
