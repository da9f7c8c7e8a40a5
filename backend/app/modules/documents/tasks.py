from typing import Any
from uuid import UUID

import structlog

from app.core import storage
from app.core.jobs import CANCELLED
from app.core.runs import Outcome, Run, task
from app.core.spark import SparkJobFailed, SparkUnavailable, run_on_spark
from app.core.storage import StorageUnavailable
from app.core.work import Work
from app.modules.documents import reading

log = structlog.get_logger()


async def abandoned(work: Work, status: str, document_ids: list[str]) -> None:
    problem = "reading_cancelled" if status == CANCELLED else "reading_failed"
    await reading.abandon(work, [UUID(each) for each in document_ids], problem)


@task("documents.clear")
async def clear(run: Run, folder: str) -> None:
    """Remove what is stored of a document that was removed: its original and every page image of every reading."""
    await storage.remove_folder(folder)


@task("documents.read", abandoned=abandoned)
async def read(run: Run, document_ids: list[str]) -> Outcome:
    """Read one slice of the documents on Spark; then the next job gets its turn."""
    ids = [UUID(each) for each in document_ids]
    async with run.begin() as work:
        await reading.absorb(work, ids)
        slice_ = await reading.next_slice(work, ids)
        done = await reading.progress(work, ids)
        rows = [
            {
                "tenant_id": str(run.tenant_id),
                "document_id": str(each.id),
                "key": each.key,
                "media_type": each.media_type,
            }
            for each in slice_
        ]
    if not slice_:
        return Outcome.DONE
    read_ids = [each.id for each in slice_]

    def job(session: Any) -> None:
        from libs.runner import read_documents

        read_documents(session, rows)

    async def report(fraction: float) -> None:
        await run.progress(done + fraction * len(rows), len(ids))

    try:
        await run_on_spark(run, job, report)
    except SparkUnavailable:
        async with run.begin() as work:
            await reading.hand_back(work, read_ids)
        raise
    except SparkJobFailed as error:
        log.warning("slice_failed", job_id=str(run.job_id), documents=len(rows), error=str(error))
        try:
            await storage.ping()
        except StorageUnavailable:  # then it is not the documents' fault
            async with run.begin() as work:
                await reading.hand_back(work, read_ids)
            raise
    async with run.begin() as work:
        await reading.absorb(work, read_ids)
        await reading.isolate(work, read_ids)
        finished = await reading.progress(work, ids)
    await run.progress(finished, len(ids))
    return Outcome.DONE if finished >= len(ids) else Outcome.MORE
