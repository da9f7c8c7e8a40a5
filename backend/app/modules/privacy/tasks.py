from uuid import UUID

from app.core import nightly, storage
from app.core.runs import Cancelled, Outcome, Run, task
from app.core.work import Work
from app.modules.privacy import exporting, forgetting


async def abandoned(work: Work, status: str, export_id: str) -> None:
    await exporting.give_up(work, UUID(export_id))


@task("privacy.export", abandoned=abandoned)
async def export(run: Run, export_id: str) -> Outcome:
    """Go on making an export; other jobs have their turns in between."""
    return await exporting.make(run, UUID(export_id))


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
    """Exports whose time is over."""
    async with run.begin() as work:
        await forgetting.tidy(work)


nightly.every_night("privacy.tidy")
