from typing import Annotated, Any

from fastapi import Request

from app.core.answers import Page
from app.core.errors import problem_responses
from app.core.listing import LISTED, Asked, listed
from app.core.routes import Router
from app.core.work import Work
from app.modules.contacts import queries
from app.modules.contacts.schemas import ContactRead
from app.modules.identity.access import may
from app.modules.identity.permissions import Permission

router = Router(prefix="/contacts", tags=["contacts"], responses=problem_responses(401, 403, 422, 429))


@router.get("", response_model=Page[ContactRead], responses=LISTED)
async def list_contacts(
    request: Request,
    work: Annotated[Work, may(Permission.CONTACTS_READ)],
    asked: Annotated[Asked, queries.CONTACTS.asked()],
) -> Any:
    """Customers and suppliers, by name."""
    return await listed(request, work, queries.CONTACTS, asked, queries.every_contact(), ContactRead)
