"""Spark sessions: over Spark Connect for the platform, direct for jobs on folders and tests."""

import os
import socket
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit
from uuid import UUID

from pyspark.sql import SparkSession

INTERACTIVE = "interactive"
BATCH = "batch"
_HERE = Path(__file__).resolve().parent.parent


def connect(url: str, session_id: UUID | str, user_id: str = "accounting") -> SparkSession:
    """A session on a Connect server, under an id of our choosing.

    The same id reaches the same session from another process: a redelivered task kills its own orphan with
    `interruptAll()`. Raises `ConnectionError` at once when nothing listens, and gives up on a dying server within a few
    seconds: the client's own policy would try for ten minutes. With a token the host must be spelled `localhost`, or
    the client insists on TLS.
    """
    from pyspark.sql.connect.client.retries import DefaultPolicy

    target = urlsplit(url)
    with socket.create_connection((target.hostname or "localhost", target.port or 15002), timeout=5):
        pass
    separator = "" if url.endswith(";") else ";" if "/;" in url else "/;"
    session = SparkSession.builder.remote(f"{url}{separator}user_id={user_id};session_id={session_id}").create()
    session.client.set_retry_policies(
        [DefaultPolicy(max_retries=4, initial_backoff=200, backoff_multiplier=2.0, max_backoff=2000)]
    )
    return session


def direct(name: str, master: str | None = None) -> SparkSession:
    """A session of its own: on the cluster named by `master` or SPARK_MASTER_URL, else on this machine's two cores."""
    where = master or os.environ.get("SPARK_MASTER_URL") or "local[2]"
    builder = SparkSession.builder.master(where).appName(name).config("spark.scheduler.mode", "FAIR")
    builder = builder.config("spark.scheduler.allocation.file", (_HERE / "config/fairscheduler.xml").as_uri())
    if where.startswith("local"):
        builder = builder.config("spark.driver.host", "127.0.0.1").config("spark.driver.bindAddress", "127.0.0.1")
    return builder.getOrCreate()


def announce(spark: SparkSession, what: str, pool: str) -> None:
    """Say in the Spark UI what runs, and in which pool it shares the executors.

    Connect offers no local properties, but it hands every session setting that starts with `spark` to the jobs of that
    session, which is the same.
    """
    spark.conf.set("spark.job.description", what)
    spark.conf.set("spark.scheduler.pool", pool)
    context = getattr(spark, "_sc", None)  # a direct session has a context, which wants to hear it itself
    if context is not None:
        context.setJobDescription(what)
        context.setLocalProperty("spark.scheduler.pool", pool)


@contextmanager
def tuned(spark: SparkSession, settings: Mapping[str, str]) -> Iterator[None]:
    """Settings of a job, in a session that others use after it."""
    before = {name: spark.conf.get(name) for name in settings}
    for name, value in settings.items():
        spark.conf.set(name, value)
    try:
        yield
    finally:
        for name, value in before.items():
            spark.conf.set(name, str(value))
