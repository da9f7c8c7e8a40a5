"""Money is exact, and rounded once, half up."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounting.money import CurrenciesDiffer, Money, NotAnAmount, decimal, eur, minor_units, rounded, total

amounts = st.decimals(min_value=-(10**12), max_value=10**12, places=4, allow_nan=False, allow_infinity=False)
cents = st.decimals(min_value=-(10**12), max_value=10**12, places=2, allow_nan=False, allow_infinity=False)


@pytest.mark.parametrize(
    ("exact", "books"),
    [
        ("0.125", "0.13"),  # half-even would say 0.12
        ("0.135", "0.14"),
        ("2.165", "2.17"),
        ("-2.165", "-2.17"),  # a credit note mirrors its invoice
        ("2.1649", "2.16"),
        ("0.005", "0.01"),
        ("0.0049", "0.00"),
        ("1.005", "1.01"),  # as a float it is 1.00499… and would become 1.00
    ],
)
def test_half_a_cent_goes_away_from_zero(exact, books):
    assert rounded(Decimal(exact)) == Decimal(books)


@pytest.mark.parametrize(
    ("currency", "exact", "shown"), [("EUR", "1.2345", "1.23"), ("JPY", "1234.5", "1235"), ("KWD", "1.23456", "1.235")]
)
def test_every_currency_has_its_own_number_of_decimals(currency, exact, shown):
    assert str(rounded(Decimal(exact), currency)) == shown
    assert minor_units(currency) == len(shown.partition(".")[2])


@given(amounts)
def test_rounding_twice_changes_nothing(amount):
    assert rounded(rounded(amount)) == rounded(amount)


@given(amounts)
def test_rounding_is_never_off_by_more_than_half_a_cent(amount):
    assert abs(rounded(amount) - amount) <= Decimal("0.005")


@given(amounts)
def test_the_negative_rounds_to_the_negative(amount):
    assert rounded(-amount) == -rounded(amount)


@given(st.lists(cents, max_size=30))
def test_the_order_of_adding_does_not_matter(values):
    assert total(map(eur, values)) == total(map(eur, reversed(values)))


@given(cents, cents)
def test_what_is_added_and_taken_away_leaves_what_was_there(one, other):
    assert eur(one) + eur(other) - eur(other) == eur(one)


def test_a_tenth_three_times_is_exactly_three_tenths():
    assert eur("0.10") * 3 == eur("0.30")


@pytest.mark.parametrize("wrong", [0.1, 100.0, True, False])
def test_a_float_has_lost_its_cents_already_and_is_refused(wrong):
    with pytest.raises(NotAnAmount):
        decimal(wrong)


@pytest.mark.parametrize(
    "wrong",
    [
        "",
        " ",
        "abc",
        "1,50",
        "1.234,50",
        "€ 5",
        "NaN",
        "sNaN",
        "Infinity",
        "-inf",
        "1_000",
        "1e3",
        "1E-99999999",
        "٣",
        "--1",
        ".",
    ],
)
def test_only_a_plain_decimal_number_is_an_amount(wrong):
    with pytest.raises(NotAnAmount) as caught:
        decimal(wrong, field="fields.total_amount")
    assert caught.value.violations()[0].field == "fields.total_amount"


@pytest.mark.parametrize("right", ["0", "-0.50", "+12", "1234.50", "007", "0.0001", "5."])
def test_a_plain_decimal_number_is_an_amount(right):
    assert decimal(right) == Decimal(right)


def test_euros_and_dollars_are_not_added():
    with pytest.raises(CurrenciesDiffer, match="EUR and USD"):
        eur("1.00") + Money(Decimal("1.00"), "USD")
    with pytest.raises(CurrenciesDiffer):
        _ = eur("1.00") < Money(Decimal("2.00"), "USD")


def test_100_dollars_at_0_9234_are_92_34_euros():
    assert Money(Decimal("100.00"), "USD").converted(Decimal("0.9234"), "EUR") == eur("92.34")


def test_conversion_rounds_to_the_currency_it_goes_to():
    assert str(eur("10.00").converted(Decimal("161.2377"), "JPY")) == "1612 JPY"


def test_the_sum_of_nothing_is_zero_in_the_currency_asked_for():
    assert total([], "USD") == Money(Decimal(0), "USD")


def test_the_sum_keeps_the_currency_of_its_amounts():
    assert total([Money(Decimal(1), "USD"), Money(Decimal(2), "USD")], "USD") == Money(Decimal(3), "USD")


def test_a_sum_never_mixes_currencies_even_when_it_passes_zero():
    mixed = [eur("5.00"), eur("-5.00"), Money(Decimal(3), "USD")]
    with pytest.raises(CurrenciesDiffer):
        total(mixed)
