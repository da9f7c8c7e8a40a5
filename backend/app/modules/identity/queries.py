from uuid import UUID

from sqlalchemy import select

from app.core.work import Work
from app.modules.identity.models import Membership, Tenant, User
from app.modules.identity.permissions import ROLES, Role
from app.modules.identity.schemas import Me, MembershipRead, TenantRead


async def me(work: Work) -> Me:
    """The signed-in person, the current company, and the others they may switch to."""
    assert work.actor_id is not None
    user = await work.session.get_one(User, work.actor_id)
    rows = (
        await work.session.execute(
            select(Tenant, Membership.role)
            .join(Membership, Membership.tenant_id == Tenant.id)
            .where(Membership.user_id == user.id)
            .order_by(Tenant.name)
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
    )


async def names_of(work: Work, user_ids: set[UUID]) -> dict[UUID, str]:
    """Full names by user id, of people in this company."""
    if not user_ids:
        return {}
    rows = await work.session.execute(select(User.id, User.full_name).where(User.id.in_(user_ids)))
    return {row.id: row.full_name for row in rows}
