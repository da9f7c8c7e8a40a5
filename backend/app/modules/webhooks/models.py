from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, CheckConstraint, ForeignKeyConstraint, Index, Text, func, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.core.models import Base, TenantOwned

PENDING, DELIVERED, FAILED = STATUSES = ("pending", "delivered", "failed")


class Webhook(TenantOwned, Base):
    """An address that wants to be told, of which events, and the sealed secrets that sign what we send there."""

    __tablename__ = "webhooks"

    url: Mapped[str] = mapped_column(Text)
    description: Mapped[str] = mapped_column(Text, server_default="", default="")
    events: Mapped[list[str]] = mapped_column(ARRAY(Text))
    secret_sealed: Mapped[str] = mapped_column(Text)
    is_active: Mapped[bool] = mapped_column(server_default="true", default=True)
    disabled_reason: Mapped[str | None] = mapped_column(Text)
    failing_since: Mapped[datetime | None]
    created_by: Mapped[UUID]
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
    version: Mapped[int] = mapped_column(server_default="1", default=1)


class WebhookDelivery(TenantOwned, Base):
    """One event for one webhook: pending → delivered | failed. Its id is the `webhook-id` of every attempt."""

    __tablename__ = "webhook_deliveries"
    __table_args__ = (
        CheckConstraint(f"status in {STATUSES}", name="webhook_delivery_status_is_known"),
        ForeignKeyConstraint(
            ["tenant_id", "webhook_id"],
            ["accounting.webhooks.tenant_id", "accounting.webhooks.id"],
            name="fk_webhook_deliveries_webhook_id",
            ondelete="CASCADE",
        ),
        Index("ix_webhook_deliveries_webhook_id", "tenant_id", "webhook_id", text("created_at desc")),
    )

    webhook_id: Mapped[UUID]
    event: Mapped[str] = mapped_column(Text)
    payload: Mapped[dict[str, Any]] = mapped_column(JSONB)
    status: Mapped[str] = mapped_column(Text, server_default=PENDING, default=PENDING)
    attempts: Mapped[int] = mapped_column(server_default="0", default=0)
    next_attempt_at: Mapped[datetime | None]
    response_status: Mapped[int | None]
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
    delivered_at: Mapped[datetime | None]


class WebhookAttempt(TenantOwned, Base):
    """One request that was made, or refused to be made, for a delivery, and what came of it."""

    __tablename__ = "webhook_attempts"
    __table_args__ = (
        ForeignKeyConstraint(
            ["tenant_id", "delivery_id"],
            ["accounting.webhook_deliveries.tenant_id", "accounting.webhook_deliveries.id"],
            name="fk_webhook_attempts_delivery_id",
            ondelete="CASCADE",
        ),
        Index("ix_webhook_attempts_delivery_id", "tenant_id", "delivery_id"),
    )

    delivery_id: Mapped[UUID]
    attempted_at: Mapped[datetime] = mapped_column(server_default=func.now())
    response_status: Mapped[int | None]
    response_excerpt: Mapped[str | None] = mapped_column(Text)
    error: Mapped[str | None] = mapped_column(Text)
    milliseconds: Mapped[int]
