"""Jobs whose task is the test's own."""

from uuid import UUID

from sqlalchemy import select, update

from app.core.jobs import Job
from app.core.runs import execute
from tests.conftest import Company


class Told:
    """What a task of this test does, and what happened."""

    def __init__(self) -> None:
        self.attempts: list[int] = []
        self.abandoned: list[str] = []
        self.does = None

    async def run(self, run, **payload):
        self.attempts.append(run.attempt)
        return await self.does(run) if self.does else None

    async def abandon(self, work, status, **payload):
        self.abandoned.append(status)


async def promised(company: Company, told: Told, queue: str = "low", total: int = 0) -> UUID:
    async with company.begin() as work:
        return await work.enqueue(told.name, queue=queue, total=total)


async def row(company: Company, job_id: UUID) -> Job:
    async with company.begin() as work:
        return (await work.session.scalars(select(Job).where(Job.id == job_id))).one()


async def change(company: Company, job_id: UUID, **values) -> None:
    async with company.begin() as work:
        await work.session.execute(update(Job).where(Job.id == job_id).values(**values))


async def attempt(company: Company, told: Told, job_id: UUID) -> Job:
    """One delivery, with any waiting time over."""
    await change(company, job_id, not_before=None)
    await execute(told.name, company.tenant_id, job_id)
    return await row(company, job_id)
