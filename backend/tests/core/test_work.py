"""One tenant, one actor, one transaction; messages after the commit and never before."""

from uuid import uuid4

import pytest
from sqlalchemy import func, insert, select, text
from sqlalchemy.exc import DBAPIError

from accounting.errors import Conflict
from accounting.journal import EntryUnbalanced
from app.core.database import database
from app.core.errors import CONSTRAINTS
from app.core.jobs import Job
from app.core.models import new_id
from app.core.work import begin
from app.modules.contacts.models import Contact
from app.modules.ledger.errors import AccountCodeTaken
from app.modules.ledger.models import Account
from tests.conftest import Company
from tests.factories import books, documents

TABLES = (
    *("users", "tenants", "memberships", "sessions", "refresh_tokens", "job_runs", "accounts", "entry_numbers"),
    *("journal_entries", "postings", "contacts", "documents", "invoices"),
)
NAMES = [*(f"accounting.{each}" for each in TABLES), "audit.events", "results.document_readings"]


async def count(work, table: str) -> int:
    return await work.session.scalar(text(f"select count(*) from {table}"))


async def test_without_a_tenant_nothing_is_there(company: Company):
    await documents.approved(company)
    async with company.begin() as work:
        assert [name for name in NAMES if not await count(work, name)] == []
    async with begin() as work:
        assert {name: await count(work, name) for name in NAMES} == dict.fromkeys(NAMES, 0)


async def test_a_tenant_that_does_not_exist_has_nothing(company: Company):
    async with begin(uuid4(), uuid4()) as work:
        assert {name: await count(work, name) for name in NAMES} == dict.fromkeys(NAMES, 0)


async def test_a_person_without_a_company_sees_only_what_is_theirs(company: Company, other_company: Company):
    async with begin(actor_id=company.user_id) as work:
        personal = {name for name in NAMES if await count(work, name)}
        assert personal == {
            f"accounting.{each}" for each in ("users", "tenants", "memberships", "sessions", "refresh_tokens")
        }
        assert await count(work, "accounting.users") == await count(work, "accounting.memberships") == 1


async def test_what_another_company_has_is_not_there(company: Company, other_company: Company):
    await books.post(other_company)
    async with company.begin() as work:
        assert await count(work, "accounting.journal_entries") == await count(work, "accounting.postings") == 0


async def test_a_row_cannot_be_written_into_another_company(company: Company, other_company: Company):
    with pytest.raises(DBAPIError, match="row-level security"):
        async with company.begin() as work:
            await work.session.execute(
                insert(Contact).values(id=new_id(), name="Stolen", tenant_id=other_company.tenant_id)
            )


async def test_a_row_cannot_be_moved_into_another_company(company: Company, other_company: Company):
    await documents.approved(company)
    with pytest.raises(DBAPIError, match="row-level security"):
        async with company.begin() as work:
            await work.session.execute(
                text("update accounting.contacts set tenant_id = :t"), {"t": other_company.tenant_id}
            )


async def test_work_that_only_reads_cannot_write(company: Company):
    with pytest.raises(DBAPIError, match="read-only transaction"):
        async with company.begin(read_only=True) as work:
            await work.session.execute(insert(Contact).values(id=new_id(), name="Nobody"))


async def test_work_that_only_reads_cannot_become_work_that_writes(company: Company):
    with pytest.raises(DBAPIError, match="read-write mode"):
        async with company.begin(read_only=True) as work:
            await work.session.execute(select(func.count()).select_from(Account))
            await work.session.execute(text("set transaction read write"))


async def test_the_scope_ends_with_the_transaction(company: Company):
    async with company.begin() as work:
        assert await work.session.scalar(text("select accounting.current_tenant()")) == company.tenant_id
    async with database.engine.connect() as same_pool:
        assert await same_pool.scalar(text("select accounting.current_tenant()")) is None
        assert await same_pool.scalar(text("select count(*) from accounting.accounts")) == 0


async def test_a_job_is_sent_after_the_commit_and_not_before(company: Company, broker):
    async with company.begin() as work:
        job_id = await work.enqueue("test.promised", queue="low")
        assert job_id not in await broker.waiting("low")
    assert job_id in await broker.waiting("low")


async def test_nothing_is_sent_when_the_work_fails(company: Company, broker):
    with pytest.raises(Conflict):
        async with company.begin() as work:
            job_id = await work.enqueue("test.promised", queue="low")
            raise Conflict
    assert job_id not in await broker.waiting("low")
    async with company.begin() as work:
        assert await work.session.scalar(select(Job).where(Job.id == job_id)) is None


async def test_nothing_is_sent_and_nothing_stays_when_the_commit_itself_fails(company: Company, broker):
    """The deferred trigger speaks at the commit: everything before it seemed fine."""
    with pytest.raises(EntryUnbalanced):
        async with company.begin() as work:
            job_id = await work.enqueue("test.promised", queue="low")
            entry = await books_entry(work)
            await posting(work, entry, "604", debit=100)
            await posting(work, entry, "440", credit=99)
    assert job_id not in await broker.waiting("low")
    async with company.begin() as work:
        assert await count(work, "accounting.postings") == 0
        assert await work.session.scalar(select(Job).where(Job.id == job_id)) is None


async def books_entry(work):
    entry = new_id()
    await work.session.execute(
        text(
            "insert into accounting.journal_entries (id, number, journal, booked_on, memo) values (:id, :n, 'bank', '2026-11-02', 'x')"
        ),
        {"id": entry, "n": entry.hex},
    )
    return entry


async def posting(work, entry, code, debit=0, credit=0):
    await work.session.execute(
        text(
            "insert into accounting.postings (id, entry_id, position, account_id, debit, credit) select"
            " :id, :entry, 1, id, cast(:debit as numeric), cast(:credit as numeric) from accounting.accounts where code = :code"
        ),
        {"id": new_id(), "entry": entry, "code": code, "debit": debit, "credit": credit},
    )


async def test_a_broken_constraint_is_the_error_that_a_module_declared_for_it(company: Company):
    with pytest.raises(AccountCodeTaken):
        async with company.begin() as work:
            await work.session.execute(
                insert(Account).values(id=new_id(), code="604", names={"en": "x"}, type="expense")
            )


async def test_a_constraint_that_nobody_declared_stays_an_unexpected_error(company: Company):
    with pytest.raises(DBAPIError, match="account_type_is_known"):
        async with company.begin() as work:
            await work.session.execute(insert(Account).values(id=new_id(), code="999", names={"en": "x"}, type="odd"))


async def test_every_declared_constraint_exists_in_the_database():
    async with database.engine.connect() as connection:
        known = set(
            await connection.scalars(
                text(
                    "select conname from pg_constraint union select relname from pg_class where relkind = 'i'"
                    " union select (regexp_matches(prosrc, 'constraint = ''(\\w+)''', 'g'))[1] from pg_proc"
                )
            )
        )
    assert set(CONSTRAINTS) - known == set()
