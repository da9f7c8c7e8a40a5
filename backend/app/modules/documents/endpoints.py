from typing import Annotated, Any, Literal
from urllib.parse import quote
from uuid import UUID

from fastapi import APIRouter, File, Query, Request, Response, UploadFile
from fastapi.responses import StreamingResponse

from app.core import storage
from app.core.answers import Answer, answer
from app.core.errors import problem_responses
from app.core.versions import SeenVersion
from app.core.work import Work
from app.modules.documents import queries, service, uploads
from app.modules.documents.schemas import DocumentPage, DocumentRead, Reject, ReviseFields, Status, Upload
from app.modules.identity.access import Caller, may, may_call
from app.modules.identity.permissions import Permission

router = APIRouter(prefix="/documents", tags=["documents"], responses=problem_responses(401, 403, 422))
Reads = Annotated[Work, may(Permission.DOCUMENTS_READ)]
Revises = Annotated[Work, may(Permission.DOCUMENTS_REVISE)]


def _etag(response: Response, document: DocumentRead) -> None:
    response.headers["etag"] = f'"{document.version}"'


@router.post("", status_code=202, response_model=Upload, responses=problem_responses(413, 503))
async def upload_documents(
    request: Request,
    response: Response,
    files: Annotated[list[UploadFile], File(description="PDF, JPEG, PNG, TIFF, HEIC, or an XML invoice (UBL, CII)")],
    caller: Annotated[Caller, may_call(Permission.DOCUMENTS_UPLOAD)],
) -> dict[str, Any]:
    """Upload invoices and receipts. Reading starts at once; `Location` is the job to follow.

    A file that was here before points to the first (`duplicate_of`); a file that cannot be taken is in `meta.refused`.
    """
    tenant_id = caller.claims.tenant_id
    async with caller.begin() as work:
        language = work.language
    incoming, refused = await uploads.examine(files, language)
    stored = [each.stored for each in incoming]
    async with caller.begin() as work:
        known = await service.known(work, [each.sha256 for each in stored])
    await uploads.store(incoming, tenant_id, known)
    async with caller.begin() as work:
        taken = await service.upload(work, stored, known)
        shown = await queries.all_shown(work, taken.documents)
    data = [
        {**document.model_dump(), "duplicate_of": document.id if file.id in taken.duplicates else None}
        for file, document in zip(stored, shown, strict=True)
    ]
    lost = [each for each in stored if each.id in taken.duplicates and each.sha256 not in known]
    await uploads.forget(lost, tenant_id)
    reading = taken.job_id or next((each.job_id for each in taken.documents if each.job_id), None)
    if reading:  # of duplicates alone, the job that read the first of them
        response.headers["location"] = f"/api/v1/jobs/{reading}"
    return answer(request, data, job_id=taken.job_id, refused=refused)


@router.get("", response_model=DocumentPage)
async def list_documents(
    request: Request,
    work: Reads,
    status: Status | None = None,
    q: Annotated[str | None, Query(max_length=100, description="in file name, supplier or invoice number")] = None,
    sort: Literal["-uploaded_at", "uploaded_at"] = "-uploaded_at",
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
    cursor: Annotated[str | None, Query(max_length=300)] = None,
) -> dict[str, Any]:
    """The inbox, with how many documents stand where."""
    found = await queries.documents(work, status=status, q=q, sort=sort, limit=limit, cursor=cursor)
    rows = [queries.summarised(document, work.language) for document in found.rows]
    return answer(request, rows, **found.meta, counts=await queries.counts(work))


@router.get("/{document_id}", response_model=Answer[DocumentRead], responses=problem_responses(404))
async def get_document(document_id: UUID, request: Request, response: Response, work: Reads) -> dict[str, Any]:
    """One document with every field that was read: value, confidence, place, source."""
    document = await queries.shown(work, await queries.get(work, document_id))
    _etag(response, document)
    return answer(request, document)


@router.get(
    "/{document_id}/content",
    response_class=StreamingResponse,
    responses={200: {"content": {"application/octet-stream": {}}}, **problem_responses(404, 503)},
)
async def get_content(
    document_id: UUID, caller: Annotated[Caller, may_call(Permission.DOCUMENTS_READ)]
) -> StreamingResponse:
    """The original bytes, untouched, always as a download."""
    async with caller.begin() as work:
        document = await queries.get(work, document_id)
    size, chunks = await storage.stream(document.key)
    headers = {
        "content-length": str(size),
        "content-disposition": f"attachment; filename*=UTF-8''{quote(document.filename)}",
        "content-security-policy": "sandbox; default-src 'none'",
    }
    return StreamingResponse(chunks, media_type=document.media_type, headers=headers)


@router.get(
    "/{document_id}/pages/{number}",
    response_class=StreamingResponse,
    responses={200: {"content": {"image/jpeg": {}}}, **problem_responses(404, 503)},
)
async def get_page(
    document_id: UUID, number: int, caller: Annotated[Caller, may_call(Permission.DOCUMENTS_READ)]
) -> StreamingResponse:
    """The image of a page, upright, as it was read."""
    async with caller.begin() as work:
        key = await queries.page_key(work, document_id, number)
    size, chunks = await storage.stream(key)
    headers = {"content-length": str(size), "cache-control": "private, max-age=3600"}
    return StreamingResponse(chunks, media_type="image/jpeg", headers=headers)


@router.patch("/{document_id}/fields", response_model=Answer[DocumentRead], responses=problem_responses(404, 409, 412))
async def revise_fields(
    document_id: UUID,
    change: ReviseFields,
    request: Request,
    response: Response,
    work: Revises,
    seen: SeenVersion,
) -> dict[str, Any]:
    """Correct what was read, while the document waits for review."""
    document = await service.revise(work, document_id, change, seen)
    shown = await queries.shown(work, document)
    _etag(response, shown)
    return answer(request, shown)


@router.post("/{document_id}/reject", response_model=Answer[DocumentRead], responses=problem_responses(404, 409, 412))
async def reject_document(
    document_id: UUID, asked: Reject, request: Request, work: Revises, seen: SeenVersion
) -> dict[str, Any]:
    """This is not to be booked, and why."""
    return answer(request, await queries.shown(work, await service.reject(work, document_id, asked.reason, seen)))


@router.post("/{document_id}/restore", response_model=Answer[DocumentRead], responses=problem_responses(404, 409))
async def restore_document(document_id: UUID, request: Request, work: Revises) -> dict[str, Any]:
    """Take a rejection back: the document waits for review again."""
    return answer(request, await queries.shown(work, await service.restore(work, document_id)))


@router.post(
    "/{document_id}/retry", status_code=202, response_model=Answer[DocumentRead], responses=problem_responses(404, 409)
)
async def retry_document(document_id: UUID, request: Request, response: Response, work: Revises) -> dict[str, Any]:
    """Read a document again that could not be read."""
    document = await queries.shown(work, await service.retry(work, document_id))
    response.headers["location"] = f"/api/v1/jobs/{document.job_id}"
    return answer(request, document)


@router.delete("/{document_id}", status_code=204, responses=problem_responses(404, 409))
async def remove_document(document_id: UUID, caller: Annotated[Caller, may_call(Permission.DOCUMENTS_REVISE)]) -> None:
    """Remove a document that never reached the books."""
    async with caller.begin() as work:
        keys = await service.remove(work, document_id)
    await storage.remove(keys)
