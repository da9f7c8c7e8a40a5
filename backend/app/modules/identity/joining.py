"""Joining a company by invitation: once, while it is open, and after the second factor where one is asked for."""

from uuid import UUID

from sqlalchemy import select

from accounting.errors import DomainError
from app.core.work import Work
from app.modules.identity.errors import (
    AlreadyMember,
    InvitationExpired,
    InvitationRevoked,
    InvitationUsed,
)
from app.modules.identity.models import Invitation, Membership, Tenant, User

ENDED: dict[str, type[DomainError]] = {
    "accepted": InvitationUsed,
    "revoked": InvitationRevoked,
    "expired": InvitationExpired,
}


async def require_open(work: Work, invitation: Invitation, field: str | None = None) -> None:
    """`work` must be its company's. Raises InvitationUsed, InvitationRevoked, InvitationExpired."""
    if (status := invitation.status(work.now)) in ENDED:
        raise ENDED[status](field=field)
    if (await work.session.get_one(Tenant, work.tenant_id)).closed_at is not None:
        raise InvitationRevoked(field=field)


async def require_no_member(work: Work, user: User) -> None:
    """Raises AlreadyMember."""
    if await work.session.get(Membership, (work.tenant_id, user.id)):
        raise AlreadyMember


async def join(work: Work, invitation: Invitation, user: User) -> None:
    """From now on a member. Raises AlreadyMember."""
    await require_no_member(work, user)
    work.session.add(Membership(tenant_id=work.tenant_id, user_id=user.id, role=invitation.role))
    invitation.accepted_at, invitation.accepted_by = work.now, user.id
    if user.email_verified_at is None:
        user.email_verified_at = work.now
        await work.record("email.verified", user_id=user.id)
    await work.record("invitation.accepted", invitation_id=invitation.id, user_id=user.id, role=invitation.role)


async def join_by(work: Work, invitation_id: UUID, user: User) -> None:
    """What was begun with the first factor, now that the second was shown: the invitation may have ended meanwhile.

    Raises InvitationUsed, InvitationRevoked, InvitationExpired, AlreadyMember.
    """
    query = select(Invitation).where(Invitation.id == invitation_id).with_for_update()
    invitation = (await work.session.scalars(query)).one()
    await require_open(work, invitation)
    await join(work, invitation, user)
