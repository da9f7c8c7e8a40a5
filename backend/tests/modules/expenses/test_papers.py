"""The paper behind an expense that was typed: added before or after approval, and never booked a second time."""

from sqlalchemy import func, select

from app.modules.ledger.models import Entry
from tests.conftest import Company
from tests.factories import documents
from tests.modules.expenses.conftest import PATH, act, approved, make, refusal, submitted


async def add(company: Company, expense: dict, document, **headers: str):
    return await company.client.post(
        f"{PATH}/{expense['id']}/paper", json={"document_id": str(document)}, headers=headers
    )


async def entries(company: Company) -> int:
    async with company.begin() as work:
        return await work.session.scalar(select(func.count()).select_from(Entry))


async def document_of(company: Company, document) -> dict:
    return (await company.client.get(f"/api/v1/documents/{document}")).json()["data"]


async def test_an_approved_expense_takes_a_paper_and_nothing_is_booked_again(company: Company):
    expense, paper = await approved(company), await documents.to_review(company)
    assert "add_paper" in expense["actions"]
    before = await entries(company)
    told = (await add(company, expense, paper)).json()["data"]
    assert (told["document_id"], told["status"]) == (str(paper), "approved")
    assert "add_paper" not in told["actions"]
    assert await entries(company) == before
    document = await document_of(company, paper)
    assert (document["status"], document["entry_id"]) == ("approved", expense["entry_id"])


async def test_the_same_paper_again_changes_nothing_and_another_is_refused(company: Company):
    expense, paper = await approved(company), await documents.to_review(company)
    first = (await add(company, expense, paper)).json()["data"]
    again = await add(company, expense, paper)
    assert (again.status_code, again.json()["data"]["version"]) == (200, first["version"])
    other = await documents.to_review(company, invoice_number="2026-0102")
    assert refusal(await add(company, expense, other)) == (409, "expense_has_paper")
    assert (await document_of(company, other))["status"] == "to_review"


async def test_a_document_that_is_booked_already_is_no_expenses_paper(company: Company):
    booked = await documents.approved(company)
    expense = await approved(company)
    assert refusal(await add(company, expense, booked["id"])) == (409, "document_not_reviewable")


async def test_one_paper_is_not_of_two_expenses(company: Company):
    paper = await documents.to_review(company)
    assert (await add(company, await make(company), paper)).status_code == 200
    assert refusal(await add(company, await make(company), paper)) == (409, "receipt_taken")


async def test_a_draft_takes_its_paper_along_when_it_is_approved(company: Company):
    expense, paper = await submitted(company), await documents.to_review(company)
    told = (await add(company, expense, paper)).json()["data"]
    assert (await document_of(company, paper))["status"] == "to_review"
    done = (await act(company, told, "approve")).json()["data"]
    document = await document_of(company, paper)
    assert (document["status"], document["entry_id"]) == ("approved", done["entry_id"])


async def test_the_paper_waits_again_when_the_entry_is_reversed(company: Company):
    expense, paper = await approved(company), await documents.to_review(company)
    await add(company, expense, paper)
    path = f"/api/v1/ledger/entries/{expense['entry_id']}/reverse"
    assert (await company.client.post(path, json={"reason": "wrong"})).status_code == 201
    assert (await document_of(company, paper))["status"] == "to_review"


async def test_only_the_spender_or_an_approver_adds_it_and_a_stale_version_is_refused(
    company: Company, member: Company
):
    expense, paper = await approved(company), await documents.to_review(company)
    assert refusal(await add(member, expense, paper)) == (403, "expense_of_somebody_else")
    assert refusal(await add(company, expense, paper, **{"If-Match": '"99"'})) == (412, "changed_meanwhile")
