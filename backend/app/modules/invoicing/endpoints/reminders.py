from typing import Annotated, Any

from fastapi import Request

from app.core.answers import Answer, Page, answer
from app.core.listing import LISTED, Asked, listed
from app.core.routes import Router
from app.core.work import Work
from app.modules.identity.access import may
from app.modules.identity.permissions import Permission
from app.modules.invoicing import queries, reminding
from app.modules.invoicing.schemas.listed import ReminderProposal, ReminderRead

router = Router(tags=["invoicing"], prefix="/reminders")
Reads = Annotated[Work, may(Permission.INVOICES_READ)]
Lists = Annotated[Work, may(Permission.INVOICES_READ, asking=True)]


@router.get("", response_model=Page[ReminderRead], responses=LISTED)
async def list_reminders(request: Request, work: Lists, asked: Annotated[Asked, queries.REMINDERS.asked()]) -> Any:
    """Reminders that were sent, latest first."""
    return await listed(request, work, queries.REMINDERS, asked, queries.every_reminder(), ReminderRead)


@router.get("/proposals", response_model=Answer[list[ReminderProposal]])
async def list_reminder_proposals(request: Request, work: Reads) -> dict[str, Any]:
    """Which invoices are late enough for their next reminder, and what it may ask; the latest first, at most 500."""
    return answer(request, await reminding.proposals(work))
