from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, PlainSerializer, WithJsonSchema

from accounting.exchange_differences import ACCEPT_RATE
from accounting.vat import Treatment
from app.core.amounts import Amount, shortest_text
from app.core.days import Day
from app.modules.documents.schemas import AccountCode, OneDocument

Rate = Annotated[Decimal, Field(gt=0, max_digits=24, decimal_places=12, allow_inf_nan=False)]

ExchangeRate = Annotated[
    Decimal,
    PlainSerializer(shortest_text, return_type=str),
    WithJsonSchema({"type": "string", "format": "decimal", "examples": ["0.9234"]}),
]
"""Units of the books' currency per unit of the invoice's; 0 until the rate of its day is known."""


AcceptableWarning = Literal["addressed_to_another_company"]


class Approve(BaseModel):
    """Which account bears the cost, else the supplier's last one; a currency's rate, else that of the day."""

    model_config = ConfigDict(extra="forbid")

    account_code: AccountCode | None = None
    cost_account: AccountCode | None = Field(
        None,
        description="of what is booked on an accrual: the cost that was accrued, by which its VAT is deducted; left"
        " out: the supplier's usual one",
        examples=["616"],
    )
    exchange_rate: Rate | None = Field(None, description="units of the company's currency per unit of the invoice's")
    accept_exchange_rate: bool = Field(False, description=ACCEPT_RATE)
    booked_on: Day | None = Field(
        None, description="where the paper's own day is locked or closed: a later one, today at the latest"
    )
    accept_warnings: list[AcceptableWarning] = Field(
        default_factory=list, max_length=10, description="problems to set aside by name; the audit trail keeps them"
    )


class ApproveOne(OneDocument, Approve):
    pass


class BookingProblem(BaseModel):
    """One thing that is in the way of booking; each is listed once, and all are listed."""

    code: str
    message: str
    field: str | None
    instead: date | None = Field(None, description="of a locked day: the first open one, to give as `booked_on`")
    warning: str | None = Field(None, description="the document's warning that says the same; show one of the two")
    can_be_accepted: bool = Field(False, description="approving may set it aside by naming it in `accept_warnings`")


class BookingPosting(BaseModel):
    account_code: str
    account_name: str
    debit: Amount
    credit: Amount


class BookingLine(BaseModel):
    """What one VAT rate and one account bear: a line of the invoice that approving would make."""

    account_code: str
    account_name: str
    treatment: Treatment
    vat_rate: Amount = Field(examples=["21.00"])
    net_amount: Amount
    deductible_percent: Amount = Field(examples=["100.00"], description="how much of its VAT is deducted")


class BookingSupplier(BaseModel):
    name: str | None
    vat_number: str | None
    is_new: bool


class Booking(BaseModel):
    """What approving would write in the books, or what is missing before it can."""

    type: Literal["booking"] = "booking"
    account_code: str
    account_name: str | None
    cost_account: str | None = Field(
        description="what was accrued, as far as it is known, of what is booked on an accrual", examples=["616"]
    )
    treatment: str | None
    supplier: BookingSupplier
    booked_on: date | None = Field(description="the day of the entry: the paper's own, or what was asked for")
    currency: str
    exchange_rate: ExchangeRate | None = Field(
        None, description="the books' currency per unit of the document's: as asked, else as the books know of its day"
    )
    lines: list[BookingLine] = Field(description="one per VAT rate and account, in the invoice's currency")
    postings: list[BookingPosting]
    problems: list[BookingProblem]
    accepted_warnings: list[str] = Field(default_factory=list, description="set aside by `accept_warnings`")
