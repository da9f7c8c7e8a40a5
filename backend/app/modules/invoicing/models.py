from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, Numeric, Text, func, text
from sqlalchemy.orm import Mapped, mapped_column

from app.core.models import Base, TenantOwned


class PurchaseInvoice(TenantOwned, Base):
    """An invoice, credit note or receipt from a supplier, in its own currency; a credit note's amounts are negative.

    `total_in_books` is what it added to trade creditors, in the company's currency.
    """

    __tablename__ = "purchase_invoices"
    __table_args__ = (
        ForeignKeyConstraint(
            ["tenant_id", "contact_id"],
            ["accounting.contacts.tenant_id", "accounting.contacts.id"],
            name="fk_purchase_invoices_contact_id",
        ),
        ForeignKeyConstraint(
            ["tenant_id", "document_id"],
            ["accounting.documents.tenant_id", "accounting.documents.id"],
            name="fk_purchase_invoices_document_id",
        ),
        ForeignKeyConstraint(
            ["tenant_id", "entry_id"],
            ["accounting.journal_entries.tenant_id", "accounting.journal_entries.id"],
            name="fk_purchase_invoices_entry_id",
        ),
        CheckConstraint("net_amount + vat_amount = total_amount", name="purchase_invoice_adds_up"),
        CheckConstraint("status in ('booked', 'reversed')", name="purchase_invoice_status_is_known"),
        Index(
            "purchase_invoice_is_booked_once",
            "tenant_id",
            "contact_id",
            "kind",
            text("lower(number)"),
            text("extract(year from issued_on)"),
            unique=True,
            postgresql_where=text("status = 'booked' and number is not null"),
        ),
        Index("ix_purchase_invoices_document_id", "tenant_id", "document_id"),
        Index("ix_purchase_invoices_entry_id", "tenant_id", "entry_id"),
        Index("ix_purchase_invoices_issued_on", "tenant_id", text("issued_on desc"), "id"),
    )

    contact_id: Mapped[UUID]
    document_id: Mapped[UUID | None]
    entry_id: Mapped[UUID]
    kind: Mapped[str] = mapped_column(Text)
    number: Mapped[str | None] = mapped_column(Text)
    issued_on: Mapped[date]
    due_on: Mapped[date | None]
    currency: Mapped[str] = mapped_column(Text)
    exchange_rate: Mapped[Decimal] = mapped_column(Numeric(19, 8))
    net_amount: Mapped[Decimal] = mapped_column(Numeric(19, 4))
    vat_amount: Mapped[Decimal] = mapped_column(Numeric(19, 4))
    total_amount: Mapped[Decimal] = mapped_column(Numeric(19, 4))
    total_in_books: Mapped[Decimal] = mapped_column(Numeric(19, 4))
    payment_reference: Mapped[str | None] = mapped_column(Text)
    account_code: Mapped[str] = mapped_column(Text)
    treatment: Mapped[str] = mapped_column(Text)
    status: Mapped[str] = mapped_column(Text, server_default="booked", default="booked")
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
