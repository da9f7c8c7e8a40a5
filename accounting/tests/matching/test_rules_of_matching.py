"""What may be applied unasked, and what is a person's: one rule a test, each with its numbers."""

import json
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accounting.matching import Item, Options, StatementLine, rank, reconcile
from accounting.matching.columns import match_tables, table_of_items, table_of_lines

DAY = date(2026, 3, 20)
WHO = "Houthandel Verhoeven NV"
OGM = "+++090/9337/55493+++"


def line(id, amount, text="", name=WHO, on=DAY, **more):
    return StatementLine(id, on, Decimal(amount), text, name, **more)


def item(id, amount, reference, text="", name=WHO, on=DAY - timedelta(days=19), **more):
    return Item(id, on, Decimal(amount), text, reference, name=name, **more)


def codes(match):
    return {reason.code for reason in match.reasons}


@pytest.mark.parametrize(
    ("said", "reference"),
    [
        ("DOMICILIERING TELENET 20260115 MANDAAT 88123", "2026-01"),
        ("AANKOOP 20-01-2026 12:44 COLRUYT", "F2026-12"),
        ("kenmerk 9912345678001", "123456"),
    ],
)
def test_digits_inside_other_digits_are_no_number(said, reference):
    lines, items = [line("L", "-60.50", said, name="")], [item("I", "-60.50", reference, name="Jansen Schilderwerken")]
    found = match_tables(table_of_lines("b", lines), table_of_items("b", items)).to_pylist()
    assert not any(each["auto"] for each in found)
    assert not any(code == "number" for each in found for code, *_ in json.loads(each["reasons"]))


TEXTS = st.sampled_from(["", "2026-0101", "20260101", "2026-0102", OGM, "20260115 12:44", "9920260101"])
NAMES = st.sampled_from([WHO, "Jansen BV", "Verhoeven", ""])
AMOUNTS = st.sampled_from(["10.10", "20.20", "30.30", "-30.30"])


@given(
    st.lists(st.tuples(AMOUNTS, TEXTS, NAMES, st.integers(0, 30)), max_size=6),
    st.lists(st.tuples(AMOUNTS, TEXTS, NAMES, st.integers(0, 30)), max_size=6),
)
@settings(max_examples=150, deadline=None)
def test_what_match_tables_applies_automatically_reconcile_applies_too(drawn_lines, drawn_items):
    lines = [line(f"L{n}", a, t, w, DAY + timedelta(days=d)) for n, (a, t, w, d) in enumerate(drawn_lines)]
    items = [item(f"I{n}", a, t, name=w, on=DAY - timedelta(days=d)) for n, (a, t, w, d) in enumerate(drawn_items)]
    table = match_tables(table_of_lines("b", lines), table_of_items("b", items)).to_pylist()
    applied = {(each["line_id"], each["item_id"]) for each in table if each["auto"] and each["kind"] != "offsetting"}
    assert applied <= {
        (x, y) for match in reconcile(lines, items) if match.auto for x in match.lines for y in match.items
    }


def test_of_two_payments_that_name_one_invoice_neither_is_applied_whatever_else_differs():
    lines = [
        line("L1", "121.37", "factuur 2026-0101", name="Jansen"),
        line("L2", "121.37", "factuur 2026-0101", on=DAY + timedelta(days=1)),
    ]
    (match,) = reconcile(lines, [item("I", "121.37", "2026-0101")])
    assert not match.auto
    assert "paid_twice" in codes(match)


@pytest.mark.parametrize("said", ["factuur 2026-0101", "090933755493", "factuur 2026-4711"])
def test_a_line_that_names_another_document_is_never_applied(said):
    items = [item("A", "200.20", "2026-0101", OGM), item("B", "100.10", "2026-0102")]
    (match,) = reconcile([line("L", "100.10", said)], items)
    assert (match.items, match.auto) == (("B",), False)
    assert "number_other" in codes(match)


def test_lines_that_name_other_documents_are_no_instalments_to_be_applied():
    lines = [line("L1", "100.10", "fact 2025-0900"), line("L2", "200.20", "fact 2025-0901")]
    assert not any(match.auto for match in reconcile(lines, [item("I", "300.30", "2026-0101")]))


@pytest.mark.parametrize(
    ("paid", "open_", "is_fee"),
    [
        ("119.50", "121.00", True),
        ("-122.50", "-121.00", True),
        ("136.40", "121.00", False),
        ("-113.30", "-121.00", False),
        ("181.00", "240.00", False),
    ],
)
def test_a_fee_makes_money_in_less_and_money_out_more_and_is_small(paid, open_, is_fee):
    (match,) = reconcile([line("L", paid, "2026-0101")], [item("I", open_, "2026-0101")])
    assert ("bank_fee" in codes(match)) == is_fee


@pytest.mark.parametrize(("paid", "code"), [("590.00", "bank_fee"), ("588.00", "cash_discount"), ("450.00", "partial")])
def test_several_named_invoices_that_are_not_paid_in_full_are_one_answer(paid, code):
    items = [item(f"I{n}", f"{n}00.00", f"2026-010{n}") for n in (1, 2, 3)]
    (match,) = reconcile([line("L", paid, "2026-0101 2026-0102 2026-0103")], items)
    assert (match.kind, match.items, match.auto) == ("difference", ("I1", "I2", "I3"), False)
    assert code in codes(match)


def test_an_invoice_less_its_credit_note_is_paid_together():
    items = [item("I", "500.00", "2026-0101"), item("C", "-50.00", "2026-0107", "creditnota")]
    (match,) = reconcile([line("L", "450.00", "factuur 2026-0101 min CN 2026-0107")], items)
    assert (match.kind, match.items, match.auto) == ("many_items", ("C", "I"), True)
    (match,) = reconcile([line("L", "450.00", "betaling")], items)
    assert (match.items, match.auto) == (("C", "I"), False)


def test_a_refused_item_leaves_the_other_sums_of_the_line():
    items = [item(f"I{n}", f"{n}.00", f"2026-0{n}") for n in (100, 200, 120, 180)]
    refused = Options(rejected=frozenset({("L", "I120")}))
    (match,) = reconcile([line("L", "300.00", "betaling")], items, refused)
    assert match.items == ("I100", "I200")


def test_a_refused_sum_leaves_its_items_and_the_other_sums_of_the_line():
    """100 + 200 is refused: 120 + 180 is proposed, then no sum; an item of it alone still is."""
    items = [item(f"I{n}", f"{n}.00", f"2026-0{n}") for n in (100, 200, 120, 180)]
    paid, first, second = line("L", "300.00", "betaling"), frozenset({"I100", "I200"}), frozenset({"I120", "I180"})
    refused = [Options(rejected_sums=frozenset(("L", each) for each in said)) for said in ((first,), (first, second))]
    for door in (reconcile, lambda lines, *asked: rank(lines[0], *asked)):
        match, *_ = door([paid], items, refused[0])
        assert match.items == ("I120", "I180")
        assert "I100" in [each.items[0] for each in door([paid], items, refused[1]) if len(each.items) == 1]
        assert not [each for each in door([paid], items, refused[1]) if len(each.items) > 1]
        assert door([line("M", "300.00", "betaling")], items, refused[1])[0].items == ("I100", "I200")


def test_a_refused_sum_that_the_line_names_or_that_is_less_a_credit_note_does_not_come_back():
    items = [item(f"I{n}", f"{n}00.00", f"2026-010{n}") for n in (1, 2)]
    bill, credit = item("I", "500.00", "2026-0107"), item("C", "-50.00", "2026-0108", "creditnota")
    for paid, open_items in (
        (line("L", "300.00", "2026-0101 2026-0102"), items),
        (line("L", "250.00", "2026-0101 2026-0102"), items),
        (line("L", "450.00", "betaling"), [bill, credit]),
    ):
        together = {each.items for each in rank(paid, open_items) if len(each.items) > 1}
        assert together == {tuple(each.id for each in sorted(open_items, key=lambda each: each.id))}
        refused = Options(rejected_sums=frozenset({("L", frozenset(*together))}))
        assert not [each for each in rank(paid, open_items, refused) if len(each.items) > 1]
        assert not [each for each in reconcile([paid], open_items, refused) if len(each.items) > 1]


@pytest.mark.parametrize("days", [-20, 384])
def test_what_is_named_is_found_however_early_or_late(days):
    mine = item("I", "121.37", "2026-0101", OGM, on=DAY - timedelta(days=days))
    assert [match.items for match in reconcile([line("L", "121.37", OGM)], [mine])] == [("I",)]
    assert reconcile([line("L", "121.37")], [mine]) == []


def test_instalments_that_name_their_invoice_are_proposed_before_the_last_has_come():
    lines = [line("L1", "40.10", OGM), line("L2", "40.20", OGM, on=DAY + timedelta(days=30))]
    (match,) = reconcile(lines, [item("I", "121.00", "2026-0101", OGM)])
    assert (match.kind, match.lines, match.auto) == ("difference", ("L1", "L2"), False)
    assert "partial" in codes(match)


@pytest.mark.parametrize("name", ["Immobilien Verhoeven Groep Gent", "VERHOEVEN GENT", "VERHOEVENS"])
def test_a_name_with_more_in_it_is_not_the_same_name(name):
    (match,) = reconcile([line("L", "88.12", name=name)], [item("I", "88.12", "2026-0101", name="Verhoeven BV")])
    assert "name_same" not in codes(match)
    assert not match.auto


def test_currencies_are_compared_without_case():
    (match,) = reconcile([line("L", "60.60", "2026-0101", currency="eur")], [item("I", "60.60", "2026-0101")])
    assert match.auto
