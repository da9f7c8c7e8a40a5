"""A fiscal year is closed once what is not finished was looked at, carries its result on, and can be opened again."""

from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import update

from accounting.journal import credit, debit
from app.modules.ledger.models import FiscalYear
from tests.conftest import Company
from tests.factories import books
from tests.modules.ledger.asking import (
    LEDGER,
    REPORTS,
    balances,
    change,
    draft,
    get,
    lock,
    post,
    posting,
    refusal,
    rent,
)

YEARS = f"{LEDGER}/years"
LAST = date(2025, 6, 15)


@pytest.fixture
async def year(company: Company) -> dict:
    """2025: sales of 1,000.00 and costs of 400.00."""
    made = await change(company, "POST", YEARS, {"starts_on": "2025-01-01"}, 201)
    await books.post(company, [debit("550", Decimal(1000)), credit("700", Decimal(1000))], on=LAST, journal="sales")
    await books.post(company, [debit("610", Decimal(400)), credit("550", Decimal(400))], on=LAST)
    return made


async def close(company: Company, year: dict, status: int = 200, **more) -> dict:
    return await change(company, "POST", f"{YEARS}/{year['id']}/close", more, status)


async def figures(company: Company, report: str, **between: str) -> dict[str, str]:
    return {each["code"]: each["amount"] for each in (await get(company, f"{REPORTS}/{report}", **between))["lines"]}


async def test_a_new_company_is_in_its_first_year(company: Company):
    [first] = await get(company, YEARS)
    assert (first["starts_on"][5:], first["ends_on"][5:], first["status"]) == ("01-01", "12-31", "open")


async def test_a_profit_is_carried_on_and_the_balance_sheet_goes_on(company: Company, year: dict):
    preview = await get(company, f"{YEARS}/{year['id']}/closing")
    shown = [(each["account_code"], each["debit"], each["credit"]) for each in preview["postings"]]
    assert (preview["result"], preview["can_be_closed"]) == ("600.00", True)
    assert shown == [("693", "600.00", "0.00"), ("140", "0.00", "600.00")]
    before = await figures(company, "balance-sheet", to="2025-12-31")
    closed = await close(company, year)
    assert (closed["status"], closed["closed_by"]) == ("closed", "An Peeters")
    after = await figures(company, "balance-sheet", to="2025-12-31")
    assert before["6/7"] == after["140/1"] == "600.00"
    assert (before["140/1"], after["6/7"], before["10/15"]) == ("0.00", "0.00", after["10/15"])
    assert (await figures(company, "profit-and-loss", **{"from": "2025-01-01", "to": "2025-12-31"}))["9904"] == "600.00"
    assert (await balances(company, **{"from": "2026-01-01"}))["140"] == "-600.00"


async def test_a_loss_is_carried_on(company: Company):
    year = await change(company, "POST", YEARS, {"starts_on": "2025-01-01"}, 201)
    await books.post(company, [debit("610", Decimal(400)), credit("550", Decimal(400))], on=LAST)
    preview = await get(company, f"{YEARS}/{year['id']}/closing")
    assert [each["account_code"] for each in preview["postings"]] == ["141", "793"]


async def test_a_loss_is_borne_by_what_earlier_years_carried_forward(company: Company, year: dict):
    """600 of 2025, less 400 of 2026: one account carries the rest, and a dividend may be paid of it."""
    await close(company, year)
    await books.post(company, [debit("610", Decimal(400)), credit("550", Decimal(400))], on=date(2026, 3, 1))
    [following] = [each for each in await get(company, YEARS) if each["starts_on"] == "2026-01-01"]
    preview = await get(company, f"{YEARS}/{following['id']}/closing", dividends="50.00")
    assert [(each["account_code"], each["debit"], each["credit"]) for each in preview["postings"]] == [
        ("140", "600.00", "0.00"),
        ("790", "0.00", "600.00"),
        ("694", "50.00", "0.00"),
        ("471", "0.00", "50.00"),
        ("693", "150.00", "0.00"),
        ("140", "0.00", "150.00"),
    ]
    too_much = await get(company, f"{YEARS}/{following['id']}/closing", 422, dividends="200.01")
    assert refusal(too_much) == [("appropriated_too_much", "dividends")]


async def test_reserve_and_dividend_are_taken_from_the_profit(company: Company, year: dict):
    await close(company, year, legal_reserve="30.00", dividends="200.00")
    stands = await balances(company, to="2025-12-31")
    assert (stands["130"], stands["471"], stands["140"]) == ("-30.00", "-200.00", "-370.00")


async def test_more_than_the_profit_cannot_be_paid_out(company: Company, year: dict):
    problem = await close(company, year, 422, dividends="600.01")
    assert refusal(problem) == [("appropriated_too_much", "dividends")]


async def test_a_closed_year_takes_no_entry_and_a_reopened_one_does(company: Company, year: dict):
    closed = await close(company, year)
    problem = await post(company, rent(on="2025-12-31"), 409)
    assert refusal(problem) == [("year_closed", "booked_on")]
    assert "2026-01-01" in problem["detail"]
    entry = f"{LEDGER}/entries/{closed['closing_entry_id']}/reverse"
    assert refusal(await change(company, "POST", entry, {"reason": "a try"}, 409)) == [("closing_entry_stays", None)]
    reopened = await change(company, "POST", f"{YEARS}/{year['id']}/reopen", {"reason": "an invoice came in"})
    assert (reopened["status"], reopened["closing_entry_id"]) == ("open", None)
    await post(company, rent("50.00", on="2025-12-31"))
    assert (await get(company, f"{YEARS}/{year['id']}/closing"))["result"] == "550.00"
    await close(company, year)
    assert (await balances(company, to="2025-12-31"))["140"] == "-550.00"


async def test_what_was_closed_is_not_changed_from_before_it(company: Company, year: dict):
    await close(company, year)
    before = await figures(company, "balance-sheet", to="2025-12-31")
    early = draft(posting("610", debit="50.00"), posting("550", credit="50.00"), on="2024-11-30")
    refused = await post(company, early, 409)
    assert refusal(refused) == [("year_closed", "booked_on")]
    assert refused["detail"].startswith("no fiscal year holds that day: the first begins on 2025-01-01")
    problem = await change(company, "POST", YEARS, {"starts_on": "2024-01-01"}, 409)
    assert refusal(problem) == [("year_closed", "starts_on")]
    assert await figures(company, "balance-sheet", to="2025-12-31") == before


async def test_a_reversal_of_an_entry_of_a_closed_year_falls_in_the_next(company: Company, year: dict):
    entry = (await post(company, rent(on="2025-12-31")))["entry"]
    await close(company, year)
    made = await change(company, "POST", f"{LEDGER}/entries/{entry['id']}/reverse", {"reason": "not ours"}, 201)
    assert made["booked_on"] == "2026-01-01"


async def test_what_is_not_finished_is_named_and_can_be_accepted(company: Company, year: dict):
    await books.post(company, [debit("499", Decimal(5)), credit("58", Decimal(5))], on=LAST, journal="bank")
    problem = await close(company, year, 409)
    assert refusal(problem) == [("suspense", "accept"), ("internal_transfers", "accept")]
    await close(company, year, 409, accept=["suspense"])
    await close(company, year, accept=["suspense", "internal_transfers"])


async def test_a_year_that_is_not_over_or_whose_journal_is_locked_is_not_closed(company: Company, year: dict):
    current = next(each for each in await get(company, YEARS) if each["id"] != year["id"])
    problem = await close(company, current, 409, accept=["year_is_over", "earlier_year"])
    assert [code for code, _ in refusal(problem)] == ["year_is_over", "earlier_year"]
    await lock(company, "2025-12-31")
    assert [code for code, _ in refusal(await close(company, year, 409))] == ["journal_open"]


async def test_years_are_reopened_from_the_last_one_back(company: Company, year: dict):
    earlier = await change(company, "POST", YEARS, {"starts_on": "2024-01-01"}, 201)
    await close(company, earlier)
    await close(company, year)
    problem = await change(company, "POST", f"{YEARS}/{earlier['id']}/reopen", {"reason": "too early"}, 409)
    assert refusal(problem) == [("later_year_closed", None)]


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "says"),
    [
        ("2025-06-01", "2026-05-31", "fiscal_years_overlap"),
        ("2027-01-01", "2029-01-01", "fiscal_year_too_long"),
        ("2027-01-01", "2026-12-31", "fiscal_year_backwards"),
    ],
)
async def test_years_that_cannot_be(company: Company, starts_on: str, ends_on: str, says: str):
    problem = await change(company, "POST", YEARS, {"starts_on": starts_on, "ends_on": ends_on}, 422)
    assert refusal(problem)[0][0] == says


async def test_the_year_after_a_closed_one_begins_by_itself(company: Company):
    async with company.begin() as work:
        await work.session.execute(update(FiscalYear).values(starts_on=date(2024, 1, 1), ends_on=date(2024, 12, 31)))
    [year] = await get(company, YEARS)
    await close(company, year)
    assert [each["name"] for each in await get(company, YEARS)] == ["2025", "2024"]


async def test_opening_balances_are_one_entry_that_can_be_put_right(company: Company):
    path = f"{LEDGER}/opening-balances"
    first = {
        "booked_on": "2026-01-01",
        "balances": [{"account_code": "550", "debit": "100.00"}, {"account_code": "100", "credit": "100.00"}],
    }
    made = await change(company, "PUT", path, first)
    assert (made["entry"]["kind"], made["total"]) == ("opening", "100.00")
    again = await change(company, "PUT", path, first)
    assert again["entry"]["id"] == made["entry"]["id"]
    first["balances"][0]["debit"] = "150.00"
    problem = await change(company, "PUT", path, first, 422)
    assert refusal(problem) == [("entry_unbalanced", "postings")]
    await change(company, "PUT", path, first | {"difference_account": "499"})
    assert await balances(company) == {"100": "-100.00", "499": "-50.00", "550": "150.00"}
    await change(company, "PUT", path, {"booked_on": "2026-01-01", "balances": []})
    assert (await get(company, path))["entry"] is None
    assert set((await balances(company)).values()) == {"0.00"}


@pytest.mark.parametrize("number", [0, 100, 100.0])
async def test_an_opening_balance_is_written_as_text(company: Company, number):
    asked = {"booked_on": "2026-01-01", "balances": [{"account_code": "550", "debit": number}]}
    problem = await change(company, "PUT", f"{LEDGER}/opening-balances", asked, 422)
    assert refusal(problem)[0][1] == "balances.0.debit"


async def test_a_result_of_days_before_any_year_is_not_forgotten(company: Company, year: dict):
    """100.00 of 2024, in no fiscal year: 2025 is closed once 2024 is begun and closed."""
    await books.post(company, [debit("550", Decimal(100)), credit("700", Decimal(100))], on=date(2024, 11, 28))
    checks = (await get(company, f"{YEARS}/{year['id']}/closing"))["checks"]
    [found] = [each for each in checks if each["check"] == "brought_forward"]
    assert (found["holds"], found["prevents"], found["amount"]) == (False, True, "100.00")
    problem = await close(company, year, 409, accept=["brought_forward"])
    assert refusal(problem) == [("brought_forward", "accept")]
    earlier = await change(company, "POST", YEARS, {"starts_on": "2024-01-01"}, 201)
    await close(company, earlier)
    await close(company, year)
    assert (await balances(company, **{"from": "2026-01-01"}))["140"] == "-700.00"


@pytest.mark.parametrize("share", ["legal_reserve", "dividends"])
async def test_a_share_of_a_result_has_two_decimals(company: Company, year: dict, share: str):
    problem = await close(company, year, 422, **{share: "10.005"})
    assert refusal(problem) == [("too_many_decimals", share)]
    asked = await company.client.get(f"{YEARS}/{year['id']}/closing", params={share: "10.005"})
    assert (asked.status_code, asked.json()["errors"][0]["field"]) == (422, share)
