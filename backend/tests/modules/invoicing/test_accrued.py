"""A supplier's invoice that comes after its year: what was accrued for it bears it, and the year of the paper the cost."""

from tests.conftest import Company
from tests.factories.invoicing import bookings, contact, draft, issued, line

BOUGHT = {"direction": "purchase", "number": "2025-118", "issued_on": "2025-12-20"}


async def test_an_invoice_is_booked_against_what_was_accrued_for_it(company: Company):
    supplier = await contact(company, is_supplier=True)
    made = await issued(company, line(account_code="492"), contact_id=supplier, **BOUGHT)
    assert await bookings(company, made["entry_id"]) == ["492 100.00 D +82", "411 21.00 D +59", "440 121.00 C"]
    assert (await company.client.get(f"/api/v1/contacts/{supplier}")).json()["data"]["cost_account"] is None
    following = await draft(company, line(account_code=None), contact_id=supplier, direction="purchase")
    assert following["lines"][0]["account_code"] == "604", "an accrual is of one invoice"


async def test_what_was_accrued_is_not_what_we_owe_the_supplier(company: Company):
    supplier = await contact(company, is_supplier=True)
    await issued(company, line(account_code="444"), contact_id=supplier, **BOUGHT)
    found = (await company.client.get(f"/api/v1/contacts/{supplier}/statement")).json()
    assert [(each["debit"], each["credit"]) for each in found["data"]["lines"]] == [("0.00", "121.00")]
