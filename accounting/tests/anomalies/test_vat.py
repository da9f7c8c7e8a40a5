"""VAT that cannot be, and VAT of several rates on one invoice, which can."""

import json
import random
from datetime import date, timedelta

import pytest
from ledgers import table_of

from accounting.anomalies.judging import judge


def purchases(count=2000, seed="vat"):
    """Thirty suppliers, most of 21 %."""
    dice = random.Random(seed)
    rows = []
    for place in range(count):
        supplier = place * 7 % 30
        rate, net = (21, 21, 21, 6, 12)[supplier % 5], dice.randint(5000, 90000)
        rows.append(
            {"id": str(place), "counterparty": f"Supplier {supplier}", "on": date(2025, 1, 6) + timedelta(days=place // 6),
             "reference": f"{supplier:02d}-{7000 + 3 * place}", "net": net, "vat": round(net * rate / 100),
             "amount": net + round(net * rate / 100)}
        )  # fmt: skip
    return rows


def with_vat(row, vat):
    return {**row, "vat": vat, "amount": row["net"] + vat}


def points_of(rows):
    judged = judge(table_of(rows)).to_pylist()
    told = {row["id"]: {code: points for code, points, _ in json.loads(row["reasons"])} for row in judged}
    mismatch = {id: points["vat_mismatch"] for id, points in told.items() if "vat_mismatch" in points}
    return mismatch, {row["id"] for row in judged if row["finding"]}


@pytest.mark.parametrize("share", [0.001, 0.005, 0.02])
@pytest.mark.parametrize("sign", [1, -1])
def test_invoices_of_two_rates_are_no_findings(share, sign):
    rows, dice = purchases(), random.Random(str(share))
    for place in dice.sample(range(len(rows)), round(share * len(rows))):
        standard = rows[place]["net"] * dice.randint(20, 80) // 100
        vat = round(standard * 0.21) + round((rows[place]["net"] - standard) * 0.06)
        rows[place] = {**with_vat(rows[place], vat), "reference": rows[place]["reference"]}
    for row in rows:
        row |= {name: sign * row[name] for name in ("net", "vat", "amount")}
    assert points_of(rows)[1] == set()


WRONG = {
    "above the highest rate": lambda row: with_vat(row, round(row["net"] * 0.25)),
    "of the other sign": lambda row: with_vat(row, -round(row["net"] * 0.21)),
    "a sum that does not add up": lambda row: {**row, "amount": row["amount"] + 900},
}


@pytest.mark.parametrize("how", WRONG)
def test_vat_that_cannot_be_is_found_among_invoices_of_two_rates(how):
    rows, dice = purchases(), random.Random(how)
    places = dice.sample(range(len(rows)), 30)
    for place in places[:20]:
        rows[place] = with_vat(rows[place], rows[place]["net"] * 17 // 100)
    for place in places[20:]:
        rows[place] = WRONG[how]({**rows[place], "net": 80000 + place, "vat": round((80000 + place) * 0.21)})
    assert points_of(rows)[1] >= {str(place) for place in places[20:]}


def test_two_rates_tell_more_at_a_counterparty_of_one():
    rows = purchases()
    of = {
        name: [at for at, row in enumerate(rows) if row["counterparty"] == name]
        for name in ("Supplier 5", "Supplier 7")
    }
    for at in of["Supplier 7"][::3]:
        rows[at] = with_vat(rows[at], round(rows[at]["net"] * 0.06))
    for places in of.values():
        rows[places[10]] = with_vat({**rows[places[10]], "net": 40000}, 6800)
    points, _ = points_of(rows)
    one, several = (points[str(places[10])] for places in of.values())
    assert one > several > 0
