"""A locked period refuses everything, by a kind word first and by the database itself in the end."""

from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from accounting.journal import credit, debit
from app.core.errors import from_constraint
from app.modules.ledger import locks, service
from app.modules.ledger.errors import PeriodLocked, YearClosed
from app.modules.ledger.models import Entry, Posting
from tests.conftest import Company
from tests.factories import books
from tests.modules.ledger.asking import LEDGER, change, get, lock, post, refusal, rent

POSTINGS = [debit("610", Decimal(1)), credit("444", Decimal(1))]


async def test_a_locked_day_is_refused_and_the_first_open_day_is_named(company: Company):
    await lock(company, "2026-09-30")
    problem = await post(company, rent(on="2026-09-30"), 409)
    assert refusal(problem) == [("period_locked", "booked_on")]
    assert "2026-10-01" in problem["detail"]
    await post(company, rent(on="2026-10-01"))


async def test_only_the_journal_that_is_locked_refuses(company: Company):
    await lock(company, "2026-12-31", "sales")
    await post(company, rent(on="2026-09-30"))
    problem = await post(company, rent(on="2026-09-30", journal="sales"), 409)
    assert refusal(problem) == [("period_locked", "booked_on")]


async def test_the_database_refuses_a_locked_day_whoever_asks(company: Company):
    await lock(company, "2026-09-30", "purchases")
    with pytest.raises(PeriodLocked):
        async with company.begin() as work:
            work.session.add(
                Entry(number="P2026-99999", journal="purchases", booked_on=date(2026, 9, 30), memo="past the service")
            )


async def test_a_dry_run_says_that_the_day_is_locked(company: Company):
    await lock(company, "2026-12-31")
    told = await post(company, rent(dry_run=True), 200)
    assert [(each["code"], each["field"]) for each in told["problems"]] == [("period_locked", "booked_on")]


async def test_a_reversal_of_a_locked_day_is_dated_on_the_first_open_day(company: Company):
    entry = await books.post(company, on=date(2026, 9, 15))
    await lock(company, "2026-09-30", "purchases")
    answer = await company.client.post(f"{LEDGER}/entries/{entry.id}/reverse", json={"reason": "wrong supplier"})
    assert answer.json()["data"]["booked_on"] == "2026-10-01"


async def test_a_reversal_dated_in_a_locked_period_is_refused(company: Company):
    entry = await books.post(company, on=date(2026, 9, 15))
    await lock(company, "2026-09-30", "purchases")
    body = {"reason": "wrong supplier", "on": "2026-09-20"}
    problem = await change(company, "POST", f"{LEDGER}/entries/{entry.id}/reverse", body, 409)
    assert refusal(problem) == [("period_locked", "on")]
    assert problem["errors"][0]["instead"] == "2026-10-01"


async def test_a_lock_is_seen_moved_and_taken_away(company: Company):
    assert [each["locked_until"] for each in await get(company, f"{LEDGER}/journals")] == [None] * 4
    made = await lock(company, "2026-09-30")
    assert (made["version"], made["first_open_on"]) == (1, "2026-10-01")
    stale = {"if-match": '"0"'}
    await change(company, "PATCH", f"{LEDGER}/journals/miscellaneous", {"locked_until": None}, 412, **stale)
    assert (await lock(company, None))["locked_until"] is None
    await post(company, rent(on="2026-09-30"))


async def test_a_lock_two_years_ahead_is_a_slip_of_the_pen(company: Company):
    problem = await change(company, "PATCH", f"{LEDGER}/journals/sales", {"locked_until": "2062-01-01"}, 422)
    assert refusal(problem) == [("lock_too_far_ahead", "locked_until")]


VAT_POSTINGS = (
    [debit("610", Decimal(100), grids=("+82",)), credit("444", Decimal(100))],
    [debit("411", Decimal(21)), credit("444", Decimal(21))],
    [debit("444", Decimal(21)), credit("451055", Decimal(21))],
)


@pytest.mark.parametrize("postings", VAT_POSTINGS)
async def test_where_vat_is_closed_nothing_that_counts_in_it_gets_in(company: Company, postings):
    async with company.begin() as work:
        await service.close_vat_until(work, date(2026, 9, 30))
    for refused_on in (date(2026, 9, 30), date(2026, 7, 1)):
        with pytest.raises(PeriodLocked, match=r"VAT return is locked until 2026-09-30.*2026-10-01"):
            await books.post(company, postings, refused_on)
    await books.post(company, postings, date(2026, 10, 1))


async def test_where_vat_is_closed_a_year_end_entry_without_vat_gets_in(company: Company):
    async with company.begin() as work:
        await service.close_vat_until(work, date(2026, 9, 30))
    depreciation = [debit("630", Decimal("416.67")), credit("241", Decimal("416.67"))]
    paid = [debit("4512", Decimal("126.00")), credit("550", Decimal("126.00"))]
    for postings in (depreciation, paid):
        assert (await books.post(company, postings, date(2026, 9, 30))).booked_on == date(2026, 9, 30)
    shown = await get(company, f"{LEDGER}/journals")
    assert {(each["locked_until"], each["vat_closed_until"]) for each in shown} == {(None, "2026-09-30")}


async def test_the_database_keeps_vat_out_of_a_closed_period_whoever_asks(company: Company):
    async with company.begin() as work:
        await service.close_vat_until(work, date(2026, 9, 30))
    with pytest.raises(PeriodLocked):
        async with company.begin() as work:
            entry = Entry(
                number="P2026-99999", journal="purchases", booked_on=date(2026, 9, 30), memo="past the service"
            )
            work.session.add(entry)
            await work.session.flush()
            accounts = await service.account_ids(work, ["610", "444"])
            for position, (code, side) in enumerate((("610", "debit"), ("444", "credit"))):
                grids = ["+82"] if side == "debit" else []
                row = Posting(entry_id=entry.id, position=position, account_id=accounts[code], grids=grids)
                setattr(row, side, Decimal(100))
                work.session.add(row)
            await work.session.flush()


async def test_an_entry_with_vat_of_a_closed_period_is_reversed_after_it(company: Company):
    entry = await books.post(company, VAT_POSTINGS[0], date(2026, 9, 15))
    plain = await books.post(company, POSTINGS, date(2026, 9, 15))
    async with company.begin() as work:
        await service.close_vat_until(work, date(2026, 9, 30))
    days = []
    for each in (entry, plain):
        answer = await company.client.post(f"{LEDGER}/entries/{each.id}/reverse", json={"reason": "wrong supplier"})
        days.append(answer.json()["data"]["booked_on"])
    assert days == ["2026-10-01", "2026-09-15"]


async def test_the_first_open_day_lies_behind_locks_and_closed_years(company: Company):
    async with company.begin() as work:
        await locks.set_lock(work, "bank", date(2026, 11, 5), None)
        assert await service.first_open_day(work, "bank", date(2026, 11, 1)) == date(2026, 11, 6)
        assert await service.first_open_day(work, "bank", date(2026, 11, 7)) == date(2026, 11, 7)
        await work.session.execute(
            text("update accounting.fiscal_years set closed_at = now() where starts_on = '2026-01-01'")
        )
        assert await service.first_open_day(work, "bank", date(2026, 11, 1)) == date(2027, 1, 1)
        with pytest.raises(YearClosed, match="2027-01-01"):
            await service.post(work, journal_name="bank", on=date(2026, 11, 7), memo="late", postings=POSTINGS)


async def test_the_words_of_the_database_are_understood(company: Company):
    async with company.begin() as work:
        await locks.set_lock(work, "bank", date(2026, 11, 5), None)
        with pytest.raises(DBAPIError) as caught:
            async with work.session.begin_nested():
                work.session.add(
                    Entry(number="x", journal="bank", booked_on=date(2026, 11, 5), memo="past the service")
                )
        assert isinstance(from_constraint(caught.value), PeriodLocked)
