from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, Numeric, Text, func, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.core.models import Base, TenantOwned


class VatReturn(TenantOwned, Base):
    """A VAT period that was closed, with its figures as they were then. `balance` above zero is owed by us."""

    __tablename__ = "vat_returns"
    __table_args__ = (
        CheckConstraint("status in ('closed', 'reopened')", name="vat_return_status_is_known"),
        CheckConstraint("ends_on > starts_on", name="vat_period_ends_after_it_starts"),
        ForeignKeyConstraint(
            ["tenant_id", "entry_id"],
            ["accounting.journal_entries.tenant_id", "accounting.journal_entries.id"],
            name="fk_vat_returns_entry_id",
        ),
        Index(
            "vat_period_is_closed_once",
            "tenant_id",
            "starts_on",
            unique=True,
            postgresql_where=text("status = 'closed'"),
        ),
    )

    starts_on: Mapped[date]
    ends_on: Mapped[date]
    status: Mapped[str] = mapped_column(Text, server_default="closed", default="closed")
    grids: Mapped[dict[str, Any]] = mapped_column(JSONB)
    controls: Mapped[list[dict[str, Any]]] = mapped_column(JSONB)
    balance: Mapped[Decimal] = mapped_column(Numeric(19, 4))
    entry_id: Mapped[UUID | None]
    closed_by: Mapped[UUID | None]
    closed_at: Mapped[datetime] = mapped_column(server_default=func.now())
    version: Mapped[int] = mapped_column(server_default="1", default=1)
