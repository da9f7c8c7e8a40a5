"""From facts to deliveries: in the transaction that stated the facts, so that none is told that did not happen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import func, insert, select, update

from app.core.events import Fact
from app.core.jobs import QUEUED, Job
from app.core.models import new_id
from app.core.work import Work
from app.modules.webhooks.catalogue import EVENTS, EVERYTHING
from app.modules.webhooks.errors import DeliveryPending
from app.modules.webhooks.models import Webhook, WebhookDelivery

JOB, QUEUE = "webhooks.deliver", "low"


@dataclass(frozen=True, slots=True)
class Notice:
    """One event for one webhook."""

    webhook_id: UUID
    event: str
    told: dict[str, str]


async def plan(work: Work, facts: Sequence[Fact]) -> None:
    """Subscriber of everything: a delivery for each fact and each webhook that asks for it.

    A webhook cannot be removed meanwhile, so that nobody's own work fails over it.
    """
    public = [fact for fact in facts if fact.name in EVENTS]
    if not public:
        return
    asking = (
        await work.session.execute(
            select(Webhook.id, Webhook.events).where(Webhook.is_active).with_for_update(read=True, key_share=True)
        )
    ).all()
    await dispatch(
        work,
        [
            Notice(webhook_id, fact.name, ids_of(fact))
            for fact in public
            for webhook_id, events in asking
            if fact.name in events or EVERYTHING in events
        ],
    )


def ids_of(fact: Fact) -> dict[str, str]:
    """Of what is known only the ids: who wants more asks for it, with a permission."""
    return {name: str(fact.payload[name]) for name in EVENTS[fact.name].ids if fact.payload.get(name) is not None}


async def dispatch(work: Work, notices: Sequence[Notice]) -> list[UUID]:
    """Write the deliveries in one statement and promise to send them; returns their ids."""
    if not notices:
        return []
    ids = [new_id() for _ in notices]
    now = work.now
    rows = [
        {
            "id": delivery_id,
            "webhook_id": notice.webhook_id,
            "event": notice.event,
            "payload": {
                "id": str(delivery_id),
                "type": notice.event,
                "created_at": now.isoformat(),
                "tenant_id": str(work.tenant_id),
                "data": notice.told,
            },
            "next_attempt_at": now,
        }
        for delivery_id, notice in zip(ids, notices, strict=True)
    ]
    await work.session.execute(insert(WebhookDelivery), rows)
    await promise(work, dict.fromkeys(ids, 0))
    return ids


async def promise(work: Work, attempts: Mapping[UUID, int]) -> None:
    """Let attempts be made after commit; each is made once, however often its job is delivered."""
    jobs: list[Job] = [
        Job(name=JOB, queue=QUEUE, payload=work.job_payload(arguments(delivery_id, attempt)), created_by=None)
        for delivery_id, attempt in attempts.items()
    ]
    work.session.add_all(jobs)
    await work.session.flush()
    assert work.tenant_id is not None, "a webhook belongs to a tenant"
    for job in jobs:
        work.resend(job, work.tenant_id)


async def hasten(work: Work, delivery: WebhookDelivery) -> None:
    """The attempt that waits for its time is made now: the same one, so that nothing is sent twice.

    Lock the delivery first. Raises DeliveryPending when no attempt waits, because it is due or under way.
    """
    waiting = update(Job).where(
        Job.name == JOB,
        Job.status == QUEUED,
        Job.not_before > func.now(),
        Job.payload.contains(arguments(delivery.id, delivery.attempts)),
    )
    job = await work.session.scalar(waiting.values(not_before=None, sent_at=func.now()).returning(Job))
    if job is None:
        raise DeliveryPending
    assert work.tenant_id is not None, "a webhook belongs to a tenant"
    work.resend(job, work.tenant_id)


def arguments(delivery_id: UUID, attempt: int) -> dict[str, Any]:
    """Of the job that makes this attempt."""
    return {"delivery_id": str(delivery_id), "attempt": attempt}
