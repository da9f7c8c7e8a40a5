"""Runs, settings, what others would do, and Benford's law on the wire."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from app.core.amounts import Amount
from app.modules.anomalies.schemas.findings import AnomalyReasonRead, Book, Control, Family

RunKind = Literal["asked", "import", "nightly"]
RunStatus = Literal["waiting", "running", "done", "cancelled", "failed"]
Number = Annotated[float, Field(gt=0, lt=1e12, allow_inf_nan=False)]
DigitsAsked = Literal["first", "second", "first_two"]


class AnomalyRunRead(BaseModel):
    """All books of the company judged once."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    type: Literal["anomaly_run"] = "anomaly_run"
    kind: RunKind
    status: RunStatus
    job_id: UUID | None
    controls_version: str | None = Field(description="which controls judged", examples=["2026-11-21"])
    limits: str | None = Field(description="the limits, as text", examples=['{"changed":{},"off":[]}'])
    entries_sha256: str | None = Field(description="of what was judged")
    findings_sha256: str | None = Field(description="of what was found: the same entries, limits and version, the same")
    judged_on: Literal["spark", "worker", "as_before"] | None = Field(
        description="as_before: nothing had changed since the run before"
    )
    entry_count: int = Field(description="entries that were judged")
    finding_count: int = Field(description="entries that stand out, decided ones included")
    new_count: int = Field(description="findings that nobody had seen before")
    back_count: int = Field(description="decided findings whose figures changed")
    gone_count: int = Field(description="findings that stand out no more")
    replayed_at: datetime | None
    replayed_same: bool | None = Field(description="whether a replay gave the same, to the byte")
    created_at: datetime
    started_at: datetime | None
    finished_at: datetime | None


class LimitRead(BaseModel):
    """One limit of a control. Most have one value; `split` has the approval limits of the company."""

    name: str = Field(examples=["days"])
    values: list[float] = Field(examples=[[45]])
    ours: list[float] = Field(description="what it is unless somebody changes it", examples=[[45]])


class AnomalyControlRead(BaseModel):
    control: Control
    family: Family
    is_on: bool
    limits: list[LimitRead]
    tells: list[str] = Field(description="the figures of its reasons, in order", examples=[["amount", "usual"]])


class AnomalySettingsRead(BaseModel):
    """Which controls are on, and their limits."""

    controls: list[AnomalyControlRead]
    controls_version: str = Field(examples=["2026-11-21"])
    country: str = Field(description="whose public holidays count")
    version: int


Changed = Annotated[
    dict[Control, dict[str, Annotated[list[Number], Field(min_length=1, max_length=30)]]],
    Field(
        description="limits that differ from ours, by control and name", examples=[{"near_duplicate": {"days": [60]}}]
    ),
]


class AnomalySettingsWrite(BaseModel):
    """All of it; a control that is not named is on, a limit that is not named is ours."""

    model_config = ConfigDict(extra="forbid")

    off: list[Control] = Field(default_factory=list, description="controls to switch off", examples=[["quiet_day"]])
    changed: Changed = Field(default_factory=dict)


class FindingPreviewed(BaseModel):
    """A finding that would come or go."""

    book: Book
    entry_id: UUID
    journal_entry_id: UUID | None
    contact_id: UUID | None
    counterparty: str = Field(examples=["Energie Vlaanderen NV"])
    reference: str = Field(examples=["2026-118"])
    booked_on: date | None
    amount: Amount
    currency: str
    score: float = Field(description="the sum of the points of its reasons", examples=[1.85])
    reasons: list[AnomalyReasonRead]


class PreviewRead(BaseModel):
    """What other settings would have found in the last twelve months; at most 200 of each."""

    from_on: date
    to_on: date
    entries: int = Field(description="entries that were judged: all of them are what is usual")
    coming_count: int = Field(description="findings that there would be more")
    going_count: int = Field(description="findings that there would be fewer")
    staying_count: int = Field(description="findings that there are either way")
    coming: list[FindingPreviewed]
    going: list[FindingPreviewed]


class DigitRead(BaseModel):
    digit: int = Field(description="0 to 9, or 10 to 99 for the first two", examples=[1])
    count: int
    share: float = Field(description="of all amounts", examples=[0.3012])
    expected: float = Field(description="by Benford's law", examples=[0.30103])
    z: float = Field(description="how many standard deviations it is off; above 1.96 is rare", examples=[0.42])


class BenfordRead(BaseModel):
    """Leading digits of amounts beside Benford's law. The mean absolute deviation decides; the rest grows with size."""

    of: Book
    digits: DigitsAsked
    from_on: date | None
    to_on: date | None
    account: str | None = Field(description="only accounts whose code begins so", examples=["61"])
    entries: int = Field(description="amounts that were counted; those of zero have no digits")
    least_entries: int = Field(description="fewer than these say nothing", examples=[300])
    is_enough: bool = Field(description="whether there are enough amounts to say anything")
    conformity: Literal["close", "acceptable", "marginal", "nonconformity"] | None = Field(
        description="by the mean absolute deviation; null when there are not enough amounts"
    )
    mad: float = Field(description="mean absolute deviation", examples=[0.0042])
    mad_limits: list[float] = Field(
        description="up to where it is close, acceptable, marginal", examples=[[0.006, 0.012, 0.015]]
    )
    chi_square: float = Field(description="of the counts beside the expected ones", examples=[9.31])
    chi_square_limit: float = Field(description="exceeded by chance in 5 of 100", examples=[15.507])
    kolmogorov: float = Field(description="Kolmogorov-Smirnov: the largest distance", examples=[0.011])
    kolmogorov_limit: float = Field(description="exceeded by chance in at most 5 of 100", examples=[0.043])
    rows: list[DigitRead]
