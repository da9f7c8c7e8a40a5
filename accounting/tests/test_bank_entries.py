"""VAT that is in a movement of the bank: where it goes, and what it is in the return."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounting.bank_entries import Movement, VatNotOnThisAccount, movement_postings
from accounting.vat.rates import RateUnknown

DAY = date(2026, 11, 21)


def booked(account, amount, rate="21", **more):
    moved = Movement(account, Decimal(amount), Decimal(rate), DAY, **more)
    return [
        f"{each.account} {each.debit or each.credit} {'D' if each.debit else 'C'} {' '.join(each.grids)}".strip()
        for each in movement_postings(moved)
    ]


@pytest.mark.parametrize(
    ("account", "amount", "rate", "expected"),
    [
        ("659", "-12.10", "21", ["659 10.00 D +82", "411 2.10 D +59"]),
        ("616", "-121.00", "21", ["616 110.50 D +82", "411 10.50 D +59"]),
        ("6142", "-112.00", "12", ["6142 112.00 D +82"]),
        ("241", "-121.00", "21", ["241 110.50 D +83", "411 10.50 D +59"]),
        ("659", "12.10", "21", ["659 10.00 C -82 +85", "451 2.10 C +63"]),
        ("700", "106.00", "6", ["700 100.00 C +01", "451 6.00 C +54"]),
        ("700", "-106.00", "6", ["700 100.00 D +49", "451 6.00 D +64"]),
        ("659", "-0.02", "21", ["659 0.02 D +82"]),
    ],
)
def test_a_movement_counts_in_the_return_as_the_paper_would(account, amount, rate, expected):
    assert booked(account, amount, rate) == expected


def test_the_dutch_return_has_its_own_rubrics():
    assert booked("4700", "-12.10", country="NL") == ["4700 10.00 D", "1520 2.10 D +5b"]
    assert booked("4700", "12.10", country="NL") == ["4700 10.00 C", "1520 2.10 C -5b"]
    assert booked("4410", "-10.90", "9", country="NL") == ["4410 10.90 D"]
    assert booked("8000", "109.00", "9", country="NL") == ["8000 100.00 C +1b", "1501 9.00 C +1bv"]


def test_who_files_no_return_takes_nothing_out():
    assert booked("659", "-12.10", in_return=False) == ["659 12.10 D"]


@pytest.mark.parametrize(("account", "rate", "error"), [("499", "21", VatNotOnThisAccount), ("659", "20", RateUnknown)])
def test_what_cannot_be_is_refused(account, rate, error):
    with pytest.raises(error):
        booked(account, "-12.10", rate)


@given(
    st.sampled_from(["659", "616", "6142", "700", "241"]),
    st.integers(-10_000_000, 10_000_000).filter(bool),
    st.sampled_from(["21", "12", "6"]),
)
def test_the_parts_are_the_amount_to_the_cent(account, cents, rate):
    moved = Movement(account, Decimal(cents) / 100, Decimal(rate), DAY)
    assert sum(each.amount for each in movement_postings(moved)) == -moved.amount
