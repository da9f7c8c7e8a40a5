from typing import Annotated, Any
from urllib.parse import quote
from uuid import UUID

from fastapi import Path, Query, Request, Response

from app.core import storage
from app.core.answers import Answer, answer
from app.core.errors import problem_responses
from app.core.routes import Router
from app.core.typesetting import TooLargeForPaper
from app.core.work import Work
from app.modules.contacts.errors import ContactNotFound
from app.modules.identity.access import may
from app.modules.identity.permissions import Permission
from app.modules.invoicing import owing, printing
from app.modules.invoicing.endpoints.reading import PDF
from app.modules.invoicing.endpoints.refusals import MAILING
from app.modules.invoicing.errors import NothingIsOpen, RecipientNeeded
from app.modules.invoicing.schemas.letters import LetterRead
from app.modules.invoicing.schemas.owing import OpenItemsSend
from app.modules.invoicing.schemas.typed import Language

router = Router(tags=["invoicing"], prefix="/contacts/{contact_id}/open-items")
Issues = Annotated[Work, may(Permission.INVOICES_ISSUE)]
ContactId = Annotated[UUID, Path(description="a customer")]
PRINTING = (ContactNotFound, TooLargeForPaper, storage.StorageUnavailable)


@router.get("/pdf", response_class=Response, responses={**PDF, **problem_responses(*PRINTING)})
async def get_open_items_pdf(
    contact_id: ContactId,
    work: Annotated[Work, may(Permission.INVOICES_READ)],
    language: Annotated[Language | None, Query(description="left out: the customer's")] = None,
) -> Response:
    """What a customer still has to pay, on paper. As a table: `/invoices/open?contact_id=…&format=csv`."""
    owed = await owing.of(work, contact_id, language)
    name = f"attachment; filename*=UTF-8''{quote(owed.filename)}"
    return Response(
        await owing.paper(work, owed), media_type=printing.MEDIA_TYPE, headers={"content-disposition": name}
    )


@router.post(
    "/send/preview", response_model=Answer[LetterRead], responses=problem_responses(ContactNotFound, NothingIsOpen)
)
async def preview_open_items_mail(
    contact_id: ContactId, request: Request, work: Issues, asked: OpenItemsSend | None = None
) -> dict[str, Any]:
    """The mail that sending would make, word for word; nothing leaves and nothing is written."""
    return answer(request, await owing.preview(work, contact_id, asked or OpenItemsSend()))


@router.post(
    "/send",
    response_model=Answer[LetterRead],
    responses=problem_responses(*PRINTING, *MAILING, NothingIsOpen, RecipientNeeded),
)
async def send_open_items(
    contact_id: ContactId, request: Request, work: Issues, asked: OpenItemsSend | None = None
) -> dict[str, Any]:
    """Mail a customer what they still have to pay, with the paper of today; the answer is the letter."""
    return answer(request, await owing.send(work, contact_id, asked or OpenItemsSend()))
