from typing import Annotated, Any

from fastapi import Request, Response

from app.core.answers import Answer, answer
from app.core.errors import problem_responses
from app.core.routes import Router
from app.core.versions import SeenVersion, tag
from app.core.work import Work
from app.modules.identity.access import may
from app.modules.identity.permissions import Permission
from app.modules.invoicing import drafting, issuing, repeating, shown, totalling
from app.modules.invoicing.endpoints.reading import InvoiceId
from app.modules.invoicing.endpoints.refusals import (
    DRAFTING,
    DRAFTING_AND_ISSUING,
    REMOVING,
    REVISING,
    TOTALLING,
)
from app.modules.invoicing.schemas.answered import InvoiceRepeated, InvoiceShown, TotalsRead
from app.modules.invoicing.schemas.drafting import InvoiceDraft, InvoiceRevise, TotalsAsked
from app.modules.invoicing.schemas.issuing import DraftAndIssue

router = Router(tags=["invoicing"], prefix="/invoices")
Writes = Annotated[Work, may(Permission.INVOICES_WRITE)]


@router.post("", status_code=201, response_model=Answer[InvoiceShown], responses=problem_responses(*DRAFTING))
async def draft_invoice(asked: InvoiceDraft, request: Request, response: Response, work: Writes) -> dict[str, Any]:
    """Begin an invoice, credit note, receipt or quote. A draft has no number and is in no books."""
    made = await shown.invoice(work, (await drafting.draft(work, asked)).id)
    tag(response, made.version)
    return answer(request, made)


@router.post(
    "/issued", status_code=201, response_model=Answer[InvoiceShown], responses=problem_responses(*DRAFTING_AND_ISSUING)
)
async def draft_and_issue_invoice(
    asked: DraftAndIssue,
    request: Request,
    response: Response,
    work: Annotated[Work, may(Permission.INVOICES_ISSUE)],
) -> dict[str, Any]:
    """Draft and issue in one go: for programs that know what they want. A purchase needs `documents:approve` too."""
    made = await shown.invoice(work, (await issuing.draft_and_issue(work, asked, asked.booked_on)).id)
    tag(response, made.version)
    return answer(request, made)


@router.post("/totals", response_model=Answer[TotalsRead], responses=problem_responses(*TOTALLING))
async def total_invoice_lines(asked: TotalsAsked, request: Request, work: Writes) -> dict[str, Any]:
    """What these lines come to, and what would be in the way of issuing them; nothing is written."""
    return answer(request, await totalling.totals(work, asked))


@router.patch("/{invoice_id}", response_model=Answer[InvoiceShown], responses=problem_responses(*REVISING))
async def revise_invoice(
    invoice_id: InvoiceId,
    change: InvoiceRevise,
    request: Request,
    response: Response,
    seen: SeenVersion,
    work: Writes,
) -> dict[str, Any]:
    """Change a draft; `lines` replaces all of them."""
    await drafting.revise(work, invoice_id, change, seen)
    found = await shown.invoice(work, invoice_id)
    tag(response, found.version)
    return answer(request, found)


@router.delete("/{invoice_id}", status_code=204, responses=problem_responses(*REMOVING))
async def remove_invoice(invoice_id: InvoiceId, seen: SeenVersion, work: Writes) -> None:
    """Remove a draft. What was issued is credited instead; a quote that it was made of is open again."""
    await drafting.remove(work, invoice_id, seen)


@router.post(
    "/{invoice_id}/copy",
    status_code=201,
    response_model=Answer[InvoiceRepeated],
    responses=problem_responses(*DRAFTING),
)
async def copy_invoice(invoice_id: InvoiceId, request: Request, response: Response, work: Writes) -> dict[str, Any]:
    """The same again, as a draft. What was chosen and holds no longer is proposed anew, and told in `left_out`."""
    again = await repeating.copy(work, invoice_id)
    made = await shown.repeated(work, again.invoice.id, again.left_out)
    tag(response, made.version)
    return answer(request, made)
