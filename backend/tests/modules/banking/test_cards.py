"""What a company card paid is in transit until its bank line is found."""

from typing import Any

import pytest

from tests.conftest import Company
from tests.factories import banking
from tests.factories.banking import Row, reconcile, undo
from tests.factories.invoicing import balances
from tests.modules.banking.test_reconciling import done, entry_of, line_of, refusal


async def test_what_a_company_card_paid_is_found_on_the_statement(company: Company, runs_jobs):
    """Approved it waits on 58; its line takes it off, once, and opens again with the line."""
    expense = await by_card(company)
    await banking.account(company)
    rows = [Row("-56.00", f"VISA {each} BRASSERIE DE KROON", name="Brasserie De Kroon") for each in "AB"]
    early = Row("-56.00", "VISA C", on="2026-11-08")
    line, other, before = await banking.imported(company, runs_jobs, *rows, early)
    [found, *_] = (await company.client.get(f"{banking.BASE}/lines/{line['id']}/candidates")).json()["data"]
    assert [(each["id"], each["amount"], each["name"]) for each in found["items"]] == [
        (expense["id"], "-56.00", "Brasserie De Kroon")
    ]
    part = {"type": "expense", "id": expense["id"]}
    await done(await reconcile(company, before, part))  # a hotel charges the card before the day of its receipt
    await done(await undo(company, before))
    shown = await done(await reconcile(company, line, part))
    assert await entry_of(company, shown) == ["550 56.00 C", "58 56.00 D"]
    assert "58" not in await balances(company)
    where = f"/api/v1/expenses/{expense['id']}"
    told = (await company.client.get(where)).json()["data"]
    assert (told["status"], told["cleared"], told["actions"]) == ("approved", "bank_line", ["add_paper"])
    assert refusal(await company.client.post(f"{where}/unclear")) == (409, "expense_not_cleared_by_hand")
    assert refusal(await reconcile(company, other, part)) == (409, "expense_not_in_transit")
    reverse = f"/api/v1/ledger/entries/{expense['entry_id']}/reverse"
    assert refusal(await company.client.post(reverse, json={"reason": "private"})) == (409, "later_step_first")
    await done(await undo(company, line))
    assert (await company.client.get(where)).json()["data"]["cleared"] is None
    await done(await reconcile(company, other, part))
    await done(await undo(company, other))
    assert (await company.client.post(reverse, json={"reason": "private"})).status_code == 201
    assert await balances(company) == {}


async def test_what_was_booked_by_hand_waits_for_no_line(company: Company, runs_jobs):
    expense = await by_card(company)
    line = await line_of(company, runs_jobs, "-56.00", "VISA BRASSERIE DE KROON")
    where, part = f"/api/v1/expenses/{expense['id']}", {"type": "expense", "id": expense["id"]}
    told = (await company.client.post(f"{where}/clear")).json()["data"]
    assert (told["cleared"], told["actions"]) == ("by_hand", ["unclear", "add_paper"])
    assert refusal(await company.client.post(f"{where}/clear")) == (409, "expense_not_in_transit")
    open_items = f"{banking.BASE}/items"
    assert (await company.client.get(open_items)).json()["data"] == []
    assert refusal(await reconcile(company, line, part)) == (409, "expense_not_in_transit")
    told = (await company.client.post(f"{where}/unclear")).json()["data"]
    assert (told["cleared"], told["actions"]) == (None, ["clear", "add_paper"])
    assert [each["id"] for each in (await company.client.get(open_items)).json()["data"]] == [expense["id"]]
    await done(await reconcile(company, line, part))


@pytest.mark.parametrize(
    ("before", "sure"),
    [
        ({"spent_on": "2026-10-09", "merchant": "BRASSERIE DE KROON"}, 0),
        ({"spent_on": "2026-10-09", "merchant": "De Gouden Leeuw"}, 1),
        ({"spent_on": "2026-10-09", "total_amount": "57.00"}, 1),
        ({"spent_on": "2025-09-09"}, 1),
    ],
    ids=["a month before", "elsewhere", "of another amount", "long ago"],
)
async def test_what_a_card_pays_every_month_is_not_found_on_a_later_months_line_unasked(
    company: Company, runs_jobs, before, sure
):
    """The first is cleared already; the line of the second is missing, and the third is not there yet."""
    await company.client.post(f"/api/v1/expenses/{(await by_card(company, **before))['id']}/clear")
    await by_card(company)
    await banking.account(company)
    row = Row("-56.00", "VISA BRASSERIE DE KROON", on="2026-12-08", name="Brasserie De Kroon")
    [line] = await banking.imported(company, runs_jobs, row)
    assert (await company.client.get(f"{banking.BASE}/exact")).json()["data"]["count"] == sure
    [found, *_] = await banking.candidates(company, line)
    codes = {each["code"]: each["values"] for each in found["reasons"]}
    assert codes.get("recurs") == (None if sure else ["31"])


async def by_card(company: Company, **other: str) -> dict[str, Any]:
    """Lunch of 9 November, approved."""
    asked = {
        "description": "Lunch", "merchant": "Brasserie De Kroon", "category": "restaurant", "spent_on": "2026-11-09",
        "total_amount": "56.00", "paid_with": "company_card",
    } | other  # fmt: skip
    expense = (await company.client.post("/api/v1/expenses", json=asked)).json()["data"]
    for what in ("submit", "approve"):
        answer = await company.client.post(f"/api/v1/expenses/{expense['id']}/{what}")
        assert answer.status_code == 200, answer.text
    told: dict[str, Any] = answer.json()["data"]
    return told
