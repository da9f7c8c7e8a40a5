"""Spark Connect: warm sessions, progress into the job row, cancel, bounded patience."""

import asyncio
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import structlog

from accounting.errors import Unavailable
from app.core.config import settings
from app.core.runs import Cancelled, Run

log = structlog.get_logger()
SLICE_SECONDS = 15 * 60
ROWS_A_SECOND = 500
"""What the slowest job does of what it was given, on a busy machine; a large one may take so much longer."""
PROGRESS_EVERY = 1.0


class SparkUnavailable(Unavailable):
    """The reading engine is starting or busy; your documents wait and are read as soon as it is back."""


class SparkJobFailed(Exception):
    """The job itself failed on the cluster, after Spark's own retries."""


class Progress:
    """The share of Spark tasks done, as the last report said; it never falls."""

    def __init__(self) -> None:
        self.fraction = 0.0

    def __call__(self, stages: Any, inflight_tasks: int, operation_id: str | None, done: bool) -> None:  # noqa: ARG002  (Spark's signature)
        total = sum(stage.num_tasks for stage in stages or ())
        finished = sum(stage.num_completed_tasks for stage in stages or ())
        if total:
            self.fraction = max(self.fraction, finished / total)


class Sessions:
    """Warm sessions. A job has one to itself while it runs, so that stopping it stops nobody else's."""

    def __init__(self) -> None:
        self._idle: list[Any] = []

    @contextmanager
    def borrow(self) -> Iterator[Any]:
        """One that is idle, or a new one. When the server is away or has forgotten it, all are thrown away.

        Raises SparkUnavailable then, and SparkJobFailed for what else Spark says.
        """
        from pyspark.errors import PySparkException

        session = None
        try:
            session = self._take()
            yield session
        except PySparkException as error:
            if session is None or _is_away(error):
                self._idle.clear()
                raise SparkUnavailable from error
            self._idle.append(session)
            raise SparkJobFailed(str(error)[:500]) from error
        except OSError as error:
            self._idle.clear()
            raise SparkUnavailable from error
        else:
            self._idle.append(session)

    def _take(self) -> Any:
        from libs.session import connect

        try:
            return self._idle.pop()
        except IndexError:
            return connect(settings().spark_connect_url, uuid4())


sessions = Sessions()


def _probe() -> None:
    """Ask the port first: a client created against a dead server retries for minutes."""
    address = urlsplit(settings().spark_connect_url.split(";")[0].replace("sc://", "http://"))
    try:
        socket.create_connection((address.hostname or "localhost", address.port or 15002), 2).close()
    except OSError as error:
        raise SparkUnavailable from error


async def run_on_spark(run: Run, job: Callable[[Any], None], report: Callable[[float], Any], *, rows: int = 0) -> None:
    """Run `job(session)` on the cluster, reporting the fraction done; `rows` are what it works through.

    Raises Cancelled when the run was cancelled, SparkUnavailable when the server is away, SparkJobFailed otherwise.
    """
    _probe()
    attempt = _Attempt(job, f"job-{run.job_id}")
    task = asyncio.create_task(asyncio.to_thread(attempt.run))
    reported, waited, patience = 0.0, 0.0, SLICE_SECONDS + rows // ROWS_A_SECOND
    while not task.done():
        await asyncio.wait({task}, timeout=PROGRESS_EVERY)
        waited += PROGRESS_EVERY
        if attempt.progress.fraction > reported:
            reported = attempt.progress.fraction
            await report(reported)
        if run.cancelled.is_set() or waited > patience:
            await asyncio.to_thread(attempt.interrupt)
            await asyncio.wait({task}, timeout=30)
            if run.cancelled.is_set():
                raise Cancelled
            raise SparkJobFailed(f"not finished after {patience} seconds")
    task.result()


class _Attempt:
    """One job on one session, which can be stopped from outside."""

    def __init__(self, job: Callable[[Any], None], tag: str) -> None:
        self._job, self._tag, self._session = job, tag, None
        self.progress = Progress()

    def run(self) -> None:
        with sessions.borrow() as session:
            self._session = session
            session.clearProgressHandlers()
            session.registerProgressHandler(self.progress)
            session.addTag(self._tag)
            try:
                self._job(session)
            finally:
                session.clearTags()
                self._session = None

    def interrupt(self) -> None:
        if (session := self._session) is None:
            return
        try:
            session.interruptAll()
        except Exception as error:
            log.warning("spark_interrupt_failed", error=str(error))


AWAY = ("UNAVAILABLE", "NO_ACTIVE_SESSION", "INVALID_HANDLE", "SESSION_CHANGED", "SESSION_CLOSED", "DEADLINE_EXCEEDED")


def _is_away(error: Exception) -> bool:
    return any(word in str(error) for word in AWAY) or "RetriesExceeded" in type(error).__name__


async def ping() -> str:
    """The server's Spark version. Raises SparkUnavailable."""
    _probe()
    try:
        return await asyncio.wait_for(asyncio.to_thread(_version), 10)
    except Exception as error:
        raise SparkUnavailable from error


def _version() -> str:
    with sessions.borrow() as session:
        return str(session.version)
