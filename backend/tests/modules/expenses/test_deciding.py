"""Approving posts once, paying back posts once, and a reversal brings back."""

import asyncio
from datetime import date, timedelta

import pytest
from sqlalchemy import text

from tests.conftest import Company
from tests.factories import documents
from tests.factories.books import stands
from tests.modules.expenses.conftest import PATH, act, approved, make, postings, refusal, submitted


async def reverse(company: Company, entry_id: str):
    return await company.client.post(f"/api/v1/ledger/entries/{entry_id}/reverse", json={"reason": "wrong"})


async def shown(company: Company, expense: dict) -> dict:
    return (await company.client.get(f"{PATH}/{expense['id']}")).json()["data"]


@pytest.mark.parametrize(
    ("asked", "lines"),
    [
        ({}, ["6142 56.00 D", "489 56.00 C"]),
        ({"paid_with": "cash"}, ["6142 56.00 D", "570 56.00 C"]),
        (
            {"category": "fuel", "total_amount": "121.00", "vat_rate": "21", "paid_with": "company_card"},
            ["616 110.50 D", "411 10.50 D", "58 121.00 C"],
        ),
        (
            {
                "category": "phone",
                "total_amount": "121.00",
                "vat_rate": "21",
                "private_percent": "40",
                "paid_with": "cash",
            },
            ["612 60.00 D", "411 12.60 D", "416 48.40 D", "570 121.00 C"],
        ),
    ],
)
async def test_an_approved_expense_is_in_the_books_on_the_day_it_was_spent(company: Company, asked, lines):
    told = await approved(company, **asked)
    assert await postings(company, told["entry_id"]) == lines
    entry = (await company.client.get(f"/api/v1/ledger/entries/{told['entry_id']}")).json()["data"]
    assert (entry["booked_on"], entry["source"]) == ("2026-11-12", {"type": "expense", "id": told["id"]})


async def test_what_waits_to_be_paid_back_comes_to_what_the_dashboard_says(company: Company):
    for paid_with in ("own_money", "company_card"):
        asked = {"category": "phone", "total_amount": "129.00", "vat_rate": "21", "private_percent": "40"}
        await approved(company, **asked, paid_with=paid_with)
    of_list = {"status": "approved", "paid_with": "own_money"}
    [told] = (await company.client.get(f"{PATH}/sums", params=of_list)).json()["data"]
    assert (told["count"], told["total_amount"], told["owed_amount"]) == (1, "129.00", "77.40")
    [whole] = (await company.client.get(f"{PATH}/sums")).json()["data"]
    assert (whole["total_amount"], whole["owed_amount"]) == ("258.00", "77.40")
    waits = (await company.client.get("/api/v1/insights/dashboard")).json()["data"]["needs_you"]
    assert [each["amount"] for each in waits if each["kind"] == "expenses_to_reimburse"] == ["77.40"]


async def test_the_return_counts_what_was_deducted(company: Company):
    await approved(company, category="fuel", total_amount="121.00", vat_rate="21")
    found = (await company.client.get("/api/v1/vat/returns/2026-Q4")).json()["data"]
    assert {each["grid"]: each["amount"] for each in found["grids"]} == {"82": "110.50", "59": "10.50", "72": "10.50"}


async def test_a_small_enterprise_deducts_no_vat(company: Company):
    await stands(company, "small_enterprise")
    told = await approved(company, category="fuel", total_amount="121.00", vat_rate="21")
    assert await postings(company, told["entry_id"]) == ["616 121.00 D", "489 121.00 C"]


async def test_nobody_approves_their_own_but_an_owner(company: Company, accountant: Company, member: Company):
    own = await submitted(accountant)
    assert own["actions"] == ["reject", "add_paper"]
    assert refusal(await act(accountant, own, "approve")) == (403, "own_expense")
    assert refusal(await act(member, own, "approve")) == (403, "permission_missing")
    assert (await act(company, own, "approve")).status_code == 200
    assert (await act(accountant, await submitted(member), "approve")).status_code == 200
    assert (await act(company, await submitted(company), "approve")).status_code == 200


async def test_nobody_approves_what_they_made_in_a_colleagues_name_but_an_owner(
    company: Company, accountant: Company, member: Company
):
    claimed = await submitted(accountant, spender_id=str(member.user_id))
    assert claimed["actions"] == ["reject", "add_paper"]
    assert refusal(await act(accountant, claimed, "approve")) == (403, "own_expense")
    own = await make(accountant)
    await accountant.client.patch(f"{PATH}/{own['id']}", json={"spender_id": str(member.user_id)})
    await act(accountant, own, "submit")
    assert refusal(await act(accountant, own, "approve")) == (403, "own_expense"), "handed over later"
    for expense in (claimed, own):
        assert (await act(company, expense, "approve")).status_code == 200
    for_accountant = await submitted(company, spender_id=str(accountant.user_id))
    assert (await act(company, for_accountant, "approve")).status_code == 200


async def test_a_rejected_expense_says_why_and_may_be_mended(company: Company, member: Company):
    told = await submitted(member)
    rejected = (await act(company, told, "reject", reason="The receipt is missing.")).json()["data"]
    assert (rejected["status"], rejected["reason"], rejected["decided_by"]) == (
        "rejected",
        "The receipt is missing.",
        "An Peeters",
    )
    mended = await member.client.patch(f"{PATH}/{told['id']}", json={"description": "With receipt"})
    assert (mended.json()["data"]["status"], mended.json()["data"]["reason"]) == ("draft", None)


async def test_only_what_waits_is_decided(company: Company):
    draft, done = await make(company), await approved(company)
    for expense in (draft, done):
        assert refusal(await act(company, expense, "approve")) == (409, "expense_not_submitted")
        assert refusal(await act(company, expense, "reject", reason="no")) == (409, "expense_not_submitted")


async def test_approving_ten_times_at_once_posts_once(company: Company):
    told = await submitted(company)
    answers = await asyncio.gather(*(act(company, told, "approve") for _ in range(10)))
    assert sorted(each.status_code for each in answers) == [200] + [409] * 9
    entries = (await company.client.get("/api/v1/ledger/entries")).json()["data"]
    assert len(entries) == 1


async def test_own_money_is_paid_back_once(company: Company):
    told = await approved(company)
    assert refusal(await act(company, told, "reimburse", on="2200-11-22")) == (422, "reimbursed_in_the_future")
    early = await act(company, told, "reimburse", on=str(date.fromisoformat(told["spent_on"]) - timedelta(days=1)))
    assert refusal(early) == (422, "reimbursed_before_spent")
    assert early.json()["errors"][0]["field"] == "on"
    paid = (await act(company, told, "reimburse")).json()["data"]
    assert (paid["status"], await postings(company, paid["reimbursement_entry_id"])) == (
        "reimbursed",
        ["489 56.00 D", "550 56.00 C"],
    )
    assert refusal(await act(company, told, "reimburse")) == (409, "expense_not_reimbursable")


async def test_what_the_company_paid_is_not_paid_back(company: Company):
    told = await approved(company, paid_with="company_card")
    assert refusal(await act(company, told, "reimburse")) == (409, "expense_not_reimbursable")


@pytest.mark.parametrize(
    ("account", "refused"), [("604", (422, "payer_account_refused")), ("5509", (422, "account_unknown"))]
)
async def test_it_is_paid_back_from_a_bank_or_the_till(company: Company, account, refused):
    told = await approved(company)
    assert refusal(await act(company, told, "reimburse", account_code=account)) == refused
    assert (await act(company, told, "reimburse", account_code="570", on="2026-11-20")).status_code == 200


async def test_a_reversal_brings_an_approved_expense_back_to_be_decided(company: Company):
    told = await approved(company)
    assert (await reverse(company, told["entry_id"])).status_code == 201
    back = await shown(company, told)
    assert (back["status"], back["entry_id"], back["decided_by"]) == ("submitted", None, None)
    again = (await act(company, told, "approve")).json()["data"]
    assert again["entry_id"] != told["entry_id"]


async def test_a_reversal_of_the_repayment_makes_it_owed_again(company: Company):
    told = await approved(company)
    paid = (await act(company, told, "reimburse")).json()["data"]
    assert (await reverse(company, paid["reimbursement_entry_id"])).status_code == 201
    assert (await shown(company, told))["status"] == "approved"
    assert (await act(company, told, "reimburse")).status_code == 200


async def test_the_cost_of_what_was_paid_back_is_not_reversed_first(company: Company):
    told = await approved(company)
    await act(company, told, "reimburse")
    assert refusal(await reverse(company, told["entry_id"])) == (409, "later_step_first")
    assert (await shown(company, told))["status"] == "reimbursed"


async def test_a_locked_period_takes_no_expense(company: Company):
    told = await submitted(company)
    async with company.begin() as work:
        await work.session.execute(
            text("insert into accounting.journal_locks (journal, locked_until) values ('purchases', '2026-11-30')")
        )
    assert refusal(await act(company, told, "approve")) == (409, "period_locked")
    assert (await shown(company, told))["status"] == "submitted"


async def test_approving_deals_with_the_receipt_and_a_reversal_brings_both_back(company: Company):
    document = await documents.to_review(company, kind="receipt", invoice_number=None)
    told = (await company.client.post(f"{PATH}/from-document/{document}", json={})).json()["data"]
    await act(company, told, "submit")
    booked = (await act(company, told, "approve")).json()["data"]
    seen = (await company.client.get(f"/api/v1/documents/{document}")).json()["data"]
    assert (seen["status"], seen["entry_id"]) == ("approved", booked["entry_id"])
    await reverse(company, booked["entry_id"])
    seen = (await company.client.get(f"/api/v1/documents/{document}")).json()["data"]
    assert (seen["status"], (await shown(company, told))["status"]) == ("to_review", "submitted")


async def test_a_receipt_that_was_booked_otherwise_meanwhile_stops_the_expense(company: Company):
    document = await documents.to_review(company)
    told = (await company.client.post(f"{PATH}/from-document/{document}", json={})).json()["data"]
    await act(company, told, "submit")
    assert (await company.client.post(f"/api/v1/documents/{document}/approve", json={})).status_code == 200
    assert refusal(await act(company, told, "approve")) == (409, "document_not_reviewable")
    assert (await shown(company, told))["entry_id"] is None
