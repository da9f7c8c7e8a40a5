from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Index,
    LargeBinary,
    Text,
    UniqueConstraint,
    func,
)
from sqlalchemy.orm import Mapped, mapped_column

from app.core.config import settings
from app.core.models import Base, belongs_to, new_id


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
