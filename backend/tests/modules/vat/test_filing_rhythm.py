"""How often VAT is filed: what is owed keeps its period when the rhythm changes."""

from datetime import date

import pytest
from sqlalchemy import text

from app.modules.vat.errors import VatPeriodFiledOtherwise
from tests.conftest import Company
from tests.modules.vat.conftest import AUGUST, PATH, booked, change, close, periods, refusal, returned, sale


async def test_who_changes_to_quarters_closes_months_until_one_begins(trader: Company):
    await change(trader, vat_period="month")
    await booked(trader, sale(), AUGUST.replace(month=7))
    for month in ("2026-07", "2026-08", "2026-09", "2026-10"):
        assert (await close(trader, month)).status_code == 200
    await change(trader, vat_period="quarter")
    found = await periods(trader)
    assert (found["next_to_close"], found["periods"][0]["period"]) == ("2026-11", "2026-11")
    told = (await trader.client.get("/api/v1/insights/dashboard")).json()["data"]["vat_period"]
    assert (told["starts_on"], told["ends_on"], told["deadline"]) == ("2026-11-01", "2026-11-30", "2026-12-21")


async def test_what_is_over_is_closed_before_another_rhythm_begins(trader: Company):
    await booked(trader, sale(), date(2026, 5, 14))
    assert (await close(trader, "2026-Q2")).status_code == 200
    answer = await trader.client.patch("/api/v1/company", json={"vat_period": "month"})
    assert (refusal(answer), answer.json()["errors"][0]["field"]) == ((409, "filing_period_open"), "vat_period")
    assert "2026-Q3" in answer.json()["detail"]
    await change(trader, vat_period="quarter", city="Gent")
    assert (await close(trader, "2026-Q3")).status_code == 200
    await change(trader, vat_period="month")
    assert (await periods(trader))["next_to_close"] == "2026-10"


async def test_until_a_return_is_closed_it_may_be_said_that_another_rhythm_always_was(trader: Company):
    """Nothing is owed yet: free. A quarter is: it stays one unless the company says that it never filed so."""
    revise = trader.client.patch
    for rhythm in ("month", "quarter"):
        assert (await revise("/api/v1/company", json={"vat_period": rhythm})).status_code == 200
    await booked(trader, sale(), date(2026, 5, 14))
    answer = await revise("/api/v1/company", json={"vat_period": "month"})
    assert (refusal(answer), answer.json()["errors"][0]["field"]) == ((409, "filing_rhythm_unsure"), "vat_period")
    assert "2026-Q2" in answer.json()["detail"]
    assert (await periods(trader))["next_to_close"] == "2026-Q2"
    asked = {"vat_period": "month", "vat_period_was_so": True}
    assert (await revise("/api/v1/company", json=asked)).json()["data"]["vat_period"] == "month"
    assert (await periods(trader))["next_to_close"] == "2026-05"
    assert (await close(trader, "2026-05")).status_code == 200
    again = await revise("/api/v1/company", json={"vat_period": "quarter", "vat_period_was_so": True})
    assert refusal(again) == (409, "filing_period_open")


async def filed_otherwise(company: Company, period: str, instead: str) -> None:
    """No door takes the period; each names what to ask for."""
    ask, said = company.client, {"accept_warnings": ["vat_period_not_ended"]}
    returns = f"{PATH}/returns/{period}"
    for answer in (
        await ask.get(returns),
        await ask.get(f"{returns}/grids/54"),
        await ask.post(f"{returns}/close", json=said),
        await ask.post(f"{returns}/reopen", json={"reason": "all of it"}),
    ):
        assert refusal(answer) == (409, "vat_period_filed_otherwise"), answer.text
        told = answer.json()["errors"][0]
        assert (told["field"], told["value"], told["instead"]) == ("period", period, instead)


async def test_a_quarter_is_no_return_once_a_month_of_it_was_filed(trader: Company):
    await change(trader, vat_period="month")
    await booked(trader, sale(), date(2026, 10, 14))
    await booked(trader, sale(), date(2026, 11, 14))
    assert (await close(trader, "2026-10")).status_code == 200
    await change(trader, vat_period="quarter")
    await filed_otherwise(trader, "2026-Q4", "2026-11")
    assert (await returned(trader, "2026-11"))["balance"] == "210.00"
    for month, instead in (("2026-11", "2026-12"), ("2026-12", "2026-12")):
        assert (await close(trader, month, "vat_period_not_ended")).status_code == 200
        await filed_otherwise(trader, "2026-Q4", instead)
    assert [each["period"] for each in (await periods(trader))["periods"]] == ["2026-12", "2026-11", "2026-10"]


async def test_a_month_is_no_return_once_its_quarter_was_filed(trader: Company):
    """Also its last one, after which nothing else is closed."""
    await booked(trader, sale(), date(2026, 9, 14))
    assert (await close(trader, "2026-Q3")).status_code == 200
    await change(trader, vat_period="month")
    for month in ("2026-07", "2026-09"):
        await filed_otherwise(trader, month, "2026-Q3")
    assert (await periods(trader))["next_to_close"] == "2026-10"


async def test_the_database_files_no_day_twice(trader: Company):
    await booked(trader, sale(), date(2026, 9, 14))
    assert (await close(trader, "2026-Q3")).status_code == 200
    again = text(
        "insert into accounting.vat_returns (id, starts_on, ends_on, grids, controls, balance)"
        " values (gen_random_uuid(), '2026-09-01', '2026-09-30', '{}', '[]', 0)"
    )
    with pytest.raises(VatPeriodFiledOtherwise):
        async with trader.begin() as work:
            await work.session.execute(again)
