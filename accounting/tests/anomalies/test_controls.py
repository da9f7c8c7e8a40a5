"""Each control on a ledger in which one entry shows what it looks for, and on the same ledger without it."""

import json
from datetime import date, timedelta

import numpy as np
import pytest
from ledgers import ledger, table_of

from accounting.anomalies import CONTROLS, DEFAULTS, LimitRefused, Limits
from accounting.anomalies.days import HOLIDAY, WORKDAY, kinds_of_day
from accounting.anomalies.judging import judge
from accounting.anomalies.looking import COMBINED, LOOKS

WEDNESDAY = date(2025, 6, 18)
SUNDAY = date(2025, 6, 22)
GOOD_IBAN, OTHER_IBAN, WRONG_IBAN = "BE68539007547034", "NL91ABNA0417164300", "BE68539007547035"


def company(entries=120):
    """Six suppliers with ordinary invoices on working days, each with its own series, account and bank account."""
    rows = []
    for place in range(entries):
        supplier = place % 6
        on = date(2025, 1, 6) + timedelta(days=7 * (place // 5) % 350 + place % 5)
        net = 20000 + 1000 * supplier + 137 * (place * 7 % 31)
        rows.append(
            {"counterparty": f"Supplier {supplier}", "on": on, "reference": f"{supplier}F-{9000 + 13 * place}",
             "net": net, "vat": round(net * 0.21), "amount": net + round(net * 0.21), "account": f"61{supplier}000",
             "iban": f"BE{supplier}"}
        )  # fmt: skip
    return rows


def like(rows, place, **changes):
    return {**rows[place], **changes}


def told(rows, limits=None):
    """Reasons of the last row, by code."""
    for place, row in enumerate(rows):
        row["id"] = str(place)
    judged = judge(table_of(rows), limits).to_pylist()
    for each in judged:
        assert each["score"] == sum(points for _, points, _ in json.loads(each["reasons"]))
    return {code: (points, figures) for code, points, figures in json.loads(judged[-1]["reasons"])}, judged


@pytest.fixture
def rows():
    made = company()
    for row in made:
        row["iban"] = GOOD_IBAN if row["counterparty"] == "Supplier 3" else ""
    return made


def put(rows, control):
    """The row that the control should speak of."""
    last = rows[60]
    gross = last["amount"]
    return {
        "near_duplicate": lambda: like(rows, 60, reference=last["reference"] + "A", on=last["on"] + timedelta(days=4)),
        "same_invoice_twice": lambda: like(rows, 60, on=last["on"] + timedelta(days=20)),
        "other_counterparty": lambda: like(rows, 60, counterparty="Supplier 2", iban="", account="612000"),
        "amount_history": lambda: like(rows, 60, amount=gross * 60, net=None, vat=None, reference="0F-20001"),
        "rare_and_large": lambda: like(rows, 60, counterparty="New NV", amount=gross * 200, net=None, vat=None),
        "round_on_quiet_day": lambda: like(
            rows, 60, amount=800000, net=None, vat=None, on=SUNDAY, reference="0F-20001"
        ),
        "iban_changed": lambda: like(rows, 63, iban=OTHER_IBAN, reference="3F-20001", on=date(2025, 12, 30)),
        "iban_shared": lambda: like(rows, 60, iban=GOOD_IBAN, reference="0F-20001", on=date(2025, 12, 30)),
        "iban_invalid": lambda: like(rows, 60, iban=WRONG_IBAN, reference="0F-20001"),
        "rare_account": lambda: like(rows, 60, account="489000", reference="0F-20001"),
        "vat_mismatch": lambda: like(rows, 60, vat=last["vat"] - 4000, amount=gross - 4000, reference="0F-20001"),
        "incomplete": lambda: like(rows, 60, on=None, reference="0F-20001"),
    }[control]()


FINDABLE = (
    "near_duplicate same_invoice_twice other_counterparty amount_history rare_and_large round_on_quiet_day iban_changed "
    "iban_shared iban_invalid rare_account vat_mismatch incomplete"
).split()


@pytest.mark.parametrize("control", FINDABLE)
def test_a_control_speaks_of_what_it_looks_for(rows, control):
    reasons, _ = told([*rows, put(rows, control)])
    assert control in reasons
    points, figures = reasons[control]
    assert points > 0
    assert len(figures) == len(next(each for each in CONTROLS if each.code == control).tells)


@pytest.mark.parametrize("control", FINDABLE)
def test_a_control_that_is_switched_off_gives_nothing(rows, control):
    reasons, _ = told([*rows, put(rows, control)], Limits(off=frozenset({control})))
    assert control not in reasons


def test_the_same_ledger_without_it_has_no_finding(rows):
    _, judged = told(rows)
    assert not any(row["finding"] for row in judged)


def test_a_near_duplicate_names_the_other_invoice(rows):
    reasons, judged = told([*rows, put(rows, "near_duplicate")])
    kind, other, number, on, amount, counterparty = reasons["near_duplicate"][1]
    row = rows[60]
    assert (kind, other, number, on) == ("added_at_end", "60", row["reference"], row["on"].isoformat())
    assert (amount, counterparty) == (f"{row['amount'] / 100:.2f}", row["counterparty"])
    assert judged[-1]["finding"]


def test_a_duplicate_that_was_credited_is_settled(rows):
    twice = put(rows, "near_duplicate")
    credit = like(rows, 60, reference="CN-1", amount=-twice["amount"], net=None, vat=None)
    reasons, _ = told([*rows, credit, twice])
    assert "near_duplicate" not in reasons


def test_rents_are_no_duplicates():
    rows = company()
    for month in range(12):
        rows.append(
            {"counterparty": "Landlord", "on": date(2025, month + 1, 3), "reference": f"HUUR-{month + 1:02d}",
             "amount": 121000, "account": "610000"}
        )  # fmt: skip
    _, judged = told(rows)
    assert not any("duplicate" in row["reasons"] for row in judged)


def split_rows(rows, cents, days=0):
    return [
        like(
            rows,
            60,
            amount=amount,
            net=None,
            vat=None,
            reference=f"0F-2{place}77",
            on=WEDNESDAY + timedelta(days=place * days),
        )
        for place, amount in enumerate(cents)
    ]


def test_one_purchase_in_pieces_below_a_limit(rows):
    reasons, judged = told([*rows, *split_rows(rows, (495000, 481000, 499900))])
    assert reasons["split"][1] == ["4999.00", "5000", "3", "14759.00", WEDNESDAY.isoformat()]
    assert all(row["finding"] for row in judged[-3:])


@pytest.mark.parametrize(
    "pieces", [((495000,), 0), ((495000, 495000), 0), ((495000, 481000), 30), ((350000, 330000), 0)]
)
def test_what_is_no_split(rows, pieces):
    reasons, _ = told([*rows, *split_rows(rows, *pieces)])
    assert "split" not in reasons


def test_a_company_with_a_limit_of_its_own(rows):
    pieces = split_rows(rows, (295000, 291000, 299000))
    assert "split" not in told([*rows, *pieces])[0]
    assert told([*rows, *pieces], Limits({"split": {"limits": (3000.0,)}}))[0]["split"][1][1] == "3000"


def test_a_hole_and_a_repeat_in_a_series_without_holes():
    rows = [
        {"counterparty": f"Customer {place % 40}", "on": date(2025, 1, 1) + timedelta(days=place // 3),
         "reference": f"2025/{place + (place > 500):05d}", "amount": 10000 + 37 * (place * 11 % 97)}
        for place in range(1000)
    ]  # fmt: skip
    judged = [json.loads(row["reasons"]) for row in told(rows)[1]]
    assert [
        (place, reason[2]) for place, row in enumerate(judged) for reason in row if reason[0] == "sequence_gap"
    ] == [(501, ["2025/00502", "501", "501", "1000"])]
    rows.append(like(rows, 700, counterparty="Customer 3", on=date(2025, 12, 1), amount=77700))
    reasons, _ = told(rows)
    assert reasons["number_twice"][1] == ["2025/00701", "700", "1001"]


def test_numbers_of_suppliers_may_have_holes(rows):
    assert not any("sequence_gap" in row["reasons"] for row in told(rows)[1])


def test_practice_is_no_finding():
    """A shop that is open on Sundays, and a supplier with round amounts only."""
    rows = [
        {"counterparty": f"Supplier {place % 8}", "on": date(2025, 1, 1) + timedelta(days=place % 360),
         "reference": f"{place * 17}", "amount": 100000 * (1 + place % 7)}
        for place in range(2000)
    ]  # fmt: skip
    assert not any(row["finding"] for row in told(rows)[1])


def test_rare_combinations_of_attributes_are_seen():
    rows = ledger("ordinary", 4000, 5).rows
    for place, row in enumerate(rows):
        row["attributes"] = [f"J{place % 4}", f"CC{place % 4}", "EUR"]
    rows.append({**rows[100], "attributes": ["J9", "CC8", "XAF"], "reference": "7777777"})
    reasons, _ = told(rows)
    assert reasons["rare_attributes"][1] == ["J9 · CC8 · XAF"]


def test_every_control_has_its_limits_and_its_words():
    codes = [control.code for control in CONTROLS]
    assert len(codes) == len(set(codes))
    assert set(codes) == set(DEFAULTS)
    assert all(control.tells and control.weight > 0 and 0 < control.usual < 0.01 for control in CONTROLS)
    assert sorted([*LOOKS, *COMBINED]) == sorted(codes)


@pytest.mark.parametrize(
    "make",
    [
        lambda: Limits(off=frozenset({"no_such"})),
        lambda: Limits({"no_such": {"days": (3,)}}),
        lambda: Limits({"split": {"no_such": (3,)}}),
        lambda: Limits({"split": {"limits": ()}}),
        lambda: Limits({"split": {"limits": (-5,)}}),
        lambda: Limits({"near_duplicate": {"days": (float("nan"),)}}),
    ],
)
def test_limits_that_make_no_sense_are_refused(make):
    with pytest.raises(LimitRefused):
        make()


def test_the_country_decides_which_days_are_quiet():
    kings_day, national_day = date(2026, 4, 27).toordinal(), date(2026, 7, 21).toordinal()
    day = np.array([kings_day, national_day, 0])
    assert kinds_of_day(day, "NL").tolist() == [HOLIDAY, WORKDAY, WORKDAY]
    assert kinds_of_day(day, "BE").tolist() == [WORKDAY, HOLIDAY, WORKDAY]
    assert kinds_of_day(day, "LU").tolist() == kinds_of_day(day, "BE").tolist()
