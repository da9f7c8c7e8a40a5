from datetime import date, datetime
from decimal import Decimal
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
from sqlalchemy.orm import Mapped, mapped_column

from app.core.models import Base, TenantOwned, belongs_to
from app.modules.invoicing.models.invoices import AMOUNT


class Settlement(TenantOwned, Base):
    """What took away from an invoice's open amount, in its currency and in the books'. Undone by its negative.

    Money that the bank took back is no undoing: it did come, and went on a day of its own (`returns_id`).
    """

    __tablename__ = "settlements"
    __table_args__ = (
        CheckConstraint(
            "kind in ('payment', 'credit', 'discount', 'write_off', 'return', 'reversal')",
            name="settlement_kind_is_known",
        ),
        UniqueConstraint("tenant_id", "undoes_id", name="settlement_is_undone_once"),
        CheckConstraint("amount <> 0", name="settlement_settles_something"),
        CheckConstraint("(kind = 'reversal') = (undoes_id is not null)", name="settlement_is_undone_by_another"),
        CheckConstraint("(kind = 'return') = (returns_id is not null)", name="settlement_returns_another"),
        CheckConstraint(
            "kind = 'reversal' or (kind = 'return') = (amount < 0)", name="settlement_is_taken_back_by_a_negative"
        ),
        CheckConstraint("sign(amount) = sign(amount_in_books)", name="settlement_counts_in_the_books"),
        belongs_to("settlements", "invoice_id", "invoices"),
        belongs_to("settlements", "counterpart_id", "invoices"),
        belongs_to("settlements", "entry_id", "journal_entries"),
        belongs_to("settlements", "undoes_id", "settlements"),
        belongs_to("settlements", "returns_id", "settlements"),
        Index("ix_settlements_invoice_id", "tenant_id", "invoice_id"),
        Index("ix_settlements_entry_id", "tenant_id", "entry_id"),
        Index("ix_settlements_settled_on", "tenant_id", "settled_on"),
        Index("ix_settlements_returns_id", "tenant_id", "returns_id", postgresql_where=text("returns_id is not null")),
    )

    invoice_id: Mapped[UUID]
    kind: Mapped[str] = mapped_column(Text)
    entry_id: Mapped[UUID | None]
    counterpart_id: Mapped[UUID | None]
    undoes_id: Mapped[UUID | None]
    returns_id: Mapped[UUID | None]
    amount: Mapped[Decimal] = mapped_column(AMOUNT)
    amount_in_books: Mapped[Decimal] = mapped_column(AMOUNT)
    settled_on: Mapped[date]
    created_by: Mapped[UUID | None]
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())


class Reminder(TenantOwned, Base):
    """A rung of the ladder that was climbed for an invoice; each once."""

    __tablename__ = "reminders"
    __table_args__ = (
        UniqueConstraint("tenant_id", "invoice_id", "level", name="reminder_is_sent_once"),
        belongs_to("reminders", "invoice_id", "invoices"),
    )

    invoice_id: Mapped[UUID]
    level: Mapped[int] = mapped_column(SmallInteger)
    rule: Mapped[str] = mapped_column(Text)
    fee: Mapped[Decimal] = mapped_column(AMOUNT, server_default="0", default=Decimal(0))
    interest: Mapped[Decimal] = mapped_column(AMOUNT, server_default="0", default=Decimal(0))
    mail_id: Mapped[UUID | None]
    sent_by: Mapped[UUID | None]
    sent_on: Mapped[date]
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
