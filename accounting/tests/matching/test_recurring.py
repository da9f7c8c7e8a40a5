"""An amount that comes back: a payment that does not say which it pays may be for a document that is not there yet."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pyarrow as pa
import pytest

from accounting.matching import Item, Match, Options, StatementLine, reconcile
from accounting.matching.columns import ITEMS, items_of, match_tables, table_of_items, table_of_lines

WHO, OGM = "Telenet BV", "+++090/9337/55493+++"
BILL = Item("I", date(2026, 9, 1), Decimal("-60.49"), reference="T-9001", name=WHO, contact="c", recurs=30)
KNOWN = Options(habits={"BE68539007547034": "c"})


def paid(days: int, item: Item, text: str = "betaling") -> Match:
    line = StatementLine("L", item.on + timedelta(days=days), item.amount, text, WHO, "BE68539007547034")
    (match,) = reconcile([line], [item], KNOWN)
    return match


@pytest.mark.parametrize(
    ("days", "recurs", "alone"),
    [
        (25, 30, True),
        (26, 30, False),  # the next one may be there by then
        (70, 30, False),
        (-5, 30, True),  # a standing order is a few days early
        (-6, 30, False),  # the one before may be late
        (70, None, True),
        (70, 91, True),  # of a quarter
        (87, 91, False),
        (20, 0, True),
        (7, 7, True),
        (8, 7, False),  # of a week
        (26, 33, False),  # of a month whose documents come on other days
    ],
)
def test_a_payment_that_may_be_of_the_next_or_the_last_one_of_its_amount_is_a_persons(days, recurs, alone):
    match = paid(days, replace(BILL, recurs=recurs))
    told = [reason.values for reason in match.reasons if reason.code == "recurs"]
    assert (match.items, match.auto, told) == (("I",), alone, [] if alone else [(str(recurs),)])


@pytest.mark.parametrize(
    ("days", "alone"),
    [(5, True), (6, False), (11, True), (14, True), (17, True), (18, False), (26, False)],  # due after 14 days
)
def test_what_others_pay_of_an_amount_that_comes_back_is_the_items_on_its_day_or_its_due_day(days, alone):
    sold = replace(BILL, amount=Decimal("60.49"), due_on=BILL.on + timedelta(days=14))
    match = paid(days, sold)
    assert (match.auto, "recurs" in {reason.code for reason in match.reasons}) == (alone, not alone)
    assert paid(days, replace(sold, recurs=None)).auto
    assert paid(days, sold, "factuur T-9001").auto


@pytest.mark.parametrize(("days", "recurs", "alone"), [(-1, 7, True), (-2, 7, False), (-3, 14, True), (-4, 14, False)])
def test_of_a_week_a_payment_some_days_before_the_item_may_be_the_last_ones(days, recurs, alone):
    assert paid(days, replace(BILL, recurs=recurs)).auto == alone


@pytest.mark.parametrize(
    ("days", "said", "amount", "early"),
    [
        (-5, "betaling", "-60.49", False),
        (-6, "betaling", "-60.49", True),
        (-6, OGM, "-60.49", True),  # a supplier's reference may be that of every bill
        (-6, "factuur T-9001", "-60.49", False),
        (-6, "betaling", "60.49", False),  # a customer pays before his invoice is made
    ],
)
def test_a_bill_is_not_paid_before_its_day_unless_the_line_names_it(days, said, amount, early):
    match = paid(days, replace(BILL, recurs=None, text=OGM, amount=Decimal(amount)), said)
    told = [reason.values for reason in match.reasons if reason.code == "paid_before"]
    assert (match.items, match.auto, told) == (("I",), not early, [("6",)] if early else [])


@pytest.mark.parametrize(
    ("days", "said", "item", "next_one"),
    [
        (40, "domiciliering mandaat 77", BILL, True),
        (40, "loyer", BILL, True),
        (25, "loyer", BILL, False),
        (31, "loyer", replace(BILL, due_on=date(2026, 10, 1)), False),  # on its due day
        (40, "loyer", replace(BILL, recurs=91), False),  # of a quarter
        (40, "loyer T-9001", BILL, False),
        (40, "betaling", BILL, False),
    ],
)
def test_what_says_that_it_comes_back_is_not_of_a_bill_of_long_ago(days, said, item, next_one):
    """No other bill of this amount is in the books: the first of them is paid by hand, or the next one is late."""
    match = paid(days, item if item.recurs == 91 else replace(item, recurs=None), said)
    told = [reason.values for reason in match.reasons if reason.code == "periodic"]
    assert (match.items, match.auto, told) == (("I",), not next_one, [(str(days),)] if next_one else [])


@pytest.mark.parametrize(
    ("said", "item", "alone"),
    [
        ("factuur T-9001", BILL, True),
        (OGM, replace(BILL, text=OGM), True),
        (OGM, replace(BILL, text=OGM, one_reference=True), False),
        (f"{OGM} T-9001", replace(BILL, text=OGM, one_reference=True), True),
        ("factuur 42", replace(BILL, reference="F2026-00042"), True),
        ("betaling", BILL, False),
    ],
)
def test_a_payment_that_names_it_pays_it_however_late_unless_one_reference_stands_for_all(said, item, alone):
    assert paid(40, item, said).auto == alone


@pytest.mark.parametrize(
    ("said", "one_reference", "alone"),
    [("betaling", False, False), ("factuur T-9001", False, True), (OGM, False, True), (OGM, True, False)],
)
def test_where_the_one_before_is_missing_a_payment_that_names_none_may_be_its(said, one_reference, alone):
    match = paid(3, replace(BILL, text=OGM, one_reference=one_reference, one_missing=True), said)
    assert (match.auto, "recurs" in {reason.code for reason in match.reasons}) == (alone, not alone)


@pytest.mark.parametrize(
    ("said", "item", "alone"),
    [
        ("project fase 2", BILL, False),
        ("project fase 2", replace(BILL, recurs=None), True),
        ("schijf 2", replace(BILL, text="schijf 2"), True),
        ("schijf 2", replace(BILL, text="schijf 3"), False),
        (f"termijn 2 {OGM}", replace(BILL, text=OGM), True),
        (f"termijn 2 {OGM}", replace(BILL, text=OGM, one_reference=True), False),
    ],
)
def test_which_instalment_it_is_no_day_tells(said, item, alone):
    match = paid(3, item, said)
    assert (match.auto, "time_other" in {reason.code for reason in match.reasons}) == (alone, not alone)


@pytest.mark.parametrize(("said", "alone"), [("order 4412", False), ("order 4412, T-9001", True)])
def test_an_order_of_all_months_names_none_of_them(said, alone):
    assert paid(40, replace(BILL, text="4412"), said).auto == alone


@pytest.mark.parametrize(("said", "alone"), [("order 4412", False), ("order 4412, T-9001", True)])
def test_of_two_that_are_open_an_order_names_neither(said, alone):
    """The other was entered without its order."""
    line = StatementLine("L", BILL.on + timedelta(days=9), BILL.amount, said, WHO)
    items = [replace(BILL, text="4412"), replace(BILL, id="J", on=BILL.on - timedelta(days=30), reference="T-9000")]
    assert [(each.items, each.auto) for each in reconcile([line], items, KNOWN)] == [(("I",), alone)]


def test_among_the_rows_that_are_given_the_same_party_and_amount_recur_too():
    """A file may not say it. Here October's is somebody else's to settle, so that September's has no rival."""
    bill, next_one = replace(BILL, recurs=None), replace(BILL, id="J", on=date(2026, 10, 1), recurs=None)
    lines = [
        StatementLine("L", date(2026, 10, 20), BILL.amount, "betaling", WHO),
        StatementLine("M", date(2026, 10, 21), BILL.amount, "factuur T-9002", WHO),
    ]
    found = reconcile(lines, [bill, replace(next_one, reference="T-9002")], KNOWN)
    assert [(match.items, match.auto) for match in found if match.lines == ("M",)] == [(("J",), True)]
    [other] = [match for match in found if match.lines == ("L",)]
    assert (other.auto, "recurs" in {reason.code for reason in other.reasons}) == (False, True)
    alone = reconcile(lines, [bill, replace(next_one, reference="T-9002", name="Proximus", amount=Decimal("-1.00"))])
    assert ("L",) in [match.lines for match in alone]
    assert "recurs" not in {reason.code for match in alone for reason in match.reasons}


def test_columns_carry_it_and_a_file_may_leave_it_out():
    items = [BILL, replace(BILL, id="J", recurs=None, one_reference=True, one_missing=True)]
    table = table_of_items("b", items)
    dated = [replace(each, due_on=each.on) for each in items]
    assert items_of(table) == dated
    lines = table_of_lines("b", [StatementLine("L", date(2026, 10, 20), BILL.amount, "betaling", WHO)])
    without = pa.table({name: table[name] for name in ITEMS.names[:-3]}).slice(0, 1)
    assert "recurs" in match_tables(lines, table.slice(0, 1))["reasons"][0].as_py()
    assert "recurs" not in match_tables(lines, without)["reasons"][0].as_py()


@pytest.mark.parametrize(("recurs", "alone"), [(30, False), (None, True)])
def test_what_is_paid_together_late_may_be_of_the_months_that_are_not_there_yet(recurs, alone):
    bills = [replace(BILL, id=f"I{month}", on=date(2026, month, 1), reference="", recurs=recurs) for month in (9, 10)]
    bills[1] = replace(bills[1], amount=Decimal("-71.37"))
    line = StatementLine("L", date(2026, 12, 28), Decimal("-131.86"), "betaling", WHO, "BE68539007547034")
    (match,) = reconcile([line], bills, KNOWN)
    assert (match.kind, match.items, match.auto) == ("many_items", ("I9", "I10"), alone)


@pytest.mark.parametrize(
    ("recurs", "said", "alone"), [(30, "saldo", False), (None, "saldo", True), (30, "F2026-00101 F2026-00102", True)]
)
def test_a_sum_with_an_amount_that_comes_back_may_be_with_another_of_it(recurs, said, alone):
    """Paid within the days in which one alone is sure: that they add up says nothing of which of them it is."""
    sold = [
        Item("I1", date(2026, 9, 1), Decimal("302.50"), reference="F2026-00101", name=WHO, contact="c", recurs=recurs),
        Item("I2", date(2026, 9, 2), Decimal("474.51"), reference="F2026-00102", name=WHO, contact="c"),
    ]
    line = StatementLine("L", date(2026, 9, 4), Decimal("777.01"), said, WHO, "BE68539007547034")
    (match,) = reconcile([line], sold, KNOWN)
    assert (match.kind, match.items, match.auto) == ("many_items", ("I1", "I2"), alone)


@pytest.mark.parametrize(
    ("amounts", "said", "alone"),
    [
        (("-60.50", "-60.50"), "domiciliering", False),  # a subscription whose bills come later
        (("-33.17", "-87.83"), "betaling", True),
        (("-60.50", "-60.50"), "PX-77123", True),
    ],
)
def test_equal_payments_are_instalments_of_a_bill_only_if_they_name_it(amounts, said, alone):
    bill = Item("I", date(2026, 11, 1), Decimal("-121.00"), reference="PX-77123", name=WHO, contact="c")
    paid = [
        StatementLine(f"L{month}", date(2026, month, 10), Decimal(amount), said, WHO, "BE68539007547034")
        for month, amount in zip((11, 12), amounts, strict=True)
    ]
    (match,) = reconcile(paid, [bill], KNOWN)
    assert (match.kind, match.lines, match.auto) == ("many_lines", ("L11", "L12"), alone)
