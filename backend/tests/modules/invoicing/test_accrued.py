"""A supplier's invoice that comes after its year: what was accrued for it bears it, and its VAT is that of the cost."""

from typing import Any

from app.modules.invoicing import lines
from tests.conftest import Company
from tests.factories import documents
from tests.factories.booking import approve, booking, entry, refusal, sides
from tests.factories.documents import path
from tests.factories.invoicing import BASE, act, bookings, contact, draft, issued, line, read, refused

BOUGHT = {"direction": "purchase", "number": "2025-118", "issued_on": "2025-12-20"}
CAR = {"unit_price": "1000.00", "account_code": "444", "cost_account": "616"}


async def test_an_invoice_is_booked_against_what_was_accrued_for_it(company: Company):
    supplier = await contact(company, is_supplier=True)
    made = await issued(company, line(account_code="492", cost_account="604"), contact_id=supplier, **BOUGHT)
    assert await bookings(company, made["entry_id"]) == ["492 100.00 D +81", "411 21.00 D +59", "440 121.00 C"]
    assert await usual_cost(company, supplier) == "604", "an accrual is of one invoice, its cost is the supplier's"
    following = await draft(company, line(account_code=None), contact_id=supplier, direction="purchase")
    assert following["lines"][0]["account_code"] == "604"


async def test_half_of_the_vat_on_a_car_that_was_accrued_is_deducted(company: Company):
    made = await issued(company, line(**CAR), **BOUGHT)
    assert await bookings(company, made["entry_id"]) == [
        "444 1000.00 D +82",
        "616 105.00 D +82",
        "411 105.00 D +59",
        "440 1210.00 C",
    ]
    [kept] = made["lines"]
    assert (kept["cost_account"], kept["deductible_percent"]) == ("616", "50.00")


async def test_a_credit_note_of_it_is_its_mirror_image_and_follows_its_lines(company: Company):
    made = await issued(company, line(**CAR), **BOUGHT)
    note = await act(company, made, "credit")
    answer = await company.client.patch(f"{BASE}/{note['id']}", json={"number": "C1", "issued_on": "2026-01-10"})
    assert answer.status_code == 200, answer.text
    booked = await act(company, note, "issue")
    assert await bookings(company, booked["entry_id"]) == [
        "444 1000.00 C -82 +85",
        "616 105.00 C -82 +85",
        "451 105.00 C +63",
        "440 1210.00 D",
    ]


async def test_what_was_booked_before_anybody_asked_is_credited_as_it_was(company: Company, monkeypatch):
    with monkeypatch.context() as before:
        before.setattr(lines, "check_accrued_cost", lambda *_, **__: None)
        made = await issued(company, line(unit_price="1000.00", account_code="444"), **BOUGHT)
    note = await act(company, made, "credit")
    await company.client.patch(f"{BASE}/{note['id']}", json={"number": "C1", "issued_on": "2026-01-10"})
    booked = await act(company, note, "issue")
    assert await bookings(company, booked["entry_id"]) == [
        "444 1000.00 C -82 +85",
        "451 210.00 C +63",
        "440 1210.00 D",
    ]


async def test_the_suppliers_usual_cost_is_proposed_and_nothing_else(company: Company):
    supplier = await contact(company, is_supplier=True, cost_account="6142")
    made = await draft(company, line(account_code="444"), contact_id=supplier, **BOUGHT)
    assert facts(made) == ("444", "6142", "0.00", ["account_code"])
    other = await contact(company, is_supplier=True)
    moved = await company.client.patch(f"{BASE}/{made['id']}", json={"contact_id": other})
    assert facts(moved.json()["data"]) == ("444", None, "100.00", ["account_code"]), "nobody knows of what it was"


async def test_a_draft_that_does_not_say_which_cost_it_was_tells_so_and_waits(company: Company):
    supplier = await contact(company, is_supplier=True)
    asked = {"direction": "purchase", "contact_id": supplier, "lines": [line(account_code="444")]}
    told = (await company.client.post(f"{BASE}/totals", json=asked)).json()["data"]
    assert [(each["code"], each["field"]) for each in told["problems"]] == [
        ("accrued_cost_missing", "lines.0.cost_account")
    ]
    made = await draft(company, line(account_code="444"), contact_id=supplier, **BOUGHT)
    found = await refused(company, made, "issue")
    assert (found["status"], found["code"], found["field"]) == (422, "accrued_cost_missing", "lines.0.cost_account")
    said = {"lines": [line(account_code="444", cost_account="613")]}
    assert (await company.client.patch(f"{BASE}/{made['id']}", json=said)).status_code == 200
    assert (await act(company, made, "issue"))["status"] != "draft"


async def test_a_draft_that_waits_for_its_cost_waits_on_when_its_suppliers_usual_one_is_known(company: Company):
    supplier = await contact(company, is_supplier=True)
    made = await draft(company, line(account_code="444"), contact_id=supplier, **BOUGHT)
    known = await company.client.patch(f"/api/v1/contacts/{supplier}", json={"cost_account": "616"})
    assert known.status_code == 200
    found = await refused(company, made, "issue")
    assert (found["code"], found["field"]) == ("accrued_cost_missing", "lines.0.cost_account")


async def test_an_accrued_cost_is_a_cost_and_is_told_of_an_accrual_alone(company: Company):
    supplier = await contact(company, is_supplier=True)
    for wrong, code in (
        (line(account_code="604", cost_account="616"), "accrued_cost_refused"),
        (line(account_code="444", cost_account="700"), "accrued_cost_refused"),
        (line(account_code="444", cost_account="492"), "accrued_cost_refused"),
        (line(account_code="444", cost_account="490"), "accrued_cost_refused"),
        (line(account_code="444", cost_account="699999"), "account_unknown"),
    ):
        asked = {"direction": "purchase", "contact_id": supplier, "lines": [wrong]}
        answer = await company.client.post(BASE, json=asked)
        assert answer.status_code == 422
        [found] = answer.json()["errors"]
        assert (found["code"], found["field"]) == (code, "lines.0.cost_account")
    sale = {"contact_id": supplier, "lines": [line(account_code="700", cost_account="616")]}
    assert (await company.client.post(BASE, json=sale)).json()["errors"][0]["code"] == "accrued_cost_refused"


async def test_a_copy_and_what_recurs_keep_which_cost_it_was(company: Company):
    made = await issued(company, line(**CAR), **BOUGHT)
    copied = (await company.client.post(f"{BASE}/{made['id']}/copy")).json()["data"]
    assert facts(copied)[:3] == ("444", "616", "50.00")
    content = {"direction": "purchase", "contact_id": made["contact_id"], "lines": [line(**CAR)]}
    asked = {"name": "Lease", "every": "month", "starts_on": "2027-01-01", "content": content}
    recurring = await company.client.post("/api/v1/recurring-invoices", json=asked)
    assert recurring.status_code == 201, recurring.text
    ran = await company.client.post(f"/api/v1/recurring-invoices/{recurring.json()['data']['id']}/run")
    assert facts(await read(company, ran.json()["data"]))[:3] == ("444", "616", "50.00")


async def test_what_was_accrued_is_not_what_we_owe_the_supplier(company: Company):
    supplier = await contact(company, is_supplier=True)
    await issued(company, line(account_code="444", cost_account="604"), contact_id=supplier, **BOUGHT)
    found = (await company.client.get(f"/api/v1/contacts/{supplier}/statement")).json()
    assert [(each["debit"], each["credit"]) for each in found["data"]["lines"]] == [("0.00", "121.00")]


async def test_a_paper_is_booked_against_its_accrual_by_the_cost_it_was(company: Company):
    document = await documents.to_review(company)
    told = await booking(company, document, account_code="444")
    assert (told["cost_account"], [(each["code"], each["field"]) for each in told["problems"]]) == (
        None,
        [("accrued_cost_missing", "cost_account")],
    )
    assert refusal(await approve(company, document, account_code="444")) == (422, "accrued_cost_missing")
    revised = await company.client.patch(
        path(document, "/fields"), json={"account_code": "444", "cost_account": "6142"}
    )
    assert revised.status_code == 200, revised.text
    postings = ["444 100.00 D", "6142 21.00 D", "440 121.00 C"]
    before = await booking(company, document)
    assert (before["cost_account"], sides(before)) == ("6142", postings)
    approved = await approve(company, document)
    assert sides(await entry(company, approved)) == postings
    made = await read(company, {"id": approved.json()["data"]["invoice_id"]})
    assert facts(made)[:3] == ("444", "6142", "0.00")
    assert await usual_cost(company, made["contact_id"]) == "6142"


async def test_a_paper_partly_accrued_says_of_what_and_an_account_that_is_no_cost_is_refused(company: Company):
    rows = [
        {"rate": "21", "base": "100.00", "amount": "21.00", "account_code": "604"},
        {"rate": "12", "base": "50.00", "amount": "6.00", "account_code": "444"},
    ]
    document = await documents.to_review(
        company, vat_breakdown=rows, net_amount="150.00", vat_amount="27.00", total_amount="177.00"
    )
    wrong = await company.client.patch(path(document, "/fields"), json={"cost_account": "444"})
    assert [(each["code"], each["field"]) for each in wrong.json()["errors"]] == [
        ("accrued_cost_refused", "cost_account")
    ]
    told = await booking(company, document, cost_account="6142")
    assert sides(told) == ["604 100.00 D", "411 21.00 D", "444 50.00 D", "6142 6.00 D", "440 177.00 C"]
    unknown = await booking(company, document, cost_account="6199999")
    assert [(each["code"], each["field"]) for each in unknown["problems"]] == [("account_unknown", "cost_account")]


def facts(invoice: dict[str, Any]) -> tuple[Any, ...]:
    [one] = invoice["lines"]
    return one["account_code"], one["cost_account"], one["deductible_percent"], one["chosen"]


async def usual_cost(company: Company, supplier: str) -> str | None:
    found: str | None = (await company.client.get(f"/api/v1/contacts/{supplier}")).json()["data"]["cost_account"]
    return found
