from uuid import UUID

from sqlalchemy import select

from app.core.events import changed, values_of
from app.core.jobs import CANCELLABLE, QUEUED, RUNNING, Job
from app.core.work import Work
from app.modules.jobs.errors import JobAlreadyFinished, JobNotCancellable, JobNotFound


async def cancel(work: Work, job_id: UUID) -> Job:
    """Ask a job to stop; a waiting one stops when its turn comes, a running one within seconds.

    Raises JobNotFound, JobNotCancellable, JobAlreadyFinished.
    """
    job = await work.session.scalar(select(Job).where(Job.id == job_id).with_for_update())
    if job is None or work.tenant_id is None:
        raise JobNotFound
    if job.name not in CANCELLABLE:
        raise JobNotCancellable
    if job.status not in (QUEUED, RUNNING):
        raise JobAlreadyFinished(f"it has {job.status}")
    before = values_of(job, "status", "cancel_requested")
    job.cancel_requested = True
    job.not_before = None
    if job.status == QUEUED:
        work.resend(job, work.tenant_id)
    await work.record(
        "job.cancelled",
        job_id=job.id,
        name=job.name,
        **changed(before, values_of(job, "status", "cancel_requested")),
    )
    return job
