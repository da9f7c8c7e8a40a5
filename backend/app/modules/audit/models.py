from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Index, LargeBinary, SmallInteger, Text, func, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.core.models import Base


class AuditEvent(Base):
    """One row of a company's chain. Written by `Work.record` and a trigger, read here, changed by nobody."""

    __tablename__ = "events"
    __table_args__ = (
        Index("ix_events_name", "tenant_id", "name", text("sequence desc")),
        Index("ix_events_recorded_at", "tenant_id", "recorded_at"),
        {"schema": "audit"},
    )

    tenant_id: Mapped[UUID] = mapped_column(primary_key=True, server_default=func.accounting.current_tenant())
    sequence: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    actor_id: Mapped[UUID | None]
    name: Mapped[str] = mapped_column(Text)
    payload: Mapped[dict[str, Any]] = mapped_column(JSONB)
    origin: Mapped[dict[str, Any]] = mapped_column(JSONB, server_default="{}")
    recorded_at: Mapped[datetime] = mapped_column(server_default=func.clock_timestamp())
    hash: Mapped[bytes] = mapped_column(LargeBinary)
    scheme: Mapped[int] = mapped_column(SmallInteger, server_default="2")
