"""Work: one tenant, one actor, one transaction. The only file that opens, scopes or commits one."""

import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker, create_async_engine

from accounting.errors import DomainError
from app.core import events, jobs
from app.core.config import settings
from app.core.errors import from_constraint
from app.core.events import OnRecord

BOOKS_TIME = ZoneInfo("Europe/Brussels")
TENANT = text("select set_config('app.tenant_id', :tenant, true)")
SCOPE = text(
    "select set_config('app.tenant_id', :tenant, true), set_config('app.actor_id', :actor, true),"
    " set_config('app.sign_in_email', :email, true), set_config('transaction_read_only', :read_only, true)"
)


@dataclass(frozen=True, slots=True)
class Origin:
    """Where something came from; kept with every audit event.

    A job keeps the request that promised it, and adds its own id; what runs every night has only that.
    """

    request_id: str | None = None
    ip: str | None = None
    user_agent: str | None = None
    api_key_id: str | None = None
    job_id: str | None = None

    @classmethod
    def of_job(cls, job: jobs.Job) -> "Origin":
        """Of what a job does: the request that promised it, and the job itself."""
        return cls(**{**job.payload.get(jobs.ORIGIN, {}), "job_id": str(job.id)})

    def told(self) -> dict[str, str]:
        """What is known of it."""
        return {name: value for name, value in asdict(self).items() if value is not None}


@dataclass(slots=True)
class Work:
    session: AsyncSession
    tenant_id: UUID | None = None
    actor_id: UUID | None = None
    origin: Origin = Origin()
    language: str = "en"
    role: str | None = None
    _promised: list[jobs.Message] = field(default_factory=list)
    _facts: list[events.Fact] = field(default_factory=list)

    @property
    def today(self) -> date:
        """The books' calendar day: Brussels, not UTC."""
        return datetime.now(BOOKS_TIME).date()

    @property
    def now(self) -> datetime:
        return datetime.now(UTC)

    async def record(self, event: str, /, **payload: Any) -> None:
        """State a fact: whoever subscribed hears of it now, in this transaction, and the audit chain at its end.

        The chain's lock is a tenant's last: taken just before the commit, it is never held while waiting for anything.
        """
        await self.session.flush()
        self._facts.append(events.Fact(event, self.actor_id, payload))
        for subscriber in events.subscribers(event):
            await subscriber(self, **payload)

    async def _append_facts(self) -> None:
        await self.session.flush()
        if self._facts:
            for subscriber in events.subscribers("*"):
                await subscriber(self, list(self._facts))
            await self.session.flush()
            origin = json.dumps(self.origin.told())
            rows = [
                {
                    "actor": fact.actor_id,
                    "name": fact.name,
                    "payload": json.dumps(fact.payload, default=str),
                    "origin": origin,
                }
                for fact in self._facts
            ]
            await self.session.execute(events.APPEND, rows)

    async def enqueue(
        self, name: str, /, *, queue: str = "normal", total: int = 0, after: timedelta | None = None, **payload: Any
    ) -> UUID:
        """Promise background work: a row now, a message after commit, or when `after` has passed."""
        job = jobs.Job(name=name, queue=queue, payload=self.job_payload(payload), total=total, created_by=self.actor_id)
        if after is not None:
            job.not_before = self.now + after
        self.session.add(job)
        await self.session.flush()
        assert self.tenant_id is not None, "a job belongs to a tenant"
        if after is None:
            self.resend(job, self.tenant_id)
        return job.id

    def job_payload(self, payload: Mapping[str, Any]) -> dict[str, Any]:
        """The arguments of a job, and who asked for it from where: what it records will say so."""
        return {**jobs.plain(payload), jobs.ORIGIN: self.origin.told()}

    @asynccontextmanager
    async def in_tenant(self, tenant_id: UUID) -> AsyncIterator[None]:
        """Reach rows of another tenant of the same caller for a moment; what is recorded stays with this one."""
        await self.session.flush()
        await self.session.execute(TENANT, {"tenant": str(tenant_id)})
        yield
        await self.session.flush()
        await self.session.execute(TENANT, {"tenant": str(self.tenant_id or "")})

    @asynccontextmanager
    async def attempt(self) -> AsyncIterator[None]:
        """A savepoint: if the block fails, what it wrote, recorded and promised is forgotten, and the rest stays."""
        facts, promised = len(self._facts), len(self._promised)
        try:
            async with self.session.begin_nested():
                yield
                await self.session.execute(text("set constraints all immediate"))
                await self.session.execute(text("set constraints all deferred"))
        except BaseException:
            del self._facts[facts:], self._promised[promised:]
            raise

    def resend(self, job: "jobs.Job", tenant_id: UUID) -> None:
        """Let a message for a job row that exists already leave after commit."""
        self._promised.append(jobs.Message(job.name, job.queue, tenant_id, job.id))


def make_engine(url: str | None = None, pool_size: int | None = None) -> AsyncEngine:
    return create_async_engine(
        url or settings().database_url,
        pool_size=pool_size or settings().database_pool_size,
        max_overflow=0,
        pool_pre_ping=True,
        pool_timeout=10,
        connect_args={"server_settings": {"application_name": "accounting", "timezone": "UTC"}, "timeout": 5},
    )


class Database:
    """The engine of this process; Celery makes it after the fork."""

    def __init__(self) -> None:
        self._engine: AsyncEngine | None = None
        self._sessions: async_sessionmaker[AsyncSession] | None = None

    def connect(self, url: str | None = None, pool_size: int | None = None) -> AsyncEngine:
        self._engine = make_engine(url, pool_size)
        self._sessions = async_sessionmaker(self._engine, expire_on_commit=False)
        return self._engine

    @property
    def engine(self) -> AsyncEngine:
        return self._engine or self.connect()

    @property
    def sessions(self) -> async_sessionmaker[AsyncSession]:
        if self._sessions is None:
            self.connect()
        assert self._sessions is not None
        return self._sessions

    async def close(self) -> None:
        if self._engine is not None:
            await self._engine.dispose()
            self._engine = self._sessions = None


database = Database()


@asynccontextmanager
async def begin(
    tenant_id: UUID | None = None,
    actor_id: UUID | None = None,
    *,
    sign_in_email: str | None = None,
    read_only: bool = False,
    one_moment: bool = False,
    origin: Origin | None = None,
    language: str = "en",
) -> AsyncIterator[Work]:
    """One transaction, scoped by row-level security to `tenant_id` and `actor_id`; commits when the block ends well.

    Without a tenant only the actor's own rows are there; with neither, nothing is. `sign_in_email` shows the one user
    with that address, so that a password can be checked. With `one_moment` every query sees the database as it was at
    the first. Job messages leave after the commit and never before.

    An error that is `OnRecord` undoes all this work as every error does, and leaves its event in a transaction of its
    own.
    """
    work = None
    scope = {
        "tenant": str(tenant_id or ""),
        "actor": str(actor_id or ""),
        "email": sign_in_email or "",
        "read_only": "on" if read_only else "off",
    }
    try:
        async with database.sessions() as session, session.begin():
            if one_moment:
                await session.connection(execution_options={"isolation_level": "REPEATABLE READ"})
            await session.execute(SCOPE, scope)
            yield (work := Work(session, tenant_id, actor_id, origin or Origin(), language))
            await work._append_facts()
    except DBAPIError as error:
        meant = from_constraint(error)
        if meant is error:
            raise
        raise meant from error
    except OnRecord as error:
        if work is not None and work.tenant_id is not None:
            await _leave_on_record(work, error)
        raise
    await jobs.send(work._promised)


async def _leave_on_record(undone: Work, error: OnRecord) -> None:
    """That it was tried, by whom and from where, though nothing of it was done."""
    async with begin(undone.tenant_id, undone.actor_id, origin=undone.origin) as work:
        await work.record(error.event, refused=error.code() if isinstance(error, DomainError) else None)
