from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from accounting.year_end import Check
from app.core.amounts import Amount, WrittenAmount
from app.core.days import Day
from app.modules.ledger.schemas import Journal

NotNegative = Annotated[WrittenAmount, Field(ge=0)]


class JournalRead(BaseModel):
    """A journal, and until when it takes no more entries."""

    type: Literal["journal"] = "journal"
    journal: Journal
    locked_until: date | None = Field(description="that day included")
    vat_closed_until: date | None = Field(
        description="the last day of the VAT periods that are closed: nothing that counts in a VAT return before it"
    )
    first_open_on: date | None = Field(description="the first day after the lock that takes entries")
    entries: int
    latest_on: date | None
    version: int


class LockJournal(BaseModel):
    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"locked_until": "2026-09-30"}]})

    locked_until: Day | None = Field(description="no entry on or before this day; null unlocks it")


class FiscalYearRead(BaseModel):
    """A fiscal year; once closed, the database takes no entry in it."""

    id: UUID
    type: Literal["fiscal_year"] = "fiscal_year"
    name: str = Field(
        description="2026, or 2026-2027; 2026 (1/1-30/6) where it is a part of a calendar year, which may hold another",
        examples=["2026"],
    )
    starts_on: date
    ends_on: date
    status: Literal["open", "closed"]
    closed_at: datetime | None
    closed_by: str | None = Field(examples=["An Peeters"])
    closing_entry_id: UUID | None = Field(description="the entry that appropriated its result")
    is_empty: bool = Field(description="it holds no entry: while open, it can be removed", examples=[False])
    version: int


class BeginFiscalYear(BaseModel):
    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"starts_on": "2027-01-01", "ends_on": "2027-12-31"}]}
    )

    starts_on: Day
    ends_on: Day | None = Field(
        None, description="twelve months later, unless you say otherwise; at most 24 less a day"
    )


class ReviseFiscalYear(BaseModel):
    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"starts_on": "2026-07-01", "ends_on": "2027-06-30"}]}
    )

    starts_on: Day | None = Field(None, description="the year right before ends the day before it; else it stays")
    ends_on: Day | None = Field(None, description="the year right after begins the day after it; else it stays")


class CheckRead(BaseModel):
    """One thing looked at before a year is closed."""

    check: Check
    holds: bool
    prevents: bool = Field(description="whether the year cannot be closed until it holds; else it can be accepted")
    amount: Amount | None = None
    count: int | None = None


class AppropriationLine(BaseModel):
    account_code: str
    account_name: str
    debit: Amount
    credit: Amount


class Closing(BaseModel):
    """What closing a year would do, and what stands in its way."""

    type: Literal["closing"] = "closing"
    year: FiscalYearRead
    result: Amount = Field(description="profit above zero, loss below")
    appropriated_by_hand: Amount = Field(
        description="what entries of the year appropriated of it: that stays, and closing appropriates the rest",
        examples=["200.00"],
    )
    available: Amount = Field(
        description="what can be set aside or paid out at most: what is left of the result, and what earlier years"
        " carried forward; nothing of a closed year",
        examples=["400.00"],
    )
    checks: list[CheckRead]
    can_be_closed: bool = Field(description="nothing prevents it; what does not hold is still to be accepted")
    postings: list[AppropriationLine]


class CloseYear(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"examples": [{"legal_reserve": "1025.00", "dividends": "5000.00", "accept": ["drafts"]}]},
    )

    legal_reserve: NotNegative = Decimal(0)
    dividends: NotNegative = Decimal(0)
    accept: list[Check] = Field(default_factory=list, description="checks that do not hold and need not", max_length=10)


class ReopenYear(BaseModel):
    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"reason": "an invoice of December came in"}]}
    )

    reason: Annotated[str, Field(min_length=3, max_length=300)]
