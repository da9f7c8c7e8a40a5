"""The people of a company: their roles, and who leaves. There is always an owner."""

from typing import Any
from uuid import UUID

from sqlalchemy import func, select, update

from app.core.versions import unless_stale
from app.core.work import Work
from app.modules.identity import inviting, sessions
from app.modules.identity.errors import MemberNotFound, TenantWithoutOwner
from app.modules.identity.models import ApiKey, Membership, Tenant
from app.modules.identity.permissions import ROLES, Permission, Role


async def revise(work: Work, user_id: UUID, role: Role, seen: int | None) -> Membership:
    """Give somebody another role; it counts from their next request. Raises MemberNotFound, ChangedMeanwhile,
    TenantWithoutOwner.
    """
    membership = await _locked(work, user_id)
    unless_stale(membership, seen)
    before = membership.role
    if before == Role.OWNER and role != Role.OWNER:
        await _another_owner(work, user_id, field="role", value=role)
    membership.role = role
    if Permission.MEMBERS_MANAGE not in ROLES[role]:
        await inviting.withdraw_those_of(work, user_id)
    await work.record("member.role_changed", user_id=user_id, old={"role": before}, new={"role": role})
    return membership


async def remove(work: Work, user_id: UUID, seen: int | None = None) -> None:
    """Somebody leaves, or is made to: out at once, with their sessions here, their keys and invitations that wait.

    Raises MemberNotFound, ChangedMeanwhile, TenantWithoutOwner.
    """
    membership = await _locked(work, user_id)
    unless_stale(membership, seen)
    if membership.role == Role.OWNER:
        await _another_owner(work, user_id, field="user_id", value=str(user_id))
    await revoke_keys(work, ApiKey.created_by == user_id)
    await inviting.withdraw_those_of(work, user_id)
    async with work.on_behalf_of(user_id):
        await sessions.end_all(work, user_id, "left the company", in_tenant=work.tenant_id)
    role = membership.role
    await work.session.delete(membership)
    await work.record("member.removed", user_id=user_id, old={"role": role})


async def revoke_keys(work: Work, which: Any) -> None:
    """The API keys in question open nothing any more."""
    revoked = await work.session.scalars(
        update(ApiKey).where(which, ApiKey.revoked_at.is_(None)).values(revoked_at=work.now).returning(ApiKey.id)
    )
    for key_id in revoked.all():
        await work.record("api_key.revoked", api_key_id=key_id)


async def _locked(work: Work, user_id: UUID) -> Membership:
    """One change of a company's people at a time, so that two owners cannot both be the last to go."""
    await work.session.get_one(Tenant, work.tenant_id, with_for_update=True)
    membership = await work.session.get(
        Membership, (work.tenant_id, user_id), with_for_update=True, populate_existing=True
    )
    if membership is None:
        raise MemberNotFound
    return membership


async def _another_owner(work: Work, user_id: UUID, *, field: str, value: str) -> None:
    others = await work.session.scalar(
        select(func.count()).where(
            Membership.tenant_id == work.tenant_id, Membership.role == Role.OWNER, Membership.user_id != user_id
        )
    )
    if not others:
        raise TenantWithoutOwner(field=field, value=value)
