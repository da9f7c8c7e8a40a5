"""How a contact stands with us, however much there is."""

from typing import Any

from tests.conftest import Company
from tests.factories.invoicing import act, contact, issued, line


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
