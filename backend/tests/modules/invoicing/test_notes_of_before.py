"""A supplier's note, after a company left the standard regime, gives back VAT that was deducted: how much is asked."""

import pytest

from tests.conftest import Company
from tests.factories import documents
from tests.factories.booking import approve, booking, entry, refusal, sides
from tests.factories.books import stands
from tests.factories.invoicing import BASE, act, bookings, contact, draft, issued, line, refused

UNSAID = "credited_deduction_unsaid"
NOTE = {"direction": "purchase", "kind": "credit_note", "number": "CN-1", "issued_on": "2026-11-02"}
CHAIR = line(account_code="613", vat_rate="21")
NUMBER = "BE0428759497"
PAPER = {"net_amount": "-100.00", "vat_amount": "-21.00", "total_amount": "-121.00", "due_date": None}


async def supplier_of(company: Company, bought_on: str, **more: str) -> str:
    """Of whom the company bought on a day; it is a small enterprise since 1 October."""
    supplier = await contact(company, **more)
    asked = {"direction": "purchase", "number": "P-1", "issued_on": bought_on, "contact_id": supplier}
    await stands(company, "small_enterprise", "2026-10-01")
    await issued(company, CHAIR, **asked)
    return supplier


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("100", ["440 121.00 D", "613 100.00 C -82 +85", "451 21.00 C +63"]),
        ("0", ["440 121.00 D", "613 121.00 C -82 +85"]),
    ],
)
async def test_how_much_was_deducted_is_asked_when_it_is_booked(company: Company, said: str, expected: list[str]):
    supplier = await supplier_of(company, "2026-09-20")
    made = await draft(company, CHAIR, contact_id=supplier, **NOTE)
    problem = await refused(company, made, "issue")
    assert (problem["status"], problem["code"], problem["field"]) == (422, UNSAID, "lines.0.deductible_percent")
    change = {"lines": [CHAIR | {"deductible_percent": said}]}
    assert (await company.client.patch(f"{BASE}/{made['id']}", json=change)).status_code == 200
    booked = await bookings(company, (await act(company, made, "issue"))["entry_id"])
    assert sorted(booked) == sorted(expected)


async def test_of_a_supplier_of_whom_nothing_was_deducted_nothing_is_asked(company: Company):
    supplier = await supplier_of(company, "2026-10-20")
    made = await issued(company, CHAIR, contact_id=supplier, **NOTE)
    assert sorted(await bookings(company, made["entry_id"])) == ["440 121.00 D", "613 121.00 C -82 +85"]


async def test_of_an_invoice_that_is_named_it_is_known(company: Company):
    supplier = await contact(company)
    asked = {"direction": "purchase", "number": "P-1", "issued_on": "2026-09-20", "contact_id": supplier}
    made = await issued(company, CHAIR, **asked)
    await stands(company, "small_enterprise", "2026-10-01")
    note = await draft(company, CHAIR, contact_id=supplier, credits_id=made["id"], **NOTE)
    assert "451 21.00 C +63" in await bookings(company, (await act(company, note, "issue"))["entry_id"])


async def test_a_document_that_credits_asks_it_too(company: Company):
    """Drukkerij De Pers was paid 21.00 of VAT in September, which was deducted."""
    await supplier_of(company, "2026-09-20", name="Drukkerij De Pers", vat_number=NUMBER)
    document = await documents.to_review(company, **PAPER)
    told = await booking(company, document)
    assert [(each["code"], each["field"]) for each in told["problems"]] == [
        (UNSAID, "fields.vat_breakdown.0.deductible_percent")
    ]
    assert refusal(await approve(company, document)) == (422, UNSAID)
    row = {"rate": "21", "base": "-100.00", "amount": "-21.00", "deductible_percent": "100"}
    answer = await company.client.patch(documents.path(document, "/fields"), json={"fields": {"vat_breakdown": [row]}})
    assert answer.status_code == 200, answer.text
    booked = await approve(company, document)
    assert sides(await entry(company, booked)) == ["613 100.00 C", "451 21.00 C", "440 121.00 D"]
