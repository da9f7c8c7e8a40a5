from typing import Annotated, Any
from uuid import UUID

from fastapi import Request, Response

from app.core.answers import Answer, Page, answer
from app.core.errors import problem_responses
from app.core.listing import LISTED, Asked, listed
from app.core.routes import Router
from app.core.versions import SeenVersion, tag
from app.core.work import Work
from app.modules.identity import people, queries
from app.modules.identity.access import may
from app.modules.identity.errors import MemberNotFound, TenantWithoutOwner
from app.modules.identity.permissions import Permission
from app.modules.identity.schemas.answered import MemberRead
from app.modules.identity.schemas.asked import ReviseMember

router = Router(prefix="/members", tags=["members"])


@router.get("", response_model=Page[MemberRead], responses=LISTED)
async def list_members(
    request: Request,
    work: Annotated[Work, may(Permission.MEMBERS_READ)],
    asked: Annotated[Asked, queries.MEMBERS.asked()],
) -> Any:
    """The people of this company, and their roles."""
    return await listed(request, work, queries.MEMBERS, asked, queries.memberships(), MemberRead, shape=queries.members)


@router.patch(
    "/{user_id}", response_model=Answer[MemberRead], responses=problem_responses(MemberNotFound, TenantWithoutOwner)
)
async def revise_member(
    user_id: UUID,
    change: ReviseMember,
    request: Request,
    response: Response,
    work: Annotated[Work, may(Permission.MEMBERS_MANAGE)],
    seen: SeenVersion,
) -> dict[str, Any]:
    """Give somebody another role; it counts from their next request."""
    membership = await people.revise(work, user_id, change.role, seen)
    tag(response, membership.version)
    return answer(request, (await queries.members(work, [membership]))[0])


@router.delete("/me", status_code=204, responses=problem_responses(MemberNotFound, TenantWithoutOwner))
async def leave_company(work: Annotated[Work, may(Permission.SECURITY_REVISE)]) -> None:
    """Leave this company yourself, whatever your role: your sessions in it end, and your API keys."""
    assert work.actor_id is not None
    await people.remove(work, work.actor_id)


@router.delete("/{user_id}", status_code=204, responses=problem_responses(MemberNotFound, TenantWithoutOwner))
async def remove_member(
    user_id: UUID, work: Annotated[Work, may(Permission.MEMBERS_MANAGE)], seen: SeenVersion
) -> None:
    """Take somebody out of this company, at once: their sessions in it end, and their API keys."""
    await people.remove(work, user_id, seen)
