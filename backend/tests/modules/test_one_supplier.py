"""A supplier known without a VAT number, and the first paper that has it: one supplier, one invoice."""

from tests.conftest import Company
from tests.factories import documents, invoicing
from tests.factories.booking import approve, booking, listed, refusal

BELGIAN, DUTCH = "BE0428759497", "NL810433941B01"


async def test_an_invoice_typed_for_a_supplier_without_a_number_is_not_booked_again_from_its_paper(company: Company):
    contact = await invoicing.contact(company, name="De Pers NV")
    await invoicing.issued(
        company, direction="purchase", contact_id=contact, number="2026-0101", issued_on="2026-11-02"
    )
    paper = await documents.to_review(company, supplier_name="De Pers NV")
    told = await booking(company, paper)
    assert ([each["code"] for each in told["problems"]], told["supplier"]["is_new"]) == (
        ["invoice_booked_already"],
        False,
    )
    assert refusal(await approve(company, paper)) == (409, "invoice_booked_already")
    other = await documents.to_review(company, supplier_name="De Pers NV", invoice_number="2026-0102")
    assert (await approve(company, other)).status_code == 200
    [known] = await listed(company, "contacts")
    assert (known["id"], known["vat_number"]) == (contact, BELGIAN)


async def test_one_number_of_two_contacts_with_one_name_is_one_invoice_unless_each_has_a_vat_number(company: Company):
    contact = await invoicing.contact(company, name="De Pers NV", is_business=False)
    await invoicing.issued(
        company, direction="purchase", contact_id=contact, number="2026-0101", issued_on="2026-11-02"
    )
    paper = await documents.to_review(company, supplier_name="De Pers NV")
    assert [each["code"] for each in (await booking(company, paper))["problems"]] == ["invoice_booked_already"]
    answer = await company.client.patch(f"/api/v1/contacts/{contact}", json={"vat_number": DUTCH})
    assert answer.status_code == 200, answer.text
    assert (await approve(company, paper)).status_code == 200
