from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from app.modules.webhooks.catalogue import EVENTS, EVERYTHING

DeliveryStatus = Literal["pending", "delivered", "failed"]
AttemptError = Literal[
    "name_not_found",
    "address_not_allowed",
    "not_connected",
    "tls_failed",
    "timed_out",
    "answer_broken",
    "redirected",
    "refused",
    "resting",
    "switched_off",
    "cancelled",
    "not_sent",
]


def _known(event: str) -> str:
    if event != EVERYTHING and event not in EVENTS:
        raise ValueError("there is no such event; see /webhooks/events")
    return event


def _each_once(events: list[str]) -> list[str]:
    return [EVERYTHING] if EVERYTHING in events else sorted(set(events))


EventName = Annotated[str, AfterValidator(_known), Field(json_schema_extra={"enum": [EVERYTHING, *EVENTS]})]
EventNames = Annotated[
    list[EventName],
    AfterValidator(_each_once),
    Field(min_length=1, max_length=len(EVENTS) + 1, description="`*` for all, also those that are added later"),
]
Url = Annotated[
    str,
    Field(
        min_length=1,
        max_length=2000,
        examples=["https://example.com/hooks/accounting"],
        description="a public address; https only, without user name or fragment; port 443, 80, or from 1024 on",
    ),
]
Description = Annotated[str, Field(max_length=200)]


class WebhookMake(BaseModel):
    """Where to send, and what."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "url": "https://example.com/hooks/accounting",
                    "description": "our warehouse",
                    "events": ["invoice.booked", "entry.reversed"],
                }
            ]
        },
    )

    url: Url
    description: Description = ""
    events: EventNames


class WebhookRevise(BaseModel):
    """What is left out stays as it is."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"events": ["*"], "is_active": True}]})

    url: Url | None = None
    description: Description | None = None
    events: EventNames | None = None
    is_active: bool | None = Field(None, description="switching on forgets why it was switched off")


class LastDelivery(BaseModel):
    """What became of the newest message."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    event: str
    status: DeliveryStatus
    response_status: int | None
    created_at: datetime


class WebhookRead(BaseModel):
    """An address that is told what happens."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    type: Literal["webhook"] = "webhook"
    url: str
    description: str
    events: list[str]
    is_active: bool
    disabled_reason: Literal["failing", "gone", "closed"] | None = Field(
        description="`failing`: nothing was taken for three days; `gone`: the receiver answered 410"
    )
    failing_since: datetime | None
    created_at: datetime
    version: int
    last_delivery: LastDelivery | None = None


class WebhookMade(WebhookRead):
    """A new webhook, with its secret."""

    secret: str = Field(
        description="signs what we send; shown this once", examples=["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"]
    )


class SecretRotated(BaseModel):
    """The new secret; for 24 hours what we send is signed with the old one too."""

    secret: str = Field(examples=["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"])
    old_one_signs_until: datetime


class EventRead(BaseModel):
    """Something a webhook can be told."""

    name: str = Field(examples=["invoice.booked"])
    description: str
    ids: list[str] = Field(description="what `data` of the message holds", examples=[["invoice_id", "entry_id"]])


class DeliveryRead(BaseModel):
    """One event on its way to one webhook, or there."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID = Field(description="also the `webhook-id` header of every attempt")
    type: Literal["webhook_delivery"] = "webhook_delivery"
    webhook_id: UUID
    event: str
    status: DeliveryStatus
    attempts: int
    next_attempt_at: datetime | None
    response_status: int | None
    created_at: datetime
    delivered_at: datetime | None


class AttemptRead(BaseModel):
    """One request, and what came of it."""

    model_config = ConfigDict(from_attributes=True)

    attempted_at: datetime
    response_status: int | None
    response_excerpt: str | None = Field(description="the beginning of what was answered")
    error: AttemptError | None = Field(
        description="why it did not succeed. `refused`: an answer other than 2xx; `resting`: not made, because the"
        " receiver kept us waiting a moment ago; `not_sent`: something went wrong on our side"
    )
    milliseconds: int


class DeliveryShown(DeliveryRead):
    """A delivery with what is sent, and every attempt so far."""

    payload: dict[str, Any] = Field(
        examples=[
            {
                "id": "01a1fcd6-3f7a-74ba-831f-443b45c4ef44",
                "type": "invoice.booked",
                "created_at": "2026-11-21T13:05:00+00:00",
                "tenant_id": "01a1fcd6-729c-747c-9f4a-30e4e0777b1a",
                "data": {"invoice_id": "01a1fcda-11a6-71f1-9c67-0b8e14d2fc73"},
            }
        ]
    )
    attempt_log: list[AttemptRead]
