from typing import Annotated, Any
from uuid import UUID

from fastapi import Path, Request, Response

from app.core.answers import Answer, Page, answer
from app.core.errors import problem_responses
from app.core.listing import LISTED, Asked, listed
from app.core.routes import Router
from app.core.versions import SeenVersion, tag
from app.core.work import Work
from app.modules.identity.access import may
from app.modules.identity.permissions import Permission
from app.modules.invoicing import queries, recurring, shown
from app.modules.invoicing.endpoints.refusals import RECURRING, RUNNING
from app.modules.invoicing.errors import RecurringInvoiceNotFound
from app.modules.invoicing.schemas.answered import InvoiceShown
from app.modules.invoicing.schemas.listed import RecurringRead
from app.modules.invoicing.schemas.recurring import RecurringMake, RecurringRevise

router = Router(tags=["invoicing"], prefix="/recurring-invoices")
Reads = Annotated[Work, may(Permission.INVOICES_READ)]
Writes = Annotated[Work, may(Permission.INVOICES_WRITE)]
RecurringId = Annotated[UUID, Path(description="a recurring invoice")]
MISSING = problem_responses(RecurringInvoiceNotFound)


@router.get("", response_model=Page[RecurringRead], responses=LISTED)
async def list_recurring_invoices(
    request: Request, work: Reads, asked: Annotated[Asked, queries.RECURRING.asked()]
) -> Any:
    """Invoices that come back; the next one first."""
    return await listed(request, work, queries.RECURRING, asked, queries.every_recurring(), RecurringRead)


@router.post("", status_code=201, response_model=Answer[RecurringRead], responses=problem_responses(*RECURRING))
async def make_recurring_invoice(
    asked: RecurringMake, request: Request, response: Response, work: Writes
) -> dict[str, Any]:
    """Make the same invoice every so often, from a day on."""
    made = await recurring.make(work, asked)
    tag(response, made.version)
    return answer(request, made)


@router.get("/{recurring_id}", response_model=Answer[RecurringRead], responses=MISSING)
async def get_recurring_invoice(
    recurring_id: RecurringId, request: Request, response: Response, work: Reads
) -> dict[str, Any]:
    found = await queries.recurring(work, recurring_id)
    tag(response, found.version)
    return answer(request, found)


@router.patch("/{recurring_id}", response_model=Answer[RecurringRead], responses=problem_responses(*RECURRING))
async def revise_recurring_invoice(
    recurring_id: RecurringId,
    change: RecurringRevise,
    request: Request,
    response: Response,
    seen: SeenVersion,
    work: Writes,
) -> dict[str, Any]:
    """Change what it makes and when, or switch it off and on."""
    found = await recurring.revise(work, recurring_id, change, seen)
    tag(response, found.version)
    return answer(request, found)


@router.delete("/{recurring_id}", status_code=204, responses=MISSING)
async def remove_recurring_invoice(recurring_id: RecurringId, seen: SeenVersion, work: Writes) -> None:
    """Make no more of it; what was made stays."""
    await recurring.remove(work, recurring_id, seen)


@router.post(
    "/{recurring_id}/run",
    status_code=201,
    response_model=Answer[InvoiceShown],
    responses=problem_responses(*RUNNING),
)
async def run_recurring_invoice(
    recurring_id: RecurringId,
    request: Request,
    response: Response,
    work: Annotated[Work, may(Permission.INVOICES_ISSUE)],
) -> dict[str, Any]:
    """Make the next one now."""
    made = await shown.invoice(work, (await recurring.run(work, recurring_id)).id)
    tag(response, made.version)
    return answer(request, made)
