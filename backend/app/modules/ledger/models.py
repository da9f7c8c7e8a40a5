from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ARRAY,
    CheckConstraint,
    FetchedValue,
    Index,
    Numeric,
    SmallInteger,
    Text,
    UniqueConstraint,
    func,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.models import Base, TenantOwned, belongs_to

JOURNALS = ("purchases", "sales", "bank", "miscellaneous")
ENTRY_KINDS = ("ordinary", "opening", "closing", "vat_closing", "revaluation")


RESULTS = ("expense", "income")


class Account(TenantOwned, Base):
    """An account of the chart. `is_vat`: what is booked there is VAT of a period; a closed one takes no more."""

    __tablename__ = "accounts"
    __table_args__ = (
        UniqueConstraint("tenant_id", "code", name="account_code_is_unique"),
        CheckConstraint("type in ('asset', 'liability', 'equity', 'expense', 'income')", name="account_type_is_known"),
    )

    code: Mapped[str] = mapped_column(Text)
    names: Mapped[dict[str, str]] = mapped_column(JSONB)
    type: Mapped[str] = mapped_column(Text)
    is_vat: Mapped[bool] = mapped_column(server_default="false", default=False)
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
    archived_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(server_default="1", default=1)

    @property
    def is_result(self) -> bool:
        """Whether it begins anew with each fiscal year."""
        return self.type in RESULTS

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
        belongs_to("journal_entries", "reverses_id", "journal_entries"),
        CheckConstraint(f"journal in {JOURNALS}", name="journal_is_known"),
        CheckConstraint(f"kind in {ENTRY_KINDS}", name="entry_kind_is_known"),
        Index("ix_journal_entries_booked_on", "tenant_id", "booked_on", "id"),
        Index("ix_journal_entries_journal", "tenant_id", "journal", "booked_on"),
        Index("ix_journal_entries_source", "tenant_id", "source_id"),
        Index("ix_journal_entries_recorded_at", "tenant_id", "recorded_at", "id"),
        Index("ix_journal_entries_opening", "tenant_id", "booked_on", postgresql_where=text("kind = 'opening'")),
    )

    number: Mapped[str] = mapped_column(Text)
    journal: Mapped[str] = mapped_column(Text)
    booked_on: Mapped[date]
    memo: Mapped[str] = mapped_column(Text)
    source_type: Mapped[str | None] = mapped_column(Text)
    source_id: Mapped[UUID | None]
    reverses_id: Mapped[UUID | None]
    recorded_by: Mapped[UUID | None]
    kind: Mapped[str] = mapped_column(Text, server_default="ordinary", default="ordinary")
    recorded_at: Mapped[datetime] = mapped_column(server_default=func.now())

    postings: Mapped[list["Posting"]] = relationship(
        order_by="Posting.position",
        primaryjoin="and_(Entry.tenant_id == Posting.tenant_id, Entry.id == foreign(Posting.entry_id))",
        viewonly=True,
    )


class Posting(TenantOwned, Base):
    """One line of an entry, in the company's currency, and in its own where that is another.

    `booked_on` is its entry's, written by the database. `grids` are the VAT grids it counts in, with a sign: +03, -82.
    """

    __tablename__ = "postings"
    __table_args__ = (
        CheckConstraint("debit >= 0 and credit >= 0 and (debit > 0) <> (credit > 0)", name="posting_has_one_side"),
        belongs_to("postings", "entry_id", "journal_entries"),
        belongs_to("postings", "account_id", "accounts"),
        belongs_to("postings", "contact_id", "contacts"),
        CheckConstraint(
            "(currency is null) = (amount_in_currency is null)", name="posting_in_a_currency_says_how_much"
        ),
        CheckConstraint(
            "currency is null or amount_in_currency = round(amount_in_currency, accounting.minor_units(currency))",
            name="posting_has_its_currencys_decimals",
        ),
        Index("ix_postings_entry_id", "tenant_id", "entry_id"),
        Index("ix_postings_account_id", "tenant_id", "account_id", "booked_on", "id"),
        Index(
            "ix_postings_contact_id",
            "tenant_id",
            "contact_id",
            "booked_on",
            postgresql_where=text("contact_id is not null"),
        ),
        Index("ix_postings_grids", "tenant_id", "booked_on", postgresql_where=text("grids <> '{}'")),
    )

    entry_id: Mapped[UUID]
    position: Mapped[int] = mapped_column(SmallInteger)
    account_id: Mapped[UUID]
    debit: Mapped[Decimal] = mapped_column(Numeric(19, 4), server_default="0", default=Decimal(0))
    credit: Mapped[Decimal] = mapped_column(Numeric(19, 4), server_default="0", default=Decimal(0))
    memo: Mapped[str | None] = mapped_column(Text)
    booked_on: Mapped[date] = mapped_column(server_default=FetchedValue())
    contact_id: Mapped[UUID | None]
    currency: Mapped[str | None] = mapped_column(Text)
    amount_in_currency: Mapped[Decimal | None] = mapped_column(Numeric(19, 4))
    grids: Mapped[list[str]] = mapped_column(ARRAY(Text), server_default="{}", default=list)

    account: Mapped[Account] = relationship(
        primaryjoin="and_(Posting.tenant_id == Account.tenant_id, foreign(Posting.account_id) == Account.id)",
        viewonly=True,
    )


class FiscalYear(TenantOwned, Base):
    """A financial year of the company; once closed, the database takes no entry in it."""

    __tablename__ = "fiscal_years"
    __table_args__ = (
        UniqueConstraint("tenant_id", "starts_on", name="fiscal_year_starts_once"),
        CheckConstraint(
            "ends_on > starts_on and ends_on < starts_on + interval '24 months'",
            name="fiscal_year_lasts_at_most_two_years",
        ),
        belongs_to("fiscal_years", "closing_entry_id", "journal_entries"),
    )

    starts_on: Mapped[date]
    ends_on: Mapped[date]
    closed_at: Mapped[datetime | None]
    closed_by: Mapped[UUID | None]
    closing_entry_id: Mapped[UUID | None]
    version: Mapped[int] = mapped_column(server_default="1", default=1)
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())


class JournalLock(Base):
    """Until when a journal takes no more entries, and until when none that count in a VAT return; that day included."""

    __tablename__ = "journal_locks"
    __table_args__ = (CheckConstraint(f"journal in {JOURNALS}", name="locked_journal_is_known"),)

    tenant_id: Mapped[UUID] = mapped_column(primary_key=True, server_default=func.accounting.current_tenant())
    journal: Mapped[str] = mapped_column(Text, primary_key=True)
    locked_until: Mapped[date | None]
    vat_closed_until: Mapped[date | None]
    version: Mapped[int] = mapped_column(server_default="1", default=1)
    changed_at: Mapped[datetime] = mapped_column(server_default=func.now())


class EntryTemplate(TenantOwned, Base):
    """Postings to begin a manual entry with."""

    __tablename__ = "entry_templates"
    __table_args__ = (
        CheckConstraint(f"journal in {JOURNALS}", name="template_journal_is_known"),
        Index("entry_template_name_is_unique", "tenant_id", text("lower(name)"), unique=True),
    )

    name: Mapped[str] = mapped_column(Text)
    journal: Mapped[str] = mapped_column(Text)
    memo: Mapped[str] = mapped_column(Text)
    postings: Mapped[list[dict[str, Any]]] = mapped_column(JSONB, info={"names": "contacts"})
    version: Mapped[int] = mapped_column(server_default="1", default=1)
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())


class RecurringEntry(TenantOwned, Base):
    """An entry that is made again and again. `next_on` moves in the transaction that posts; `problem` says why not."""

    __tablename__ = "recurring_entries"
    __table_args__ = (
        CheckConstraint("every in ('week', 'month', 'quarter', 'year')", name="recurrence_is_known"),
        CheckConstraint("interval_count between 1 and 60", name="recurrence_counts_on"),
        CheckConstraint(f"journal in {JOURNALS}", name="recurring_journal_is_known"),
        belongs_to("recurring_entries", "last_entry_id", "journal_entries"),
        Index("ix_recurring_entries_next_on", "tenant_id", "next_on", postgresql_where=text("is_active")),
    )

    name: Mapped[str] = mapped_column(Text)
    journal: Mapped[str] = mapped_column(Text)
    memo: Mapped[str] = mapped_column(Text)
    postings: Mapped[list[dict[str, Any]]] = mapped_column(JSONB, info={"names": "contacts"})
    every: Mapped[str] = mapped_column(Text)
    interval_count: Mapped[int] = mapped_column(server_default="1", default=1)
    starts_on: Mapped[date]
    next_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    is_active: Mapped[bool] = mapped_column(server_default="true", default=True)
    last_entry_id: Mapped[UUID | None]
    last_made_on: Mapped[date | None]
    problem: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
    version: Mapped[int] = mapped_column(server_default="1", default=1)
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
    created_by: Mapped[UUID | None]


class ExchangeRate(TenantOwned, Base):
    """Units of `currency` per unit of the company's currency on a day, as the ECB quotes them against the euro."""

    __tablename__ = "exchange_rates"
    __table_args__ = (
        UniqueConstraint("tenant_id", "currency", "valid_on", name="one_rate_a_day"),
        CheckConstraint("rate > 0", name="rate_is_above_zero"),
        CheckConstraint("source in ('ecb', 'manual')", name="rate_source_is_known"),
    )

    currency: Mapped[str] = mapped_column(Text)
    valid_on: Mapped[date]
    rate: Mapped[Decimal] = mapped_column(Numeric(19, 8))
    source: Mapped[str] = mapped_column(Text)
    recorded_at: Mapped[datetime] = mapped_column(server_default=func.now())


class Tag(TenantOwned, Base):
    """An analytic tag, such as a project; tags of one dimension share a posting."""

    __tablename__ = "tags"
    __table_args__ = (
        Index("tag_name_is_unique", "tenant_id", text("lower(dimension)"), text("lower(name)"), unique=True),
    )

    name: Mapped[str] = mapped_column(Text)
    dimension: Mapped[str] = mapped_column(Text, server_default="", default="")
    archived_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(server_default="1", default=1)
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())


class PostingTag(Base):
    """The share of a posting that belongs to a tag."""

    __tablename__ = "posting_tags"
    __table_args__ = (
        CheckConstraint("percent > 0 and percent <= 100", name="tag_percent_is_a_share"),
        belongs_to("posting_tags", "posting_id", "postings"),
        belongs_to("posting_tags", "tag_id", "tags"),
        Index("ix_posting_tags_tag_id", "tenant_id", "tag_id"),
    )

    tenant_id: Mapped[UUID] = mapped_column(primary_key=True, server_default=func.accounting.current_tenant())
    posting_id: Mapped[UUID] = mapped_column(primary_key=True)
    tag_id: Mapped[UUID] = mapped_column(primary_key=True)
    percent: Mapped[Decimal] = mapped_column(Numeric(7, 4), server_default="100", default=Decimal(100))
