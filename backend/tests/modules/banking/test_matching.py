"""What Spark proposes is what this process would, byte for byte; it counts when its run ended, and only the last one's."""

import os
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from sqlalchemy import select

from app.core import nightly
from app.core.jobs import Job
from app.core.runs import Run
from app.core.spark import SparkUnavailable
from app.modules.banking import items, matching, proposing
from app.modules.banking import tasks as banking_tasks
from app.modules.banking.models import Matching, Proposal
from libs import bank
from tests.conftest import Company
from tests.factories import banking, invoicing
from tests.factories.banking import BASE, Row, on_account, reconcile
from tests.modules.banking.test_exact import sure_and_tied

SOURCES = Path(__file__).resolve().parents[4]
LISTED = ("line_id", "item", "group_id", "kind", "score", "auto", "reasons")


@pytest.fixture(scope="module")
def spark() -> Iterator[Any]:
    """Two cores of this machine; its Python workers find our packages by path, as on a cluster."""
    paths = [str(SOURCES / "spark-worker"), str(SOURCES / "accounting" / "src")]
    environment = {"PYTHONPATH": os.pathsep.join(paths), "PYSPARK_PYTHON": sys.executable,
                   "PYSPARK_DRIVER_PYTHON": sys.executable, "SPARK_LOCAL_IP": "127.0.0.1",
                   "SPARK_CONF_DIR": str(SOURCES / "spark-worker" / "config")}  # fmt: skip
    with pytest.MonkeyPatch.context() as patch:
        for name, value in environment.items():
            patch.setenv(name, value)
        from libs.session import direct

        session = direct("backend-tests", "local[2]")
        session.sparkContext.setLogLevel("ERROR")
        yield session
        session.stop()


@pytest.fixture
def on_spark(spark: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """The session of the job is one on this machine instead of Connect's."""

    async def run_here(
        run: Run, job: Callable[[Any], None], report: Callable[[float], Awaitable[None]], **_: Any
    ) -> None:
        job(spark)
        await report(0.9)

    monkeypatch.setattr(banking_tasks, "run_on_spark", run_here)


@pytest.fixture
async def spark_role() -> AsyncIterator[psycopg.Connection]:
    with psycopg.connect(os.environ["SPARK_DATABASE_URL"], autocommit=True) as connection:
        yield connection


async def month(company: Company, runs_jobs: Any) -> None:
    """A sure line, a tie, two invoices paid at once, one paid in two parts, a fee, and a line that nobody knows."""
    await sure_and_tied(company, runs_jobs)
    peeters = await invoicing.contact(company, name="Drukkerij Peeters BV", iban="BE68539007547034")
    several = [
        await invoicing.issued(company, invoicing.line(unit_price=price), contact_id=peeters)
        for price in ("310.10", "45.55", "1200.00")
    ]
    both = sum(float(each["total_amount"]) for each in several[:2])
    peeters_pays = {"name": "Drukkerij Peeters", "iban": "BE71096123456769"}
    await banking.imported(
        company, runs_jobs,
        Row(f"{both:.2f}", f"{several[0]['number']} {several[1]['number']}", **peeters_pays),
        Row("1000.00", f"{several[2]['number']} deel 1", on="2026-11-21", **peeters_pays),
        Row("452.00", f"{several[2]['number']} deel 2", on="2026-11-21", **peeters_pays),
        Row("-7.00", "koffie \\u0000 café", name="Bakkerij"),
    )  # fmt: skip


async def match(company: Company, runs_jobs: Any) -> dict[str, Any]:
    answer = await company.client.post(f"{BASE}/matching")
    assert answer.status_code == 202, answer.text
    location = answer.headers["location"]
    await runs_jobs(company)
    job = (await company.client.get(location)).json()["data"]
    assert job["status"] == "succeeded", job
    return dict((await company.client.get(f"{BASE}/matching")).json()["data"])


async def written(company: Company) -> list[tuple[Any, ...]]:
    async with company.begin() as work:
        rows = await work.session.scalars(select(Proposal).order_by(Proposal.line_id, Proposal.item))
        return [tuple(getattr(each, name) for name in LISTED) for each in rows]


async def test_spark_proposes_what_this_process_would(company: Company, runs_jobs, on_spark):
    await month(company, runs_jobs)
    told = await match(company, runs_jobs)
    assert (told["answered_by"], told["line_count"], told["item_count"], told["job_id"]) == ("here", 6, 6, None)
    async with company.begin() as work:
        here = await proposing.here(work)
        rows = await work.session.execute(select(*Proposal.__table__.columns))
        stored = proposing.answers(dict(row._mapping) for row in rows)
    assert stored == here
    assert {each.kind for each in here} >= {"exact", "many_items", "many_lines"}
    assert told["proposed_count"] == sum(len(each.lines) for each in here)


async def test_a_large_book_is_answered_by_what_spark_wrote(company: Company, runs_jobs, instead_of_spark, monkeypatch):
    sure = await sure_and_tied(company, runs_jobs)
    small = (await company.client.get(f"{BASE}/exact")).json()["data"]
    monkeypatch.setattr(proposing, "MOST_LINES", 0)
    assert (await company.client.get(f"{BASE}/exact")).json()["data"] == {"count": 0, "locked_count": 0, "answers": []}
    assert (await match(company, runs_jobs))["answered_by"] == "spark"
    assert (await company.client.get(f"{BASE}/exact")).json()["data"] == small
    answer = await company.client.post(f"{BASE}/exact/accept")
    await runs_jobs(company)
    run = (await company.client.get(f"{BASE}/runs/{answer.json()['data']['id']}")).json()["data"]
    assert (run["status"], run["done_count"], run["failed_count"]) == ("done", 1, 0)
    assert (await invoicing.read(company, sure))["open_amount"] == "0.00"
    assert (await company.client.get(f"{BASE}/exact")).json()["data"]["count"] == 0


async def test_a_large_import_is_matched_first_and_then_applied(
    company: Company, runs_jobs, instead_of_spark, monkeypatch
):
    monkeypatch.setattr(proposing, "MOST_LINES", 0)
    await company.client.patch(f"{BASE}/settings", json={"applies_alone": True})
    await sure_and_tied(company, runs_jobs)
    jobs = await runs_jobs(company)
    ours = [each.name for each in jobs if each.name.startswith("banking.")]
    assert ours == ["banking.import", "banking.apply", "banking.reconcile", "banking.run"]
    assert [each["status"] for each in await banking.lines(company)] == ["reconciled", "open"]


async def test_of_very_many_items_a_line_is_compared_with_those_that_spark_proposed(
    company: Company, runs_jobs, instead_of_spark, monkeypatch
):
    """The line names an invoice of another amount; of items nearer in amount there are more than are compared."""
    await banking.account(company)
    named = await invoicing.issued(company, invoicing.line(unit_price="1200.00"))
    await invoicing.issued(company, invoicing.line(unit_price="820.00"))
    [line] = await banking.imported(company, runs_jobs, Row("1000.00", f"deelbetaling factuur {named['number']}"))
    await match(company, runs_jobs)
    monkeypatch.setattr(items, "MOST_COMPARED", 1)
    candidate, *_ = await banking.candidates(company, line)
    assert [each["id"] for each in candidate["items"]] == [named["id"]]


async def test_matching_again_changes_nothing_but_when(company: Company, runs_jobs, instead_of_spark):
    await month(company, runs_jobs)
    told, before = await match(company, runs_jobs), await written(company)
    assert before
    assert (await match(company, runs_jobs))["matched_at"] > told["matched_at"]
    assert await written(company) == before


async def test_what_is_reconciled_in_part_is_proposed_nothing(company: Company, runs_jobs, instead_of_spark):
    sure = await sure_and_tied(company, runs_jobs)
    line = (await banking.lines(company))[0]
    assert (await reconcile(company, line, on_account("499", "1.00"))).status_code == 200
    assert (await match(company, runs_jobs))["line_count"] == 1
    assert all(row[0] != UUID(line["id"]) for row in await written(company))
    assert (await invoicing.read(company, sure))["open_amount"] == "93.17"


async def test_of_two_runs_at_once_the_one_that_began_last_counts(company: Company, runs_jobs, spark_role):
    await sure_and_tied(company, runs_jobs)
    [line, other] = await banking.lines(company)
    older, newer = uuid4(), uuid4()
    async with company.begin() as work:
        asked = await matching.begin(work, older)
    async with company.begin() as work:
        await matching.begin(work, newer)
    write(spark_role, company, older, (line, "invoice:a"))
    write(spark_role, company, newer, (line, "invoice:b"))
    for run_id in (newer, older):
        async with company.begin() as work:
            await matching.end(work, run_id, asked, applies=False)
    write(spark_role, company, older, (other, "invoice:c"))
    async with company.begin() as work:
        assert (await work.session.scalars(select(Matching.run_id))).one() == newer
        stands = await work.session.scalars(select(Proposal.item).join(Matching, Matching.run_id == Proposal.run_id))
        assert stands.all() == ["invoice:b"]


async def test_what_changed_while_it_was_matched_waits_for_the_next_run(company: Company, runs_jobs, spark_role):
    await sure_and_tied(company, runs_jobs)
    [line, other] = await banking.lines(company)
    run_id = uuid4()
    async with company.begin() as work:
        asked = await matching.begin(work, run_id)
    write(spark_role, company, run_id, (line, "invoice:a", "torn"), (line, "invoice:b"), (other, "invoice:c"))
    async with company.begin() as work:
        await matching.end(work, run_id, asked, applies=False)
    assert [row[1] for row in await written(company)] == ["invoice:c"]


async def test_somebody_impatient_does_not_make_it_run_twice(company: Company, runs_jobs, instead_of_spark):
    await sure_and_tied(company, runs_jobs)
    first, again = [(await company.client.post(f"{BASE}/matching")).headers["location"] for _ in range(2)]
    assert first == again
    assert (await company.client.get(f"{BASE}/matching")).json()["data"]["job_id"] == first.rpartition("/")[2]
    assert (await company.client.delete(first.removeprefix("http://test"))).status_code < 300
    await runs_jobs(company)
    assert (await company.client.get(first)).json()["data"]["status"] == "cancelled"


async def test_without_spark_it_waits_and_small_books_are_applied_all_the_same(
    company: Company, runs_jobs, monkeypatch
):
    async def away(*_: Any, **__: Any) -> None:
        raise SparkUnavailable

    monkeypatch.setattr(banking_tasks, "run_on_spark", away)
    await company.client.patch(f"{BASE}/settings", json={"applies_alone": True})
    await sure_and_tied(company, runs_jobs)
    await company.client.post(f"{BASE}/matching")
    jobs = {each.name: each for each in await runs_jobs(company)}
    assert (jobs["banking.reconcile"].status, jobs["banking.reconcile"].attempts) == ("queued", 0)
    assert [each["status"] for each in await banking.lines(company)] == ["reconciled", "open"]


async def test_every_night_spark_matches_what_is_open(
    company: Company, other_company: Company, runs_jobs, instead_of_spark
):
    assert "banking.apply_nightly" in nightly._names
    await sure_and_tied(company, runs_jobs)
    for each in (company, other_company):
        async with each.begin() as work:
            await work.enqueue("banking.apply_nightly", queue="low", night="2026-11-21")
        await runs_jobs(each)
    assert await written(company)
    async with other_company.begin() as work:
        assert "banking.reconcile" not in set(await work.session.scalars(select(Job.name)))


async def test_spark_may_read_and_write_here_what_it_proposes_and_nothing_else(company: Company, runs_jobs, spark_role):
    await banking.account(company)
    [line] = await banking.imported(company, runs_jobs, Row("-85.00", "domiciliering", name="Proximus"))
    with spark_role.transaction():
        enter(spark_role, company)
        assert spark_role.execute("select id::text from accounting.lines_to_match").fetchall() == [(line["id"],)]
    for statement in ("select * from accounting.bank_lines", "update results.matchings set run_id = null",
                      "insert into results.matchings default values", "select * from accounting.invoices"):  # fmt: skip
        with pytest.raises(psycopg.errors.InsufficientPrivilege), spark_role.transaction():
            enter(spark_role, company)
            spark_role.execute(statement)


async def test_an_entry_of_one_bank_account_is_not_found_on_another(company: Company, runs_jobs, instead_of_spark):
    await banking.account(company)
    await banking.account(company, name="Savings", number="BE71096123456769")
    entry = await company.client.post(
        "/api/v1/ledger/entries",
        json={"booked_on": "2026-11-10", "memo": "Proximus 4711", "journal": "miscellaneous",
              "postings": [{"account_code": "612", "debit": "85.00"}, {"account_code": "550", "credit": "85.00"}]},
    )  # fmt: skip
    assert entry.status_code == 201, entry.text
    row = Row("-85.00", "Proximus 4711", name="Proximus")
    await banking.imported(company, runs_jobs, row, iban="BE71096123456769")
    await match(company, runs_jobs)
    assert await written(company) == []
    await banking.imported(company, runs_jobs, row)
    await match(company, runs_jobs)
    [found] = await written(company)
    lines = {each["id"]: each for each in await banking.lines(company)}
    accounts = (await company.client.get(f"{BASE}/accounts")).json()["data"]
    assert lines[str(found[0])]["bank_account_id"] == next(each["id"] for each in accounts if each["name"] == "KBC")


def enter(connection: psycopg.Connection, company: Company) -> None:
    connection.execute("select set_config('app.tenant_id', %s, true)", (str(company.tenant_id),))


def write(connection: psycopg.Connection, company: Company, run_id: UUID, *pairs: tuple[Any, ...]) -> None:
    """As an executor does, for a line and an item that belong together; a third word names the group."""
    bank.write(
        connection,
        [
            {"book": str(company.tenant_id), "line_id": line["id"], "item_id": item, "kind": "exact", "score": 0.999,
             "group_id": group[0] if group else line["id"], "auto": True, "reasons": "[]"}
            for line, item, *group in pairs
        ],
        str(run_id),
    )  # fmt: skip
