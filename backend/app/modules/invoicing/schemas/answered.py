from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from app.core.amounts import Amount
from app.core.errors import ViolationRead
from app.modules.invoicing.schemas.booking import ExchangeRate
from app.modules.invoicing.schemas.listed import Status
from app.modules.invoicing.schemas.typed import Direction, Kind, Language

Fact = Literal["treatment", "vat_rate", "account_code", "cost_account", "deductible_percent"]
CostAccount = Annotated[
    str | None, Field(description="of a purchase booked on an accrual: the cost that was accrued", examples=["616"])
]


class LineTagRead(BaseModel):
    tag_id: UUID
    percent: str = Field(examples=["100"])


class LineRead(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    id: UUID
    position: int
    description: str = Field(examples=["Website onderhoud, november"])
    quantity: Amount = Field(examples=["3.00"])
    unit: str | None = Field(examples=["hours"])
    unit_price: Amount = Field(examples=["125.00"])
    discount_percent: Amount = Field(examples=["0.00"])
    treatment: str
    vat_rate: Amount = Field(examples=["21.00"])
    account_code: str
    cost_account: CostAccount
    deductible_percent: Amount = Field(examples=["100.00"])
    net_amount: Amount
    tags: list[LineTagRead]
    chosen: list[Fact] = Field(
        description="what somebody chose; the rest is proposed anew each time a draft is written",
        examples=[["account_code"]],
    )
    credits_line_id: UUID | None = Field(description="of a credit note: the line of its invoice that it takes back")
    credited_quantity: Amount = Field(description="how much of it credit notes took back", examples=["1.00"])


class VatGroup(BaseModel):
    """What one treatment at one rate comes to: VAT is on this sum."""

    treatment: str
    vat_rate: Amount = Field(examples=["21.00"])
    net_amount: Amount
    vat_amount: Amount


class Party(BaseModel):
    """Somebody on the invoice, as they were when it was issued."""

    name: str = Field(examples=["Janssens & Zonen NV"])
    vat_number: str | None = None
    enterprise_number: str | None = Field(None, examples=["0428759497"])
    street: str | None = Field(None, examples=["Stationsstraat 12"])
    postal_code: str | None = Field(None, examples=["9000"])
    city: str | None = Field(None, examples=["Gent"])
    country: str | None = None
    email: str | None = None
    phone: str | None = Field(None, examples=["+32 9 123 45 67"])
    website: str | None = Field(None, examples=["https://voorbeeld.be"])
    legal_form: str | None = Field(None, examples=["BV"])
    court: str | None = Field(None, examples=["Gent, afdeling Gent"])
    iban: str | None = None
    bic: str | None = Field(None, examples=["KREDBEBB"])


class SettlementRead(BaseModel):
    """What took away from the open amount; a return gives back what the bank took back, a reversal what it undoes."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    kind: Literal["payment", "credit", "discount", "write_off", "return", "reversal"]
    amount: Amount
    amount_in_books: Amount
    settled_on: date
    entry_id: UUID | None
    counterpart_id: UUID | None = Field(description="the credit note or invoice on the other side")
    undoes_id: UUID | None
    returns_id: UUID | None = Field(description="the payment, or what went with it, that the bank took back")
    is_undone: bool


class ReminderSent(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    id: UUID
    level: int
    rule: str = Field(examples=["be_business"])
    fee: Amount
    interest: Amount
    sent_on: date


class InvoiceShown(BaseModel):
    """An invoice with everything on it; amounts are as on paper, never below zero."""

    id: UUID
    type: Literal["invoice"] = "invoice"
    direction: Direction
    kind: Kind
    status: Status
    series: str | None = Field(examples=["F"])
    number: str | None = Field(examples=["F2026-00042"])
    contact_id: UUID
    contact_name: str = Field(examples=["Janssens & Zonen NV"])
    booked_on: date | None = Field(description="the day of its entry: of a purchase that came late, after its own date")
    seller: Party
    buyer: Party
    mentions: list[str] = Field(examples=[["Btw verlegd, artikel 196 Richtlijn 2006/112/EG"]])
    missing: list[str] = Field(
        description="what the law asks on an invoice and this one has not, such as `seller.enterprise_number`: in the"
        " Netherlands, that of the trade register; `seller.iban`: an account to be paid on",
        examples=[["buyer.street", "seller.iban"]],
    )
    issued_on: date | None
    supplied_on: date | None
    due_on: date | None
    valid_until: date | None
    opened_on: date | None = Field(
        description="the day of the opening balances in which it was open: it was issued and booked elsewhere"
    )
    currency: str
    exchange_rate: ExchangeRate
    language: Language
    lines: list[LineRead]
    vat_groups: list[VatGroup]
    net_amount: Amount
    vat_amount: Amount
    vat_on_paper: Amount | None = Field(
        description="of a purchase: the VAT that was read off its paper, where its lines come to another sum",
        examples=["21.01"],
    )
    total_amount: Amount
    total_in_books: Amount
    open_amount: Amount
    open_in_books: Amount
    credited_amount: Amount
    offset_amount: Amount = Field(
        description="what credit notes and invoices took away from each other; no money moved"
    )
    granted_discount: Amount = Field(
        description="of an open credit note: what was no payment of its invoice but a discount, so no refund either",
        examples=["0.00"],
    )
    granted_write_off: Amount = Field(
        description="of an open credit note: what was let go of its invoice, so no refund either", examples=["0.00"]
    )
    settlements: list[SettlementRead]
    reminders: list[ReminderSent]
    payment_reference: str | None
    order_reference: str | None = Field(examples=["PO-4711"])
    note: str | None = Field(examples=["Bedankt voor uw vertrouwen."])
    internal_note: str | None = Field(examples=["call before sending"])
    document_id: UUID | None
    entry_id: UUID | None
    credits_id: UUID | None
    original_number: str | None = Field(
        description="of a credit note: the invoice that it credits and that is not in these books",
        examples=["2019-044"],
    )
    original_issued_on: date | None = Field(examples=["2019-06-14"])
    credited_by: list[UUID] = Field(description="the issued credit notes of this invoice")
    quote_id: UUID | None
    recurring_id: UUID | None
    pdf_sha256: str | None = Field(description="of the PDF as it is kept", examples=[None])
    sent_at: datetime | None
    sent_to: str | None = Field(examples=["boekhouding@klant.be"])
    created_at: datetime
    issued_at: datetime | None
    version: int


class InvoiceRepeated(InvoiceShown):
    """A draft that was made from another paper."""

    left_out: list[ViolationRead] = Field(
        description="what was chosen there and holds no longer; here it is proposed anew"
    )


class LineTotal(BaseModel):
    """A line with what was proposed for it."""

    treatment: str
    vat_rate: Amount = Field(examples=["21.00"])
    account_code: str
    cost_account: CostAccount
    deductible_percent: Amount = Field(examples=["100.00"])
    net_amount: Amount


class TotalsRead(BaseModel):
    """What the lines come to, and what would be in the way of issuing them."""

    type: Literal["invoice_totals"] = "invoice_totals"
    currency: str
    lines: list[LineTotal]
    vat_groups: list[VatGroup]
    net_amount: Amount
    vat_amount: Amount
    total_amount: Amount
    mentions: list[str] = Field(examples=[[]])
    problems: list[ViolationRead] = Field(examples=[[]])
