"""Settling: what is open never falls below nothing, no cent is left behind, and every payment balances."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounting.journal import difference
from accounting.settlement import (
    DifferenceNotSmall,
    DiscountRefused,
    MoneyAccountRefused,
    OpenItem,
    PaymentExceedsOpen,
    PaymentOfNothing,
    Settling,
    payment_postings,
    portions,
)

D = Decimal


def item(
    amount: str = "121.00",
    in_books: str | None = None,
    *,
    comes_in: bool = True,
    currency: str = "EUR",
    country: str = "BE",
) -> OpenItem:
    return OpenItem(comes_in, comes_in, currency, D(amount), D(in_books or amount), country=country)


def shown(postings) -> list[tuple[str, str]]:
    return [(each.account, f"{each.amount:.2f}") for each in postings]


def test_a_dutch_payment_stands_on_the_dutch_chart():
    settling = Settling(D("118.57"), D("118.57"), D("2.42"), D("0.01"))
    assert shown(payment_postings(item(country="NL"), settling)) == [
        ("1100", "118.57"), ("7500", "2.42"), ("4715", "0.01"), ("1300", "-121.00")
    ]  # fmt: skip
    assert shown(payment_postings(item(comes_in=False, country="NL"), settling)) == [
        ("1100", "-118.57"), ("7510", "-2.42"), ("4715", "-0.01"), ("1600", "121.00")
    ]  # fmt: skip
    dollars = item("110.00", "100.00", currency="USD", country="NL")
    assert shown(payment_postings(dollars, Settling(D("110.00"), D("95.00")))) == [
        ("1100", "95.00"), ("9200", "5.00"), ("1300", "-100.00")
    ]  # fmt: skip


def test_money_comes_in_through_an_account_of_the_companys_own_chart():
    with pytest.raises(MoneyAccountRefused) as caught:
        payment_postings(item(country="NL"), Settling(D(1), D(1), money_account="550"))
    assert caught.value.field == "account_code"
    assert "10…" in caught.value.detail


def test_a_payment_with_a_discount_and_a_cent_short():
    settling = Settling(D("118.57"), D("118.57"), D("2.42"), D("0.01"))
    assert shown(payment_postings(item(), settling)) == [
        ("550", "118.57"), ("657", "2.42"), ("643", "0.01"), ("400", "-121.00")
    ]  # fmt: skip
    assert shown(payment_postings(item(comes_in=False), settling)) == [
        ("550", "-118.57"), ("756", "-2.42"), ("743", "-0.01"), ("440", "121.00")
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("comes_in", "received", "postings"),
    [
        (True, "95.00", [("550", "95.00"), ("754", "-5.00"), ("400", "-90.00")]),
        (True, "88.00", [("550", "88.00"), ("654", "2.00"), ("400", "-90.00")]),
        (False, "95.00", [("550", "-95.00"), ("654", "5.00"), ("440", "90.00")]),
        (False, "88.00", [("550", "-88.00"), ("754", "-2.00"), ("440", "90.00")]),
    ],
)
def test_the_exchange_rate_wins_or_loses(comes_in, received, postings):
    found = payment_postings(item("100.00", "90.00", comes_in=comes_in, currency="USD"), Settling(D(100), D(received)))
    assert shown(found) == postings


@pytest.mark.parametrize(
    ("settling", "error"),
    [
        (Settling(D("121.01"), D("121.01")), PaymentExceedsOpen),
        (Settling(), PaymentOfNothing),
        (Settling(D("-1.00")), PaymentOfNothing),
        (Settling(write_off=D("5.01")), DifferenceNotSmall),
        (Settling(discount=D("121.00")), DiscountRefused),
        (Settling(discount=D("0.01")), DiscountRefused),
        (Settling(D("108.89"), D("108.89"), D("12.11")), DiscountRefused),
    ],
)
def test_what_makes_no_sense_is_refused(settling, error):
    with pytest.raises(error):
        payment_postings(item(), settling)


def test_a_discount_is_a_tenth_of_the_invoice_at_most_whatever_is_open_of_it():
    tenth = Settling(D("108.90"), D("108.90"), D("12.10"))
    assert shown(payment_postings(item(), tenth))[1] == ("657", "12.10")
    rest = replace(item("20.00"), total=D("121.00"), paid=D("101.00"))
    assert shown(payment_postings(rest, Settling(discount=D("12.10"))))[0] == ("657", "12.10"), "it was paid before"
    with pytest.raises(DiscountRefused, match=r"12.11 is more than 12.10"):
        payment_postings(replace(rest, discounted=D("10.00")), Settling(discount=D("2.11")))


def test_small_differences_of_one_invoice_are_small_together():
    rest = replace(item("50.00"), written_off=D("4.97"))
    assert shown(payment_postings(rest, Settling(write_off=D("0.03"))))[0] == ("643", "0.03")
    with pytest.raises(DifferenceNotSmall, match=r"5.01 EUR is more than 5.00"):
        payment_postings(rest, Settling(write_off=D("0.04")))


def test_a_company_says_how_much_it_lets_go():
    strict = replace(item(), most_discount=D("2"), small_difference=D("0.10"))
    assert shown(payment_postings(strict, Settling(D("118.58"), D("118.58"), D("2.42"))))[1] == ("657", "2.42")
    with pytest.raises(DiscountRefused, match=r"2.43 is more than 2.42, 2 % of the invoice"):
        payment_postings(strict, Settling(D("118.57"), D("118.57"), D("2.43")))
    with pytest.raises(DifferenceNotSmall, match=r"0.11 EUR is more than 0.10"):
        payment_postings(strict, Settling(write_off=D("0.11")))


cents = st.integers(min_value=1, max_value=10**7)


@given(cents, cents, st.lists(st.integers(min_value=1, max_value=10**6), max_size=6), st.booleans())
def test_any_payments_in_a_row_leave_exactly_nothing_in_the_books(amount, in_books, parts, comes_in):
    left, left_in_books = D(amount) / 100, D(in_books) / 100
    for part in [*parts, 10**9]:
        paid = min(D(part) / 100, left)
        if not paid:
            break
        now = OpenItem(comes_in, comes_in, "USD", left, left_in_books)
        settling = Settling(paid, (paid * D("0.93")).quantize(D("0.01")))
        if paid < left and left_in_books == D("0.01"):
            with pytest.raises(PaymentOfNothing):
                portions(now, settling)
            continue
        if settling.paid_in_books or portions(now, settling).total:
            assert difference(payment_postings(now, settling)) == 0
        settled = portions(now, settling).total
        assert 0 < settled <= left_in_books
        left, left_in_books = left - paid, left_in_books - settled
        assert (left == 0) == (left_in_books == 0)
    assert (left, left_in_books) == (0, 0)
