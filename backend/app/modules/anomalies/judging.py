"""The books of a company judged, by Spark or by this worker.

Imported by a job that judges, when it does: this needs Arrow and numpy.
"""

import asyncio
import hashlib
from typing import Any
from uuid import UUID

import pyarrow as pa
import pyarrow.compute as pc
import structlog

from accounting.anomalies import Found
from accounting.anomalies.kept import as_bytes, found_in, from_bytes
from app.core import storage
from app.core.config import settings
from app.core.runs import Cancelled, Run
from app.core.spark import SparkUnavailable, run_on_spark
from app.modules.anomalies import gathering, queries, running

log = structlog.get_logger()
MEDIA_TYPE = "application/vnd.apache.arrow.file"


async def judge(run: Run, run_id: UUID) -> None:
    """Judge what is there now, or what was kept of it before."""
    async with run.begin() as work:
        asked = await running.begin(work, run_id)
    if asked is None:
        return
    if asked.key is not None:
        entries = from_bytes(await storage.read(asked.key))
    else:
        gathered = await _gathered(run, run_id)
        if gathered is None:
            return
        entries = gathered
    seen, judged_on = await _seen(run, run_id, entries, asked.limits)
    facts = gathering.facts_of(entries, [each.entry for each in seen])
    async with run.begin() as work:
        await running.absorb(work, run_id, facts, seen, judged_on)
    log.info("books_judged", run_id=str(run_id), entries=len(entries), findings=len(seen), on=judged_on)


async def judge_again(run: Run, run_id: UUID) -> None:
    """What a run judged, with its limits, and whether it is the same."""
    async with run.begin() as work:
        found = await queries.run(work, run_id)
    entries = from_bytes(await storage.read(found.key))
    seen, _ = await _seen(run, run_id, entries, found.limits or "")
    async with run.begin() as work:
        await running.replayed(work, run_id, seen)


async def _gathered(run: Run, run_id: UUID) -> pa.Table | None:
    """The company's entries, kept in storage before anything is judged; None when nothing changed since."""
    async with run.begin() as work:
        entries = await gathering.entries(work)
    content = await asyncio.to_thread(as_bytes, entries)
    sha256 = hashlib.sha256(content).hexdigest()
    await storage.put(f"{run.tenant_id}/anomalies/{sha256}.arrow", content, MEDIA_TYPE)
    async with run.begin() as work:
        return entries if await running.keep(work, run_id, sha256, len(entries)) else None


async def _seen(run: Run, run_id: UUID, entries: pa.Table, limits: str) -> tuple[list[Found], str]:
    """What stands out, by Spark; with Spark away and books of ordinary size, by this worker. Both answer the same."""
    if not len(entries):
        return [], "worker"
    try:
        return await _on_spark(run, run_id, entries, limits), "spark"
    except SparkUnavailable:
        if len(entries) > settings().entries_judged_without_spark:
            raise
    found = await asyncio.to_thread(found_in, entries, limits)
    if run.cancelled.is_set():
        raise Cancelled
    return found, "worker"


async def _on_spark(run: Run, run_id: UUID, entries: pa.Table, limits: str) -> list[Found]:
    books = sorted(pc.unique(entries["book"]).to_pylist())
    async with run.begin() as work:
        key = (await queries.run(work, run_id)).key

    def job(session: Any) -> None:
        from libs.kept_books import judge_books
        from libs.structs import KeptBook

        asked = [KeptBook(str(run.tenant_id), str(run_id), key, book, limits) for book in books]
        judge_books(session, asked, len(entries))

    async def report(fraction: float) -> None:
        await run.progress(100 * fraction, 100)

    await run_on_spark(run, job, report)
    async with run.begin() as work:
        return await running.written(work, run_id)
