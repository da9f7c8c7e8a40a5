"""What people spend: how it is booked, and how much may be deducted."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounting.chart import starting_chart
from accounting.expense_categories import CATEGORIES, CategoryUnknown, categories, category, suggested
from accounting.expenses import (
    PAYMENTS,
    NothingInTheBooks,
    NothingOfTheCompany,
    Spent,
    expense_postings,
    parts_of,
    reimbursement_postings,
)
from accounting.invoice import check_cost_account
from accounting.journal import difference
from accounting.plan import PLANS
from accounting.vat import grids

D = Decimal
TODAY = date(2026, 11, 21)
percents = st.decimals(min_value=0, max_value=100, places=2)
totals = st.decimals(min_value="0.01", max_value=10**6, places=2)


def shown(postings):
    return [(each.account, f"{each.amount:.2f}", " ".join(each.grids)) for each in postings]


def test_a_restaurant_of_56_is_cost_of_56_and_owed_to_who_paid():
    spent = Spent(D("56.00"), D("6.00"), "614", "own_money", vat_percent=D(0))
    assert shown(expense_postings(spent)) == [("614", "56.00", "+82"), ("489", "-56.00", "")]


def test_fuel_of_121_with_half_the_vat_deducted():
    spent = Spent(D("121.00"), D("21.00"), "616", "company_card", vat_percent=D(50))
    assert shown(expense_postings(spent)) == [
        ("616", "110.50", "+82"),
        ("411", "10.50", "+59"),
        ("58", "-121.00", ""),
    ]


def test_what_was_accrued_of_an_expense_takes_its_base_and_the_cost_its_vat():
    spent = Spent(D("121.00"), D("21.00"), "444", "company_card", vat_percent=D(50), cost_account="616")
    assert shown(expense_postings(spent)) == [
        ("444", "100.00", "+82"),
        ("616", "10.50", "+82"),
        ("411", "10.50", "+59"),
        ("58", "-121.00", ""),
    ]
    private = Spent(D("121.00"), D("21.00"), "444", "own_money", D(40), D(0), cost_account="6142")
    assert shown(expense_postings(private)) == [
        ("444", "60.00", "+82"),
        ("6142", "12.60", "+82"),
        ("489", "-72.60", ""),
    ]


def test_a_private_share_of_a_company_card_is_owed_by_who_spent_it():
    spent = Spent(D("121.00"), D("21.00"), "612", "company_card", private_percent=D(40))
    assert shown(expense_postings(spent)) == [
        ("612", "60.00", "+82"),
        ("411", "12.60", "+59"),
        ("416", "48.40", ""),
        ("58", "-121.00", ""),
    ]


def test_a_dutch_lunch_is_cost_with_its_vat_and_stands_on_the_dutch_chart():
    lunch = category("restaurant", "NL", TODAY)
    spent = Spent(D("54.50"), D("4.50"), lunch.account, "own_money", vat_percent=lunch.vat_percent, country="NL")
    assert shown(expense_postings(spent)) == [("4410", "54.50", ""), ("1830", "-54.50", "")]
    assert shown(reimbursement_postings(spent, "1100")) == [("1830", "54.50", ""), ("1100", "-54.50", "")]


def test_dutch_fuel_deducts_all_of_its_vat_and_a_private_share_is_owed_back():
    fuel = category("fuel", "NL", TODAY)
    spent = Spent(D("121.00"), D("21.00"), fuel.account, "company_card", D(40), fuel.vat_percent, country="NL")
    assert shown(expense_postings(spent)) == [
        ("4300", "60.00", ""),
        ("1520", "12.60", "+5b"),
        ("1450", "48.40", ""),
        ("2000", "-121.00", ""),
    ]


def test_a_private_share_of_own_money_is_nobodys_debt():
    spent = Spent(D("121.00"), D("21.00"), "612", "own_money", private_percent=D(40))
    assert shown(expense_postings(spent)) == [("612", "60.00", "+82"), ("411", "12.60", "+59"), ("489", "-72.60", "")]


def test_paying_back_settles_exactly_what_is_owed():
    spent = Spent(D("121.00"), D("21.00"), "612", "own_money", private_percent=D(40))
    assert shown(reimbursement_postings(spent, "550")) == [("489", "72.60", ""), ("550", "-72.60", "")]


def test_all_of_it_private_leaves_nothing_to_book():
    with pytest.raises(NothingOfTheCompany):
        expense_postings(Spent(D(10), D(0), "612", "cash", private_percent=D(100)))


def test_what_comes_to_nothing_in_the_books_is_a_matter_of_its_total_not_of_its_private_share():
    with pytest.raises(NothingInTheBooks) as refused:
        expense_postings(Spent(D(0), D(0), "612", "cash", private_percent=D(40)))
    assert refused.value.field == "total_amount"


def test_a_fine_is_in_no_return():
    fine = category("fine", "BE", TODAY)
    spent = Spent(D(58), D(0), fine.account, "cash", vat_percent=fine.vat_percent, in_return=fine.in_return)
    assert grids.totals(expense_postings(spent)) == {}


@given(totals, percents, percents, percents, st.sampled_from(list(PAYMENTS)))
def test_every_expense_balances_and_its_parts_add_up(total, vat_share, private, deductible, paid_with):
    vat = (total * vat_share / 500).quantize(D("0.01"))  # at most a fifth of it
    spent = Spent(total, vat, "612", paid_with, private, deductible)
    parts = parts_of(spent)
    assert parts.cost + parts.deducted + parts.private == total
    assert min(parts.cost, parts.deducted, parts.private) >= 0
    if parts.of_the_company:
        postings = expense_postings(spent)
        assert difference(postings) == 0
        assert sum(each.amount for each in postings if each.account == "411") == parts.deducted


@pytest.mark.parametrize(
    ("country", "code", "vat", "tax"),
    [
        ("BE", "restaurant", 0, 69),
        ("BE", "reception", 0, 50),
        ("BE", "lodging", 0, 100),
        ("BE", "fuel", 50, None),
        ("BE", "small_gift", 100, 50),
        ("BE", "gift", 0, 50),
        ("BE", "office", 100, 100),
        ("BE", "fine", 0, 0),
        ("NL", "restaurant", 0, "73.5"),
        ("NL", "reception", 0, "73.5"),
        ("NL", "gift", 100, "73.5"),
        ("NL", "fine", 0, 0),
        ("NL", "lodging", 100, 100),
        ("NL", "fuel", 100, 100),
    ],
)
def test_each_category_deducts_what_the_law_lets_it(country, code, vat, tax):
    found = category(code, country, TODAY)
    assert (found.vat_percent, found.tax_percent) == (vat, None if tax is None else D(tax))
    assert found.source


@pytest.mark.parametrize(
    ("country", "legal_form", "on", "percent"),
    [
        ("NL", "B.V.", TODAY, "73.5"),
        ("NL", None, TODAY, "73.5"),
        ("NL", "Eenmanszaak", TODAY, "80"),
        ("NL", "VOF", TODAY, "80"),
        ("NL", "Eenmanszaak", date(2016, 12, 31), "73.5"),
        ("NL", "Eenmanszaak", date(2017, 1, 1), "80"),
        ("BE", "Eenmanszaak", TODAY, "69"),
    ],
)
def test_mixed_costs_are_deducted_for_80_per_cent_by_a_dutch_person_and_73_5_by_a_company(
    country, legal_form, on, percent
):
    assert category("restaurant", country, on).taxed(legal_form) == D(percent)


def test_gifts_under_50_euros_each_are_a_kind_of_their_own_in_belgium_only():
    assert [suggested("Cadeau Royal", "BE", TODAY, D(net)).code for net in ("49.99", "50.00")] == ["small_gift", "gift"]
    assert suggested("Cadeau Royal", "BE", TODAY).code == "gift"
    assert suggested("Cadeau Royal", "NL", TODAY, D(20)).code == "gift"
    spent = Spent(
        D("54.45"), D("9.45"), "614", "own_money", vat_percent=category("small_gift", "BE", TODAY).vat_percent
    )
    assert shown(expense_postings(spent)) == [("614", "45.00", "+82"), ("411", "9.45", "+59"), ("489", "-54.45", "")]


def test_every_category_bears_its_cost_on_an_account_of_the_chart_and_has_a_name_in_three_languages():
    chart = {(country, each.code) for country in PLANS for each in starting_chart(country)}
    assert {(each.country, each.account) for each in CATEGORIES} <= chart
    for each in CATEGORIES:
        assert check_cost_account(each.account, each.country)
        assert set(each.names) == {"nl", "fr", "en"}


def test_of_a_country_whose_rules_we_do_not_hold_no_vat_is_deducted():
    assert {each.vat_percent for each in categories("FR", TODAY)} == {0}


def test_an_unknown_category_is_refused_with_its_field():
    with pytest.raises(CategoryUnknown) as caught:
        category("yacht", "BE", TODAY)
    assert caught.value.field == "category"


@pytest.mark.parametrize(
    ("merchant", "code"),
    [
        ("Brasserie De Kroon", "restaurant"),
        ("NMBS / SNCB", "travel"),
        ("Q8 Gent", "fuel"),
        ("Hôtel des Arts", "lodging"),
        ("Peeters BV", "other"),
        (None, "other"),
    ],
)
def test_a_merchants_name_may_give_the_category_away(merchant, code):
    assert suggested(merchant, "BE", TODAY).code == code
