"""What the line calls a reference, though it does not prove itself, or writes as only documents are, is asked."""

from datetime import date
from decimal import Decimal

import pytest

from accounting.matching import Item, StatementLine, reconcile

DAY = date(2026, 11, 10)
OWN = "+++090/9337/55493+++"


@pytest.mark.parametrize(
    ("text", "auto"),
    [
        ("+++260/0000/04821+++", False),
        ("*** 260 / 0000 / 04821 ***", False),
        ("+++090/9337/55498+++", True),  # a slip of its own
        (OWN, True),
        ("00043", False),
        ("fa. 43", False),
        ("00012", True),
        ("bedrag 0121,33", True),
    ],
)
def test_a_reference_that_may_be_another_is_left_to_a_person(text, auto):
    line = StatementLine("L", DAY, Decimal("121.33"), text, "Kapsalon Lena BV", "BE43068999999501")
    item = Item("I", DAY, Decimal("121.33"), OWN, "F2026-00012", "invoice", "Kapsalon Lena BV", "BE43068999999501")
    (match,) = reconcile([line], [item])
    assert (match.items, match.auto) == (("I",), auto)
