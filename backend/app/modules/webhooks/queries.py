from collections.abc import Sequence
from datetime import datetime
from typing import Literal
from uuid import UUID

from sqlalchemy import Select, select

from app.core.listing import Filter, Listing, Sort
from app.core.rows import one
from app.core.work import Work
from app.modules.webhooks.catalogue import EVENTS, PING
from app.modules.webhooks.errors import DeliveryNotFound, WebhookNotFound
from app.modules.webhooks.models import Webhook, WebhookAttempt, WebhookDelivery
from app.modules.webhooks.schemas import (
    AttemptRead,
    DeliveryRead,
    DeliveryShown,
    DeliveryStatus,
    LastDelivery,
    WebhookRead,
)

WEBHOOKS = Listing(
    name="webhooks",
    sorts={"created_at": Sort(Webhook.created_at, datetime.fromisoformat), "url": Sort(Webhook.url)},
    default="created_at",
    key=Webhook.id,
    search=(Webhook.url, Webhook.description),
    searched="in address and description",
)
DELIVERIES = Listing(
    name="webhook-deliveries",
    sorts={"created_at": Sort(WebhookDelivery.created_at, datetime.fromisoformat)},
    default="-created_at",
    key=WebhookDelivery.id,
    dated=WebhookDelivery.created_at,
    filters={
        "status": Filter(WebhookDelivery.status, DeliveryStatus),
        "event": Filter(WebhookDelivery.event, Literal[(PING, *EVENTS)]),
    },
)


def every_webhook() -> Select[Webhook]:
    return select(Webhook)


async def webhook(work: Work, webhook_id: UUID, *, lock: bool = False) -> Webhook:
    """Locked, it can still be told of. Raises WebhookNotFound."""
    query = select(Webhook).where(Webhook.id == webhook_id)
    found = await work.session.scalar(query.with_for_update(key_share=True) if lock else query)
    if found is None:
        raise WebhookNotFound
    return found


async def delivery(work: Work, webhook_id: UUID, delivery_id: UUID, *, lock: bool = False) -> WebhookDelivery:
    """Raises DeliveryNotFound."""
    return await one(
        work, WebhookDelivery, delivery_id, DeliveryNotFound, WebhookDelivery.webhook_id == webhook_id, lock=lock
    )


async def deliveries(work: Work, webhook_id: UUID) -> Select[WebhookDelivery]:
    """Those of one webhook. Raises WebhookNotFound."""
    await webhook(work, webhook_id)
    return select(WebhookDelivery).where(WebhookDelivery.webhook_id == webhook_id)


async def shown(work: Work, webhooks: Sequence[Webhook]) -> list[WebhookRead]:
    """Webhooks with the delivery that each was given last."""
    latest = (
        select(WebhookDelivery)
        .where(WebhookDelivery.webhook_id.in_([each.id for each in webhooks]))
        .distinct(WebhookDelivery.webhook_id)
        .order_by(WebhookDelivery.webhook_id, WebhookDelivery.created_at.desc(), WebhookDelivery.id.desc())
    )
    last = {each.webhook_id: LastDelivery.model_validate(each) for each in await work.session.scalars(latest)}
    return [
        WebhookRead.model_validate(each).model_copy(update={"last_delivery": last.get(each.id)}) for each in webhooks
    ]


async def delivery_shown(work: Work, webhook_id: UUID, delivery_id: UUID) -> DeliveryShown:
    """One delivery with every attempt, oldest first. Raises DeliveryNotFound."""
    found = await delivery(work, webhook_id, delivery_id)
    attempts = await work.session.scalars(
        select(WebhookAttempt).where(WebhookAttempt.delivery_id == delivery_id).order_by(WebhookAttempt.id)
    )
    return DeliveryShown(
        **DeliveryRead.model_validate(found).model_dump(),
        payload=found.payload,
        attempt_log=[AttemptRead.model_validate(each) for each in attempts],
    )
