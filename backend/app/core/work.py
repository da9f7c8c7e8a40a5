"""Work: one tenant, one actor, one transaction. The only file that opens, scopes or commits one."""

import json
from collections.abc import AsyncGenerator, AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncSession

from app.core import events, jobs, limits
from app.core.database import database, driver_of
from app.core.days import BOOKS_TIME
from app.core.entering import ENTER, Entered, Shown
from app.core.errors import from_constraint
from app.core.events import OnRecord
from app.core.origin import NOWHERE, Origin
from app.core.scope import SCOPE, for_a_moment

PART = 2000


@dataclass(slots=True)
class Work:
    _session: AsyncSession | None
    tenant_id: UUID | None = None
    actor_id: UUID | None = None
    origin: Origin = NOWHERE
    language: str = "en"
    role: str | None = None
    entered: Entered | None = None
    watch: jobs.Watch | None = None
    _one_moment: bool = False
    _streams: list[AsyncGenerator[Sequence[Any]]] = field(default_factory=list)
    _promised: list[jobs.Message] = field(default_factory=list)
    _facts: list[events.Fact] = field(default_factory=list)

    UNTIL_COMMIT: ClassVar[bool] = True
    """A scope is set for a transaction."""

    @property
    def session(self) -> AsyncSession:
        assert self._session is not None
        return self._session

    async def _driver(self) -> Any:
        return driver_of(await self.session.connection())

    async def ask(self, question: str, *values: Any) -> Sequence[Any]:
        """The rows that answer a question in SQL, with `$1`, `$2` for its values."""
        return (await (await self.session.connection()).exec_driver_sql(question, values)).all()

    def stream(self, question: str, *values: Any) -> AsyncIterator[Sequence[Any]]:
        """The rows that answer a long question, in parts, as of one moment; they are never all in memory.

        A stream that is left in the middle ends with this work at the latest.
        """
        streamed = self._parts(question, *values)
        self._streams.append(streamed)
        return streamed

    async def _parts(self, question: str, *values: Any) -> AsyncGenerator[Sequence[Any]]:
        driver = await self._driver()
        async with driver.transaction():
            cursor = await driver.cursor(question, *values)
            done = 0
            while rows := await cursor.fetch(PART):
                yield rows
                done += len(rows)
                if self.watch is not None:
                    await self.watch(done, 0)

    @asynccontextmanager
    async def one_moment(self) -> AsyncIterator[None]:
        """Every question within sees the database as it was at the first; for work that only looks."""
        assert self._one_moment, "a transaction that has begun keeps the moments it has"
        yield

    async def end_streams(self) -> None:
        """None outlives the work: its transaction would end on a connection that is somebody else's by then."""
        for each in self._streams:
            await each.aclose()

    async def _enter(self, shown: Shown) -> None:
        """Set the scope and look up who that is; without a proof nobody is."""
        for row in await self.ask(ENTER, *shown.values(until_commit=self.UNTIL_COMMIT)):
            self.entered = Entered(*row)

    async def come_in(self) -> None:
        """Before anything but a question is asked: work that only looks may have left it to the first one."""

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
        scope = ("app.tenant_id", tenant_id, lambda: self.tenant_id)
        async with for_a_moment(self.session, *scope, until_commit=self.UNTIL_COMMIT):
            yield

    @asynccontextmanager
    async def on_behalf_of(self, actor_id: UUID) -> AsyncIterator[None]:
        """Reach what is only that person's, such as their sessions; what is recorded meanwhile keeps its actor."""
        scope = ("app.actor_id", actor_id, lambda: self.actor_id)
        async with for_a_moment(self.session, *scope, until_commit=self.UNTIL_COMMIT):
            yield

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
    shown: Shown | None = None,
) -> AsyncIterator[Work]:
    """One transaction, scoped by row-level security to `tenant_id` and `actor_id`; commits when the block ends well.

    Without a tenant only the actor's own rows are there; with neither, nothing is. `sign_in_email` shows the one user
    with that address, so that a password can be checked. With `one_moment` every query sees the database as it was at
    the first. What is `shown` is looked up as the scope is set, and `work.entered` is who that is. Job messages leave
    after the commit and never before.

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
            work = Work(session, tenant_id, actor_id, origin or Origin(), language, _one_moment=one_moment)
            if shown is None:
                await session.execute(SCOPE, scope)
            else:
                await work._enter(shown)
            try:
                yield work
            finally:
                await work.end_streams()
            await work._append_facts()
    except DBAPIError as error:
        meant = from_constraint(error)
        if meant is error:
            raise
        raise meant from error
    except OnRecord as error:
        if work is not None and work.tenant_id is not None:
            await leave_on_record(work, error)
        raise
    await jobs.send(work._promised)


async def leave_on_record(undone: Work, error: OnRecord) -> None:
    """That it was tried, by whom and from where, though nothing of it was done."""
    who = undone.origin.api_key_id or undone.actor_id
    told = [
        (name, payload)
        for name, payload in error.facts()
        if not error.once_in
        or await limits.is_first(f"told:{undone.tenant_id}:{who}:{name}:{sorted(payload.items())}", error.once_in)
    ]
    if told:
        async with begin(undone.tenant_id, undone.actor_id, origin=undone.origin) as work:
            for name, payload in told:
                await work.record(name, **payload)
