from typing import Annotated, Any
from uuid import UUID

from fastapi import Request

from app.core.answers import Answer, Page, answer
from app.core.errors import problem_responses
from app.core.listing import LISTED, Asked, listed
from app.core.routes import Router
from app.core.work import Work
from app.modules.identity import keys, queries
from app.modules.identity.access import may
from app.modules.identity.errors import ApiKeyNotFound, EmailNotVerified, ExpiryOutOfReach, ScopeNotYours
from app.modules.identity.permissions import Permission
from app.modules.identity.schemas.answered import ApiKeyMade, ApiKeyRead
from app.modules.identity.schemas.asked import MakeApiKey

router = Router(prefix="/api-keys", tags=["api_keys"])


@router.get("", response_model=Page[ApiKeyRead], responses=LISTED)
async def list_api_keys(
    request: Request,
    work: Annotated[Work, may(Permission.API_KEYS_READ)],
    asked: Annotated[Asked, queries.API_KEYS.asked()],
) -> Any:
    """The keys of this company's programs: what each may do, and when it was used last."""
    query = queries.all_api_keys()
    return await listed(request, work, queries.API_KEYS, asked, query, ApiKeyRead, shape=queries.api_keys)


@router.post(
    "",
    status_code=201,
    response_model=Answer[ApiKeyMade],
    responses=problem_responses(EmailNotVerified, ScopeNotYours, ExpiryOutOfReach),
)
async def make_api_key(
    asked: MakeApiKey, request: Request, work: Annotated[Work, may(Permission.API_KEYS_MANAGE)]
) -> dict[str, Any]:
    """A key for a program. It acts as you, within its scopes and within what your role allows at the time.

    The answer holds the key itself, this once.
    """
    made, key = await keys.make(work, asked)
    read = (await queries.api_keys(work, [made]))[0]
    return answer(request, ApiKeyMade(**read.model_dump(), key=key))


@router.delete("/{key_id}", status_code=204, responses=problem_responses(ApiKeyNotFound))
async def revoke_api_key(key_id: UUID, work: Annotated[Work, may(Permission.API_KEYS_MANAGE)]) -> None:
    """The key opens nothing any more, from this moment."""
    await keys.revoke(work, key_id)
