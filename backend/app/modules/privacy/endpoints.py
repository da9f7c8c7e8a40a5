from collections.abc import AsyncIterator
from typing import Annotated, Any
from uuid import UUID

from fastapi import Depends, Request, Response
from fastapi.responses import StreamingResponse

from app.core import storage
from app.core.answers import Answer, Page, answer
from app.core.errors import problem_responses
from app.core.exporting import MEDIA_TYPES
from app.core.idempotency import sent_again
from app.core.limits import limit
from app.core.listing import LISTED, Asked, PeriodBackwards, listed
from app.core.lists import ListNotKnown
from app.core.routes import Router
from app.core.storage import ObjectMissing, StorageUnavailable
from app.core.tokens import Claims
from app.core.work import Work, begin
from app.modules.identity.access import Caller, claims, may, may_call
from app.modules.identity.errors import CurrentPasswordWrong
from app.modules.identity.permissions import Permission
from app.modules.privacy import queries, service, taking
from app.modules.privacy.errors import CompanyNameWrong, ExportGone, ExportNotFound, ExportNotReady, OnlyOwner
from app.modules.privacy.models import COMPANY, PERSON, ZIP, Export
from app.modules.privacy.schemas import CloseCompany, Closed, Erased, EraseMe, ExportRead, ListAsked

router = Router(tags=["privacy"])
Who = Annotated[Claims, Depends(claims)]
EXPORTS_PER_HOUR = 20
LISTS_PER_HOUR = 60


async def _asked(request: Request, response: Response, work: Work, kind: str) -> dict[str, Any]:
    await limit(f"export:{work.tenant_id}:{work.actor_id}", EXPORTS_PER_HOUR, 3600)
    return await _promised(request, response, work, await service.ask(work, kind))


async def _promised(request: Request, response: Response, work: Work, export: Export) -> dict[str, Any]:
    response.headers["location"] = f"/api/v1/jobs/{export.job_id}"
    return answer(request, (await queries.shown(work, [export]))[0])


@router.post("/me/export", status_code=202, response_model=Answer[ExportRead])
async def export_me(
    request: Request, response: Response, work: Annotated[Work, may(Permission.PROFILE_REVISE)], _: Who
) -> dict[str, Any]:
    """Everything we know about you, in the companies you are or were in, as a zip of JSON.

    `Location` is the job to follow; a mail says when it is ready. Asked again while one is being made, the answer is
    that one. It can be downloaded for 7 days.
    """
    return await _asked(request, response, work, PERSON)


@router.post("/company/export", status_code=202, response_model=Answer[ExportRead])
async def export_company(
    request: Request, response: Response, work: Annotated[Work, may(Permission.COMPANY_EXPORT)]
) -> dict[str, Any]:
    """Everything we hold of this company: every table as JSON lines and CSV, the originals, the audit log.

    All rows are of one moment. Asked again while one is being made, the answer is that one. Kept for 7 days.
    """
    return await _asked(request, response, work, COMPANY)


@router.post(
    "/exports",
    status_code=202,
    response_model=Answer[ExportRead],
    responses=problem_responses(ListNotKnown, PeriodBackwards),
)
async def export_list(
    asked: ListAsked, request: Request, response: Response, work: Annotated[Work, may(Permission.REPORTS_EXPORT)]
) -> dict[str, Any]:
    """A list of any length as a file, written by a job: the same as with `format` at its address, without waiting.

    `Location` is the job to follow, with its progress; it can be cancelled. Asked again while it is being made, the
    answer is the one on its way. It can be downloaded for 7 days, by who may still see the list.
    """
    await limit(f"list-export:{work.tenant_id}:{work.actor_id}", LISTS_PER_HOUR, 3600)
    return await _promised(request, response, work, await taking.ask(work, asked))


@router.get("/exports", response_model=Page[ExportRead], responses=LISTED)
async def list_exports(
    request: Request,
    work: Annotated[Work, may(Permission.COMPANY_READ)],
    asked: Annotated[Asked, queries.EXPORTS.asked()],
) -> Any:
    """Your own exports and lists, and the company's if you may export it; latest first."""
    return await listed(
        request, work, queries.EXPORTS, asked, await queries.mine(work), ExportRead, shape=queries.shown
    )


@router.get("/exports/{export_id}", response_model=Answer[ExportRead], responses=problem_responses(ExportNotFound))
async def get_export(
    export_id: UUID, request: Request, work: Annotated[Work, may(Permission.COMPANY_READ)]
) -> dict[str, Any]:
    """How far it is: `making`, then `ready` for 7 days, then `expired`; or `failed`, and another can be asked for."""
    return answer(request, (await queries.shown(work, [await queries.get(work, export_id)]))[0])


@router.get(
    "/exports/{export_id}/content",
    response_class=StreamingResponse,
    responses={
        200: {"content": {media_type: {} for media_type in (ZIP, *MEDIA_TYPES.values())}},
        **problem_responses(ExportNotFound, ExportNotReady, ExportGone, ObjectMissing, StorageUnavailable),
    },
)
async def download_export(
    export_id: UUID, caller: Annotated[Caller, may_call(Permission.COMPANY_READ)]
) -> StreamingResponse:
    """The file: a zip, or a list as CSV or XLSX. That it was downloaded, and by whom, is in the audit log."""
    async with caller.begin() as work:
        export = await queries.get_ready(work, export_id)
        actor_id, origin = work.actor_id, work.origin
    _, first = await storage.stream(export.piece_key(0))
    async with begin(caller.tenant_id, actor_id, origin=origin) as work:
        await service.note_download(work, export)
    headers = {
        "content-length": str(export.size_bytes),
        "content-disposition": f'attachment; filename="{export.filename}"',
        "content-security-policy": "sandbox; default-src 'none'",
    }
    return StreamingResponse(_pieces(export, first), media_type=export.media_type, headers=headers)


async def _pieces(export: Export, first: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    async for chunk in first:
        yield chunk
    for number in range(1, export.pieces):
        _, chunks = await storage.stream(export.piece_key(number))
        async for chunk in chunks:
            yield chunk


@router.post(
    "/me/erase",
    status_code=202,
    response_model=Answer[Erased],
    responses=problem_responses(CurrentPasswordWrong, OnlyOwner),
    openapi_extra=sent_again("is `401`: whoever was erased is signed out. What is left to do is promised, and done."),
)
async def erase_me(
    asked: EraseMe,
    request: Request,
    caller: Annotated[Caller, may_call(Permission.SECURITY_REVISE)],
    who: Who,
) -> dict[str, Any]:
    """Have yourself forgotten, at once and for good: you are signed out everywhere with this answer.

    The books keep your id alone. The audit log keeps what it recorded of you, because it may not be changed: what you
    did, when and from which address, and changes of your name or e-mail.

    Refused while you are the only owner of a company.
    """
    return answer(request, await service.erase(caller.begin, who, caller.origin, asked.current_password))


@router.post(
    "/company/close",
    response_model=Answer[Closed],
    responses=problem_responses(CurrentPasswordWrong, CompanyNameWrong),
)
async def close_company(
    asked: CloseCompany, request: Request, work: Annotated[Work, may(Permission.COMPANY_CLOSE)], who: Who
) -> dict[str, Any]:
    """Close this company, for good. Its books can be read and exported until the law lets them go.

    What no law keeps is removed by a job: documents that were rejected or could not be read, contacts without an
    invoice, the mail log.
    """
    return answer(request, await service.close(work, who, asked))
