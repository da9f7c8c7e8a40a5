"""Closing a period: its figures stay, its VAT goes to the current account, its journals are locked."""

import asyncio
from datetime import date

import pytest

from accounting.journal import credit, debit
from app.modules.ledger import spans
from app.modules.ledger.errors import PeriodLocked
from app.modules.ledger.schemas.years import BeginFiscalYear
from tests.conftest import Company
from tests.factories import documents
from tests.factories.books import post
from tests.factories.invoicing import contact, draft
from tests.factories.people import colleague
from tests.modules.vat.conftest import (
    AUGUST,
    NOVEMBER,
    PATH,
    D,
    amounts,
    balance,
    booked,
    bought,
    close,
    refusal,
    reopen,
    returned,
    sale,
)


@pytest.fixture
async def quarter(trader: Company) -> Company:
    """Sales of 1,000 and costs of 400 in the third quarter."""
    await booked(trader, sale())
    await booked(trader, bought())
    return trader


async def test_what_is_owed_goes_to_4512_and_the_vat_accounts_are_empty(quarter: Company):
    told = (await close(quarter)).json()["data"]
    assert (told["state"], told["balance"], told["version"]) == ("closed", "126.00", 1)
    stands = [await balance(quarter, account) for account in ("451", "411", "4512")]
    assert stands == [D(0), D(0), D("-126.00")]
    entry = (await quarter.client.get(f"/api/v1/ledger/entries/{told['entry_id']}")).json()["data"]
    assert (entry["booked_on"], entry["source"]["type"]) == ("2026-09-30", "vat_return")


async def test_what_is_owed_to_us_goes_to_4112(trader: Company):
    await booked(trader, bought())
    await close(trader)
    assert (await balance(trader, "4112"), await balance(trader, "411")) == (D("84.00"), D(0))


async def test_reverse_charges_are_closed_from_their_own_accounts(trader: Company):
    postings = [
        debit("604", D(100), grids=("+81", "+86")),
        debit("411", D(21), grids=("+59",)),
        credit("440", D(100)),
        credit("451055", D(21), grids=("+55",)),
    ]
    await booked(trader, postings)
    told = (await close(trader)).json()["data"]
    assert (told["balance"], await balance(trader, "451055"), await balance(trader, "411")) == ("0.00", D(0), D(0))


async def test_an_empty_period_is_closed_without_an_entry(trader: Company):
    told = (await close(trader)).json()["data"]
    assert (told["state"], told["entry_id"], told["balance"]) == ("closed", None, "0.00")


async def test_a_closed_period_takes_no_more_vat_in_any_journal(quarter: Company):
    await close(quarter)
    for journal in ("sales", "purchases", "bank", "miscellaneous"):
        with pytest.raises(PeriodLocked, match="2026-10-01"):
            await post(quarter, sale(), AUGUST, journal=journal)
    await booked(quarter, sale(), NOVEMBER)


async def test_the_year_is_closed_after_its_last_vat_return(trader: Company):
    """Depreciation, the tax of the year and the closing entry come when VAT is closed; an invoice does not."""
    last_year = date(2025, 12, 31)
    async with trader.begin() as work:
        await spans.begin(work, BeginFiscalYear(starts_on=date(2025, 1, 1)))
    await booked(trader, sale(), date(2025, 11, 14))
    assert (await close(trader, "2025-Q4")).json()["data"]["balance"] == "210.00"
    await post(trader, [debit("630", D(300)), credit("241", D(300))], last_year, journal="miscellaneous")
    with pytest.raises(PeriodLocked):
        await booked(trader, sale(), last_year)
    found = (await trader.client.get("/api/v1/ledger/years", params={"sort": "starts_on"})).json()["data"][0]
    told = await trader.client.post(f"/api/v1/ledger/years/{found['id']}/close", json={})
    assert told.status_code == 200, told.text
    entry = (await trader.client.get(f"/api/v1/ledger/entries/{told.json()['data']['closing_entry_id']}")).json()[
        "data"
    ]
    assert [(each["account_code"], each["debit"], each["credit"]) for each in entry["postings"]] == [
        ("693", "700.00", "0.00"),
        ("140", "0.00", "700.00"),
    ]
    assert entry["booked_on"] == "2025-12-31"


async def test_what_is_not_in_the_books_is_left_behind_only_when_that_is_accepted(quarter: Company):
    customer = await contact(quarter)
    made = await draft(quarter, contact_id=customer, issued_on=str(AUGUST))
    await documents.to_review(quarter, issue_date="2026-09-30")
    await documents.to_review(quarter, issue_date="2026-10-01", invoice_number="later")
    lunch = {"description": "lunch", "category": "restaurant", "spent_on": "2026-07-01", "total_amount": "56.00"}
    expense = (await quarter.client.post("/api/v1/expenses", json=lunch)).json()["data"]
    assert (await returned(quarter))["unfinished"] == {"drafts": 1, "documents": 1, "expenses": 1}
    answer = await close(quarter)
    assert refusal(answer) == (409, "vat_period_unfinished")
    assert answer.json()["detail"] == "1 drafts, 1 documents and 1 expenses"
    await quarter.client.delete(f"/api/v1/invoices/{made['id']}")
    await quarter.client.delete(f"/api/v1/expenses/{expense['id']}")
    assert (await returned(quarter))["unfinished"] == {"drafts": 0, "documents": 1, "expenses": 0}
    assert refusal(await close(quarter)) == (409, "vat_period_unfinished")
    told = (await close(quarter, "2026-Q3", "vat_period_unfinished")).json()["data"]
    assert (told["state"], told["balance"]) == ("closed", "126.00")


async def test_a_correction_goes_into_the_later_return(quarter: Company):
    await close(quarter)
    await booked(quarter, sale("100.00", "21.00"), NOVEMBER)
    assert amounts(await returned(quarter))["54"] == "210.00"
    assert amounts(await returned(quarter, "2026-Q4"))["54"] == "21.00"


async def test_the_return_that_follows_does_not_count_the_closing(quarter: Company):
    await close(quarter)
    await booked(quarter, sale(), NOVEMBER)
    told = await returned(quarter, "2026-Q4")
    assert (told["balance"], all(each["holds"] for each in told["controls"])) == ("210.00", True)


async def test_closing_twice_is_refused(quarter: Company):
    await close(quarter)
    assert refusal(await close(quarter)) == (409, "vat_period_closed")


async def test_closing_ten_times_at_once_closes_once(quarter: Company):
    answers = await asyncio.gather(*(close(quarter) for _ in range(10)))
    assert sorted(each.status_code for each in answers) == [200] + [409] * 9
    assert await balance(quarter, "4512") == D("-126.00")


async def test_a_later_period_waits_for_the_earlier_one(quarter: Company):
    answer = await close(quarter, "2026-Q4", "vat_period_not_ended")
    assert refusal(answer) == (409, "earlier_vat_period_open")
    assert "2026-Q3" in answer.json()["detail"]


async def test_an_earlier_period_cannot_be_closed_after_a_later_one(quarter: Company):
    await close(quarter)
    assert refusal(await close(quarter, "2026-Q2")) == (409, "later_vat_period_closed")


async def test_a_month_is_no_period_of_who_files_by_quarter(quarter: Company):
    answer = await close(quarter, "2026-08")
    assert refusal(answer) == (409, "not_your_vat_period")
    assert "2026-Q3" in answer.json()["detail"]


async def test_a_period_that_has_not_ended_is_closed_only_when_that_is_accepted(trader: Company):
    await booked(trader, sale(), NOVEMBER)
    assert refusal(await close(trader, "2026-Q4")) == (409, "vat_period_not_ended")
    assert (await close(trader, "2026-Q4", "vat_period_not_ended")).status_code == 200


async def test_a_period_closed_before_its_end_is_listed_once_and_the_next_is_the_one_after_it(trader: Company):
    await booked(trader, sale(), NOVEMBER)
    await close(trader, "2026-Q4", "vat_period_not_ended")
    told = (await trader.client.get(f"{PATH}/periods")).json()["data"]
    assert [(each["period"], each["state"], each["balance"]) for each in told["periods"]] == [
        ("2026-Q4", "closed", "210.00")
    ]
    assert (told["files_returns"], told["next_to_close"]) == (True, "2027-Q1")


async def test_figures_that_do_not_hold_together_are_closed_only_when_that_is_accepted(trader: Company):
    await booked(trader, sale("1000.00", "60.00"))
    answer = await close(trader)
    assert (refusal(answer), answer.json()["detail"]) == ((409, "vat_controls_fail"), "vat_on_sales")
    assert (await close(trader, "2026-Q3", "vat_controls_fail")).status_code == 200


async def test_reopening_reverses_the_entry_and_unlocks_the_journals(quarter: Company):
    await close(quarter)
    told = (await reopen(quarter)).json()["data"]
    assert (told["state"], told["entry_id"]) == ("overdue", None)
    assert [await balance(quarter, account) for account in ("4512", "451", "411")] == [D(0), D("-210.00"), D("84.00")]
    await booked(quarter, sale("100.00", "21.00"))
    assert (await close(quarter)).json()["data"]["balance"] == "147.00"
    assert await balance(quarter, "4512") == D("-147.00")


async def test_only_the_last_closed_period_is_reopened(quarter: Company):
    await close(quarter)
    await close(quarter, "2026-Q4", "vat_period_not_ended")
    assert refusal(await reopen(quarter)) == (409, "later_vat_period_closed")
    assert (await reopen(quarter, "2026-Q4")).status_code == 200
    assert (await reopen(quarter)).status_code == 200
    assert refusal(await reopen(quarter)) == (409, "vat_period_not_closed")


async def test_reopening_leaves_the_period_before_it_locked(quarter: Company):
    await close(quarter)
    await close(quarter, "2026-Q4", "vat_period_not_ended")
    await reopen(quarter, "2026-Q4")
    journals = (await quarter.client.get("/api/v1/ledger/journals")).json()["data"]
    assert {(each["locked_until"], each["vat_closed_until"]) for each in journals} == {(None, "2026-09-30")}


async def test_a_stale_reopening_is_refused(quarter: Company):
    await close(quarter)
    path = f"{PATH}/returns/2026-Q3/reopen"
    stale = await quarter.client.post(path, json={"reason": "x"}, headers={"if-match": '"7"'})
    assert refusal(stale) == (412, "changed_meanwhile")


async def test_the_closing_entry_is_not_reversed_by_itself(quarter: Company):
    entry_id = (await close(quarter)).json()["data"]["entry_id"]
    answer = await quarter.client.post(f"/api/v1/ledger/entries/{entry_id}/reverse", json={"reason": "oops"})
    assert refusal(answer) == (409, "closing_entry_stays")
    assert (await returned(quarter))["state"] == "closed"


async def test_who_may_look_may_not_close(quarter: Company):
    member = await colleague(quarter, "member")
    assert (await member.client.get(f"{PATH}/periods")).status_code == 200
    assert (await close(member)).status_code == 403


async def test_an_accountant_closes(quarter: Company):
    accountant = await colleague(quarter, "accountant")
    told = (await close(accountant)).json()["data"]
    assert told["closed_by"] == "An Peeters"


async def test_a_period_of_a_closed_year_is_settled_on_the_first_day_after_it(trader: Company):
    """Of the balance sheet of 2025 nothing moves; reopened, the settlement is undone on its own day."""
    last_year = date(2025, 12, 31)
    async with trader.begin() as work:
        await spans.begin(work, BeginFiscalYear(starts_on=date(2025, 1, 1)))
    await booked(trader, sale(), date(2025, 11, 14))
    assert (await returned(trader, "2025-Q4"))["settles_on"] == "2025-12-31"
    years = (await trader.client.get("/api/v1/ledger/years", params={"sort": "starts_on"})).json()["data"]
    told = await trader.client.post(f"/api/v1/ledger/years/{years[0]['id']}/close", json={"accept": ["vat_returns"]})
    assert told.status_code == 200, told.text
    assert (await returned(trader, "2025-Q4"))["settles_on"] == "2026-01-01"
    closed = (await close(trader, "2025-Q4")).json()["data"]
    assert (closed["state"], closed["balance"], closed["settles_on"]) == ("closed", "210.00", None)
    entry = (await trader.client.get(f"/api/v1/ledger/entries/{closed['entry_id']}")).json()["data"]
    assert entry["booked_on"] == "2026-01-01"
    assert await balance(trader, "4512") == D("-210.00")
    assert (await returned(trader, "2026-Q1"))["balance"] == "0.00"
    assert all(each["holds"] for each in (await returned(trader, "2026-Q1"))["controls"])
    at_end = await trader.client.get("/api/v1/reports/trial-balance", params={"to": str(last_year)})
    assert {each["account_code"]: each["balance"] for each in at_end.json()["data"]["rows"]}["451"] == "-210.00"
    assert (await reopen(trader, "2025-Q4")).status_code == 200
    assert [await balance(trader, account) for account in ("451", "4512")] == [D("-210.00"), D(0)]
