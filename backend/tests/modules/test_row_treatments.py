"""How VAT works on a row of a document is what the reviewer says; the supplier and the paper only propose it."""

import pytest

from tests.conftest import Company
from tests.factories import documents
from tests.factories.booking import approve, booking, entry, faults, refusal, sides
from tests.factories.documents import path

FREE = {"vat_amount": "0.00", "total_amount": "100.00"}


async def said(company: Company, document, *rows: dict[str, str | None]):
    return await company.client.patch(path(document, "/fields"), json={"fields": {"vat_breakdown": list(rows)}})


def row(**more: str | None) -> dict[str, str | None]:
    return {"rate": "0", "base": "100.00", "amount": "0.00"} | more


@pytest.mark.parametrize(
    ("treatment", "posted"),
    [
        ("co_contractor", ["604 100.00 D", "440 100.00 C", "411 21.00 D", "451056 21.00 C"]),
        ("customs_vat", ["411 100.00 D", "440 100.00 C"]),
        ("outside_scope", ["604 100.00 D", "440 100.00 C"]),
        ("intra_community_services", ["604 100.00 D", "440 100.00 C", "411 21.00 D", "451055 21.00 C"]),
    ],
)
async def test_the_reviewer_says_how_vat_works_on_a_row(company: Company, treatment: str, posted: list[str]):
    """100.00 without VAT of a Belgian supplier: proposed as domestic, at 0 %."""
    document = await documents.to_review(company, **FREE)
    assert (await booking(company, document))["lines"][0]["treatment"] == "domestic"
    assert (await said(company, document, row(treatment=treatment))).status_code == 200
    told = await booking(company, document)
    assert (told["lines"][0]["treatment"], sides(told)) == (treatment, posted)
    assert sides(await entry(company, await approve(company, document))) == posted


async def test_two_rows_of_one_paper_are_treated_apart(company: Company):
    """A forwarder's own 150 at 21 % and 1,000.00 of customs VAT, of a supplier who is not known for it."""
    own = {"rate": "21", "base": "150.00", "amount": "31.50"}
    document = await documents.to_review(company, net_amount="1150.00", vat_amount="31.50", total_amount="1181.50")
    await said(company, document, own, row(base="1000.00", treatment="customs_vat"))
    assert sides(await booking(company, document)) == ["604 150.00 D", "411 1031.50 D", "440 1181.50 C"]


async def test_vat_that_is_not_deducted_is_cost_when_the_reviewer_says_so(company: Company):
    document = await documents.to_review(company)
    await said(company, document, {"rate": "21", "base": "100.00", "amount": "21.00", "treatment": "not_deductible"})
    assert sides(await booking(company, document)) == ["604 121.00 D", "440 121.00 C"]


async def test_a_treatment_alone_says_something_of_all_of_the_paper(company: Company):
    document = await documents.to_review(company, **FREE)
    await said(company, document, {"treatment": "co_contractor"})
    assert "451056 21.00 C" in sides(await booking(company, document))


async def test_nobody_else_owes_vat_that_the_paper_asks_for(company: Company):
    document = await documents.to_review(company)
    await said(company, document, {"rate": "21", "base": "100.00", "amount": "21.00", "treatment": "co_contractor"})
    [told] = (await booking(company, document))["problems"]
    assert (told["code"], told["field"]) == ("treatment_refused", "fields.vat_breakdown.0.treatment")
    assert "21.00" in told["message"]
    assert refusal(await approve(company, document)) == (422, "treatment_refused")


async def test_of_services_nothing_passes_customs(company: Company):
    document = await documents.to_review(company, **FREE)
    await said(company, document, row(treatment="import_cleared", account_code="613"))
    [told] = (await booking(company, document))["problems"]
    assert (told["code"], told["field"]) == ("treatment_refused", "fields.vat_breakdown.0.treatment")


@pytest.mark.parametrize("treatment", ["export", "services_outside_eu", "anything"])
async def test_a_treatment_that_no_purchase_has_is_refused_when_it_is_typed(company: Company, treatment: str):
    answer = await said(company, await documents.to_review(company), row(treatment=treatment))
    assert (answer.status_code, faults(answer)) == (422, {"fields.vat_breakdown"})
