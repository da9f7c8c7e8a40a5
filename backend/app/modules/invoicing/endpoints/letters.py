"""Letters to customers: what they would say, before anything leaves."""

from typing import Annotated, Any

from fastapi import Request

from app.core.answers import Answer, answer
from app.core.errors import problem_responses
from app.core.routes import Router
from app.core.work import Work
from app.modules.identity.access import may
from app.modules.identity.permissions import Permission
from app.modules.invoicing import reminding, sending
from app.modules.invoicing.endpoints.reading import InvoiceId
from app.modules.invoicing.endpoints.refusals import REMINDING_PREVIEWED, SENDING_PREVIEWED
from app.modules.invoicing.schemas.letters import LetterRead, RemindAsked, SendAsked

router = Router(tags=["invoicing"], prefix="/invoices/{invoice_id}")
Issues = Annotated[Work, may(Permission.INVOICES_ISSUE)]


@router.post("/send/preview", response_model=Answer[LetterRead], responses=problem_responses(*SENDING_PREVIEWED))
async def preview_invoice_mail(
    invoice_id: InvoiceId, request: Request, work: Issues, asked: SendAsked | None = None
) -> dict[str, Any]:
    """The mail that sending would make, word for word; nothing leaves and nothing is written."""
    return answer(request, await sending.preview(work, invoice_id, asked or SendAsked()))


@router.post("/remind/preview", response_model=Answer[LetterRead], responses=problem_responses(*REMINDING_PREVIEWED))
async def preview_reminder_mail(
    invoice_id: InvoiceId, request: Request, work: Issues, asked: RemindAsked | None = None
) -> dict[str, Any]:
    """The reminder that is next, word for word; nothing leaves and no step of the ladder is taken."""
    return answer(request, await reminding.preview(work, invoice_id, asked or RemindAsked()))
