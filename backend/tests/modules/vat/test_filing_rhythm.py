"""How often VAT is filed: what is owed keeps its period when the rhythm changes."""

from datetime import date

from tests.conftest import Company
from tests.modules.vat.conftest import AUGUST, booked, change, close, periods, refusal, sale


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
