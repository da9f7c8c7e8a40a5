from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from accounting.exchange_differences import ACCEPT_RATE
from accounting.schedule import Every
from app.core.amounts import Amount
from app.core.days import Day
from app.core.errors import ViolationRead
from app.modules.ledger.schemas import AccountCode, EntryRead, Journal, PostingRead

Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100)]
Memo = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]
Side = Annotated[Amount, Field(gt=0)]
Currency = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
Grid = Annotated[str, StringConstraints(pattern=r"^[+-]([0-9]{2}|[1-5][a-g]v?)$")]
Percent = Annotated[Amount, Field(gt=0, le=100, max_digits=7, decimal_places=4)]
Rate = Annotated[Amount, Field(gt=0, lt=1_000_000, decimal_places=12)]
MOST_POSTINGS = 1000


class PostingTagged(BaseModel):
    """How much of a posting belongs to a tag."""

    model_config = ConfigDict(extra="forbid", from_attributes=True)

    tag_id: UUID
    percent: Percent = Decimal(100)


class PostingDraft(BaseModel):
    """A posting as somebody types it: on one side, in `currency`, or else in that of the books."""

    model_config = ConfigDict(extra="forbid")

    account_code: AccountCode
    debit: Side | None = None
    credit: Side | None = None
    memo: Annotated[str, Field(max_length=300)] | None = None
    contact_id: UUID | None = None
    currency: Currency | None = Field(None, description="of debit and credit; else that of the books")
    exchange_rate: Rate | None = Field(
        None, description="units of the books' currency for one unit of this; else the rate of the entry's day"
    )
    grids: list[Grid] = Field(
        default_factory=list,
        max_length=6,
        description="boxes of the VAT return of your country that it counts in, with a sign: +03, or +1a and +1av",
        examples=[["+82"]],
    )
    tags: list[PostingTagged] = Field(default_factory=list, max_length=20)


class EntryDraft(BaseModel):
    """An entry made by hand."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "journal": "miscellaneous",
                    "booked_on": "2026-11-21",
                    "memo": "Afschrijving bestelwagen november",
                    "postings": [
                        {"account_code": "630", "debit": "416.67"},
                        {"account_code": "241", "credit": "416.67"},
                    ],
                }
            ]
        },
    )

    journal: Journal = "miscellaneous"
    booked_on: Day
    memo: Memo
    postings: list[PostingDraft] = Field(min_length=1, max_length=MOST_POSTINGS)
    accept_exchange_rate: bool = Field(False, description=ACCEPT_RATE)
    dry_run: bool = Field(False, description="write nothing; say what it comes to, and what is wrong with it")


class EntryOutcome(BaseModel):
    """What an entry comes to in the books' currency, and the entry itself once it is written."""

    type: Literal["entry_outcome"] = "entry_outcome"
    entry: EntryRead | None = Field(description="null on a dry run")
    currency: str
    total_debit: Amount
    total_credit: Amount
    difference: Amount = Field(description="debit minus credit; 0.00 or the entry is refused")
    postings: list[PostingRead]
    problems: list[ViolationRead] = Field(description="on a dry run: all that would be refused")


class TemplatePosting(PostingDraft):
    """A posting to begin with; amounts may be left to whoever uses it."""

    side: Literal["debit", "credit"] | None = Field(None, description="which side, when the amount is left open")


class EntryTemplateDraft(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "name": "Afschrijving bestelwagen",
                    "journal": "miscellaneous",
                    "memo": "Afschrijving bestelwagen",
                    "postings": [
                        {"account_code": "630", "side": "debit"},
                        {"account_code": "241", "side": "credit"},
                    ],
                }
            ]
        },
    )

    name: Name
    journal: Journal = "miscellaneous"
    memo: Annotated[str, Field(max_length=300)] = ""
    postings: list[TemplatePosting] = Field(min_length=1, max_length=MOST_POSTINGS)


class EntryTemplateRevise(BaseModel):
    """What is left out stays as it is."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"name": "Afschrijving wagen"}]})

    name: Name | None = None
    journal: Journal | None = None
    memo: Annotated[str, Field(max_length=300)] | None = None
    postings: Annotated[list[TemplatePosting], Field(min_length=1, max_length=MOST_POSTINGS)] | None = None


class PostingTaggedKept(PostingTagged):
    """How much of a posting belongs to a tag, as it is kept."""


class PostingKept(PostingDraft):
    """A posting of a recurring entry, as it is kept."""

    tags: list[PostingTaggedKept] = Field(default_factory=list)  # type: ignore[assignment]


class TemplatePostingKept(TemplatePosting):
    """A posting of a template, as it is kept."""

    tags: list[PostingTaggedKept] = Field(default_factory=list)  # type: ignore[assignment]


class EntryTemplateRead(BaseModel):
    """Postings to begin a manual entry with."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    type: Literal["entry_template"] = "entry_template"
    name: str = Field(examples=["Afschrijving bestelwagen"])
    journal: Journal
    memo: str
    postings: list[TemplatePostingKept]
    version: int
    created_at: datetime


class RecurringEntryDraft(BaseModel):
    """An entry that is made again and again, on the day it is due, at night."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "name": "Huur kantoor",
                    "memo": "Huur Stationsstraat 12",
                    "postings": [
                        {"account_code": "610", "debit": "1250.00"},
                        {"account_code": "444", "credit": "1250.00"},
                    ],
                    "every": "month",
                    "starts_on": "2026-12-01",
                }
            ]
        },
    )

    name: Name
    journal: Journal = "miscellaneous"
    memo: Memo
    postings: list[PostingDraft] = Field(min_length=2, max_length=MOST_POSTINGS)
    every: Every
    interval_count: int = Field(1, ge=1, le=60, description="every so many weeks, months, quarters or years")
    starts_on: Day
    ends_on: Day | None = Field(None, description="the last day on which it may be due")


class RecurringEntryRevise(BaseModel):
    """What is left out stays as it is."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"is_active": False}]})

    name: Name | None = None
    journal: Journal | None = None
    memo: Memo | None = None
    postings: Annotated[list[PostingDraft], Field(min_length=2, max_length=MOST_POSTINGS)] | None = None
    every: Every | None = None
    interval_count: Annotated[int, Field(ge=1, le=60)] | None = None
    starts_on: Day | None = Field(None, description="moves the rhythm; what was made before stays")
    ends_on: Day | None = None
    is_active: bool | None = Field(None, description="switched on again, it goes on from today")


class RecurringProblem(BaseModel):
    """Why the entry of a day could not be made. It is tried again every night."""

    code: str = Field(examples=["period_locked"])
    message: str = Field(examples=["the miscellaneous journal is locked until 2026-12-31"])
    due_on: date


class RecurringEntryRead(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    id: UUID
    type: Literal["recurring_entry"] = "recurring_entry"
    name: str = Field(examples=["Huur kantoor"])
    journal: Journal
    memo: str
    postings: list[PostingKept]
    every: Every
    interval_count: int
    starts_on: date
    ends_on: date | None
    next_on: date | None = Field(description="null when there is no more to come")
    is_active: bool
    last_entry_id: UUID | None
    last_made_on: date | None
    problem: RecurringProblem | None
    version: int
    created_at: datetime


class RecurringRun(BaseModel):
    """What was made of what was due."""

    type: Literal["recurring_run"] = "recurring_run"
    made: list[EntryRead]
    recurring_entry: RecurringEntryRead


def stored(postings: Any) -> list[dict[str, Any]]:
    """Postings as a template or a recurring entry keeps them: amounts as text, what was left out left out."""
    return [each.model_dump(mode="json", exclude_defaults=True) for each in postings]
