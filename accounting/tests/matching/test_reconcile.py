"""What settles what: named cases with their numbers, and the laws that hold for all of them."""

import random
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accounting.matching import AmountTooFine, Item, Options, StatementLine, reconcile

DAY = date(2026, 3, 10)


def line(id, amount, text="", on=DAY, **more):
    return StatementLine(id, on, Decimal(amount), text, **more)


def item(id, amount, text="", reference="", on=DAY - timedelta(days=20), **more):
    return Item(id, on, Decimal(amount), text, reference, **more)


def codes(match):
    return {reason.code for reason in match.reasons}


def test_a_structured_reference_settles_its_invoice_without_asking():
    (match,) = reconcile(
        [line("L1", "121.00", "VIREMENT DE M JANSSENS +++090/9337/55493+++")],
        [item("I1", "121.00", "Peeters BV +++090/9337/55493+++"), item("I2", "121.00", "Maes NV +++010/8068/17183+++")],
    )
    assert (match.lines, match.items, match.kind, match.auto) == (("L1",), ("I1",), "exact", True)
    assert {"amount_same", "structured_reference"} <= codes(match)
    assert match.points == sum(reason.points for reason in match.reasons)


def test_an_invoice_number_in_free_text_is_found_however_it_is_written():
    for said in ("betaling fact. 2026/0042", "FACTURE 2026-0042 MERCI", "20260042"):
        (match,) = reconcile([line("L1", "605.00", said)], [item("I1", "605.00", "Drukkerij Maes", "2026/0042")])
        assert (match.items, match.auto) == (("I1",), True)
        assert "number" in codes(match)


def test_two_equal_answers_are_proposed_but_never_applied():
    (match,) = reconcile(
        [line("L1", "-85.00", "DOMICILIERING PROXIMUS")],
        [item("I1", "-85.00", "Proximus - januari"), item("I2", "-85.00", "Proximus - februari")],
    )
    assert match.items in {("I1",), ("I2",)}
    assert not match.auto


def test_the_best_of_all_pairs_together_is_not_each_lines_favourite():
    matches = reconcile(
        [line("L1", "250.00", "Peeters BV"), line("L2", "250.00", "STORTING")],
        [item("I1", "250.00", "Peeters BV - A"), item("I2", "250.00", "Claes NV - B")],
    )
    assert {(match.lines[0], match.items[0]) for match in matches} == {("L1", "I1"), ("L2", "I2")}


def test_one_payment_for_three_invoices():
    (match,) = reconcile(
        [line("L1", "600.50", "OVERSCHRIJVING VAN GARAGE DUBOIS SRL")],
        [
            item("I1", "100.27", "Garage Dubois SRL - 1"),
            item("I2", "200.23", "Garage Dubois SRL - 2"),
            item("I3", "300.00", "Garage Dubois SRL - 3"),
            item("I4", "77.00", "Garage Dubois SRL - 4"),
        ],
    )
    assert (match.kind, match.items, match.solutions, match.auto) == ("many_items", ("I1", "I2", "I3"), 1, True)


def test_a_sum_with_two_solutions_is_counted_and_left_to_a_person():
    (match,) = reconcile(
        [line("L1", "300.00", "GARAGE DUBOIS SRL")],
        [
            item(f"I{n}", amount, "Garage Dubois SRL")
            for n, amount in enumerate(("100.00", "200.00", "140.00", "160.00"))
        ],
    )
    assert (match.kind, match.solutions, match.auto) == ("many_items", 2, False)


def test_two_instalments_for_one_invoice():
    (match,) = reconcile(
        [
            line("L1", "400.00", "MENUISERIE LEROY acompte"),
            line("L2", "810.00", "MENUISERIE LEROY solde", on=DAY + timedelta(days=15)),
        ],
        [item("I1", "1210.00", "Menuiserie Leroy - facture")],
    )
    assert (match.kind, match.lines, match.items) == ("many_lines", ("L1", "L2"), ("I1",))


@pytest.mark.parametrize(
    ("paid", "open_", "code"),
    [
        ("1222.50", "2122.50", "amount_swapped"),
        ("980.00", "1000.00", "cash_discount"),
        ("2481.50", "2500.00", "bank_fee"),
        ("999.99", "1000.00", "amount_rounded"),
        ("1250.00", "1550.00", "amount_mistyped"),
    ],
)
def test_an_amount_that_differs_says_why_and_is_never_applied_by_itself(paid, open_, code):
    (match,) = reconcile(
        [line("L1", paid, "Imprimerie Lambert SA facture 20260917")],
        [item("I1", open_, "Imprimerie Lambert SA", "2026/0917")],
    )
    assert (match.kind, match.auto) == ("difference", False)
    assert code in codes(match)


def test_a_partial_payment_needs_a_reference():
    paid = line("L1", "500.00", "Imprimerie Lambert SA acompte sur 20260917")
    (match,) = reconcile([paid], [item("I1", "1250.00", "Imprimerie Lambert SA", "2026/0917")])
    assert "partial" in codes(match)
    assert reconcile([line("L1", "500.00", "Toitures Simon")], [item("I1", "1250.00", "Imprimerie Lambert SA")]) == []


def test_another_currency_is_matched_at_the_tenants_rate():
    (match,) = reconcile(
        [line("L1", "-920.00", "Acme Incorporated 88231")],
        [item("I1", "-1000.00", "Acme Incorporated", "INV-88231", currency="USD")],
        Options(rates={"USD": Decimal("0.915")}),
    )
    assert (match.kind, match.auto) == ("difference", False)
    assert "exchange_rate" in codes(match)


def test_an_invoice_and_its_credit_note_undo_each_other():
    (match,) = reconcile(
        [],
        [
            item("I1", "363.00", "Claes NV", "2026/0101"),
            item("I2", "-363.00", "Claes NV - creditnota op 2026/0101", "CN-17", on=DAY),
        ],
    )
    assert (match.kind, match.lines, match.items) == ("offsetting", (), ("I1", "I2"))


def test_a_voided_cheque_that_came_back_at_the_bank_is_no_offsetting():
    matches = reconcile(
        [line("L1", "-90.10", "CHEQUE 4828"), line("L2", "90.10", "CHEQUE 4828")],
        [
            item("I1", "-90.10", "Maes NV", "CHK-4828", on=DAY),
            item("I2", "90.10", "VOID - cheque 4828 Maes NV", "CHK-4828-V", on=DAY),
        ],
    )
    assert {(match.kind, match.lines, match.items) for match in matches} == {
        ("exact", ("L1",), ("I1",)),
        ("exact", ("L2",), ("I2",)),
    }


def test_bank_costs_are_not_a_customers_invoice():
    (*matches,) = reconcile([line("L1", "-35.00", "BEHEERSKOSTEN REKENING")], [item("I1", "-35.00", "Claes NV - boek")])
    assert matches == []


@pytest.mark.parametrize("said", ["bijdrage 2026", "maintenance", "kosten", "commission"])
def test_words_of_bank_costs_are_a_customers_own_where_the_line_bears_his_name(said):
    paid = StatementLine("L1", date(2026, 11, 5), Decimal("121.33"), said, "Claes NV")
    (match,) = reconcile([paid], [Item("I1", date(2026, 11, 1), Decimal("121.33"), name="Claes NV")])
    assert (match.auto, "bank_costs" in codes(match)) == (True, False)
    nobody = StatementLine("L1", date(2026, 11, 5), Decimal("121.33"), f"{said} Claes NV")
    assert reconcile([nobody], [Item("I1", date(2026, 11, 1), Decimal("121.33"), name="Claes NV")]) == []


def test_what_was_rejected_does_not_come_back():
    lines, items = [line("L1", "121.00", "Peeters BV")], [item("I1", "121.00", "Peeters BV")]
    assert len(reconcile(lines, items)) == 1
    assert reconcile(lines, items, Options(rejected=frozenset({("L1", "I1")}))) == []


def test_a_habit_decides_between_two_customers():
    lines = [line("L1", "50.00", "OVERSCHRIJVING", iban="BE68539007547034")]
    items = [item("I1", "50.00", "Alfa BV", contact="alfa"), item("I2", "50.00", "Beta BV", contact="beta")]
    for contact, expected in (("alfa", "I1"), ("beta", "I2")):
        (match,) = reconcile(lines, items, Options(habits={"BE68539007547034": contact}))
        assert (match.items, match.auto) == ((expected,), False) or match.items == (expected,)
        assert "habit" in codes(match)


def test_own_transfers_and_empty_amounts_settle_nothing():
    own = Options(own_ibans={"savings": "BE68539007547034"})
    assert (
        reconcile([line("L1", "50.00", "Alfa BV", iban="BE68 5390 0754 7034")], [item("I1", "50.00", "Alfa BV")], own)
        == []
    )
    assert reconcile([line("L1", "0.00", "Alfa BV")], [item("I1", "0.00", "Alfa BV")]) == []
    assert reconcile([], []) == []


def test_an_amount_finer_than_the_books_is_refused():
    with pytest.raises(AmountTooFine):
        reconcile([line("L1", "1.00001")], [])


PARTIES = ("Peeters BV", "Garage Dubois SRL", "Claes NV", "Imprimerie Lambert")
AMOUNTS = st.sampled_from(["10.00", "20.00", "30.00", "-30.00", "121.00", "99.99", "-121.00", "12.12"])
LINES = st.lists(
    st.tuples(AMOUNTS, st.sampled_from(PARTIES), st.integers(0, 40), st.sampled_from(["", "2026/0042", "4711"]))
)
ITEMS = st.lists(
    st.tuples(AMOUNTS, st.sampled_from(PARTIES), st.integers(0, 40), st.sampled_from(["", "2026/0042", "4711"]))
)


def _drawn(lines, items):
    return (
        [line(f"L{n}", a, f"{p} {r}", DAY + timedelta(days=d)) for n, (a, p, d, r) in enumerate(lines)],
        [item(f"I{n}", a, f"{p} - werken", r, DAY - timedelta(days=d)) for n, (a, p, d, r) in enumerate(items)],
    )


@given(LINES, ITEMS, st.randoms(use_true_random=False))
@settings(max_examples=150, deadline=None)
def test_the_order_of_the_rows_changes_nothing(drawn_lines, drawn_items, dice: random.Random):
    lines, items = _drawn(drawn_lines, drawn_items)
    expected = reconcile(lines, items)
    dice.shuffle(lines)
    dice.shuffle(items)
    assert reconcile(lines, items) == expected


@given(LINES, ITEMS)
@settings(max_examples=150, deadline=None)
def test_each_row_is_used_once_and_sums_agree(drawn_lines, drawn_items):
    lines, items = _drawn(drawn_lines, drawn_items)
    paid, open_ = {each.id: each.amount for each in lines}, {each.id: each.amount for each in items}
    matches = reconcile(lines, items)
    used = [id for match in matches for id in (*match.lines, *match.items)]
    assert len(used) == len(set(used))
    for match in matches:
        left, right = sum(paid[id] for id in match.lines), sum(open_[id] for id in match.items)
        if match.kind == "offsetting":
            assert (left, right) == (0, 0)
        elif match.kind == "difference":
            assert left != right
            assert not match.auto
        else:
            assert left == right
        assert match.points == sum(reason.points for reason in match.reasons)
        assert match.solutions == 1 or not match.auto


@pytest.mark.parametrize(
    ("text", "reference", "of_item", "also_open"),
    [
        ("betaling F-1042", "", "F-1057", ("F-1042",)),  # another of the same party that is open
        ("factuur F-1042", "", "F-1057", ()),  # of the same series, paid before
        ("+++090/9337/55493+++", "", "", ()),  # a document that was typed in without its reference, or another
        ("", "090933755493", "F-1057", ()),
    ],
)
def test_who_names_another_document_pays_this_one_only_when_a_person_says_so(text, reference, of_item, also_open):
    """The amount and the party fit; what the line says does not."""
    said = line("L1", "121.33", text, name="Acme", reference=reference)
    items = [item("I1", "121.33", name="Acme", reference=of_item)]
    items += [item(f"J{n}", "200.00", name="Acme", reference=each) for n, each in enumerate(also_open)]
    (match,) = reconcile([said], items)
    assert (match.items, match.auto, "number_other" in codes(match)) == (("I1",), False, True)
    silent, bare = line("L1", "121.33", name="Acme"), [item("I1", "121.33", name="Acme", reference=of_item)]
    assert reconcile([silent], bare)[0].auto
