"""What is proposed where the amount is another: for a reason, or not at all."""

from datetime import date
from decimal import Decimal

import pytest

from accounting.matching import Item, Match, Options, StatementLine, reconcile

DAY, WHO = date(2026, 9, 1), "Garage Dubois SRL"


def found(paid: str, said: str, *items: Item, options: Options | None = None) -> list[Match]:
    return reconcile([StatementLine("L", date(2026, 9, 20), Decimal(paid), said, WHO)], items, options)


def sold(number: int, amount: str) -> Item:
    kind = "credit_note" if amount.startswith("-") else "invoice"
    reference = f"{'CN' if kind == 'credit_note' else 'F'}2026-{number:05}"
    return Item(f"I{number}", DAY, Decimal(amount), reference=reference, entry_type=kind, name=WHO)


@pytest.mark.parametrize(
    ("paid", "said", "proposed"),
    [
        ("250.00", "", True),  # a quarter
        ("249.00", "", False),
        ("249.00", "F2026-00041", True),
        ("400.00", "F2026-00077", False),  # another document, and another amount
        ("1755.00", "F2026-00077", False),
        ("1050.00", "F2026-00077", True),  # hardly off
        ("400.00", "huur maart 2026", False),
    ],
)
def test_an_amount_that_nothing_explains_is_proposed_where_something_says_so(paid, said, proposed):
    assert [match.kind for match in found(paid, said, sold(41, "1000.00"))] == ["difference"] * proposed


def test_a_digit_that_was_left_out_is_a_slip():
    (match,) = found("524.21", "", sold(41, "5024.21"))
    assert (match.kind, match.reasons[0].code, match.auto) == ("difference", "amount_mistyped", False)


BALANCE = (sold(41, "302.50"), sold(42, "474.51"), sold(43, "-60.50"))


@pytest.mark.parametrize(
    ("paid", "said", "items"),
    [
        ("716.51", "saldo", ("I41", "I42", "I43")),
        ("716.51", "F2026-00041 F2026-00042", ("I41", "I42", "I43")),  # less a credit note that is not said
        ("242.00", "F2026-00041", ("I41", "I43")),
    ],
)
def test_what_is_paid_less_a_credit_note_is_proposed_and_never_applied(paid, said, items):
    (match,) = found(paid, said, *BALANCE)
    assert (match.kind, match.items, match.auto) == ("many_items", items, False)


def test_a_balance_that_somebody_rejected_does_not_come_back():
    no = Options(rejected_sums=frozenset({("L", frozenset({"I41", "I42", "I43"}))}))
    assert ("I41", "I42", "I43") not in [match.items for match in found("716.51", "saldo", *BALANCE, options=no)]


@pytest.mark.parametrize(
    ("open_", "paid", "told"),
    [
        ("1210.00", "1185.80", ("2.00",)),  # of the whole
        ("1210.00", "1190.00", ("2.00", "21")),  # 20.00 of 1000.00
        ("1120.00", "1090.00", ("3.00", "12")),
        ("1060.00", "1050.00", ("1.00", "6")),
        ("1090.00", "1040.00", ("5.00", "9")),
        ("121.00", "119.00", ("2.00", "21")),
        ("121.00", "118.50", None),  # what a bank may keep
    ],
)
def test_a_cash_discount_is_of_the_whole_or_of_the_amount_without_vat(open_, paid, told):
    (match,) = found(paid, "F2026-00041", sold(41, open_))
    reason = match.reasons[0]
    assert (reason.code, reason.values[3:], match.auto) == ("cash_discount" if told else "bank_fee", told or (), False)
