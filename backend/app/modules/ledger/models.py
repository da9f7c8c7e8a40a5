from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy import (
    CheckConstraint,
    ForeignKeyConstraint,
    Index,
    Numeric,
    SmallInteger,
    Text,
    UniqueConstraint,
    func,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.models import Base, TenantOwned

JOURNALS = ("purchases", "sales", "bank", "miscellaneous")


class Account(TenantOwned, Base):
    __tablename__ = "accounts"
    __table_args__ = (
        UniqueConstraint("tenant_id", "code", name="account_code_is_unique"),
        CheckConstraint("type in ('asset', 'liability', 'equity', 'expense', 'income')", name="account_type_is_known"),
    )

    code: Mapped[str] = mapped_column(Text)
    names: Mapped[dict[str, str]] = mapped_column(JSONB)
    type: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())

    def name(self, language: str) -> str:
        return self.names.get(language) or next(iter(self.names.values()))


class EntryNumber(Base):
    """The last number given in a journal and year; the row is the lock that keeps numbers gapless."""

    __tablename__ = "entry_numbers"

    tenant_id: Mapped[UUID] = mapped_column(primary_key=True, server_default=func.accounting.current_tenant())
    journal: Mapped[str] = mapped_column(Text, primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    last: Mapped[int]


class Entry(TenantOwned, Base):
    __tablename__ = "journal_entries"
    __table_args__ = (
        UniqueConstraint("tenant_id", "number", name="entry_number_is_unique"),
        UniqueConstraint("tenant_id", "reverses_id", name="entry_is_reversed_once"),
        ForeignKeyConstraint(
            ["tenant_id", "reverses_id"],
            ["accounting.journal_entries.tenant_id", "accounting.journal_entries.id"],
            name="fk_journal_entries_reverses_id",
        ),
        CheckConstraint(f"journal in {JOURNALS}", name="journal_is_known"),
        Index("ix_journal_entries_booked_on", "tenant_id", "booked_on", "id"),
        Index("ix_journal_entries_source", "tenant_id", "source_id"),
    )

    number: Mapped[str] = mapped_column(Text)
    journal: Mapped[str] = mapped_column(Text)
    booked_on: Mapped[date]
    memo: Mapped[str] = mapped_column(Text)
    source_type: Mapped[str | None] = mapped_column(Text)
    source_id: Mapped[UUID | None]
    reverses_id: Mapped[UUID | None]
    recorded_by: Mapped[UUID | None]
    recorded_at: Mapped[datetime] = mapped_column(server_default=func.now())

    postings: Mapped[list["Posting"]] = relationship(
        order_by="Posting.position",
        primaryjoin="and_(Entry.tenant_id == Posting.tenant_id, Entry.id == foreign(Posting.entry_id))",
        viewonly=True,
    )


class Posting(TenantOwned, Base):
    __tablename__ = "postings"
    __table_args__ = (
        CheckConstraint("debit >= 0 and credit >= 0 and (debit > 0) <> (credit > 0)", name="posting_has_one_side"),
        ForeignKeyConstraint(
            ["tenant_id", "entry_id"],
            ["accounting.journal_entries.tenant_id", "accounting.journal_entries.id"],
            name="fk_postings_entry_id",
        ),
        ForeignKeyConstraint(
            ["tenant_id", "account_id"],
            ["accounting.accounts.tenant_id", "accounting.accounts.id"],
            name="fk_postings_account_id",
        ),
        Index("ix_postings_entry_id", "tenant_id", "entry_id"),
        Index("ix_postings_account_id", "tenant_id", "account_id"),
    )

    entry_id: Mapped[UUID]
    position: Mapped[int] = mapped_column(SmallInteger)
    account_id: Mapped[UUID]
    debit: Mapped[Decimal] = mapped_column(Numeric(19, 4), server_default="0", default=Decimal(0))
    credit: Mapped[Decimal] = mapped_column(Numeric(19, 4), server_default="0", default=Decimal(0))
    memo: Mapped[str | None] = mapped_column(Text)

    account: Mapped[Account] = relationship(
        primaryjoin="and_(Posting.tenant_id == Account.tenant_id, foreign(Posting.account_id) == Account.id)",
        viewonly=True,
    )
