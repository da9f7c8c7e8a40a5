from datetime import date
from typing import Literal
from uuid import UUID

from pydantic import BaseModel, Field

from app.core.amounts import Amount
from app.modules.ledger.schemas import DocumentKind


class MonthRead(BaseModel):
    month: date
    costs: Amount


class RecentEntry(BaseModel):
    id: UUID
    number: str
    booked_on: date
    memo: str
    document_kind: DocumentKind | None = Field(None, description="what its document is; also on a reversal")
    reverses_id: UUID | None = Field(None, description="the entry that this one undoes")
    total: Amount


class NeedsYou(BaseModel):
    """Something only a person can do; `status` is the inbox filter that shows it."""

    status: Literal["to_review", "failed"]
    count: int


class VatPosition(BaseModel):
    """All VAT accounts together, reverse charge included: what the treasury owes us, or we owe it. Never negative."""

    amount: Amount
    side: Literal["recoverable", "due", "settled"]


class Dashboard(BaseModel):
    type: Literal["dashboard"] = "dashboard"
    currency: str
    today: date
    payables: Amount
    vat_recoverable: Amount = Field(description="all VAT accounts together; negative when VAT is due")
    vat_position: VatPosition
    costs_this_month: Amount
    costs_last_month: Amount
    costs_this_quarter: Amount
    costs_this_year: Amount
    documents: dict[str, int]
    needs_you: list[NeedsYou]
    costs_by_month: list[MonthRead]
    recent_entries: list[RecentEntry]
