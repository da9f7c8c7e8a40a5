from dataclasses import dataclass
from typing import Annotated, Any
from urllib.parse import quote
from uuid import UUID

from fastapi import BackgroundTasks, Depends, File, Path, Request, Response, UploadFile
from fastapi.responses import StreamingResponse

from app.core import bulk, storage
from app.core.answers import Answer, answer
from app.core.bulk import Bulk, BulkResult, each_may_fail
from app.core.errors import problem_responses
from app.core.listing import LISTED, Asked, listed
from app.core.routes import Router
from app.core.storage import ObjectMissing, StorageUnavailable
from app.core.versions import ChangedMeanwhile, SeenVersion, tag
from app.core.work import Work
from app.modules.documents import queries, service, uploads
from app.modules.documents.errors import (
    DocumentAlreadyUploaded,
    DocumentInTheBooks,
    DocumentNotFound,
    DocumentNotRetryable,
    DocumentNotReviewable,
    DocumentRemovedMeanwhile,
    FieldsInvalid,
    PageNotFound,
    UploadRefused,
)
from app.modules.documents.schemas import (
    DocumentPage,
    DocumentRead,
    DocumentSummary,
    OneDocument,
    RefusedFile,
    Reject,
    RejectOne,
    ReviseFields,
    Upload,
)
from app.modules.identity.access import Caller, may, may_call
from app.modules.identity.permissions import Permission
from libs import media

router = Router(prefix="/documents", tags=["documents"])
DocumentId = Annotated[UUID, Path(description="the document, as the inbox or an upload named it")]
UPLOAD_PROBLEMS = problem_responses(
    UploadRefused, DocumentAlreadyUploaded, DocumentRemovedMeanwhile, StorageUnavailable
)
Reads = Annotated[Work, may(Permission.DOCUMENTS_READ)]
Revises = Annotated[Work, may(Permission.DOCUMENTS_REVISE)]


@dataclass(frozen=True, slots=True)
class Received:
    """Files that are in storage already: the outside world comes before the transaction, not into it."""

    stored: list[service.Stored]
    refused: list[RefusedFile]
    known: set[str]


async def receive(
    files: Annotated[list[UploadFile], File(description="PDF, JPEG, PNG, TIFF, HEIC, or an XML invoice (UBL, CII)")],
    caller: Annotated[Caller, may_call(Permission.DOCUMENTS_UPLOAD)],
) -> Received:
    async with caller.begin() as work:
        language = work.language
    incoming, refused = await uploads.examine(files, language)
    stored = [each.stored for each in incoming]
    async with caller.begin() as work:
        known = await service.known(work, [each.sha256 for each in stored])
    await uploads.store(incoming, caller.tenant_id, known)
    return Received(stored, refused, known)


@router.post("", status_code=202, response_model=Upload, responses=UPLOAD_PROBLEMS)
async def upload_documents(
    request: Request,
    response: Response,
    background: BackgroundTasks,
    received: Annotated[Received, Depends(receive)],
    caller: Annotated[Caller, may_call(Permission.DOCUMENTS_UPLOAD)],
    work: Annotated[Work, may(Permission.DOCUMENTS_UPLOAD)],
) -> dict[str, Any]:
    """Upload invoices and receipts. Reading starts at once; `Location` is the job to follow.

    A file that was here before, byte for byte, points to the first (`duplicate_of`), so sending again makes nothing
    twice. A file that cannot be taken is in `meta.refused`; when none can, the answer is `422`.
    """
    taken = await service.upload(work, received.stored, received.known)
    shown = await queries.all_shown(work, taken.documents)
    data = [
        {**document.model_dump(), "duplicate_of": document.id if file.id in taken.duplicates else None}
        for file, document in zip(received.stored, shown, strict=True)
    ]
    lost = [each for each in received.stored if each.id in taken.duplicates and each.sha256 not in received.known]
    background.add_task(uploads.forget, lost, caller.tenant_id)
    reading = taken.job_id or next((each.job_id for each in taken.documents if each.job_id), None)
    if reading:  # of duplicates alone, the job that read the first of them
        response.headers["location"] = f"/api/v1/jobs/{reading}"
    return answer(request, data, job_id=taken.job_id, refused=received.refused)


@router.get("", response_model=DocumentPage, responses=LISTED)
async def list_documents(request: Request, work: Reads, asked: Annotated[Asked, queries.DOCUMENTS.asked()]) -> Any:
    """The inbox; `meta.counts` is how many documents stand where, whatever was filtered."""
    return await listed(
        request,
        work,
        queries.DOCUMENTS,
        asked,
        queries.every_document(),
        DocumentSummary,
        shape=queries.all_summarised,
        counts=await queries.counts(work),
    )


@router.post(
    "/bulk/reject",
    response_model=Answer[BulkResult],
    responses=each_may_fail(DocumentNotFound, DocumentNotReviewable, ChangedMeanwhile),
)
async def reject_documents(asked: Bulk[RejectOne], request: Request, work: Revises) -> dict[str, Any]:
    """Decide for each that it is not to be booked; one that cannot be rejected does not stop the others."""

    async def reject(work: Work, item: RejectOne) -> None:
        await service.reject(work, item.id, item.reason, item.version)

    return answer(request, await bulk.each(work, asked.items, reject))


@router.post(
    "/bulk/retry",
    response_model=Answer[BulkResult],
    responses=each_may_fail(DocumentNotFound, DocumentNotRetryable),
)
async def retry_documents(asked: Bulk[OneDocument], request: Request, work: Revises) -> dict[str, Any]:
    """Read many failed documents again; each has its own result."""

    async def retry(work: Work, item: OneDocument) -> None:
        await service.retry(work, item.id)

    return answer(request, await bulk.each(work, asked.items, retry))


@router.post(
    "/bulk/remove",
    response_model=Answer[BulkResult],
    responses=each_may_fail(DocumentNotFound, DocumentInTheBooks),
)
async def remove_documents(asked: Bulk[OneDocument], request: Request, work: Revises) -> dict[str, Any]:
    """Remove many documents that never reached the books; each has its own result."""

    async def remove(work: Work, item: OneDocument) -> None:
        await service.remove(work, item.id)

    return answer(request, await bulk.each(work, asked.items, remove))


@router.get("/{document_id}", response_model=Answer[DocumentRead], responses=problem_responses(DocumentNotFound))
async def get_document(document_id: DocumentId, request: Request, response: Response, work: Reads) -> dict[str, Any]:
    """One document with every field that was read: value, confidence, place, source; and what is doubtful about it.

    `ETag` is its version: send it back as `If-Match` to change or decide what you saw and nothing newer.
    """
    document = await queries.shown(work, await queries.get(work, document_id))
    tag(response, document.version)
    return answer(request, document)


@router.get(
    "/{document_id}/content",
    response_class=StreamingResponse,
    responses={
        200: {"content": {kind: {} for kind in (media.PDF, *media.IMAGES, media.XML)}},
        **problem_responses(DocumentNotFound, ObjectMissing, StorageUnavailable),
    },
)
async def get_document_content(
    document_id: DocumentId, caller: Annotated[Caller, may_call(Permission.DOCUMENTS_READ)]
) -> StreamingResponse:
    """The original bytes, untouched, always as a download; their SHA-256 is the document's `sha256`."""
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
    responses={
        200: {"content": {"image/jpeg": {}}},
        **problem_responses(DocumentNotFound, PageNotFound, ObjectMissing, StorageUnavailable),
    },
)
async def get_document_page(
    document_id: DocumentId,
    number: Annotated[int, Path(description="the page, counted from 1")],
    caller: Annotated[Caller, may_call(Permission.DOCUMENTS_READ)],
) -> StreamingResponse:
    """The image of a page as JPEG, upright, as it was read; places of fields are fractions of it."""
    async with caller.begin() as work:
        key = await queries.page_key(work, document_id, number)
    size, chunks = await storage.stream(key)
    headers = {"content-length": str(size), "cache-control": "private, max-age=3600"}
    return StreamingResponse(chunks, media_type="image/jpeg", headers=headers)


@router.patch(
    "/{document_id}/fields",
    response_model=Answer[DocumentRead],
    responses=problem_responses(DocumentNotFound, DocumentNotReviewable, FieldsInvalid),
)
async def revise_document_fields(
    document_id: DocumentId,
    change: ReviseFields,
    request: Request,
    response: Response,
    work: Revises,
    seen: SeenVersion,
) -> dict[str, Any]:
    """Correct what was read, while the document waits for review.

    Null removes a field. What does not fit is named all at once, and then nothing is changed. Warnings in the answer
    are about the fields as corrected.
    """
    document = await service.revise(work, document_id, change, seen)
    shown = await queries.shown(work, document)
    tag(response, shown.version)
    return answer(request, shown)


@router.post(
    "/{document_id}/reject",
    response_model=Answer[DocumentRead],
    responses=problem_responses(DocumentNotFound, DocumentNotReviewable),
)
async def reject_document(
    document_id: DocumentId, asked: Reject, request: Request, work: Revises, seen: SeenVersion
) -> dict[str, Any]:
    """Decide that this is not to be booked, and say why; `restore` takes it back."""
    return answer(request, await queries.shown(work, await service.reject(work, document_id, asked.reason, seen)))


@router.post(
    "/{document_id}/restore",
    response_model=Answer[DocumentRead],
    responses=problem_responses(DocumentNotFound, DocumentNotReviewable),
)
async def restore_document(document_id: DocumentId, request: Request, work: Revises) -> dict[str, Any]:
    """Take a rejection back: the document waits for review again."""
    return answer(request, await queries.shown(work, await service.restore(work, document_id)))


@router.post(
    "/{document_id}/retry",
    status_code=202,
    response_model=Answer[DocumentRead],
    responses=problem_responses(DocumentNotFound, DocumentNotRetryable),
)
async def retry_document(
    document_id: DocumentId, request: Request, response: Response, work: Revises
) -> dict[str, Any]:
    """Read a document again that could not be read; `Location` is the job to follow.

    While it is being read again, asking once more is `409 document_not_retryable`.
    """
    document = await queries.shown(work, await service.retry(work, document_id))
    response.headers["location"] = f"/api/v1/jobs/{document.job_id}"
    return answer(request, document)


@router.delete("/{document_id}", status_code=204, responses=problem_responses(DocumentNotFound, DocumentInTheBooks))
async def remove_document(document_id: DocumentId, seen: SeenVersion, work: Revises) -> None:
    """Remove a document that never reached the books; what is stored of it goes right after."""
    await service.remove(work, document_id, seen)
