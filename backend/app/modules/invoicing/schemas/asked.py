from decimal import Decimal
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, WithJsonSchema

from accounting.vat import Treatment
from app.core.amounts import Amount
from app.core.days import Day
from app.modules.invoicing.schemas.booking import AccountCode, Rate

MOST_LINES = 1000


def _no_float(value: Any) -> Any:
    if isinstance(value, float):
        raise ValueError("send numbers as text, such as '1.25': a JSON number may lose digits")
    return value


def _as_text(example: str) -> WithJsonSchema:
    return WithJsonSchema({"type": "string", "format": "decimal", "examples": [example]})


Number = Annotated[Decimal, BeforeValidator(_no_float), Field(allow_inf_nan=False)]
"""A decimal number that came as text."""

Quantity = Annotated[Number, Field(max_digits=13, decimal_places=6), _as_text("3")]
Price = Annotated[Number, Field(max_digits=19, decimal_places=6), _as_text("125.00")]
Percent = Annotated[Number, Field(ge=0, le=100, max_digits=7, decimal_places=4), _as_text("0")]
VatRate = Annotated[Number, Field(ge=0, le=100, max_digits=5, decimal_places=2), _as_text("21")]
Direction = Literal["sale", "purchase"]
Kind = Literal["invoice", "credit_note", "receipt", "quote"]
Language = Literal["nl", "fr", "en"]
Currency = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
Series = Annotated[str, StringConstraints(pattern=r"^[A-Z]{1,8}$")]


Unit = Annotated[str, StringConstraints(strip_whitespace=True, max_length=20)]
Reference = Annotated[str, StringConstraints(strip_whitespace=True, max_length=140)]
Name = Annotated[str, StringConstraints(strip_whitespace=True, max_length=200)]
Address = Annotated[str, StringConstraints(strip_whitespace=True, max_length=254)]
Described = Annotated[str, StringConstraints(strip_whitespace=True, max_length=1000)]
Note = Annotated[str, StringConstraints(strip_whitespace=True, max_length=2000)]


class LineTag(BaseModel):
    """Which analytic tag, and how many per cent of the line."""

    model_config = ConfigDict(extra="forbid")

    tag_id: UUID
    percent: Annotated[Percent, Field(gt=0)] = Field(Decimal(100), examples=["100"])


class LineDraft(BaseModel):
    """One line. What is left out is proposed: account and treatment from the contact, the rate from the treatment."""

    model_config = ConfigDict(extra="forbid")

    description: Described = Field(min_length=1, examples=["Website onderhoud, november"])
    quantity: Quantity = Decimal(1)
    unit: Unit | None = Field(None, examples=["hours"])
    unit_price: Price
    discount_percent: Percent = Field(Decimal(0), examples=["0"])
    treatment: Treatment | None = None
    vat_rate: VatRate | None = Field(None, description="of a reverse-charged purchase: the rate it would have here")
    account_code: AccountCode | None = None
    deductible_percent: Percent | None = Field(None, description="of a purchase: how much of its VAT may be deducted")
    tags: list[LineTag] = Field(default_factory=list, max_length=10)


class InvoiceDraft(BaseModel):
    """A sales or purchase invoice, credit note, receipt or quote to begin with."""

    model_config = ConfigDict(extra="forbid")

    direction: Direction = "sale"
    kind: Kind = "invoice"
    contact_id: UUID
    series: Series | None = Field(
        None, description="of a sale's number; F, C and O where nothing is said", examples=["F"]
    )
    number: Reference | None = Field(None, description="a purchase's: the supplier's own number", examples=["2026-118"])
    issued_on: Day | None = Field(None, description="a sale's is today where nothing is said")
    supplied_on: Day | None = Field(None, description="when it was delivered or done, if that is another day")
    due_on: Day | None = Field(None, description="left out: by the contact's or the company's payment terms")
    valid_until: Day | None = Field(None, description="of a quote")
    currency: Currency | None = None
    exchange_rate: Rate | None = Field(
        None, description="units of the books' currency per unit of this one; left out: the known rate of the day"
    )
    language: Language | None = None
    payment_reference: Reference | None = Field(None, description="of a purchase; a sale gets one when it is issued")
    order_reference: Reference | None = Field(None, examples=["PO-4711"])
    note: Note | None = Field(None, description="printed", examples=["Bedankt voor uw vertrouwen."])
    internal_note: Note | None = Field(None, description="never printed", examples=["call before sending"])
    credits_id: UUID | None = Field(None, description="of a credit note: the invoice that it credits")
    vat_amount: Amount | None = Field(
        None, description="of a purchase: the VAT on its paper, where rounding made it a cent more or less"
    )
    lines: list[LineDraft] = Field(default_factory=list, max_length=MOST_LINES)


class InvoiceRevise(BaseModel):
    """What changes of a draft; `lines` replaces all of them."""

    model_config = ConfigDict(extra="forbid")

    contact_id: UUID | None = None
    series: Series | None = Field(None, examples=["F"])
    number: Reference | None = Field(None, examples=["2026-118"])
    issued_on: Day | None = None
    supplied_on: Day | None = None
    due_on: Day | None = None
    valid_until: Day | None = None
    currency: Currency | None = None
    exchange_rate: Rate | None = None
    language: Language | None = None
    payment_reference: Reference | None = None
    order_reference: Reference | None = Field(None, examples=["PO-4711"])
    note: Note | None = Field(None, examples=["Bedankt voor uw vertrouwen."])
    internal_note: Note | None = Field(None, examples=["call before sending"])
    vat_amount: Amount | None = None
    lines: list[LineDraft] | None = Field(None, max_length=MOST_LINES)


class TotalsAsked(BaseModel):
    """Lines as they stand in an editor."""

    model_config = ConfigDict(extra="forbid")

    direction: Direction = "sale"
    kind: Kind = "invoice"
    contact_id: UUID | None = None
    issued_on: Day | None = None
    supplied_on: Day | None = Field(None, description="the rates of this day count, where it is said")
    currency: Currency | None = None
    language: Language | None = None
    credits_id: UUID | None = Field(None, description="of a credit note: the invoice that it credits")
    vat_amount: Amount | None = None
    lines: list[LineDraft] = Field(default_factory=list, max_length=MOST_LINES)


class OneInvoice(BaseModel):
    """An invoice as somebody saw it."""

    model_config = ConfigDict(extra="forbid")

    id: UUID
    version: int | None = Field(None, ge=1, description="the version you saw; a stale one is refused")


class IssueAsked(BaseModel):
    """On which day it is written in the books."""

    model_config = ConfigDict(extra="forbid")

    booked_on: Day | None = Field(
        None,
        description="of a purchase whose own day is locked or closed: a later one, today at the latest; it stays dated"
        " as on its paper",
    )


class IssueOne(OneInvoice, IssueAsked):
    pass


class DraftAndIssue(InvoiceDraft, IssueAsked):
    """A draft that is issued at once."""


class SendAsked(BaseModel):
    """To whom, and a word of your own; left out: the customer's address."""

    model_config = ConfigDict(extra="forbid")

    to: Address | None = Field(None, examples=["boekhouding@klant.be"])
    language: Language | None = None
    message: Note | None = Field(None, examples=["Zoals besproken vindt u hierbij onze factuur."])


class SendOne(OneInvoice, SendAsked):
    pass


class PayAsked(BaseModel):
    """A payment. Amounts are in the invoice's currency; left out, all that is open is paid."""

    model_config = ConfigDict(extra="forbid")

    amount: Amount | None = Field(None, description="what was paid; left out: all that is open, less the rest below")
    paid_on: Day | None = Field(None, description="today where nothing is said")
    account_code: AccountCode | None = Field(
        None, description="where the money came in or went out; the chart's bank account by default", examples=["550"]
    )
    discount: Amount = Field(Decimal(0), description="granted or taken for paying promptly", examples=["0.00"])
    write_off: Amount = Field(Decimal(0), description="a small difference that nobody will ask for", examples=["0.00"])
    charges: Amount = Field(
        Decimal(0),
        description="what came in beside it for reminding and in interest, in the books' currency: income, no part of"
        " the invoice",
        examples=["0.00"],
    )
    amount_in_books: Annotated[Amount, Field(gt=0)] | None = Field(
        None, description="of a foreign currency: what the bank account saw, in the books' currency"
    )
    exchange_rate: Rate | None = Field(None, description="of a foreign currency, instead of `amount_in_books`")
    memo: Name | None = Field(None, examples=["KBC 2026-142"])


class PayOne(OneInvoice, PayAsked):
    pass


class WriteOffAsked(BaseModel):
    """The small difference that is left open."""

    model_config = ConfigDict(extra="forbid")

    on: Day | None = None


class ApplyAsked(BaseModel):
    """An open invoice of the same contact that a credit note pays, as far as both are open."""

    model_config = ConfigDict(extra="forbid")

    invoice_id: UUID
    amount: Annotated[Amount, Field(gt=0)] | None = Field(None, description="left out: all that both have open")
    on: Day | None = Field(None, description="today where nothing is said")


class UnapplyAsked(BaseModel):
    """The invoice that a credit note was applied to."""

    model_config = ConfigDict(extra="forbid")

    invoice_id: UUID


class CreditLine(BaseModel):
    model_config = ConfigDict(extra="forbid")

    line_id: UUID
    quantity: Quantity | None = Field(None, description="left out: all of the line")


class CreditAsked(BaseModel):
    """What to credit: everything, or these lines. As a draft it can be changed before it is issued."""

    model_config = ConfigDict(extra="forbid")

    lines: list[CreditLine] | None = Field(None, min_length=1, max_length=MOST_LINES)
    reason: Described | None = Field(None, description="printed", examples=["Twee stuks teruggezonden"])
    issued_on: Day | None = None
    as_draft: bool = False


class RemindAsked(BaseModel):
    model_config = ConfigDict(extra="forbid")

    level: int | None = Field(None, ge=1, le=9, description="the step you saw proposed; another one is refused")
    to: Address | None = Field(None, examples=["boekhouding@klant.be"])


class RemindOne(RemindAsked):
    id: UUID = Field(description="the invoice")


class RecurringMake(BaseModel):
    """An invoice that is made again every so often; `content` is the draft each time."""

    model_config = ConfigDict(extra="forbid")

    name: Name = Field(min_length=1, examples=["Onderhoud Janssens"])
    content: InvoiceDraft
    every: Literal["week", "month", "quarter", "year"] = "month"
    interval_count: int = Field(1, ge=1, le=60)
    starts_on: Day
    ends_on: Day | None = None
    issues_by_itself: bool = False
    sends_by_itself: bool = False


class RecurringRevise(BaseModel):
    model_config = ConfigDict(extra="forbid")

    name: Name | None = Field(None, min_length=1, examples=["Onderhoud Janssens"])
    content: InvoiceDraft | None = None
    every: Literal["week", "month", "quarter", "year"] | None = None
    interval_count: int | None = Field(None, ge=1, le=60)
    next_on: Day | None = None
    ends_on: Day | None = None
    issues_by_itself: bool | None = None
    sends_by_itself: bool | None = None
    is_active: bool | None = None
