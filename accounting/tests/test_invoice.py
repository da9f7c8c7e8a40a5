"""Lines and totals: VAT on the sum of each rate, and everything adds up."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounting.invoice import (
    CostAccountRefused,
    IncomeAccountRefused,
    Line,
    NothingToBook,
    TooManyDecimals,
    TotalBelowZero,
    TotalTooLarge,
    VatDiffers,
    check_cost_account,
    check_decimals,
    check_income_account,
    check_total,
    line_net,
    roundings,
    shared,
    totals,
    with_vat,
)
from accounting.vat import Treatment

D = Decimal
DOMESTIC = Treatment.DOMESTIC
amounts = st.decimals(min_value="-10000", max_value="10000", places=4)
lines = st.lists(
    st.builds(
        Line,
        st.just("x"),
        st.decimals(min_value="-100", max_value="100", places=3),
        amounts,
        st.sampled_from([DOMESTIC, Treatment.EXPORT, Treatment.CO_CONTRACTOR]),
        st.sampled_from([D(21), D("12.00"), D(6), D(0)]),
        st.sampled_from(["700", "705"]),
        st.decimals(min_value=0, max_value=100, places=2),
    ),
    max_size=20,
)


def line(price: str, rate: int = 21, quantity: str = "1") -> Line:
    return Line("Book", D(quantity), D(price), DOMESTIC, D(rate), "700")


@pytest.mark.parametrize(
    ("price", "count", "vat"), [("1.03", 10, "2.16"), ("1.11", 3, "0.70"), ("0.12", 3, "0.08"), ("100.00", 1, "21.00")]
)
def test_vat_is_rounded_on_the_sum_and_not_per_line(price, count, vat):
    assert totals([line(price)] * count).vat == D(vat)


def test_each_rate_has_its_own_sum_the_highest_first():
    found = totals([line("10.00", 6), line("100.00"), line("20.00", 6)])
    assert [(each.vat_rate, each.net, each.vat) for each in found.groups] == [
        (21, D("100.00"), D("21.00")),
        (6, D("30.00"), D("1.80")),
    ]
    assert (found.net, found.vat, found.total) == (D("130.00"), D("22.80"), D("152.80"))


def test_a_discount_and_a_fine_price_are_rounded_once():
    assert line_net(replace(line("0.0375", quantity="1000"), discount_percent=D("12.5"))) == D("32.81")


@given(lines)
def test_totals_add_up_whatever_the_lines(given_lines):
    found = totals(given_lines)
    assert found.net + found.vat == found.total
    assert found.net == sum((line_net(each) for each in given_lines), D(0))
    assert found.net == sum((each.net for each in found.groups), D(0))
    assert found.vat == sum((each.vat for each in found.groups), D(0))
    assert all(each.vat == 0 for each in found.groups if each.treatment is not DOMESTIC)
    assert len({(each.treatment, each.vat_rate) for each in found.groups}) == len(found.groups)


@given(lines, st.randoms())
def test_the_order_of_lines_changes_nothing(given_lines, random):
    shuffled = list(given_lines)
    random.shuffle(shuffled)
    assert totals(shuffled) == totals(given_lines)


@given(amounts, st.lists(st.decimals(min_value=0, max_value=1000, places=2), min_size=1, max_size=10))
def test_parts_together_are_exactly_the_whole(amount, weights):
    amount = amount.quantize(D("0.01"))
    assert sum(shared(amount, weights)) == amount


def test_the_vat_on_a_paper_may_be_a_cent_off_per_line_and_no_more():
    found = totals([line("1.11")] * 3)
    assert with_vat(found, D("0.69"), roundings(3)).total == D("4.02")
    with pytest.raises(VatDiffers):
        with_vat(found, D("0.66"), roundings(3))
    with pytest.raises(VatDiffers):
        with_vat(found, D("0.69"))


@pytest.mark.parametrize(("price", "error"), [("-1", TotalBelowZero), ("0", NothingToBook)])
def test_an_invoice_is_at_least_a_cent(price, error):
    with pytest.raises(error) as caught:
        check_total(totals([line(price)]))
    assert caught.value.field == "lines"


def test_an_invoice_has_an_end():
    with pytest.raises(TotalTooLarge):
        totals([line("999999999", quantity="9999")])


def test_an_amount_of_euros_has_two_decimals_and_of_yen_none():
    assert check_decimals(D("10.50"), "EUR", field="amount") == D("10.50")
    for amount, currency in (("10.505", "EUR"), ("10.5", "JPY")):
        with pytest.raises(TooManyDecimals):
            check_decimals(D(amount), currency, field="amount")


@pytest.mark.parametrize("account", ["604", "241", "340", "406", "490"])
def test_costs_assets_stock_advances_and_prepaid_expenses_may_bear_a_purchase(account):
    assert check_cost_account(account) == account


@pytest.mark.parametrize("account", ["440", "400", "411", "491", "499", "550", "700", "100", ""])
def test_no_other_account_may_bear_a_purchase(account):
    with pytest.raises(CostAccountRefused):
        check_cost_account(account)


@pytest.mark.parametrize("account", ["604", "400", "451", "550", "100", ""])
def test_a_sale_is_income_and_no_cost(account):
    assert check_income_account("700") == "700"
    with pytest.raises(IncomeAccountRefused):
        check_income_account(account)
