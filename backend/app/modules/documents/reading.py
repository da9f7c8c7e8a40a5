"""From uploaded to read: which documents come next, what Spark wrote about them, and what becomes of each."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import func, select, update

from app.core.config import settings
from app.core.events import changed, values_of
from app.core.work import Work
from app.modules.documents import queries
from app.modules.documents.models import FAILED, READING, STANDING, TO_REVIEW, UPLOADED, Document, Reading

MOST_ATTEMPTS = 3
OPEN = (UPLOADED, READING)


async def next_slice(work: Work, document_ids: Sequence[UUID]) -> list[Document]:
    """The next documents of a job to read together, marked as being read.

    A document that stopped the whole slice before is read alone, so that it cannot take others down with it.
    """
    rows = await work.session.scalars(
        select(Document)
        .where(Document.id.in_(document_ids), Document.status.in_(OPEN))
        .order_by(Document.read_alone, Document.uploaded_at, Document.id)
        .limit(settings().read_slice)
        .with_for_update()
    )
    documents = list(rows)
    together = [each for each in documents if not each.read_alone] or documents[:1]
    for document in together:
        before, first = values_of(document, *STANDING), not document.read_attempts
        document.status = READING
        document.read_attempts += 1
        if first and before["status"] == UPLOADED:
            await work.record(
                "document.reading", document_id=document.id, **changed(before, values_of(document, *STANDING))
            )
    return together


async def hand_back(work: Work, document_ids: Sequence[UUID]) -> None:
    """Spark was away: this turn does not count against these documents."""
    await work.session.execute(
        update(Document)
        .where(Document.id.in_(document_ids), Document.status == READING)
        .values(read_attempts=func.greatest(Document.read_attempts - 1, 0))
    )


async def absorb(work: Work, document_ids: Sequence[UUID]) -> int:
    """Take over what Spark wrote about these documents; returns how many have come to an end.

    Only documents that are still being read are touched, so absorbing twice changes nothing.
    """
    rows = await work.session.execute(
        select(Document, Reading)
        .join(Reading, Reading.document_id == Document.id)
        .where(Document.id.in_(document_ids), Document.status == READING)
        .order_by(Document.id)
        .with_for_update(of=Document)
    )
    count, own = 0, await queries.own_company(work)
    for document, reading in rows.all():
        if not _is_of_this_attempt(document, reading):
            continue
        count += 1
        document.read_at, document.page_count = reading.read_at, reading.page_count
        document.version += 1
        if reading.status == "read" and reading.reading:
            await _read(work, document, reading.reading, own)
        else:
            await fail(work, document, reading.problem or "reading_failed")
    return count


def _is_of_this_attempt(document: Document, reading: Reading) -> bool:
    """After a retry the earlier result still lies there until Spark replaces it."""
    return document.read_at is None or reading.read_at > document.read_at


async def _read(work: Work, document: Document, reading: dict[str, Any], own: queries.OwnCompany) -> None:
    before = values_of(document, *STANDING, "fields", "language")
    document.status, document.problem = TO_REVIEW, None
    document.kind = reading.get("kind") or "invoice"
    document.language = reading.get("language")
    document.fields = reading.get("fields") or {}
    document.warnings = queries.warnings_of(document, own)
    after = values_of(document, *STANDING, "fields", "language")
    await work.record("document.read", document_id=document.id, **changed(_told(before), _told(after)))


def _told(standing: dict[str, Any]) -> dict[str, Any]:
    """Of the fields only their values: where each stood is with the document."""
    fields = standing.pop("fields")
    return standing | {name: field.get("value") for name, field in fields.items()}


async def fail(work: Work, document: Document, problem: str) -> None:
    before = values_of(document, *STANDING)
    document.status, document.problem = FAILED, problem
    document.version += 1
    await work.record(
        "document.failed",
        document_id=document.id,
        problem=problem,
        **changed(before, values_of(document, *STANDING)),
    )


async def isolate(work: Work, document_ids: Sequence[UUID]) -> None:
    """The slice failed as a whole: read each alone from now on, and give up on one that keeps failing."""
    rows = await work.session.scalars(
        select(Document).where(Document.id.in_(document_ids), Document.status == READING).with_for_update()
    )
    for document in rows.all():
        if document.read_alone and document.read_attempts >= MOST_ATTEMPTS:
            await fail(work, document, "reading_failed")
        else:
            before = values_of(document, *STANDING)
            document.read_alone, document.status = True, UPLOADED
            await work.record(
                "document.isolated",
                document_id=document.id,
                attempts=document.read_attempts,
                **changed(before, values_of(document, *STANDING)),
            )


async def progress(work: Work, document_ids: Sequence[UUID]) -> int:
    """How many of these documents have come to an end."""
    return (
        await work.session.scalar(
            select(func.count()).where(Document.id.in_(document_ids), Document.status.not_in(OPEN))
        )
        or 0
    )


async def abandon(work: Work, document_ids: Sequence[UUID], problem: str) -> None:
    """Nobody reads these any more: say why, so that nothing stays 'reading' for ever."""
    rows = await work.session.scalars(
        select(Document).where(Document.id.in_(document_ids), Document.status.in_(OPEN)).with_for_update()
    )
    for document in rows.all():
        await fail(work, document, problem)
