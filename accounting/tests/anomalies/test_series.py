"""Holes in the numbers of one's own invoices, and in those of others."""

import json
import random
from datetime import date, timedelta

import pytest
from ledgers import table_of

from accounting.anomalies.judging import judge


def sales(count, missing=(), customers=60, seed="sales"):
    """One's own invoices, numbered as they are made; `missing` numbers are not there."""
    dice = random.Random(seed)
    return [
        {"id": str(number), "counterparty": f"Customer {dice.randrange(customers)}", "reference": f"2025/{number:05d}",
         "on": date(2025, 1, 2) + timedelta(days=number * 350 // count), "amount": dice.randint(500, 90000)}
        for number in range(count)
        if number not in missing
    ]  # fmt: skip


def holes(rows):
    """After which numbers' holes there are findings."""
    judged = judge(table_of(rows)).to_pylist()
    return [row["id"] for row in judged if row["finding"] and any(each[0] == "sequence_gap" for each in json.loads(row["reasons"]))]  # fmt: skip


@pytest.mark.parametrize("count", [60, 200, 1000, 4000])
@pytest.mark.parametrize("times", [1, 3])
def test_a_hole_in_the_numbers_of_ones_own_invoices_is_always_found(count, times):
    missing = random.Random(count).sample(range(count // 10, count - count // 10, 2), times)
    assert holes(sales(count, missing)) == [str(number + 1) for number in sorted(missing)]


def test_the_amount_of_the_next_invoice_does_not_matter():
    rows = sales(400, [200])
    for amount in (100, 900_000):
        rows[200]["amount"] = amount
        assert holes(rows) == ["201"]


def test_holes_everywhere_are_how_numbers_are_given_out():
    missing = random.Random("many").sample(range(1000), 30)
    assert holes(sales(1000, missing)) == []


def test_the_next_number_of_a_supplier_may_be_for_somebody_else():
    assert holes(sales(400, [200], customers=1)) == []


def test_numbers_that_meet_by_chance_are_no_series():
    """Small numbers of many suppliers fill a range together, in no order of days."""
    rows = sales(1200, random.Random("gone").sample(range(1200), 5))
    random.Random("days").shuffle(days := [row["on"] for row in rows])
    for row, on in zip(rows, days, strict=True):
        row["on"] = on
    assert holes(rows) == []
