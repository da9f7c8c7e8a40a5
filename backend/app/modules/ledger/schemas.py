from collections.abc import Sequence
from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, Field, StringConstraints

from app.core.amounts import Amount
from app.core.answers import PageMeta
from app.core.days import Day
from app.core.listing import Lines

Journal = Literal["purchases", "sales", "bank", "miscellaneous"]
AccountCode = Annotated[str, StringConstraints(pattern=r"^\d{1,10}$")]
DocumentKind = Literal["invoice", "credit_note", "receipt"]


class AccountRead(BaseModel):
    id: UUID
    type: Literal["account"] = "account"
    code: str
    name: str
    account_type: Literal["asset", "liability", "equity", "expense", "income"]


class PostingRead(BaseModel):
    account_id: UUID
    account_code: str
    account_name: str
    debit: Amount
    credit: Amount
    memo: str | None


class SourceRead(BaseModel):
    """What the entry was made from."""

    type: str
    id: UUID


class EntryRead(BaseModel):
    id: UUID
    type: Literal["entry"] = "entry"
    number: str
    journal: Journal
    booked_on: date
    memo: str
    source: SourceRead | None
    document_kind: DocumentKind | None = Field(None, description="what its document is; also on a reversal")
    reverses_id: UUID | None
    reversed_by_id: UUID | None
    recorded_at: datetime
    recorded_by: str | None
    total: Amount
    postings: list[PostingRead]


class JournalLine(BaseModel):
    """A posting as a line of the journal in a file."""

    number: str
    journal: Journal
    booked_on: date
    memo: str
    account_code: str
    account_name: str
    debit: Amount
    credit: Amount
    posting_memo: str | None
    entry_id: UUID
    reverses_id: UUID | None


def journal_lines(entries: Sequence[EntryRead]) -> list[BaseModel]:
    return [
        JournalLine(
            number=entry.number,
            journal=entry.journal,
            booked_on=entry.booked_on,
            memo=entry.memo,
            account_code=posting.account_code,
            account_name=posting.account_name,
            debit=posting.debit,
            credit=posting.credit,
            posting_memo=posting.memo,
            entry_id=entry.id,
            reverses_id=entry.reverses_id,
        )
        for entry in entries
        for posting in entry.postings
    ]


JOURNAL_LINES = Lines(JournalLine, journal_lines)


class Reverse(BaseModel):
    reason: Annotated[str, StringConstraints(strip_whitespace=True, min_length=3, max_length=300)]
    on: Day | None = Field(
        None, description="the reversal's day: not before the entry's, at most a year from today; else the entry's own"
    )


class TrialBalanceRow(BaseModel):
    account_id: UUID
    account_code: str
    account_name: str
    debit: Amount
    credit: Amount
    balance: Amount


class TrialBalance(BaseModel):
    type: Literal["trial_balance"] = "trial_balance"
    from_on: date | None
    to_on: date | None
    currency: str
    rows: list[TrialBalanceRow]
    total_debit: Amount
    total_credit: Amount
    difference: Amount


class EntryPageMeta(PageMeta):
    total: int | None = None
