"""A file of any length: read and kept a batch at a time, all of it or nothing, whoever dies or is stopped on the way."""

from typing import BinaryIO

import pytest
from sqlalchemy import event, select, update
from sqlalchemy.exc import IntegrityError

from app.core.database import database
from app.core.jobs import Job
from app.core.runs import Run
from app.core.work import Work
from app.modules.banking import confirming, service, staging, tasks
from app.modules.banking.models import BankLine
from tests.conftest import Company
from tests.factories import banking
from tests.factories.banking import Row, camt, decide, lines, staged

SEVEN = [Row(f"{number}.00", f"invoice {number}", bank_id=f"B{number}") for number in range(1, 8)]
AMOUNTS = ["1.00", "2.00", "3.00", "4.00", "5.00", "6.00", "7.00"]


class WorkerDied(Exception):
    """As far as the database can tell."""


@pytest.fixture(autouse=True)
def short_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two events of a file at a time, and what is longer than two lines goes on in a job, two lines at a time."""
    monkeypatch.setattr(staging, "BATCH", 2)
    monkeypatch.setattr(confirming, "AT_ONCE", 2)
    monkeypatch.setattr(confirming, "SLICE", 2)


async def due_now(company: Company) -> None:
    """What waits before it is tried again, waits no longer."""
    async with company.begin() as work:
        await work.session.execute(update(Job).where(Job.status == "queued").values(not_before=None))


async def kept(company: Company) -> list[tuple[str, str]]:
    """Every line that the database holds, with its state, in order of the file."""
    async with company.begin() as work:
        found = await work.session.execute(select(BankLine.amount, BankLine.state).order_by(BankLine.position))
        return [(f"{amount:.2f}", state) for amount, state in found.tuples()]


@pytest.mark.parametrize("batches", [0, 1, 2, 3, 4])
async def test_a_worker_killed_at_any_line_reads_the_file_anew_and_keeps_each_line_once(
    company: Company, runs_jobs, monkeypatch: pytest.MonkeyPatch, batches: int
):
    await banking.account(company)
    keep, done = service.keep, 0

    async def keep_some(*asked: object) -> None:
        nonlocal done
        done += 1
        if done == batches + 1:
            raise WorkerDied
        await keep(*asked)

    monkeypatch.setattr(service, "keep", keep_some)
    found = await staged(company, runs_jobs, camt(SEVEN))
    before = len(await kept(company))
    assert (found["status"], before) == ("reading", max(0, 2 * batches - 1))
    await due_now(company)
    await runs_jobs(company)
    found = await banking.read(company, found)
    assert (found["status"], found["line_count"], found["statements"][0]["is_proved"]) == ("staged", 7, True)
    assert await kept(company) == [(amount, "staged") for amount in AMOUNTS]


async def test_reading_that_is_stopped_leaves_no_line(company: Company, runs_jobs, monkeypatch: pytest.MonkeyPatch):
    await banking.account(company)
    progress = Run.progress

    async def stopped(run: Run, done: float, total: int) -> None:
        await progress(run, done, total)
        run.cancelled.set()

    monkeypatch.setattr(Run, "progress", stopped)
    found = await staged(company, runs_jobs, camt(SEVEN))
    assert (found["status"], found["problem"]["code"], found["line_count"]) == ("failed", "reading_cancelled", 0)
    assert await kept(company) == []


async def test_a_table_is_no_longer_looked_at_when_reading_is_stopped(
    company: Company, runs_jobs, monkeypatch: pytest.MonkeyPatch
):
    remembered, looked = tasks._remembered, list[object]()

    async def stopped(run: Run, file: BinaryIO) -> object:
        run.cancelled.set()
        looked.append(await remembered(run, file))
        return looked[0]

    monkeypatch.setattr(tasks, "_remembered", stopped)
    found = await staged(company, runs_jobs, b"Datum;Bedrag\n05/11/2026;1,00\n")
    assert (found["status"], found["problem"]["code"], looked) == ("failed", "reading_cancelled", [])


@pytest.mark.parametrize(
    ("what", "state", "status"), [("confirm", "staged", "staged"), ("revert", "imported", "imported")]
)
async def test_a_long_import_or_its_return_that_is_stopped_changed_no_line(
    company: Company, runs_jobs, monkeypatch: pytest.MonkeyPatch, what: str, state: str, status: str
):
    await banking.account(company)
    found = await staged(company, runs_jobs, camt(SEVEN))
    if what == "revert":
        await decide(company, found, "confirm")
        await runs_jobs(company)
    told: list[float] = []
    progress = Run.progress

    async def stopped(run: Run, done: float, total: int) -> None:
        told.append(done / total)
        if done >= 4:
            run.cancelled.set()
        await progress(run, done, total)

    monkeypatch.setattr(Run, "progress", stopped)
    reason = {"reason": "wrong"} if what == "revert" else {}
    assert (await decide(company, found, what, **reason)).json()["data"]["status"] == f"{what}ing".replace(
        "confirming", "importing"
    )
    await runs_jobs(company)
    found = await banking.read(company, found)
    assert (found["status"], max(told)) == (status, 4 / 7)
    assert await kept(company) == [(amount, state) for amount in AMOUNTS]


@pytest.mark.parametrize("slices", [0, 1, 2, 3])
async def test_a_worker_killed_while_it_imports_has_imported_nothing_and_then_all_of_it_once(
    company: Company, runs_jobs, monkeypatch: pytest.MonkeyPatch, slices: int
):
    await banking.account(company)
    found = await staged(company, runs_jobs, camt(SEVEN))
    progress, is_dead = Run.progress, False

    async def dies(run: Run, done: float, total: int) -> None:
        nonlocal is_dead
        if done == 2 * slices and not is_dead:
            is_dead = True
            raise WorkerDied
        await progress(run, done, total)

    monkeypatch.setattr(Run, "progress", dies)
    await decide(company, found, "confirm")
    await runs_jobs(company)
    assert is_dead
    assert await kept(company) == [(amount, "staged") for amount in AMOUNTS]
    await due_now(company)
    await runs_jobs(company)
    assert (await banking.read(company, found))["status"] == "imported"
    assert [each["amount"] for each in await lines(company)] == AMOUNTS


async def test_a_long_file_that_is_discarded_leaves_no_line(company: Company, runs_jobs):
    await banking.account(company)
    found = await staged(company, runs_jobs, camt(SEVEN))
    assert (await decide(company, found, "discard")).json()["data"]["status"] == "discarded"
    await runs_jobs(company)
    assert await kept(company) == []


async def test_a_long_file_is_kept_in_as_many_questions_as_a_short_one(
    company: Company, other_company: Company, runs_jobs, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(staging, "BATCH", 5_000)
    asked: list[str] = []

    def hear(_line: object, _cursor: object, statement: str, *_: object) -> None:
        if "bank_lines" in statement:
            asked.append(statement)

    assert database.engine is not None
    event.listen(database.engine.sync_engine, "before_cursor_execute", hear)
    counts = []
    for one, size in ((company, 20), (other_company, 900)):
        await banking.account(one)
        asked.clear()
        found = await staged(one, runs_jobs, camt([Row("1.00", f"number {number}") for number in range(size)]))
        await decide(one, found, "confirm")
        await runs_jobs(one)
        assert (await banking.read(one, found))["new_count"] == size
        counts.append(sum(each.lstrip().lower().startswith("insert") for each in asked))
    event.remove(database.engine.sync_engine, "before_cursor_execute", hear)
    assert counts == [1, 1]


async def test_the_database_lets_no_imported_line_go_among_many(company: Company, runs_jobs, work: Work):
    await banking.account(company)
    found = await staged(company, runs_jobs, camt(SEVEN))
    await decide(company, found, "confirm")
    await runs_jobs(company)
    with pytest.raises(IntegrityError, match="was imported"):
        async with work.attempt():
            await service.forget_lines(work, found["id"])
    assert len(await kept(company)) == 7
