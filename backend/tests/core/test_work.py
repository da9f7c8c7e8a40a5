"""One tenant, one actor, one transaction; messages after the commit and never before."""

import asyncio
import gc
from contextlib import asynccontextmanager
from uuid import uuid4

import pytest
from asyncpg import PostgresError
from sqlalchemy import func, insert, select, text
from sqlalchemy.exc import DBAPIError

from accounting.errors import Conflict
from accounting.journal import EntryUnbalanced
from app.core.database import database, driver_of
from app.core.entering import Shown
from app.core.errors import CONSTRAINTS
from app.core.jobs import Job
from app.core.models import new_id
from app.core.origin import Origin
from app.core.tokens import read_access
from app.core.work import begin, look
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


async def test_what_only_looks_sees_its_own_company_and_nothing_after_another_has_entered(
    company: Company, other_company: Company
):
    """The scope stays with the connection: whoever comes next sets their own before anything else."""
    for each in [company, other_company] * 12:
        async with looking(each) as work:
            seen = (await work.session.scalars(text("select distinct tenant_id from accounting.accounts"))).all()
            assert seen == [each.tenant_id]
            assert (await work.ask("select accounting.current_actor()"))[0][0] == each.user_id


THOUSAND = "select tenant_id, pg_sleep(0) from accounting.accounts, generate_series(1, 1000)"


@pytest.fixture
async def one_line():
    """The pool of what only looks holds a single connection, which everybody gets in turn."""
    await database.close()
    database.connect(pool_size=1)
    yield
    await database.close()


@pytest.mark.parametrize("how", ["left", "failed", "cancelled", "broken"])
async def test_a_connection_that_somebody_left_in_the_middle_is_nobody_elses(
    company: Company, other_company: Company, one_line, how
):
    """A stream that is not read to its end, a question that fails, a caller who hangs up: the next sees their own."""
    kept = []
    begun = asyncio.Event()

    async def begin_something() -> None:
        async with looking(company) as work:
            parts = work.stream(THOUSAND)
            kept.append(parts)  # as a traceback keeps it
            assert (await anext(parts))[0]["tenant_id"] == company.tenant_id
            if how == "failed":
                raise RuntimeError("the paper is full")
            if how == "broken":
                await work.ask("select 1 / 0")
            if how == "cancelled":
                begun.set()
                await asyncio.sleep(60)

    if how == "cancelled":
        task = asyncio.create_task(begin_something())
        await begun.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
    elif how == "left":
        await begin_something()
    else:
        with pytest.raises(RuntimeError if how == "failed" else PostgresError):
            await begin_something()
    async with looking(other_company) as work:
        seen = {each["tenant_id"] for each in await work.ask("select distinct tenant_id from accounting.accounts")}
        kept.clear()
        gc.collect()
        await asyncio.sleep(0)
        after = {each["tenant_id"] for each in await work.ask("select distinct tenant_id from accounting.accounts")}
        assert seen == after == {other_company.tenant_id}
        assert not driver_of(work._line).is_in_transaction()


async def test_whoever_comes_at_the_same_time_sees_their_own(company: Company, other_company: Company, one_line):
    async def seen(each: Company) -> bool:
        async with looking(each) as work:
            found = []
            async for rows in work.stream("select distinct tenant_id from accounting.accounts"):
                await asyncio.sleep(0)
                found += [row["tenant_id"] for row in rows]
            return found == [each.tenant_id]

    assert all(await asyncio.gather(*(seen(each) for each in [company, other_company] * 20)))


async def test_what_only_looks_cannot_write_by_either_way(company: Company):
    with pytest.raises(DBAPIError, match="read-only transaction"):
        async with looking(company) as work:
            await work.session.execute(insert(Contact).values(id=new_id(), name="Nobody"))
    with pytest.raises(PostgresError, match="read-only transaction"):
        async with looking(company) as work:
            await work.ask("delete from accounting.documents")


async def test_a_connection_that_postgresql_closed_is_replaced_unasked(company: Company):
    for _ in range(2):
        async with looking(company) as work:
            line = (await work.ask("select pg_backend_pid()"))[0][0]
        async with company.begin() as other:
            mine = await other.session.scalar(text("select pg_backend_pid()"))
            await other.session.execute(text("select pg_terminate_backend(:line)"), {"line": line})
        async with company.begin() as last:
            await last.session.execute(text("select pg_terminate_backend(pid) from pg_stat_activity where pid in (:line, :mine) and pid <> pg_backend_pid()"), {"line": line, "mine": mine})  # fmt: skip
        await asyncio.sleep(0.1)
        assert (await company.client.get("/api/v1/contacts")).status_code == 200
        assert (await company.client.get("/api/v1/me")).status_code == 200


@asynccontextmanager
async def looking(company: Company):
    session_id = read_access(company.data["access_token"]).session_id
    async with look(Shown(company.tenant_id, company.user_id, session_id), Origin()) as work:
        yield work
