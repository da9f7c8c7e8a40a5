"""What becomes of a delivery: taken, tried again later, or given up; and a webhook that takes nothing is switched off.

An attempt has a number. Whoever ends it first moves the number on, in one transaction with the promise of the next
attempt; so a job that is delivered twice, or whose worker died at any line, changes nothing a second time.
"""

import hashlib
from datetime import timedelta
from uuid import UUID

from sqlalchemy import Select, delete, select

from app.core import mail
from app.core.work import Work
from app.modules.identity.models import Membership, Tenant, User
from app.modules.identity.permissions import Role
from app.modules.webhooks import addresses, queries, signing
from app.modules.webhooks.catalogue import PING
from app.modules.webhooks.dispatch import QUEUE
from app.modules.webhooks.models import DELIVERED, FAILED, PENDING, Webhook, WebhookAttempt, WebhookDelivery
from app.modules.webhooks.sending import Parcel, Verdict, body_of

RETRIES = (
    timedelta(seconds=5),
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=6),
    timedelta(hours=12),
    timedelta(hours=24),
)
"""The longest that is waited before each further attempt, and twice the shortest."""
PATIENCE = timedelta(days=3)
"""A webhook that took nothing for so long is switched off."""
GONE = 410
KEPT = timedelta(days=30)


async def prepare(work: Work, delivery_id: UUID, attempt: int) -> Parcel | None:
    """What this attempt sends; None when it was made already, or there is nobody left to send it to."""
    delivery = await work.session.scalar(_waiting(delivery_id, attempt))
    if delivery is None:
        return None
    webhook = await queries.webhook(work, delivery.webhook_id)
    if not webhook.is_active and delivery.event != PING:
        await give_up(work, delivery_id, attempt, "switched_off")
        return None
    return Parcel(
        delivery_id=delivery.id,
        webhook_id=webhook.id,
        url=webhook.url,
        secrets=signing.signing(webhook.secret_sealed, work.now),
        body=body_of(delivery.payload),
        is_ping=delivery.event == PING,
    )


async def settle(work: Work, parcel: Parcel, attempt: int, verdict: Verdict) -> None:
    """Note how an attempt ended, and promise the next one where there is one.

    The webhook is locked before the delivery, as by whoever removes them. Raises WebhookNotFound when somebody did.
    """
    webhook = await queries.webhook(work, parcel.webhook_id, lock=True)
    delivery = await queries.delivery(work, webhook.id, parcel.delivery_id, lock=True)
    _note(work, delivery, verdict)
    mine = delivery.status == PENDING and delivery.attempts == attempt
    if verdict.error is None:
        _taken(work, webhook, delivery)
    elif mine:
        await _not_taken(work, webhook, delivery, verdict)
    if mine or verdict.error is None:
        delivery.response_status = verdict.status
    if mine:
        delivery.attempts = attempt + 1


async def give_up(work: Work, delivery_id: UUID, attempt: int, error: str) -> None:
    """No further attempt: the webhook is off, or somebody cancelled the job."""
    delivery = await work.session.scalar(_waiting(delivery_id, attempt).with_for_update())
    if delivery is None:
        return
    _note(work, delivery, Verdict(0, error))
    delivery.status, delivery.next_attempt_at, delivery.attempts = FAILED, None, attempt + 1


async def forget(work: Work) -> None:
    """The log of what was delivered or given up more than a month ago."""
    await work.session.execute(
        delete(WebhookDelivery).where(
            WebhookDelivery.created_at < work.now - KEPT, WebhookDelivery.status.in_((DELIVERED, FAILED))
        )
    )


def _waiting(delivery_id: UUID, attempt: int) -> Select[WebhookDelivery]:
    return select(WebhookDelivery).where(
        WebhookDelivery.id == delivery_id, WebhookDelivery.status == PENDING, WebhookDelivery.attempts == attempt
    )


def _note(work: Work, delivery: WebhookDelivery, verdict: Verdict) -> None:
    work.session.add(
        WebhookAttempt(
            delivery_id=delivery.id,
            attempted_at=work.now - timedelta(milliseconds=verdict.milliseconds),
            response_status=verdict.status,
            response_excerpt=verdict.excerpt,
            error=verdict.error,
            milliseconds=verdict.milliseconds,
        )
    )


def _taken(work: Work, webhook: Webhook, delivery: WebhookDelivery) -> None:
    delivery.status, delivery.delivered_at, delivery.next_attempt_at = DELIVERED, work.now, None
    if delivery.event != PING:
        webhook.failing_since = None


async def _not_taken(work: Work, webhook: Webhook, delivery: WebhookDelivery, verdict: Verdict) -> None:
    """Another attempt after a while; a ping is tried once, and says nothing of the webhook."""
    retries = RETRIES if delivery.event != PING else ()
    if delivery.event != PING:
        await _blame(work, webhook, verdict)
    if not webhook.is_active or delivery.attempts >= len(retries):
        delivery.status, delivery.next_attempt_at = FAILED, None
        return
    wait = spread(retries[delivery.attempts], delivery.id, delivery.attempts)
    delivery.next_attempt_at = work.now + wait
    await work.enqueue(
        "webhooks.deliver", queue=QUEUE, after=wait, delivery_id=delivery.id, attempt=delivery.attempts + 1
    )


def spread(longest: timedelta, delivery_id: UUID, attempt: int) -> timedelta:
    """Between half of it and all of it: what failed together does not come back together.

    The place in between is drawn by the delivery and the attempt, so it is the same whoever asks.
    """
    drawn = int.from_bytes(hashlib.sha256(f"{delivery_id}:{attempt}".encode()).digest()[:8]) / 2**64
    return longest * (0.5 + drawn / 2)


async def _blame(work: Work, webhook: Webhook, verdict: Verdict) -> None:
    """Remember since when a webhook takes nothing; three days of that, or its own word, switch it off."""
    webhook.failing_since = webhook.failing_since or work.now
    gone = verdict.status == GONE
    if webhook.is_active and (gone or webhook.failing_since <= work.now - PATIENCE):
        await _switch_off(work, webhook, "gone" if gone else "failing")


async def _switch_off(work: Work, webhook: Webhook, reason: str) -> None:
    """And tell the owners, each in their language."""
    webhook.is_active, webhook.disabled_reason = False, reason
    webhook.version += 1
    await work.record(
        "webhook.switched_off",
        webhook_id=webhook.id,
        reason=reason,
        old={"is_active": True},
        new={"is_active": False},
    )
    company = await work.session.scalar(select(Tenant.name).where(Tenant.id == work.tenant_id))
    owners = await work.session.scalars(
        select(User).join(Membership, Membership.user_id == User.id).where(Membership.role == Role.OWNER)
    )
    for owner in owners.all():
        await mail.send(
            work,
            "webhook_switched_off",
            to=owner.email,
            language=owner.language,
            user_id=owner.id,
            name=owner.full_name,
            url=addresses.host_of(webhook.url),
            company=company,
            reason=reason,
        )
