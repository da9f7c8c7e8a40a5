"""Many at once are decided one by one: what stands in the way of one is told of it alone."""

from tests.conftest import Company
from tests.modules.expenses.conftest import PATH, approved, make, postings, submitted
from tests.modules.expenses.test_deciding import shown


async def many(company: Company, action: str, *items: dict, **headers: str) -> dict:
    answer = await company.client.post(f"{PATH}/bulk/{action}", json={"items": list(items)}, headers=headers)
    assert answer.status_code == 200, answer.text
    return answer.json()["data"]


def one(expense: dict, **more) -> dict:
    return {"id": expense["id"], "version": expense["version"]} | more


def told(result: dict) -> list[tuple[str, list[str]]]:
    return [(each["status"], [error["code"] for error in each["errors"]]) for each in result["results"]]


async def test_those_that_can_be_are_approved_and_the_others_say_why_not(company: Company, accountant: Company):
    """An accountant decides on a colleague's, not on their own, nor on a draft, nor on what changed meanwhile."""
    wanted = [await submitted(company), await submitted(accountant), await make(company), await submitted(company)]
    items = [one(each) for each in wanted[:3]] + [one(wanted[3], version=1)]
    result = await many(accountant, "approve", *items)
    assert (result["done"], result["failed"]) == (1, 3)
    assert told(result) == [
        ("done", []),
        ("failed", ["own_expense"]),
        ("failed", ["expense_not_submitted"]),
        ("failed", ["changed_meanwhile"]),
    ]
    assert [(await shown(company, each))["status"] for each in wanted] == [
        "approved",
        "submitted",
        "draft",
        "submitted",
    ]


async def test_many_are_paid_back_from_one_account_on_one_day_each_with_its_entry(company: Company):
    lunch, phone = await approved(company), await approved(company, category="phone", total_amount="20.00")
    card = await approved(company, paid_with="company_card")
    paid = {"account_code": "570", "on": "2026-11-15"}
    result = await many(company, "reimburse", *(one(each, **paid) for each in (lunch, card, phone)))
    assert told(result) == [("done", []), ("failed", ["expense_not_reimbursable"]), ("done", [])]
    now = [await shown(company, each) for each in (lunch, phone)]
    assert [each["status"] for each in now] == ["reimbursed", "reimbursed"]
    assert await postings(company, now[0]["reimbursement_entry_id"]) == ["489 56.00 D", "570 56.00 C"]
    assert await postings(company, now[1]["reimbursement_entry_id"]) == ["489 20.00 D", "570 20.00 C"]


async def test_many_that_are_sent_twice_are_approved_once(company: Company):
    """With the same key the first answer comes again; without one, each says that it was decided."""
    expense = await submitted(company)
    key = {"idempotency-key": "decide-once"}
    first, again = [await many(company, "approve", one(expense), **key) for _ in range(2)]
    assert first == again
    later = await many(company, "approve", {"id": expense["id"]})
    assert told(later) == [("failed", ["expense_not_submitted"])]


async def test_an_approver_may_say_later_who_spent_it_and_nobody_else(
    company: Company, accountant: Company, member: Company
):
    expense = await make(accountant)
    url, theirs = f"{PATH}/{expense['id']}", {"spender_id": str(member.user_id)}
    handed = await accountant.client.patch(url, json=theirs)
    assert (handed.status_code, handed.json()["data"]["spender_id"]) == (200, str(member.user_id))
    own = await make(member)
    refused = await member.client.patch(f"{PATH}/{own['id']}", json={"spender_id": str(company.user_id)})
    assert (refused.status_code, refused.json()["errors"][0]["code"]) == (403, "expense_of_somebody_else")
    kept = await member.client.patch(f"{PATH}/{own['id']}", json=theirs | {"description": "Mine"})
    assert kept.status_code == 200
    unknown = await company.client.patch(url, json={"spender_id": "01900000-0000-7000-8000-000000000000"})
    assert (unknown.status_code, unknown.json()["errors"][0]["code"]) == (422, "spender_unknown")
