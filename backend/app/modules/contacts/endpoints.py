from typing import Annotated, Any

from fastapi import APIRouter, Query, Request

from app.core.answers import Page, answer
from app.core.errors import problem_responses
from app.core.work import Work
from app.modules.contacts import queries
from app.modules.contacts.schemas import ContactRead
from app.modules.identity.access import may
from app.modules.identity.permissions import Permission

router = APIRouter(prefix="/contacts", tags=["contacts"], responses=problem_responses(401, 403, 422))


@router.get("", response_model=Page[ContactRead])
async def list_contacts(
    request: Request,
    work: Annotated[Work, may(Permission.CONTACTS_READ)],
    q: Annotated[str | None, Query(max_length=100)] = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
    cursor: Annotated[str | None, Query(max_length=300)] = None,
) -> dict[str, Any]:
    """Customers and suppliers, by name."""
    found = await queries.contacts(work, q=q, limit=limit, cursor=cursor)
    return answer(request, found.rows, **found.meta)
