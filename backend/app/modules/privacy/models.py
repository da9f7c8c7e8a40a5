from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, Text, func
from sqlalchemy.orm import Mapped, mapped_column

from app.core.models import Base, TenantOwned

PERSON, COMPANY = KINDS = ("person", "company")
MAKING, READY, FAILED, EXPIRED = STATUSES = ("making", "ready", "failed", "expired")


class Export(TenantOwned, Base):
    """A zip of what we hold, in pieces that lie one after the other in storage: making → ready → expired, or failed.

    `taken_at` is the moment whose data it holds, known once the tables are in; `continues_after` is the last document
    whose original is in. With `pieces` and `size_bytes` they say where a job goes on that was interrupted.
    """

    __tablename__ = "exports"
    __table_args__ = (
        CheckConstraint(f"kind in {KINDS}", name="export_kind_is_known"),
        CheckConstraint(f"status in {STATUSES}", name="export_status_is_known"),
    )

    kind: Mapped[str] = mapped_column(Text)
    status: Mapped[str] = mapped_column(Text, server_default=MAKING, default=MAKING)
    requested_by: Mapped[UUID]
    size_bytes: Mapped[int | None] = mapped_column(BigInteger)
    sha256: Mapped[str | None] = mapped_column(Text)
    job_id: Mapped[UUID | None]
    pieces: Mapped[int] = mapped_column(server_default="0", default=0)
    taken_at: Mapped[datetime | None]
    continues_after: Mapped[UUID | None]
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
    made_at: Mapped[datetime | None]
    expires_at: Mapped[datetime | None]

    @property
    def folder(self) -> str:
        """Where everything stored of it is."""
        return f"{self.tenant_id}/exports/{self.id}/"

    def piece_key(self, number: int) -> str:
        return f"{self.folder}pieces/{number:06d}"

    @property
    def documents_key(self) -> str:
        """The list of the documents whose originals belong into it."""
        return f"{self.folder}documents.json"

    @property
    def contents_folder(self) -> str:
        return f"{self.folder}contents/"

    @property
    def contents_key(self) -> str:
        """What the next step puts inside; the same name when the step is done again."""
        return f"{self.contents_folder}{self.pieces:06d}-{self.continues_after or 0}.json"

    @property
    def filename(self) -> str:
        day = (self.taken_at or self.created_at).date().isoformat()
        return f"{self.kind}-export-{day}.zip"
