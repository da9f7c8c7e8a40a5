"""Credit notes on what was taxed before a company left the standard regime: their VAT is told, and not lost."""

from collections.abc import AsyncIterator

import pytest

from tests.conftest import Company, register
from tests.factories.books import stands
from tests.factories.invoicing import act, balances, bookings, contact, issued, line
from tests.modules.vat.conftest import amounts, close, periods, refusal, returned
from tests.modules.vat.test_regimes import IN_DECEMBER, IN_JANUARY, NEW_YEAR, dashboard, purchase, say
from tests.modules.vat.test_special_returns import bought

Q1 = "2026-Q1"
APART = "vat_corrections_apart"


@pytest.fixture
async def dutch() -> AsyncIterator[Company]:
    made = await register(language="en", vat_number="NL810433941B01")
    yield made
    await made.client.aclose()


async def credited(company: Company, made: dict) -> dict:
    """A note of January on an invoice of December."""
    note = await act(company, made, "credit", as_draft=True)
    path = f"/api/v1/invoices/{note['id']}"
    change = {"issued_on": IN_JANUARY} | ({"number": "CN-1"} if made["direction"] == "purchase" else {})
    answer = await company.client.patch(path, json=change)
    assert answer.status_code == 200, answer.text
    return await act(company, note, "issue")


async def left(company: Company) -> None:
    """The standard regime, with the last return of before filed."""
    await stands(company, "small_enterprise", NEW_YEAR)
    assert (await close(company, "2025-Q4")).status_code == 200


async def test_vat_given_back_to_a_customer_has_a_quarter_to_declare_it_in(trader: Company):
    """100.00 + 21.00 of December credited in January: 21.00 to get back, that form 629 does not ask."""
    sold = await issued(trader, contact_id=await contact(trader), issued_on=IN_DECEMBER)
    await left(trader)
    note = await credited(trader, sold)
    assert "451 21.00 D +64" in await bookings(trader, note["entry_id"])
    found = await periods(trader)
    assert [(each["period"], each["is_special"], each["balance"]) for each in found["periods"][:1]] == [
        (Q1, True, "-21.00")
    ]
    assert "vat_to_close" in [each["kind"] for each in (await dashboard(trader))["needs_you"]]
    told = await returned(trader, Q1)
    assert amounts(told) == {"49": "100.00", "64": "21.00", "72": "21.00"}
    assert (told["owed_as_buyer"], told["corrections"]) == ("0.00", "-21.00")
    answer = await close(trader, Q1)
    assert (refusal(answer), answer.json()["errors"][0]["field"]) == ((409, APART), "corrections")
    assert (await close(trader, Q1, APART)).status_code == 200
    told = await returned(trader, Q1)
    assert (told["state"], told["corrections"]) == ("closed", "-21.00")
    assert (await balances(trader))["4112"] == "21.00"
    assert (await periods(trader))["next_to_close"] is None


async def test_vat_that_a_supplier_gives_back_is_owed_beside_what_is_owed_as_a_buyer(trader: Company):
    """21.00 deducted in December comes back in January; 21.00 on a service from abroad is owed as well."""
    made = await purchase(trader, IN_DECEMBER)
    await left(trader)
    await credited(trader, made)
    await bought(trader, IN_JANUARY)
    told = await returned(trader, Q1)
    vat = {grid: amount for grid, amount in amounts(told).items() if grid in ("55", "63", "71")}
    assert vat == {"55": "21.00", "63": "21.00", "71": "42.00"}
    assert (told["owed_as_buyer"], told["corrections"], told["balance"]) == ("21.00", "21.00", "42.00")


async def test_what_was_never_deducted_comes_back_as_a_cost_alone(trader: Company):
    await stands(trader, "small_enterprise", NEW_YEAR)
    made = await purchase(trader, IN_JANUARY)
    await credited(trader, made)
    assert (await returned(trader, Q1))["why_none"] == "small_enterprise"


async def test_the_netherlands_take_it_in_that_one_return(dutch: Company):
    sold = await issued(dutch, contact_id=await contact(dutch, country="NL"), issued_on=IN_DECEMBER)
    await left(dutch)
    await credited(dutch, sold)
    told = await returned(dutch, Q1)
    assert (told["is_special"], told["corrections"], told["balance"]) == (True, "-21.00", "-21.00")
    assert (await close(dutch, Q1)).status_code == 200


async def test_a_credit_note_is_no_vat_that_was_charged(trader: Company):
    """The regime may still be said from the first of January on, though a note of that month gives VAT back."""
    sold = await issued(trader, contact_id=await contact(trader), issued_on=IN_DECEMBER)
    await credited(trader, sold)
    assert (await say(trader, "small_enterprise", NEW_YEAR)).status_code == 200
    assert (await returned(trader, Q1))["corrections"] == "-21.00"


async def test_a_sale_with_vat_keeps_its_regime_all_the_same(trader: Company):
    await issued(trader, line(), contact_id=await contact(trader), issued_on=IN_JANUARY)
    assert refusal(await say(trader, "small_enterprise", NEW_YEAR)) == (409, "regime_of_charged_vat")
