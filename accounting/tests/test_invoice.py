"""Lines and totals: VAT on the sum of each rate, and everything adds up."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounting.invoice import (
    AccruedCostMissing,
    AccruedCostRefused,
    CostAccountRefused,
    IncomeAccountRefused,
    Line,
    NothingToBook,
    Taken,
    TooManyDecimals,
    TotalBelowZero,
    TotalTooLarge,
    VatDiffers,
    check_accrued_cost,
    check_cost_account,
    check_decimals,
    check_income_account,
    check_total,
    line_net,
    roundings,
    shared,
    take,
    totals,
    with_vat,
    with_vat_left,
)
from accounting.plan import plan
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
def test_an_invoice_is_something_and_never_below_zero(price, error):
    with pytest.raises(error) as caught:
        check_total(totals([line(price)]), [line(price)])
    assert caught.value.field == "lines"


def test_an_invoice_of_0_after_an_advance_of_all_of_it_is_one():
    found = [line("1000"), line("-1000")]
    assert check_total(totals(found), found).total == 0


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


@pytest.mark.parametrize(("country", "account"), [("BE", "444"), ("BE", "492"), ("NL", "1610"), ("NL", "1900")])
def test_what_was_accrued_for_a_purchase_may_bear_it_and_is_nobodys_usual_cost(country, account):
    assert check_cost_account(account, country) == account
    assert plan(country).usual(account) is None
    assert plan(country).usual(plan(country).usual_cost) == plan(country).usual_cost


@pytest.mark.parametrize(("country", "accrual", "cost"), [("BE", "444", "616"), ("NL", "1610", "4410")])
def test_of_what_was_accrued_is_said_which_cost_it_was(country, accrual, cost):
    check_accrued_cost(cost, accrual, country)
    check_accrued_cost(None, cost, country)
    with pytest.raises(AccruedCostMissing):
        check_accrued_cost(None, accrual, country)
    for wrong, account in ((accrual, accrual), (plan(country).suppliers, accrual), (cost, cost)):
        with pytest.raises(AccruedCostRefused):
            check_accrued_cost(wrong, account, country)


@pytest.mark.parametrize("account", ["440", "400", "411", "491", "499", "550", "700", "100", ""])
def test_no_other_account_may_bear_a_purchase(account):
    with pytest.raises(CostAccountRefused):
        check_cost_account(account)


@pytest.mark.parametrize("account", ["604", "400", "451", "550", "100", ""])
def test_a_sale_is_income_and_no_cost(account):
    assert check_income_account("700") == "700"
    with pytest.raises(IncomeAccountRefused):
        check_income_account(account)


def paper(price: str, rate: str) -> Line:
    return Line("Paper", D(1), D(price), DOMESTIC, D(rate), "700")


def credited_in_parts(whole: list[Line], parts: list[list[Line]]) -> dict[D, list[D]]:
    """The VAT of each credit note at each rate."""
    left = {(each.treatment, each.vat_rate): (each.net, each.vat) for each in totals(whole).groups}
    taken: dict[D, list[D]] = {}
    for part in parts:
        for each in with_vat_left(totals(part), left).groups:
            net, vat = left[(each.treatment, each.vat_rate)]
            left[(each.treatment, each.vat_rate)] = net - each.net, vat - each.vat
            taken.setdefault(each.vat_rate, []).append(each.vat)
    assert set(left.values()) == {(D(0), D(0))}, "nothing is left at any rate"
    return taken


def test_the_last_part_that_is_credited_takes_the_vat_that_is_left():
    up = [paper("10.02", "21")] * 2
    assert credited_in_parts(up, [[each] for each in up]) == {D(21): [D("2.10"), D("2.11")]}
    cents = [paper("0.02", "21")] * 10
    assert credited_in_parts(cents, [[each] for each in cents]) == {D(21): [D("0.00")] * 9 + [D("0.04")]}
    down = [paper("0.12", "21")] * 10
    assert credited_in_parts(down, [[each] for each in down]) == {D(21): [D("0.03")] * 8 + [D("0.01"), D("0.00")]}


def test_what_was_rounded_is_given_back_at_its_own_rate():
    whole = [paper("10.03", "21"), paper("10.03", "21"), paper("100.00", "6")]
    assert credited_in_parts(whole, [whole[:1], whole[1:]]) == {D(21): [D("2.11"), D("2.10")], D(6): [D("6.00")]}


prices = st.decimals(min_value="0.01", max_value="50", places=2)


@given(st.lists(st.tuples(prices, st.sampled_from([D(6), D(12), D(21)]), st.integers(0, 3)), min_size=1, max_size=12))
def test_however_lines_are_credited_nothing_is_left_at_any_rate(drawn):
    whole = [(Line("x", D(1), price, DOMESTIC, rate, "700"), part) for price, rate, part in drawn]
    parts = [[line for line, part in whole if part == place] for place in range(4)]
    taken = credited_in_parts([line for line, _ in whole], [part for part in parts if part])
    assert all(vat >= 0 for each in taken.values() for vat in each)


sold = st.builds(
    Line,
    st.just("x"),
    st.decimals(min_value="0.001", max_value="100", places=3),
    st.decimals(min_value="0", max_value="1000", places=4),
    st.just(DOMESTIC),
    st.sampled_from([D(21), D(12), D(6), D(0)]),
    st.just("700"),
    st.sampled_from([D(0), D("12.5"), D("33.33"), D(100)]),
)


@given(st.lists(sold, min_size=1, max_size=4), st.sampled_from(["EUR", "USD", "JPY"]), st.data())
def test_an_invoice_credited_in_any_parts_ends_with_nothing_left_of_any_line_or_rate(sold, currency, data):
    whole = totals(sold, currency)
    left = {(each.treatment, each.vat_rate): (each.net, each.vat) for each in whole.groups}
    taken = [Taken() for _ in sold]
    while open_ones := [place for place, line in enumerate(sold) if taken[place].quantity != line.quantity]:
        note = []
        for place in data.draw(st.lists(st.sampled_from(open_ones), min_size=1, unique=True)):
            line, before = sold[place], taken[place]
            rest = line.quantity - before.quantity
            part = data.draw(st.sampled_from([rest, rest / 2, rest / 3]) if rest > D("0.01") else st.just(rest))
            part = part.quantize(D("0.000001")) if part != rest else rest
            taken[place] = take(line, part, before, currency)
            net = taken[place].net - before.net
            exact = part * line.unit_price * (100 - line.discount_percent) / 100
            assert abs(net - exact) <= D(1) if currency == "JPY" else abs(net - exact) <= D("0.01")
            note.append(replace(line, quantity=part, net=net))
        for each in with_vat_left(totals(note, currency), left).groups:
            net, vat = left[each.treatment, each.vat_rate]
            left[each.treatment, each.vat_rate] = net - each.net, vat - each.vat
            assert each.net >= 0
            assert each.vat >= 0
            assert min(left[each.treatment, each.vat_rate]) >= 0
    assert [each.net for each in taken] == [line_net(line, currency) for line in sold]
    assert set(left.values()) == {(D(0), D(0))}
