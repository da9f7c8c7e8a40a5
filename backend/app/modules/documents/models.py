from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Float,
    ForeignKeyConstraint,
    Index,
    Text,
    UniqueConstraint,
    func,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from accounting.reading import Reading as ReadFields
from accounting.reading import from_json
from app.core.models import Base, TenantOwned

UPLOADED, READING, TO_REVIEW, APPROVED, REJECTED, FAILED = STATUSES = (
    "uploaded",
    "reading",
    "to_review",
    "approved",
    "rejected",
    "failed",
)
KINDS = ("invoice", "credit_note", "receipt")
STANDING = (
    "status",
    "kind",
    "account_code",
    "cost_account",
    "entry_id",
    "invoice_id",
    "problem",
    "rejection_reason",
    "read_alone",
)
"""Where a document stands: what the audit log tells of a change, old and new."""


class Document(TenantOwned, Base):
    """One uploaded file and where it stands."""

    __tablename__ = "documents"
    __table_args__ = (
        UniqueConstraint("tenant_id", "sha256", name="document_is_uploaded_once"),
        ForeignKeyConstraint(
            ["tenant_id", "job_id"],
            ["accounting.job_runs.tenant_id", "accounting.job_runs.id"],
            name="fk_documents_job_id",
        ),
        ForeignKeyConstraint(
            ["tenant_id", "entry_id"],
            ["accounting.journal_entries.tenant_id", "accounting.journal_entries.id"],
            name="fk_documents_entry_id",
        ),
        CheckConstraint(f"status in {STATUSES}", name="document_status_is_known"),
        CheckConstraint(f"kind in {KINDS}", name="document_kind_is_known"),
        CheckConstraint("status <> 'approved' or entry_id is not null", name="approved_document_is_booked"),
        CheckConstraint("status <> 'failed' or problem is not null", name="failed_document_says_why"),
        Index("ix_documents_status", "tenant_id", "status", text("uploaded_at desc"), "id"),
        Index("ix_documents_uploaded_at", "tenant_id", text("uploaded_at desc"), "id"),
    )

    filename: Mapped[str] = mapped_column(Text)
    media_type: Mapped[str] = mapped_column(Text)
    size_bytes: Mapped[int] = mapped_column(BigInteger)
    sha256: Mapped[str] = mapped_column(Text)
    status: Mapped[str] = mapped_column(Text, server_default=UPLOADED, default=UPLOADED)
    kind: Mapped[str | None] = mapped_column(Text)
    language: Mapped[str | None] = mapped_column(Text)
    page_count: Mapped[int] = mapped_column(server_default="0", default=0)
    problem: Mapped[str | None] = mapped_column(Text)
    fields: Mapped[dict[str, Any]] = mapped_column(JSONB, server_default="{}", default=dict)
    warnings: Mapped[list[str]] = mapped_column(JSONB, server_default="[]", default=list)
    account_code: Mapped[str | None] = mapped_column(Text)
    cost_account: Mapped[str | None] = mapped_column(Text)
    read_alone: Mapped[bool] = mapped_column(server_default="false", default=False)
    read_attempts: Mapped[int] = mapped_column(server_default="0", default=0)
    job_id: Mapped[UUID | None]
    entry_id: Mapped[UUID | None]
    invoice_id: Mapped[UUID | None]
    was_booked: Mapped[bool] = mapped_column(server_default="false", default=False)
    uploaded_by: Mapped[UUID | None]
    uploaded_at: Mapped[datetime] = mapped_column(server_default=func.now())
    read_at: Mapped[datetime | None]
    decided_by: Mapped[UUID | None]
    decided_at: Mapped[datetime | None]
    rejection_reason: Mapped[str | None] = mapped_column(Text)
    version: Mapped[int] = mapped_column(server_default="1", default=1)

    @property
    def folder(self) -> str:
        """What begins the storage key of everything that belongs to this document, and of nothing else."""
        return f"{self.tenant_id}/documents/{self.id}/"

    @property
    def key(self) -> str:
        """Where the original bytes are; page images are beside it."""
        return f"{self.folder}original"

    def page_key(self, number: int) -> str:
        return f"{self.folder}pages/{number}.jpg"

    @property
    def is_electronic(self) -> bool:
        """Whether the fields came from a structured invoice (UBL, CII), alone or inside a PDF."""
        return any(field.get("source") == "xml" for field in self.fields.values())

    def as_reading(self) -> ReadFields:
        """The fields as they are now, in the form that `accounting.reading` judges."""
        return from_json({"kind": self.kind or "invoice", "language": self.language, "fields": self.fields})

    def value(self, name: str) -> Any:
        """The field's value as read or corrected, or None."""
        return (self.fields.get(name) or {}).get("value")


class Reading(Base):
    """What Spark wrote about a document. Evidence: only Spark writes it; it goes with its document."""

    __tablename__ = "document_readings"
    __table_args__ = (
        CheckConstraint("status in ('read', 'failed')", name="reading_status_is_known"),
        {"schema": "results"},
    )

    tenant_id: Mapped[UUID] = mapped_column(primary_key=True)
    document_id: Mapped[UUID] = mapped_column(primary_key=True)
    status: Mapped[str] = mapped_column(Text)
    problem: Mapped[str | None] = mapped_column(Text)
    page_count: Mapped[int] = mapped_column(server_default="0")
    reading: Mapped[dict[str, Any] | None] = mapped_column(JSONB)
    reader_version: Mapped[str] = mapped_column(Text)
    seconds: Mapped[float | None] = mapped_column(Float(53))
    read_at: Mapped[datetime] = mapped_column(server_default=func.now())
