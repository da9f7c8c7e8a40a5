"""What a draft is asked with, and what its lines come to."""

from decimal import Decimal
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from accounting.exchange_differences import ACCEPT_RATE
from accounting.vat import Treatment
from app.core.amounts import Amount
from app.core.days import Day
from app.modules.documents.schemas import AccountCode
from app.modules.invoicing.schemas.booking import Rate
from app.modules.invoicing.schemas.typed import (
    MOST_LINES,
    Currency,
    Described,
    Direction,
    Kind,
    Language,
    Note,
    Percent,
    Price,
    Quantity,
    Reference,
    Series,
    Unit,
    VatRate,
)


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
    cost_account: AccountCode | None = Field(
        None,
        description="of a purchase booked on an accrual: the cost that was accrued, by which its VAT is deducted; left"
        " out: the supplier's usual one",
        examples=["616"],
    )
    deductible_percent: Percent | None = Field(None, description="of a purchase: how much of its VAT may be deducted")
    tags: list[LineTag] = Field(default_factory=list, max_length=10)
    credits_line_id: UUID | None = Field(
        None,
        description="of a credit note: the line of its invoice that it takes back, at the same price, discount and"
        " rate; without it, or at another price, it lowers the price",
    )


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
    accept_exchange_rate: bool = Field(False, description=ACCEPT_RATE)
    language: Language | None = None
    payment_reference: Reference | None = Field(None, description="of a purchase; a sale gets one when it is issued")
    order_reference: Reference | None = Field(None, examples=["PO-4711"])
    note: Note | None = Field(None, description="printed", examples=["Bedankt voor uw vertrouwen."])
    internal_note: Note | None = Field(None, description="never printed", examples=["call before sending"])
    credits_id: UUID | None = Field(None, description="of a credit note: the invoice that it credits")
    original_number: Reference | None = Field(
        None, description="of a credit note: the number of an invoice that is not in these books", examples=["2019-044"]
    )
    original_issued_on: Day | None = Field(None, description="the day of that invoice", examples=["2019-06-14"])
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
    accept_exchange_rate: bool = Field(False, description=ACCEPT_RATE)
    language: Language | None = None
    payment_reference: Reference | None = None
    order_reference: Reference | None = Field(None, examples=["PO-4711"])
    note: Note | None = Field(None, examples=["Bedankt voor uw vertrouwen."])
    internal_note: Note | None = Field(None, examples=["call before sending"])
    original_number: Reference | None = Field(None, examples=["2019-044"])
    original_issued_on: Day | None = Field(None, examples=["2019-06-14"])
    vat_amount: Amount | None = None
    lines: list[LineDraft] | None = Field(None, max_length=MOST_LINES)


class ExtendAsked(BaseModel):
    """Until when a quote is valid from now on."""

    model_config = ConfigDict(extra="forbid")

    valid_until: Day = Field(examples=["2026-12-31"])


class AcceptAsked(BaseModel):
    """What is said where a quote is accepted."""

    model_config = ConfigDict(extra="forbid")

    despite_expiry: bool = Field(False, description="its day has passed, and you stand by it all the same")


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
