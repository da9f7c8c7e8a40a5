"""Where two answers are as good as each other nobody is spared the look; and very many equal amounts take no time."""

import sys
import time
from datetime import date, timedelta
from decimal import Decimal

import pytest

from accounting.matching import Item, Match, Options, StatementLine, reconcile
from accounting.matching.candidates import MOST_ALIKE
from accounting.matching.score import score

DAY = date(2026, 3, 10)
BEFORE = DAY - timedelta(days=20)
WHO = "Garage Dubois SRL"


def told(match: Match) -> tuple[str, tuple[str, ...], tuple[str, ...], bool]:
    return match.kind, match.lines, match.items, match.auto


def test_of_two_equal_payments_neither_takes_the_invoices_by_itself():
    lines = [StatementLine(f"L{n}", DAY + timedelta(days=n), Decimal(300), name=WHO) for n in range(2)]
    items = [Item(f"I{n}", BEFORE, Decimal(amount), name=WHO) for n, amount in enumerate(("100.37", "199.63"))]
    assert [told(each) for each in reconcile(lines[:1], items)] == [("many_items", ("L0",), ("I0", "I1"), True)]
    assert [told(each) for each in reconcile(lines, items)] == [("many_items", ("L0",), ("I0", "I1"), False)]


def test_of_two_equal_invoices_neither_takes_the_instalments_by_itself():
    lines = [StatementLine(f"L{n}", DAY, Decimal(amount), name=WHO) for n, amount in enumerate(("100.37", "199.63"))]
    items = [Item(f"I{n}", BEFORE, Decimal(300), name=WHO) for n in range(2)]
    assert [told(each) for each in reconcile(lines, items[:1])] == [("many_lines", ("L0", "L1"), ("I0",), True)]
    assert [told(each) for each in reconcile(lines, items)] == [("many_lines", ("L0", "L1"), ("I0",), False)]


@pytest.mark.parametrize(
    ("amounts", "alone"),
    [
        (("100.00", "50.00"), True),  # all that is open
        (("100.00", "50.00", "1150.00"), False),  # of fifties anything adds up
        (("100.27", "49.73", "1150.00"), True),  # to the cent it does not
        (("100.27", "49.73", "18.12", "77.31"), True),
        (("100.27", "49.73", *(f"{n}0.{n}1" for n in range(1, 10))), False),  # 2,048 sums below 70,000 amounts
    ],
)
def test_a_sum_that_may_be_chance_is_left_to_a_person(amounts, alone):
    """150.00 without a word is the first two; among so many sums of so few amounts, it may be anything else."""
    items = [Item(f"I{n}", BEFORE, Decimal(amount), name=WHO) for n, amount in enumerate(amounts)]
    line = StatementLine("L", DAY, Decimal(150), "keuken", name=WHO)
    (match,) = reconcile([line], items)
    assert (match.kind, match.items, match.auto) == ("many_items", ("I0", "I1"), alone)


@pytest.mark.parametrize("count", [5, 30, 45])
def test_all_that_is_open_of_a_party_is_one_answer_however_many_they_are(count):
    """30 invoices of 100.07, 101.07, 102.07 and so on, paid at once without a number; one cent less is nothing."""
    amounts = [Decimal(100 + n) + Decimal("0.07") for n in range(count)]
    days = [BEFORE - timedelta(days=n % 40) for n in range(count)]
    items = [Item(f"I{n:02}", days[n], amount, name=WHO) for n, amount in enumerate(amounts)]
    line = StatementLine("L", DAY, sum(amounts, Decimal(0)), "volgens overzicht", name=WHO)
    (match,) = reconcile([line], items)
    assert (match.kind, sorted(match.items), match.solutions) == ("many_items", [each.id for each in items], 1)
    refused = Options(rejected_sums=frozenset({("L", frozenset(match.items))}))
    assert reconcile([line], items, refused) == []


@pytest.mark.parametrize(
    ("larger", "alone"),
    [({}, False), ({"text": "GEANNULEERD"}, True), ({"currency": "USD"}, True), ({"bank_account": "other"}, True),
     ({"name": "Garage Dubrulle SRL"}, True), ("refused", True)],
)  # fmt: skip
def test_what_the_line_cannot_pay_is_not_open_beside_a_sum(larger, alone):
    """150.00 is all that is open, where the 1150.00 is void, somebody else's, refused or found elsewhere."""
    refused = Options(rejected=frozenset({("L", "I2")})) if larger == "refused" else None
    facts = {"name": WHO} | (larger if isinstance(larger, dict) else {})
    items = [Item(f"I{n}", BEFORE, Decimal(amount), name=WHO) for n, amount in enumerate(("100.00", "50.00"))]
    line = StatementLine("L", DAY, Decimal(150), "keuken", name=WHO, bank_account="mine")
    (match,) = reconcile([line], [*items, Item("I2", BEFORE, Decimal("1150.00"), **facts)], refused)
    assert (match.kind, match.items, match.auto) == ("many_items", ("I0", "I1"), alone)


def test_a_credit_note_that_could_be_of_two_invoices_is_left_to_a_person():
    invoices = [Item(f"I{n}", BEFORE, Decimal(363), reference=f"2026/010{n}", name=WHO) for n in range(2)]
    note = Item("C", DAY, Decimal(-363), "creditnota op 2026/0100", reference="CN-17", name=WHO)
    assert [told(each) for each in reconcile([], [*invoices, note])] == [("offsetting", (), ("I0", "C"), True)]
    both = Item("C", DAY, Decimal(-363), "creditnota op 2026/0100 of 2026/0101", reference="CN-17", name=WHO)
    assert [told(each) for each in reconcile([], [*invoices, both])] == [("offsetting", (), ("I0", "C"), False)]


def test_thousands_of_subscriptions_of_one_price_and_their_credit_notes_take_seconds():
    count = 1_500
    sold = [Item(f"I{n}", BEFORE, Decimal("9.99"), reference=f"F{n}0001", name=f"Klant {n} BV") for n in range(count)]
    back = [Item(f"C{n}", DAY, Decimal("-9.99"), reference=f"C{n}0002", name=f"Klant {n} BV") for n in range(count)]
    began = time.process_time()
    found = reconcile([], [*sold, *back])
    assert time.process_time() - began < 20
    assert {(each.kind, each.items) for each in found} >= {("offsetting", (f"I{n}", f"C{n}")) for n in range(count)}


def test_very_many_items_of_one_amount_are_not_each_compared_with_each_line(monkeypatch):
    """A subscription: all pay the same, some say who they are. What is compared grows as the lines do, not as both do."""
    compared: list[tuple[str, str]] = []

    def counted(line, item, *more, **other):
        compared.append((line.id, item.id))
        return score(line, item, *more, **other)

    monkeypatch.setattr(sys.modules[reconcile.__module__], "score", counted)

    def matched(count: int) -> tuple[int, int]:
        compared.clear()
        lines = [StatementLine(f"L{n:04}", DAY, Decimal(121), f"F2026{n:05}", name=WHO) for n in range(count)]
        items = [Item(f"I{n:04}", BEFORE, Decimal(121), reference=f"F2026{n:05}", name=WHO) for n in range(count)]
        found = {each.lines + each.items for each in reconcile(lines, items) if each.kind == "exact"}
        return len(compared), sum((f"L{n:04}", f"I{n:04}") in found for n in range(count))

    (few, right_of_few), (many, right_of_many) = matched(300), matched(900)
    assert (right_of_few, right_of_many) == (300, 900)
    assert many <= 4 * few, "nine times as much, if each were compared with each"
    assert many / 900 <= 4 * MOST_ALIKE
