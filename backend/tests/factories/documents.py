"""Documents as they are after Spark has read them, written the way Spark writes them."""

import asyncio
import json
from typing import Any
from uuid import UUID, uuid4

from app.core.models import new_id
from app.modules.documents import reading
from app.modules.documents.service import Stored, upload
from libs.sinks import upsert
from libs.structs import DocumentReading
from tests.conftest import Company

INVOICE = {
    "supplier_name": "Drukkerij De Pers",
    "supplier_vat_number": "BE0428759497",
    "invoice_number": "2026-0101",
    "issue_date": "2026-11-02",
    "due_date": "2026-12-02",
    "currency": "EUR",
    "net_amount": "100.00",
    "vat_amount": "21.00",
    "total_amount": "121.00",
}


def field(value: Any, confidence: float = 0.9) -> dict[str, Any]:
    return {"value": value, "confidence": confidence, "page": 1, "box": [0.1, 0.1, 0.2, 0.2], "source": "text"}


def result(company: Company, document_id: UUID, **more: Any) -> DocumentReading:
    """What Spark says of a document: read, unless a `problem` is given."""
    problem = more.pop("problem", None)
    told = {
        "kind": more.pop("kind", "invoice"),
        "language": "nl",
        "fields": more.pop("fields", {}),
        "warnings": more.pop("warnings", []),
    }
    return DocumentReading(
        tenant_id=str(company.tenant_id),
        document_id=str(document_id),
        status="failed" if problem else "read",
        problem=problem,
        message=None,
        page_count=0 if problem else 1,
        reading=None if problem else json.dumps(told),
        reader_version="test",
        seconds=0.1,
    )


def stored() -> Stored:
    """A file nobody has uploaded before."""
    return Stored(new_id(), "factuur.pdf", "application/pdf", 1000, uuid4().hex * 2)


async def uploaded(company: Company, count: int = 1) -> list[UUID]:
    """New documents, waiting to be read."""
    files = [stored() for _ in range(count)]
    async with company.begin() as work:
        await upload(work, files)
    return [each.id for each in files]


async def ended(company: Company, **more: Any) -> UUID:
    """A document that was read as told, or failed with a `problem`."""
    [document_id] = await uploaded(company)
    async with company.begin() as work:
        await reading.next_slice(work, [document_id])
    await asyncio.to_thread(upsert, [result(company, document_id, **more)])
    async with company.begin() as work:
        assert await reading.absorb(work, [document_id]) == 1
    return document_id


async def to_review(company: Company, kind: str = "invoice", warnings: tuple[str, ...] = (), **values: Any) -> UUID:
    """A document that waits for review: an invoice of 100 + 21, with `values` instead of its own; None leaves one out."""
    fields = {name: field(value) for name, value in (INVOICE | values).items() if value is not None}
    return await ended(company, kind=kind, fields=fields, warnings=list(warnings))


def path(document_id: UUID | str, rest: str = "") -> str:
    return f"/api/v1/documents/{document_id}{rest}"


async def approved(company: Company, **values: Any) -> dict[str, Any]:
    """A document in the books, as the API shows it."""
    answer = await company.client.post(path(await to_review(company, **values), "/approve"))
    assert answer.status_code == 200, answer.text
    return answer.json()["data"]
