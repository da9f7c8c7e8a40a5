"""Statements: every account has one place, assets equal liabilities, and the result is the same everywhere."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounting.chart import starting_chart
from accounting.reports import BUCKETS, ageing, balance_sheet, both, layout, profit_and_loss, result
from accounting.reports.layout import Statement
from accounting.reports.periods import compared
from accounting.schedule import month_end
from accounting.year_end import AppropriatedTooMuch, Check, Shares, Unfinished, appropriation, findings

CODES = [each.code for each in starting_chart()]
amounts = st.decimals(min_value=-(10**9), max_value=10**9, places=2)


def eur(text: str) -> Decimal:
    return Decimal(text)


@st.composite
def balanced(draw):
    """Balances of any accounts that are zero together."""
    found = draw(st.dictionaries(st.sampled_from(CODES), amounts, max_size=40))
    found["499"] = found.get("499", Decimal(0)) - sum(found.values())
    return found


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


@given(balanced())
def test_assets_equal_equity_and_liabilities(balances):
    sheet = figures(balance_sheet(balances))
    assert sheet["20/58"] == sheet["10/49"]


@given(balanced())
def test_the_result_is_the_same_in_both_statements(balances):
    of_year = {code: each for code, each in balances.items() if not code.startswith(("69", "79", "689", "789"))}
    of_year["499"] = of_year.get("499", Decimal(0)) - sum(of_year.values())
    assert figures(balance_sheet(of_year))["6/7"] == figures(profit_and_loss(of_year))["9904"] == result(of_year)


@given(balanced())
def test_every_figure_is_its_accounts_or_its_parts(balances):
    for lines in (balance_sheet(balances), profit_and_loss(balances)):
        by_code = figures(lines)
        for each in lines:
            parts = sum(sign * by_code[code] for sign, code in each.rubric.sums)
            assert each.amount == parts + sum(amount for _, amount in each.accounts)


@given(balanced())
def test_a_year_whose_result_is_appropriated_leaves_none(balances):
    """The appropriation entry makes classes 6 and 7 zero together, and changes neither total nor the year's profit."""
    before = {code: each for code, each in balances.items() if not code.startswith(("69", "79"))}
    before["499"] = before.get("499", Decimal(0)) - sum(before.values())
    postings = appropriation(result(before))
    after = posted(before, postings)
    assert figures(balance_sheet(after))["6/7"] == 0
    assert figures(balance_sheet(after))["10/15"] == figures(balance_sheet(before))["10/15"]
    assert figures(profit_and_loss(after)) == figures(profit_and_loss(before))


@pytest.mark.parametrize("beginning", [f"{tens}{units}" for tens in range(1, 8) for units in range(10)])
def test_every_group_of_the_chart_has_a_place(beginning):
    for sign in (1, -1):
        place = layout(Statement.BALANCE_SHEET).place(beginning + "0", Decimal(sign))
        assert place is not None, beginning
        if beginning[0] in "67":
            own = Statement.APPROPRIATION if beginning in ("69", "79") else Statement.PROFIT_AND_LOSS
            assert layout(own).place(beginning + "0", Decimal(sign)) is not None


@pytest.mark.parametrize("statement", list(Statement))
def test_every_rubric_is_named_and_sums_rubrics_that_exist(statement):
    rubrics = layout(statement).rubrics
    codes = [each.code for each in rubrics]
    assert len(codes) == len(set(codes))
    assert [each.code for each in rubrics if not all(each.names.values())] == []
    assert [part for each in rubrics for _, part in each.sums if part not in codes] == []
    assert [each.code for each in rubrics if bool(each.sums) == bool(each.accounts)] == []


def test_what_explains_a_rubric_are_the_beginnings_of_its_accounts():
    assert layout(Statement.BALANCE_SHEET).beginnings("29") == ("29", "290")
    assert layout(Statement.PROFIT_AND_LOSS).beginnings("9900") == ("60", "61", "70", "71", "72", "73", "74", "76")


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


@pytest.mark.parametrize("result_", ["-100", "0", "99.99"])
def test_a_dividend_is_paid_of_a_profit_only(result_):
    with pytest.raises(AppropriatedTooMuch):
        appropriation(eur(result_), Shares(dividends=eur("100")))


def test_nothing_is_appropriated_of_nothing():
    assert appropriation(Decimal(0)) == []


def test_what_is_looked_at_before_a_year_is_closed():
    found = {each.check: each for each in findings({"499": eur("5"), "580": eur("-5")}, Unfinished(drafts=2))}
    assert [check for check, each in found.items() if not each.holds] == [
        Check.SUSPENSE, Check.INTERNAL_TRANSFERS, Check.DRAFTS,
    ]  # fmt: skip
    assert [check for check, each in found.items() if each.prevents] == [
        Check.TRIAL_BALANCE, Check.YEAR_IS_OVER, Check.EARLIER_YEAR, Check.JOURNAL_OPEN,
    ]  # fmt: skip


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.integers(0, 800))
def test_the_previous_period_ends_the_day_before_and_is_as_long(since, days):
    until = since + timedelta(days=days)
    first, last = compared(since, until, "previous_period")
    assert last == since - timedelta(days=1)
    whole_months = since.day == 1 and until == month_end(until)
    assert whole_months or last - first == until - since
    assert not whole_months or (first.day == 1 and last == month_end(last))


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.integers(0, 800))
def test_the_previous_year_is_the_same_days(since, days):
    until = since + timedelta(days=days)
    first, last = compared(since, until, "previous_year")
    assert (first.year, first.month) == (since.year - 1, since.month)
    assert (last.year, last.month) == (until.year - 1, until.month)
    assert (until == month_end(until)) == (last == month_end(last)) or until.day in (28, 29)
