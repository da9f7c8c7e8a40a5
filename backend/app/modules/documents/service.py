from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert

from app.core.config import settings
from app.core.events import changed, values_of
from app.core.versions import stale
from app.core.work import Work
from app.modules.documents import corrections, queries
from app.modules.documents.errors import (
    DocumentInTheBooks,
    DocumentNotFound,
    DocumentNotRetryable,
    DocumentNotReviewable,
    DocumentRemovedMeanwhile,
)
from app.modules.documents.models import (
    APPROVED,
    FAILED,
    READING,
    REJECTED,
    STANDING,
    TO_REVIEW,
    UPLOADED,
    Document,
    Reading,
)
from app.modules.documents.schemas import ReviseFields
from app.modules.identity import companies

CHOSEN = ("kind", "account_code", "cost_account")


@dataclass(frozen=True, slots=True)
class Stored:
    """A file whose bytes are in storage already, under the document id it will have."""

    id: UUID
    filename: str
    media_type: str
    size_bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Taken:
    """Uploaded documents in the order given; a duplicate stands for the first of its bytes."""

    documents: list[Document]
    duplicates: set[UUID]
    job_id: UUID | None


async def upload(work: Work, stored: Sequence[Stored], known: set[str] | frozenset[str] = frozenset()) -> Taken:
    """One document per distinct file, and a job to read the new ones. The same bytes twice are one document."""
    new: list[UUID] = []
    for each in sorted(stored, key=lambda file: file.sha256):  # in one order, so that two uploads never cross
        made = await work.session.scalar(
            insert(Document)
            .values(
                id=each.id,
                filename=each.filename,
                media_type=each.media_type,
                size_bytes=each.size_bytes,
                sha256=each.sha256,
                uploaded_by=work.actor_id,
            )
            .on_conflict_do_nothing(constraint="document_is_uploaded_once")
            .returning(Document.id)
        )
        if made and each.sha256 in known:  # its bytes were not stored again, and the first was removed meanwhile
            raise DocumentRemovedMeanwhile(f"{each.filename} was removed at this moment", field="files")
        if made:
            new.append(made)
    hashes = [each.sha256 for each in stored]
    rows = await work.session.scalars(select(Document).where(Document.sha256.in_(hashes)))
    by_hash = {document.sha256: document for document in rows}
    job_id = await _read_later(work, [by_hash[each.sha256] for each in stored if each.id in new])
    for document_id in new:
        await work.record("document.uploaded", document_id=document_id)
    return Taken([by_hash[value] for value in hashes], {each.id for each in stored if each.id not in new}, job_id)


async def _read_later(work: Work, documents: Sequence[Document]) -> UUID | None:
    """A few documents are somebody waiting: they go before every batch."""
    if not documents:
        return None
    queue = "high" if len(documents) <= settings().interactive_upload_files else "spark"
    job_id = await work.enqueue(
        "documents.read", queue=queue, total=len(documents), document_ids=[each.id for each in documents]
    )
    for document in documents:
        document.job_id = job_id
    await work.session.flush()
    return job_id


async def known(work: Work, hashes: Sequence[str]) -> set[str]:
    """Which of these files are here already."""
    return set(await work.session.scalars(select(Document.sha256).where(Document.sha256.in_(hashes))))


async def locked(work: Work, document_id: UUID, version: int | None = None) -> Document:
    """The document, for this transaction alone. Raises DocumentNotFound, ChangedMeanwhile when `version` is stale."""
    document = await work.session.scalar(select(Document).where(Document.id == document_id).with_for_update())
    if document is None:
        raise DocumentNotFound
    if version is not None and version != document.version:
        raise stale(version, document.version)
    return document


async def for_review(work: Work, document_id: UUID, version: int | None = None) -> Document:
    """The document if it waits for review. Raises DocumentNotReviewable, and as `locked`."""
    document = await locked(work, document_id, version)
    if document.status != TO_REVIEW:
        raise DocumentNotReviewable(f"this document is {document.status.replace('_', ' ')}")
    return document


async def revise(work: Work, document_id: UUID, change: ReviseFields, version: int | None) -> Document:
    """Correct what was read; the correction is certain and remembers that a person made it.

    Afterwards the warnings are those of the fields as they are now. Raises FieldsInvalid, naming everything at once.
    """
    document = await for_review(work, document_id, version)
    country = (await companies.read(work)).country
    values = corrections.check(change, work.language, country)
    before = {name: document.value(name) for name in values} | values_of(document, *CHOSEN)
    fields = dict(document.fields)
    for name, value in values.items():
        if value is None:
            fields.pop(name, None)
        else:
            old = fields.get(name, {})
            place = {"page": old.get("page"), "box": old.get("box")}
            fields[name] = {"value": value, "confidence": 1.0, "source": "user", **place}
    document.fields = fields
    document.kind = change.kind or document.kind
    document.warnings = queries.warnings_of(document, await queries.own_company(work))
    document.account_code = change.account_code or document.account_code
    document.cost_account = change.cost_account or document.cost_account
    document.version += 1
    await work.record(
        "document.revised",
        document_id=document.id,
        **changed(before, values | values_of(document, *CHOSEN)),
    )
    return document


async def approved(
    work: Work,
    document: Document,
    *,
    entry_id: UUID,
    invoice_id: UUID | None = None,
    account_code: str,
    accepted_warnings: Sequence[str] = (),
) -> None:
    """It is in the books now, and which warnings somebody accepted to get it there."""
    before = values_of(document, *STANDING)
    document.status, document.entry_id, document.invoice_id = APPROVED, entry_id, invoice_id
    document.account_code, document.was_booked = account_code, True
    _decided(work, document)
    await work.record(
        "document.approved",
        document_id=document.id,
        entry_id=entry_id,
        invoice_id=invoice_id,
        accepted_warnings=list(accepted_warnings),
        **changed(before, values_of(document, *STANDING)),
    )


async def reopened(work: Work, document_id: UUID) -> None:
    """Its entry was reversed: it waits for review again, with everything that was read and corrected."""
    document = await locked(work, document_id)
    if document.status != APPROVED:
        return
    before = values_of(document, *STANDING)
    document.status, document.entry_id, document.invoice_id = TO_REVIEW, None, None
    document.decided_at = document.decided_by = None
    document.version += 1
    await work.record("document.reopened", document_id=document.id, **changed(before, values_of(document, *STANDING)))


async def reject(work: Work, document_id: UUID, reason: str, version: int | None = None) -> Document:
    """Not to be booked, and why. Raises DocumentNotReviewable."""
    document = await for_review(work, document_id, version)
    before = values_of(document, *STANDING)
    document.status, document.rejection_reason = REJECTED, reason
    _decided(work, document)
    await work.record(
        "document.rejected",
        document_id=document.id,
        reason=reason,
        **changed(before, values_of(document, *STANDING)),
    )
    return document


async def restore(work: Work, document_id: UUID) -> Document:
    """Take a rejection back. Raises DocumentNotReviewable for anything that is not rejected."""
    document = await locked(work, document_id)
    if document.status != REJECTED:
        raise DocumentNotReviewable(f"this document is {document.status.replace('_', ' ')}")
    before = values_of(document, *STANDING)
    document.status, document.rejection_reason = TO_REVIEW, None
    document.decided_at = document.decided_by = None
    document.version += 1
    await work.record("document.reopened", document_id=document.id, **changed(before, values_of(document, *STANDING)))
    return document


async def retry(work: Work, document_id: UUID) -> Document:
    """Read a failed document once more. Raises DocumentNotRetryable."""
    document = await locked(work, document_id)
    if document.status != FAILED:
        raise DocumentNotRetryable(f"this document is {document.status.replace('_', ' ')}")
    before = values_of(document, *STANDING)
    document.status, document.problem, document.read_attempts = UPLOADED, None, 0
    document.read_alone = True
    document.version += 1
    await _read_later(work, [document])
    await work.record("document.retried", document_id=document.id, **changed(before, values_of(document, *STANDING)))
    return document


async def remove(work: Work, document_id: UUID, seen: int | None = None) -> None:
    """Forget a document that never reached the books; a job clears its original and page images from storage.

    Raises DocumentInTheBooks, ChangedMeanwhile.
    """
    document = await locked(work, document_id, seen)
    if document.status in (APPROVED, UPLOADED, READING) or document.was_booked:
        raise DocumentInTheBooks(f"this document is {document.status.replace('_', ' ')}")
    await work.enqueue("documents.clear", queue="low", folder=document.folder)
    await work.record("document.removed", document_id=document.id, sha256=document.sha256)
    await work.session.execute(delete(Reading).where(Reading.document_id == document.id))
    await work.session.delete(document)


def _decided(work: Work, document: Document) -> None:
    document.decided_at, document.decided_by = work.now, work.actor_id
    document.version += 1
