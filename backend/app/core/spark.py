"""Spark Connect: one warm session per worker process, progress into the job row, cancel, bounded patience."""

import asyncio
import socket
import threading
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import structlog

from accounting.errors import Unavailable
from app.core.config import settings
from app.core.runs import Cancelled, Run

log = structlog.get_logger()
SLICE_SECONDS = 15 * 60
PROGRESS_EVERY = 1.0


class SparkUnavailable(Unavailable):
    """The reading engine is starting or busy; your documents wait and are read as soon as it is back."""


class SparkJobFailed(Exception):
    """The job itself failed on the cluster, after Spark's own retries."""


class Progress:
    """The share of Spark tasks done, as the last report said; it never falls."""

    def __init__(self) -> None:
        self.fraction = 0.0

    def __call__(self, stages: Any, inflight_tasks: int, operation_id: str | None, done: bool) -> None:  # noqa: ARG002
        total = sum(stage.num_tasks for stage in stages or ())
        finished = sum(stage.num_completed_tasks for stage in stages or ())
        if total:
            self.fraction = max(self.fraction, finished / total)


class Connection:
    """The process's session. Made after the fork, thrown away when the server has forgotten it."""

    def __init__(self) -> None:
        self._session: Any = None
        self._lock = threading.Lock()

    def session(self) -> Any:
        with self._lock:
            if self._session is None:
                from libs.session import connect

                self._session = connect(settings().spark_connect_url, uuid4())
            return self._session

    def forget(self) -> None:
        with self._lock:
            self._session = None


connection = Connection()


def _probe() -> None:
    """Ask the port first: a client created against a dead server retries for minutes."""
    address = urlsplit(settings().spark_connect_url.split(";")[0].replace("sc://", "http://"))
    try:
        socket.create_connection((address.hostname or "localhost", address.port or 15002), 2).close()
    except OSError as error:
        raise SparkUnavailable from error


async def run_on_spark(run: Run, job: Callable[[Any], None], report: Callable[[float], Any]) -> None:
    """Run `job(session)` on the cluster, reporting the fraction done.

    Raises Cancelled when the run was cancelled, SparkUnavailable when the server is away, SparkJobFailed otherwise.
    """
    _probe()
    progress = Progress()
    task = asyncio.create_task(asyncio.to_thread(_attempt, job, progress, f"job {run.job_id}"))
    reported, waited = 0.0, 0.0
    while not task.done():
        await asyncio.wait({task}, timeout=PROGRESS_EVERY)
        waited += PROGRESS_EVERY
        if progress.fraction > reported:
            reported = progress.fraction
            await report(reported)
        if run.cancelled.is_set() or waited > SLICE_SECONDS:
            await asyncio.to_thread(_interrupt)
            await asyncio.wait({task}, timeout=30)
            if run.cancelled.is_set():
                raise Cancelled
            raise SparkJobFailed(f"not finished after {SLICE_SECONDS} seconds")
    task.result()


def _attempt(job: Callable[[Any], None], progress: Progress, tag: str) -> None:
    from pyspark.errors import PySparkException

    try:
        session = connection.session()
        session.clearProgressHandlers()
        session.registerProgressHandler(progress)
        session.addTag(tag.replace(" ", "-"))
        try:
            job(session)
        finally:
            session.clearTags()
    except PySparkException as error:
        if _is_away(error):
            connection.forget()
            raise SparkUnavailable from error
        raise SparkJobFailed(str(error)[:500]) from error
    except OSError as error:
        connection.forget()
        raise SparkUnavailable from error


AWAY = ("UNAVAILABLE", "NO_ACTIVE_SESSION", "INVALID_HANDLE", "SESSION_CHANGED", "SESSION_CLOSED", "DEADLINE_EXCEEDED")


def _is_away(error: Exception) -> bool:
    return any(word in str(error) for word in AWAY) or "RetriesExceeded" in type(error).__name__


def _interrupt() -> None:
    try:
        connection.session().interruptAll()
    except Exception as error:
        log.warning("spark_interrupt_failed", error=str(error))


async def ping() -> str:
    """The server's Spark version. Raises SparkUnavailable."""
    _probe()
    try:
        return await asyncio.wait_for(asyncio.to_thread(lambda: str(connection.session().version)), 10)
    except TimeoutError as error:
        raise SparkUnavailable from error
    except Exception as error:
        connection.forget()
        raise SparkUnavailable from error
