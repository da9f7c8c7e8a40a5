from typing import Annotated, Any
from uuid import UUID

from fastapi import Path, Request, Response
from fastapi.responses import StreamingResponse

from app.core import storage
from app.core.answers import Answer, Page, answer
from app.core.errors import problem_responses
from app.core.listing import LISTED, Asked, PeriodBackwards, listed
from app.core.routes import Router
from app.core.versions import tag
from app.core.work import Work
from app.modules.identity.access import may
from app.modules.identity.permissions import Permission
from app.modules.invoicing import history, printing, queries, shown, summing
from app.modules.invoicing.endpoints.refusals import MISSING
from app.modules.invoicing.errors import IssuedElsewhere
from app.modules.invoicing.schemas.answered import InvoiceShown
from app.modules.invoicing.schemas.listed import HistoryEvent, InvoiceSum, InvoiceSummary, OpenInvoice

router = Router(tags=["invoicing"], prefix="/invoices")
Reads = Annotated[Work, may(Permission.INVOICES_READ)]
Lists = Annotated[Work, may(Permission.INVOICES_READ, asking=True)]
InvoiceId = Annotated[UUID, Path(description="an invoice, credit note, receipt or quote")]
PDF: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "the PDF",
        "content": {printing.MEDIA_TYPE: {"schema": {"type": "string", "format": "binary"}}},
    }
}


@router.get("", response_model=Page[InvoiceSummary], responses=LISTED)
async def list_invoices(request: Request, work: Lists, asked: Annotated[Asked, queries.INVOICES.asked()]) -> Any:
    """Invoices, credit notes, receipts and quotes, sold and bought; latest first."""
    return await listed(request, work, queries.INVOICES, asked, queries.every_invoice(), InvoiceSummary)


@router.get("/sums", response_model=Answer[list[InvoiceSum]], responses=problem_responses(PeriodBackwards))
async def sum_invoices(
    request: Request, work: Reads, asked: Annotated[Asked, queries.INVOICES.chosen()]
) -> dict[str, Any]:
    """What the list comes to, narrowed in the same way: per direction and currency, all of it and what is open.

    Quotes have rows of their own.
    """
    return answer(request, [InvoiceSum.model_validate(each) for each in await summing.of(work, asked)])


@router.get("/open", response_model=Page[OpenInvoice], responses=LISTED)
async def list_open_items(request: Request, work: Lists, asked: Annotated[Asked, queries.OPEN_ITEMS.asked()]) -> Any:
    """What is still to be paid, both ways; what is due first comes first."""
    return await listed(request, work, queries.OPEN_ITEMS, asked, queries.open_items(), OpenInvoice)


@router.get("/{invoice_id}", response_model=Answer[InvoiceShown], responses=problem_responses(*MISSING))
async def get_invoice(invoice_id: InvoiceId, request: Request, response: Response, work: Reads) -> dict[str, Any]:
    """One invoice with its lines, both parties, and what was settled."""
    found = await shown.invoice(work, invoice_id)
    tag(response, found.version)
    return answer(request, found)


@router.get("/{invoice_id}/history", response_model=Answer[list[HistoryEvent]], responses=problem_responses(*MISSING))
async def get_invoice_history(invoice_id: InvoiceId, request: Request, work: Reads) -> dict[str, Any]:
    """What happened to it, oldest first."""
    return answer(request, await history.of(work, invoice_id))


@router.get(
    "/{invoice_id}/pdf",
    response_class=StreamingResponse,
    responses={**PDF, **problem_responses(*MISSING, IssuedElsewhere, storage.StorageUnavailable)},
)
async def get_invoice_pdf(invoice_id: InvoiceId, work: Reads) -> Response:
    """The PDF: of an issued one as it is kept, of a draft as it would look now."""
    name, content = await printing.wanted(work, invoice_id)
    headers = {"content-disposition": f'inline; filename="{name}"', "cache-control": "private, no-cache"}
    return Response(content, media_type=printing.MEDIA_TYPE, headers=headers)
