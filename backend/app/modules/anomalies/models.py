from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, CheckConstraint, Index, Numeric, Text, UniqueConstraint, func, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.core.models import Base, TenantOwned, belongs_to

BOOKS = ("purchases", "sales", "bank", "expenses", "postings")
STATUSES = ("open", "accepted", "explained", "snoozed", "gone")
RUN_KINDS = ("asked", "import", "nightly")
RUN_STATUSES = ("waiting", "running", "done", "cancelled", "failed")
DECISIONS = ("accepted", "explained", "snoozed", "undone")


class AnomalySettings(Base):
    """Which controls a company switched off, and which limits it changed; without a row, ours."""

    __tablename__ = "anomaly_settings"

    tenant_id: Mapped[UUID] = mapped_column(primary_key=True, server_default=func.accounting.current_tenant())
    switched_off: Mapped[list[str]] = mapped_column(ARRAY(Text), server_default="{}", default=list)
    changed: Mapped[dict[str, Any]] = mapped_column(JSONB, server_default="{}", default=dict)
    version: Mapped[int] = mapped_column(server_default="1", default=1)
    changed_at: Mapped[datetime] = mapped_column(server_default=func.now())


class AnomalyRun(TenantOwned, Base):
    """All books judged once: waiting → running → done | cancelled | failed.

    What was judged lies in storage under `entries_sha256`; with `controls_version` and `limits` it gives
    `findings_sha256` again. `judged_on` is where that was done, `as_before` when nothing had changed since.
    """

    __tablename__ = "anomaly_runs"
    __table_args__ = (
        CheckConstraint(f"kind in {RUN_KINDS}", name="anomaly_run_kind_is_known"),
        CheckConstraint(f"status in {RUN_STATUSES}", name="anomaly_run_status_is_known"),
        CheckConstraint("judged_on in ('spark', 'worker', 'as_before')", name="anomaly_run_is_judged_somewhere"),
        Index("one_anomaly_run_waits", "tenant_id", unique=True, postgresql_where=text("status = 'waiting'")),
        Index("ix_anomaly_runs_created_at", "tenant_id", text("created_at desc"), text("id desc")),
    )

    kind: Mapped[str] = mapped_column(Text)
    status: Mapped[str] = mapped_column(Text, server_default="waiting", default="waiting")
    job_id: Mapped[UUID | None]
    controls_version: Mapped[str | None] = mapped_column(Text)
    limits: Mapped[str | None] = mapped_column(Text)
    entries_sha256: Mapped[str | None] = mapped_column(Text)
    findings_sha256: Mapped[str | None] = mapped_column(Text)
    judged_on: Mapped[str | None] = mapped_column(Text)
    entry_count: Mapped[int] = mapped_column(server_default="0", default=0)
    finding_count: Mapped[int] = mapped_column(server_default="0", default=0)
    new_count: Mapped[int] = mapped_column(server_default="0", default=0)
    back_count: Mapped[int] = mapped_column(server_default="0", default=0)
    gone_count: Mapped[int] = mapped_column(server_default="0", default=0)
    replayed_at: Mapped[datetime | None]
    replayed_same: Mapped[bool | None]
    created_by: Mapped[UUID | None]
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
    started_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]

    @property
    def key(self) -> str:
        """Where what was judged lies in storage."""
        return f"{self.tenant_id}/anomalies/{self.entries_sha256}.arrow"


class Finding(TenantOwned, Base):
    """An entry that stands out, as the last run saw it, and what was decided. `reasons` is JSON as it was judged."""

    __tablename__ = "anomaly_findings"
    __table_args__ = (
        UniqueConstraint("tenant_id", "book", "entry_id", name="finding_is_kept_once"),
        CheckConstraint(f"book in {BOOKS}", name="finding_book_is_known"),
        CheckConstraint(f"status in {STATUSES}", name="finding_status_is_known"),
        CheckConstraint(
            "(status = 'snoozed') <= (snoozed_until is not null)", name="snoozed_finding_rests_until_a_day"
        ),
        belongs_to("anomaly_findings", "journal_entry_id", "journal_entries"),
        belongs_to("anomaly_findings", "contact_id", "contacts"),
        belongs_to("anomaly_findings", "run_id", "anomaly_runs"),
        belongs_to("anomaly_findings", "decision_id", "anomaly_decisions", later=True),
        Index("ix_anomaly_findings_by_points", "tenant_id", text("points desc"), text("id desc")),
        Index("ix_anomaly_findings_waiting", "tenant_id", postgresql_where=text("status in ('open', 'snoozed')")),
        Index("ix_anomaly_findings_entry_id", "tenant_id", "entry_id"),
        *(
            Index(f"ix_anomaly_findings_{name}", "tenant_id", name, postgresql_where=text(f"{name} is not null"))
            for name in ("journal_entry_id", "contact_id")
        ),
    )

    book: Mapped[str] = mapped_column(Text)
    entry_id: Mapped[UUID]
    journal_entry_id: Mapped[UUID | None]
    contact_id: Mapped[UUID | None]
    counterparty: Mapped[str] = mapped_column(Text, server_default="", default="")
    reference: Mapped[str] = mapped_column(Text, server_default="", default="")
    booked_on: Mapped[date | None]
    amount: Mapped[Decimal] = mapped_column(Numeric(19, 4))
    currency: Mapped[str] = mapped_column(Text)
    status: Mapped[str] = mapped_column(Text, server_default="open", default="open")
    snoozed_until: Mapped[date | None]
    decision_id: Mapped[UUID | None]
    points: Mapped[int]
    reasons: Mapped[str] = mapped_column(Text)
    controls: Mapped[list[str]] = mapped_column(ARRAY(Text))
    controls_version: Mapped[str] = mapped_column(Text)
    run_id: Mapped[UUID]
    first_seen_at: Mapped[datetime] = mapped_column(server_default=func.now())
    seen_at: Mapped[datetime] = mapped_column(server_default=func.now())
    version: Mapped[int] = mapped_column(server_default="1", default=1)


class Sighting(TenantOwned, Base):
    """What a run saw of a finding, where that was something new; no reasons at all when it was gone."""

    __tablename__ = "anomaly_sightings"
    __table_args__ = (
        UniqueConstraint("tenant_id", "run_id", "finding_id", name="finding_is_seen_once_a_run"),
        belongs_to("anomaly_sightings", "finding_id", "anomaly_findings"),
        belongs_to("anomaly_sightings", "run_id", "anomaly_runs"),
        Index("ix_anomaly_sightings_finding_id", "tenant_id", "finding_id"),
    )

    finding_id: Mapped[UUID]
    run_id: Mapped[UUID]
    points: Mapped[int]
    reasons: Mapped[str] = mapped_column(Text)
    controls_version: Mapped[str] = mapped_column(Text)
    seen_at: Mapped[datetime] = mapped_column(server_default=func.now())


class FindingDecision(TenantOwned, Base):
    """What somebody said of a finding, and the reasons it had then. Undone by another."""

    __tablename__ = "anomaly_decisions"
    __table_args__ = (
        CheckConstraint(f"kind in {DECISIONS}", name="decision_kind_is_known"),
        CheckConstraint("kind <> 'explained' or note is not null", name="explained_finding_has_words"),
        CheckConstraint("(kind = 'snoozed') = (until is not null)", name="snoozed_until_a_day"),
        CheckConstraint("(kind = 'undone') = (undoes_id is not null)", name="decision_undoes_another"),
        UniqueConstraint("tenant_id", "undoes_id", name="decision_is_undone_once"),
        belongs_to("anomaly_decisions", "finding_id", "anomaly_findings"),
        belongs_to("anomaly_decisions", "undoes_id", "anomaly_decisions"),
        Index("ix_anomaly_decisions_finding_id", "tenant_id", "finding_id"),
    )

    finding_id: Mapped[UUID]
    kind: Mapped[str] = mapped_column(Text)
    note: Mapped[str | None] = mapped_column(Text)
    until: Mapped[date | None]
    reasons: Mapped[str] = mapped_column(Text)
    undoes_id: Mapped[UUID | None]
    created_by: Mapped[UUID | None]
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())


class Found(Base):
    """What Spark found in a run. Evidence: only Spark writes it, and the backend takes it over."""

    __tablename__ = "anomalies_found"
    __table_args__ = ({"schema": "results"},)

    tenant_id: Mapped[UUID] = mapped_column(primary_key=True)
    run_id: Mapped[UUID] = mapped_column(primary_key=True)
    book: Mapped[str] = mapped_column(Text, primary_key=True)
    entry_id: Mapped[UUID] = mapped_column(primary_key=True)
    points: Mapped[int]
    reasons: Mapped[str] = mapped_column(Text)
    made_at: Mapped[datetime] = mapped_column(server_default=func.now())
