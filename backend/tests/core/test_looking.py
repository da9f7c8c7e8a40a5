"""Looking without a transaction: whoever comes in sees their own company, on connections that all get in turn."""

import asyncio
import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest
from asyncpg import PostgresError
from sqlalchemy import insert, text
from sqlalchemy.exc import DBAPIError

from app.core.database import database, driver_of
from app.core.entering import Shown
from app.core.looking import LetIn, Looking, look
from app.core.models import new_id
from app.core.origin import Origin
from app.core.tokens import read_access
from app.core.work import Work
from app.modules.contacts.models import Contact
from app.modules.identity.errors import SessionEnded
from tests.conftest import Company
from tests.factories.invoicing import BASE, issued


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
        assert not driver_of(work.line).is_in_transaction()


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


FAILS = "select 1 / (random() * 0)::int"
OURS = "select distinct tenant_id from accounting.accounts where code <> $1"


async def test_who_comes_in_with_the_first_question_sees_their_own_company(
    company: Company, other_company: Company, one_line
):
    for each in [company, other_company] * 8:
        async with looking(each, let_in) as work:
            assert [row[0] for row in await work.ask(OURS, "0")] == [each.tenant_id]
            assert (work.entered.user_id, work.entered.role) == (each.user_id, "owner")
            assert [row[0] for row in await work.ask(OURS, "0")] == [each.tenant_id]


def let_in(work: Work) -> None:
    if work.entered is None:
        raise SessionEnded


async def test_nothing_is_asked_for_whoever_does_not_come_in(company: Company, other_company: Company, one_line):
    """The rows hang on who came in: for nobody they are not even looked for, and asking again helps nobody."""
    async with looking(other_company, let_in) as work:
        await work.come_in()
    await end_session(company)
    with pytest.raises(SessionEnded):
        async with looking(company, let_in) as work:
            for _ in range(2):
                with pytest.raises(SessionEnded):
                    await work.ask(FAILS)
            with pytest.raises(AssertionError, match="nobody came in"):
                _ = work.session
            raise SessionEnded


async def test_a_first_question_that_fails_lets_nobody_in(company: Company, other_company: Company, one_line):
    """What `enter` had set is undone with it, so the connection is still the one's who had it before."""
    async with looking(other_company, let_in) as work:
        await work.come_in()
    async with looking(company, let_in) as work:
        with pytest.raises(PostgresError):
            await work.ask(FAILS)
        assert [row[0] for row in await work.ask(OURS, "0")] == [company.tenant_id]


async def test_who_asks_nothing_is_let_in_before_the_end_all_the_same(company: Company):
    await end_session(company)
    with pytest.raises(SessionEnded):
        async with looking(company, let_in):
            pass


async def test_every_way_to_ask_waits_for_who_comes_in(company: Company, other_company: Company, one_line):
    for each in [company, other_company] * 3:
        async with looking(each, let_in) as work:
            streamed = [row["tenant_id"] async for rows in work.stream(OURS, "0") for row in rows]
        async with looking(each, let_in) as work, work.one_moment():
            momentary = [row[0] for row in await work.ask(OURS, "0")]
        async with looking(each, let_in) as work:
            await work.come_in()
            mapped = list(await work.session.scalars(text("select distinct tenant_id from accounting.accounts")))
        assert streamed == momentary == mapped == [each.tenant_id]


async def test_a_session_that_ended_sees_no_list_and_no_figures_from_then_on(company: Company):
    await issued(company)
    paths = [BASE, f"{BASE}/open", "/api/v1/reminders", "/api/v1/insights/dashboard"]
    assert [(await company.client.get(path)).status_code for path in paths] == [200] * 4
    await end_session(company)
    for path in paths:
        told = await company.client.get(path)
        assert (told.status_code, told.json()["type"]) == (401, "/problems/session_ended")


async def end_session(company: Company) -> None:
    """Ended elsewhere; the token is good for minutes more."""
    session_id = read_access(company.data["access_token"]).session_id
    async with company.begin() as work:
        await work.session.execute(
            text("update accounting.sessions set revoked_at = :at where id = :id"),
            {"at": work.now - timedelta(seconds=1), "id": session_id},
        )


@asynccontextmanager
async def looking(company: Company, let_in: LetIn | None = None) -> AsyncIterator[Looking]:
    session_id = read_access(company.data["access_token"]).session_id
    async with look(Shown(company.tenant_id, company.user_id, session_id), Origin(), let_in) as work:
        yield work
