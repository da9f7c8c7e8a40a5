"""What a counterparty is used to decides: fees that return, parts of orders, prices near a limit, amounts of all sizes."""

import json
import math
import random
from datetime import date, timedelta

import pytest
from ledgers import table_of

from accounting.anomalies.judging import judge

FIRST = date(2025, 1, 6)
FEE = 115335


def judged(rows):
    for place, row in enumerate(rows):
        row["id"] = str(place)
    return judge(table_of(rows)).to_pylist()


def reasons_of(row):
    return {code: points for code, points, _ in json.loads(row["reasons"])}


def company(entries=2000, seed="company"):
    """Forty suppliers of all sizes."""
    dice = random.Random(seed)
    rows = []
    for place in range(entries):
        supplier = place * 7 % 40
        cents = round(100 * math.exp(dice.gauss(4 + supplier / 10, 0.5)))
        rows.append(
            {"counterparty": f"Supplier {supplier}", "on": FIRST + timedelta(days=place * 364 // entries),
             "reference": f"{supplier:02d}{9000 + 3 * place}", "amount": cents}
        )  # fmt: skip
    return rows


def fees(count=400, name="Court of appeal"):
    """The same fee on nearly every working day, for one file each."""
    return [
        {"counterparty": name, "on": FIRST + timedelta(days=place * 364 // count),
         "reference": f"E3-{51000 + 17 * place}", "amount": FEE}
        for place in range(count)
    ]  # fmt: skip


def test_fees_that_return_every_day_are_none_of_them_found():
    assert not any(row["finding"] for row in judged([*company(), *fees()]))


@pytest.mark.parametrize("dress", ["{}-C", "{}bis", "0{}", "E3 {1}", "{}A"])
def test_a_file_that_is_paid_twice_is_found_among_fees_that_return_every_day(dress):
    rows = [*company(), *fees()]
    earlier = rows[2100]
    number = dress.format(earlier["reference"], earlier["reference"][3:])
    rows.append({**earlier, "reference": number, "on": earlier["on"] + timedelta(days=11)})
    last = judged(rows)[-1]
    assert last["finding"]
    assert "near_duplicate" in reasons_of(last)


def test_a_counterparty_that_numbers_parts_is_used_to_them():
    rows = [*company(), *fees()]
    for place, row in enumerate(rows[2000:]):
        row["reference"] = f"{row['reference'][:-1]}{place % 10}{'AB'[place % 2]}"
        row["amount"] += 1000 * (place % 9)
    parts = [{**row, "reference": row["reference"][:-1], "amount": row["amount"] // 2 + 7} for row in rows[2000::2]]
    again = {**rows[2100], "reference": rows[2100]["reference"][:-1], "on": rows[2100]["on"] + timedelta(days=2)}
    points = reasons_of(judged([*rows, *parts, again])[-1]).get("near_duplicate", 0)
    alone = reasons_of(judged([*rows, again])[-1])["near_duplicate"]
    assert points < alone


def test_one_credit_among_hundreds_of_fees_settles_none_of_them_for_certain():
    rows = [*company(), *fees()]
    rows.append({**rows[2300], "reference": "CN-1", "amount": -FEE})
    twice = {**rows[2100], "reference": f"{rows[2100]['reference']}-C"}
    assert "near_duplicate" in reasons_of(judged([*rows, twice])[-1])


def test_a_purchase_in_pieces_at_a_supplier_that_is_nearly_new():
    rows = company()
    rows.append({"counterparty": "Newcomer", "on": FIRST, "reference": "K-1", "amount": 41000})
    for piece, cents in enumerate((477110, 470006, 462877, 491234)):
        rows.append(
            {"counterparty": "Newcomer", "on": FIRST + timedelta(days=200), "reference": f"K-{31 + 7 * piece}",
             "amount": cents}
        )  # fmt: skip
    found = judged(rows)[-4:]
    assert all(row["finding"] and "split" in reasons_of(row) for row in found)


def test_a_supplier_whose_prices_lie_below_a_limit_splits_nothing():
    rows = company()
    dice = random.Random("prices")
    for week in range(30):
        for piece in range(2):
            rows.append(
                {"counterparty": "Leasing", "on": FIRST + timedelta(days=7 * week), "reference": f"K-{week}{piece}",
                 "amount": dice.randint(455000, 499900)}
            )  # fmt: skip
    assert not any(row["finding"] for row in judged(rows))


def test_amounts_of_all_sizes_are_the_way_of_a_counterparty():
    """Mostly stamps, and now and then a campaign: the largest one is little above the next."""
    rows = company()
    campaigns = (631226, 672578, 784927, 814890, 1036587)
    for place in range(400):
        rows.append(
            {"counterparty": "Post", "on": FIRST + timedelta(days=place * 9 // 10), "reference": f"{70000 + 13 * place}",
             "amount": campaigns[place // 80] if place % 80 == 40 else 5000 + 37 * (place % 90)}
        )  # fmt: skip
    assert not any(row["finding"] for row in judged(rows))
    rows[-1] |= {"amount": 41_000_000}
    assert judged(rows)[-1]["finding"]


def till(seed, total=240000, days=700, weekends=True):
    """What a shop took, once a day."""
    dice = random.Random(seed)
    on = [FIRST + timedelta(days=day) for day in range(days) if weekends or (FIRST + timedelta(days=day)).weekday() < 5]
    return [
        {"counterparty": "Till", "on": day, "reference": f"Z-{place:05d}", "amount": round(total * math.exp(dice.gauss(-0.4, 0.2)))}
        for place, day in enumerate(on)
    ]  # fmt: skip


@pytest.mark.parametrize("weekends", [True, False])
def test_daily_totals_near_a_limit_are_no_purchase_in_pieces(weekends):
    """However improbable: five days in a row just below."""
    rows = till("totals", weekends=weekends)
    start = next(at for at in range(300, 400) if rows[at]["on"].weekday() == 0)
    for at in range(start, start + 5):
        rows[at]["amount"] = 240000 + 1100 * (at - start)
    assert not any("split" in row["reasons"] for row in judged([*company(), *rows]))


def test_several_on_one_day_are_a_purchase_in_pieces_even_at_one_that_sends_daily():
    rows = [*company(), *till("pieces", total=100000)]
    pieces = [{**rows[2350], "reference": f"Z-9{cents}", "amount": cents} for cents in (477110, 470006, 462877)]
    found = judged([*rows, *pieces])[-3:]
    assert all(row["finding"] and "split" in reasons_of(row) for row in found)
