from uuid import UUID

import structlog

from app.core import resealing
from app.core.jobs import CANCELLED
from app.core.nightly import every_night
from app.core.runs import Run, task
from app.core.work import Work
from app.modules.webhooks import patience, sending, settling, signing
from app.modules.webhooks.models import Webhook
from app.modules.webhooks.sending import Parcel, Verdict

log = structlog.get_logger()


async def abandoned(work: Work, status: str, delivery_id: str, attempt: int) -> None:
    await settling.give_up(work, UUID(delivery_id), attempt, "cancelled" if status == CANCELLED else "not_sent")


@task("webhooks.deliver", abandoned=abandoned)
async def deliver(run: Run, delivery_id: str, attempt: int) -> None:
    """One attempt at one delivery. Nothing is held open while the other side takes its time."""
    async with run.begin() as work:
        parcel = await settling.prepare(work, UUID(delivery_id), attempt)
    if parcel is None:
        return
    verdict = await _attempt(parcel)
    log.info("webhook_attempted", delivery_id=delivery_id, attempt=attempt, status=verdict.status, error=verdict.error)
    async with run.begin() as work:
        await settling.settle(work, parcel, attempt, verdict)


@task("webhooks.forget")
async def forget(run: Run, night: str) -> None:
    """Every night."""
    async with run.begin() as work:
        await settling.forget(work)


every_night("webhooks.forget")
resealing.declare_column("webhook secrets", Webhook.secret_sealed, signing.PURPOSE)


async def _attempt(parcel: Parcel) -> Verdict:
    """Made, or left out because the receiver rests; a ping is somebody who wants to know."""
    if not parcel.is_ping and await patience.is_resting(parcel.webhook_id):
        return Verdict(0, "resting")
    verdict = await sending.send(parcel)
    if verdict.error is None:
        await patience.wake(parcel.webhook_id)
    elif verdict.milliseconds >= patience.SLOW:
        await patience.rest(parcel.webhook_id)
    return verdict
