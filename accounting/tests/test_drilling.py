"""A rubric is told by the accounts it is made of: what the general ledger shows of them is its figure."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounting.chart import starting_chart
from accounting.plan import PLANS
from accounting.reports import balance_sheet, layout, profit_and_loss, statement
from accounting.reports.drilling import ALONE, Chart
from accounting.reports.layout import Statement

COUNTRIES = sorted(PLANS)
CODES = {country: [each.code for each in starting_chart(country)] for country in COUNTRIES}


def every_account(country: str, statement: Statement) -> list[str]:
    """The starting chart, accounts of a company's own that go on from it, and one for each beginning of the layout."""
    begun = {each.rstrip("DC").ljust(4, "0") for one in layout(statement, country).rubrics for each in one.accounts}
    return sorted({*CODES[country], *(code + "7" for code in CODES[country]), *begun})


def in_the_ledger(told, balances) -> Decimal:
    """What the general ledger shows when it is asked for these."""
    begin = tuple(each for each in told if not each.endswith(ALONE))
    alone = {each.removesuffix(ALONE) for each in told if each.endswith(ALONE)}
    return sum((balance for code, balance in balances.items() if code in alone or code.startswith(begin)), Decimal(0))


@pytest.mark.parametrize("country", COUNTRIES)
@pytest.mark.parametrize("of", [balance_sheet, profit_and_loss])
@given(dice=st.randoms(use_true_random=True))
def test_a_rubric_is_explained_by_the_accounts_it_is_made_of_and_no_others(of, country, dice):
    chart = every_account(country, Statement(of.__name__.replace("_and_", "-and-").replace("_", "-")))
    balances = {code: Decimal(dice.choice((-1, 0, 1)) * dice.randrange(10**9)) / 100 for code in chart}
    known = Chart(chart)
    for line in of(balances, country):
        told = known.told(line.made_of)
        assert in_the_ledger(told, balances) == line.rubric.sign * line.amount, (line.code, told)


@pytest.mark.parametrize(("country", "of"), [(country, of) for country in COUNTRIES for of in Statement])
def test_every_layout_tells_its_rubrics_by_their_accounts(country, of):
    chart = every_account(country, of)
    known = Chart(chart)
    for sign in (1, -1):
        balances = {code: sign * Decimal(at + 1) for at, code in enumerate(chart)}
        for line in statement(layout(of, country), balances):
            told = known.told(line.made_of)
            assert in_the_ledger(told, balances) == line.rubric.sign * line.amount, (line.code, told)


def test_a_beginning_is_told_where_it_is_of_no_other_account():
    balances = dict.fromkeys(CODES["NL"], Decimal(0)) | {"4000": Decimal(1000), "4100": Decimal(70)}
    told = {each.code: Chart(balances).told(each.made_of) for each in profit_and_loss(balances, "NL")}
    assert told["OPB"] == ("8",)
    assert told["WPerLes"] == ("400", "401")
    assert told["WBed"][:5] == ("405", "406", "407", "409", "41")
