"""Jobs: a row first and a message second. The row is outbox, retry record, progress bar and lease."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import structlog
from kombu.exceptions import OperationalError
from redis.exceptions import RedisError
from sqlalchemy import CheckConstraint, Index, Text, func
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.core.broker import celery
from app.core.models import Base, TenantOwned

QUEUES = ("high", "normal", "low", "spark")
CANCELLABLE = frozenset(
    {
        "documents.read",
        "privacy.export",
        "banking.import",
        "banking.confirm",
        "banking.run",
        "banking.reconcile",
        "anomalies.judge",
    }
)
"""What a person began and may stop. A warning letter or a legal erasure is not among them."""

ORIGIN = "@origin"
"""Where in a job's payload it stands who asked for it; no argument can have this name."""

QUEUED, RUNNING, SUCCEEDED, FAILED, CANCELLED = STATUSES = ("queued", "running", "succeeded", "failed", "cancelled")

Watch = Callable[[int, int], Awaitable[None]]
"""Told how many are done of something long, and of how many (0: nobody knows). It may raise, and so end it."""

log = structlog.get_logger()


class Job(TenantOwned, Base):
    """Work that is promised, running, or done.

    queued → running → succeeded | failed | cancelled; a slice that leaves work goes back to queued, behind the others.
    """

    __tablename__ = "job_runs"
    __table_args__ = (
        CheckConstraint(f"status in {STATUSES}", name="job_status_is_known"),
        CheckConstraint(f"queue in {QUEUES}", name="job_queue_is_known"),
        Index("ix_job_runs_open", "status", "sent_at", postgresql_where="status in ('queued', 'running')"),
    )

    name: Mapped[str] = mapped_column(Text)
    queue: Mapped[str] = mapped_column(Text)
    payload: Mapped[dict[str, Any]] = mapped_column(JSONB)
    status: Mapped[str] = mapped_column(Text, server_default=QUEUED, default=QUEUED)
    attempts: Mapped[int] = mapped_column(server_default="0", default=0)
    done: Mapped[int] = mapped_column(server_default="0", default=0)
    total: Mapped[int] = mapped_column(server_default="0", default=0)
    progress: Mapped[int] = mapped_column(server_default="0", default=0)
    error: Mapped[dict[str, Any] | None] = mapped_column(JSONB)
    cancel_requested: Mapped[bool] = mapped_column(server_default="false", default=False)
    lease_token: Mapped[UUID | None]
    lease_until: Mapped[datetime | None]
    not_before: Mapped[datetime | None]
    sent_at: Mapped[datetime] = mapped_column(server_default=func.now())
    created_by: Mapped[UUID | None]
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
    started_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]

    @property
    def arguments(self) -> dict[str, Any]:
        """What its function is called with."""
        return {name: value for name, value in self.payload.items() if name != ORIGIN}


@dataclass(frozen=True, slots=True)
class Message:
    name: str
    queue: str
    tenant_id: UUID
    job_id: UUID


def plain(payload: Mapping[str, Any]) -> dict[str, Any]:
    """Ids as text, so that a payload is JSON."""
    return {key: [str(v) for v in value] if isinstance(value, list) else _text(value) for key, value in payload.items()}


def _text(value: Any) -> Any:
    return str(value) if isinstance(value, UUID) else value


async def send(messages: Sequence[Message]) -> None:
    """Hand the messages to the broker. If it is away the rows stay queued and the sweep sends them later."""
    for message in messages:
        try:
            await asyncio.to_thread(
                celery.send_task,
                message.name,
                kwargs={"tenant_id": str(message.tenant_id), "job_id": str(message.job_id)},
                queue=message.queue,
            )
        except (OperationalError, RedisError, OSError) as error:
            log.warning("job_not_sent", job_id=str(message.job_id), name=message.name, error=str(error))
