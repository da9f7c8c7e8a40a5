"""Money that goes out is judged like money that comes in, whichever sign a ledger writes."""

import json
import random
from datetime import date, timedelta

import pyarrow as pa
import pyarrow.compute as pc
import pytest
from injected import injected
from ledgers import KINDS, table_of

from accounting.anomalies.entries import Ledger
from accounting.anomalies.judging import judge

FIRST = date(2025, 1, 6)


def turned(table: pa.Table) -> pa.Table:
    """The same ledger with all signs turned."""
    for name in ("amount", "net", "vat"):
        table = table.set_column(table.column_names.index(name), name, pc.negate(table[name]))
    return table


def points(judged: pa.Table) -> list[list[tuple[str, int]]]:
    return [[(code, points) for code, points, _ in json.loads(told)] for told in judged["reasons"].to_pylist()]


def with_credits(rows, seed):
    """One in twenty of them again, as a credit."""
    dice = random.Random(seed)
    return [*rows, *({**row, "amount": -row["amount"], "net": None, "vat": None, "reference": f"CN{row['reference']}"}
                     for row in dice.sample(rows, len(rows) // 20))]  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_a_ledger_with_all_signs_turned_has_the_same_scores(kind):
    table = table_of(with_credits(injected(kind, 1500, 61, each=4).rows, kind))
    judged, other = judge(table), judge(turned(table))
    assert sum(judged["finding"].to_pylist()) > 10
    assert other["score"].equals(judged["score"])
    assert points(other) == points(judged)


def bank(entries=1200, seed="bank"):
    """Receipts of customers and payments to suppliers, in one book; the suppliers as in `company`, with a minus."""
    dice = random.Random(seed)
    rows = []
    for place in range(entries):
        party, out = place * 7 % 24, place % 2
        rows.append(
            {"counterparty": f"{'Supplier' if out else 'Customer'} {party}", "amount": (-1) ** out * dice.randint(15000, 90000),
             "on": FIRST + timedelta(days=place * 350 // entries), "reference": f"{party:02d}/{4000 + 3 * place}"}
        )  # fmt: skip
    return rows


def last(rows):
    for place, row in enumerate(rows):
        row["id"] = str(place)
    judged = judge(table_of(rows)).to_pylist()
    return judged[-1]["finding"], {code: figures for code, _, figures in json.loads(judged[-1]["reasons"])}


@pytest.mark.parametrize("place", [600, 601])
def test_at_a_bank_an_invoice_paid_twice_is_found_whichever_way_the_money_goes(place):
    rows = bank()
    row = rows[place]
    again = {**row, "reference": f"0{row['reference']}", "on": row["on"] + timedelta(days=3)}
    found, reasons = last([*rows, again])
    assert found
    assert reasons["near_duplicate"][1] == str(place)
    credit = {**row, "amount": -row["amount"], "reference": "back", "on": row["on"] + timedelta(days=4)}
    assert "near_duplicate" not in last([*rows, credit, again])[1]


def test_a_payment_in_pieces_below_a_limit_is_found():
    pieces = [
        {**bank()[601], "amount": -cents, "reference": f"25/9{cents}"} for cents in (481000, 493300, 499900)
    ]  # fmt: skip
    found, reasons = last([*bank(), *pieces])
    assert found
    assert reasons["split"][:4] == ["4999.00", "5000", "3", "14742.00"]


def test_a_large_payment_to_a_newcomer_is_found():
    found, reasons = last([*bank(), {**bank()[601], "counterparty": "New NV", "amount": -6_000_000}])
    assert found
    assert reasons["rare_and_large"][0] == "-60000.00"


def test_what_is_owed_is_above_zero_and_credits_below():
    one_way = [{"counterparty": f"S{place % 5}", "amount": -100} for place in range(40)]
    one_way.append({"counterparty": "Credited only", "amount": 70})
    assert Ledger.of(table_of(one_way)).due.tolist() == [1_0000] * 40 + [-7000]
    both_ways = [
        {"counterparty": name, "amount": amount}
        for name, amount in (("A", -300), ("A", -200), ("A", 200), ("B", 500), ("", -90), ("", 80), ("C", 10), ("C", -10))
    ]  # fmt: skip
    assert Ledger.of(table_of(both_ways)).due.tolist() == [30000, 20000, -20000, 50000, 9000, 8000, -1000, 1000]
