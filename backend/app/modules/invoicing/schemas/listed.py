"""Lines of lists, and the words that lists and single invoices share."""

from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from app.core.amounts import Amount
from app.modules.invoicing.schemas.booking import ExchangeRate
from app.modules.invoicing.schemas.typed import Direction, Kind

Status = Literal[
    "draft", "issued", "sent", "partly_paid", "partly_settled", "paid", "overdue", "credited", "settled",
    "reversed", "accepted", "declined", "expired", "invoiced",
]  # fmt: skip


class InvoiceSummary(BaseModel):
    """One line of a list. Amounts of a credit note are below zero here, so that a list adds up."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    type: Literal["invoice"] = "invoice"
    direction: Direction
    kind: Kind
    status: Status
    number: str | None = Field(examples=["F2026-00042"])
    contact_id: UUID
    contact_name: str = Field(examples=["Janssens & Zonen NV"])
    issued_on: date | None
    due_on: date | None
    currency: str
    net_amount: Amount
    vat_amount: Amount
    total_amount: Amount
    open_amount: Amount
    total_in_books: Amount
    open_in_books: Amount
    exchange_rate: ExchangeRate
    treatment: str | None
    payment_reference: str | None
    document_id: UUID | None
    entry_id: UUID | None
    sent_at: datetime | None
    created_at: datetime
    version: int


class InvoiceSum(BaseModel):
    """What invoices of one direction and currency come to; credit notes take away, quotes stand apart. A draft is in no
    books yet.
    """

    model_config = ConfigDict(from_attributes=True)

    type: Literal["invoice_sum"] = "invoice_sum"
    direction: Direction
    is_quote: bool = Field(description="of quotes, which are no sales yet")
    currency: str
    count: int = Field(examples=[42])
    net_amount: Amount
    vat_amount: Amount
    total_amount: Amount
    open_amount: Amount
    total_in_books: Amount
    open_in_books: Amount


class OpenInvoice(BaseModel):
    """What is still to be paid; below zero where we owe it, or owe it back."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    type: Literal["open_invoice"] = "open_invoice"
    direction: Direction
    kind: Kind
    number: str | None = Field(examples=["F2026-00042"])
    contact_id: UUID
    contact_name: str = Field(examples=["Janssens & Zonen NV"])
    issued_on: date
    due_on: date | None
    days_late: int = Field(examples=[12])
    currency: str
    total_amount: Amount
    open_amount: Amount
    open_in_books: Amount
    payment_reference: str | None


class RecurringRead(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    id: UUID
    type: Literal["recurring_invoice"] = "recurring_invoice"
    name: str = Field(examples=["Onderhoud Janssens"])
    contact_id: UUID
    content: dict[str, Any] = Field(
        examples=[{"contact_id": "01a1fcd6-3f7a-74ba-831f-443b45c4ef44", "lines": [{"unit_price": "125.00"}]}],
    )
    every: Literal["week", "month", "quarter", "year"]
    interval_count: int
    starts_on: date
    next_on: date | None
    ends_on: date | None
    issues_by_itself: bool
    sends_by_itself: bool
    is_active: bool
    last_invoice_id: UUID | None
    last_made_on: date | None
    problem: dict[str, Any] | None = Field(description="why the last night made nothing", examples=[None])
    version: int
    created_at: datetime


class ReminderProposal(BaseModel):
    """The next step for an invoice that is late; beside what is open it may ask a fee and interest."""

    type: Literal["reminder_proposal"] = "reminder_proposal"
    invoice_id: UUID
    number: str = Field(examples=["F2026-00042"])
    contact_id: UUID
    contact_name: str = Field(examples=["Janssens & Zonen NV"])
    email: str | None
    due_on: date
    days_late: int = Field(examples=[12])
    currency: str
    open_amount: Amount
    level: int = Field(examples=[1])
    rule: str = Field(description="the law that it follows", examples=["be_business"])
    from_day: date
    fee: Amount
    interest: Amount
    in_their_favour: Amount = Field(
        description="what credit notes of this customer have open in this currency: apply them first; such a customer"
        " is reminded by a person, never by the night",
        examples=["0.00"],
    )
    credit_note_id: UUID | None = Field(description="the first of those credit notes, to be applied")
    rate_published_until: date | None = Field(
        description="the last day whose interest rate is known, if that is past: later days are not counted"
    )


class ReminderRead(BaseModel):
    """A reminder that was sent."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    type: Literal["reminder"] = "reminder"
    invoice_id: UUID
    number: str | None = Field(examples=["F2026-00042"])
    contact_id: UUID
    contact_name: str = Field(examples=["Janssens & Zonen NV"])
    level: int = Field(examples=[1])
    rule: str = Field(examples=["be_business"])
    fee: Amount
    interest: Amount
    sent_on: date
    mail_id: UUID | None


class HistoryEvent(BaseModel):
    """One thing that happened to an invoice."""

    at: datetime
    kind: Literal[
        "drafted",
        "opened",
        "issued",
        "sent",
        "paid",
        "discounted",
        "written_off",
        "credited",
        "returned",
        "undone",
        "reminded",
        "copied_from_quote",
        "accepted",
        "declined",
        "extended",
        "offered_again",
    ]
    by: str | None = Field(
        description="who did it; null when the system did it by itself, or they left the company",
        examples=["An Peeters"],
    )
    amount: Amount | None = None
    on: date | None = Field(None, description="its day in the books; of an extension until when the quote is valid")
    entry_id: UUID | None = None
    invoice_id: UUID | None = Field(None, description="the credit note, invoice or quote on the other side")
    level: int | None = None
    to: str | None = Field(None, examples=["boekhouding@klant.be"])
