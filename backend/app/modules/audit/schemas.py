from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from app.modules.audit.catalogue import Flaw, Gap


class ActorRead(BaseModel):
    id: UUID
    name: str | None = Field(description="null once they left the company or had themselves erased")


class SubjectRead(BaseModel):
    """What an event is about, as it is called now."""

    type: Literal["document", "entry", "invoice"] = Field(examples=["document"])
    id: UUID
    name: str = Field(description="file name, or number", examples=["factuur-2026-0101.pdf"])


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
    about: list[SubjectRead] = Field(
        description="documents, entries and invoices that it names and that are still there; looked up, not recorded:"
        " the log itself keeps no file name, for it can never forget one"
    )
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
    about: str = Field(description="file names and numbers of what it is about")
    payload: str
    hash: str


class HeadRead(BaseModel):
    """The end of the log. Note it elsewhere, and you can prove later that nothing before it was changed or removed."""

    model_config = ConfigDict(extra="forbid")

    sequence: int = Field(ge=1, lt=2**63)
    hash: str = Field(pattern="^[0-9a-f]{64}$")


class Verify(BaseModel):
    """Nothing is required; `known` is an end of the log that you noted before and want it held against."""

    model_config = ConfigDict(extra="forbid")

    known: HeadRead | None = None


class FirstBad(BaseModel):
    sequence: int
    reason: Flaw = Field(
        description="`no_such_number`: there can be no row with this number; `not_the_signed`: it is not the row that a"
        " checkpoint signed; `not_the_noted`: it is not the row in `known`, or one before it was rewritten since;"
        " `unknown_scheme`: its hash is made in a way that was not in use; `content_differs`: its content does not fit"
        " its hash and the row before it"
    )


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
    damaged_checkpoint: int | None = Field(
        description="the row of the first checkpoint that is damaged, or that we did not sign; null when all are sound"
    )
    reasons: list[Gap] = Field(
        description="why it does not hold; empty when it does. `rows_missing`: see `missing`; `ends_early`: it ends"
        " before `anchored_to`; `checkpoint_damaged`: see `damaged_checkpoint`; `entries_not_logged`: see"
        " `entries_without_event`; `entries_gone`: see `events_without_entry`"
    )


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
