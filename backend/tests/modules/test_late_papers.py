"""What a supplier dated in a closed VAT period or a locked month: booked on a later day, dated as on its paper."""

from datetime import date
from typing import Any

import pytest

from app.modules.invoicing.endpoints.documents import APPROVING
from app.modules.invoicing.errors import NotReadyToBook
from tests.conftest import Company
from tests.factories import documents
from tests.factories.booking import approve, booking
from tests.factories.invoicing import act, contact, draft, line, refused
from tests.modules.expenses.conftest import act as decide
from tests.modules.expenses.conftest import submitted
from tests.modules.ledger.asking import LEDGER, REPORTS, change, get, lock
from tests.modules.vat.conftest import amounts, booked, bought, close, returned, trader

__all__ = ["trader"]
LATE, OPEN = "2026-09-28", "2026-10-01"
DOCUMENT = {"issue_date": LATE, "due_date": None}


@pytest.fixture
async def closed(trader: Company) -> Company:
    """A company whose third quarter is closed: 84.00 of VAT was deducted in it."""
    await booked(trader, bought(), date(2026, 8, 14))
    assert (await close(trader)).status_code == 200
    return trader


async def purchase(company: Company, **more: Any) -> dict[str, Any]:
    supplier = await contact(company)
    asked = {"direction": "purchase", "contact_id": supplier, "number": "S-7", "issued_on": LATE}
    return await draft(company, line(account_code="613", vat_rate="21"), **asked | more)


async def entry_of(company: Company, told: dict[str, Any]) -> tuple[str, str]:
    entry = await get(company, f"{LEDGER}/entries/{told['entry_id']}")
    return entry["booked_on"], entry["number"][:5]


async def test_a_locked_day_comes_with_the_first_open_one_for_programs_too(closed: Company):
    problem = await refused(closed, await purchase(closed), "issue")
    assert (problem["status"], problem["code"], problem["field"]) == (409, "period_locked", "booked_on")
    assert (problem["value"], problem["instead"]) == (LATE, OPEN)


async def test_vat_of_a_late_purchase_is_deducted_in_the_next_return(closed: Company):
    """100 + 21 of 28 September, booked on 1 October: grids 59 and 82 of the fourth quarter, none of the third."""
    third = amounts(await returned(closed))
    told = await act(closed, await purchase(closed), "issue", booked_on=OPEN)
    assert await entry_of(closed, told) == (OPEN, "P2026")
    fourth = amounts(await returned(closed, "2026-Q4"))
    assert (fourth["59"], fourth["82"]) == ("21.00", "100.00")
    assert amounts(await returned(closed)) == third


async def test_a_late_purchase_stays_dated_and_due_as_on_its_paper(closed: Company):
    told = await act(closed, await purchase(closed), "issue", booked_on=OPEN)
    assert (told["issued_on"], told["due_on"], told["booked_on"]) == (LATE, "2026-10-28", OPEN)


async def test_a_late_purchase_is_still_booked_once(closed: Company):
    first = await act(closed, await purchase(closed), "issue", booked_on=OPEN)
    again = await purchase(closed, contact_id=first["contact_id"], number="s-7")
    assert (await refused(closed, again, "issue", booked_on="2026-10-05"))["code"] == "invoice_booked_already"


async def test_a_late_purchase_is_owed_from_the_day_it_is_in_the_books(closed: Company):
    """Account 440 and the aged payables agree on every day: 484.00 of August, then 121.00 more."""
    await act(closed, await purchase(closed), "issue", booked_on=OPEN)
    for day, owed in (("2026-09-30", "0.00"), (OPEN, "121.00")):
        told = await get(closed, f"{REPORTS}/aged-payables", to=day)
        assert (told["totals"]["total"], told["difference"]) == (owed, "484.00"), day


async def test_a_paper_is_not_booked_before_its_date_nor_in_the_future_nor_on_a_closed_day(closed: Company):
    made = await purchase(closed)
    for day, problem in (
        ("2026-09-27", (422, "booked_before_its_date")),
        ("2027-01-01", (422, "booked_in_the_future")),
        ("2026-09-30", (409, "period_locked")),
    ):
        told = await refused(closed, made, "issue", booked_on=day)
        assert ((told["status"], told["code"]), told["field"], told["value"]) == (problem, "booked_on", day)


async def test_what_we_issue_is_booked_on_its_own_date(company: Company):
    told = await refused(company, await draft(company), "issue", booked_on="2026-11-20")
    assert (told["status"], told["code"], told["field"]) == (422, "booked_on_its_own_date", "booked_on")


async def test_a_rate_of_exchange_follows_the_paper(company: Company):
    """121 USD at 1.25 dollars a euro on the day of the invoice are 96.80, whatever the day of booking says."""
    for day, rate in ((LATE, "1.25"), (OPEN, "2")):
        asked = {"currency": "USD", "valid_on": day, "rate": rate, "accept_exchange_rate": True}
        await change(company, "PUT", f"{LEDGER}/exchange-rates", asked)
    await lock(company, "2026-09-30", "purchases")
    made = await purchase(company, currency="USD")
    told = await act(company, made, "issue", booked_on=OPEN)
    assert (told["total_amount"], told["total_in_books"], told["booked_on"]) == ("121.00", "96.80", OPEN)


async def test_of_many_those_that_are_late_say_their_open_day_and_are_issued_on_it(closed: Company):
    made = [await purchase(closed, number=number) for number in ("S-1", "S-2")]
    items = [{"id": each["id"]} for each in made]
    answer = await closed.client.post("/api/v1/invoices/bulk/issue", json={"items": items})
    failed = answer.json()["data"]["results"]
    assert [each["errors"][0]["instead"] for each in failed] == [OPEN, OPEN]
    again = [each | {"booked_on": OPEN} for each in items]
    answer = await closed.client.post("/api/v1/invoices/bulk/issue", json={"items": again})
    assert answer.json()["data"]["done"] == 2


async def test_the_preview_says_the_lock_and_the_day_that_is_open(closed: Company):
    document = await documents.to_review(closed, **DOCUMENT)
    told = await booking(closed, document)
    assert (told["booked_on"], len(told["postings"])) == (LATE, 3)
    [problem] = told["problems"]
    assert (problem["code"], problem["field"], problem["instead"]) == ("period_locked", "booked_on", OPEN)
    told = await booking(closed, document, booked_on=OPEN)
    assert (told["booked_on"], told["problems"], len(told["postings"])) == (OPEN, [], 3)


async def test_a_document_is_booked_on_the_open_day_and_dated_as_on_its_paper(closed: Company):
    document = await documents.to_review(closed, **DOCUMENT)
    answer = await approve(closed, document)
    assert (answer.status_code, answer.json()["errors"][0]["instead"]) == (409, OPEN)
    told = (await approve(closed, document, booked_on=OPEN)).json()["data"]
    assert (await entry_of(closed, told))[0] == OPEN
    made = await get(closed, f"/api/v1/invoices/{told['invoice_id']}")
    assert (made["issued_on"], made["due_on"], made["booked_on"]) == (LATE, "2026-10-28", OPEN)


async def test_a_lock_is_told_with_all_else_that_is_in_the_way(company: Company):
    await lock(company, "2026-09-30", "purchases")
    document = await documents.to_review(company, **DOCUMENT, supplier_name=None)
    answer = await approve(company, document)
    told = [(each["code"], each["instead"]) for each in answer.json()["errors"]]
    assert told == [("field_missing", None), ("period_locked", OPEN)]


async def test_what_several_things_in_the_way_are_called_is_documented(company: Company):
    """Whatever keeps a document from being booked by itself may also stand in the list of them all."""
    by_itself = {each.code() for each in APPROVING} - {
        "document_not_found", "document_not_reviewable", "not_ready_to_book", "contact_exists",
        "entry_empty", "entry_unbalanced", "posting_has_two_sides",
    }  # fmt: skip
    assert set(NotReadyToBook.carries) == by_itself | {"field_missing"}


async def test_an_expense_of_a_closed_quarter_is_booked_on_the_open_day(closed: Company):
    told = await submitted(closed, spent_on=LATE)
    answer = await decide(closed, told, "approve")
    problem = answer.json()["errors"][0]
    assert (answer.status_code, problem["code"], problem["instead"]) == (409, "period_locked", OPEN)
    early = await decide(closed, told, "approve", booked_on="2026-09-27")
    assert (early.status_code, early.json()["errors"][0]["code"]) == (422, "booked_before_its_date")
    told = (await decide(closed, told, "approve", booked_on=OPEN)).json()["data"]
    assert (told["status"], told["spent_on"]) == ("approved", LATE)
    assert (await entry_of(closed, told))[0] == OPEN


async def test_a_late_credit_note_takes_from_its_invoice_when_both_are_booked(company: Company):
    """121 of 15 September is owed until 1 October, when its note of 28 September is in the books."""
    made = await act(company, await purchase(company, issued_on="2026-09-15"), "issue")
    note = await act(company, made, "credit")
    change_of_it = {"number": "CN-7", "issued_on": LATE}
    assert (await company.client.patch(f"/api/v1/invoices/{note['id']}", json=change_of_it)).status_code == 200
    await lock(company, "2026-09-30")
    told = await act(company, note, "issue", booked_on=OPEN)
    assert [(each["amount"], each["settled_on"]) for each in told["settlements"]] == [("121.00", OPEN)]
    for day, owed in (("2026-09-30", "121.00"), (OPEN, "0.00")):
        found = await get(company, f"{REPORTS}/aged-payables", to=day)
        assert (found["totals"]["total"], found["difference"]) == (owed, "0.00"), day
