"""A result that the accountant appropriated by hand is not appropriated a second time by closing the year."""

from decimal import Decimal

import pytest

from accounting.journal import credit, debit
from tests.conftest import Company, register
from tests.factories import books
from tests.modules.ledger.asking import balances, change, draft, get, post, posting, refusal
from tests.modules.ledger.test_years import LAST, YEARS, close, figures


async def profit(company: Company, income: str = "700", bank: str = "550") -> dict:
    """2025 with sales of 1,000.00."""
    made = await change(company, "POST", YEARS, {"starts_on": "2025-01-01"}, 201)
    await books.post(company, [debit(bank, Decimal(1000)), credit(income, Decimal(1000))], on=LAST, journal="sales")
    return made


async def by_hand(company: Company, *moves: tuple[str, str, str]) -> dict:
    """On the last day of 2025, from which account to which, how much."""
    sides = [
        side
        for from_, to, amount in moves
        for side in (posting(from_, debit=amount), posting(to, credit=amount))
    ]  # fmt: skip
    return (await post(company, draft(*sides, on="2025-12-31")))["entry"]


async def closing(company: Company, year: dict, **shares: str) -> tuple[str, str, list[tuple[str, str, str]]]:
    told = await get(company, f"{YEARS}/{year['id']}/closing", **shares)
    postings = [(each["account_code"], each["debit"], each["credit"]) for each in told["postings"]]
    return told["appropriated_by_hand"], told["available"], postings


async def test_a_profit_that_was_carried_forward_by_hand_is_not_carried_again(company: Company):
    year = await profit(company)
    await by_hand(company, ("693", "140", "1000.00"))
    assert await closing(company, year) == ("1000.00", "0.00", [])
    closed = await close(company, year)
    assert closed["closing_entry_id"] is None
    sheet = await figures(company, "balance-sheet", to="2025-12-31")
    assert (sheet["140/1"], sheet["6/7"], sheet["10/15"]) == ("1000.00", "0.00", "1000.00")


async def test_a_dividend_that_was_set_aside_by_hand_is_not_paid_twice(company: Company):
    year = await profit(company)
    await by_hand(company, ("694", "471", "900.00"), ("693", "140", "100.00"))
    problem = await close(company, year, 422, dividends="1000.00")
    assert refusal(problem) == [("appropriated_too_much", "dividends")]
    assert "of which 1000.00 was appropriated by hand" in problem["detail"]
    await close(company, year)
    assert (await balances(company, to="2025-12-31"))["471"] == "-900.00"


async def test_what_is_left_is_carried_forward_and_the_next_year_closes(company: Company):
    year = await profit(company)
    await by_hand(company, ("694", "471", "200.00"))
    assert await closing(company, year) == ("200.00", "800.00", [("693", "800.00", "0.00"), ("140", "0.00", "800.00")])
    await close(company, year)
    sheet = await figures(company, "balance-sheet", to="2025-12-31")
    assert (sheet["140/1"], sheet["6/7"]) == ("800.00", "0.00")
    [following] = [each for each in await get(company, YEARS) if each["starts_on"] == "2026-01-01"]
    checks = (await get(company, f"{YEARS}/{following['id']}/closing"))["checks"]
    assert [each["holds"] for each in checks if each["check"] == "brought_forward"] == [True]
    told = await get(company, f"{YEARS}/{year['id']}/closing")
    assert (told["appropriated_by_hand"], told["available"], told["postings"]) == ("200.00", "0.00", [])


async def test_what_was_reversed_or_reopened_is_not_by_hand(company: Company):
    year = await profit(company)
    entry = await by_hand(company, ("693", "140", "1000.00"))
    await change(company, "POST", f"/api/v1/ledger/entries/{entry['id']}/reverse", {"reason": "not yet"}, 201)
    await close(company, year, dividends="100.00")
    await change(company, "POST", f"{YEARS}/{year['id']}/reopen", {"reason": "an invoice came in"})
    carried = [("693", "1000.00", "0.00"), ("140", "0.00", "1000.00")]
    assert await closing(company, year) == ("0.00", "1000.00", carried)


@pytest.mark.parametrize("reserve", ["0550", "0560"])
async def test_a_dutch_result_that_went_to_a_reserve_by_hand_stays_there(reserve: str):
    company = await register(language="nl", vat_number="NL810433941B01")
    year = await profit(company, "8000", "1100")
    await by_hand(company, ("9900", reserve, "1000.00"))
    told = await closing(company, year)
    assert (told[0], told[2]) == ("1000.00", [])
    await close(company, year)
    stands = await balances(company, to="2025-12-31")
    assert (stands[reserve], stands["9900"]) == ("-1000.00", "1000.00")
    await company.client.aclose()
