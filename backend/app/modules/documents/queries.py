from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Select, func, select

from accounting.purchases import AddressedToAnotherCompany, check_addressee
from accounting.reading.consistency import findings
from app.core.listing import Filter, Listing, Sort
from app.core.work import Work
from app.modules.documents.errors import DocumentNotFound, PageNotFound
from app.modules.documents.models import STATUSES, Document
from app.modules.documents.schemas import (
    DocumentRead,
    DocumentSummary,
    FieldRead,
    Kind,
    ProblemRead,
    Status,
    WarningRead,
)
from app.modules.documents.wording import sentence
from app.modules.identity.models import Tenant
from app.modules.identity.queries import names_of

NEEDED = ("supplier_name", "invoice_number", "issue_date", "net_amount", "vat_amount", "total_amount")
"""The fields that booking needs; the least certain one says how much of a look a document deserves."""


class OwnCompany(NamedTuple):
    """Who we are, as an invoice would name us."""

    vat_number: str | None
    country: str


async def own_company(work: Work) -> OwnCompany:
    rows = await work.session.execute(
        select(Tenant.vat_number, Tenant.country).where(Tenant.id == func.accounting.current_tenant())
    )
    return OwnCompany(*rows.one())


def warnings_of(document: Document, own: OwnCompany) -> list[str]:
    """What the document's fields, as they are now, say against each other or against its being ours."""
    found = list(findings(document.as_reading()))
    try:
        check_addressee(document.value("customer_vat_number"), own.vat_number, own.country)
    except AddressedToAnotherCompany as error:
        found.append(f"{error.code()}:customer_vat_number")
    return found


async def get(work: Work, document_id: UUID) -> Document:
    """Raises DocumentNotFound."""
    document = await work.session.scalar(select(Document).where(Document.id == document_id))
    if document is None:
        raise DocumentNotFound
    return document


async def page_key(work: Work, document_id: UUID, number: int) -> str:
    """Raises DocumentNotFound, PageNotFound."""
    document = await get(work, document_id)
    if not 1 <= number <= document.page_count:
        raise PageNotFound(f"this document has {document.page_count} page(s)", field="number", value=number)
    return document.page_key(number)


DOCUMENTS = Listing(
    name="documents",
    sorts={"uploaded_at": Sort(Document.uploaded_at, datetime.fromisoformat), "filename": Sort(Document.filename)},
    default="-uploaded_at",
    key=Document.id,
    search=(
        Document.filename,
        Document.fields["supplier_name"]["value"].astext,
        Document.fields["invoice_number"]["value"].astext,
    ),
    searched="in file name, supplier and invoice number",
    dated=Document.uploaded_at,
    filters={
        "status": Filter(Document.status, Status),
        "kind": Filter(Document.kind, Kind),
    },
)


def every_document() -> Select[Any]:
    return select(Document)


async def all_summarised(work: Work, found: Sequence[Document]) -> list[DocumentSummary]:
    return [summarised(each, work.language) for each in found]


async def counts(work: Work) -> dict[str, int]:
    """How many documents stand where."""
    rows = await work.session.execute(select(Document.status, func.count()).group_by(Document.status))
    return dict.fromkeys(STATUSES, 0) | dict(rows.tuples().all())


async def shown(work: Work, document: Document) -> DocumentRead:
    """One document as it stands in the database now."""
    await work.session.flush()
    await work.session.refresh(document)
    return (await all_shown(work, [document]))[0]


async def all_shown(work: Work, documents: Sequence[Document]) -> list[DocumentRead]:
    """Many documents, with the names of people looked up once."""
    people = {person for each in documents for person in (each.uploaded_by, each.decided_by) if person}
    names = await names_of(work, people)
    return [_shown(each, names, work.language) for each in documents]


def _shown(document: Document, names: dict[UUID, str], language: str) -> DocumentRead:
    return DocumentRead(
        id=document.id,
        filename=document.filename,
        media_type=document.media_type,
        size_bytes=document.size_bytes,
        sha256=document.sha256,
        status=document.status,
        kind=document.kind,
        language=document.language,
        page_count=document.page_count,
        problem=_problem(document, language),
        is_electronic=document.is_electronic,
        fields={name: FieldRead.model_validate(field) for name, field in document.fields.items()},
        warnings=[_warning(each, language) for each in document.warnings],
        account_code=document.account_code,
        cost_account=document.cost_account,
        uploaded_at=document.uploaded_at,
        uploaded_by=names.get(document.uploaded_by) if document.uploaded_by else None,
        read_at=document.read_at,
        decided_at=document.decided_at,
        decided_by=names.get(document.decided_by) if document.decided_by else None,
        rejection_reason=document.rejection_reason,
        job_id=document.job_id,
        entry_id=document.entry_id,
        invoice_id=document.invoice_id,
        version=document.version,
    )


def summarised(document: Document, language: str) -> DocumentSummary:
    values: dict[str, Any] = {
        name: document.value(name) for name in ("supplier_name", "invoice_number", "issue_date", "due_date", "currency")
    }
    confidences = [document.fields[name]["confidence"] for name in NEEDED if name in document.fields]
    return DocumentSummary(
        id=document.id,
        filename=document.filename,
        media_type=document.media_type,
        status=document.status,
        kind=document.kind,
        page_count=document.page_count,
        is_electronic=document.is_electronic,
        uploaded_at=document.uploaded_at,
        problem=_problem(document, language),
        total_amount=_amount(document.value("total_amount")),
        confidence=min(confidences) if confidences else None,
        job_id=document.job_id,
        entry_id=document.entry_id,
        **values,
    )


def _amount(value: Any) -> Decimal | None:
    try:
        return Decimal(value) if value else None
    except (InvalidOperation, TypeError):
        return None


def _problem(document: Document, language: str) -> ProblemRead | None:
    if document.problem is None:
        return None
    return ProblemRead(code=document.problem, message=sentence(document.problem, language, document.media_type))


def _warning(text: str, language: str) -> WarningRead:
    code, _, field = text.partition(":")
    return WarningRead(code=code, field=field or None, message=sentence(code, language))
