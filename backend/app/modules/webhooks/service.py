from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select, text

from app.core.models import new_id
from app.core.versions import unless_stale
from app.core.work import Work
from app.modules.identity.registering import require_verified
from app.modules.webhooks import addresses, patience, queries, signing
from app.modules.webhooks.catalogue import PING
from app.modules.webhooks.dispatch import Notice, dispatch, hasten, promise
from app.modules.webhooks.errors import TooManyWebhooks, WebhookIsOff
from app.modules.webhooks.models import PENDING, Webhook, WebhookDelivery
from app.modules.webhooks.schemas import WebhookMake, WebhookRevise

MOST_WEBHOOKS = 20
ONE_AT_A_TIME = text("select pg_advisory_xact_lock(hashtextextended('webhooks ' || accounting.current_tenant(), 0))")


async def make(work: Work, asked: WebhookMake) -> tuple[Webhook, str]:
    """A new webhook, and the secret that signs for it.

    Raises EmailNotVerified, WebhookUrlInvalid, TooManyWebhooks.
    """
    maker = await require_verified(work)
    url = addresses.examined(asked.url)
    await work.session.execute(ONE_AT_A_TIME)
    if (await work.session.scalar(select(func.count()).select_from(Webhook)) or 0) >= MOST_WEBHOOKS:
        raise TooManyWebhooks
    secret = signing.new_secret()
    webhook = Webhook(
        id=new_id(),
        url=asked.url,
        description=asked.description,
        events=asked.events,
        secret_sealed=signing.sealed(secret),
        created_by=maker.id,
    )
    work.session.add(webhook)
    await work.record("webhook.made", webhook_id=webhook.id, host=url.host, events=asked.events)
    return webhook, secret


async def revise(work: Work, webhook_id: UUID, change: WebhookRevise, seen: int | None) -> Webhook:
    """Raises WebhookNotFound, WebhookUrlInvalid, ChangedMeanwhile."""
    webhook = await queries.webhook(work, webhook_id, lock=True)
    unless_stale(webhook, seen)
    changes = {
        name: value for name, value in change.model_dump(exclude_none=True).items() if value != getattr(webhook, name)
    }
    if "url" in changes:
        addresses.examined(changes["url"])
    before = {name: getattr(webhook, name) for name in changes}
    for name, value in changes.items():
        setattr(webhook, name, value)
    if changes.get("is_active"):
        webhook.disabled_reason = webhook.failing_since = None
    if changes:
        await work.record("webhook.revised", webhook_id=webhook.id, old=_told(before), new=_told(changes))
    return webhook


async def remove(work: Work, webhook_id: UUID, seen: int | None) -> None:
    """With its deliveries; what is on its way is not sent any more. Raises WebhookNotFound, ChangedMeanwhile."""
    webhook = await queries.webhook(work, webhook_id, lock=True)
    unless_stale(webhook, seen)
    await work.record("webhook.removed", webhook_id=webhook.id, **_told({"url": webhook.url}))
    await work.session.delete(webhook)


async def rotate_secret(work: Work, webhook_id: UUID) -> tuple[str, datetime]:
    """A new secret; the old one signs too for a day, so that the receiver can change over. Raises WebhookNotFound."""
    webhook = await queries.webhook(work, webhook_id, lock=True)
    new, now = signing.new_secret(), work.now
    webhook.secret_sealed = signing.replaced(webhook.secret_sealed, new, now)
    webhook.version += 1
    await work.record("webhook.secret_rotated", webhook_id=webhook.id)
    return new, now + signing.OLD_ONE_SIGNS


async def ping(work: Work, webhook_id: UUID) -> WebhookDelivery:
    """Send a message that means nothing, once, also to a webhook that is off. Raises WebhookNotFound."""
    webhook = await queries.webhook(work, webhook_id, lock=True)
    [made] = await dispatch(work, [Notice(webhook.id, PING, {"webhook_id": str(webhook.id)})])
    await work.record("webhook.pinged", webhook_id=webhook.id)
    return await queries.delivery(work, webhook_id, made)


async def redeliver(work: Work, webhook_id: UUID, delivery_id: UUID) -> WebhookDelivery:
    """Send it now, whether it was taken, given up, or waits for its next attempt, which then is this one.

    Raises DeliveryNotFound, WebhookIsOff, DeliveryPending.
    """
    delivery = await queries.delivery(work, webhook_id, delivery_id, lock=True)
    webhook = await queries.webhook(work, webhook_id)
    if not webhook.is_active and delivery.event != PING:
        raise WebhookIsOff
    if delivery.status == PENDING:
        await hasten(work, delivery)
    else:
        await promise(work, {delivery.id: delivery.attempts})
    delivery.status, delivery.next_attempt_at = PENDING, work.now
    await patience.wake(webhook_id)
    await work.record("webhook.redelivered", webhook_id=webhook_id, delivery_id=delivery.id)
    return delivery


def _told(values: dict[str, Any]) -> dict[str, Any]:
    """What the audit trail keeps: of an address only the host, for its path may hold a secret."""
    told = dict(values)
    if "url" in told:
        told["host"] = addresses.host_of(told.pop("url"))
    return told
