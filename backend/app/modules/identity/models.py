from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import (
    ARRAY,
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Index,
    LargeBinary,
    SmallInteger,
    Text,
    UniqueConstraint,
    func,
)
from sqlalchemy.orm import Mapped, mapped_column

from accounting.plan import Plan, plan
from app.core.config import settings
from app.core.models import Base, TenantOwned, belongs_to, new_id


class User(Base):
    """A person, known by e-mail address; may belong to many tenants."""

    __tablename__ = "users"
    __table_args__ = (
        UniqueConstraint("email", name="user_email_is_unique"),
        CheckConstraint("email = lower(email)", name="user_email_is_lower_case"),
        CheckConstraint("language in ('nl', 'fr', 'en')", name="user_language_is_known"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    email: Mapped[str] = mapped_column(Text)
    full_name: Mapped[str] = mapped_column(Text)
    password_hash: Mapped[str] = mapped_column(Text)
    language: Mapped[str] = mapped_column(Text, server_default="nl")
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
    email_verified_at: Mapped[datetime | None]
    password_changed_at: Mapped[datetime | None]
    mfa_enabled_at: Mapped[datetime | None]
    erased_at: Mapped[datetime | None]


class Tenant(Base):
    """A company and its books; what its invoices must say of it, and its VAT regime."""

    __tablename__ = "tenants"
    __table_args__ = (
        CheckConstraint("vat_period in ('month', 'quarter')", name="vat_period_is_known"),
        CheckConstraint("vat_regime in ('standard', 'small_enterprise', 'exempt')", name="vat_regime_is_known"),
        CheckConstraint("payment_days between 0 and 365", name="payment_days_are_sane"),
        CheckConstraint("year_starts_in between 1 and 12", name="year_starts_in_a_month"),
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
    vat_regime: Mapped[str] = mapped_column(Text, server_default="standard", default="standard")
    payment_days: Mapped[int] = mapped_column(server_default="30", default=30)
    year_starts_in: Mapped[int] = mapped_column(SmallInteger, server_default="1", default=1)
    sends_reminders: Mapped[bool] = mapped_column(server_default="false", default=False)
    terms_claim_costs: Mapped[bool] = mapped_column(server_default="false", default=False)

    @property
    def accounts(self) -> Plan:
        """The accounts that its books are kept on: its country decides."""
        return plan(self.country)

    @property
    def has_logo(self) -> bool:
        return self.logo_key is not None


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


class Session(Base):
    """One signed-in browser, in one tenant at a time."""

    __tablename__ = "sessions"
    __table_args__ = (Index("ix_sessions_user_id", "user_id"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("accounting.users.id"))
    tenant_id: Mapped[UUID] = mapped_column(ForeignKey("accounting.tenants.id"))
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
    expires_at: Mapped[datetime]
    last_seen_at: Mapped[datetime] = mapped_column(server_default=func.now())
    revoked_at: Mapped[datetime | None]
    revoked_reason: Mapped[str | None] = mapped_column(Text)
    ip: Mapped[str | None] = mapped_column(Text)
    user_agent: Mapped[str | None] = mapped_column(Text)
    mfa_at: Mapped[datetime | None]

    @property
    def ends_at(self) -> datetime:
        """When the person has to sign in anew, however much the session is used."""
        return self.created_at + timedelta(seconds=settings().longest_session_seconds)


class RefreshToken(Base):
    """One link of a session's chain: good once. Only a hash of its secret is kept."""

    __tablename__ = "refresh_tokens"
    __table_args__ = (Index("ix_refresh_tokens_session_id", "session_id"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    user_id: Mapped[UUID]
    session_id: Mapped[UUID] = mapped_column(ForeignKey("accounting.sessions.id"))
    secret_hash: Mapped[bytes] = mapped_column(LargeBinary)
    issued_at: Mapped[datetime] = mapped_column(server_default=func.now())
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class Authenticator(Base):
    """The TOTP seed of a person's phone, sealed. `last_step` is the newest time step used: none counts twice."""

    __tablename__ = "authenticators"

    user_id: Mapped[UUID] = mapped_column(ForeignKey("accounting.users.id"), primary_key=True)
    secret_sealed: Mapped[str] = mapped_column(Text)
    last_step: Mapped[int] = mapped_column(BigInteger, server_default="0", default=0)
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
    confirmed_at: Mapped[datetime | None]


class RecoveryCode(Base):
    """A way in without the phone, good once."""

    __tablename__ = "recovery_codes"
    __table_args__ = (Index("ix_recovery_codes_user_id", "user_id"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("accounting.users.id"))
    code_hash: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
    used_at: Mapped[datetime | None]


class MfaChallenge(Base):
    """A sign-in whose password was right and whose second factor is awaited: for minutes, and for a few tries."""

    __tablename__ = "mfa_challenges"
    __table_args__ = (
        Index("ix_mfa_challenges_user_id", "user_id"),
        belongs_to("mfa_challenges", "invitation_id", "invitations"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("accounting.users.id"))
    tenant_id: Mapped[UUID] = mapped_column(ForeignKey("accounting.tenants.id"))
    invitation_id: Mapped[UUID | None]
    secret_hash: Mapped[bytes] = mapped_column(LargeBinary)
    failures: Mapped[int] = mapped_column(server_default="0", default=0)
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class MailedToken(Base):
    """A link sent to `email`, good once and for a while."""

    __tablename__ = "mailed_tokens"
    __table_args__ = (
        CheckConstraint(
            "purpose in ('verify_email', 'reset_password', 'change_email')", name="mailed_token_purpose_is_known"
        ),
        Index("ix_mailed_tokens_user_id", "user_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("accounting.users.id"))
    purpose: Mapped[str] = mapped_column(Text)
    email: Mapped[str] = mapped_column(Text)
    secret_hash: Mapped[bytes] = mapped_column(LargeBinary)
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


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
