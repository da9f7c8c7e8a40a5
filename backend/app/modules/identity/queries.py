from collections.abc import Sequence
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import Select, case, func, select

from app.core.listing import Filter, Listing, Sort
from app.core.tokens import Claims
from app.core.work import Work
from app.modules.identity.models import (
    ApiKey,
    Authenticator,
    Invitation,
    Membership,
    RecoveryCode,
    Session,
    Tenant,
    User,
)
from app.modules.identity.permissions import ROLES, Role
from app.modules.identity.schemas.answered import ApiKeyRead, Me, MembershipRead, MfaRead, SessionRead, TenantRead

_invitation_status = case(
    (Invitation.accepted_at.is_not(None), "accepted"),
    (Invitation.revoked_at.is_not(None), "revoked"),
    (Invitation.expires_at <= func.now(), "expired"),
    else_="pending",
)
_key_status = case(
    (ApiKey.revoked_at.is_not(None), "revoked"), (ApiKey.expires_at <= func.now(), "expired"), else_="active"
)

SESSIONS = Listing(
    "sessions",
    sorts={
        "last_seen_at": Sort(Session.last_seen_at, datetime.fromisoformat),
        "created_at": Sort(Session.created_at, datetime.fromisoformat),
    },
    default="-last_seen_at",
    key=Session.id,
)
MEMBERS = Listing(
    "members",
    sorts={
        "full_name": Sort(User.full_name),
        "email": Sort(User.email),
        "role": Sort(Membership.role),
        "joined_at": Sort(Membership.created_at, datetime.fromisoformat),
    },
    default="full_name",
    key=Membership.user_id,
    search=(User.full_name, User.email),
    searched="name or e-mail address",
    filters={"role": Filter(Membership.role, Role)},
)
INVITATIONS = Listing(
    "invitations",
    sorts={
        "email": Sort(Invitation.email),
        "created_at": Sort(Invitation.created_at, datetime.fromisoformat),
        "expires_at": Sort(Invitation.expires_at, datetime.fromisoformat),
    },
    default="-created_at",
    key=Invitation.id,
    search=(Invitation.email,),
    searched="e-mail address",
    dated=Invitation.created_at,
    filters={
        "status": Filter(_invitation_status, Literal["pending", "accepted", "expired", "revoked"]),
        "role": Filter(Invitation.role, Role),
    },
)
API_KEYS = Listing(
    "api-keys",
    sorts={"name": Sort(ApiKey.name), "created_at": Sort(ApiKey.created_at, datetime.fromisoformat)},
    default="-created_at",
    key=ApiKey.id,
    search=(ApiKey.name, ApiKey.prefix),
    searched="name, or the end of the key's id",
    dated=ApiKey.created_at,
    filters={"status": Filter(_key_status, Literal["active", "expired", "revoked"])},
)


def memberships() -> Select[Any]:
    return (
        select(Membership)
        .join(User, User.id == Membership.user_id)
        .where(Membership.tenant_id == func.accounting.current_tenant())
    )


def all_invitations() -> Select[Any]:
    return select(Invitation)


def all_api_keys() -> Select[Any]:
    return select(ApiKey)


async def me(work: Work) -> Me:
    """The signed-in person, the current company, and the others they may switch to."""
    assert work.actor_id is not None
    user = await work.session.get_one(User, work.actor_id)
    rows = (
        await work.session.execute(
            select(Tenant, Membership.role)
            .join(Membership, Membership.tenant_id == Tenant.id)
            .where(Membership.user_id == user.id)
            .order_by(Tenant.name, Tenant.id)
        )
    ).all()
    current, role = next((tenant, role) for tenant, role in rows if tenant.id == work.tenant_id)
    return Me(
        id=user.id,
        email=user.email,
        full_name=user.full_name,
        language=user.language,
        tenant=TenantRead.model_validate(current, from_attributes=True),
        role=role,
        permissions=sorted(ROLES[Role(role)]),
        tenants=[MembershipRead(id=tenant.id, name=tenant.name, role=each) for tenant, each in rows],
        email_verified=user.email_verified_at is not None,
        mfa_enabled=user.mfa_enabled_at is not None,
        mfa_required_by_company=current.mfa_required,
    )


async def home(work: Work, user_id: UUID, *, or_the_last: bool = False) -> UUID | None:
    """The company that a person was in last, open ones first. `work` must be that person's.

    None for who is a member of none, unless `or_the_last` one will do: mail and audit need some company.
    """
    found = await work.session.scalar(
        select(Tenant.id)
        .join(Membership, Membership.tenant_id == Tenant.id)
        .where(Membership.user_id == user_id)
        .order_by(Tenant.closed_at.is_not(None), Membership.last_seen_at.desc().nulls_last(), Membership.created_at)
        .limit(1)
    )
    if found is None and or_the_last:
        found = await work.session.scalar(
            select(Session.tenant_id)
            .where(Session.user_id == user_id)
            .order_by(Session.last_seen_at.desc(), Session.id)
            .limit(1)
        )
    return found


async def names_of_my_companies(work: Work, user_id: UUID) -> Sequence[str]:
    mine = select(Membership.tenant_id).where(Membership.user_id == user_id)
    return (await work.session.scalars(select(Tenant.name).where(Tenant.id.in_(mine)))).all()


async def second_factor(work: Work) -> MfaRead:
    """Whether two-step sign-in is on for me, and whether this company asks for it."""
    authenticator = await work.session.get(Authenticator, work.actor_id)
    left = await work.session.scalar(select(func.count(RecoveryCode.id)).where(RecoveryCode.used_at.is_(None)))
    company = await work.session.get_one(Tenant, work.tenant_id)
    confirmed_at = authenticator.confirmed_at if authenticator else None
    return MfaRead(
        enabled=confirmed_at is not None,
        confirmed_at=confirmed_at,
        recovery_codes_left=left or 0,
        required_by_company=company.mfa_required,
    )


def living_sessions(claims: Claims) -> Select[Any]:
    """Where I am signed in."""
    living = (Session.revoked_at.is_(None), Session.expires_at > func.now())
    return select(Session).where(Session.user_id == claims.user_id, *living)


async def sessions(work: Work, found: Sequence[Session], *, asks: UUID) -> list[SessionRead]:
    """`asks` is the session that wants to know."""
    wanted = {each.tenant_id for each in found}
    names = await work.session.execute(select(Tenant.id, Tenant.name).where(Tenant.id.in_(wanted)))
    companies = dict(names.tuples().all())
    return [
        SessionRead(
            id=session.id,
            created_at=session.created_at,
            last_seen_at=session.last_seen_at,
            expires_at=session.expires_at,
            ends_at=session.ends_at,
            ip=session.ip,
            user_agent=session.user_agent,
            current=session.id == asks,
            company=companies.get(session.tenant_id),
        )
        for session in found
    ]


async def members(work: Work, rows: Sequence[Membership]) -> list[dict[str, Any]]:
    """Memberships with what the company may know of each person."""
    found = await work.session.scalars(select(User).where(User.id.in_([row.user_id for row in rows])))
    people = {user.id: user for user in found}
    return [
        {
            "id": row.user_id,
            "full_name": people[row.user_id].full_name,
            "email": people[row.user_id].email,
            "role": row.role,
            "joined_at": row.created_at,
            "last_seen_at": row.last_seen_at,
            "mfa_enabled": people[row.user_id].mfa_enabled_at is not None,
            "email_verified": people[row.user_id].email_verified_at is not None,
            "version": row.version,
        }
        for row in rows
    ]


async def invitations(work: Work, rows: Sequence[Invitation]) -> list[dict[str, Any]]:
    """Invitations with the name of who invited."""
    names = await names_of(work, {row.invited_by for row in rows})
    return [
        {
            "id": row.id,
            "email": row.email,
            "role": row.role,
            "status": row.status(work.now),
            "created_at": row.created_at,
            "expires_at": row.expires_at,
            "invited_by": names.get(row.invited_by),
        }
        for row in rows
    ]


async def api_keys(work: Work, rows: Sequence[ApiKey]) -> list[ApiKeyRead]:
    """API keys with the name of the person each acts as."""
    names = await names_of(work, {row.created_by for row in rows})
    return [
        ApiKeyRead(
            id=row.id,
            name=row.name,
            prefix=row.prefix,
            scopes=row.scopes,
            created_by=names.get(row.created_by),
            created_at=row.created_at,
            expires_at=row.expires_at,
            last_used_at=row.last_used_at,
            revoked_at=row.revoked_at,
        )
        for row in rows
    ]


async def names_of(work: Work, user_ids: set[UUID]) -> dict[UUID, str]:
    """Full names by user id, of people in this company."""
    if not user_ids:
        return {}
    rows = await work.session.execute(select(User.id, User.full_name).where(User.id.in_(user_ids)))
    return {row.id: row.full_name for row in rows}
