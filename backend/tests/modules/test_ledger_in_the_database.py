"""The books keep their promises even against code that forgets them: PostgreSQL refuses."""

import os
from datetime import date

import pytest
from sqlalchemy import insert, select, text
from sqlalchemy.exc import DBAPIError

from accounting.journal import EntryEmpty, EntryUnbalanced, PostingHasTwoSides
from app.core.database import make_engine
from app.core.errors import ContentNotStorable
from app.core.models import new_id
from app.modules.ledger.errors import BooksAreAppendOnly, EntryAlreadyReversed, YearClosed
from app.modules.ledger.models import Account, Entry, FiscalYear, Posting
from tests.conftest import Company
from tests.factories import books


async def account(work, code: str):
    return await work.session.scalar(select(Account.id).where(Account.code == code))


async def write(work, *postings: tuple[str, str, str], entry=None, **more):
    """An entry straight into the tables, past every check in Python."""
    if entry is None:
        entry = new_id()
        values = {"id": entry, "number": entry.hex, "journal": "bank", "booked_on": date(2026, 11, 2), "memo": "x"}
        await work.session.execute(insert(Entry).values(**(values | more)))
    for position, (code, debit, credit) in enumerate(postings):
        await work.session.execute(
            insert(Posting).values(
                id=new_id(),
                entry_id=entry,
                position=position,
                account_id=await account(work, code),
                debit=debit,
                credit=credit,
            )
        )
    return entry


async def test_a_balanced_entry_is_taken(company: Company):
    async with company.begin() as work:
        entry = await write(work, ("604", "100", "0"), ("411", "21", "0"), ("440", "0", "121"))
    assert (await company.client.get(f"/api/v1/ledger/entries/{entry}")).json()["data"]["total"] == "121.00"


@pytest.mark.parametrize("credit", ["120.99", "121.01"])
async def test_an_entry_that_is_out_by_a_cent_is_refused(company: Company, credit):
    with pytest.raises(EntryUnbalanced):
        async with company.begin() as work:
            await write(work, ("604", "100", "0"), ("411", "21", "0"), ("440", "0", credit))


async def test_an_entry_without_postings_is_refused(company: Company):
    with pytest.raises(EntryEmpty):
        async with company.begin() as work:
            await write(work)


async def test_an_entry_with_one_posting_is_refused(company: Company):
    with pytest.raises(EntryEmpty):
        async with company.begin() as work:
            await write(work, ("604", "100", "0"))


@pytest.mark.parametrize(
    ("debit", "credit"), [("0", "0"), ("1", "1"), ("-1", "0"), ("0", "-1"), ("-1", "-1"), ("-1", "1")]
)
async def test_a_posting_with_two_sides_or_none_is_refused(company: Company, debit, credit):
    with pytest.raises(PostingHasTwoSides):
        async with company.begin() as work:
            await write(work, ("604", debit, credit), ("440", "0", "1"))


@pytest.mark.parametrize(("amount", "refusal"), [("NaN", EntryUnbalanced), ("1e15", ContentNotStorable)])
async def test_an_amount_that_is_none_is_refused(company: Company, amount, refusal):
    with pytest.raises(refusal):
        async with company.begin() as work:
            await write(work, ("604", amount, "0"), ("440", "0", amount))


async def test_two_postings_more_cannot_be_slipped_into_an_old_entry(company: Company):
    """They balance; the entry is in the books all the same."""
    entry = await books.post(company)
    with pytest.raises(BooksAreAppendOnly):
        async with company.begin() as work:
            await write(work, ("604", "5", "0"), ("440", "0", "5"), entry=entry.id)


async def test_an_entry_cannot_be_dated_back_to_slip_something_in_later(company: Company):
    """Whatever `recorded_at` is given, the entry bears the time of its own transaction."""
    async with company.begin() as work:
        entry = await write(work, ("604", "1", "0"), ("440", "0", "1"), recorded_at=date(2001, 1, 1))
        now = await work.session.scalar(text("select transaction_timestamp()"))
        assert await work.session.scalar(select(Entry.recorded_at).where(Entry.id == entry)) == now


async def test_an_account_of_another_company_cannot_be_posted_to(company: Company, other_company: Company):
    async with other_company.begin() as work:
        foreign = await account(work, "440")
    with pytest.raises(DBAPIError, match="fk_postings_account_id"):
        async with company.begin() as work:
            entry = await write(work, ("604", "1", "0"))
            await work.session.execute(
                insert(Posting).values(id=new_id(), entry_id=entry, position=9, account_id=foreign, debit=0, credit=1)
            )


async def test_an_entry_of_another_company_cannot_be_reversed_by_pointing_at_it(
    company: Company, other_company: Company
):
    foreign = await books.post(other_company)
    with pytest.raises(DBAPIError, match="fk_journal_entries_reverses_id"):
        async with company.begin() as work:
            await write(work, ("604", "1", "0"), ("440", "0", "1"), reverses_id=foreign.id)


async def test_an_entry_is_reversed_once(company: Company):
    entry = await books.post(company)
    with pytest.raises(EntryAlreadyReversed):
        async with company.begin() as work:
            for _ in range(2):
                await write(work, ("440", "121", "0"), ("604", "0", "121"), reverses_id=entry.id)


CHANGES = [
    "update accounting.{table} set memo = 'another'",
    "update accounting.{table} set id = gen_random_uuid()",
    "delete from accounting.{table}",
    "truncate accounting.{table} cascade",
]


@pytest.mark.parametrize("table", ["journal_entries", "postings"])
@pytest.mark.parametrize("statement", CHANGES)
async def test_the_application_cannot_change_the_books(company: Company, statement, table):
    await books.post(company)
    with pytest.raises(DBAPIError, match="permission denied"):
        async with company.begin() as work:
            await work.session.execute(text(statement.format(table=table)))


@pytest.mark.parametrize("table", ["journal_entries", "postings"])
@pytest.mark.parametrize("statement", CHANGES)
async def test_not_even_the_owner_can_change_the_books(company: Company, statement, table):
    await books.post(company)
    engine = make_engine(os.environ["MIGRATION_DATABASE_URL"], 1)
    try:
        refusal = "deadlock"  # emptying locks every table beside it, in which other tests are writing
        while "deadlock" in refusal:
            with pytest.raises(DBAPIError) as refused:
                async with engine.begin() as owner:
                    scope = {"t": str(company.tenant_id)}
                    await owner.execute(text("select set_config('app.tenant_id', :t, true)"), scope)
                    await owner.execute(text(statement.format(table=table)))
            refusal = str(refused.value)
        assert "append-only" in refusal
    finally:
        await engine.dispose()


async def test_switching_company_before_the_commit_does_not_get_an_unbalanced_entry_past(
    company: Company, other_company: Company
):
    """The check runs at the commit, under whatever company is set then: it sees nothing, and refuses."""
    with pytest.raises((EntryEmpty, EntryUnbalanced)):
        async with company.begin() as work:
            await write(work, ("604", "100", "0"), ("440", "0", "1"))
            await work.session.execute(
                text("select set_config('app.tenant_id', :t, true)"), {"t": str(other_company.tenant_id)}
            )
    async with company.begin() as work:
        assert await work.session.scalar(text("select count(*) from accounting.journal_entries")) == 0


@pytest.mark.parametrize("day", [date(2024, 11, 30), date(2025, 11, 30)])
async def test_no_entry_is_taken_from_before_the_end_of_a_closed_year(company: Company, day: date):
    async with company.begin() as work:
        year = FiscalYear(id=new_id(), starts_on=date(2025, 1, 1), ends_on=date(2025, 12, 31), closed_at=work.now)
        work.session.add(year)
    with pytest.raises(YearClosed):
        async with company.begin() as work:
            await write(work, ("604", "100", "0"), ("440", "0", "100"), booked_on=day)
    with pytest.raises(YearClosed):
        async with company.begin() as work:
            work.session.add(FiscalYear(id=new_id(), starts_on=date(2024, 1, 1), ends_on=date(2024, 12, 31)))
