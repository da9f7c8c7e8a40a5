from datetime import date
from typing import Literal
from uuid import UUID

from pydantic import BaseModel

from app.core.amounts import Amount


class MonthRead(BaseModel):
    month: date
    costs: Amount


class RecentEntry(BaseModel):
    id: UUID
    number: str
    booked_on: date
    memo: str
    total: Amount


class NeedsYou(BaseModel):
    """Something only a person can do; `status` is the inbox filter that shows it."""

    status: Literal["to_review", "failed"]
    count: int


class Dashboard(BaseModel):
    type: Literal["dashboard"] = "dashboard"
    currency: str
    today: date
    payables: Amount
    vat_recoverable: Amount
    costs_this_month: Amount
    costs_last_month: Amount
    costs_this_quarter: Amount
    costs_this_year: Amount
    documents: dict[str, int]
    needs_you: list[NeedsYou]
    costs_by_month: list[MonthRead]
    recent_entries: list[RecentEntry]
