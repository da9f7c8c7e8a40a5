from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field


class ActorRead(BaseModel):
    id: UUID
    name: str | None = Field(description="null once they left the company or had themselves erased")


class AuditEventRead(BaseModel):
    """One event: who did what, from where; `payload.old` and `payload.new` where something changed."""

    sequence: int = Field(description="its place in the chain, from 1, without gaps", examples=[42])
    type: Literal["audit_event"] = "audit_event"
    name: str = Field(examples=["document.approved"])
    actor: ActorRead | None = Field(description="null when the system did it by itself")
    api_key_id: UUID | None
    ip: str | None = Field(examples=["192.0.2.7"])
    user_agent: str | None
    request_id: str | None
    job_id: UUID | None = Field(None, description="the job that did it; the rest is then who asked for the job")
    payload: dict[str, Any]
    recorded_at: datetime
    hash: str = Field(description="SHA-256 over this row and the hash before it, as hexadecimal")


class AuditEventRow(BaseModel):
    """The same as one row of a table."""

    sequence: int
    name: str
    recorded_at: datetime
    actor_id: UUID | None
    actor_name: str | None
    api_key_id: UUID | None
    ip: str | None
    user_agent: str | None
    request_id: str | None
    job_id: UUID | None = None
    payload: str
    hash: str


class HeadRead(BaseModel):
    """The end of the log. Note it elsewhere, and you can prove later that nothing before it was changed or removed."""

    sequence: int = Field(ge=1, lt=2**63)
    hash: str = Field(pattern="^[0-9a-f]{64}$")


class Verify(BaseModel):
    """Nothing is required; `known` is an end of the log that you noted before and want it held against."""

    model_config = ConfigDict(extra="forbid")

    known: HeadRead | None = None


class FirstBad(BaseModel):
    sequence: int
    reason: str


class Integrity(BaseModel):
    """Whether what is there is what was written."""

    holds: bool
    checked: int = Field(description="rows whose hash was computed again")
    unchecked: int = Field(description="rows that cannot be checked, because the row before them is missing")
    bad: int = Field(description="rows that are not what was written")
    first_bad: FirstBad | None


class Completeness(BaseModel):
    """Whether everything that was written is there."""

    holds: bool
    from_sequence: int | None = Field(description="the first row there; null in an empty log")
    to_sequence: int | None
    missing_count: int
    missing: list[int] = Field(description="the first ten numbers that are missing")
    anchored_to: int | None = Field(description="the last row that a signed checkpoint vouches for")
    anchored_at: datetime | None
    reason: str | None


class Verification(BaseModel):
    """What a check of the whole log found. The two halves are independent; both must hold."""

    type: Literal["audit_verification"] = "audit_verification"
    holds: bool
    integrity: Integrity
    completeness: Completeness
    entries_without_event: int = Field(description="journal entries that the log does not mention")
    events_without_entry: int = Field(description="postings in the log whose journal entry is gone")
    head: HeadRead | None
    seconds: float


class RetentionRead(BaseModel):
    """How long one class of documents is kept, and why."""

    document_class: str = Field(serialization_alias="class", examples=["invoices"])
    years: int = Field(description="0: no law keeps it")
    since: date | None = Field(description="since when this rule holds")
    source: str
    oldest: date | None = Field(description="the date of the oldest one that this company has")
    may_be_removed_from: date | None = Field(
        description="the first day on which the law lets that oldest one go; what is in the books we never remove"
    )
    removed_on: date | None = Field(description="the day on which we remove it by ourselves; null: never")
