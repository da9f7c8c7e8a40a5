from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from app.core.jobs import Job
from app.core.paging import PageOf, page
from app.core.work import Work
from app.modules.jobs.errors import JobNotFound


async def get(work: Work, job_id: UUID) -> Job:
    """Raises JobNotFound."""
    job = await work.session.scalar(select(Job).where(Job.id == job_id))
    if job is None:
        raise JobNotFound
    return job


async def jobs(work: Work, *, status: str | None, limit: int, cursor: str | None) -> PageOf:
    query = select(Job).where(Job.status == status) if status else select(Job)
    return await page(
        work.session,
        query,
        sort=Job.created_at,
        key=Job.id,
        kind=datetime.fromisoformat,
        descending=True,
        limit=limit,
        cursor=cursor,
    )
