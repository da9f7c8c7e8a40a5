"""Running a job: claim the row under a lease, work, finish. At least once delivered, exactly once in effect.

A worker that dies loses its lease after `job_lease_seconds`; the sweep then sends the row again and whoever claims it
carries on. A lease token fences off a worker that only seemed dead.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import Enum
from typing import Any
from uuid import UUID, uuid4

import structlog
from sqlalchemy import case, func, literal, or_, select, text, update

from accounting.errors import Conflict, DomainError, Unavailable
from app.core import event_loop
from app.core.broker import celery
from app.core.config import settings
from app.core.database import make_engine
from app.core.jobs import CANCELLED, FAILED, QUEUED, RUNNING, SUCCEEDED, Job, Message, send
from app.core.origin import Origin
from app.core.work import Work, begin

log = structlog.get_logger()


Outcome = Enum("Outcome", "DONE MORE")


class JobGaveUp(Conflict):
    """This did not succeed after several attempts; try it again, or ask us with the request id."""


class Cancelled(Exception):
    """Somebody asked this job to stop."""


@dataclass(slots=True)
class Run:
    """What a task function gets: whose job this is, who asked for it from where, transactions, whether to stop."""

    job_id: UUID
    tenant_id: UUID
    actor_id: UUID | None
    attempt: int
    lease_token: UUID
    origin: Origin = field(default_factory=Origin)
    cancelled: asyncio.Event = field(default_factory=asyncio.Event)

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[Work]:
        async with begin(self.tenant_id, self.actor_id, origin=self.origin) as work:
            yield work

    async def progress(self, done: float, total: int) -> None:
        """How far we are, in units of the job; a fraction is a unit under way."""
        percent = min(99, int(100 * done / total)) if total else 0
        async with self.begin() as work:
            await work.session.execute(
                self._mine()
                .values(done=int(done), total=total, progress=func.greatest(Job.progress, percent))
                .execution_options(synchronize_session=False)
            )

    def _mine(self) -> Any:
        return update(Job).where(Job.id == self.job_id, Job.lease_token == self.lease_token)


TaskFunction = Callable[..., Awaitable[Outcome | None]]
Abandon = Callable[..., Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Task:
    name: str
    function: TaskFunction
    abandoned: Abandon | None


_tasks: dict[str, Task] = {}


def task(name: str, *, abandoned: Abandon | None = None) -> Callable[[TaskFunction], TaskFunction]:
    """Register `function(run, **payload)` as the job `name`.

    `abandoned(work, status, **payload)` tidies up when the job is cancelled or given up, in the transaction
    that says so.
    """

    def register(function: TaskFunction) -> TaskFunction:
        _tasks[name] = Task(name, function, abandoned)

        @celery.task(name=name)
        def deliver(tenant_id: str, job_id: str) -> None:
            event_loop.run(execute(name, UUID(tenant_id), UUID(job_id)))

        return function

    return register


async def execute(name: str, tenant_id: UUID, job_id: UUID) -> None:
    """Claim, run, finish. Returns quietly when the row is finished, taken, or not due."""
    job = await _claim(tenant_id, job_id)
    if job is None:
        return
    assert job.lease_token is not None
    run = Run(job.id, tenant_id, job.created_by, job.attempts, job.lease_token, Origin.of_job(job))
    if job.cancel_requested:
        await _finish(run, name, job.arguments, CANCELLED)
        return
    if job.attempts > settings().job_max_attempts:  # its worker was killed that often
        await _finish(run, name, job.arguments, FAILED, JobGaveUp())
        return
    heartbeat = asyncio.create_task(_heartbeat(run))
    try:
        outcome = await _tasks[name].function(run, **job.arguments)
    except Cancelled:
        await _finish(run, name, job.arguments, CANCELLED)
    except Unavailable as error:
        await _retry(run, name, error)
    except DomainError as error:
        await _finish(run, name, job.arguments, FAILED, error)
    except Exception as error:
        log.error("job_crashed", name=name, job_id=str(job_id), attempt=job.attempts, exc_info=error)
        await _retry(run, name, JobGaveUp())
    else:
        if outcome is Outcome.MORE:
            await _requeue(run, name, job.queue)
        else:
            await _finish(run, name, job.arguments, SUCCEEDED)
    finally:
        heartbeat.cancel()
        with suppress(asyncio.CancelledError):
            await heartbeat


async def _claim(tenant_id: UUID, job_id: UUID) -> Job | None:
    async with begin(tenant_id) as work:
        now = func.now()
        claimed = await work.session.scalars(
            update(Job)
            .where(
                Job.id == job_id,
                or_(
                    (Job.status == QUEUED) & or_(Job.not_before.is_(None), Job.not_before <= now),
                    (Job.status == RUNNING) & (Job.lease_until < now),
                ),
            )
            .values(
                status=RUNNING,
                attempts=Job.attempts + 1,
                lease_token=uuid4(),
                lease_until=now + _lease(),
                started_at=func.coalesce(Job.started_at, now),
            )
            .returning(Job)
        )
        return claimed.one_or_none()


def _lease() -> timedelta:
    return timedelta(seconds=settings().job_lease_seconds)


async def _heartbeat(run: Run) -> None:
    """Keep the lease, and hear when somebody asks to stop or has taken the row over."""
    while True:
        await asyncio.sleep(min(2.0, settings().job_lease_seconds / 4))
        try:
            async with run.begin() as work:
                stop = await work.session.scalar(
                    run._mine().values(lease_until=func.now() + _lease()).returning(Job.cancel_requested)
                )
        except Exception as error:
            log.warning("heartbeat_failed", job_id=str(run.job_id), error=str(error))
            continue
        if stop is None or stop:
            run.cancelled.set()


async def _finish(run: Run, name: str, payload: dict[str, Any], status: str, error: DomainError | None = None) -> None:
    async with run.begin() as work:
        job = await work.session.scalar(
            select(Job).where(Job.id == run.job_id, Job.lease_token == run.lease_token).with_for_update()
        )
        if job is None:
            return
        if status != SUCCEEDED and (abandoned := _tasks[name].abandoned):
            await abandoned(work, status, **payload)
        job.status, job.finished_at, job.lease_until = status, datetime.now(UTC), None
        job.error = {"code": error.code(), "message": error.detail} if error else None
        if status == SUCCEEDED:
            job.done, job.progress = job.total, 100
    log.info("job_finished", name=name, job_id=str(run.job_id), status=status)


async def _retry(run: Run, name: str, error: DomainError) -> None:
    """Back to the queue after 2, 4, 8 … seconds; the sweep sends it when it is due.

    Waiting for somebody else who is down uses up no attempts: the job goes on when they are back.
    """
    wait = timedelta(seconds=min(60, 2**run.attempt))
    patient = isinstance(error, Unavailable)
    async with run.begin() as work:
        await work.session.execute(
            run._mine().values(
                status=QUEUED,
                lease_until=None,
                not_before=func.now() + wait,
                attempts=Job.attempts - 1 if patient else Job.attempts,
                error={"code": error.code(), "message": error.detail},
            )
        )
    log.warning("job_retries", name=name, job_id=str(run.job_id), attempt=run.attempt, reason=error.detail)


async def _requeue(run: Run, name: str, queue: str) -> None:
    """Another slice, behind whoever waits already. Progress was made, so attempts begin anew."""
    async with run.begin() as work:
        moved = await work.session.scalar(
            run._mine()
            .values(status=QUEUED, lease_until=None, attempts=0, not_before=None, sent_at=func.now(), error=None)
            .returning(Job.id)
        )
    if moved:
        await send([Message(name, queue, run.tenant_id, run.job_id)])


@dataclass(slots=True)
class _Relay:
    """The connection that sees job rows of all tenants, and may only stamp when they were sent."""

    engine: Any = None


_relay = _Relay()


def relay_engine() -> Any:
    """Its engine, made on first use; None where no relay is configured."""
    url = settings().relay_database_url
    if _relay.engine is None and url:
        _relay.engine = make_engine(url, 1)
    return _relay.engine


RESEND_AFTER = "60 seconds"
DUE = text(
    f"""
    update accounting.job_runs set sent_at = now()
     where (status = 'queued' and sent_at < now() - interval '{RESEND_AFTER}' and coalesce(not_before, now()) <= now())
        or (status = 'queued' and not_before <= now() and sent_at < not_before)
        or (status = 'running' and lease_until < now() and sent_at < now() - interval '5 seconds')
    returning name, queue, tenant_id, id
    """  # noqa: S608  (a constant of ours)
)


async def sweep() -> int:
    """Send again what is queued but was not delivered, is due for a retry, or was lost with its worker."""
    engine = relay_engine()
    assert engine is not None, "RELAY_DATABASE_URL is needed by the sweep"
    async with engine.begin() as connection:
        rows = (await connection.execute(DUE)).all()
    await send([Message(row.name, row.queue, row.tenant_id, row.id) for row in rows])
    return len(rows)


def status_counts() -> Any:
    """Open jobs by queue: waiting, running, and how long the oldest has waited for its first turn.

    For /metrics, read through the relay. A batch that had a turn and waits for its next slice is not stuck.
    """
    waiting, running = (case((Job.status == each, 1), else_=0) for each in (QUEUED, RUNNING))
    never_started = (Job.status == QUEUED) & Job.started_at.is_(None)
    oldest = func.extract("epoch", func.now() - func.min(case((never_started, Job.created_at))))
    return (
        select(Job.queue, func.sum(waiting), func.sum(running), func.coalesce(oldest, literal(0)))
        .where(Job.status.in_([QUEUED, RUNNING]))
        .group_by(Job.queue)
    )
