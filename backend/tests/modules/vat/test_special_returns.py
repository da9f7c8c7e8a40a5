"""Who files no returns owes VAT as a buyer all the same: a special return of that quarter (VAT Code art. 53ter)."""

import pytest

from tests.conftest import Company, register
from tests.factories.books import stands
from tests.factories.invoicing import balances, bookings, contact, issued, line
from tests.modules.vat.conftest import amounts, change, close, periods, refusal, reopen, returned
from tests.modules.vat.test_regimes import dashboard

BEGIN, IN_AUGUST, IN_MAY = "2026-01-01", "2026-08-14", "2026-05-04"


async def bought(company: Company, on: str = IN_AUGUST, **more: str) -> dict:
    """A service of 100.00 from another member state: 21.00 is owed, and no cent of it deducted."""
    supplier = await contact(company, country="NL")
    asked = {"direction": "purchase", "number": f"P{on}", "issued_on": on, "contact_id": supplier}
    reverse = {"treatment": "intra_community_services"} | more
    return await issued(company, line(account_code="613", **reverse), **asked)


async def waits(company: Company) -> int:
    found = (await dashboard(company))["needs_you"]
    return next((each["count"] for each in found if each["kind"] == "vat_to_close"), 0)


@pytest.mark.parametrize("regime", ["small_enterprise", "exempt"])
async def test_vat_owed_as_a_buyer_is_declared_and_leaves_its_account(trader: Company, regime: str):
    await stands(trader, regime, BEGIN)
    await bought(trader)
    found = await periods(trader)
    assert [(each["period"], each["is_special"]) for each in found["periods"]] == [("2026-Q3", True)]
    assert (found["files_returns"], found["next_to_close"], await waits(trader)) == (True, "2026-Q3", 1)
    special = await returned(trader)
    assert (special["is_special"], special["why_none"], special["can_close"]) == (True, None, True)
    assert special["deadline"] == "2026-10-25"  # a Sunday: the 25th since 2025, as of any return of a quarter
    assert amounts(special) == {"82": "121.00", "88": "100.00", "55": "21.00", "71": "21.00"}
    assert all(each["holds"] for each in special["controls"])
    assert (await balances(trader))["451055"] == "-21.00"

    assert (await close(trader)).status_code == 200
    closed = await returned(trader)
    assert await bookings(trader, closed["entry_id"]) == ["451055 21.00 D", "4512 21.00 C"]
    assert "451055" not in await balances(trader)
    assert (closed["is_special"], closed["state"], await waits(trader)) == (True, "closed", 0)
    found = await periods(trader)
    assert (found["files_returns"], found["next_to_close"]) == (False, None)
    assert [(each["period"], each["state"], each["is_special"]) for each in found["periods"][-1:]] == [
        ("2026-Q3", "closed", True)
    ]


async def test_only_quarters_in_which_something_was_owed_are_asked_of(trader: Company):
    await stands(trader, "small_enterprise", BEGIN)
    await issued(trader, contact_id=await contact(trader), issued_on="2026-02-02")
    for on in (IN_MAY, "2026-11-03"):
        await bought(trader, on)
    assert [each["period"] for each in (await periods(trader))["periods"]] == ["2026-Q4", "2026-Q2"]
    assert (await waits(trader), (await returned(trader))["why_none"]) == (1, "small_enterprise")
    assert refusal(await close(trader)) == (409, "no_vat_return")
    assert (await close(trader, "2026-Q2")).status_code == 200
    assert (await returned(trader, "2026-Q2"))["balance"] == "21.00"


async def test_one_that_is_opened_again_is_to_be_closed_again(trader: Company):
    await stands(trader, "small_enterprise", BEGIN)
    await bought(trader)
    assert (await close(trader)).status_code == 200
    assert (await reopen(trader)).status_code == 200
    assert ((await balances(trader))["451055"], await waits(trader)) == ("-21.00", 1)
    assert (await close(trader)).status_code == 200


async def test_an_ordinary_purchase_asks_no_return(trader: Company):
    await stands(trader, "small_enterprise", BEGIN)
    await bought(trader, treatment="domestic")
    found = await periods(trader)
    assert (found["files_returns"], found["why_none"], await waits(trader)) == (False, "small_enterprise", 0)


async def test_it_is_of_a_quarter_though_the_company_filed_by_month(trader: Company):
    await change(trader, vat_period="month")
    await stands(trader, "small_enterprise", BEGIN)
    await bought(trader)
    assert (await periods(trader))["next_to_close"] == "2026-Q3"
    assert refusal(await close(trader, "2026-08")) == (409, "not_your_vat_period")
    assert (await close(trader)).status_code == 200


async def test_a_quarter_with_the_standard_regime_has_its_ordinary_return(trader: Company):
    await stands(trader, "small_enterprise", "2026-09-01")
    await bought(trader)
    assert [(each["period"], each["is_special"]) for each in (await periods(trader))["periods"]] == [("2026-Q3", False)]


async def test_a_dutch_small_enterprise_files_that_one_return():
    dutch = await register(language="en", vat_number="NL810433941B01")
    await stands(dutch, "small_enterprise", BEGIN)
    supplier = await contact(dutch, country="BE", vat_number="BE0428759497")
    asked = {"direction": "purchase", "number": "P1", "issued_on": IN_AUGUST, "contact_id": supplier}
    await issued(dutch, line(treatment="intra_community_services"), **asked)
    special = await returned(dutch)
    assert (special["is_special"], amounts(special)["4bv"], special["balance"]) == (True, "21.00", "21.00")
    assert (await close(dutch)).status_code == 200
    await dutch.client.aclose()
