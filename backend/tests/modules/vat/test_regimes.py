"""A company that becomes a small enterprise on 1 January still owes the return of the year before, and deducts in it."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from app.modules.ledger import service as ledger
from tests.conftest import Company
from tests.factories.books import stands
from tests.factories.invoicing import act, bookings, contact, issued, line
from tests.factories.people import colleague
from tests.modules.expenses.conftest import approved, submitted
from tests.modules.identity.people import events
from tests.modules.vat.conftest import AUGUST, PATH, amounts, booked, bought, close, periods, refusal, returned, sale

NEW_YEAR, IN_DECEMBER, IN_JANUARY = "2026-01-01", "2025-12-20", "2026-01-20"


async def purchase(company: Company, on: str) -> dict:
    supplier = await contact(company)
    asked = {"direction": "purchase", "number": f"P{on}", "issued_on": on, "contact_id": supplier}
    return await issued(company, line(account_code="613", vat_rate="21"), **asked)


async def say(company: Company, regime: str, valid_from: str | None):
    return await company.client.post(f"{PATH}/regimes", json={"regime": regime, "valid_from": valid_from})


async def dashboard(company: Company) -> dict:
    return (await company.client.get("/api/v1/insights/dashboard")).json()["data"]


async def test_the_return_of_the_quarter_before_is_still_owed_and_closed(trader: Company):
    await booked(trader, sale(), AUGUST.replace(year=2025, month=11))
    await stands(trader, "small_enterprise", NEW_YEAR)
    found = await periods(trader)
    assert [each["period"] for each in found["periods"]] == ["2025-Q4"]
    assert (found["files_returns"], found["next_to_close"]) == (True, "2025-Q4")
    assert "vat_to_close" in [each["kind"] for each in (await dashboard(trader))["needs_you"]]
    assert (await returned(trader, "2026-Q1"))["why_none"] == "small_enterprise"
    assert refusal(await close(trader, "2026-Q1")) == (409, "no_vat_return")
    assert (await close(trader, "2025-Q4")).status_code == 200
    found = await periods(trader)
    assert (found["files_returns"], found["why_none"], found["next_to_close"]) == (False, "small_enterprise", None)
    assert "vat_to_close" not in [each["kind"] for each in (await dashboard(trader))["needs_you"]]


async def test_who_comes_back_owes_returns_from_that_quarter_on(trader: Company):
    await booked(trader, sale(), AUGUST.replace(year=2025, month=11))
    await stands(trader, "small_enterprise", NEW_YEAR)
    await stands(trader, "standard", "2026-07-01")
    assert (await close(trader, "2025-Q4")).status_code == 200
    found = await periods(trader)
    assert [each["period"] for each in found["periods"]] == ["2026-Q4", "2026-Q3", "2025-Q4"]
    assert found["next_to_close"] == "2026-Q3"
    assert (await close(trader, "2026-Q3")).status_code == 200


async def test_a_quarter_that_had_the_standard_regime_in_part_is_owed(trader: Company):
    await stands(trader, "exempt", "2026-08-15")
    assert (await returned(trader, "2026-Q3"))["why_none"] is None
    assert (await returned(trader, "2026-Q4"))["why_none"] == "exempt"


async def test_a_purchase_deducts_as_on_its_day(trader: Company):
    await stands(trader, "small_enterprise", NEW_YEAR)
    before, after = await purchase(trader, IN_DECEMBER), await purchase(trader, IN_JANUARY)
    assert "411 21.00 D +59" in await bookings(trader, before["entry_id"])
    assert [each for each in await bookings(trader, after["entry_id"]) if each.startswith("411")] == []
    assert amounts(await returned(trader, "2025-Q4"))["59"] == "21.00"


async def test_a_sale_is_treated_as_on_its_day(trader: Company):
    await stands(trader, "small_enterprise", NEW_YEAR)
    customer = await contact(trader)
    before = await issued(trader, contact_id=customer, issued_on=IN_DECEMBER)
    after = await issued(trader, contact_id=customer, issued_on=IN_JANUARY)
    assert [(each["lines"][0]["treatment"], each["vat_amount"]) for each in (before, after)] == [
        ("domestic", "21.00"),
        ("small_enterprise", "0.00"),
    ]


FUEL = {"category": "fuel", "total_amount": "121.00", "vat_rate": "21"}


async def test_a_booked_expense_says_what_was_booked_whatever_is_said_later(trader: Company):
    booked_one = await approved(trader, **FUEL, spent_on=IN_DECEMBER)
    after = await approved(trader, **FUEL, spent_on=IN_JANUARY)
    waits = await submitted(trader, **FUEL, spent_on=IN_JANUARY)
    await stands(trader, "small_enterprise", NEW_YEAR)
    told = {each["id"]: each for each in (await trader.client.get("/api/v1/expenses")).json()["data"]}
    figures = {
        key: (told[each["id"]]["deducted_vat"], told[each["id"]]["cost_amount"])
        for key, each in {"december": booked_one, "january": after, "waits": waits}.items()
    }
    assert figures == {
        "december": ("10.50", "110.50"),
        "january": ("10.50", "110.50"),  # so it stands in the books
        "waits": ("0.00", "121.00"),
    }


@pytest.mark.parametrize("day", ["2026-09-30", "2026-08-01", "2025-01-01", None])
async def test_a_day_of_which_vat_is_closed_is_refused(trader: Company, day):
    await booked(trader, sale())
    assert (await close(trader)).status_code == 200
    answer = await say(trader, "small_enterprise", day)
    assert refusal(answer) == (409, "regime_of_closed_period")
    assert answer.json()["errors"][0]["field"] == "valid_from"
    assert (await say(trader, "small_enterprise", "2026-10-01")).status_code == 200


@pytest.mark.parametrize("day", ["2026-08-14", "2026-07-01", None])
async def test_vat_that_was_charged_keeps_its_return(trader: Company, day):
    await booked(trader, sale())
    answer = await say(trader, "small_enterprise", day)
    assert refusal(answer) == (409, "regime_of_charged_vat")
    assert (answer.json()["errors"][0]["field"], "210.00" in answer.text) == ("valid_from", True)
    assert (await returned(trader))["why_none"] is None
    assert (await say(trader, "small_enterprise", "2026-08-15")).status_code == 200


async def test_only_vat_of_the_days_that_lose_their_return_is_in_the_way(trader: Company):
    await stands(trader, "small_enterprise", "2026-07-01")
    await stands(trader, "standard", "2026-08-01")
    await booked(trader, sale())
    assert (await say(trader, "exempt", "2026-03-01")).status_code == 200  # until July, before that sale
    assert refusal(await say(trader, "exempt", "2026-08-01")) == (409, "regime_of_charged_vat")


async def test_what_was_given_back_or_is_owed_as_a_buyer_keeps_nothing(trader: Company):
    made = await issued(trader, contact_id=await contact(trader), issued_on=IN_JANUARY)
    assert refusal(await say(trader, "exempt", NEW_YEAR)) == (409, "regime_of_charged_vat")
    await act(trader, made, "credit")
    supplier = await contact(trader, vat_number="NL810433941B01", country="NL")
    bought = {"direction": "purchase", "number": "P1", "issued_on": IN_JANUARY, "contact_id": supplier}
    await issued(trader, line(account_code="613", treatment="intra_community_services"), **bought)
    assert (await say(trader, "exempt", NEW_YEAR)).status_code == 200


async def test_what_was_said_is_told_oldest_first_and_in_the_log(trader: Company):
    await stands(trader, "small_enterprise", NEW_YEAR)
    answer = await say(trader, "small_enterprise", "2026-03-01")  # it has it already
    assert answer.json()["data"]["vat_regimes"] == [
        {"regime": "standard", "valid_from": None},
        {"regime": "small_enterprise", "valid_from": NEW_YEAR},
    ]
    ((_, _, payload),) = await events(trader, "company.vat_regime_changed")
    assert (payload["vat_regime"], payload["valid_from"]) == ("small_enterprise", NEW_YEAR)


async def test_the_vat_number_stays_while_vat_stands_in_an_open_period(trader: Company):
    revise = trader.client.patch
    sold = await booked(trader, sale())
    answer = await revise("/api/v1/company", json={"vat_number": None})
    assert (refusal(answer), answer.json()["errors"][0]["field"]) == ((409, "vat_number_in_use"), "vat_number")
    assert (await returned(trader))["why_none"] is None
    for number in ("BE0403019261", "BE0428759497"):
        assert (await revise("/api/v1/company", json={"vat_number": number})).status_code == 200, "mistyped"
    async with trader.begin() as work:
        await ledger.reverse(work, sold.id, "wrong")
    assert (await revise("/api/v1/company", json={"vat_number": ""})).json()["data"]["vat_number"] is None
    await booked(trader, bought())
    assert (await revise("/api/v1/company", json={"vat_number": None, "city": "Gent"})).status_code == 200


async def test_vat_that_was_closed_lets_the_number_go(trader: Company):
    await booked(trader, bought())
    assert refusal(await trader.client.patch("/api/v1/company", json={"vat_number": None})) == (
        409,
        "vat_number_in_use",
    )
    assert (await close(trader)).status_code == 200
    assert (await trader.client.patch("/api/v1/company", json={"vat_number": None})).status_code == 200


async def test_the_day_has_to_be_said(trader: Company):
    answer = await trader.client.post(f"{PATH}/regimes", json={"regime": "exempt"})
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "valid_from")


async def test_only_who_may_change_the_company_says_so(company: Company):
    viewer = await colleague(company, "viewer")
    assert refusal(await say(viewer, "exempt", NEW_YEAR)) == (403, "permission_missing")


async def test_what_was_said_stays(trader: Company, company: Company):
    await stands(trader, "exempt", NEW_YEAR)
    for change_it in ("update accounting.vat_regimes set regime = 'standard'", "delete from accounting.vat_regimes"):
        with pytest.raises(DBAPIError):
            async with trader.begin() as work:
                await work.session.execute(text(change_it))
    async with company.begin() as work:  # and is nobody else's
        assert await work.session.scalar(text("select count(*) from accounting.vat_regimes")) == 0


async def test_sales_without_vat_are_credited_before_the_regime_that_would_owe_it(trader: Company):
    """Four hundred of turnover would be in no grid, and no control would see it."""
    await stands(trader, "small_enterprise", NEW_YEAR)
    sold = await issued(trader, issued_on=IN_JANUARY)
    assert refusal(await say(trader, "standard", IN_JANUARY)) == (409, "regime_of_free_sales")
    assert (await say(trader, "standard", "2026-01-21")).status_code == 200
    credited = await trader.client.post(f"/api/v1/invoices/{sold['id']}/credit", json={})
    assert credited.status_code == 201, credited.text
    assert (await say(trader, "standard", IN_JANUARY)).status_code == 200
