"""What a supplier's paper says: three amounts that must agree, and whose VAT number is on it."""

from decimal import Decimal

import pytest

from accounting.purchases import (
    AddressedToAnotherCompany,
    AmountMissing,
    Amounts,
    AmountsDiffer,
    amounts,
    check_addressee,
)

D = Decimal


@pytest.mark.parametrize(
    ("net", "vat", "total"),
    [("100", "21", "121"), (None, "21", "121"), ("100", None, "121"), ("100", "21", None)],
)
def test_a_missing_amount_follows_from_the_other_two(net, vat, total):
    assert amounts(*(each and D(each) for each in (net, vat, total))) == Amounts(D(100), D(21), D(121))


def test_with_only_a_total_all_of_it_is_cost():
    assert amounts(None, None, D("12.40")) == Amounts(D("12.40"), D(0), D("12.40"))


@pytest.mark.parametrize(
    ("net", "vat", "total"), [(None, None, None), (D(100), None, None), (None, D(21), None), (D(0), D(0), D(0))]
)
def test_without_a_total_nothing_can_be_booked(net, vat, total):
    with pytest.raises(AmountMissing) as caught:
        amounts(net, vat, total)
    assert caught.value.violations()[0].field == "fields.total_amount"


def test_amounts_that_do_not_add_up_are_said_once_with_the_sum():
    with pytest.raises(AmountsDiffer, match=r"100\.00 \+ 21\.00 = 121\.00, the total says 120\.00") as caught:
        amounts(D("100.00"), D("21.00"), D("120.00"))
    assert [(each.code, each.field) for each in caught.value.violations()] == [
        ("amounts_differ", "fields.total_amount")
    ]


OURS, THEIRS, DUTCH = "BE0428759497", "BE0403019261", "NL810433941B01"


@pytest.mark.parametrize(
    ("customer", "own"),
    [
        (OURS, OURS),
        ("0428.759.497", OURS),  # the same number as people write it
        (None, OURS),
        ("", OURS),
        (THEIRS, None),
        ("BE0403019262", OURS),  # misread: its check digits do not fit, so it says nothing
        ("KL-2041", OURS),
    ],
)
def test_an_invoice_that_does_not_prove_to_be_somebody_elses_is_ours(customer, own):
    check_addressee(customer, own)


@pytest.mark.parametrize("customer", [THEIRS, "0403.019.261", DUTCH])
def test_an_invoice_with_the_valid_number_of_another_company_is_theirs(customer):
    with pytest.raises(AddressedToAnotherCompany, match=OURS) as caught:
        check_addressee(customer, OURS)
    assert caught.value.field == "fields.customer_vat_number"
