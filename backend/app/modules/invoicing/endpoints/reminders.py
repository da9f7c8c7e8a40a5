from typing import Annotated, Any

from fastapi import Request

from app.core.answers import Page
from app.core.listing import LISTED, Asked, listed
from app.core.routes import Router
from app.core.work import Work
from app.modules.identity.access import may
from app.modules.identity.permissions import Permission
from app.modules.invoicing import late, queries
from app.modules.invoicing.schemas.listed import ReminderProposal, ReminderRead

router = Router(tags=["invoicing"], prefix="/reminders")
Reads = Annotated[Work, may(Permission.INVOICES_READ)]
Lists = Annotated[Work, may(Permission.INVOICES_READ, asking=True)]


@router.get("", response_model=Page[ReminderRead], responses=LISTED)
async def list_reminders(request: Request, work: Lists, asked: Annotated[Asked, late.REMINDERS.asked()]) -> Any:
    """Reminders that were sent, latest first."""
    return await listed(request, work, late.REMINDERS, asked, late.every_reminder(), ReminderRead)


@router.get("/proposals", response_model=Page[ReminderProposal], responses=LISTED)
async def list_reminder_proposals(
    request: Request, work: Reads, asked: Annotated[Asked, late.PROPOSALS.asked()]
) -> Any:
    """Which invoices are late enough for their next reminder, and what it may ask; what was due first comes first."""
    query = late.every_proposal((await queries.own_company(work)).country)
    return await listed(request, work, late.PROPOSALS, asked, query, ReminderProposal, shape=late.proposals_of)
