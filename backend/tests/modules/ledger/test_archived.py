"""An archived account takes no new paper, whoever asks for it; what is given back goes where it was."""

from typing import Any

import pytest

from tests.conftest import Company
from tests.factories import banking, documents
from tests.factories.banking import Row, on_account, reconcile
from tests.factories.invoicing import BASE, act, bookings, contact, draft, issued, line, refused
from tests.modules.banking.test_rules import PHONE, make
from tests.modules.expenses import conftest as expenses

SALE, COST = "700", "613"


async def archive(company: Company, code: str, archived: bool = True) -> None:
    found = (await company.client.get("/api/v1/ledger/accounts", params={"q": code, "archived": True})).json()["data"]
    [account] = [each for each in found if each["code"] == code]
    answer = await company.client.patch(f"/api/v1/ledger/accounts/{account['id']}", json={"archived": archived})
    assert answer.status_code == 200, answer.text


def problems(answer: Any) -> list[tuple[str, str]]:
    assert answer.status_code == 422, answer.text
    return [(each["code"], each["field"]) for each in answer.json()["errors"]]


def purchase(supplier: str) -> dict[str, Any]:
    return {"direction": "purchase", "number": "P1", "issued_on": "2026-11-10", "contact_id": supplier}


@pytest.mark.parametrize("direction", ["sale", "purchase"])
async def test_no_line_of_a_sale_or_purchase(company: Company, direction):
    asked = purchase(await contact(company)) if direction == "purchase" else {"contact_id": await contact(company)}
    code, other = (SALE, "705") if direction == "sale" else (COST, "604")
    waits = await draft(company, line(account_code=other), line(account_code=code), **asked)
    await archive(company, code)
    body = asked | {"lines": [line(account_code=other), line(account_code=code)]}
    answer = await company.client.post(BASE, json=body)
    assert ("account_archived", "lines.1.account_code") in problems(answer)
    problem = await refused(company, waits, "issue")
    assert (problem["code"], problem["field"]) == ("account_archived", "lines.1.account_code")
    body = {"direction": direction, "contact_id": asked["contact_id"], "lines": body["lines"]}
    told = (await company.client.post(f"{BASE}/totals", json=body)).json()["data"]["problems"]
    assert ("account_archived", "lines.1.account_code") in [(each["code"], each["field"]) for each in told]


async def test_no_payment(company: Company):
    made = await issued(company)
    await archive(company, "570")
    answer = await company.client.post(f"{BASE}/{made['id']}/pay", json={"account_code": "570"})
    assert problems(answer) == [("account_archived", "account_code")]
    await archive(company, "550")  # where it goes when nothing is asked
    assert problems(await company.client.post(f"{BASE}/{made['id']}/pay", json={})) == [
        ("account_archived", "account_code")
    ]


async def test_no_document(company: Company):
    waits = await documents.to_review(company)
    await archive(company, COST)
    asked = {"account_code": COST}
    answer = await company.client.post(documents.path(waits, "/approve"), json=asked)
    assert problems(answer) == [("account_archived", "account_code")]
    answer = await company.client.post(documents.path(waits, "/approve"), json={"account_code": "604"})
    assert answer.status_code == 200, answer.text


async def test_no_row_of_a_document(company: Company):
    row = {"rate": "21", "base": "100.00", "amount": "21.00", "account_code": COST}
    waits = await documents.to_review(company, vat_breakdown=[row])
    await archive(company, COST)
    answer = await company.client.post(documents.path(waits, "/approve"), json={"account_code": "604"})
    assert problems(answer) == [("account_archived", "fields.vat_breakdown.0.account_code")]


async def test_no_expense_by_account_or_by_category(company: Company):
    asked = expenses.LUNCH | {"category": "fuel", "vat_rate": "21"}
    waits = await expenses.submitted(company, **asked)
    await archive(company, "616")
    assert problems(await company.client.post(expenses.PATH, json=asked)) == [("account_archived", "category")]
    assert problems(await expenses.act(company, waits, "approve")) == [("account_archived", "category")]
    by_account = expenses.LUNCH | {"account_code": "616"}
    assert problems(await company.client.post(expenses.PATH, json=by_account)) == [("account_archived", "account_code")]


async def test_no_reimbursement(company: Company):
    told = await expenses.approved(company, paid_with="own_money")
    await archive(company, "550")
    assert problems(await expenses.act(company, told, "reimburse")) == [("account_archived", "account_code")]


async def test_no_bank_line_and_no_rule(company: Company, runs_jobs):
    rule = await make(company)
    await banking.account(company)
    [row] = await banking.imported(company, runs_jobs, Row("-12.10", "domiciliering"))
    await archive(company, COST)
    answer = await reconcile(company, row, on_account("612", "-2.10"), on_account(COST))
    assert problems(answer) == [("account_archived", "parts.1.account_code")]
    answer = await company.client.post(f"{banking.BASE}/rules", json=PHONE | {"name": "Again"})
    assert problems(answer) == [("account_archived", "shares.1.account_code")]
    answer = await company.client.patch(f"{banking.BASE}/rules/{rule['id']}", json={"name": "Telephony"})
    assert problems(answer) == [("account_archived", "shares.1.account_code")]


async def test_what_was_booked_is_credited_and_reversed_all_the_same(company: Company):
    made, other = await issued(company), await issued(company)
    spent = await expenses.approved(company, category="fuel", total_amount="121.00", vat_rate="21")
    for code in (SALE, "616"):
        await archive(company, code)
    note = await act(company, made, "credit")
    assert "700 100.00 D +49" in await bookings(company, note["entry_id"])
    free = await draft(company, line(account_code=SALE), kind="credit_note", contact_id=other["contact_id"])
    assert (await act(company, free, "issue"))["status"] == "issued"
    asked = {"reason": "wrong"}
    answer = await company.client.post(f"/api/v1/ledger/entries/{spent['entry_id']}/reverse", json=asked)
    assert answer.status_code == 201, answer.text


async def test_a_suppliers_credit_note_goes_where_its_invoice_was(company: Company):
    back = {"net_amount": "-100.00", "vat_amount": "-21.00", "total_amount": "-121.00", "vat_breakdown": None}
    waits = await documents.to_review(company, kind="credit_note", **back)
    await archive(company, COST)
    answer = await company.client.post(documents.path(waits, "/approve"), json={"account_code": COST})
    assert answer.status_code == 200, answer.text
