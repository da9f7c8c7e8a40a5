from typing import Annotated, Any
from uuid import UUID

from fastapi import Request, Response

from app.core.answers import Answer, Page, answer
from app.core.errors import problem_responses
from app.core.limits import limit
from app.core.listing import LISTED, Asked, listed
from app.core.routes import Router
from app.core.versions import SeenVersion, tag
from app.core.work import Work
from app.modules.identity.access import may
from app.modules.identity.errors import EmailNotVerified
from app.modules.identity.permissions import Permission
from app.modules.webhooks import queries, service
from app.modules.webhooks.catalogue import EVENTS
from app.modules.webhooks.errors import (
    DeliveryNotFound,
    DeliveryPending,
    TooManyWebhooks,
    WebhookAddressPrivate,
    WebhookIsOff,
    WebhookNotFound,
    WebhookUrlInvalid,
)
from app.modules.webhooks.schemas import (
    DeliveryRead,
    DeliveryShown,
    EventRead,
    SecretRotated,
    WebhookMade,
    WebhookMake,
    WebhookRead,
    WebhookRevise,
)

router = Router(prefix="/webhooks", tags=["webhooks"])
Reads = Annotated[Work, may(Permission.WEBHOOKS_READ)]
Manages = Annotated[Work, may(Permission.WEBHOOKS_MANAGE)]
MISSING = problem_responses(WebhookNotFound)


@router.get("", response_model=Page[WebhookRead], responses=LISTED)
async def list_webhooks(request: Request, work: Reads, asked: Annotated[Asked, queries.WEBHOOKS.asked()]) -> Any:
    """Whom this company tells what happens."""
    return await listed(
        request, work, queries.WEBHOOKS, asked, queries.every_webhook(), WebhookRead, shape=queries.shown
    )


@router.post(
    "",
    status_code=201,
    response_model=Answer[WebhookMade],
    responses=problem_responses(EmailNotVerified, WebhookUrlInvalid, WebhookAddressPrivate, TooManyWebhooks),
)
async def make_webhook(request: Request, response: Response, asked: WebhookMake, work: Manages) -> dict[str, Any]:
    """Be told of events, by signed POST requests. The secret in the answer is shown this once."""
    webhook, secret = await service.make(work, asked)
    [shown] = await queries.shown(work, [webhook])
    tag(response, webhook.version)
    return answer(request, WebhookMade(**shown.model_dump(), secret=secret))


@router.get("/events", response_model=Answer[list[EventRead]])
async def list_webhook_events(request: Request, work: Reads) -> dict[str, Any]:
    """What can be told, and which ids the message holds."""
    return answer(
        request,
        [EventRead(name=name, description=each.description, ids=list(each.ids)) for name, each in EVENTS.items()],
    )


@router.get("/{webhook_id}", response_model=Answer[WebhookRead], responses=MISSING)
async def get_webhook(webhook_id: UUID, request: Request, response: Response, work: Reads) -> dict[str, Any]:
    """One webhook, without its secret. `ETag` is its version, for `If-Match` when you change it."""
    [shown] = await queries.shown(work, [await queries.webhook(work, webhook_id)])
    tag(response, shown.version)
    return answer(request, shown)


@router.patch(
    "/{webhook_id}",
    response_model=Answer[WebhookRead],
    responses=problem_responses(WebhookNotFound, WebhookUrlInvalid, WebhookAddressPrivate),
)
async def revise_webhook(
    webhook_id: UUID, request: Request, response: Response, change: WebhookRevise, seen: SeenVersion, work: Manages
) -> dict[str, Any]:
    """Change its address or its events, or switch it off and on."""
    [shown] = await queries.shown(work, [await service.revise(work, webhook_id, change, seen)])
    tag(response, shown.version)
    return answer(request, shown)


@router.delete("/{webhook_id}", status_code=204, responses=MISSING)
async def remove_webhook(webhook_id: UUID, seen: SeenVersion, work: Manages) -> None:
    """Remove it with its deliveries; what is on its way is not sent any more."""
    await service.remove(work, webhook_id, seen)


@router.post("/{webhook_id}/rotate-secret", response_model=Answer[SecretRotated], responses=MISSING)
async def rotate_webhook_secret(webhook_id: UUID, request: Request, work: Manages) -> dict[str, Any]:
    """A new secret, shown this once. For a day everything is signed with the old one too."""
    secret, until = await service.rotate_secret(work, webhook_id)
    return answer(request, SecretRotated(secret=secret, old_one_signs_until=until))


@router.post("/{webhook_id}/ping", status_code=202, response_model=Answer[DeliveryRead], responses=MISSING)
async def ping_webhook(webhook_id: UUID, request: Request, work: Manages) -> dict[str, Any]:
    """Send `webhook.ping` once, to see whether it arrives; also while the webhook is switched off."""
    await limit(f"webhook.ping:{webhook_id}", 10)
    return answer(request, await service.ping(work, webhook_id))


@router.get("/{webhook_id}/deliveries", response_model=Page[DeliveryRead], responses={**LISTED, **MISSING})
async def list_webhook_deliveries(
    webhook_id: UUID, request: Request, work: Reads, asked: Annotated[Asked, queries.DELIVERIES.asked()]
) -> Any:
    """What was sent or is on its way, latest first."""
    mine = await queries.deliveries(work, webhook_id)
    return await listed(request, work, queries.DELIVERIES, asked, mine, DeliveryRead)


@router.get(
    "/{webhook_id}/deliveries/{delivery_id}",
    response_model=Answer[DeliveryShown],
    responses=problem_responses(WebhookNotFound, DeliveryNotFound),
)
async def get_webhook_delivery(webhook_id: UUID, delivery_id: UUID, request: Request, work: Reads) -> dict[str, Any]:
    """One delivery: what is sent, and every attempt so far."""
    return answer(request, await queries.delivery_shown(work, webhook_id, delivery_id))


@router.post(
    "/{webhook_id}/deliveries/{delivery_id}/redeliver",
    status_code=202,
    response_model=Answer[DeliveryRead],
    responses=problem_responses(WebhookNotFound, DeliveryNotFound, DeliveryPending, WebhookIsOff),
)
async def redeliver_webhook(webhook_id: UUID, delivery_id: UUID, request: Request, work: Manages) -> dict[str, Any]:
    """Send it now, under the same id; also when it was taken, given up, or waits for its next attempt.

    What is due or under way at this moment is not sent a second time.
    """
    await limit(f"webhook.redeliver:{delivery_id}", 10)
    return answer(request, await service.redeliver(work, webhook_id, delivery_id))
