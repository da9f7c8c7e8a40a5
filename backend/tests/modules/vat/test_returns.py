"""The return from the books: what each grid comes to, and why."""

import pytest

from accounting.journal import credit, debit
from accounting.vat import VatPeriod
from app.modules.identity.models import Tenant
from app.modules.ledger import service as ledger
from app.modules.vat import turns
from tests.conftest import Company, register
from tests.factories.books import stands
from tests.factories.invoicing import bookings, contact, issued, line
from tests.modules.contacts.conftest import make
from tests.modules.vat.conftest import (
    AUGUST,
    NOVEMBER,
    PATH,
    D,
    amounts,
    booked,
    bought,
    change,
    periods,
    refusal,
    returned,
    sale,
)


async def test_a_quarter_is_the_sum_of_its_postings_and_ends_in_71(trader: Company):
    await booked(trader, sale())
    await booked(trader, sale("500.00", "105.00"))
    await booked(trader, bought())
    await booked(trader, sale("9.00", "1.89"), NOVEMBER)
    found = await returned(trader)
    assert amounts(found) == {"03": "1500.00", "82": "400.00", "54": "315.00", "59": "84.00", "71": "231.00"}
    assert (found["balance"], found["deadline"], found["state"]) == ("231.00", "2026-10-25", "overdue")
    assert {each["grid"]: each["postings"] for each in found["grids"]}["03"] == 2


async def test_more_deducted_than_due_ends_in_72(trader: Company):
    await booked(trader, bought())
    found = await returned(trader)
    assert (amounts(found)["72"], found["balance"]) == ("84.00", "-84.00")


async def test_the_controls_of_the_authority_are_shown_with_both_their_sides(trader: Company):
    await booked(trader, sale("1000.00", "60.00"))
    found = await returned(trader)
    failing = {each["name"]: (each["left"], each["right"]) for each in found["controls"] if not each["holds"]}
    assert failing == {"vat_on_sales": ("210.00", "60.00")}


async def test_vat_booked_without_a_grid_shows_in_the_control_of_the_accounts(trader: Company):
    await booked(trader, [debit("400", D(21)), credit("451", D(21))])
    found = await returned(trader)
    [own] = [each for each in found["controls"] if each["name"] == "accounts_agree"]
    assert (own["left"], own["right"], own["holds"]) == ("0.00", "21.00", False)


async def test_a_grid_is_explained_down_to_entry_and_contact(trader: Company):
    contact = await make(trader, name="Klant", vat_number="BE0403019261")
    postings = [
        debit("400", D(121), contact_id=contact["id"]),
        credit("700", D(100), grids=("+03",), contact_id=contact["id"], memo="advice"),
        credit("451", D(21), grids=("+54",), contact_id=contact["id"]),
    ]
    entry = await booked(trader, postings)
    answer = await trader.client.get(f"{PATH}/returns/2026-Q3/grids/03")
    [line] = answer.json()["data"]
    assert (line["entry_id"], line["entry_number"], line["account_code"]) == (str(entry.id), entry.number, "700")
    assert (line["amount"], line["grid"], line["contact_name"], line["memo"]) == ("100.00", "+03", "Klant", "advice")


async def test_the_lines_of_a_grid_add_up_to_it_page_after_page(trader: Company):
    for net in range(1, 8):
        await booked(trader, sale(f"{net}00.00", f"{net * 21}.00"))
    reversed_one = await booked(trader, sale())
    async with trader.begin() as work:
        await ledger.reverse(work, reversed_one.id, "wrong", AUGUST)
    found, cursor = [], None
    while True:
        asked = {"limit": 2} | ({"cursor": cursor} if cursor else {})
        page = (await trader.client.get(f"{PATH}/returns/2026-Q3/grids/54", params=asked)).json()
        found += [D(each["amount"]) for each in page["data"]]
        if (cursor := page["meta"]["next_cursor"]) is None:
            break
    assert (len(found), sum(found)) == (9, D("588.00"))
    assert amounts(await returned(trader))["54"] == "588.00"


async def test_the_result_is_explained_by_all_that_it_is_the_result_of(trader: Company):
    await booked(trader, sale())
    await booked(trader, bought())
    lines = (await trader.client.get(f"{PATH}/returns/2026-Q3/grids/71")).json()["data"]
    assert sorted((each["grid"], each["amount"]) for each in lines) == [("+54", "210.00"), ("+59", "84.00")]


async def test_the_lines_of_a_grid_come_as_a_file_too(trader: Company):
    await booked(trader, sale())
    answer = await trader.client.get(f"{PATH}/returns/2026-Q3/grids/54", params={"format": "csv"})
    assert "210.00" in answer.text
    assert answer.headers["content-type"].startswith("text/csv")


@pytest.mark.parametrize(
    ("path", "refused"),
    [
        ("returns/2026", (422, "period_unknown")),
        ("returns/2026-Q5", (422, "period_unknown")),
        ("returns/2026-Q3/grids/04", (404, "grid_unknown")),
        ("returns/2026-13/grids/03", (422, "period_unknown")),
    ],
)
async def test_what_is_no_period_and_no_grid_is_said(trader: Company, path, refused):
    assert refusal(await trader.client.get(f"{PATH}/{path}")) == refused


async def test_periods_run_from_the_first_with_anything_in_it_to_the_current_one(trader: Company):
    await booked(trader, sale(), AUGUST.replace(month=2))
    await booked(trader, bought(), NOVEMBER)
    found = await periods(trader)
    shown = [(each["period"], each["state"], each["balance"]) for each in found["periods"]]
    assert shown == [
        ("2026-Q4", "running", "-84.00"),
        ("2026-Q3", "overdue", "0.00"),
        ("2026-Q2", "overdue", "0.00"),
        ("2026-Q1", "overdue", "210.00"),
    ]
    assert (found["next_to_close"], found["kind"], found["files_returns"]) == ("2026-Q1", "quarter", True)


async def test_a_company_that_files_by_month_has_months(trader: Company):
    await change(trader, vat_period="month")
    await booked(trader, sale(), AUGUST.replace(month=10))
    assert [each["period"] for each in (await periods(trader))["periods"]] == ["2026-11", "2026-10"]


@pytest.mark.parametrize("why", ["small_enterprise", "exempt"])
async def test_a_company_that_files_no_return_is_told_why(trader: Company, why):
    await stands(trader, why)
    found = await periods(trader)
    assert (found["files_returns"], found["why_none"], found["next_to_close"]) == (False, why, None)
    told = await returned(trader)
    assert (told["why_none"], told["can_close"]) == (why, False)
    answer = await trader.client.post(f"{PATH}/returns/2026-Q3/close", json={})
    assert refusal(answer) == (409, "no_vat_return")


async def test_a_company_without_a_vat_number_files_none_either(company: Company):
    assert (await periods(company))["why_none"] == "no_vat_number"


async def test_a_dutch_company_has_the_dutch_rubrics_and_deadline():
    dutch = await register(language="nl", vat_number="NL810433941B01")
    postings = [
        debit("1300", D(109)),
        credit("8010", D(100), grids=("+1b",)),
        credit("1501", D(9), grids=("+1bv",)),
    ]
    await booked(dutch, postings)
    found = await returned(dutch)
    assert amounts(found) == {"1b": "100.00", "1bv": "9.00", "5a": "9.00", "5g": "9.00"}
    assert (found["deadline"], [each["name"] for each in found["controls"]]) == ("2026-10-31", ["accounts_agree"])
    await dutch.client.aclose()


def test_of_a_country_whose_return_we_do_not_know_that_is_said():
    french = Tenant(country="FR", vat_number="FR40303265045", vat_period="quarter", vat_regimes=[])
    assert turns.why_none(french, VatPeriod.named("2026-Q3"), []) == "country_unknown"


async def test_rates_are_those_of_the_day(trader: Company):
    def named(answer):
        return {each["code"]: each["percent"] for each in answer.json()["data"]["supplies"]}

    before = await trader.client.get(f"{PATH}/rates", params={"on": "2026-02-28"})
    since = await trader.client.get(f"{PATH}/rates", params={"on": "2026-03-01"})
    assert [each["percent"] for each in since.json()["data"]["rates"]] == ["21", "12", "6", "0"]
    assert (named(before)["lodging"], named(since)["lodging"]) == ("6", "12")
    dutch = await trader.client.get(f"{PATH}/rates", params={"country": "NL"})
    assert [each["percent"] for each in dutch.json()["data"]["rates"]] == ["21", "9", "0"]


async def test_treatments_come_with_what_the_invoice_must_say(trader: Company):
    answer = await trader.client.get(f"{PATH}/treatments", params={"language": "nl"})
    found = {each["treatment"]: each for each in answer.json()["data"]}
    assert found["domestic"]["sale_rates"] == ["21", "12", "6", "0"]
    assert found["intra_community_services"]["mention"] == "Btw verlegd, artikel 196 Richtlijn 2006/112/EG"
    assert (found["export"]["of_purchases"], found["import"]["of_sales"]) == (False, False)
    assert found["co_contractor"]["needs_vat_number"] == "at_home"


async def test_what_may_not_be_deducted_in_full_is_listed_with_its_source(trader: Company):
    found = (await trader.client.get(f"{PATH}/deductions")).json()["data"]
    assert ("616", "50", "VAT Code art. 45 §2") in {
        (each["account"], each["percent"], each["source"]) for each in found
    }


async def test_vat_that_was_paid_to_customs_is_deducted_without_passing_through_57(company: Company):
    """Without a licence (ET 14.000): the goods of the supplier, the VAT on the forwarder's paper, half of it deducted."""
    asked = {"direction": "purchase", "issued_on": "2026-11-02"}
    chinese, forwarder = await contact(company, country="CN"), await contact(company)
    goods = await issued(company, line(treatment="import_cleared"), contact_id=chinese, number="CN-1", **asked)
    assert await bookings(company, goods["entry_id"]) == ["604 100.00 D +81", "440 100.00 C"]
    lines = [
        line(description="Clearance", unit_price="50.00", account_code="613"),
        line(description="VAT", unit_price="21.00", treatment="customs_vat", deductible_percent="50"),
    ]
    cleared = await issued(company, *lines, contact_id=forwarder, number="1", **asked)
    assert (cleared["vat_amount"], cleared["total_amount"]) == ("10.50", "81.50")
    assert sorted(await bookings(company, cleared["entry_id"])) == [
        "411 21.00 D +59",
        "440 81.50 C",
        "604 10.50 D +81",
        "613 50.00 D +82",
    ]


@pytest.mark.parametrize(
    ("wrong", "code", "field"),
    [
        ({"treatment": "import_cleared", "account_code": "613"}, "treatment_refused", "lines.0.treatment"),
        ({"treatment": "import_cleared", "vat_rate": "21"}, "rate_of_treatment", "lines.0.vat_rate"),
        ({"treatment": "customs_vat", "vat_rate": "21"}, "rate_of_treatment", "lines.0.vat_rate"),
    ],
)
async def test_what_customs_cannot_have_done_is_refused(company: Company, wrong, code, field):
    asked = {"direction": "purchase", "number": "1", "issued_on": "2026-11-02", "contact_id": await contact(company)}
    answer = await company.client.post("/api/v1/invoices", json=asked | {"lines": [line(**wrong)]})
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (422, code)
    assert answer.json()["errors"][0]["field"] == field
