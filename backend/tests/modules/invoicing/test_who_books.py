"""Who brings what into the books: a member issues sales, and what was bought is booked by who may approve it."""

import pytest

from tests.conftest import Company, new_client
from tests.factories.invoicing import BASE, act, contact, draft, issued, line, read, refused
from tests.factories.people import colleague
from tests.modules.identity.people import confirm_address

COST = line(unit_price="5000.00", account_code="613", vat_rate="21")
REFUSED = (403, "permission_missing", "direction")


async def bought(company: Company, number: str, **more: str) -> dict:
    return {
        "direction": "purchase", "contact_id": await contact(company), "number": number, "issued_on": "2026-11-02",
    } | more  # fmt: skip


def said(answer) -> tuple[int, str, str]:
    error = answer.json()["errors"][0]
    return answer.status_code, error["code"], error["field"]


@pytest.mark.parametrize("kind", ["invoice", "credit_note", "receipt"])
async def test_a_member_drafts_what_was_bought_and_does_not_book_it(company: Company, kind: str):
    member = await colleague(company, "member")
    asked = {"lines": [COST]} | await bought(company, "2026-77", kind=kind)
    assert said(await member.client.post(f"{BASE}/issued", json=asked)) == REFUSED
    kept = await draft(member, COST, **await bought(company, "2026-78", kind=kind))
    problem = await refused(member, kept, "issue")
    assert (problem["status"], problem["code"], problem["field"]) == REFUSED
    assert (await read(company, kept))["status"] == "draft"
    accountant = await colleague(company, "accountant")
    assert (await act(accountant, kept, "issue"))["total_in_books"] == "6050.00"


async def test_among_many_a_member_issues_the_sales_and_is_told_of_the_purchases(company: Company):
    member = await colleague(company, "member")
    sold = await draft(member, contact_id=await contact(company))
    cost = await draft(member, COST, **await bought(company, "2026-79"))
    items = [{"id": each["id"]} for each in (cost, sold)]
    done = (await member.client.post(f"{BASE}/bulk/issue", json={"items": items})).json()["data"]
    assert [each["status"] for each in done["results"]] == ["failed", "done"]
    assert done["results"][0]["errors"][0]["code"] == "permission_missing"


async def test_a_members_credit_note_of_a_purchase_and_a_purchase_that_comes_back_are_drafts(company: Company):
    member = await colleague(company, "member")
    cost = await issued(company, COST, **await bought(company, "2026-80"))
    note = await act(member, cost, "credit")
    assert note["status"] == "draft"
    number = await member.client.patch(f"{BASE}/{note['id']}", json={"number": "C-80", "issued_on": "2026-11-03"})
    assert number.status_code == 200, number.text
    assert (await refused(member, note, "issue"))["code"] == "permission_missing"
    content = {"direction": "purchase", "contact_id": cost["contact_id"], "lines": [COST]}
    asked = {"name": "Rent", "every": "month", "starts_on": "2026-11-15", "content": content}
    made = (await member.client.post("/api/v1/recurring-invoices", json=asked)).json()["data"]
    ran = await member.client.post(f"/api/v1/recurring-invoices/{made['id']}/run")
    assert (ran.status_code, ran.json()["data"]["status"]) == (201, "draft")


async def test_a_program_books_what_was_bought_with_the_scope_for_it(company: Company):
    await confirm_address(company)
    asked = {"lines": [COST]} | await bought(company, "2026-81")
    for scopes, expected in ((["invoices:issue"], 403), (["invoices:issue", "documents:approve"], 201)):
        key = await company.client.post("/api/v1/api-keys", json={"name": "Shop", "scopes": scopes})
        async with new_client() as client:
            bearing = {"authorization": f"Bearer {key.json()['data']['key']}"}
            answer = await client.post(f"{BASE}/issued", json=asked, headers=bearing)
        assert answer.status_code == expected, answer.text
