"""What the books hold is copied and credited as it stands, whatever may be typed today."""

from uuid import UUID

import pytest
from sqlalchemy import update

from app.modules.invoicing.models import InvoiceLine
from tests.conftest import Company
from tests.factories import documents
from tests.factories.booking import approve
from tests.factories.invoicing import BASE, act, draft, issued, line, read
from tests.modules.ledger.test_archived import archive


async def booked(company: Company, rate: str | None = None, **values) -> dict:
    """A purchase whose document was approved, read from its invoice."""
    document = await documents.to_review(company, **values)
    answer = await approve(company, document, **({"exchange_rate": rate} if rate else {}))
    assert answer.status_code == 200, answer.text
    return await read(company, {"id": answer.json()["data"]["invoice_id"]})


LARGE = {"currency": "IDR", "net_amount": "1500000000", "vat_amount": "0", "total_amount": "1500000000"}
CASES = {
    "a receipt without a number": ({"kind": "receipt", "invoice_number": None}, None, "121.00"),
    "one and a half billion rupiah": (LARGE, "0.000054", "1500000000.00"),
}


@pytest.mark.parametrize("case", CASES)
async def test_what_a_document_booked_is_copied_and_credited(company: Company, case: str):
    values, rate, total = CASES[case]
    made = await booked(company, rate, **values)
    assert made["total_amount"] == total
    copied = await act(company, made, "copy")
    note = await act(company, made, "credit")
    assert [each["total_amount"] for each in (copied, note)] == [total, total]
    assert (note["kind"], note["status"], note["credits_id"]) == ("credit_note", "draft", made["id"])
    lines = [{name: each[name] for name in ("description", "unit_price")} for each in note["lines"]]
    change = {"number": "CN-1", "issued_on": "2026-11-10", "lines": lines}
    assert (await company.client.patch(f"{BASE}/{note['id']}", json=change)).status_code == 200, "it can be typed too"


@pytest.mark.parametrize("how", ["copy", "accept"])
async def test_what_was_put_away_since_is_proposed_anew_and_told(company: Company, how: str):
    """An issued quote cannot be changed; the draft that it becomes can."""
    made = await company.client.post("/api/v1/ledger/tags", json={"name": "Shop", "dimension": "project"})
    tag = {"tag_id": made.json()["data"]["id"], "percent": "100"}
    lines = [line(account_code="705"), line(account_code="700", tags=[tag], vat_rate="6")]
    quote = await issued(company, *lines, kind="quote", issued_on="2026-11-10")
    await archive(company, "700")
    url = f"/api/v1/ledger/tags/{tag['tag_id']}"
    assert (await company.client.patch(url, json={"archived": True})).status_code == 200
    again = await act(company, quote, how)
    assert [(each["code"], each["field"]) for each in again["left_out"]] == [
        ("account_archived", "lines.1.account_code"),
        ("tag_unknown", "lines.1.tags.0.tag_id"),
    ]
    first, second = again["lines"]
    assert (first["account_code"], first["chosen"]) == ("705", ["account_code"])
    assert (second["account_code"] != "700", second["tags"], second["vat_rate"]) == (True, [], "6.00")
    assert (await act(company, await issued(company, line(account_code="705")), "copy"))["left_out"] == []


async def test_a_copy_leaves_a_series_that_was_left_and_says_so(company: Company):
    """F was the usual one; W was chosen for one invoice, and is nobody's usual one."""
    usual = await issued(company, issued_on="2026-11-10")
    of_shop = await issued(company, issued_on="2026-11-10", series="W")
    answer = await company.client.patch("/api/v1/number-series/invoice", json={"series": "VK"})
    assert answer.status_code == 200, answer.text
    again = await act(company, usual, "copy")
    assert [(each["code"], each["field"], each["value"]) for each in again["left_out"]] == [
        ("series_left", "series", "F")
    ]
    assert (again["series"], (await act(company, again, "issue"))["number"]) == (None, "VK2026-00001")
    kept = await act(company, of_shop, "copy")
    assert (kept["series"], kept["left_out"]) == ("W", [])
    await company.client.patch("/api/v1/number-series/invoice", json={"series": "F"})
    back = await act(company, usual, "copy")
    assert (back["series"], back["left_out"]) == (None, []), "it is the usual one again"


async def test_a_receipts_line_bears_its_shops_name(company: Company):
    made = await booked(company, kind="receipt", invoice_number=None, supplier_name="Colruyt Halle")
    assert [each["description"] for each in made["lines"]] == ["Colruyt Halle"]


async def test_a_line_that_says_nothing_is_copied_as_it_is(company: Company):
    """As lines were kept of papers without a number."""
    made = await draft(company)
    async with company.begin() as work:
        of_it = update(InvoiceLine).where(InvoiceLine.invoice_id == UUID(made["id"]))
        await work.session.execute(of_it.values(description=""))
    copied = await act(company, made, "copy")
    assert (copied["total_amount"], copied["lines"][0]["description"]) == ("121.00", "")
