"""The return from postings: laws of its sums, and the authority's own controls."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounting.journal import Posting, credit, debit, reversed_postings
from accounting.vat import PeriodUnknown, Treatment, grids, purchase_grids, sale_grids, vat_due

D = Decimal
TODAY = date(2026, 11, 21)
amounts = st.decimals(min_value="0.01", max_value=10**7, places=2)
marks = st.lists(
    st.builds("{}{}".format, st.sampled_from("+-"), st.sampled_from([each for each in grids.grids_of("BE") if each not in ("71", "72")])),
    max_size=3,
    unique=True,
).map(tuple)  # fmt: skip
postings = st.lists(
    st.builds(lambda amount, side, marked: side("700", amount, grids=marked), amounts, st.sampled_from([debit, credit]), marks),
    max_size=20,
)  # fmt: skip


def test_a_sale_of_100_at_21_percent_stands_in_03_and_54_and_is_payable_in_71():
    sale = [
        debit("400", D(121)),
        credit("700", D(100), grids=("+03",)),
        credit("451", D(21), grids=("+54",)),
    ]
    assert grids.totals(sale) == {"03": 100, "54": 21, "71": 21}


def test_a_purchase_of_100_stands_in_82_and_59_and_is_recoverable_in_72():
    purchase = [debit("613", D(100), grids=("+82",)), debit("411", D(21), grids=("+59",)), credit("440", D(121))]
    assert grids.totals(purchase) == {"82": 100, "59": 21, "72": 21}


def test_a_car_at_50_percent_has_its_other_half_in_82():
    car = [debit("616", D(1105), grids=("+82",)), debit("411", D(105), grids=("+59",)), credit("440", D(1210))]
    assert grids.totals(car) == {"82": 1105, "59": 105, "72": 105}


def test_intra_community_goods_owe_what_they_deduct():
    found = purchase_grids(Treatment.INTRA_COMMUNITY_GOODS, "604")
    bought = [
        debit("604", D(100), grids=found.base),
        debit("411", D(21), grids=found.deducted),
        credit("440", D(100)),
        credit("451055", D(21), grids=found.due),
    ]
    assert grids.totals(bought) == {"81": 100, "86": 100, "55": 21, "59": 21}


@given(postings)
def test_a_period_with_entries_and_their_reversals_shows_nothing(found):
    assert grids.totals([*found, *reversed_postings(found)]) == {}


@given(postings, postings)
def test_totals_per_grid_are_additive(some, others):
    apart, together = [grids.totals(some), grids.totals(others)], grids.totals([*some, *others])
    for grid in grids.grids_of("BE"):
        if grid not in ("71", "72"):
            assert together.get(grid, 0) == sum(each.get(grid, 0) for each in apart)
    assert grids.balance(together) == sum(grids.balance(each) for each in apart)


@given(postings)
def test_71_and_72_are_never_both_there_and_are_never_below_zero(found):
    total = grids.totals(found)
    assert not ("71" in total and "72" in total)
    assert all(total[each] > 0 for each in ("71", "72") if each in total)
    assert total.get("71", 0) - total.get("72", 0) == grids.balance(total)


@given(st.lists(st.tuples(amounts, st.sampled_from([D(21), D(12), D(6)]), st.sampled_from(["invoice", "credit_note"]))))
def test_vat_due_in_the_return_is_what_stands_on_the_vat_account(sold):
    entries = []
    for amount, percent, kind in sold:
        found = sale_grids(Treatment.DOMESTIC, percent, kind)
        due = vat_due(amount, percent)
        side = credit if kind == "invoice" else debit
        entries += [side("700", amount, grids=found.base), *([side("451", due, grids=found.vat)] if due else [])]
    assert grids.balance(grids.totals(entries)) == -sum(each.amount for each in entries if each.account == "451")


def test_a_dutch_return_is_of_the_same_postings():
    sold, bought = (
        sale_grids(Treatment.DOMESTIC, D(9), country="NL"),
        purchase_grids(Treatment.DOMESTIC, "604", country="NL"),
    )
    entries = [
        credit("700", D(200), grids=sold.base),
        credit("451", D(18), grids=sold.vat),
        debit("411", D("50.00"), grids=bought.deducted),
    ]
    assert grids.totals(entries, "NL") == {"1b": 200, "1bv": 18, "5a": 18, "5b": 50, "5g": -32}


DUTCH = {"1a": D("100.55"), "1av": D("21.12"), "2a": D("40.00"), "2av": D("8.40"), "3b": D("346.75"), "5b": D("63.19")}


def test_a_dutch_return_is_in_whole_euros_in_favour_of_who_files():
    assert grids.with_result(DUTCH, "NL") == {
        "1a": 100, "2a": 40, "3b": 346, "1av": 21, "2av": 8, "5a": 29, "5b": 64, "5g": -35,
    }  # fmt: skip
    exact = grids.with_result(DUTCH, "NL", as_filed=False)
    assert (exact["5a"], exact["5g"], exact["1a"]) == (D("29.52"), D("-33.67"), D("100.55"))


@given(st.dictionaries(st.sampled_from([each for each in grids.grids_of("NL") if grids.postable(each, "NL")]), st.decimals(-(10**6), 10**6, places=2)))  # fmt: skip
def test_rounding_a_dutch_return_is_never_to_the_filers_loss_and_less_than_a_euro_a_rubric(sums):
    won = grids.balance(sums, "NL") - grids.filed_balance(sums, "NL")
    assert 0 <= won < max(len(sums), 1)
    told = grids.with_result(sums, "NL")
    assert told.get("5a", 0) - told.get("5b", 0) == told.get("5g", 0)
    assert all(amount == amount.to_integral_value() for amount in told.values())


def test_a_belgian_return_is_to_the_cent():
    assert grids.with_result({"54": D("21.12")}) == {"54": D("21.12"), "71": D("21.12")}


def test_grids_come_in_the_order_of_the_return():
    assert list(grids.with_result({"59": D(1), "03": D(2), "54": D(3), "00": D(4), "82": D(5)})) == [
        "00", "03", "82", "54", "59", "71",
    ]  # fmt: skip


def test_the_december_advance_is_told_and_changes_no_result():
    paid = [debit("4512", D(500), grids=("+91",)), credit("550", D(500))]
    assert grids.totals(paid) == {"91": 500}
    assert grids.with_result({"54": D(900), "59": D(300), "91": D(500)}) == {"54": 900, "59": 300, "91": 500, "71": 600}
    assert grids.postable("91", "BE")
    assert not grids.postable("91", "NL")


def test_a_grid_below_zero_is_named():
    told = held({"81": -40, "86": "-40.50", "03": 100}, "nothing_below_zero")
    assert (told.rule, told.left, told.right) == ("81 · 86 ≥ 0", D("-40.50"), 0)


def held(sums, name):
    return next(each for each in grids.controls({k: D(v) for k, v in sums.items()}, TODAY) if each.name == name)


@pytest.mark.parametrize(
    ("name", "sums", "holds"),
    [
        ("vat_on_sales", {"03": 1000, "54": 210}, True),
        ("vat_on_sales", {"01": 1000, "02": 1000, "03": 1000, "54": 390}, True),
        ("vat_on_sales", {"03": 1000, "54": 272}, True),  # 62 apart
        ("vat_on_sales", {"03": 1000, "54": "272.01"}, False),
        ("vat_on_sales", {"03": 1000, "54": 147}, False),
        ("vat_on_intra_community", {"86": 1000, "88": 500, "55": 315}, True),
        ("vat_on_intra_community", {"86": 1000, "55": 300}, False),
        ("vat_on_reverse_charge", {"87": 1000, "56": 100, "57": 110}, True),
        ("vat_on_reverse_charge", {"87": 100, "56": 100}, False),
        ("nothing_below_zero", {"81": 0, "03": 100}, True),
        ("nothing_below_zero", {"81": "-0.01", "03": 100}, False),  # nothing is tolerated
        ("nothing_below_zero", {"91": -1}, False),
        ("vat_deducted", {"81": 100, "82": 1000, "59": 231}, True),
        ("vat_deducted", {"82": 100, "59": 200}, False),
        ("vat_repaid", {"85": 100, "63": 21}, True),
        ("vat_repaid", {"85": 100, "63": 100}, False),
        ("vat_recovered", {"49": 100, "64": 21}, True),
        ("vat_recovered", {"49": 100, "64": 84}, False),
    ],
)
def test_a_return_is_checked_as_the_authority_does(name, sums, holds):
    assert held(sums, name).holds is holds


def test_a_control_says_both_its_sides():
    found = held({"03": 1000, "54": 200}, "vat_on_sales")
    assert (found.left, found.right, found.tolerance) == (210, 200, 62)


def test_an_empty_return_holds():
    assert all(each.holds for each in grids.controls({}, TODAY))


def test_controls_are_belgian_and_dated():
    assert grids.controls({}, TODAY, "NL") == ()
    with pytest.raises(PeriodUnknown):
        grids.tolerance_on(date(2001, 12, 31))


def test_every_grid_that_a_treatment_names_is_in_the_return():
    for country in ("BE", "NL"):
        for how in Treatment:
            for kind in ("invoice", "credit_note"):
                found = purchase_grids(how, "613", kind, country=country)
                marked = [*found.base, *found.deducted, *found.due]
                for percent in (21, 12, 9, 6, 0):
                    sold = sale_grids(how, D(percent), kind, country=country)
                    marked += [*sold.base, *sold.vat]
                assert {each[1:] for each in marked} <= set(grids.grids_of(country))
                Posting("700", credit=D(1), grids=tuple(marked))  # and a posting may carry them
