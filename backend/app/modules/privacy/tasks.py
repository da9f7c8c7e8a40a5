from collections import Counter
from collections.abc import AsyncIterator
from uuid import UUID

import structlog

from accounting.retention import DocumentClass
from app.core import nightly, resealing, storage
from app.core.resealing import Kind, OpenWork
from app.core.runs import Cancelled, Outcome, Run, task
from app.core.work import Work
from app.modules.privacy import exporting, forgetting

log = structlog.get_logger()


async def abandoned(work: Work, status: str, export_id: str) -> None:
    await exporting.give_up(work, UUID(export_id))


@task("privacy.export", abandoned=abandoned)
async def export(run: Run, export_id: str) -> Outcome:
    """Go on making an export; other jobs have their turns in between."""
    return await exporting.make(run, UUID(export_id))


@task(forgetting.JOB)
async def forget_person(run: Run, user_id: str, email_sealed: str | None = None) -> None:
    """Forget a person in this company; done before, it does nothing."""
    async with run.begin() as work:
        await forgetting.forget_once(work, run.job_id)


@task("privacy.clear_folder")
async def clear_folder(run: Run, folder: str) -> None:
    """Remove what is stored of something that is gone."""
    await storage.remove_folder(folder)


@task("privacy.clear_company")
async def clear_company(run: Run) -> None:
    """Remove what no law keeps of a closed company; what is gone already does no harm."""
    count = 0
    while True:
        if run.cancelled.is_set():
            raise Cancelled
        async with run.begin() as work:
            documents = await forgetting.next_unbooked(work)
            await forgetting.remove_documents(work, documents)
            count += len(documents)
            if not documents:
                await work.record("company.cleared", documents=count, **await forgetting.clear_rest(work))
                return


@task("privacy.tidy")
async def tidy(run: Run, night: str) -> None:
    """Exports whose time is over, and erasures that were given up."""
    async with run.begin() as work:
        await forgetting.tidy(work)
        await forgetting.promise_again(work)


@task("privacy.keep_to_terms")
async def keep_to_terms(run: Run, night: str) -> None:
    """What has had its term goes, by the dated terms of `accounting.retention`.

    Documents that were rejected or could not be read go with their files; what reached the books never does, the audit
    module only reports from when it may. Stored answers, sealed mail, deliveries and exports are seen to by jobs of
    their own modules. A step done again finds less to do.
    """
    counts = {"jobs": 0, "documents": 0, "mails": 0, "traces": 0}
    while not run.cancelled.is_set():
        async with run.begin() as work:
            removed = await forgetting.remove_jobs(work)
        counts["jobs"] += removed
        if removed < forgetting.ROWS_AT_ONCE:
            break
    while not run.cancelled.is_set():
        async with run.begin() as work:
            documents = await forgetting.next_unbooked(
                work, ended_before=forgetting.over(work, DocumentClass.NOT_BOOKED)
            )
            await forgetting.remove_documents(work, documents)
        counts["documents"] += len(documents)
        if not documents:
            break
    async with run.begin() as work:
        counts["mails"] = await forgetting.remove_mails(work)
        people = await forgetting.people_of(work)
    for person in people:
        async with run.begin() as work:
            counts["traces"] += await forgetting.remove_traces(work, person)
    log.info("terms_kept", job_id=str(run.job_id), **counts)


async def _reseal_addresses(_: UUID, open_work: OpenWork) -> AsyncIterator[None]:
    async with open_work() as work:
        await forgetting.reseal_addresses(work)
    yield


async def _count_addresses(_: UUID, open_work: OpenWork) -> Counter[str]:
    async with open_work() as work:
        return await forgetting.count_addresses(work)


resealing.declare(Kind("addresses of people who are being erased", _count_addresses, _reseal_addresses))
nightly.every_night("privacy.tidy")
nightly.every_night("privacy.keep_to_terms")
