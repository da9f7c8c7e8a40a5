import asyncio
import tempfile
from collections.abc import AsyncGenerator
from concurrent.futures import ThreadPoolExecutor
from contextlib import aclosing
from functools import partial
from typing import Any, BinaryIO
from uuid import UUID

import structlog

from accounting.statements import ColumnsUnknown, StatementUnreadable, because
from accounting.statements import propose as propose_columns
from accounting.statements.detection import format_of
from app.core import storage
from app.core.jobs import CANCELLED
from app.core.nightly import every_night
from app.core.runs import Cancelled, Run, task
from app.core.spark import run_on_spark
from app.core.work import Work
from app.modules.banking import confirming, duplicates, matching, plans, proposing, running, service
from app.modules.banking.staging import Batch, Before, Reader
from app.modules.banking.watched import watched

log = structlog.get_logger()
STOPPED = {
    "cancelled": {"code": "reading_cancelled", "message": "Reading was stopped.", "line": None},
    "failed": {"code": "reading_failed", "message": "This file could not be read to its end.", "line": None},
}


async def given_up(work: Work, status: str, import_id: str) -> None:
    await service.ended(
        work, UUID(import_id), service.FAILED, STOPPED["cancelled" if status == CANCELLED else "failed"]
    )


@task("banking.import", abandoned=given_up)
async def read(run: Run, import_id: str) -> None:
    """Read a file of the bank into staged lines. From the beginning each time, so that a worker's death costs time."""
    import_id_ = UUID(import_id)
    async with run.begin() as work:
        asked = await service.begin(work, import_id_)
    if asked is None:
        return
    with tempfile.TemporaryFile() as file:
        _, chunks = await storage.stream(asked.key)
        async for chunk in chunks:
            await asyncio.to_thread(file.write, chunk)
        seen = watched(file, partial(_unless_cancelled, run))
        try:
            mapping = asked.mapping or await _remembered(run, seen)
            await _read(run, import_id_, asked, mapping, seen)
        except StatementUnreadable as error:
            async with run.begin() as work:
                await service.unreadable(
                    work, import_id_, error, needs_mapping=isinstance(error, ColumnsUnknown) and _is_table(file)
                )


async def _remembered(run: Run, file: BinaryIO) -> dict[str, object] | None:
    """What somebody said of such a table before."""
    if not _is_table(file):
        return None
    headers = list((await asyncio.to_thread(propose_columns, file)).headers)
    async with run.begin() as work:
        found = await service.remembered(work, headers)
    return found.mapping if found else None


def _is_table(file: BinaryIO) -> bool:
    return format_of(file) in ("table", "xlsx")


async def _read(
    run: Run, import_id: UUID, asked: service.Asked, mapping: dict[str, object] | None, file: BinaryIO
) -> None:
    pending, left_out = 0, list[dict[str, Any]]()
    with ThreadPoolExecutor(1) as thread:  # libxml2 falls over when two threads take turns at one file
        of_company = (asked.accounts, asked.given, asked.currency, asked.today, _pages_before(run))
        make = partial(Reader, file, import_id, mapping, *of_company)
        reader = await asyncio.get_running_loop().run_in_executor(thread, make)
        async with aclosing(_read_ahead(reader, thread)) as batches:
            async for batch in batches:
                _unless_cancelled(run)
                async with run.begin() as work:
                    await service.keep(work, import_id, batch)
                pending += batch.pending
                left_out += batch.left_out
                await run.progress(min(file.tell(), asked.size - 1), asked.size)
    if not reader.statements:
        raise StatementUnreadable(because("no_statement"))
    async with run.begin() as work:
        await service.staged(work, import_id, reader.format, service.Beside(pending, left_out), mapping)
    log.info("statements_staged", import_id=str(import_id), lines=reader.lines, statements=reader.statements)


def _pages_before(run: Run) -> Before:
    """Asked by the thread that reads, answered by this one, which waits for it meanwhile."""
    loop = asyncio.get_running_loop()

    async def keys(*page: Any) -> frozenset[str]:
        async with run.begin() as work:
            return await duplicates.pages_before(work, *page)

    return lambda *page: asyncio.run_coroutine_threadsafe(keys(*page), loop).result()


async def _read_ahead(reader: Reader, thread: ThreadPoolExecutor) -> AsyncGenerator[Batch]:
    """One batch is read while whoever asked keeps the one before it; there are never more than two in memory."""
    read = partial(asyncio.get_running_loop().run_in_executor, thread)
    is_last = False
    ahead = read(reader.next_batch)
    try:
        while not is_last:
            batch = await ahead
            if not (is_last := batch.is_last):
                ahead = read(reader.next_batch)
            yield batch
    finally:
        await asyncio.gather(ahead, return_exceptions=True)  # nobody reads on in a file that is closed
        await read(reader.close)


async def not_confirmed(work: Work, status: str, import_id: str) -> None:
    await confirming.gave_up(work, UUID(import_id))


@task("banking.confirm", abandoned=not_confirmed)
async def confirm(run: Run, import_id: str) -> None:
    """Write or take back a long import, all of it or nothing."""

    async def watch(done: int, total: int) -> None:
        _unless_cancelled(run)
        if total > confirming.AT_ONCE:
            await run.progress(done, total)

    async with run.begin() as work:
        await confirming.go_on(work, UUID(import_id), watch)


@task("banking.forget")
async def forget(run: Run, import_id: str) -> None:
    """Nothing that was staged stays of a long import that was discarded."""
    async with run.begin() as work:
        await confirming.forget(work, UUID(import_id))


async def stopped(work: Work, status: str, run_id: str) -> None:
    await running.end(work, UUID(run_id), "cancelled" if status == CANCELLED else "failed")


@task("banking.run", abandoned=stopped)
async def run_many(run: Run, run_id: str) -> None:
    """Reconcile many lines, a slice at a time. What is done stays done when it is stopped, or begins anew."""
    run_id_ = UUID(run_id)
    async with run.begin() as work:
        kind = (await running.run(work, run_id_)).kind
    if kind == "rules":
        await _by_rules(run, run_id_)
    else:
        await _what_is_sure(run, run_id_)
    async with run.begin() as work:
        await running.end(work, run_id_, "done")


async def _what_is_sure(run: Run, run_id: UUID) -> None:
    async with run.begin() as work:
        due = await running.sure(work, run_id)
    count = len(due)
    for start in range(0, count, running.SLICE):
        _unless_cancelled(run)
        end = start + running.SLICE
        async with run.begin() as work:
            await running.accept(work, run_id, await due.some(work, start, end))
        await run.progress(end, count)


async def _by_rules(run: Run, run_id: UUID) -> None:
    async with run.begin() as work:
        total = await running.plan(work, run_id, await _half_way(run, work))
    place: running.Place = None
    seen = 0
    while True:
        _unless_cancelled(run)
        async with run.begin() as work:
            place, looked_at = await running.by_rules(work, run_id, place)
        seen += looked_at
        if place is None:
            return
        await run.progress(seen, max(total, seen))


async def _half_way(run: Run, work: Work) -> plans.Watch:
    """Looking at all that is open is the first half of a run that nobody asked for."""
    total, seen = (await proposing.size(work)).lines, 0

    async def watch(lines: int) -> None:
        nonlocal seen
        seen += lines
        _unless_cancelled(run)
        await run.progress(seen, 2 * max(total, seen))

    return watch


def _unless_cancelled(run: Run) -> None:
    if run.cancelled.is_set():
        raise Cancelled


@task("banking.revert_run", abandoned=stopped)
async def revert_run(run: Run, run_id: str) -> None:
    """Undo what a run did, a slice at a time. What still stands when it is stopped can be taken back later."""
    async with run.begin() as work:
        total = (await running.run(work, UUID(run_id))).done_count
    place: running.Place = None
    seen = 0
    while True:
        _unless_cancelled(run)
        async with run.begin() as work:
            place, looked_at = await running.undo_some(work, UUID(run_id), place)
        seen += looked_at
        await run.progress(seen, max(total, seen))
        if place is None:
            break
    async with run.begin() as work:
        await running.reverted(work, UUID(run_id))


@task("banking.apply")
async def apply(run: Run) -> None:
    """After an import: what the company lets be applied without asking."""
    async with run.begin() as work:
        await matching.after_news(work)


@task("banking.apply_nightly")
async def apply_nightly(run: Run, night: str) -> None:
    """Every night the same, and what is proposed is worked out anew."""
    async with run.begin() as work:
        await matching.after_news(work, nightly=True)


@task(matching.NAME)
async def match(run: Run, applies: bool) -> None:
    """Let Spark work out what settles what. From the beginning each time, under another name."""
    async with run.begin() as work:
        asked = await matching.begin(work, run.lease_token)
    count = asked.lines + asked.items

    def job(session: Any) -> None:
        from libs.bank import propose

        propose(session, str(run.tenant_id), str(run.lease_token), count, asked.options)

    async def report(fraction: float) -> None:
        await run.progress(fraction * asked.lines, asked.lines)

    if asked.lines:
        await run_on_spark(run, job, report, rows=count)
    async with run.begin() as work:
        await matching.end(work, run.lease_token, asked, applies=applies)


every_night("banking.apply_nightly")
