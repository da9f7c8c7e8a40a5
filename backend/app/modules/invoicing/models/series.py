from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    CheckConstraint,
    Index,
    SmallInteger,
    Text,
    UniqueConstraint,
    func,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.core.models import Base, TenantOwned, belongs_to


class InvoiceNumber(Base):
    """The last number given in a series and fiscal year; the row is the lock that keeps numbers gapless.

    `reference_code` stands for the series in that year's payment references, from its first invoice on.
    """

    __tablename__ = "invoice_numbers"
    __table_args__ = (
        UniqueConstraint("tenant_id", "year", "reference_code", name="reference_code_is_of_one_series"),
        CheckConstraint("reference_code between 0 and 99", name="reference_code_is_two_digits"),
    )

    tenant_id: Mapped[UUID] = mapped_column(primary_key=True, server_default=func.accounting.current_tenant())
    series: Mapped[str] = mapped_column(Text, primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    last: Mapped[int]
    reference_code: Mapped[int | None] = mapped_column(SmallInteger)


class NumberSeries(Base):
    """Which series a kind of paper takes its numbers from, where a company chose another than the usual one."""

    __tablename__ = "number_series"
    __table_args__ = (
        CheckConstraint("kind in ('invoice', 'credit_note', 'quote')", name="series_is_of_a_known_kind"),
        CheckConstraint("series ~ '^[A-Z]{1,8}$'", name="series_is_letters"),
    )

    tenant_id: Mapped[UUID] = mapped_column(primary_key=True, server_default=func.accounting.current_tenant())
    kind: Mapped[str] = mapped_column(Text, primary_key=True)
    series: Mapped[str] = mapped_column(Text)


class RecurringInvoice(TenantOwned, Base):
    """An invoice that is made again and again. `next_on` moves in the transaction that makes one."""

    __tablename__ = "recurring_invoices"
    __table_args__ = (
        CheckConstraint("every in ('week', 'month', 'quarter', 'year')", name="invoice_recurrence_is_known"),
        CheckConstraint("interval_count between 1 and 60", name="invoice_recurrence_counts_on"),
        belongs_to("recurring_invoices", "contact_id", "contacts"),
        belongs_to("recurring_invoices", "last_invoice_id", "invoices"),
        Index("ix_recurring_invoices_next_on", "tenant_id", "next_on", postgresql_where=text("is_active")),
    )

    name: Mapped[str] = mapped_column(Text)
    contact_id: Mapped[UUID]
    content: Mapped[dict[str, Any]] = mapped_column(JSONB, info={"names": "contacts"})
    every: Mapped[str] = mapped_column(Text)
    interval_count: Mapped[int] = mapped_column(server_default="1", default=1)
    starts_on: Mapped[date]
    next_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    issues_by_itself: Mapped[bool] = mapped_column(server_default="false", default=False)
    sends_by_itself: Mapped[bool] = mapped_column(server_default="false", default=False)
    is_active: Mapped[bool] = mapped_column(server_default="true", default=True)
    last_invoice_id: Mapped[UUID | None]
    last_made_on: Mapped[date | None]
    problem: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
    version: Mapped[int] = mapped_column(server_default="1", default=1)
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
    created_by: Mapped[UUID | None]
