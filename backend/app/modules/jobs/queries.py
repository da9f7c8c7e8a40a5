from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import Select, select

from app.core.jobs import Job
from app.core.listing import Filter, Listing, Sort
from app.core.work import Work
from app.modules.jobs.errors import JobNotFound

JOBS = Listing(
    name="jobs",
    sorts={"created_at": Sort(Job.created_at, datetime.fromisoformat)},
    default="-created_at",
    key=Job.id,
    dated=Job.created_at,
    filters={
        "status": Filter(Job.status, Literal["queued", "running", "succeeded", "failed", "cancelled"]),
        "name": Filter(Job.name, str, "such as documents.read"),
    },
)


def every_job() -> Select[Any]:
    return select(Job)


async def get(work: Work, job_id: UUID) -> Job:
    """Raises JobNotFound."""
    job = await work.session.scalar(select(Job).where(Job.id == job_id))
    if job is None:
        raise JobNotFound
    return job
