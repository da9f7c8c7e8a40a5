"""What issuing keeps to: days that have come, accounts that were chosen, VAT as the books have it."""

from uuid import UUID

import pytest
from sqlalchemy import event, text

from app.modules.invoicing import (
    printing,
    queries,
    tasks,  # noqa: F401  (the worker loads them)
    totalling,
)
from app.modules.invoicing.schemas.drafting import TotalsAsked
from tests.conftest import Company
from tests.factories.invoicing import BASE, act, bookings, contact, day, draft, issued, line, refused


@pytest.mark.parametrize("kind", ["invoice", "credit_note", "quote"])
async def test_nothing_is_issued_on_a_day_that_is_still_to_come(company: Company, kind):
    made = await draft(company, kind=kind, issued_on=await day(company, 1))
    problem = await refused(company, made, "issue")
    assert (problem["status"], problem["code"], problem["field"]) == (422, "issued_in_the_future", "issued_on")
    assert await day(company, 0) in problem["detail"]
    assert (await issued(company, kind=kind, issued_on=await day(company, 0)))["number"].endswith("-00001")


async def test_a_supplier_may_date_ahead_but_not_beyond_a_year(company: Company):
    asked = {"direction": "purchase", "contact_id": await contact(company)}
    far = await draft(company, number="1", issued_on=await day(company, 367), **asked)
    assert (await refused(company, far, "issue"))["code"] == "issued_in_the_future"
    assert (await issued(company, number="2", issued_on=await day(company, 9), **asked))["status"] == "issued"


async def test_a_recurring_invoice_that_is_made_ahead_is_of_today_and_supplied_on_its_day(company: Company):
    content = {"contact_id": await contact(company), "lines": [line()]}
    asked = {"name": "Rent", "every": "month", "starts_on": await day(company, 5), "content": content}
    made = await company.client.post("/api/v1/recurring-invoices", json=asked | {"issues_by_itself": True})
    assert made.status_code == 201, made.text
    path = f"/api/v1/recurring-invoices/{made.json()['data']['id']}"
    ahead = (await company.client.post(f"{path}/run")).json()["data"]
    assert (ahead["status"], ahead["issued_on"]) == ("issued", await day(company, 0))
    assert ahead["supplied_on"] == asked["starts_on"]
    assert (await company.client.get(path)).json()["data"]["next_on"] > asked["starts_on"]
    drafts = (await company.client.post("/api/v1/recurring-invoices", json=asked)).json()["data"]
    answer = await company.client.post(f"/api/v1/recurring-invoices/{drafts['id']}/run")
    assert (answer.status_code, answer.json()["data"]["status"]) == (201, "draft"), answer.text
    assert (answer.json()["data"]["issued_on"], answer.json()["data"]["supplied_on"]) == (asked["starts_on"], None)


async def test_a_recurring_invoice_that_comes_late_has_the_day_of_the_last_invoice(company: Company):
    customer = await contact(company)
    await issued(company, contact_id=customer, issued_on="2026-03-10")
    content = {"contact_id": customer, "lines": [line()]}
    asked = {"name": "Rent", "every": "month", "starts_on": "2026-03-01", "content": content, "issues_by_itself": True}
    made = (await company.client.post("/api/v1/recurring-invoices", json=asked)).json()["data"]
    runs = [await company.client.post(f"/api/v1/recurring-invoices/{made['id']}/run") for _ in range(2)]
    made = [each.json()["data"] for each in runs]
    assert [(each["number"], each["issued_on"], each["supplied_on"]) for each in made] == [
        ("F2026-00002", "2026-03-10", "2026-03-01"),
        ("F2026-00003", "2026-04-01", None),
    ]


async def test_what_is_in_the_way_of_a_recurring_invoice_is_told_once(company: Company, runs_jobs):
    customer = await contact(company)
    content = {"contact_id": customer, "lines": [line()]}
    asked = {"name": "Rent", "every": "month", "starts_on": "2026-11-01", "content": content, "issues_by_itself": True}
    made = (await company.client.post("/api/v1/recurring-invoices", json=asked)).json()["data"]

    async def night(on: str) -> tuple[str | None, list[str]]:
        """What is in the way then, and all that was told of it so far."""
        async with company.begin() as work:
            await work.enqueue("invoices.recur", night=on)
        await runs_jobs(company)
        shown = (await company.client.get(f"/api/v1/recurring-invoices/{made['id']}")).json()["data"]
        events = (await company.client.get("/api/v1/audit/events?name=recurring_invoice.stuck")).json()["data"]
        return shown["problem"] and shown["problem"]["code"], [each["payload"]["new"]["code"] for each in events]

    await company.client.patch(f"/api/v1/contacts/{customer}", json={"archived": True})
    assert await night("2026-11-02") == ("invoice_contact_unknown", ["invoice_contact_unknown"])
    assert await night("2026-11-03") == ("invoice_contact_unknown", ["invoice_contact_unknown"])
    await company.client.patch(f"/api/v1/contacts/{customer}", json={"archived": False})
    lock = await company.client.patch("/api/v1/ledger/journals/sales", json={"locked_until": "2026-11-10"})
    assert lock.status_code == 200
    assert await night("2026-11-04") == ("period_locked", ["period_locked", "invoice_contact_unknown"])
    await company.client.patch("/api/v1/ledger/journals/sales", json={"locked_until": None})
    assert await night("2026-11-05") == (None, ["period_locked", "invoice_contact_unknown"])


async def questions(company: Company, lines: list[dict[str, str]]) -> int:
    """How many it takes to add these lines up."""
    counted: list[str] = []
    async with company.begin() as work:
        connection = await work.session.connection()
        event.listen(connection.sync_connection, "before_cursor_execute", lambda *told: counted.append(told[2]))
        told = await totalling.totals(work, TotalsAsked(lines=lines))
    assert not [each for each in told.problems if (each.field or "").startswith("lines")]
    return len(counted)


async def test_however_many_accounts_the_lines_name_they_are_looked_up_at_once(company: Company):
    async with company.begin() as work:
        accounts = (
            "insert into accounting.accounts (id, code, names, type) select gen_random_uuid(), '70' || (100 + n),"
            " '{\"en\": \"Sales\"}', 'income' from generate_series(1, 30) n"
        )
        await work.session.execute(text(accounts))
    named = [line(account_code=f"70{101 + each}") for each in range(30)]
    assert await questions(company, named) == await questions(company, named[:1])


async def test_a_difference_is_not_written_off_on_a_day_that_is_still_to_come(company: Company):
    made = await issued(company)
    await act(company, made, "pay", amount="120.99")
    answer = await company.client.post(f"{BASE}/{made['id']}/write-off", json={"on": await day(company, 1)})
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "on")
    assert (await act(company, made, "write-off", on=await day(company, 0)))["open_amount"] == "0.00"


async def test_a_purchase_leaves_the_account_that_was_chosen_for_its_supplier(company: Company):
    chosen = await contact(company, cost_account="613")
    asked = {"direction": "purchase", "issued_on": "2026-11-02"}
    await issued(company, line(account_code="604"), contact_id=chosen, number="1", **asked)
    other = await contact(company)
    for number, account in (("1", "612"), ("2", "604")):
        await issued(company, line(account_code=account), contact_id=other, number=number, **asked)
    read = [(await company.client.get(f"/api/v1/contacts/{each}")).json()["data"] for each in (chosen, other)]
    assert [each["cost_account"] for each in read] == ["613", "612"]


async def test_vat_in_euros_on_paper_is_what_the_books_have(company: Company):
    """10.50 at 0.9 is 9.45; per rate 5.25 and 5.25 are 4.725 each, in the books 4.73."""
    two = [line(unit_price="25.00", vat_rate="21"), line(unit_price="43.75", vat_rate="12")]
    made = await issued(company, *two, currency="USD", exchange_rate="0.9", language="en")
    async with company.begin() as work:
        invoice = await queries.invoice(work, UUID(made["id"]))
        told = (await printing.contents(work, invoice))["vat_in_books"]
    vat = [each for each in await bookings(company, made["entry_id"]) if each.startswith("451")]
    assert (told, vat) == ("9.46 EUR", ["451 9.46 C +54"])
