from typing import Annotated, Any
from uuid import UUID

from fastapi import Request

from app.core.answers import Answer, Page, answer
from app.core.errors import problem_responses
from app.core.limits import limit
from app.core.listing import LISTED, Asked, listed
from app.core.routes import Router
from app.core.work import Work
from app.modules.identity.access import may
from app.modules.identity.permissions import Permission
from app.modules.mail import queries, service
from app.modules.mail.errors import MailForgotten, MailNotFound, MailUnderWay
from app.modules.mail.schemas import MailRead

router = Router(prefix="/mails", tags=["mail"])


@router.get("", response_model=Page[MailRead], responses=LISTED)
async def list_mails(
    request: Request,
    work: Annotated[Work, may(Permission.MAIL_READ)],
    asked: Annotated[Asked, queries.MAILS.asked()],
) -> Any:
    """What was mailed in this company's name, latest first."""
    return await listed(request, work, queries.MAILS, asked, queries.every_mail(), MailRead)


@router.post(
    "/{mail_id}/resend",
    status_code=202,
    response_model=Answer[MailRead],
    responses=problem_responses(MailNotFound, MailUnderWay, MailForgotten),
)
async def resend_mail(
    mail_id: UUID, request: Request, work: Annotated[Work, may(Permission.MAIL_SEND)]
) -> dict[str, Any]:
    """Send a message again, to the same address: after a refusal, or when it was lost.

    It keeps its `Message-ID`, so a mailbox that has it already knows it. At most 3 times a minute, and for 30 days.
    """
    await limit(f"mail.resend:{mail_id}", 3)
    return answer(request, await service.resend(work, mail_id))
