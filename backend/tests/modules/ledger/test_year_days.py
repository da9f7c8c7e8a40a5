"""The days of a fiscal year that is open can be changed, and its neighbours follow; one without entries can go."""

from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import delete, text, update

from accounting.journal import credit, debit
from app.modules.ledger.errors import YearClosed
from app.modules.ledger.models import FiscalYear
from tests.conftest import Company
from tests.factories import books
from tests.modules.ledger.asking import LEDGER, REPORTS, change, get, refusal

YEARS = f"{LEDGER}/years"


@pytest.fixture
async def years(company: Company) -> dict[str, dict]:
    """2025, 2026 and 2027, with sales of 100.00 in March and in August of 2026; today is in 2026."""
    await change(company, "POST", YEARS, {"starts_on": "2025-01-01"}, 201)
    await change(company, "POST", YEARS, {"starts_on": "2027-01-01"}, 201)
    for day in (date(2026, 3, 10), date(2026, 8, 10)):
        await books.post(company, [debit("550", Decimal(100)), credit("700", Decimal(100))], on=day, journal="sales")
    return {each["name"]: each for each in await get(company, YEARS)}


async def revise(company: Company, year: dict, status: int = 200, **days: str) -> dict:
    return await change(company, "PATCH", f"{YEARS}/{year['id']}", days, status)


async def spans(company: Company) -> list[tuple[str, str]]:
    return sorted((each["starts_on"], each["ends_on"]) for each in await get(company, YEARS))


async def test_the_years_right_before_and_after_follow(company: Company, years: dict):
    revised = await revise(company, years["2026"], starts_on="2026-07-01", ends_on="2027-06-30")
    assert (revised["name"], revised["is_empty"], revised["version"]) == ("2026-2027", False, 2)
    assert await spans(company) == [
        ("2025-01-01", "2026-06-30"),
        ("2026-07-01", "2027-06-30"),
        ("2027-07-01", "2027-12-31"),
    ]
    report = await get(company, f"{REPORTS}/profit-and-loss", to="2026-11-22")
    assert {each["code"]: each["amount"] for each in report["lines"]}["9904"] == "100.00"


async def test_two_years_of_one_calendar_year_are_told_apart_by_their_days(company: Company, years: dict):
    await revise(company, years["2027"], ends_on="2027-01-31")
    await revise(company, years["2026"], ends_on="2026-06-30")
    [second] = [each for each in await get(company, YEARS) if each["starts_on"] == "2026-07-01"]
    assert second["name"] == "2026-2027"
    await revise(company, second, ends_on="2026-12-31")
    names = {each["name"] for each in await get(company, YEARS)}
    assert names == {"2025", "2026 (1/1-30/6)", "2026 (1/7-31/12)"}
    told = [each for each in await get(company, "/api/v1/audit/events") if each["name"] == "fiscal_year.revised"]
    assert "2026 (1/7-31/12)" in {each["payload"]["name"] for each in told}


@pytest.mark.parametrize(
    ("days", "says", "field"),
    [
        ({"ends_on": "2027-12-30"}, "fiscal_years_overlap", "ends_on"),
        ({"ends_on": "2027-12-31"}, "fiscal_year_too_long", "ends_on"),
        ({"starts_on": "2027-01-01", "ends_on": "2027-06-30"}, "fiscal_year_too_long", "starts_on"),
        ({"starts_on": "2025-01-01", "ends_on": "2026-12-30"}, "fiscal_years_overlap", "starts_on"),
        ({"ends_on": "2026-01-01"}, "fiscal_year_backwards", "ends_on"),
    ],
)
async def test_no_year_takes_all_of_another_or_lasts_too_long(
    company: Company, years: dict, days: dict, says: str, field: str
):
    before = await spans(company)
    problem = await revise(company, years["2026"], 422, **days)
    assert refusal(problem) == [(says, field)]
    assert await spans(company) == before


async def test_what_is_closed_keeps_its_days(company: Company, years: dict):
    await change(company, "POST", f"{YEARS}/{years['2025']['id']}/close", {})
    assert refusal(await revise(company, years["2025"], 409, ends_on="2026-01-31"))[0][0] == "year_already_closed"
    for first_day in ("2026-02-01", "2025-12-01"):
        problem = await revise(company, years["2026"], 409, starts_on=first_day)
        assert refusal(problem) == [("year_closed", "starts_on")]
    gone = await company.client.delete(f"{YEARS}/{years['2025']['id']}")
    assert (gone.status_code, refusal(gone.json())[0][0]) == (409, "year_already_closed")
    assert (await revise(company, years["2026"], ends_on="2026-11-30"))["ends_on"] == "2026-11-30"


@pytest.mark.parametrize(
    "statement",
    [
        update(FiscalYear).where(FiscalYear.closed_at.is_not(None)).values(ends_on=date(2025, 12, 30)),
        delete(FiscalYear).where(FiscalYear.closed_at.is_not(None)),
        update(FiscalYear).where(FiscalYear.starts_on == date(2026, 1, 1)).values(
            starts_on=date(2024, 1, 1), ends_on=date(2024, 12, 31)
        ),
    ],
)  # fmt: skip
async def test_the_database_keeps_a_closed_year(company: Company, years: dict, statement):
    await change(company, "POST", f"{YEARS}/{years['2025']['id']}/close", {})
    with pytest.raises(YearClosed):
        async with company.begin() as work:
            await work.session.execute(statement)


async def test_only_a_year_without_entries_can_be_removed(company: Company, years: dict):
    assert [years[name]["is_empty"] for name in ("2025", "2026", "2027")] == [True, False, True]
    kept = await company.client.delete(f"{YEARS}/{years['2026']['id']}")
    assert (kept.status_code, refusal(kept.json())[0][0]) == (409, "fiscal_year_in_use")
    assert (await company.client.delete(f"{YEARS}/{years['2027']['id']}")).status_code == 204
    assert await spans(company) == [("2025-01-01", "2025-12-31"), ("2026-01-01", "2026-12-31")]
    async with company.begin() as work:
        names = await work.session.scalars(text("select name from audit.events where name like 'fiscal_year.%'"))
        assert "fiscal_year.removed" in set(names)


async def test_a_stale_change_is_refused(company: Company, years: dict):
    await revise(company, years["2027"], ends_on="2027-11-30")
    path = f"{YEARS}/{years['2027']['id']}"
    answer = await company.client.patch(path, json={"ends_on": "2027-10-31"}, headers={"If-Match": '"1"'})
    assert answer.status_code == 412


async def test_a_lengthened_first_year_is_what_this_year_is(company: Company):
    [first] = await get(company, YEARS)
    await revise(company, first, starts_on="2025-10-01")
    await books.post(
        company, [debit("550", Decimal(70)), credit("700", Decimal(70))], on=date(2025, 11, 3), journal="sales"
    )
    told = (await company.client.get("/api/v1/insights/dashboard")).json()["data"]["result"]
    assert (told["from_on"], told["this_year"]) == ("2025-10-01", "70.00")


async def test_the_only_year_follows_the_month_that_the_company_says_its_years_begin_in(company: Company):
    await change(company, "PATCH", "/api/v1/company", {"year_starts_in": 7})
    assert await spans(company) == [("2026-07-01", "2027-06-30")]
    await change(company, "POST", YEARS, {"starts_on": "2025-07-01"}, 201)
    await change(company, "PATCH", "/api/v1/company", {"year_starts_in": 1})
    assert await spans(company) == [("2025-07-01", "2026-06-30"), ("2026-07-01", "2027-06-30")]


async def test_a_lengthened_first_year_that_ends_before_that_month_stays_as_it_is(company: Company):
    [first] = await get(company, YEARS)
    await revise(company, first, starts_on="2025-10-01", ends_on="2027-06-30")
    await change(company, "PATCH", "/api/v1/company", {"year_starts_in": 7})
    assert await spans(company) == [("2025-10-01", "2027-06-30")]
    await change(company, "PATCH", "/api/v1/company", {"year_starts_in": 1})
    assert await spans(company) == [("2025-10-01", "2026-12-31")], "its first day was chosen"


async def test_a_year_with_entries_moves_its_end_alone(company: Company):
    for day in (date(2026, 1, 10), date(2026, 12, 10)):
        await books.post(company, [debit("550", Decimal(70)), credit("700", Decimal(70))], on=day, journal="sales")
    for month, ends_on in ((7, "2027-06-30"), (12, "2027-11-30"), (1, "2026-12-31")):
        await change(company, "PATCH", "/api/v1/company", {"year_starts_in": month})
        assert await spans(company) == [("2026-01-01", ends_on)]


async def test_other_words_of_a_company_leave_a_lengthened_year_alone(company: Company):
    [first] = await get(company, YEARS)
    await revise(company, first, starts_on="2025-10-01")
    await change(company, "PATCH", "/api/v1/company", {"city": "Gent", "year_starts_in": 1})
    assert await spans(company) == [("2025-10-01", "2026-12-31")]
