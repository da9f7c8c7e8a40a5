"""From a purchase to its postings, as the Belgian chart asks (standard postings of class 4 and 6)."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounting.journal import difference, reversed_postings
from accounting.purchases import (
    AddressedToAnotherCompany,
    AmountMissing,
    Amounts,
    AmountsDiffer,
    CostAccountRefused,
    amounts,
    check_addressee,
    converted,
    purchase_postings,
)
from accounting.vat import Treatment

D = Decimal
money = st.decimals(min_value="0.01", max_value=10**9, places=2)
signs = st.sampled_from([1, -1])


def shown(postings):
    """Account → debit positive, credit negative."""
    return [(each.account, f"{each.amount:.2f}") for each in postings]


@pytest.mark.parametrize(
    ("treatment", "vat", "postings"),
    [
        (Treatment.DOMESTIC, "21.00", [("604", "100.00"), ("411", "21.00"), ("440", "-121.00")]),
        (Treatment.DOMESTIC, "0.00", [("604", "100.00"), ("440", "-100.00")]),
        (Treatment.NOT_DEDUCTIBLE, "21.00", [("604", "121.00"), ("440", "-121.00")]),
        (
            Treatment.INTRA_COMMUNITY,
            "0.00",
            [("604", "100.00"), ("440", "-100.00"), ("411", "21.00"), ("451055", "-21.00")],
        ),
        (
            Treatment.CO_CONTRACTOR,
            "0.00",
            [("604", "100.00"), ("440", "-100.00"), ("411", "21.00"), ("451056", "-21.00")],
        ),
        (Treatment.IMPORT, "0.00", [("604", "100.00"), ("440", "-100.00"), ("411", "21.00"), ("451057", "-21.00")]),
    ],
)
def test_a_purchase_of_100_is_booked_as_its_treatment_asks(treatment, vat, postings):
    invoice = Amounts(D("100.00"), D(vat), D("100.00") + D(vat))
    assert shown(purchase_postings(invoice, "604", treatment, D(21))) == postings


def test_a_credit_note_is_the_mirror_of_its_invoice():
    invoice, credit_note = Amounts(D(100), D(21), D(121)), Amounts(D(-100), D(-21), D(-121))
    booked = purchase_postings(invoice, "604", Treatment.DOMESTIC, D(0))
    assert purchase_postings(credit_note, "604", Treatment.DOMESTIC, D(0)) == reversed_postings(booked)


def test_a_credit_note_from_abroad_takes_the_reverse_charge_back():
    booked = purchase_postings(Amounts(D(-100), D(0), D(-100)), "604", Treatment.INTRA_COMMUNITY, D(21))
    assert shown(booked) == [("604", "-100.00"), ("440", "100.00"), ("411", "-21.00"), ("451055", "21.00")]


@given(money, money, signs, st.sampled_from(Treatment))
def test_every_purchase_balances_whatever_its_amounts_and_treatment(net, vat, sign, treatment):
    vat = D(0) if treatment.is_reverse_charge else vat
    invoice = Amounts(sign * net, sign * vat, sign * (net + vat))
    postings = purchase_postings(invoice, "604", treatment, D(21))
    assert difference(postings) == 0
    assert sum(each.amount for each in postings if each.account == "440") == -invoice.total


@given(money, money, signs, st.decimals(min_value="0.0001", max_value=200, places=6))
def test_a_converted_invoice_still_adds_up(net, vat, sign, rate):
    there = converted(Amounts(sign * net, sign * vat, sign * (net + vat)), rate)
    assert there.net + there.vat == there.total
    assert there.total == there.total.quantize(D("0.01"))


def test_121_dollars_at_0_9234_are_111_73_euros_of_which_19_39_vat():
    assert converted(Amounts(D("100.00"), D("21.00"), D("121.00")), D("0.9234")) == Amounts(
        D("92.34"), D("19.39"), D("111.73")
    )


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


@pytest.mark.parametrize("account", ["604", "241", "340", "406", "490"])
def test_costs_assets_stock_advances_and_prepaid_expenses_may_bear_a_purchase(account):
    assert purchase_postings(Amounts(D(1), D(0), D(1)), account, Treatment.DOMESTIC, D(0))[0].account == account


@pytest.mark.parametrize("account", ["440", "400", "411", "491", "499", "550", "700", "100", ""])
def test_no_other_account_may_bear_a_purchase(account):
    with pytest.raises(CostAccountRefused):
        purchase_postings(Amounts(D(1), D(0), D(1)), account, Treatment.DOMESTIC, D(0))


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
