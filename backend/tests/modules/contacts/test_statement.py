"""How a contact stands with us, however much there is."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from accounting.journal import credit, debit
from tests.conftest import Company, register
from tests.factories import books
from tests.factories.invoicing import act, contact, issued, line


async def told(company: Company, contact_id: str, **asked: str) -> dict[str, Any]:
    answer = await company.client.get(f"/api/v1/contacts/{contact_id}/statement", params=asked)
    assert answer.status_code == 200, answer.text
    return dict(answer.json()["data"])


def figures(statement: dict[str, Any]) -> tuple[str, ...]:
    return tuple(statement[name] for name in ("closing_balance", "open_receivable", "open_payable", "advances"))


@pytest.mark.parametrize(
    ("country", "account"), [({}, "460"), ({"language": "nl", "vat_number": "NL810433941B01"}, "1620")]
)
async def test_a_customer_owes_an_advance_with_its_vat(country: dict[str, str], account: str):
    """1,000.00 and 210.00 of VAT: the advance itself is told beside it, as of the period's end."""
    company = await register(**({"language": "en"} | country))
    customer = await contact(company, country="NL" if country else "BE")
    asked = line(unit_price="1000.00", vat_rate="21", account_code=account)
    await issued(company, asked, contact_id=customer, issued_on="2026-03-02")
    assert figures(await told(company, customer)) == ("1210.00", "1210.00", "0.00", "-1000.00")
    assert figures(await told(company, customer, to="2026-03-01"))[::3] == ("0.00", "0.00")
    await company.client.aclose()


async def test_an_advance_to_a_supplier_is_owed_with_its_vat(company: Company):
    supplier = await contact(company)
    asked = line(unit_price="1000.00", vat_rate="21", account_code="406")
    await issued(company, asked, contact_id=supplier, direction="purchase", number="V-1", issued_on="2026-03-02")
    assert figures(await told(company, supplier)) == ("-1210.00", "0.00", "1210.00", "1000.00")


@pytest.mark.parametrize("account", ["404", "407", "409", "444"])
async def test_what_is_doubtful_written_down_or_not_yet_invoiced_is_on_no_statement(company: Company, account: str):
    customer = await contact(company)
    sides = [replace(debit(account, Decimal(50)), contact_id=UUID(customer)), credit("700", Decimal(50))]
    await books.post(company, sides, on=date(2026, 3, 2), journal="miscellaneous")
    found = await told(company, customer)
    assert (figures(found), found["lines"]) == (("0.00", "0.00", "0.00", "0.00"), [])


async def test_a_statement_is_followed_to_its_end_and_its_balance_runs_on(company: Company):
    """300.00 at 0 % on three days, 50.00 of it paid on the second of them: two by two."""
    customer = await contact(company)
    for day in ("2026-03-02", "2026-03-03", "2026-03-04"):
        made = await issued(company, line(unit_price="100.00", vat_rate="0"), contact_id=customer, issued_on=day)
        if day == "2026-03-03":
            await act(company, made, "pay", amount="50.00", paid_on=day)
    asked: dict[str, Any] = {"limit": 2, "from": "2026-03-03"}
    pages = []
    while True:
        answer = (await company.client.get(f"/api/v1/contacts/{customer}/statement", params=asked)).json()
        pages.append(answer["data"])
        if not answer["meta"]["has_more"]:
            break
        asked["cursor"] = answer["meta"]["next_cursor"]
    assert [[each["balance"] for each in page["lines"]] for page in pages] == [["200.00", "150.00"], ["250.00"]]
    for told in pages:
        assert (told["opening_balance"], told["debit"], told["credit"]) == ("100.00", "200.00", "50.00")
        assert (told["closing_balance"], told["open_receivable"], told["open_payable"]) == ("250.00", "250.00", "0.00")


async def test_the_cursor_of_another_list_is_refused(company: Company):
    customer = await contact(company)
    for _ in range(2):
        await issued(company, contact_id=customer)
    other = (await company.client.get("/api/v1/invoices", params={"limit": 1})).json()["meta"]["next_cursor"]
    answer = await company.client.get(f"/api/v1/contacts/{customer}/statement", params={"cursor": other})
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (422, "cursor_invalid")
