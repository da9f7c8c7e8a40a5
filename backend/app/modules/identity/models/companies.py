from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from uuid import UUID

from sqlalchemy import (
    ARRAY,
    CheckConstraint,
    ForeignKey,
    Index,
    LargeBinary,
    Numeric,
    SmallInteger,
    Text,
    func,
    select,
)
from sqlalchemy.dialects.postgresql import JSONB, aggregate_order_by
from sqlalchemy.orm import Mapped, column_property, mapped_column

from accounting.plan import Plan, Sells, plan
from accounting.settlement import MOST_DISCOUNT, SMALL_DIFFERENCE
from accounting.vat.regimes import Regime, Since, history
from app.core.models import Base, TenantOwned, new_id


class VatRegime(TenantOwned, Base):
    """From a day on (null: from the beginning) a company stands so towards VAT. Only ever added to."""

    __tablename__ = "vat_regimes"
    __table_args__ = (
        CheckConstraint("regime in ('standard', 'small_enterprise', 'exempt')", name="vat_regime_is_known"),
    )

    regime: Mapped[str] = mapped_column(Text)
    valid_from: Mapped[date | None]
    recorded_at: Mapped[datetime] = mapped_column(server_default=func.clock_timestamp())
    recorded_by: Mapped[UUID | None]


class Tenant(Base):
    """A company and its books; what its invoices must say of it, and what it said of its VAT regime."""

    __tablename__ = "tenants"
    __table_args__ = (
        CheckConstraint("vat_period in ('month', 'quarter')", name="vat_period_is_known"),
        CheckConstraint("payment_days between 0 and 365", name="payment_days_are_sane"),
        CheckConstraint("small_difference between 0 and 1000", name="small_difference_is_small"),
        CheckConstraint("most_discount_percent between 0 and 100", name="most_discount_is_a_share"),
        CheckConstraint("year_starts_in between 1 and 12", name="year_starts_in_a_month"),
        CheckConstraint("sells in ('goods', 'services')", name="sells_is_known"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    name: Mapped[str] = mapped_column(Text)
    vat_number: Mapped[str | None] = mapped_column(Text)
    country: Mapped[str] = mapped_column(Text, server_default="BE", default="BE")
    currency: Mapped[str] = mapped_column(Text, server_default="EUR", default="EUR")
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
    mfa_required: Mapped[bool] = mapped_column(server_default="false", default=False)
    closed_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(server_default="1", default=1)
    enterprise_number: Mapped[str | None] = mapped_column(Text)
    street: Mapped[str | None] = mapped_column(Text)
    postal_code: Mapped[str | None] = mapped_column(Text)
    city: Mapped[str | None] = mapped_column(Text)
    email: Mapped[str | None] = mapped_column(Text)
    phone: Mapped[str | None] = mapped_column(Text)
    website: Mapped[str | None] = mapped_column(Text)
    legal_form: Mapped[str | None] = mapped_column(Text)
    court: Mapped[str | None] = mapped_column(Text)
    iban: Mapped[str | None] = mapped_column(Text)
    bic: Mapped[str | None] = mapped_column(Text)
    logo_key: Mapped[str | None] = mapped_column(Text)
    invoice_note: Mapped[str | None] = mapped_column(Text)
    vat_period: Mapped[str] = mapped_column(Text, server_default="quarter", default="quarter")
    sells: Mapped[Sells | None] = mapped_column(Text)
    payment_days: Mapped[int] = mapped_column(server_default="30", default=30)
    year_starts_in: Mapped[int] = mapped_column(SmallInteger, server_default="1", default=1)
    sends_reminders: Mapped[bool] = mapped_column(server_default="false", default=False)
    terms_claim_costs: Mapped[bool] = mapped_column(server_default="false", default=False)
    small_difference: Mapped[Decimal] = mapped_column(
        Numeric(19, 4), server_default=str(SMALL_DIFFERENCE), default=SMALL_DIFFERENCE
    )
    most_discount_percent: Mapped[Decimal] = mapped_column(
        Numeric(5, 2), server_default=str(MOST_DISCOUNT), default=MOST_DISCOUNT
    )

    vat_regimes: Mapped[list[tuple[Regime, str | None]] | None] = column_property(
        select(
            func.jsonb_agg(
                aggregate_order_by(
                    func.jsonb_build_array(VatRegime.regime, VatRegime.valid_from), VatRegime.recorded_at, VatRegime.id
                ),
                type_=JSONB,
            )
        )
        .where(VatRegime.tenant_id == id)
        .scalar_subquery(),
        expire_on_flush=False,
    )

    @property
    def regimes(self) -> tuple[Since, ...]:
        """Which VAT regime held from when, oldest first."""
        return _history(tuple((regime, day) for regime, day in self.vat_regimes or ()))

    @property
    def accounts(self) -> Plan:
        """The accounts that its books are kept on: its country decides."""
        return plan(self.country)

    @property
    def has_logo(self) -> bool:
        return self.logo_key is not None


@lru_cache(maxsize=1000)
def _history(told: tuple[tuple[Regime, str | None], ...]) -> tuple[Since, ...]:
    """Asked for every period and every line; most companies never said but one."""
    return tuple(history(Since(regime, date.fromisoformat(day) if day else None) for regime, day in told))


class Membership(Base):
    __tablename__ = "memberships"
    __table_args__ = (
        CheckConstraint("role in ('owner', 'member', 'accountant', 'viewer')", name="membership_role_is_known"),
        Index("ix_memberships_user_id", "user_id"),
    )

    tenant_id: Mapped[UUID] = mapped_column(
        ForeignKey("accounting.tenants.id"), primary_key=True, server_default=func.accounting.current_tenant()
    )
    user_id: Mapped[UUID] = mapped_column(ForeignKey("accounting.users.id"), primary_key=True)
    role: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
    version: Mapped[int] = mapped_column(server_default="1", default=1)
    last_seen_at: Mapped[datetime | None]


class Invitation(TenantOwned, Base):
    """Somebody asked to join a company with a role."""

    __tablename__ = "invitations"
    __table_args__ = (
        CheckConstraint("role in ('owner', 'member', 'accountant', 'viewer')", name="invitation_role_is_known"),
        Index(
            "invitation_is_open_once",
            "tenant_id",
            "email",
            unique=True,
            postgresql_where="accepted_at is null and revoked_at is null",
        ),
    )

    email: Mapped[str] = mapped_column(Text)
    role: Mapped[str] = mapped_column(Text)
    language: Mapped[str] = mapped_column(Text)
    secret_hash: Mapped[bytes] = mapped_column(LargeBinary)
    invited_by: Mapped[UUID]
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
    expires_at: Mapped[datetime]
    accepted_at: Mapped[datetime | None]
    accepted_by: Mapped[UUID | None]
    revoked_at: Mapped[datetime | None]

    def status(self, now: datetime) -> str:
        """Pending → accepted | revoked | expired."""
        if self.accepted_at is not None:
            return "accepted"
        if self.revoked_at is not None:
            return "revoked"
        return "expired" if self.expires_at <= now else "pending"


KEY_PREFIX = "sap_"
"""What every API key begins with, so that people and secret scanners recognise one."""


class ApiKey(TenantOwned, Base):
    """A program's way in: acts as the person who made it, confined to `scopes` and to what that person may still do."""

    __tablename__ = "api_keys"
    __table_args__ = (Index("ix_api_keys_secret_hash", "secret_hash"),)

    name: Mapped[str] = mapped_column(Text)
    prefix: Mapped[str] = mapped_column(Text)
    secret_hash: Mapped[bytes] = mapped_column(LargeBinary)
    scopes: Mapped[list[str]] = mapped_column(ARRAY(Text))
    created_by: Mapped[UUID]
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
    expires_at: Mapped[datetime | None]
    last_used_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]
