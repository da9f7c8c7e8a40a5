from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, StringConstraints

from app.core.amounts import Amount
from app.core.answers import PageMeta

Journal = Literal["purchases", "sales", "bank", "miscellaneous"]


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
    reverses_id: UUID | None
    reversed_by_id: UUID | None
    recorded_at: datetime
    recorded_by: str | None
    total: Amount
    postings: list[PostingRead]


class Reverse(BaseModel):
    reason: Annotated[str, StringConstraints(strip_whitespace=True, min_length=3, max_length=300)]
    on: date | None = None


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
