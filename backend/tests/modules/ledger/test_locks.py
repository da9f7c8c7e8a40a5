"""A locked period refuses everything, by a kind word first and by the database itself in the end."""

from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from accounting.journal import credit, debit
from app.core.errors import from_constraint
from app.modules.ledger import service
from app.modules.ledger.errors import PeriodLocked, YearClosed
from app.modules.ledger.models import Entry
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
    assert problem["errors"][0]["code"] == "period_locked"


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


async def test_locking_until_a_day_leaves_a_longer_lock_alone(company: Company):
    await lock(company, "2026-10-31")
    async with company.begin() as work:
        await service.lock_until(work, date(2026, 9, 30))
    until = {each["journal"]: each["locked_until"] for each in await get(company, f"{LEDGER}/journals")}
    assert until == {
        "purchases": "2026-09-30",
        "sales": "2026-09-30",
        "bank": "2026-09-30",
        "miscellaneous": "2026-10-31",
    }


async def test_the_first_open_day_lies_behind_locks_and_closed_years(company: Company):
    async with company.begin() as work:
        await service.lock_until(work, date(2026, 11, 5))
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
        await service.lock_until(work, date(2026, 11, 5))
        with pytest.raises(DBAPIError) as caught:
            async with work.session.begin_nested():
                work.session.add(
                    Entry(number="x", journal="bank", booked_on=date(2026, 11, 5), memo="past the service")
                )
        assert isinstance(from_constraint(caught.value), PeriodLocked)
