"""How a contact stands with us, however much there is."""

import pytest

from app.modules.contacts import statement
from tests.conftest import Company
from tests.factories.invoicing import contact, issued, line


async def test_what_a_statement_comes_to_is_of_all_also_of_what_it_does_not_show(
    company: Company, monkeypatch: pytest.MonkeyPatch
):
    """Three invoices of 100.00 at 0 %, and room for two."""
    monkeypatch.setattr(statement, "MOST_LINES", 2)
    customer = await contact(company)
    for _ in range(3):
        await issued(company, line(unit_price="100.00", vat_rate="0"), contact_id=customer)
    told = (await company.client.get(f"/api/v1/contacts/{customer}/statement")).json()["data"]
    assert (len(told["lines"]), told["has_more"], told["lines"][-1]["balance"]) == (2, True, "200.00")
    assert (told["debit"], told["credit"], told["closing_balance"]) == ("300.00", "0.00", "300.00")
    assert (len(told["open_items"]), told["has_more_open"]) == (2, True)
    assert (told["open_receivable"], told["open_payable"]) == ("300.00", "0.00")
