"""The VAT of a Dutch company, from its invoices to its return in whole euros, the closing entry and the lock."""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from tests.conftest import Company, register
from tests.factories.books import stands
from tests.factories.invoicing import act, balances, bookings, contact, draft, issued, line
from tests.modules.vat.conftest import amounts, close, periods, refusal, returned

DAY = "2026-08-14"


@pytest.fixture
async def dutch() -> AsyncIterator[Company]:
    made = await register(language="en", vat_number="NL810433941B01")
    yield made
    await made.client.aclose()


async def sold(company: Company, to: str, price: str, rate: str = "0", treatment: str = "domestic") -> Any:
    lines = [line(unit_price=price, vat_rate=rate, treatment=treatment)]
    return await issued(company, *lines, contact_id=to, issued_on=DAY)


async def bought(company: Company, of: str, price: str, rate: str = "21", treatment: str = "domestic") -> Any:
    lines = [line(unit_price=price, vat_rate=rate, treatment=treatment, account_code="7000")]
    made = await draft(company, *lines, direction="purchase", number=f"P-{price}", contact_id=of, issued_on=DAY)
    return await act(company, made, "issue")


@pytest.fixture
async def quarter(dutch: Company) -> Company:
    """One sale or purchase of every kind in the third quarter."""
    home = await contact(dutch, country="NL", vat_number="NL004495445B01")
    abroad = await contact(dutch, country="BE", vat_number="BE0428759497")
    far = await contact(dutch, country="US")
    await sold(dutch, home, "100.55", "21")
    await sold(dutch, home, "50.90", "9")
    await sold(dutch, home, "30.40", "0")
    await sold(dutch, home, "200.00", treatment="co_contractor")
    await sold(dutch, abroad, "300.75", treatment="intra_community_goods")
    await sold(dutch, abroad, "45.50", treatment="intra_community_services")
    await sold(dutch, far, "80.80", treatment="export")
    credited = await sold(dutch, home, "20.00", "21")
    await act(dutch, credited, "credit", issued_on=DAY)
    await bought(dutch, home, "60.33")
    await bought(dutch, home, "33.00", "9")
    await bought(dutch, home, "40.00", treatment="co_contractor")
    await bought(dutch, abroad, "70.50", treatment="intra_community_goods")
    await bought(dutch, abroad, "25.00", treatment="intra_community_services")
    await bought(dutch, far, "90.90", treatment="import")
    return dutch


async def test_every_sale_and_purchase_stands_in_its_rubric_in_whole_euros(quarter: Company):
    found = await returned(quarter)
    assert amounts(found) == {
        "1a": "100.00",
        "1av": "21.00",
        "1b": "50.00",
        "1bv": "4.00",
        "1e": "230.00",
        "2a": "40.00",
        "2av": "8.00",
        "3a": "80.00",
        "3b": "346.00",
        "4a": "90.00",
        "4av": "19.00",
        "4b": "95.00",
        "4bv": "20.00",
        "5a": "72.00",
        "5b": "64.00",
        "5g": "8.00",
    }
    exact = {each["grid"]: each["in_books"] for each in found["grids"]}
    assert (exact["1a"], exact["1av"], exact["1e"], exact["3b"]) == ("100.55", "21.12", "230.40", "346.25")
    assert (exact["4b"], exact["4bv"], exact["5a"], exact["5b"], exact["5g"]) == (
        "95.50",
        "20.06",
        "73.25",
        "63.19",
        "10.06",
    )
    assert (found["balance"], found["deadline"], found["country"]) == ("8.00", "2026-10-31", "NL")
    assert [(each["name"], each["holds"]) for each in found["controls"]] == [("accounts_agree", True)]


async def test_imports_under_article_23_owe_what_they_deduct(dutch: Company):
    made = await bought(dutch, await contact(dutch, country="CN"), "90.90", treatment="import")
    assert await bookings(dutch, made["entry_id"]) == [
        "7000 90.90 D +4a",
        "1600 90.90 C",
        "1520 19.09 D +5b",
        "1511 19.09 C +4av",
    ]


async def test_a_total_is_explained_by_all_the_vat_it_comes_from(quarter: Company):
    answer = await quarter.client.get("/api/v1/vat/returns/2026-Q3/grids/5a")
    told = sorted((each["grid"], each["amount"]) for each in answer.json()["data"])
    assert told == [
        ("+1av", "21.12"),
        ("+1av", "4.20"),
        ("+1bv", "4.58"),
        ("+2av", "8.40"),
        ("+4av", "19.09"),
        ("+4bv", "14.81"),
        ("+4bv", "5.25"),
        ("-1av", "-4.20"),
    ]


async def test_closing_owes_the_whole_euros_and_wins_the_rounding(quarter: Company):
    told = (await close(quarter)).json()["data"]
    assert (told["state"], told["balance"]) == ("closed", "8.00")
    stands = await balances(quarter)
    assert (stands["1590"], stands["4715"]) == ("-8.00", "-2.06")
    assert not {"1500", "1501", "1510", "1511", "1512", "1520"} & set(stands)
    assert amounts(await returned(quarter))["5g"] == "8.00"


async def test_a_closed_dutch_quarter_takes_no_more_vat(quarter: Company):
    await close(quarter)
    made = await draft(quarter, line(vat_rate="21"), contact_id=await contact(quarter, country="NL"), issued_on=DAY)
    late = await quarter.client.post(f"/api/v1/invoices/{made['id']}/issue", json={})
    assert refusal(late) == (409, "period_locked")


async def test_a_return_below_zero_is_reclaimed(dutch: Company):
    await bought(dutch, await contact(dutch, country="NL"), "60.33")
    found = await returned(dutch)
    assert (amounts(found), found["balance"]) == ({"5b": "13.00", "5g": "-13.00"}, "-13.00")
    await close(dutch)
    assert (await balances(dutch))["1420"] == "13.00"


async def test_under_the_small_business_scheme_there_is_no_vat_and_no_return(dutch: Company):
    await stands(dutch, "small_enterprise")
    made = await sold(dutch, await contact(dutch, country="NL"), "100.00", treatment="small_enterprise")
    assert await bookings(dutch, made["entry_id"]) == ["1300 100.00 D", "8000 100.00 C"]
    assert (await periods(dutch))["why_none"] == "small_enterprise"
    assert refusal(await close(dutch)) == (409, "no_vat_return")


@pytest.mark.parametrize(("rate", "country"), [("6", "NL"), ("19", "NL"), ("12", "NL")])
async def test_a_rate_that_is_not_dutch_names_its_line(dutch: Company, rate, country):
    asked = {"contact_id": await contact(dutch, country=country), "issued_on": DAY, "lines": [line(vat_rate=rate)]}
    answer = await dutch.client.post("/api/v1/invoices", json=asked)
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "lines.0.vat_rate")


@pytest.mark.parametrize(
    ("grid", "status", "code"),
    [("+1dv", 201, None), ("+54", 422, "vat_grid_unknown"), ("+5a", 422, "vat_grid_unknown"), ("+9z", 422, None)],
)
async def test_an_entry_by_hand_counts_in_a_rubric_of_the_dutch_return(dutch: Company, grid, status, code):
    """Private use at the end of the year is posted by hand, in 1d."""
    postings = [
        {"account_code": "4360", "debit": "21.00"},
        {"account_code": "1503", "credit": "21.00", "grids": [grid]},
    ]
    asked = {"journal": "miscellaneous", "booked_on": DAY, "memo": "private use", "postings": postings}
    answer = await dutch.client.post("/api/v1/ledger/entries", json=asked)
    assert answer.status_code == status, answer.text
    if status == 201:
        assert amounts(await returned(dutch)) == {"1dv": "21.00", "5a": "21.00", "5g": "21.00"}
        return
    error = answer.json()["errors"][0]
    assert error["field"].startswith("postings.1.grids.0")
    assert code is None or error["code"] == code
