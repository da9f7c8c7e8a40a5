from uuid import UUID

from app.core import storage
from app.core.jobs import CANCELLED
from app.core.nightly import every_night
from app.core.runs import Run, task
from app.core.work import Work
from app.modules.anomalies import running


async def stopped(work: Work, status: str, run_id: str) -> None:
    await running.end(work, UUID(run_id), "cancelled" if status == CANCELLED else "failed")


@task("anomalies.judge", abandoned=stopped)
async def judge(run: Run, run_id: str) -> None:
    """Judge all books of the company. Begun again after a worker's death, it judges what was kept before."""
    from app.modules.anomalies import judging

    await judging.judge(run, UUID(run_id))


@task("anomalies.replay")
async def replay(run: Run, run_id: str) -> None:
    """Judge again what a run judged, with its limits, and say whether it is the same."""
    from app.modules.anomalies import judging

    await judging.judge_again(run, UUID(run_id))


@task("anomalies.nightly")
async def nightly(run: Run, night: str) -> None:
    """Every night, for every company that is not closed. What old runs judged goes, unless a finding rests on it."""
    async with run.begin() as work:
        await running.start_tonight(work)
        keys = await running.outdated(work)
    await storage.remove(keys)


every_night("anomalies.nightly")
