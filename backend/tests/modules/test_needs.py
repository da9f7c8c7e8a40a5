"""Each thing that needs somebody leads to a list of exactly what was counted."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

from accounting.journal import credit, debit
from accounting.schedule import months_later
from app.core.models import new_id
from app.modules.anomalies.models import AnomalyRun, Finding
from app.modules.insights import needs
from app.modules.invoicing import recurring
from app.modules.ledger.errors import PeriodLocked
from tests.conftest import Company
from tests.factories import banking, books, documents
from tests.factories.invoicing import act, contact, draft, issued, line
from tests.factories.people import colleague
from tests.modules.expenses.conftest import approved, submitted
from tests.modules.ledger.asking import LEDGER, change, lock, posting

PLACES = {
    "documents": "documents",
    "invoices": "invoices",
    "bank_lines": "banking/lines",
    "anomalies": "anomalies/findings",
    "expenses": "expenses",
    "vat": "vat/periods",
    "fiscal_years": "ledger/years",
    "recurring_entries": "ledger/recurring-entries",
    "recurring_invoices": "recurring-invoices",
    "general_ledger": "reports/general-ledger",
}


async def listed(company: Company, link: dict[str, Any]) -> list[dict[str, Any]]:
    """All that the list behind a link holds, page by page."""
    asked: dict[str, Any] = {**link["filters"], **({} if link["to"] == "vat" else {"limit": 1})}
    found: list[dict[str, Any]] = []
    while True:
        answer = await company.client.get(f"/api/v1/{PLACES[link['to']]}", params=asked)
        assert answer.status_code == 200, answer.text
        told = answer.json()
        rows = told["data"]
        if link["to"] == "vat":
            return list(rows["periods"])
        if link["to"] == "general_ledger":
            return list(rows["accounts"])
        found += rows
        if not told["meta"]["has_more"]:
            return found
        asked["cursor"] = told["meta"]["next_cursor"]


COLUMNS = {"suspense": "balance", "expenses_to_approve": "total_in_books", "expenses_to_reimburse": "owed_amount"}


def comes_to(need: dict[str, Any], rows: list[dict[str, Any]]) -> Decimal:
    name = COLUMNS.get(need["kind"], "open_in_books")
    return sum((Decimal(each[name]) for each in rows), Decimal(0))


async def of_invoices(company: Company, today: date) -> None:
    """Of each side what is late, due today, in a week, in eight days, paid and credited; drafts; quotes."""
    customer, supplier = await contact(company), await contact(company)
    for direction, who in (("sale", customer), ("purchase", supplier)):
        for ahead in (-40, -1, 0, 7, 8):
            asked = {"direction": direction, "contact_id": who, "issued_on": str(today - timedelta(days=60))}
            asked |= {"due_on": str(today + timedelta(days=ahead))}
            for paid in (False, True):
                number = {"number": uuid4().hex[:8]} if direction == "purchase" else {}
                made = await issued(company, line(account_code="700" if number == {} else "613"), **asked, **number)
                if paid:
                    await act(company, made, "pay")
        await draft(company, direction=direction, contact_id=who)
    owed = await issued(company, direction="purchase", contact_id=supplier, number="P-1", issued_on=str(today))
    note = await act(company, owed, "credit")
    assert (note["status"], note["kind"]) == ("draft", "credit_note")
    bill = await issued(company, direction="purchase", contact_id=supplier, number="P-2", issued_on=str(today))
    await act(company, bill, "pay")
    late = {"direction": "purchase", "contact_id": supplier, "kind": "credit_note", "due_on": str(today)}
    free = await draft(company, **late, credits_id=bill["id"], number="C-9", issued_on=str(today))
    await act(company, free, "issue")
    await draft(company, kind="quote", contact_id=customer)
    await issued(company, kind="quote", contact_id=customer, valid_until="2099-12-31")


async def of_recurring(company: Company, today: date) -> None:
    """One of each that could not be made, and one that could."""
    shared = {"every": "month", "starts_on": str(today)}
    entry = {"memo": "rent", "postings": [posting("610", debit="1.00"), posting("444", credit="1.00")], **shared}
    await change(company, "POST", f"{LEDGER}/recurring-entries", entry | {"name": "Later"}, 201)
    made = await change(company, "POST", f"{LEDGER}/recurring-entries", entry | {"name": "Rent"}, 201)
    invoice = {"content": {"contact_id": await contact(company), "lines": [line()]}, "issues_by_itself": True, **shared}
    await change(company, "POST", "/api/v1/recurring-invoices", invoice | {"name": "Later"}, 201)
    stuck = await change(company, "POST", "/api/v1/recurring-invoices", invoice | {"name": "Hosting"}, 201)
    await lock(company, str(today))
    await change(company, "POST", f"{LEDGER}/recurring-entries/{made['id']}/run", {})
    await lock(company, None)
    async with company.begin() as work:
        await recurring.stuck(work, UUID(stuck["id"]), PeriodLocked(field="issued_on"))


async def of_findings(company: Company, today: date) -> None:
    """Open, rested until today, rested for longer, and accepted."""
    rested = {"status": "snoozed"}
    states = [{}, rested | {"snoozed_until": today}, rested | {"snoozed_until": today + timedelta(days=9)}]
    async with company.begin() as work:
        run = AnomalyRun(id=new_id(), kind="asked", status="failed")
        work.session.add(run)
        await work.session.flush()
        for state in [*states, {"status": "accepted"}]:
            facts = {"book": "purchases", "entry_id": new_id(), "amount": 1, "currency": "EUR", "points": 50}
            judged = {
                "reasons": '[["incomplete",50,["counterparty"]]]',
                "controls": ["incomplete"],
                "controls_version": "1",
            }
            work.session.add(Finding(id=new_id(), run_id=run.id, **facts, **judged, **state))


async def test_every_link_opens_a_list_of_exactly_what_was_counted(company: Company, runs_jobs):
    async with company.begin() as work:
        today = work.today
    await banking.account(company)
    lines = await banking.imported(company, runs_jobs, *(banking.Row(each) for each in ("10.00", "20.00", "30.00")))
    await banking.reconcile(company, lines[0], banking.on_account("743"))
    await change(company, "POST", f"{LEDGER}/years", {"starts_on": f"{today.year - 1}-01-01"}, 201)
    await documents.to_review(company)
    await documents.ended(company, problem="damaged_file")
    await documents.uploaded(company)
    await of_invoices(company, today)
    await of_recurring(company, today)
    await of_findings(company, today)
    for paid_with in ("own_money", "company_card"):
        await approved(company, paid_with=paid_with)
    await approved(company, category="phone", total_amount="129.03", vat_rate="21", private_percent="37.5")
    for total in ("10.01", "10.03"):
        abroad = {"currency": "USD", "exchange_rate": "0.928332714445", "vat_rate": None, "total_amount": total}
        await approved(company, **abroad, private_percent="50")
        await submitted(company, **abroad)
    await books.post(company, [debit("499", Decimal(5)), credit("550", Decimal(5))], on=today, journal="bank")
    await books.post(company, on=months_later(today.replace(day=1), -3))
    told = (await company.client.get("/api/v1/insights/dashboard")).json()["data"]["needs_you"]
    kinds = {
        "documents_failed",
        "documents_to_review",
        "vat_to_close",
        "suspense",
        *needs.OF_INVOICES,
        *needs.ELSEWHERE,
    }
    assert {each["kind"] for each in told} == kinds
    for need in told:
        rows = await listed(company, need["link"])
        assert len(rows) == need["count"], need
        if need["amount"] is not None:
            assert comes_to(need, rows) == Decimal(need["amount"]), need
    counts = {each["kind"]: each["count"] for each in told}
    assert (counts["purchases_due_soon"], counts["purchases_drafts"], counts["sales_drafts"]) == (2, 2, 1)
    assert (counts["expenses_to_reimburse"], counts["year_to_close"], counts["anomalies_to_look_at"]) == (4, 1, 2)


async def test_an_expense_waits_for_who_may_decide_on_it(company: Company):
    """Of the accountant their own, and what they made for a colleague, wait for somebody else: their count comes to 0."""
    accountant, member = await colleague(company, "accountant"), await colleague(company, "member")
    theirs = await submitted(member)
    for spender in (accountant, member):
        await submitted(accountant, spender_id=str(spender.user_id))
    await approved(company)

    async def waits(who: Company) -> dict[str, dict[str, Any]]:
        told = (await who.client.get("/api/v1/insights/dashboard")).json()["data"]["needs_you"]
        return {each["kind"]: each for each in told if each["kind"].startswith("expenses_")}

    assert {kind: each["count"] for kind, each in (await waits(company)).items()} == {
        "expenses_to_approve": 3,
        "expenses_to_reimburse": 1,
    }
    assert await waits(member) == {}
    need = (await waits(accountant))["expenses_to_approve"]
    assert (need["count"], need["amount"]) == (1, "56.00")
    assert [each["id"] for each in await listed(accountant, need["link"])] == [theirs["id"]]
    answer = await accountant.client.post(f"/api/v1/expenses/{theirs['id']}/approve")
    assert answer.status_code == 200, answer.text
    assert "expenses_to_approve" not in await waits(accountant)
    for whose, count in (("mine", 2), ("others", 2)):
        told = await accountant.client.get("/api/v1/expenses", params={"whose": whose})
        assert len(told.json()["data"]) == count


async def test_vat_that_waits_for_the_companys_number_is_told_until_its_periods_are_there_to_close(company: Company):
    """The right to deduct is older than the number; once it is filled in, the periods of before are owed too."""
    path = "/api/v1/insights/dashboard"
    since = (await company.client.get(path)).json()["data"]["today"]
    bought = [debit("613", Decimal(400), grids=("+82",)), debit("411", Decimal(84), grids=("+59",))]
    await books.post(company, [*bought, credit("440", Decimal(484))], on=months_later(date.fromisoformat(since), -4))
    told = {each["kind"]: each for each in (await company.client.get(path)).json()["data"]["needs_you"]}
    waits = told["vat_number_missing"]
    assert (waits["amount"], waits["link"], "vat_to_close" in told) == ("84.00", {"to": "vat", "filters": {}}, False)
    answer = await company.client.patch("/api/v1/company", json={"vat_number": "BE0123456749"})
    assert answer.status_code == 200, answer.text
    told = {each["kind"]: each for each in (await company.client.get(path)).json()["data"]["needs_you"]}
    assert ("vat_number_missing" in told, "vat_to_close" in told) == (False, True)


async def test_an_exempt_company_waits_for_no_vat_number(company: Company):
    await books.stands(company, "exempt")
    await books.post(company, [debit("411", Decimal(84)), credit("440", Decimal(84))])
    found = (await company.client.get("/api/v1/insights/dashboard")).json()["data"]["needs_you"]
    assert "vat_number_missing" not in [each["kind"] for each in found]
