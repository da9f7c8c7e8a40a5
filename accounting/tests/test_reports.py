"""Statements: every account has one place, assets equal liabilities, and the result is the same everywhere."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounting.chart import starting_chart
from accounting.plan import PLANS, plan
from accounting.reports import BUCKETS, ageing, balance_sheet, both, layout, profit_and_loss, result
from accounting.reports.layout import Statement
from accounting.year_end import AppropriatedTooMuch, Check, Shares, Unfinished, appropriation, findings

COUNTRIES = sorted(PLANS)
CODES = {country: [each.code for each in starting_chart(country)] for country in COUNTRIES}
UNAPPROPRIATED = {"BE": "6/7", "NL": "BEivOreRvh"}
PROFIT = {"BE": "9904", "NL": "RNB"}
EQUITY = {"BE": "10/15", "NL": "BEiv"}
amounts = st.decimals(min_value=-(10**9), max_value=10**9, places=2)


def eur(text: str) -> Decimal:
    return Decimal(text)


def evened(balances, country):
    """The same balances, zero together: what they come to stands on the suspense account."""
    suspense = plan(country).suspense
    return balances | {suspense: balances.get(suspense, Decimal(0)) - sum(balances.values())}


@st.composite
def balanced(draw):
    """A country, and balances of any accounts of its chart that are zero together."""
    country = draw(st.sampled_from(COUNTRIES))
    return country, evened(draw(st.dictionaries(st.sampled_from(CODES[country]), amounts, max_size=40)), country)


def figures(lines) -> dict[str, Decimal]:
    return {each.code: each.amount for each in lines}


def posted(balances, postings):
    after = dict(balances)
    for each in postings:
        after[each.account] = after.get(each.account, Decimal(0)) + each.amount
    return after


YEAR = {
    "100": eur("-18600"), "140": eur("-4000"), "241": eur("25000"), "2419": eur("-5000"), "173": eur("-12000"),
    "340": eur("3000"), "400": eur("12100"), "411": eur("2100"), "440": eur("-6050"), "451": eur("-4200"),
    "550": eur("27600"), "570": eur("150"), "490": eur("400"),
    "604": eur("30000"), "610": eur("12000"), "620": eur("20000"), "630": eur("5000"), "640": eur("300"),
    "650": eur("600"), "659": eur("100"), "670": eur("1500"), "700": eur("-80000"), "743": eur("-10000"),
}  # fmt: skip


def test_a_year_of_a_small_company_in_the_abbreviated_layout():
    sheet, profit = figures(balance_sheet(YEAR)), figures(profit_and_loss(YEAR))
    assert sum(YEAR.values()) == 0
    assert [sheet[each] for each in ("20/58", "10/49")] == [eur("65350"), eur("65350")]
    assert sheet["22/27"] == sheet["24"] == eur("20000")
    assert [sheet[each] for each in ("29/58", "3", "40", "41", "54/58", "490/1")] == [
        eur("45350"), eur("3000"), eur("12100"), eur("2100"), eur("27750"), eur("400"),
    ]  # fmt: skip
    assert [sheet[each] for each in ("10/15", "10", "140/1", "6/7", "14")] == [
        eur("43100"), eur("18600"), eur("4000"), eur("20500"), eur("24500"),
    ]  # fmt: skip
    assert [sheet[each] for each in ("17", "44", "45")] == [eur("12000"), eur("6050"), eur("4200")]
    assert [profit[each] for each in ("9900", "9901", "9903", "9904", "9905")] == [
        eur("48000"), eur("22700"), eur("22000"), eur("20500"), eur("20500"),
    ]  # fmt: skip


def test_an_overdrawn_bank_account_is_a_debt_and_a_credit_with_the_treasury_a_claim():
    sheet = figures(balance_sheet({"550": eur("-500"), "551": eur("800"), "4512": eur("200"), "411": eur("-500")}))
    assert (sheet["43"], sheet["54/58"], sheet["41"], sheet["45"]) == (500, 800, 200, 500)


def test_non_recurring_income_is_operating_unless_its_number_says_financial():
    profit = figures(profit_and_loss({"76": eur("-10"), "764": eur("-1"), "761": eur("-5"), "7621": eur("-2")}))
    assert (profit["76A"], profit["76B"]) == (11, 7)


def test_a_year_of_a_small_dutch_company_in_models_d_and_i():
    year = {
        "0500": eur("-100"), "0560": eur("-4000"), "0250": eur("25000"), "0259": eur("-5000"), "0710": eur("-12000"),
        "3300": eur("3000"), "1300": eur("12100"), "1520": eur("2100"), "1600": eur("-6050"), "1500": eur("-4200"),
        "1100": eur("9100"), "1000": eur("150"), "1460": eur("400"),
        "7000": eur("30000"), "4100": eur("12000"), "4000": eur("20000"), "4020": eur("4000"), "4840": eur("5000"),
        "4725": eur("300"), "9100": eur("600"), "4700": eur("100"), "9500": eur("1500"), "9200": eur("-10"),
        "8000": eur("-80000"), "8600": eur("-10000"), "8100": eur("-3990"),
    }  # fmt: skip
    assert sum(year.values()) == 0
    sheet, profit = figures(balance_sheet(year, "NL")), figures(profit_and_loss(year, "NL"))
    assert [sheet[each] for each in ("ACT", "VAS", "BMva", "BVrd", "BVorDeb", "BVorOvr", "BVorOva", "BLim")] == [
        eur("46850"), eur("20000"), eur("20000"), eur("3000"), eur("12100"), eur("2100"), eur("400"), eur("9250"),
    ]  # fmt: skip
    assert [sheet[each] for each in ("PAS", "BEiv", "BEivGok", "BEivOre", "BLas", "BSchCre", "BSchBep")] == [
        eur("46850"), eur("24600"), eur("100"), eur("24500"), eur("12000"), eur("6050"), eur("4200"),
    ]  # fmt: skip
    assert [profit[each] for each in ("WOmz", "MRG", "WPer", "WBed", "BDR", "RVB", "RNB")] == [
        eur("83990"), eur("63990"), eur("24000"), eur("12400"), eur("22590"), eur("22000"), eur("20500"),
    ]  # fmt: skip


def test_a_dutch_overdraft_is_a_debt_and_vat_to_reclaim_a_claim():
    sheet = figures(
        balance_sheet({"1100": eur("-500"), "1150": eur("800"), "1520": eur("200"), "1500": eur("-500")}, "NL")
    )
    assert (sheet["BSchSak"], sheet["BLim"], sheet["BVorOvr"], sheet["BSchBep"]) == (500, 800, 200, 500)


@given(balanced())
def test_assets_equal_equity_and_liabilities(drawn):
    country, balances = drawn
    sheet = figures(balance_sheet(balances, country))
    owned, owed = layout(Statement.BALANCE_SHEET, country).sides
    assert sheet[owned] == sheet[owed]


@given(balanced())
def test_the_result_is_the_same_in_both_statements(drawn):
    country, balances = drawn
    beside = (*plan(country).appropriations, "689", "789") if country == "BE" else plan(country).appropriations
    of_year = evened({code: each for code, each in balances.items() if not code.startswith(beside)}, country)
    stands = figures(balance_sheet(of_year, country))[UNAPPROPRIATED[country]]
    assert stands == figures(profit_and_loss(of_year, country))[PROFIT[country]] == result(of_year, country)


@given(balanced())
def test_every_figure_is_its_accounts_or_its_parts(drawn):
    country, balances = drawn
    for lines in (balance_sheet(balances, country), profit_and_loss(balances, country)):
        by_code = figures(lines)
        for each in lines:
            parts = sum(sign * by_code[code] for sign, code in each.rubric.sums)
            assert each.amount == parts + sum(amount for _, amount in each.accounts)


@given(balanced())
def test_a_year_whose_result_is_appropriated_leaves_none(drawn):
    """The appropriation entry makes costs and income zero with it, and changes neither total nor the year's profit."""
    country, balances = drawn
    beside = plan(country).appropriations
    before = evened({code: each for code, each in balances.items() if not code.startswith(beside)}, country)
    after = posted(before, appropriation(result(before, country), country=country, brought=before))
    sheet, was = figures(balance_sheet(after, country)), figures(balance_sheet(before, country))
    assert sheet[UNAPPROPRIATED[country]] == 0
    assert sheet[EQUITY[country]] == was[EQUITY[country]]
    assert figures(profit_and_loss(after, country)) == figures(profit_and_loss(before, country))


@pytest.mark.parametrize(
    ("country", "code"),
    [("BE", f"{tens}{units}0") for tens in range(1, 8) for units in range(10)]
    + [("NL", f"{group:02}00") for group in range(100) if plan("NL").type_of(f"{group:02}00")],
)
def test_every_group_of_the_chart_has_a_place(country, code):
    books = plan(country)
    for sign in (1, -1):
        assert layout(Statement.BALANCE_SHEET, country).place(code, Decimal(sign)) is not None
        if code.startswith(books.results):
            appropriates = code.startswith(books.appropriations)
            own = Statement.APPROPRIATION if appropriates else Statement.PROFIT_AND_LOSS
            assert layout(own, country).place(code, Decimal(sign)) is not None


@pytest.mark.parametrize("country", COUNTRIES)
@pytest.mark.parametrize("statement", list(Statement))
def test_every_rubric_is_named_and_sums_rubrics_that_exist(statement, country):
    rubrics = layout(statement, country).rubrics
    codes = [each.code for each in rubrics]
    assert len(codes) == len(set(codes))
    assert [each.code for each in rubrics if not all(each.names.values())] == []
    assert [part for each in rubrics for _, part in each.sums if part not in codes] == []
    assert [each.code for each in rubrics if bool(each.sums) == bool(each.accounts)] == []


def test_two_periods_side_by_side():
    lines = both(profit_and_loss({"700": eur("-100")}), profit_and_loss({"700": eur("-80")}))
    assert next((line.amount, before) for line, before in lines if line.code == "70") == (100, 80)


def test_what_is_due_today_is_not_late_and_ninety_days_are_not_over_ninety():
    on = date(2026, 11, 21)
    late = [(0, "1"), (1, "2"), (30, "4"), (31, "8"), (60, "16"), (61, "32"), (90, "64"), (91, "128"), (-5, "256")]
    found = ageing([(on - timedelta(days=days), eur(amount)) for days, amount in late], on)
    assert list(found.values()) == [257, 6, 24, 96, 128]


@given(st.lists(st.tuples(st.dates(), amounts)), st.dates())
def test_the_buckets_are_all_that_is_open(items, on):
    found = ageing(items, on)
    assert list(found) == [name for name, _ in BUCKETS]
    assert sum(found.values()) == sum(amount for _, amount in items)


def test_a_profit_of_20500_with_reserve_and_dividend():
    made = appropriation(eur("20500"), Shares(legal_reserve=eur("1025"), dividends=eur("5000")))
    assert [(each.account, each.amount) for each in made] == [
        ("692", eur("1025")), ("130", eur("-1025")), ("694", eur("5000")), ("471", eur("-5000")),
        ("693", eur("14475")), ("140", eur("-14475")),
    ]  # fmt: skip


def test_a_dutch_result_is_appropriated_on_the_dutch_chart():
    made = appropriation(eur("20500"), Shares(dividends=eur("5000")), "NL")
    assert [(each.account, each.amount) for each in made] == [
        ("9900", eur("5000")), ("1835", eur("-5000")), ("9900", eur("15500")), ("0560", eur("-15500")),
    ]  # fmt: skip
    assert [(each.account, each.amount) for each in appropriation(eur("-700"), country="NL")] == [
        ("0560", eur("700")), ("9900", eur("-700")),
    ]  # fmt: skip


@pytest.mark.parametrize("result_", ["-100", "0", "99.99"])
def test_a_dividend_is_paid_of_a_profit_only(result_):
    with pytest.raises(AppropriatedTooMuch):
        appropriation(eur(result_), Shares(dividends=eur("100")))


def test_nothing_is_appropriated_of_nothing():
    assert appropriation(Decimal(0)) == appropriation(Decimal(0), brought={"140": eur("-300")}) == []


def written(*asked, **more) -> list[str]:
    return [f"{each.account} {each.amount:f}" for each in appropriation(*asked, **more)]


@pytest.mark.parametrize(
    ("result_", "brought", "entry"),
    [
        ("100", {"140": "-300"}, ["140 300", "790 -300", "693 400", "140 -400"]),
        ("-100", {"140": "-300"}, ["140 300", "790 -300", "693 200", "140 -200"]),
        ("-400", {"140": "-300"}, ["140 300", "790 -300", "141 100", "793 -100"]),
        ("100", {"141": "300"}, ["690 300", "141 -300", "141 200", "793 -200"]),
        ("400", {"141": "300"}, ["690 300", "141 -300", "693 100", "140 -100"]),
        ("300", {"141": "300"}, ["690 300", "141 -300"]),
        ("-100", {"141": "300"}, ["690 300", "141 -300", "141 400", "793 -400"]),
        ("10", {"140001": "-300", "141": "50", "130": "-9", "550": "350"},
         ["140001 300", "790 -300", "690 50", "141 -50", "693 260", "140 -260"]),
    ],
)  # fmt: skip
def test_what_was_carried_forward_is_appropriated_with_the_result(result_, brought, entry):
    """Never a profit and a loss carried forward beside each other."""
    assert written(eur(result_), brought={code: eur(amount) for code, amount in brought.items()}) == entry


def test_a_dividend_is_paid_of_a_profit_that_was_carried_forward():
    brought, shares = {"140": eur("-300")}, Shares(dividends=eur("250"))
    assert written(eur("-20"), shares, brought=brought) == [
        "140 300", "790 -300", "694 250", "471 -250", "693 30", "140 -30",
    ]  # fmt: skip
    with pytest.raises(AppropriatedTooMuch, match=r"250.00 of a result of -60.00, with 300.00 carried forward"):
        appropriation(eur("-60"), shares, brought=brought)
    assert written(eur("-20"), shares, "NL", brought={"0560": eur("-300")}) == [
        "9900 250", "1835 -250", "0560 270", "9900 -270",
    ]  # fmt: skip
    with pytest.raises(AppropriatedTooMuch):
        appropriation(eur("-60"), shares, "NL", brought={"0560": eur("-300")})


def test_what_is_looked_at_before_a_year_is_closed():
    found = {each.check: each for each in findings({"499": eur("5"), "580": eur("-5")}, Unfinished(drafts=2))}
    assert [check for check, each in found.items() if not each.holds] == [
        Check.SUSPENSE, Check.INTERNAL_TRANSFERS, Check.DRAFTS,
    ]  # fmt: skip
    assert [check for check, each in found.items() if each.prevents] == [
        Check.TRIAL_BALANCE, Check.YEAR_IS_OVER, Check.EARLIER_YEAR, Check.BROUGHT_FORWARD, Check.JOURNAL_OPEN,
    ]  # fmt: skip
