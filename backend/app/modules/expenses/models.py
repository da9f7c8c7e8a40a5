from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, Numeric, SmallInteger, Text, func, text
from sqlalchemy.orm import Mapped, mapped_column

from app.core.models import Base, TenantOwned

AMOUNT = Numeric(19, 4)
APPROVED = "(status in ('approved', 'reimbursed')) = (entry_id is not null)"

WAITING = (
    "status = 'submitted' or status = 'approved'"
    " and (paid_with = 'own_money' or paid_with = 'company_card' and cleared is null)"
)


class Expense(TenantOwned, Base):
    """What somebody spent for the company: draft → submitted → approved | rejected; own money is paid back."""

    __tablename__ = "expenses"
    __table_args__ = (
        CheckConstraint(
            "status in ('draft', 'submitted', 'approved', 'rejected', 'reimbursed')", name="expense_status_is_known"
        ),
        CheckConstraint("paid_with in ('own_money', 'company_card', 'cash')", name="expense_is_paid_with_something"),
        CheckConstraint("total_amount > 0", name="expense_is_above_zero"),
        CheckConstraint("vat_amount between 0 and total_amount", name="expense_vat_is_part_of_it"),
        CheckConstraint("vat_of in ('home', 'abroad')", name="expense_vat_is_of_somewhere"),
        CheckConstraint("gift_count > 0", name="expense_counts_its_gifts"),
        CheckConstraint("cleared in ('bank_line', 'by_hand')", name="expense_is_cleared_somehow"),
        CheckConstraint(
            "cleared is null or (status = 'approved' and paid_with = 'company_card')",
            name="cleared_expense_is_of_a_card",
        ),
        CheckConstraint("private_percent between 0 and 100", name="private_share_is_a_share"),
        CheckConstraint("deducted_percent between 0 and 100", name="deducted_share_is_a_share"),
        CheckConstraint(APPROVED, name="approved_expense_is_booked"),
        CheckConstraint(
            "(status = 'reimbursed') = (reimbursement_entry_id is not null)", name="reimbursed_expense_is_booked"
        ),
        *(
            ForeignKeyConstraint(
                ["tenant_id", column],
                [f"accounting.{target}.tenant_id", f"accounting.{target}.id"],
                name=f"fk_expenses_{column}",
            )
            for column, target in (
                ("document_id", "documents"),
                ("entry_id", "journal_entries"),
                ("reimbursement_entry_id", "journal_entries"),
            )
        ),
        Index(
            "receipt_is_one_expense",
            "tenant_id",
            "document_id",
            unique=True,
            postgresql_where=text("document_id is not null and status <> 'rejected'"),
        ),
        Index(
            "ix_expenses_waiting",
            "tenant_id",
            "status",
            postgresql_where=text(WAITING),
        ),
        Index("ix_expenses_spent_on", "tenant_id", text("spent_on desc"), text("id desc")),
        *(
            Index(f"ix_expenses_{name}", "tenant_id", name, postgresql_where=text(f"{name} is not null"))
            for name in ("entry_id", "reimbursement_entry_id")
        ),
    )

    description: Mapped[str] = mapped_column(Text)
    merchant: Mapped[str | None] = mapped_column(Text)
    category: Mapped[str] = mapped_column(Text)
    account_code: Mapped[str | None] = mapped_column(Text)
    spent_on: Mapped[date]
    currency: Mapped[str] = mapped_column(Text)
    exchange_rate: Mapped[Decimal] = mapped_column(Numeric(24, 12), server_default="1", default=Decimal(1))
    total_amount: Mapped[Decimal] = mapped_column(AMOUNT)
    vat_amount: Mapped[Decimal] = mapped_column(AMOUNT, server_default="0", default=Decimal(0))
    vat_rate: Mapped[Decimal | None] = mapped_column(Numeric(5, 2))
    vat_of: Mapped[str | None] = mapped_column(Text)
    private_percent: Mapped[Decimal] = mapped_column(Numeric(7, 4), server_default="0", default=Decimal(0))
    gift_count: Mapped[int] = mapped_column(SmallInteger, server_default="1", default=1)
    deducted_percent: Mapped[Decimal | None] = mapped_column(Numeric(5, 2))
    paid_with: Mapped[str] = mapped_column(Text)
    spender_id: Mapped[UUID]
    document_id: Mapped[UUID | None]
    status: Mapped[str] = mapped_column(Text, server_default="draft", default="draft")
    entry_id: Mapped[UUID | None]
    reimbursement_entry_id: Mapped[UUID | None]
    cleared: Mapped[str | None] = mapped_column(Text)
    reason: Mapped[str | None] = mapped_column(Text)
    submitted_at: Mapped[datetime | None]
    decided_by: Mapped[UUID | None]
    decided_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(server_default="1", default=1)
    created_by: Mapped[UUID | None]
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
