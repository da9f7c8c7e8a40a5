"""The starting charts: complete, in three languages, and meaning by prefix."""

import re

import pytest

from accounting.chart import LANGUAGES, AccountType, reference_of, starting_chart
from accounting.plan import PLANS, plan

ASSET, LIABILITY, EQUITY = AccountType.ASSET, AccountType.LIABILITY, AccountType.EQUITY
EXPENSE, INCOME = AccountType.EXPENSE, AccountType.INCOME
COUNTRIES = sorted(PLANS)
SINGLE = [
    "customers", "suppliers", "usual_income", "usual_services", "usual_cost", "vat_recoverable", "vat_payable", "vat_repaid",
    "vat_to_pay", "vat_to_receive", "bank", "cash", "internal_transfers", "suspense", "owed_to_spender",
    "owed_by_spender", "bank_costs", "exchange_loss", "exchange_gain", "discount_granted", "discount_obtained",
    "charges_received", "difference_lost", "difference_won", "profit_to_carry", "loss_to_carry", "profit_carried", "loss_carried",
    "to_reserves", "legal_reserve", "to_partners", "dividends",
]  # fmt: skip


@pytest.mark.parametrize(
    ("country", "code", "means"),
    [
        ("BE", "100", EQUITY),
        ("BE", "140", EQUITY),
        ("BE", "160", LIABILITY),  # provisions: class 1, yet no equity
        ("BE", "173", LIABILITY),
        ("BE", "241", ASSET),
        ("BE", "340", ASSET),
        ("BE", "400", ASSET),
        ("BE", "411", ASSET),
        ("BE", "416", ASSET),
        ("BE", "440", LIABILITY),
        ("BE", "440001", LIABILITY),  # a sub-account means what its beginning means
        ("BE", "451055", LIABILITY),
        ("BE", "490", ASSET),
        ("BE", "491", ASSET),
        ("BE", "492", LIABILITY),
        ("BE", "493", LIABILITY),
        ("BE", "499", ASSET),
        ("BE", "550", ASSET),
        ("BE", "604", EXPENSE),
        ("BE", "700", INCOME),
        ("BE", "900", None),
        ("NL", "0240", ASSET),
        ("NL", "0500", EQUITY),
        ("NL", "0610", LIABILITY),  # provisions: class 0, yet no equity
        ("NL", "0710", LIABILITY),
        ("NL", "0900", None),
        ("NL", "1100", ASSET),
        ("NL", "1300", ASSET),
        ("NL", "130001", ASSET),
        ("NL", "1500", LIABILITY),
        ("NL", "1520", ASSET),  # input VAT: among what is owed, yet a claim
        ("NL", "1600", LIABILITY),
        ("NL", "2900", ASSET),
        ("NL", "3300", ASSET),
        ("NL", "4410", EXPENSE),
        ("NL", "7000", EXPENSE),
        ("NL", "8000", INCOME),
        ("NL", "9000", INCOME),
        ("NL", "9100", EXPENSE),
        ("NL", "600", None),
    ],
)
def test_an_account_means_what_its_number_begins_with(country, code, means):
    assert plan(country).type_of(code) is means


@pytest.mark.parametrize("country", COUNTRIES)
def test_every_account_has_a_name_of_its_own_in_every_language(country):
    chart = starting_chart(country)
    for language in LANGUAGES:
        names = [each.names[language].strip() for each in chart]
        assert all(names)
        if country == "NL":
            assert sorted(name for name in set(names) if names.count(name) > 1) == []


@pytest.mark.parametrize("country", COUNTRIES)
def test_no_account_is_there_twice_and_they_stand_in_order(country):
    codes = [each.code for each in starting_chart(country)]
    assert codes == sorted(set(codes))
    assert all(code.isdigit() for code in codes)


def test_every_dutch_account_names_its_code_of_the_referentiegrootboekschema():
    shape = re.compile(r"[BW]([A-Z][a-z]{2}){3}|BVorVogVr1")
    assert [each.code for each in starting_chart("NL") if not shape.fullmatch(each.reference or "")] == []
    sides = {each.code: each.reference[0] for each in starting_chart("NL") if each.code != "9900"}
    assert {code for code, side in sides.items() if (side == "W") != plan("NL").is_result(code)} == set()
    assert reference_of("1300", "NL") == reference_of("130012", "NL") == "BVorDebHad"
    assert reference_of("1600", "NL") == "BSchCreHac"
    assert reference_of("400", "BE") is None


def test_the_names_in_three_languages_are_as_the_royal_decree_has_them():
    suppliers = next(each for each in starting_chart() if each.code == "440")
    assert (suppliers.names["nl"], suppliers.names["fr"]) == ("Leveranciers", "Fournisseurs")


@pytest.mark.parametrize("country", COUNTRIES)
def test_every_account_that_a_rule_posts_on_is_in_the_chart(country):
    books = plan(country)
    brought = {each for each in (books.profit_brought, books.loss_brought) if each}
    used = (
        brought | {getattr(books, name) for name in SINGLE} | {*books.vat_of_grids.values(), *books.expenses.values()}
    )
    assert used - {each.code for each in starting_chart(country)} == set()


@pytest.mark.parametrize("country", COUNTRIES)
def test_every_beginning_that_a_rule_goes_by_begins_an_account_of_the_chart(country):
    books = plan(country)
    codes = [each.code for each in starting_chart(country)]
    named = {
        *books.incomes, *books.bearers, *books.accruals, *books.goods_sold, *books.vats, *books.banks, *books.money,
        *books.appropriations, *books.results, books.brought_forward,
    }  # fmt: skip
    assert {each for each in named if not any(code.startswith(each) for code in codes)} == set()


@pytest.mark.parametrize("country", COUNTRIES)
def test_what_a_rule_uses_an_account_for_fits_what_the_account_is(country):
    books = plan(country)
    assert {books.type_of(each) for each in (books.customers, books.bank, books.cash, books.vat_to_receive)} == {ASSET}
    assert {books.type_of(each) for each in (books.suppliers, books.vat_payable, books.vat_to_pay)} == {LIABILITY}
    assert {books.type_of(each) for each in (books.profit_carried, books.loss_carried, books.legal_reserve)} == {EQUITY}
    assert {books.type_of(each) for each in (books.usual_cost, books.bank_costs, *books.expenses.values())} == {EXPENSE}
    assert {books.type_of(books.usual_income), books.type_of(books.usual_services)} == {INCOME}
    assert books.usual_income.startswith(books.goods_sold)
    assert not books.usual_services.startswith(books.goods_sold)
    assert all(books.is_vat_of_period(each) for each in (books.vat_payable, books.vat_recoverable))
    assert not any(books.is_vat_of_period(each) for each in (*books.vat_currents, books.customers, books.bank))
    assert not any(books.is_result(each) for each in (books.profit_to_carry, books.loss_to_carry))


def test_a_country_that_we_hold_no_chart_of_begins_with_the_belgian_one():
    assert starting_chart("FR") == starting_chart("BE")
