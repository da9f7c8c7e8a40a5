from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ARRAY,
    CheckConstraint,
    Computed,
    FetchedValue,
    ForeignKeyConstraint,
    Index,
    Numeric,
    SmallInteger,
    Text,
    UniqueConstraint,
    func,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.core.models import Base, TenantOwned, belongs_to

AMOUNT = Numeric(19, 4)
LATE = "'9999-12-31'::date"
"""A draft without a date is sorted as if its day were yet to come."""
FACTS = ("treatment", "vat_rate", "account_code", "cost_account", "deductible_percent")
"""What is proposed for a line unless somebody chooses it."""
KNOWN_FACTS = "'{" + ",".join(FACTS) + "}'::text[]"
SIGN = "case when kind = 'credit_note' then -1 else 1 end"


class Invoice(TenantOwned, Base):
    """A sales or purchase invoice, credit note, receipt or quote, in its own currency.

    Amounts are as on paper, never negative; `sign` is -1 for a credit note. The database keeps what is open from the
    settlements and what was credited from the credit notes. Once issued, only what happens to it changes.
    `original_number`: of a credit note of an invoice that is not in these books, as is its day.
    `opened_on`: it stood open in the opening balances of that day, whose entry it has; another program gave its number.
    `rate_meant`: the typed rate is far from that of its day, and whoever was asked said that it is right.
    `repeats_reference`: it was issued when two series could still come to one reference, and another one has its own.
    """

    __tablename__ = "invoices"
    __mapper_args__ = {"eager_defaults": True}  # noqa: RUF012  what a trigger writes is known after every flush
    __table_args__ = (
        CheckConstraint("direction in ('sale', 'purchase')", name="invoice_direction_is_known"),
        CheckConstraint("kind in ('invoice', 'credit_note', 'receipt', 'quote')", name="invoice_kind_is_known"),
        CheckConstraint(
            "status in ('draft', 'issued', 'reversed', 'accepted', 'declined')", name="invoice_status_is_known"
        ),
        CheckConstraint("total_amount >= 0 and total_in_books >= 0", name="invoice_amounts_are_as_on_paper"),
        CheckConstraint("net_amount + vat_amount = total_amount", name="invoice_adds_up"),
        CheckConstraint("open_amount between 0 and total_amount", name="invoice_is_not_overpaid"),
        CheckConstraint("credited_amount between 0 and total_amount", name="invoice_is_not_credited_twice"),
        CheckConstraint("(open_amount = 0) = (open_in_books = 0)", name="nothing_open_is_nothing_in_books"),
        CheckConstraint("open_in_books between 0 and total_in_books", name="open_in_books_is_part_of_it"),
        CheckConstraint(
            "status = 'draft' or direction = 'purchase' or number is not null", name="issued_sale_has_a_number"
        ),
        CheckConstraint("status = 'draft' or issued_on is not null", name="issued_invoice_is_dated"),
        CheckConstraint(
            "status in ('draft', 'accepted', 'declined') or kind = 'quote' or entry_id is not null",
            name="issued_invoice_is_booked",
        ),
        CheckConstraint("issued_on <= opened_on", name="opening_item_is_of_before"),
        CheckConstraint(
            "opened_on is null or (kind in ('invoice', 'credit_note') and number is not null and vat_amount = 0)",
            name="opening_item_was_booked_before",
        ),
        CheckConstraint(
            "kind = 'credit_note' and credits_id is null or original_number is null and original_issued_on is null",
            name="original_is_of_a_free_credit_note",
        ),
        CheckConstraint("original_issued_on <= issued_on", name="original_is_of_before"),
        belongs_to("invoices", "contact_id", "contacts"),
        belongs_to("invoices", "document_id", "documents"),
        belongs_to("invoices", "entry_id", "journal_entries"),
        belongs_to("invoices", "credits_id", "invoices"),
        belongs_to("invoices", "quote_id", "invoices"),
        belongs_to("invoices", "recurring_id", "recurring_invoices", later=True),
        Index(
            "sale_number_is_unique",
            "tenant_id",
            "number",
            unique=True,
            postgresql_where=text("direction = 'sale' and number is not null and opened_on is null"),
        ),
        Index(
            "reference_is_of_one_invoice",
            "tenant_id",
            "payment_reference",
            unique=True,
            postgresql_where=text(
                "direction = 'sale' and kind = 'invoice' and number is not null and not repeats_reference"
                " and opened_on is null"
            ),
        ),
        Index(
            "purchase_invoice_is_booked_once",
            "tenant_id",
            "contact_id",
            "kind",
            text("lower(number)"),
            text("extract(year from issued_on)"),
            unique=True,
            postgresql_where=text("direction = 'purchase' and status = 'issued' and number is not null"),
        ),
        Index(
            "opening_item_is_told_once",
            "tenant_id",
            "direction",
            "contact_id",
            "kind",
            text("lower(number)"),
            unique=True,
            postgresql_where=text("opened_on is not null and status = 'issued'"),
        ),
        Index("ix_invoices_issued_on", "tenant_id", "direction", text("issued_on desc nulls first"), text("id desc")),
        Index("ix_invoices_created_at", "tenant_id", text("created_at desc"), text("id desc")),
        Index("ix_invoices_contact_id", "tenant_id", "contact_id", "issued_on"),
        Index("ix_invoices_open", "tenant_id", "direction", "due_on", postgresql_where=text("open_amount > 0")),
        Index("ix_invoices_drafts", "tenant_id", "direction", postgresql_where=text("status = 'draft'")),
        Index("ix_invoices_quotes", "tenant_id", "direction", postgresql_where=text("kind = 'quote'")),
        *(
            Index(f"ix_invoices_{name}", "tenant_id", name, postgresql_where=text(f"{name} is not null"))
            for name in ("document_id", "entry_id", "credits_id", "quote_id", "recurring_id")
        ),
        *(
            Index(f"ix_invoices_by_{name}", "tenant_id", text(each), "id")
            for name, each in (
                ("issued_on", f"coalesce(issued_on, {LATE})"),
                ("due_on", f"coalesce(due_on, {LATE})"),
                ("number", "coalesce(number, '')"),
                ("total_amount", "(total_amount * sign)"),
            )
        ),
        Index(
            "ix_invoices_open_by_due_on",
            "tenant_id",
            text(f"coalesce(due_on, {LATE})"),
            "id",
            postgresql_where=text("open_amount > 0"),
        ),
    )

    direction: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(Text)
    sign: Mapped[int] = mapped_column(SmallInteger, Computed(SIGN, persisted=True))
    status: Mapped[str] = mapped_column(Text, server_default="draft", default="draft")
    series: Mapped[str | None] = mapped_column(Text)
    number: Mapped[str | None] = mapped_column(Text)
    contact_id: Mapped[UUID]
    parties: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
    issued_on: Mapped[date | None]
    supplied_on: Mapped[date | None]
    due_on: Mapped[date | None]
    valid_until: Mapped[date | None]
    opened_on: Mapped[date | None]
    currency: Mapped[str] = mapped_column(Text)
    exchange_rate: Mapped[Decimal] = mapped_column(Numeric(24, 12), server_default="1", default=Decimal(1))
    rate_meant: Mapped[bool] = mapped_column(server_default="false", default=False)
    language: Mapped[str] = mapped_column(Text, server_default="nl", default="nl")
    net_amount: Mapped[Decimal] = mapped_column(AMOUNT, server_default="0", default=Decimal(0))
    vat_amount: Mapped[Decimal] = mapped_column(AMOUNT, server_default="0", default=Decimal(0))
    total_amount: Mapped[Decimal] = mapped_column(AMOUNT, server_default="0", default=Decimal(0))
    total_in_books: Mapped[Decimal] = mapped_column(AMOUNT, server_default="0", default=Decimal(0))
    open_amount: Mapped[Decimal] = mapped_column(AMOUNT, server_default="0", server_onupdate=FetchedValue())
    open_in_books: Mapped[Decimal] = mapped_column(AMOUNT, server_default="0", server_onupdate=FetchedValue())
    credited_amount: Mapped[Decimal] = mapped_column(AMOUNT, server_default="0", server_onupdate=FetchedValue())
    offset_amount: Mapped[Decimal] = mapped_column(AMOUNT, server_default="0", server_onupdate=FetchedValue())
    vat_groups: Mapped[list[dict[str, Any]]] = mapped_column(JSONB, server_default="[]", default=list)
    account_code: Mapped[str | None] = mapped_column(Text)
    treatment: Mapped[str | None] = mapped_column(Text)
    payment_reference: Mapped[str | None] = mapped_column(Text)
    repeats_reference: Mapped[bool] = mapped_column(server_default="false", default=False)
    order_reference: Mapped[str | None] = mapped_column(Text)
    note: Mapped[str | None] = mapped_column(Text)
    internal_note: Mapped[str | None] = mapped_column(Text)
    document_id: Mapped[UUID | None]
    entry_id: Mapped[UUID | None]
    credits_id: Mapped[UUID | None]
    original_number: Mapped[str | None] = mapped_column(Text)
    original_issued_on: Mapped[date | None]
    quote_id: Mapped[UUID | None]
    recurring_id: Mapped[UUID | None]
    pdf_key: Mapped[str | None] = mapped_column(Text)
    pdf_sha256: Mapped[str | None] = mapped_column(Text)
    sent_at: Mapped[datetime | None]
    sent_to: Mapped[str | None] = mapped_column(Text)
    sent_by: Mapped[UUID | None]
    created_by: Mapped[UUID | None]
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
    issued_at: Mapped[datetime | None]
    issued_by: Mapped[UUID | None]
    version: Mapped[int] = mapped_column(server_default="1", default=1)


class InvoiceLine(TenantOwned, Base):
    """`net_amount` is quantity × price less discount, rounded to the currency; VAT is on the sum, never on a line.

    `cost_account`: of a purchase that is booked on an accrual, the cost that was accrued there.
    `chosen`: which facts somebody chose; the others follow their proposal each time a draft is written.
    `credits_line_id`: the line that a credit note's takes back; the database keeps what was credited of each.
    """

    __tablename__ = "invoice_lines"
    __table_args__ = (
        UniqueConstraint(
            "tenant_id", "invoice_id", "position", name="line_has_its_place", deferrable=True, initially="DEFERRED"
        ),
        CheckConstraint("discount_percent between 0 and 100", name="line_discount_is_a_share"),
        CheckConstraint("deductible_percent between 0 and 100", name="line_deduction_is_a_share"),
        CheckConstraint(f"chosen <@ {KNOWN_FACTS}", name="line_choices_are_known"),
        CheckConstraint(
            "credited_quantity between least(quantity, 0) and greatest(quantity, 0)", name="line_is_not_credited_twice"
        ),
        ForeignKeyConstraint(
            ["tenant_id", "invoice_id"],
            ["accounting.invoices.tenant_id", "accounting.invoices.id"],
            name="fk_invoice_lines_invoice_id",
            ondelete="CASCADE",
        ),
        belongs_to("invoice_lines", "credits_line_id", "invoice_lines"),
        Index(
            "ix_invoice_lines_credits_line_id",
            "tenant_id",
            "credits_line_id",
            postgresql_where=text("credits_line_id is not null"),
        ),
    )

    invoice_id: Mapped[UUID]
    position: Mapped[int]
    description: Mapped[str] = mapped_column(Text)
    quantity: Mapped[Decimal] = mapped_column(Numeric(19, 6), server_default="1", default=Decimal(1))
    unit: Mapped[str | None] = mapped_column(Text)
    unit_price: Mapped[Decimal] = mapped_column(Numeric(19, 6))
    discount_percent: Mapped[Decimal] = mapped_column(Numeric(7, 4), server_default="0", default=Decimal(0))
    treatment: Mapped[str] = mapped_column(Text)
    vat_rate: Mapped[Decimal] = mapped_column(Numeric(5, 2), server_default="0", default=Decimal(0))
    account_code: Mapped[str] = mapped_column(Text)
    cost_account: Mapped[str | None] = mapped_column(Text)
    deductible_percent: Mapped[Decimal] = mapped_column(Numeric(7, 4), server_default="100", default=Decimal(100))
    net_amount: Mapped[Decimal] = mapped_column(AMOUNT)
    tags: Mapped[list[dict[str, Any]]] = mapped_column(JSONB, server_default="[]", default=list)
    chosen: Mapped[list[str]] = mapped_column(
        ARRAY(Text), server_default=text(KNOWN_FACTS), default=lambda: list(FACTS)
    )
    credits_line_id: Mapped[UUID | None]
    credited_quantity: Mapped[Decimal] = mapped_column(
        Numeric(19, 6), server_default="0", server_onupdate=FetchedValue()
    )
    credited_net_amount: Mapped[Decimal] = mapped_column(AMOUNT, server_default="0", server_onupdate=FetchedValue())
