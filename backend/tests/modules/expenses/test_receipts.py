"""Receipts that no expense can be made of, and receipts of an expense that was rejected."""

import pytest

from tests.conftest import Company
from tests.factories import documents
from tests.modules.expenses.conftest import PATH, faults

RECEIPT = {"kind": "receipt", "invoice_number": None}


async def from_document(company: Company, document):
    return await company.client.post(f"{PATH}/from-document/{document}", json={"category": "office"})


@pytest.mark.parametrize(
    ("net", "vat", "total", "field"),
    [
        ("-16.53", "-3.47", "-20.00", "fields.total_amount"),
        ("0.00", "0.00", "0.00", "fields.total_amount"),
        ("1000000000000.00", "0.00", "1000000000000.00", "fields.total_amount"),
        ("25.00", "-5.00", "20.00", "fields.vat_amount"),
        ("-5.00", "25.00", "20.00", "fields.vat_amount"),
    ],
)
async def test_a_receipt_of_an_amount_that_nobody_spends_names_its_field(company: Company, net, vat, total, field):
    amounts = {"net_amount": net, "vat_amount": vat, "total_amount": total}
    document = await documents.to_review(company, **amounts)  # an invoice in its name, the VAT of which counts
    answer = await from_document(company, document)
    assert (answer.status_code, faults(answer)) == (422, [(field, "receipt_amount_refused")])


async def test_of_a_long_name_as_much_is_kept_as_an_expense_has_room_for(company: Company):
    document = await documents.to_review(company, **RECEIPT, supplier_name="Brasserie " + "x" * 300)
    answer = await from_document(company, document)
    told = answer.json()["data"]
    assert answer.status_code == 201
    assert told["merchant"] == told["description"] == "Brasserie " + "x" * 190
