"""Sessions: opened at sign-in, kept alive by a chain of single-use tokens, moved to another company, ended."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlalchemy import func, select, text, update

from accounting.errors import DomainError
from app.core import mail, tokens
from app.core.config import settings
from app.core.models import new_id
from app.core.tokens import Claims, Secret
from app.core.work import Work
from app.modules.identity.errors import MembershipNotFound, SessionEnded, SessionNotFound
from app.modules.identity.models import Membership, RefreshToken, Session, Tenant, User


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A session with fresh tokens."""

    user: User
    tenant: Tenant
    session: Session
    refresh: Secret
    recovery_codes: list[str] | None = None

    @property
    def access_token(self) -> str:
        return tokens.sign_access(Claims(self.user.id, self.tenant.id, self.session.id))


@dataclass(frozen=True, slots=True)
class Refused:
    """What is to be answered once the work has committed: the failure itself is on record."""

    error: DomainError
    guessed_at: UUID | None = None
    """Whose password it was not. That goes on record when the answer has left: for an unknown address nothing does."""


async def enter(work: Work, tenant_id: UUID, actor_id: UUID) -> None:
    """From here on this transaction is the actor's, in that tenant."""
    await work.session.flush()
    work.tenant_id, work.actor_id = tenant_id, actor_id
    await work.session.execute(
        text("select set_config('app.tenant_id', :tenant, true), set_config('app.actor_id', :actor, true)"),
        {"tenant": str(tenant_id), "actor": str(actor_id)},
    )


async def show_what_belongs_to(work: Work, user_id: UUID | None) -> None:
    """From here on the person's own rows are there, such as their memberships and sessions."""
    await work.session.flush()
    await work.session.execute(text("select set_config('app.actor_id', :actor, true)"), {"actor": str(user_id or "")})


async def open_session(work: Work, user: User, tenant: Tenant, *, with_second_factor: bool = False) -> SignedIn:
    """A new session, with an id that nobody knew before. `work` must have entered the tenant."""
    session = Session(
        id=new_id(),
        user_id=user.id,
        tenant_id=tenant.id,
        created_at=(now := work.now),
        expires_at=now,
        ip=work.origin.ip,
        user_agent=work.origin.user_agent,
        mfa_at=work.now if with_second_factor else None,
    )
    work.session.add(session)
    await work.session.flush()
    return await _go_on(work, session, user, tenant)


async def tell_of_new_device(work: Work, user: User) -> None:
    """Mail the person when they sign in from a kind of browser never seen before; call it before the session opens."""
    agent = work.origin.user_agent or ""
    kind = func.regexp_replace(func.coalesce(Session.user_agent, ""), "[0-9._]+", "", "g")
    seen = (
        await work.session.scalars(
            select(kind == func.regexp_replace(agent, "[0-9._]+", "", "g")).where(Session.user_id == user.id).distinct()
        )
    ).all()
    if seen and True not in seen:
        await mail.send(
            work,
            "signed_in_from_new_device",
            to=user.email,
            language=user.language,
            user_id=user.id,
            name=user.full_name,
            at=work.now,
            ip=work.origin.ip or "?",
            user_agent=agent or "?",
        )


async def refresh(work: Work, presented: Secret) -> SignedIn | Refused:
    """The next link of the chain; a link presented twice ends the session. Raises SessionEnded."""
    token = await work.session.scalar(select(RefreshToken).where(RefreshToken.id == presented.id).with_for_update())
    if token is None or not presented.matches(token.secret_hash):
        raise SessionEnded
    session = await work.session.get_one(Session, token.session_id)
    if session.revoked_at or min(session.expires_at, token.expires_at, session.ends_at) <= work.now:
        raise SessionEnded
    await enter(work, session.tenant_id, token.user_id)
    if token.used_at is not None:
        await _revoke(work, session, "refresh token reused")
        await work.record("session.token_reused", session_id=session.id, user_id=token.user_id)
        return Refused(SessionEnded())
    token.used_at = work.now
    if await work.session.get(Membership, (session.tenant_id, token.user_id)) is None:
        raise SessionEnded
    user = await work.session.get_one(User, token.user_id)
    tenant = await work.session.get_one(Tenant, session.tenant_id)
    return await _go_on(work, session, user, tenant)


async def sign_out(work: Work, presented: Secret, *, but: UUID | None = None) -> None:
    """End the session that this cookie belongs to, unless it is `but`; nothing happens if there is none."""
    token = await work.session.get(RefreshToken, presented.id)
    if token is None or not presented.matches(token.secret_hash):
        return
    session = await work.session.get_one(Session, token.session_id)
    if session.revoked_at or session.id == but:
        return
    await enter(work, session.tenant_id, token.user_id)
    await _revoke(work, session, "signed out")
    await work.record("user.signed_out", session_id=session.id)


async def living(work: Work, claims: Claims, *, lock: bool = False) -> Session:
    """The session that these claims speak of. Raises SessionEnded."""
    session = await work.session.get(Session, claims.session_id, with_for_update=lock)
    if session is None or session.revoked_at or min(session.expires_at, session.ends_at) <= work.now:
        raise SessionEnded
    return session


async def switch(work: Work, claims: Claims, tenant_id: UUID) -> SignedIn:
    """The same session in another company of mine, with new tokens. Raises SessionEnded, MembershipNotFound."""
    session = await living(work, claims, lock=True)
    tenant = await work.session.get(Tenant, tenant_id)
    membership = await work.session.get(Membership, (tenant_id, claims.user_id))
    if tenant is None or membership is None:
        raise MembershipNotFound(field="tenant_id", value=str(tenant_id))
    session.tenant_id = tenant_id
    await work.session.execute(
        update(RefreshToken)
        .where(RefreshToken.session_id == session.id, RefreshToken.used_at.is_(None))
        .values(used_at=work.now)
    )
    await enter(work, tenant_id, claims.user_id)
    await work.record("user.switched", user_id=claims.user_id, session_id=session.id)
    return await _go_on(work, session, await work.session.get_one(User, claims.user_id), tenant)


async def end(work: Work, session_id: UUID) -> None:
    """End one of my sessions, on whatever machine; one that ended already stays so. Raises SessionNotFound."""
    session = await work.session.get(Session, session_id, with_for_update=True)
    if session is None:
        raise SessionNotFound
    if session.revoked_at is None:
        await _revoke(work, session, "ended by the person")
        await work.record("session.revoked", session_id=session.id, user_id=session.user_id)


async def end_all(
    work: Work, user_id: UUID, reason: str, *, but: UUID | None = None, in_tenant: UUID | None = None
) -> None:
    """End a person's sessions, everywhere or in one company; `but` one, which goes on."""
    query = select(Session).where(Session.user_id == user_id, Session.revoked_at.is_(None)).with_for_update()
    if but is not None:
        query = query.where(Session.id != but)
    if in_tenant is not None:
        query = query.where(Session.tenant_id == in_tenant)
    for session in (await work.session.scalars(query.order_by(Session.id))).all():
        await _revoke(work, session, reason)
        await work.record("session.revoked", session_id=session.id, user_id=user_id, reason=reason)


async def _go_on(work: Work, session: Session, user: User, tenant: Tenant) -> SignedIn:
    """The session was used just now, and gets the next link of its chain."""
    secret = Secret.make(session.user_id, new_id())
    session.last_seen_at = work.now
    unused_until = session.last_seen_at + timedelta(seconds=settings().refresh_token_seconds)
    session.expires_at = expires_at = min(unused_until, session.ends_at)
    work.session.add(
        RefreshToken(
            id=secret.id,
            user_id=session.user_id,
            session_id=session.id,
            secret_hash=secret.hash,
            expires_at=expires_at,
        )
    )
    await work.session.execute(
        update(Membership)
        .where(Membership.tenant_id == tenant.id, Membership.user_id == user.id)
        .values(last_seen_at=work.now)
        .execution_options(synchronize_session=False)
    )
    await work.session.flush()
    return SignedIn(user, tenant, session, secret)


async def _revoke(work: Work, session: Session, reason: str) -> None:
    session.revoked_at, session.revoked_reason = work.now, reason
    await work.session.flush()
