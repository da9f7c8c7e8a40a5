from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import APIRouter, Query, Request

from app.core.answers import Answer, Page, answer
from app.core.errors import problem_responses
from app.core.versions import SeenVersion
from app.core.work import Work
from app.modules.documents import queries as document_queries
from app.modules.documents.schemas import DocumentRead
from app.modules.identity.access import may
from app.modules.identity.permissions import Permission
from app.modules.invoicing import queries, service
from app.modules.invoicing.schemas import Approve, Booking, PurchaseInvoiceRead, Rate

router = APIRouter(tags=["invoicing"], responses=problem_responses(401, 403, 422))


@router.post(
    "/documents/{document_id}/approve", response_model=Answer[DocumentRead], responses=problem_responses(404, 409, 412)
)
async def approve_document(
    document_id: UUID,
    request: Request,
    work: Annotated[Work, may(Permission.DOCUMENTS_APPROVE)],
    seen: SeenVersion,
    asked: Approve | None = None,
) -> dict[str, Any]:
    """Book a reviewed document: supplier, purchase invoice and a balanced entry. Undo it by reversing the entry."""
    document = await service.approve(work, document_id, asked or Approve(), seen)
    return answer(request, await document_queries.shown(work, document))


@router.get("/documents/{document_id}/booking", response_model=Answer[Booking], responses=problem_responses(404))
async def preview_booking(
    document_id: UUID,
    request: Request,
    work: Annotated[Work, may(Permission.DOCUMENTS_READ)],
    account_code: Annotated[str | None, Query(pattern=r"^\d{2,10}$")] = None,
    exchange_rate: Annotated[Rate | None, Query()] = None,
) -> dict[str, Any]:
    """What approving would write in the books, or what is missing before it can."""
    asked = Approve(account_code=account_code, exchange_rate=exchange_rate)
    return answer(request, await service.preview(work, document_id, asked))


@router.get("/invoices/purchases", response_model=Page[PurchaseInvoiceRead])
async def list_purchase_invoices(
    request: Request,
    work: Annotated[Work, may(Permission.INVOICES_READ)],
    status: Literal["booked", "reversed"] | None = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
    cursor: Annotated[str | None, Query(max_length=300)] = None,
) -> dict[str, Any]:
    """Purchase invoices in the books, latest first."""
    shown, found = await queries.purchases(work, status=status, limit=limit, cursor=cursor)
    return answer(request, shown, **found.meta)
