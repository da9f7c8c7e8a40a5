from datetime import date
from typing import Literal
from uuid import UUID

from pydantic import BaseModel, Field

from app.core.amounts import Amount
from app.modules.ledger.schemas import DocumentKind

NeedKind = Literal[
    "documents_to_review",
    "documents_failed",
    "sales_overdue",
    "purchases_overdue",
    "purchases_due_soon",
    "sales_drafts",
    "purchases_drafts",
    "bank_lines_to_reconcile",
    "anomalies_to_look_at",
    "expenses_to_approve",
    "expenses_to_reimburse",
    "vat_to_close",
    "vat_number_missing",
    "year_to_close",
    "recurring_entries_in_trouble",
    "recurring_invoices_in_trouble",
    "suspense",
]
Target = Literal[
    "documents",
    "invoices",
    "bank_lines",
    "anomalies",
    "expenses",
    "vat",
    "fiscal_years",
    "recurring_entries",
    "recurring_invoices",
    "general_ledger",
]


class MonthRead(BaseModel):
    month: date
    income: Amount
    costs: Amount
    result: Amount


class RecentEntry(BaseModel):
    id: UUID
    number: str
    booked_on: date
    memo: str
    document_kind: DocumentKind | None = Field(None, description="what its document is; also on a reversal")
    reverses_id: UUID | None = Field(None, description="the entry that this one undoes")
    total: Amount


class Link(BaseModel):
    """Where that is: a list of the API, and the filters that show it there."""

    to: Target
    filters: dict[str, list[str]] = Field(
        default_factory=dict,
        description="parameters of that list, each with any of these values",
        examples=[{"direction": ["sale"], "status": ["overdue"]}],
    )


class NeedsYou(BaseModel):
    """Something only a person can do."""

    kind: NeedKind
    count: int
    amount: Amount | None = None
    link: Link


class VatPosition(BaseModel):
    """VAT accounts together, reverse charge included: what the treasury owes us, or we owe it. Never negative."""

    amount: Amount
    side: Literal["recoverable", "due", "settled"]


class VatPeriodPosition(VatPosition):
    """What the running VAT period comes to so far."""

    starts_on: date
    ends_on: date
    deadline: date | None = Field(description="the day it is filed and paid by; null where we hold none")


class Overdue(BaseModel):
    count: int
    amount: Amount


class ResultRead(BaseModel):
    """Income minus costs since the fiscal year began, and a year before to the same day."""

    this_year: Amount
    last_year: Amount
    from_on: date
    to_on: date


class Dashboard(BaseModel):
    type: Literal["dashboard"] = "dashboard"
    currency: str
    today: date
    cash: Amount = Field(description="bank and cash accounts; below zero when overdrawn")
    receivables: Amount
    payables: Amount
    receivables_overdue: Overdue
    payables_overdue: Overdue
    vat: VatPosition = Field(description="all VAT accounts today, current accounts with the treasury included")
    vat_period: VatPeriodPosition
    result: ResultRead
    months: list[MonthRead] = Field(description="the last twelve, the current one last")
    documents: dict[str, int] = Field(description="how many that are not finished stand where")
    has_begun: bool = Field(description="whether any document was brought or anything was booked")
    needs_you: list[NeedsYou]
    recent_entries: list[RecentEntry]
