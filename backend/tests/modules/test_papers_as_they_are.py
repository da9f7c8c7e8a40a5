"""Papers that leave something open: when they are to be paid, and whether they are an invoice."""

from tests.conftest import Company, register
from tests.factories import documents
from tests.factories.booking import approve, booking, listed, sides

DUTCH = "NL810433941B01"


async def test_without_a_due_date_on_paper_it_is_due_as_agreed_with_the_supplier_or_usual(company: Company):
    """Of 2 November: 30 days, as this company is usually asked, or the 60 agreed with the supplier; else it never is."""
    await approve(company, await documents.to_review(company, due_date=None, invoice_number="usual"))
    [supplier] = await listed(company, "contacts")
    agreed = await company.client.patch(f"/api/v1/contacts/{supplier['id']}", json={"payment_days": 60})
    assert agreed.status_code == 200, agreed.text
    await approve(company, await documents.to_review(company, due_date=None, invoice_number="agreed"))
    await approve(company, await documents.to_review(company, due_date="2026-11-09", invoice_number="said"))
    due = {each["number"]: each["due_on"] for each in await listed(company, "invoices")}
    assert due == {"usual": "2026-12-02", "agreed": "2027-01-01", "said": "2026-11-09"}


async def test_the_vat_on_a_dutch_till_receipt_up_to_100_euros_is_deducted_and_above_it_is_not():
    """82.64 and 17.36 are 100.00: a simplified invoice, which does not name its customer (Wet OB 1968 art. 34d)."""
    dutch = await register(vat_number=DUTCH, language="en")
    of_a_till = {"kind": "receipt", "supplier_vat_number": "NL004495445B01", "invoice_number": None}
    amounts = {"net_amount": "82.64", "vat_amount": "17.36", "total_amount": "100.00"}
    small = await documents.to_review(dutch, **of_a_till, **amounts)
    assert sides(await booking(dutch, small)) == ["7000 82.64 D", "1520 17.36 D", "1600 100.00 C"]
    large = await documents.to_review(dutch, **of_a_till)
    assert sides(await booking(dutch, large)) == ["7000 121.00 D", "1600 121.00 C"]
    for document, deducted in ((small, "17.36"), (large, "0.00")):
        made = await dutch.client.post(f"/api/v1/expenses/from-document/{document}", json={"category": "office"})
        assert (made.status_code, made.json()["data"]["vat_amount"]) == (201, deducted), made.text
    await dutch.client.aclose()
