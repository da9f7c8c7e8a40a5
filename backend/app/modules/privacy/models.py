from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, Text, func
from sqlalchemy.orm import Mapped, mapped_column

from app.core.exporting import MEDIA_TYPES
from app.core.models import Base, TenantOwned

PERSON, COMPANY, LIST = KINDS = ("person", "company", "list")
MAKING, READY, FAILED, EXPIRED = STATUSES = ("making", "ready", "failed", "expired")
ZIP = "application/zip"
PIECE_BYTES = 8 * 1024 * 1024
KEPT = timedelta(days=7)


class Export(TenantOwned, Base):
    """What we hold as one file, in pieces that lie one after the other in storage: making → ready → expired, or failed.

    A zip of everything of a person or a company; or one list, by its `address`, for who has its `permission`.

    `taken_at` is the moment whose data it holds, known once the tables are in; `continues_after` is the last document
    whose original is in. With `pieces` and `size_bytes` they say where a job goes on that was interrupted.
    """

    __tablename__ = "exports"
    __table_args__ = (
        CheckConstraint(f"kind in {KINDS}", name="export_kind_is_known"),
        CheckConstraint(f"status in {STATUSES}", name="export_status_is_known"),
        CheckConstraint(
            f"(kind = '{LIST}') = (num_nonnulls(address, format, name, permission) = 4)",
            name="export_of_a_list_names_it",
        ),
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
    address: Mapped[str | None] = mapped_column(Text)
    format: Mapped[str | None] = mapped_column(Text)
    name: Mapped[str | None] = mapped_column(Text)
    permission: Mapped[str | None] = mapped_column(Text)

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
        return f"{self.name}-{day}.{self.format}" if self.kind == LIST else f"{self.kind}-export-{day}.zip"

    @property
    def media_type(self) -> str:
        return MEDIA_TYPES[self.format] if self.format else ZIP
