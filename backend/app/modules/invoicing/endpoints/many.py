from typing import Annotated, Any

from fastapi import Request

from app.core import bulk
from app.core.answers import Answer, answer
from app.core.bulk import Bulk, BulkResult, each_may_fail
from app.core.routes import Router
from app.core.work import Work
from app.modules.identity.access import may
from app.modules.identity.errors import PermissionMissing
from app.modules.identity.permissions import Permission
from app.modules.invoicing import issuing, paying, reminding, sending
from app.modules.invoicing.endpoints.refusals import ISSUING, PAYING, REMINDING, SENDING
from app.modules.invoicing.schemas.issuing import IssueOne
from app.modules.invoicing.schemas.letters import RemindOne, SendOne
from app.modules.invoicing.schemas.settling import PayOne

router = Router(tags=["invoicing"])
Issues = Annotated[Work, may(Permission.INVOICES_ISSUE)]


@router.post(
    "/invoices/bulk/issue", response_model=Answer[BulkResult], responses=each_may_fail(*ISSUING, PermissionMissing)
)
async def issue_many_invoices(asked: Bulk[IssueOne], request: Request, work: Issues) -> dict[str, Any]:
    """Issue many drafts, in this order; one with something in its way does not stop the others.

    A purchase among them needs `documents:approve` too.
    """

    async def issue(work: Work, item: IssueOne) -> None:
        await issuing.issue(work, item.id, item, item.version)

    return answer(request, await bulk.each(work, asked.items, issue))


@router.post("/invoices/bulk/send", response_model=Answer[BulkResult], responses=each_may_fail(*SENDING))
async def send_many_invoices(asked: Bulk[SendOne], request: Request, work: Issues) -> dict[str, Any]:
    """Mail many issued invoices, each to its customer."""

    async def send(work: Work, item: SendOne) -> None:
        await sending.send(work, item.id, item, item.version)

    return answer(request, await bulk.each(work, asked.items, send))


@router.post("/invoices/bulk/pay", response_model=Answer[BulkResult], responses=each_may_fail(*PAYING))
async def pay_many_invoices(
    asked: Bulk[PayOne], request: Request, work: Annotated[Work, may(Permission.INVOICES_PAY)]
) -> dict[str, Any]:
    """Record the payment of many invoices."""

    async def pay(work: Work, item: PayOne) -> None:
        await paying.pay(work, item.id, item, item.version)

    return answer(request, await bulk.each(work, asked.items, pay))


@router.post("/reminders/bulk/send", response_model=Answer[BulkResult], responses=each_may_fail(*REMINDING))
async def send_many_reminders(asked: Bulk[RemindOne], request: Request, work: Issues) -> dict[str, Any]:
    """Send the proposed reminder of many invoices; `id` is the invoice."""

    async def remind(work: Work, item: RemindOne) -> None:
        await reminding.remind(work, item.id, item)

    return answer(request, await bulk.each(work, asked.items, remind))
