from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from app.core.amounts import Amount
from app.core.answers import Meta, PageMeta

Status = Literal["uploaded", "reading", "to_review", "approved", "rejected", "failed"]
Kind = Literal["invoice", "credit_note", "receipt"]


class ProblemRead(BaseModel):
    """Why a document could not be read, and what to do."""

    code: str
    message: str


class WarningRead(BaseModel):
    """Why a field deserves a second look; always about the fields as they are now."""

    code: str
    field: str | None
    message: str


class FieldRead(BaseModel):
    """One value with where it came from. `box` is x0, y0, x1, y1 as fractions of the page image."""

    value: str | list[dict[str, str | None]] | None
    confidence: float = Field(ge=0, le=1)
    page: int | None = None
    box: list[float] | None = None
    source: Literal["xml", "text", "ocr", "rule", "user"]


class DocumentRead(BaseModel):
    id: UUID
    type: Literal["document"] = "document"
    filename: str
    media_type: str
    size_bytes: int
    sha256: str
    status: Status
    kind: Kind | None
    language: str | None
    page_count: int
    is_electronic: bool = Field(False, description="its fields come from a structured invoice (UBL, CII)")
    problem: ProblemRead | None
    fields: dict[str, FieldRead]
    warnings: list[WarningRead]
    account_code: str | None
    cost_account: str | None = Field(
        description="what was accrued, of a purchase that is booked on an accrual", examples=["616"]
    )
    uploaded_at: datetime
    uploaded_by: str | None
    read_at: datetime | None
    decided_at: datetime | None
    decided_by: str | None
    rejection_reason: str | None
    job_id: UUID | None
    entry_id: UUID | None
    invoice_id: UUID | None
    version: int


class UploadedDocument(DocumentRead):
    duplicate_of: UUID | None = Field(None, description="this file was here already, as this document")


class RefusedFile(BaseModel):
    file: str
    field: str
    code: str
    message: str


class UploadMeta(Meta):
    job_id: UUID | None = Field(None, description="the job that reads them; absent when all were duplicates")
    refused: list[RefusedFile] = Field(default_factory=list)


class Upload(BaseModel):
    data: list[UploadedDocument]
    meta: UploadMeta


class DocumentSummary(BaseModel):
    id: UUID
    type: Literal["document"] = "document"
    filename: str
    media_type: str
    status: Status
    kind: Kind | None
    page_count: int
    is_electronic: bool = Field(False, description="its fields come from a structured invoice (UBL, CII)")
    uploaded_at: datetime
    problem: ProblemRead | None
    supplier_name: str | None
    invoice_number: str | None
    issue_date: date | None
    due_date: date | None
    currency: str | None
    total_amount: Amount | None
    confidence: float | None = Field(None, description="of the least certain field that booking needs")
    job_id: UUID | None
    entry_id: UUID | None


class DocumentPageMeta(PageMeta):
    counts: dict[Status, int]


class DocumentPage(BaseModel):
    data: list[DocumentSummary]
    meta: DocumentPageMeta


AccountCode = Annotated[str, StringConstraints(pattern=r"^\d{2,10}$")]


class ReviseFields(BaseModel):
    """Corrections by name; null removes a field. What is not named stays as it is.

    `supplier_vat_number` may be a tax number from outside the European Union when it begins with the country's two
    letters (US, CH, GB …): it is kept as typed, with the warning `tax_number_unproven`.
    """

    model_config = ConfigDict(extra="forbid")

    fields: dict[str, Any] = Field(
        default_factory=dict, examples=[{"total_amount": "121.00", "issue_date": "2026-11-21", "due_date": None}]
    )
    kind: Kind | None = None
    account_code: AccountCode | None = Field(
        None,
        description="what bears the purchase: a cost, fixed asset, stock, advance (406) or prepaid expense (490), or"
        " what was accrued for it (444, 492)",
    )
    cost_account: AccountCode | None = Field(
        None,
        description="of a purchase booked on an accrual: the cost that was accrued, by which its VAT is deducted",
        examples=["616"],
    )


class Reject(BaseModel):
    """Why a document is not to be booked."""

    model_config = ConfigDict(extra="forbid")

    reason: Annotated[str, StringConstraints(strip_whitespace=True, min_length=3, max_length=300)]


class OneDocument(BaseModel):
    """One of many; `version` as its ETag says it, to decide on what was seen and nothing newer."""

    model_config = ConfigDict(extra="forbid")

    id: UUID
    version: int | None = None


class RejectOne(OneDocument, Reject):
    pass
