"""Accounts at banks, files, statements and lines."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ARRAY,
    BigInteger,
    CheckConstraint,
    FetchedValue,
    ForeignKeyConstraint,
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

AMOUNT = Numeric(19, 4)
IMPORT_STATUSES = (
    "reading", "needs_mapping", "staged", "importing", "imported", "failed", "discarded", "reverting", "reverted",
)  # fmt: skip


def account_key(table: str) -> ForeignKeyConstraint:
    """A key to an account of the chart by its code."""
    return ForeignKeyConstraint(
        ["tenant_id", "account_code"],
        ["accounting.accounts.tenant_id", "accounting.accounts.code"],
        name=f"fk_{table}_account_code",
    )


class BankAccount(TenantOwned, Base):
    """An account at a bank, and the one of the books that mirrors it. `number` is its IBAN, where it has one."""

    __tablename__ = "bank_accounts"
    __table_args__ = (
        UniqueConstraint("tenant_id", "number", "currency", name="bank_account_is_known_once"),
        UniqueConstraint("tenant_id", "account_code", name="ledger_account_is_of_one_bank_account"),
        account_key("bank_accounts"),
    )

    name: Mapped[str] = mapped_column(Text)
    number: Mapped[str] = mapped_column(Text)
    currency: Mapped[str] = mapped_column(Text)
    account_code: Mapped[str] = mapped_column(Text)
    archived_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(server_default="1", default=1)
    created_by: Mapped[UUID | None]
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())


class ColumnMapping(TenantOwned, Base):
    """What the columns of a bank's table are, as somebody said; found again by the table's headers."""

    __tablename__ = "column_mappings"
    __table_args__ = (Index("column_mapping_name_is_unique", "tenant_id", text("lower(name)"), unique=True),)

    name: Mapped[str] = mapped_column(Text)
    headers: Mapped[list[str]] = mapped_column(ARRAY(Text), server_default="{}", default=list)
    mapping: Mapped[dict[str, Any]] = mapped_column(JSONB)
    version: Mapped[int] = mapped_column(server_default="1", default=1)
    created_by: Mapped[UUID | None]
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())


class StatementImport(TenantOwned, Base):
    """One file: reading → staged → imported; or it needs a mapping, failed, was discarded, or was reverted later."""

    __tablename__ = "statement_imports"
    __table_args__ = (
        CheckConstraint(f"status in {IMPORT_STATUSES}", name="import_status_is_known"),
        belongs_to("statement_imports", "given_account_id", "bank_accounts"),
        Index(
            "statement_file_is_brought_once",
            "tenant_id",
            "sha256",
            unique=True,
            postgresql_where=text("status not in ('failed', 'discarded', 'reverted')"),
        ),
        Index("ix_statement_imports_created_at", "tenant_id", text("created_at desc"), text("id desc")),
    )

    filename: Mapped[str] = mapped_column(Text)
    size_bytes: Mapped[int] = mapped_column(BigInteger)
    sha256: Mapped[str] = mapped_column(Text)
    format: Mapped[str | None] = mapped_column(Text)
    status: Mapped[str] = mapped_column(Text, server_default="reading", default="reading")
    given_account_id: Mapped[UUID | None]
    mapping: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
    problem: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
    line_count: Mapped[int] = mapped_column(server_default="0", default=0)
    new_count: Mapped[int] = mapped_column(server_default="0", default=0)
    duplicate_count: Mapped[int] = mapped_column(server_default="0", default=0)
    alike_count: Mapped[int] = mapped_column(server_default="0", default=0)
    pending_count: Mapped[int] = mapped_column(server_default="0", default=0)
    left_out: Mapped[list[dict[str, Any]]] = mapped_column(JSONB, server_default="[]", default=list)
    accepted_unbalanced: Mapped[bool] = mapped_column(server_default="false", default=False)
    accepted_alike: Mapped[bool] = mapped_column(server_default="false", default=False)
    job_id: Mapped[UUID | None]
    reason: Mapped[str | None] = mapped_column(Text)
    uploaded_by: Mapped[UUID | None]
    decided_by: Mapped[UUID | None]
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
    decided_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(server_default="1", default=1)

    @property
    def key(self) -> str:
        """Where its bytes lie in storage."""
        return f"{self.tenant_id}/statements/{self.id}"


class BankStatement(TenantOwned, Base):
    """One account over one period, as the bank closed it.

    `gap_amount`: what it opens with less what went before. `same_as_id`: the one of another import that it is again.
    """

    __tablename__ = "bank_statements"
    __table_args__ = (
        UniqueConstraint("tenant_id", "import_id", "position", name="statement_has_its_place"),
        belongs_to("bank_statements", "import_id", "statement_imports"),
        belongs_to("bank_statements", "bank_account_id", "bank_accounts"),
        Index(
            "ix_bank_statements_bank_account_id",
            "tenant_id",
            "bank_account_id",
            text("closed_on desc"),
            postgresql_where=text("is_imported"),
        ),
    )

    import_id: Mapped[UUID]
    position: Mapped[int]
    bank_account_id: Mapped[UUID | None]
    account_number: Mapped[str | None] = mapped_column(Text)
    currency: Mapped[str | None] = mapped_column(Text)
    holder: Mapped[str | None] = mapped_column(Text)
    number: Mapped[str | None] = mapped_column(Text)
    line_number: Mapped[int] = mapped_column(server_default="1", default=1)
    opened_on: Mapped[date | None]
    closed_on: Mapped[date | None]
    opening_balance: Mapped[Decimal | None] = mapped_column(AMOUNT)
    closing_balance: Mapped[Decimal | None] = mapped_column(AMOUNT)
    movement_count: Mapped[int] = mapped_column(server_default="0", default=0)
    movement_total: Mapped[Decimal] = mapped_column(AMOUNT, server_default="0", default=Decimal(0))
    is_proved: Mapped[bool | None]
    unproved_because: Mapped[list[dict[str, Any]]] = mapped_column(JSONB, server_default="[]", default=list)
    follows_id: Mapped[UUID | None]
    same_as_id: Mapped[UUID | None]
    gap_amount: Mapped[Decimal | None] = mapped_column(AMOUNT)
    is_imported: Mapped[bool] = mapped_column(server_default="false", default=False)


class BankLine(TenantOwned, Base):
    """One movement. What the bank said never changes; `open_amount` is kept by the database from reconciliations."""

    __tablename__ = "bank_lines"
    __table_args__ = (
        CheckConstraint("state in ('staged', 'duplicate', 'imported', 'reverted')", name="bank_line_state_is_known"),
        CheckConstraint(
            "open_amount * amount >= 0 and abs(open_amount) <= abs(amount)", name="bank_line_is_not_reconciled_twice"
        ),
        CheckConstraint("state <> 'imported' or bank_account_id is not null", name="imported_line_has_an_account"),
        CheckConstraint("duplicate_because in ('known', 'alike')", name="duplicate_has_a_reason_we_know"),
        belongs_to("bank_lines", "import_id", "statement_imports"),
        belongs_to("bank_lines", "statement_id", "bank_statements"),
        belongs_to("bank_lines", "bank_account_id", "bank_accounts"),
        Index(
            "bank_line_is_imported_once",
            "tenant_id",
            "bank_account_id",
            "key",
            unique=True,
            postgresql_where=text("state = 'imported'"),
        ),
        Index("ix_bank_lines_import_id", "tenant_id", "import_id", "position"),
        Index(
            "ix_bank_lines_booked_on",
            "tenant_id",
            text("booked_on desc"),
            text("id desc"),
            postgresql_where=text("state = 'imported'"),
        ),
        Index(
            "ix_bank_lines_open", "tenant_id", "bank_account_id", "booked_on", postgresql_where=text("open_amount <> 0")
        ),
    )

    import_id: Mapped[UUID]
    statement_id: Mapped[UUID]
    bank_account_id: Mapped[UUID | None]
    position: Mapped[int]
    line_number: Mapped[int]
    state: Mapped[str] = mapped_column(Text, server_default="staged", default="staged")
    booked_on: Mapped[date]
    value_on: Mapped[date | None]
    amount: Mapped[Decimal] = mapped_column(AMOUNT)
    currency: Mapped[str] = mapped_column(Text)
    counterparty_name: Mapped[str | None] = mapped_column(Text)
    counterparty_account: Mapped[str | None] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text, server_default="", default="")
    reference: Mapped[str | None] = mapped_column(Text)
    bank_id: Mapped[str | None] = mapped_column(Text)
    key: Mapped[str] = mapped_column(Text)
    duplicate_of_id: Mapped[UUID | None]
    duplicate_because: Mapped[str | None] = mapped_column(Text)
    details: Mapped[dict[str, Any]] = mapped_column(JSONB, server_default="{}", default=dict)
    open_amount: Mapped[Decimal] = mapped_column(AMOUNT, server_default="0", server_onupdate=FetchedValue())

    @property
    def children(self) -> list[dict[str, Any]] | None:
        """The payments that the bank booked at once."""
        return self.details.get("children")
