"""What settles what: reconciliations, their parts, what was rejected, rules, runs, proposals."""

from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import (
    CheckConstraint,
    Float,
    Index,
    Numeric,
    Text,
    UniqueConstraint,
    func,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.core.models import Base, TenantOwned, belongs_to
from app.modules.banking.models.statements import AMOUNT, account_key


class BankRule(TenantOwned, Base):
    """A line that answers to `conditions` is booked by `shares`; rules are asked in order of `position`."""

    __tablename__ = "bank_rules"
    __table_args__ = (
        belongs_to("bank_rules", "bank_account_id", "bank_accounts"),
        Index(
            "bank_rule_name_is_unique",
            "tenant_id",
            text("lower(name)"),
            unique=True,
            postgresql_where=text("removed_at is null"),
        ),
    )

    name: Mapped[str] = mapped_column(Text)
    position: Mapped[int]
    is_active: Mapped[bool] = mapped_column(server_default="true", default=True)
    bank_account_id: Mapped[UUID | None]
    conditions: Mapped[dict[str, Any]] = mapped_column(JSONB)
    shares: Mapped[list[dict[str, Any]]] = mapped_column(JSONB, info={"names": "contacts"})
    books_alone: Mapped[bool] = mapped_column(server_default="false", default=False)
    version: Mapped[int] = mapped_column(server_default="1", default=1)
    created_by: Mapped[UUID | None]
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
    removed_at: Mapped[datetime | None]


class BankSettings(Base):
    """From which score on proposals are applied without asking, if at all."""

    __tablename__ = "bank_settings"
    __table_args__ = (
        CheckConstraint("auto_from between 0.9 and 1", name="auto_from_is_a_chance"),
        CheckConstraint("largest_fee >= 0", name="largest_fee_is_an_amount"),
    )

    tenant_id: Mapped[UUID] = mapped_column(primary_key=True, server_default=func.accounting.current_tenant())
    applies_alone: Mapped[bool] = mapped_column(server_default="false", default=False)
    auto_from: Mapped[Decimal] = mapped_column(Numeric(5, 4), server_default="0.99", default=Decimal("0.99"))
    largest_fee: Mapped[Decimal] = mapped_column(AMOUNT, server_default="60", default=Decimal(60))
    version: Mapped[int] = mapped_column(server_default="1", default=1)
    changed_at: Mapped[datetime] = mapped_column(server_default=func.now())


class Matching(Base):
    """Which run of Spark over all that is open of a company stands, and which has begun since."""

    __tablename__ = "matchings"
    __table_args__ = ({"schema": "results"},)

    tenant_id: Mapped[UUID] = mapped_column(primary_key=True, server_default=func.accounting.current_tenant())
    job_id: Mapped[UUID | None]
    begun_id: Mapped[UUID | None]
    run_id: Mapped[UUID | None]
    line_count: Mapped[int] = mapped_column(server_default="0", default=0)
    item_count: Mapped[int] = mapped_column(server_default="0", default=0)
    proposed_count: Mapped[int] = mapped_column(server_default="0", default=0)
    matched_at: Mapped[datetime | None]


class Proposal(Base):
    """What Spark proposed for a line. Evidence: only Spark writes it; that of the run in `Matching` stands."""

    __tablename__ = "match_proposals"
    __table_args__ = (
        Index("ix_match_proposals_group_id", "tenant_id", "run_id", "group_id"),
        {"schema": "results"},
    )

    tenant_id: Mapped[UUID] = mapped_column(primary_key=True)
    run_id: Mapped[UUID] = mapped_column(primary_key=True)
    line_id: Mapped[UUID] = mapped_column(primary_key=True)
    item: Mapped[str] = mapped_column(Text, primary_key=True)
    group_id: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(Text)
    score: Mapped[float] = mapped_column(Float(53))
    auto: Mapped[bool]
    reasons: Mapped[list[Any]] = mapped_column(JSONB)
    matcher_version: Mapped[str] = mapped_column(Text)
    made_at: Mapped[datetime] = mapped_column(server_default=func.now())


class BankRun(TenantOwned, Base):
    """Many lines at once: by rules, by exact proposals, or by itself at night; reverted as a whole."""

    __tablename__ = "bank_runs"
    __table_args__ = (
        CheckConstraint("kind in ('rules', 'exact', 'automatic', 'revert')", name="bank_run_kind_is_known"),
        CheckConstraint(
            "status in ('running', 'done', 'cancelled', 'failed', 'reverting', 'reverted')",
            name="bank_run_status_is_known",
        ),
        Index("ix_bank_runs_created_at", "tenant_id", text("created_at desc"), text("id desc")),
    )

    kind: Mapped[str] = mapped_column(Text)
    status: Mapped[str] = mapped_column(Text, server_default="running", default="running")
    job_id: Mapped[UUID | None]
    asked: Mapped[dict[str, Any]] = mapped_column(JSONB, server_default="{}", default=dict)
    line_count: Mapped[int] = mapped_column(server_default="0", default=0)
    done_count: Mapped[int] = mapped_column(server_default="0", default=0)
    failed_count: Mapped[int] = mapped_column(server_default="0", default=0)
    created_by: Mapped[UUID | None]
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
    finished_at: Mapped[datetime | None]
    reverted_at: Mapped[datetime | None]


class BankRunResult(Base):
    """What became of one line in a run, and why not; of a run by rules, all that it is about, before it begins."""

    __tablename__ = "bank_run_results"
    __table_args__ = (
        CheckConstraint("status in ('planned', 'done', 'failed', 'reverted')", name="bank_run_result_is_known"),
        belongs_to("bank_run_results", "run_id", "bank_runs"),
        belongs_to("bank_run_results", "bank_line_id", "bank_lines"),
        Index("ix_bank_run_results_bank_line_id", "tenant_id", "bank_line_id"),
    )

    tenant_id: Mapped[UUID] = mapped_column(primary_key=True, server_default=func.accounting.current_tenant())
    run_id: Mapped[UUID] = mapped_column(primary_key=True)
    bank_line_id: Mapped[UUID] = mapped_column(primary_key=True)
    status: Mapped[str] = mapped_column(Text)
    problem: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))


class Reconciliation(TenantOwned, Base):
    """What was done with a line, or part of it: one entry of the bank journal, or none where it was there already."""

    __tablename__ = "reconciliations"
    __table_args__ = (
        CheckConstraint(
            "kind in ('accepted', 'booked', 'rule', 'automatic', 'undone')", name="reconciliation_kind_is_known"
        ),
        UniqueConstraint("tenant_id", "undoes_id", name="reconciliation_is_undone_once"),
        CheckConstraint("amount <> 0", name="reconciliation_is_of_something"),
        CheckConstraint("(undoes_id is null) = (kind <> 'undone')", name="reconciliation_is_undone_by_another"),
        belongs_to("reconciliations", "bank_line_id", "bank_lines"),
        belongs_to("reconciliations", "entry_id", "journal_entries"),
        belongs_to("reconciliations", "rule_id", "bank_rules"),
        belongs_to("reconciliations", "run_id", "bank_runs"),
        belongs_to("reconciliations", "undoes_id", "reconciliations"),
        Index("ix_reconciliations_bank_line_id", "tenant_id", "bank_line_id"),
        *(
            Index(f"ix_reconciliations_{name}", "tenant_id", name, postgresql_where=text(f"{name} is not null"))
            for name in ("entry_id", "run_id")
        ),
    )

    bank_line_id: Mapped[UUID]
    kind: Mapped[str] = mapped_column(Text)
    amount: Mapped[Decimal] = mapped_column(AMOUNT)
    entry_id: Mapped[UUID | None]
    rule_id: Mapped[UUID | None]
    run_id: Mapped[UUID | None]
    score: Mapped[Decimal | None] = mapped_column(Numeric(5, 4))
    reason: Mapped[str | None] = mapped_column(Text)
    undoes_id: Mapped[UUID | None]
    created_by: Mapped[UUID | None]
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())


class Part(TenantOwned, Base):
    """Against what a part of a line stands, in the line's currency; `settled_amount` is the invoice's own."""

    __tablename__ = "reconciliation_parts"
    __table_args__ = (
        CheckConstraint("kind in ('invoice', 'expense', 'posting', 'account', 'payment')", name="part_kind_is_known"),
        CheckConstraint(
            "num_nonnulls(invoice_id, expense_id, posting_id, account_code) = 1", name="part_is_against_one_thing"
        ),
        belongs_to("reconciliation_parts", "reconciliation_id", "reconciliations"),
        belongs_to("reconciliation_parts", "invoice_id", "invoices"),
        belongs_to("reconciliation_parts", "expense_id", "expenses"),
        belongs_to("reconciliation_parts", "posting_id", "postings"),
        account_key("reconciliation_parts"),
        Index("ix_reconciliation_parts_reconciliation_id", "tenant_id", "reconciliation_id"),
        *(
            Index(f"ix_reconciliation_parts_{name}", "tenant_id", name, postgresql_where=text(f"{name} is not null"))
            for name in ("posting_id", "invoice_id")
        ),
    )

    reconciliation_id: Mapped[UUID]
    position: Mapped[int]
    kind: Mapped[str] = mapped_column(Text)
    amount: Mapped[Decimal] = mapped_column(AMOUNT)
    invoice_id: Mapped[UUID | None]
    expense_id: Mapped[UUID | None]
    posting_id: Mapped[UUID | None]
    account_code: Mapped[str | None] = mapped_column(Text)
    memo: Mapped[str | None] = mapped_column(Text)
    settled_amount: Mapped[Decimal | None] = mapped_column(AMOUNT)
    vat_rate: Mapped[Decimal | None] = mapped_column(Numeric(5, 2))
    vat_amount: Mapped[Decimal | None] = mapped_column(AMOUNT)


PLUS = "+"
"""Between the items of a sum."""


class Rejection(Base):
    """Somebody said that a line is not about `item`: `invoice:<id>`, or a sum such as `invoice:<id>+expense:<id>`."""

    __tablename__ = "match_rejections"
    __table_args__ = (belongs_to("match_rejections", "bank_line_id", "bank_lines"),)

    tenant_id: Mapped[UUID] = mapped_column(primary_key=True, server_default=func.accounting.current_tenant())
    bank_line_id: Mapped[UUID] = mapped_column(primary_key=True)
    item: Mapped[str] = mapped_column(Text, primary_key=True)
    created_by: Mapped[UUID | None]
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
