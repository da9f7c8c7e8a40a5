"""Debits equal credits; a reversal undoes exactly."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounting.journal import (
    CurrencyIncomplete,
    CurrencyOnOtherSide,
    EntryEmpty,
    EntryUnbalanced,
    GridUnreadable,
    Posting,
    PostingHasTwoSides,
    VatGridRepeated,
    check_balanced,
    check_grids,
    credit,
    debit,
    difference,
    reversed_postings,
)

positive = st.decimals(min_value="0.01", max_value=10**10, places=2)
nonzero = positive | positive.map(lambda amount: -amount)
codes = st.sampled_from(["604", "610", "411", "440", "550", "451"])
grids = st.lists(st.builds(str.__add__, st.sampled_from("+-"), st.sampled_from(["03", "54", "82"])), max_size=2)
abroad = st.none() | positive


def made(code, amount, on_grids, in_currency):
    currency = "USD" if in_currency is not None else None
    return debit(code, amount, grids=tuple(on_grids), currency=currency, amount_in_currency=in_currency)


postings = st.lists(st.builds(made, codes, nonzero, grids, abroad), min_size=1, max_size=20)


@st.composite
def balanced(draw):
    """Any postings, and one more that makes up the difference."""
    drawn = draw(postings)
    gap = difference(drawn)
    return [*drawn, credit("499", gap)] if gap else drawn + reversed_postings(drawn)


def test_a_purchase_of_100_at_21_percent_balances_at_121():
    entry = [debit("604", Decimal("100.00")), debit("411", Decimal("21.00")), credit("440", Decimal("121.00"))]
    assert difference(check_balanced(entry)) == 0


@pytest.mark.parametrize(
    ("paid", "says"),
    [("120.99", "debits exceed the other side by 0.01"), ("121.01", "credits exceed the other side by 0.01")],
)
def test_one_cent_of_difference_is_refused_and_named(paid, says):
    entry = [debit("604", Decimal("100.00")), debit("411", Decimal("21.00")), credit("440", Decimal(paid))]
    with pytest.raises(EntryUnbalanced, match=says):
        check_balanced(entry)


@pytest.mark.parametrize("given_", [[], [debit("604", Decimal(1))]])
def test_an_entry_has_two_postings_at_least(given_):
    with pytest.raises(EntryEmpty):
        check_balanced(given_)


@pytest.mark.parametrize(("left", "right"), [(0, 0), (1, 1), (-1, 0), (0, -1), (1, -1), (-1, -1)])
def test_a_posting_has_one_side_and_is_more_than_zero(left, right):
    with pytest.raises(PostingHasTwoSides):
        Posting("604", Decimal(left), Decimal(right))


def test_a_negative_debit_is_a_credit():
    assert debit("604", Decimal("-50.00")) == credit("604", Decimal("50.00")) == Posting("604", credit=Decimal("50.00"))


@given(postings)
def test_a_reversal_is_its_own_inverse(entry):
    assert reversed_postings(reversed_postings(entry)) == entry


@given(postings)
def test_an_entry_and_its_reversal_are_nothing_together(entry):
    assert difference(entry + reversed_postings(entry)) == 0


@given(postings)
def test_an_entry_and_its_reversal_are_nothing_on_every_account(entry):
    both = entry + reversed_postings(entry)
    assert {sum(p.amount for p in both if p.account == account) for account in {p.account for p in both}} == {0}


@given(postings)
def test_an_entry_and_its_reversal_are_nothing_in_any_currency_and_any_grid(entry):
    both = entry + reversed_postings(entry)
    assert sum(each.amount_in_currency or 0 for each in both) == 0
    counted = [int(f"{grid[0]}1") * abs(each.amount) for each in both for grid in each.grids]
    assert sum(counted) == 0


@given(st.lists(balanced(), max_size=8))
def test_the_trial_balance_of_any_balanced_entries_is_zero(entries):
    per_account = {}
    for posting in (each for entry in entries for each in entry):
        per_account[posting.account] = per_account.get(posting.account, 0) + posting.amount
    assert sum(per_account.values()) == 0


@given(balanced())
def test_the_reversal_of_a_balanced_entry_balances(entry):
    assert check_balanced(entry) is entry
    check_balanced(reversed_postings(entry))


@given(balanced(), balanced())
def test_balanced_entries_together_balance(one, other):
    check_balanced(one + other)


@given(balanced(), positive)
def test_one_more_posting_always_unbalances(entry, amount):
    with pytest.raises(EntryUnbalanced):
        check_balanced([*entry, debit("604", amount)])


def test_a_memo_survives_the_reversal():
    assert reversed_postings([debit("604", Decimal(1), "paper")])[0].memo == "paper"


def test_a_sale_of_100_dollars_and_its_reversal():
    sale = [
        debit("400", Decimal("93.11"), currency="USD", amount_in_currency=Decimal("100.00")),
        credit("700", Decimal("93.11"), grids=("+47",), currency="USD", amount_in_currency=Decimal("100.00")),
    ]
    assert [(each.amount_in_currency, each.grids) for each in sale] == [
        (Decimal("100.00"), ()),
        (Decimal("-100.00"), ("+47",)),
    ]
    assert [(each.amount, each.amount_in_currency, each.grids) for each in reversed_postings(sale)] == [
        (Decimal("-93.11"), Decimal("-100.00"), ()),
        (Decimal("93.11"), Decimal("100.00"), ("-47",)),
    ]


def test_a_currency_comes_with_its_amount_on_the_same_side():
    with pytest.raises(CurrencyIncomplete):
        debit("400", Decimal(1), currency="USD")
    with pytest.raises(CurrencyIncomplete):
        debit("400", Decimal(1), amount_in_currency=Decimal(1))
    with pytest.raises(CurrencyOnOtherSide):
        Posting("400", debit=Decimal(1), currency="USD", amount_in_currency=Decimal(-1))


@pytest.mark.parametrize(
    ("grids", "field"),
    [(["+54", "+54"], "grids.1"), (["+54", "-54"], "grids.1"), (["+1a", "+1av", "-1a"], "grids.2")],
)
def test_a_box_counts_a_posting_once_whatever_the_sign(grids, field):
    with pytest.raises(VatGridRepeated) as refused:
        check_grids(grids)
    assert refused.value.field == field
    check_grids(["+1a", "+1av"])
    check_grids([])


@pytest.mark.parametrize("grid", ["03", "+3", "+003", "*03", ""])
def test_a_grid_is_a_sign_and_two_digits(grid):
    with pytest.raises(GridUnreadable):
        debit("700", Decimal(1), grids=(grid,))
