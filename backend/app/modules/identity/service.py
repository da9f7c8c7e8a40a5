from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlalchemy import select, text, update

from accounting import identifiers
from app.core import tokens
from app.core.config import settings
from app.core.models import new_id
from app.core.tokens import Claims, RefreshSecret
from app.core.work import Work
from app.modules.identity.errors import CredentialsWrong, EmailTaken, MembershipNotFound, SessionEnded, VatNumberInvalid
from app.modules.identity.models import Membership, RefreshToken, Session, Tenant, User
from app.modules.identity.permissions import Role
from app.modules.identity.schemas import OpenCompany, Register, ReviseProfile


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A session with fresh tokens."""

    user: User
    tenant: Tenant
    session: Session
    refresh: RefreshSecret

    @property
    def access_token(self) -> str:
        return tokens.sign_access(Claims(self.user.id, self.tenant.id, self.session.id))


@dataclass(frozen=True, slots=True)
class Reused:
    """A refresh token came a second time: somebody has a copy, so the whole session is over."""


def check_vat_number(number: str | None) -> str | None:
    """In compact form with country prefix; a bare Belgian number gets its BE. Raises VatNumberInvalid."""
    if not number or not number.strip():
        return None
    try:
        return identifiers.parse_vat_number(number)
    except identifiers.InvalidIdentifier as error:
        raise VatNumberInvalid(error.detail, field="vat_number", value=number) from error


async def enter(work: Work, tenant_id: UUID, actor_id: UUID) -> None:
    """From here on this transaction is the actor's, in that tenant."""
    await work.session.flush()
    work.tenant_id, work.actor_id = tenant_id, actor_id
    await work.session.execute(
        text("select set_config('app.tenant_id', :tenant, true), set_config('app.actor_id', :actor, true)"),
        {"tenant": str(tenant_id), "actor": str(actor_id)},
    )


async def register(work: Work, asked: Register) -> SignedIn:
    """A person, their company and their first session. Raises EmailTaken, VatNumberInvalid."""
    vat_number = check_vat_number(asked.vat_number)
    password_hash = await tokens.hash_password(asked.password)
    user = User(
        id=new_id(), email=asked.email, full_name=asked.full_name, password_hash=password_hash, language=asked.language
    )
    await enter(work, new_id(), user.id)
    if await work.session.scalar(select(User.id).where(User.email == asked.email)):
        raise EmailTaken(field="email")
    work.session.add(user)
    tenant = await _open_company(work, user.id, asked.company_name, vat_number)
    signed_in = await _open_session(work, user, tenant)
    await work.record("user.registered", user_id=user.id)
    return signed_in


async def open_company(work: Work, claims: Claims, asked: OpenCompany) -> Tenant:
    """Another company of the same person, who becomes its owner. Raises VatNumberInvalid."""
    vat_number = check_vat_number(asked.vat_number)
    session = await work.session.get(Session, claims.session_id)
    if session is None or session.revoked_at:
        raise SessionEnded
    await enter(work, new_id(), claims.user_id)
    return await _open_company(work, claims.user_id, asked.company_name, vat_number)


async def _open_company(work: Work, owner_id: UUID, name: str, vat_number: str | None) -> Tenant:
    """The tenant that this work has entered already, with its owner and whatever a new company gets."""
    country = vat_number[:2] if vat_number else "BE"
    tenant = Tenant(id=work.tenant_id, name=name, vat_number=vat_number, country=country)
    work.session.add(tenant)
    await work.session.flush()
    work.session.add(Membership(tenant_id=tenant.id, user_id=owner_id, role=Role.OWNER))
    await work.session.flush()
    await work.record("company.opened", tenant_id=tenant.id, country=country)
    return tenant


async def sign_in(work: Work, email: str, password: str) -> SignedIn:
    """A new session in the company last used. `work` must be opened for this e-mail. Raises CredentialsWrong."""
    user = await work.session.scalar(select(User).where(User.email == email))
    if not await tokens.check_password(password, user.password_hash if user else None) or user is None:
        raise CredentialsWrong
    await work.session.execute(text("select set_config('app.actor_id', :actor, true)"), {"actor": str(user.id)})
    tenant = await work.session.scalar(
        select(Tenant)
        .join(Membership, Membership.tenant_id == Tenant.id)
        .outerjoin(Session, (Session.tenant_id == Tenant.id) & (Session.user_id == user.id))
        .where(Membership.user_id == user.id)
        .order_by(Session.last_seen_at.desc().nulls_last(), Membership.created_at)
        .limit(1)
    )
    if tenant is None:
        raise CredentialsWrong
    await enter(work, tenant.id, user.id)
    signed_in = await _open_session(work, user, tenant)
    await work.record("user.signed_in", user_id=user.id, session_id=signed_in.session.id)
    return signed_in


async def refresh(work: Work, presented: RefreshSecret) -> SignedIn | Reused:
    """The next link of the chain; a link presented twice ends the session. Raises SessionEnded."""
    token = await work.session.scalar(
        select(RefreshToken).where(RefreshToken.id == presented.token_id).with_for_update()
    )
    if token is None or not presented.matches(token.secret_hash):
        raise SessionEnded
    session = await work.session.get_one(Session, token.session_id)
    if session.revoked_at or session.expires_at <= work.now or token.expires_at <= work.now:
        raise SessionEnded
    await enter(work, session.tenant_id, token.user_id)
    if token.used_at is not None:
        await _revoke(work, session, "refresh token reused")
        await work.record("session.token_reused", session_id=session.id, user_id=token.user_id)
        return Reused()
    token.used_at = session.last_seen_at = work.now
    membership = await work.session.get(Membership, (session.tenant_id, token.user_id))
    if membership is None:
        raise SessionEnded
    user = await work.session.get_one(User, token.user_id)
    tenant = await work.session.get_one(Tenant, session.tenant_id)
    return SignedIn(user, tenant, session, await _next_token(work, session))


async def sign_out(work: Work, presented: RefreshSecret) -> None:
    """End the session that this cookie belongs to; nothing happens if there is none."""
    token = await work.session.get(RefreshToken, presented.token_id)
    if token is None or not presented.matches(token.secret_hash):
        return
    session = await work.session.get_one(Session, token.session_id)
    if session.revoked_at:
        return
    await enter(work, session.tenant_id, token.user_id)
    await _revoke(work, session, "signed out")
    await work.record("user.signed_out", session_id=session.id)


async def switch(work: Work, claims: Claims, tenant_id: UUID) -> SignedIn:
    """The same session in another company of mine, with new tokens. Raises SessionEnded, MembershipNotFound."""
    session = await work.session.get(Session, claims.session_id, with_for_update=True)
    if session is None or session.revoked_at or session.expires_at <= work.now:
        raise SessionEnded
    tenant = await work.session.get(Tenant, tenant_id)
    membership = await work.session.get(Membership, (tenant_id, claims.user_id))
    if tenant is None or membership is None:
        raise MembershipNotFound
    session.tenant_id = tenant_id
    await work.session.execute(
        update(RefreshToken)
        .where(RefreshToken.session_id == session.id, RefreshToken.used_at.is_(None))
        .values(used_at=work.now)
    )
    await enter(work, tenant_id, claims.user_id)
    await work.record("user.switched", user_id=claims.user_id, session_id=session.id)
    user = await work.session.get_one(User, claims.user_id)
    return SignedIn(user, tenant, session, await _next_token(work, session))


async def revise_profile(work: Work, change: ReviseProfile) -> None:
    assert work.actor_id is not None
    user = await work.session.get_one(User, work.actor_id)
    changes = change.model_dump(exclude_none=True)
    before = {name: getattr(user, name) for name in changes}
    for name, value in changes.items():
        setattr(user, name, value)
    await work.record("user.revised", user_id=user.id, old=before, new=changes)


async def _open_session(work: Work, user: User, tenant: Tenant) -> SignedIn:
    session = Session(
        id=new_id(),
        user_id=user.id,
        tenant_id=tenant.id,
        expires_at=work.now + timedelta(seconds=settings().refresh_token_seconds),
        ip=work.origin.ip,
        user_agent=work.origin.user_agent,
    )
    work.session.add(session)
    await work.session.flush()
    return SignedIn(user, tenant, session, await _next_token(work, session))


async def _next_token(work: Work, session: Session) -> RefreshSecret:
    expires_at = work.now + timedelta(seconds=settings().refresh_token_seconds)
    secret = RefreshSecret.make(session.user_id, new_id())
    session.expires_at = expires_at
    work.session.add(
        RefreshToken(
            id=secret.token_id,
            user_id=session.user_id,
            session_id=session.id,
            secret_hash=secret.hash,
            expires_at=expires_at,
        )
    )
    await work.session.flush()
    return secret


async def _revoke(work: Work, session: Session, reason: str) -> None:
    session.revoked_at, session.revoked_reason = work.now, reason
    await work.session.flush()
