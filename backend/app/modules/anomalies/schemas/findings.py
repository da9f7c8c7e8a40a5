"""Findings and decisions on the wire."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from app.core.amounts import Amount
from app.core.days import Day

Book = Literal["purchases", "sales", "bank", "expenses", "postings"]
FindingStatus = Literal["open", "accepted", "explained", "snoozed", "gone"]
Family = Literal["duplicates", "splits", "amounts", "days", "accounts", "numbers", "fields", "ledger"]
Control = Literal[
    "near_duplicate",
    "same_invoice_twice",
    "other_counterparty",
    "split",
    "amount_history",
    "rare_and_large",
    "round_amount",
    "quiet_day",
    "round_on_quiet_day",
    "iban_changed",
    "iban_shared",
    "iban_invalid",
    "rare_account",
    "rare_attributes",
    "odd_number",
    "sequence_gap",
    "number_twice",
    "vat_mismatch",
    "incomplete",
    "leading_digits",
    "outlier",
]
Words = Annotated[str, Field(min_length=1, max_length=2000, pattern=r"\S")]


class FigureRead(BaseModel):
    """One figure behind a reason, as text: what was seen, or what it was compared with."""

    name: str = Field(description="what the figure is, as the control's `tells` names it", examples=["usual"])
    value: str = Field(examples=["121.00"])


class AnomalyReasonRead(BaseModel):
    """What one control saw. The points of all reasons add up to the score."""

    control: Control
    family: Family
    points: float = Field(description="powers of ten beyond chance, weighed", examples=[1.4])
    figures: list[FigureRead] = Field(description="in the order of the control's `tells`")


class FindingDecisionRead(BaseModel):
    """What somebody said of a finding."""

    id: UUID
    kind: Literal["accepted", "explained", "snoozed", "undone"]
    note: str | None = Field(examples=["yearly insurance, paid in advance"])
    until: date | None = Field(description="the day a snoozed finding comes back")
    created_by: str | None
    created_at: datetime


class FindingRead(BaseModel):
    """An entry that stands out, and why."""

    id: UUID
    type: Literal["finding"] = "finding"
    book: Book = Field(description="what kind of entry it is: an invoice, a bank line, an expense, a posting by hand")
    entry_id: UUID = Field(description="the invoice, bank line, expense or posting")
    journal_entry_id: UUID | None = Field(description="the entry of the books that holds it, if one does")
    contact_id: UUID | None
    counterparty: str = Field(examples=["Energie Vlaanderen NV"])
    reference: str = Field(description="its number, as written", examples=["2026-118"])
    booked_on: date | None = Field(description="the day of the invoice, line, expense or posting")
    amount: Amount = Field(description="below zero for a credit note or money that went out")
    currency: str
    status: FindingStatus = Field(description="open: somebody should look; gone: it stands out no more")
    snoozed_until: date | None
    score: float = Field(
        description="the sum of the points of its reasons; 1.25 and more is a finding", examples=[1.85]
    )
    reasons: list[AnomalyReasonRead] = Field(description="the most telling first")
    controls_version: str = Field(examples=["2026-11-21"])
    decision: FindingDecisionRead | None = Field(description="what was decided, while it holds")
    run_id: UUID = Field(description="the run that saw it so")
    first_seen_at: datetime
    seen_at: datetime = Field(description="when it last changed")
    version: int


class EntryShown(BaseModel):
    """An entry that was judged, with what leads to it."""

    book: Book
    entry_id: UUID
    journal_entry_id: UUID | None
    document_id: UUID | None = Field(description="its document, whose pages can be shown")
    contact_id: UUID | None
    counterparty: str = Field(examples=["Energie Vlaanderen NV"])
    reference: str = Field(examples=["2026-118"])
    booked_on: date | None
    amount: Amount
    currency: str
    account_code: str = Field(examples=["612000"])
    iban: str = Field(examples=["BE68539007547034"])


class ComparedWith(BaseModel):
    """What a control compared the entry with: the other invoice, the parts of a split, where the money went before."""

    control: Control
    entries: list[EntryShown]


class HistoryOf(BaseModel):
    """What this counterparty has in the same book."""

    entries: int = Field(description="how many, this one included")
    smallest: Amount
    middle: Amount = Field(description="half of them are at most this")
    largest: Amount
    latest: list[EntryShown] = Field(description="at most twelve, the latest first")


class SightingRead(BaseModel):
    """What a run saw; no reasons when it stood out no more."""

    run_id: UUID
    score: float = Field(description="the sum of the points of its reasons", examples=[1.85])
    reasons: list[AnomalyReasonRead]
    controls_version: str = Field(examples=["2026-11-21"])
    seen_at: datetime


class FindingDetail(FindingRead):
    """With the entry itself, what it is compared with, and everything that was seen and said."""

    entry: EntryShown | None = Field(description="null when it is no longer in the books")
    compared_with: list[ComparedWith]
    history: HistoryOf | None
    decisions: list[FindingDecisionRead] = Field(description="the latest first")
    sightings: list[SightingRead] = Field(description="the latest first")
    limits: str | None = Field(description="the limits of its run, as text", examples=['{"changed":{},"off":[]}'])


class Accept(BaseModel):
    """Say that it is right as it is; a word on why may go along."""

    model_config = ConfigDict(extra="forbid")

    note: Words | None = Field(None, examples=["checked with the supplier"])


class Explain(BaseModel):
    """Say why it is so."""

    model_config = ConfigDict(extra="forbid")

    note: Words = Field(examples=["yearly insurance, paid in advance"])


class Snooze(BaseModel):
    """Let it rest until a day."""

    model_config = ConfigDict(extra="forbid")

    until: Day = Field(examples=["2026-12-21"])
    note: Words | None = Field(None, examples=["wait for the credit note"])


class UndoDecision(BaseModel):
    """Take back what was decided; a word on why may go along."""

    model_config = ConfigDict(extra="forbid")

    note: Words | None = Field(None, examples=["the explanation was wrong"])


class DecideOne(BaseModel):
    """One finding, and what is said of it; `undone` takes back what was said before."""

    model_config = ConfigDict(extra="forbid")

    id: UUID
    version: int | None = Field(None, description="the version you saw; a stale one is refused")
    decision: Literal["accepted", "explained", "snoozed", "undone"]
    note: Words | None = Field(None, examples=["yearly insurance, paid in advance"])
    until: Day | None = Field(None, description="for a snoozed one")
