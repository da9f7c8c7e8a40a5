"""What Prometheus reads. Job figures come from the rows themselves, so they survive every restart."""

from functools import cache

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from sqlalchemy import text

from app.core import runs
from app.core.database import database

REGISTRY = CollectorRegistry()
REQUESTS = Counter("http_requests_total", "Requests answered", ["method", "route", "status"], registry=REGISTRY)
DURATION = Histogram(
    "http_request_duration_seconds",
    "Time to answer",
    ["method", "route"],
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
    registry=REGISTRY,
)
QUEUED = Gauge("jobs_queued", "Jobs waiting", ["queue"], registry=REGISTRY)
RUNNING = Gauge("jobs_running", "Jobs under way", ["queue"], registry=REGISTRY)
OLDEST = Gauge("oldest_queued_job_seconds", "Age of the oldest job never begun", ["queue"], registry=REGISTRY)
JOBS = Gauge("jobs_finished_last_hour", "Jobs finished in the last hour", ["name", "status"], registry=REGISTRY)
POOL = Gauge("database_pool_in_use", "Connections checked out", registry=REGISTRY)


def observe_request(method: str, route: str, status: int, seconds: float) -> None:
    requests, duration = _kept(method, route, status)
    requests.inc()
    duration.observe(seconds)


@cache
def _kept(method: str, route: str, status: int) -> tuple[Counter, Histogram]:
    """To look two of them up takes longer than to count."""
    return REQUESTS.labels(method, route, str(status)), DURATION.labels(method, route)


FINISHED = text(
    "select name, status, count(*) from accounting.job_runs"
    " where finished_at > now() - interval '1 hour' group by name, status"
)


async def exposition() -> bytes:
    """The text format, with job figures read now."""
    POOL.set(database.engine.pool.checkedout())  # type: ignore[attr-defined]  # a QueuePool
    for gauge in (QUEUED, RUNNING, OLDEST, JOBS):
        gauge.clear()
    if (engine := runs.relay_engine()) is not None:
        async with engine.connect() as connection:
            for queue, waiting, running, oldest in await connection.execute(runs.status_counts()):
                QUEUED.labels(queue).set(waiting)
                RUNNING.labels(queue).set(running)
                OLDEST.labels(queue).set(oldest)
            for name, status, count in await connection.execute(FINISHED):
                JOBS.labels(name, status).set(count)
    return generate_latest(REGISTRY)
