from typing import Annotated, Any
from uuid import UUID

from fastapi import Request

from app.core.answers import Answer, Page, answer
from app.core.errors import problem_responses
from app.core.listing import LISTED, Asked, listed
from app.core.routes import Router
from app.core.work import Work
from app.modules.identity.access import may
from app.modules.identity.permissions import Permission
from app.modules.jobs import queries, service
from app.modules.jobs.errors import JobAlreadyFinished, JobNotCancellable, JobNotFound
from app.modules.jobs.schemas import JobRead

router = Router(prefix="/jobs", tags=["jobs"])
Reads = Annotated[Work, may(Permission.JOBS_READ)]


@router.get("", response_model=Page[JobRead], responses=LISTED)
async def list_jobs(request: Request, work: Reads, asked: Annotated[Asked, queries.JOBS.asked()]) -> Any:
    """Background work of this company, latest first."""
    return await listed(request, work, queries.JOBS, asked, queries.every_job(), JobRead)


@router.get("/{job_id}", response_model=Answer[JobRead], responses=problem_responses(JobNotFound))
async def get_job(job_id: UUID, request: Request, work: Reads) -> dict[str, Any]:
    """How far a job is: `progress` in percent, `done` of `total` in what it counts, `error` when it failed.

    Ask again every second or two until `status` is `succeeded`, `failed` or `cancelled`. A row is kept for 90 days.
    """
    return answer(request, await queries.get(work, job_id))


@router.delete(
    "/{job_id}",
    status_code=202,
    response_model=Answer[JobRead],
    responses=problem_responses(JobNotFound, JobNotCancellable, JobAlreadyFinished),
)
async def cancel_job(
    job_id: UUID, request: Request, work: Annotated[Work, may(Permission.JOBS_CANCEL)]
) -> dict[str, Any]:
    """Ask a job to stop. What it finished stays; what it was doing ends as cancelled."""
    return answer(request, await service.cancel(work, job_id))
