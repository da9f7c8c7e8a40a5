"""What an invoice must say of its seller, and what their VAT regime lets them ask."""

import pytest

from tests.conftest import Company, register
from tests.factories.books import stands
from tests.factories.invoicing import BASE, act, contact, draft, issued, line, read, refused

ADDRESS = {"street": "Meir 1", "postal_code": "2000", "city": "Antwerpen"}


async def is_now(company: Company, **told: str | None) -> None:
    answer = await company.client.patch("/api/v1/company", json=told)
    assert answer.status_code == 200, answer.text


async def nameless(company: Company, **more: str | None) -> str:
    """A customer of a company that has told nothing of itself."""
    customer = await contact(company)
    await is_now(company, vat_number=None, enterprise_number=None, **{**dict.fromkeys(ADDRESS), **more})
    return customer


async def fields(company: Company, invoice: dict) -> list[str]:
    answer = await company.client.post(f"{BASE}/{invoice['id']}/issue")
    assert answer.status_code == 422, answer.text
    assert {each["code"] for each in answer.json()["errors"]} == {"seller_incomplete"}
    assert "Settings" in answer.json()["detail"]
    return [each["field"] for each in answer.json()["errors"]]


async def test_without_address_and_vat_number_nothing_is_issued_and_each_is_named(company: Company):
    made = await draft(company, contact_id=await nameless(company))
    missing = [f"company.{each}" for each in ("vat_number", *ADDRESS)]
    assert await fields(company, made) == missing
    await is_now(company, **ADDRESS)
    assert await fields(company, made) == ["company.vat_number"]
    await is_now(company, enterprise_number="0123456749")
    assert await fields(company, made) == ["company.vat_number"]  # it asks VAT
    await is_now(company, vat_number="BE0123456749")
    assert (await act(company, made, "issue"))["number"].endswith("-00001")


async def test_what_is_missing_of_the_seller_is_told_while_the_lines_are_typed(company: Company):
    await nameless(company, street="Meir 1", postal_code="2000")

    async def told(**more: object) -> list[tuple[str, str]]:
        answer = await company.client.post(f"{BASE}/totals", json={"lines": [line()], **more})
        return [(each["code"], each["field"]) for each in answer.json()["data"]["problems"]]

    lacks = [("seller_incomplete", "company.vat_number"), ("seller_incomplete", "company.city")]
    assert (await told(), await told(lines=[])) == (lacks, lacks)
    assert (await told(kind="quote"), await told(direction="purchase")) == ([], [])
    await is_now(company, city="Antwerpen", vat_number="BE0123456749")
    assert await told() == []


async def test_who_asks_no_vat_needs_no_vat_number(company: Company):
    customer = await nameless(company)
    await is_now(company, **ADDRESS)
    free = await draft(company, line(vat_rate="0"), contact_id=customer)
    assert await fields(company, free) == ["company.vat_number"]
    await is_now(company, enterprise_number="0123456749")
    assert (await act(company, free, "issue"))["vat_amount"] == "0.00"
    assert await fields(company, await draft(company, line(treatment="export"), contact_id=customer)) == [
        "company.vat_number"
    ]


async def test_a_draft_tells_what_it_does_not_say_yet_of_either_and_where_it_is_paid(company: Company):
    customer = await nameless(company, iban=None)
    of_buyer = [f"buyer.{each}" for each in ADDRESS]
    made = await draft(company, contact_id=customer)
    assert made["missing"] == [*(f"seller.{each}" for each in ("vat_number", *ADDRESS)), *of_buyer, "seller.iban"]
    await is_now(company, **ADDRESS, enterprise_number="0123456749")
    free = await draft(company, line(treatment="exempt"), contact_id=customer)
    assert free["missing"] == [*of_buyer, "seller.iban"], "who asks no VAT needs no VAT number"
    answer = await company.client.patch(f"/api/v1/contacts/{customer}", json=ADDRESS)
    assert answer.status_code == 200, answer.text
    assert (await read(company, free))["missing"] == ["seller.iban"]
    note = await draft(company, line(treatment="exempt"), kind="credit_note", contact_id=customer)
    quote = await draft(company, line(treatment="exempt"), kind="quote", contact_id=customer)
    assert (note["missing"], quote["missing"]) == ([], []), "nobody pays on them"
    await is_now(company, iban="BE68539007547034")
    assert (await read(company, free))["missing"] == []


async def test_a_dutch_invoice_is_told_to_lack_its_number_in_the_trade_register():
    """Asked about as its account is, and issued all the same; a Belgian number is told by the VAT number."""
    company = await register(language="nl", vat_number="NL810433941B01")
    try:
        made = await draft(company)
        assert "seller.enterprise_number" in made["missing"]
        assert "seller.enterprise_number" in (await act(company, made, "issue"))["missing"]
        await is_now(company, enterprise_number="12345678")
        assert "seller.enterprise_number" not in (await draft(company))["missing"]
    finally:
        await company.client.aclose()


async def test_a_quote_may_go_out_before_there_is_a_number(company: Company):
    made = await issued(company, kind="quote", contact_id=await nameless(company))
    assert made["status"] == "issued"


@pytest.mark.parametrize("regime", ["small_enterprise", "exempt"])
async def test_a_regime_without_vat_asks_none(company: Company, regime):
    customer = await contact(company)
    taxed = await issued(company, contact_id=customer, issued_on="2026-06-30")
    await stands(company, regime, "2026-07-01")
    asked = await draft(company, line(vat_rate="21", treatment="domestic"), contact_id=customer)
    problem = await refused(company, asked, "issue")
    assert (problem["status"], problem["code"], problem["field"]) == (
        422,
        "regime_charges_no_vat",
        "lines.0.vat_rate",
    )
    told = await company.client.post(
        f"{BASE}/totals", json={"contact_id": customer, "lines": [line(vat_rate="21", treatment="domestic")]}
    )
    assert [each["code"] for each in told.json()["data"]["problems"]] == ["regime_charges_no_vat"]
    usual = await issued(company, contact_id=customer)
    assert (usual["vat_amount"], usual["lines"][0]["treatment"]) == ("0.00", regime)
    await act(company, taxed, "credit")
    assert (await read(company, taxed))["open_amount"] == "0.00"  # what was asked before is given back with its VAT


@pytest.mark.parametrize("regime", ["small_enterprise", "exempt"])
async def test_a_regime_without_vat_sells_nothing_at_a_rate_of_nothing(company: Company, regime):
    await stands(company, regime)
    customer = await contact(company)
    asked = await draft(company, line(vat_rate="0", treatment="domestic"), contact_id=customer)
    problem = await refused(company, asked, "issue")
    assert (problem["code"], problem["field"]) == ("regime_charges_no_vat", "lines.0.treatment")


async def test_who_is_no_small_enterprise_any_more_does_not_sell_as_one(company: Company):
    await stands(company, "small_enterprise", "2026-01-01")
    customer = await contact(company, sale_treatment="small_enterprise")
    small = await issued(company, contact_id=customer, issued_on="2026-06-30")
    assert (small["lines"][0]["treatment"], small["vat_amount"]) == ("small_enterprise", "0.00")
    await stands(company, "standard", "2026-07-01")
    copied = (await company.client.post(f"{BASE}/{small['id']}/copy")).json()["data"]
    assert [each["treatment"] for each in copied["lines"]] == ["domestic"], "nobody chose it, so it is proposed anew"
    asked = await draft(company, line(treatment="small_enterprise"), contact_id=customer)
    problem = await refused(company, asked, "issue")
    assert (problem["status"], problem["code"], problem["field"]) == (422, "regime_charges_vat", "lines.0.treatment")
    usual = await issued(company, contact_id=customer)
    assert (usual["lines"][0]["treatment"], usual["vat_amount"]) == ("domestic", "21.00")  # what was kept fits no more
    await act(company, small, "credit")
    assert (await read(company, small))["open_amount"] == "0.00"


async def test_a_credit_note_of_a_paper_from_elsewhere_follows_the_regime_it_had(company: Company):
    customer = await contact(company)
    elsewhere = {"kind": "credit_note", "original_number": "2024-7", "original_issued_on": "2024-03-01"}
    made = await issued(company, line(treatment="small_enterprise"), contact_id=customer, **elsewhere)
    assert made["total_amount"] == "100.00"


async def test_what_is_no_treatment_of_the_companys_sales_is_not_among_the_choices(company: Company):
    await stands(company, "small_enterprise", "2027-01-01")

    async def offered(on: str) -> set[str]:
        answer = await company.client.get("/api/v1/vat/treatments", params={"on": on})
        return {each["treatment"] for each in answer.json()["data"] if each["fits_regime"]}

    before, after = await offered("2026-12-31"), await offered("2027-01-01")
    assert (before - after, after - before) == ({"domestic"}, {"small_enterprise"})
