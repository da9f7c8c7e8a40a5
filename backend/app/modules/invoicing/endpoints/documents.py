from typing import Annotated, Any
from uuid import UUID

from fastapi import Path, Query, Request

from accounting.exchange_differences import ACCEPT_RATE
from accounting.journal import EntryEmpty, EntryUnbalanced, PostingHasTwoSides
from app.core import bulk
from app.core.answers import Answer, answer
from app.core.bulk import Bulk, BulkResult, each_may_fail
from app.core.days import Day
from app.core.errors import problem_responses
from app.core.routes import Router
from app.core.versions import ChangedMeanwhile, SeenVersion
from app.core.work import Work
from app.modules.contacts.errors import ContactExists
from app.modules.documents import queries as document_queries
from app.modules.documents.errors import DocumentNotFound, DocumentNotReviewable
from app.modules.documents.schemas import DocumentRead
from app.modules.identity.access import may
from app.modules.identity.permissions import Permission
from app.modules.invoicing import approving, previewing
from app.modules.invoicing.errors import IN_ITS_WAY, NotReadyToBook
from app.modules.invoicing.schemas.booking import AcceptableWarning, Approve, ApproveOne, Booking, Rate

router = Router(tags=["invoicing"])
APPROVING = (
    *IN_ITS_WAY, NotReadyToBook, DocumentNotFound, DocumentNotReviewable, EntryEmpty, EntryUnbalanced,
    PostingHasTwoSides, ContactExists,
)  # fmt: skip
DocumentId = Annotated[UUID, Path(description="the document to book")]


@router.post(
    "/documents/bulk/approve",
    response_model=Answer[BulkResult],
    responses=each_may_fail(*APPROVING, ChangedMeanwhile),
)
async def approve_documents(
    asked: Bulk[ApproveOne], request: Request, work: Annotated[Work, may(Permission.DOCUMENTS_APPROVE)]
) -> dict[str, Any]:
    """Book many reviewed documents; one with something in its way says what, and does not stop the others."""

    async def approve(work: Work, item: ApproveOne) -> None:
        await approving.approve(work, item.id, item, item.version)

    return answer(request, await bulk.each(work, asked.items, approve))


@router.post(
    "/documents/{document_id}/approve", response_model=Answer[DocumentRead], responses=problem_responses(*APPROVING)
)
async def approve_document(
    document_id: DocumentId,
    request: Request,
    work: Annotated[Work, may(Permission.DOCUMENTS_APPROVE)],
    seen: SeenVersion,
    asked: Approve | None = None,
) -> dict[str, Any]:
    """Book a reviewed document: supplier, purchase invoice and a balanced entry. Undo it by reversing the entry.

    Everything that is in the way is named at once. Without a body the account is the document's, else the supplier's
    last one. A paper whose own day is locked or closed is written on a later one, `booked_on`; the problem names the
    first open day as `instead`. A problem with `can_be_accepted` is set aside by naming it in `accept_warnings`, and
    the audit trail keeps that.
    """
    document = await approving.approve(work, document_id, asked or Approve(), seen)
    return answer(request, await document_queries.shown(work, document))


@router.get(
    "/documents/{document_id}/booking",
    response_model=Answer[Booking],
    responses=problem_responses(DocumentNotFound, DocumentNotReviewable),
)
async def preview_booking(
    document_id: DocumentId,
    request: Request,
    work: Annotated[Work, may(Permission.DOCUMENTS_READ)],
    account_code: Annotated[str | None, Query(pattern=r"^\d{2,10}$", description="the account to try instead")] = None,
    cost_account: Annotated[
        str | None, Query(pattern=r"^\d{2,10}$", description="of what is booked on an accrual: the cost to try")
    ] = None,
    exchange_rate: Annotated[
        Rate | None, Query(description="units of the company's currency per unit of the invoice's")
    ] = None,
    accept_exchange_rate: Annotated[bool, Query(description=ACCEPT_RATE)] = False,
    booked_on: Annotated[Day | None, Query(description="the day to book it on, instead of the paper's own")] = None,
    accept_warnings: Annotated[
        list[AcceptableWarning] | None, Query(description="problems to set aside, as in approving")
    ] = None,
) -> dict[str, Any]:
    """What approving would write in the books, or everything that is in its way; nothing is written."""
    asked = Approve(
        account_code=account_code,
        cost_account=cost_account,
        exchange_rate=exchange_rate,
        accept_exchange_rate=accept_exchange_rate,
        booked_on=booked_on,
        accept_warnings=accept_warnings or [],
    )
    return answer(request, await previewing.preview(work, document_id, asked))
