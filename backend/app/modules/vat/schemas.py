from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, PlainSerializer

from accounting.vat.regimes import Regime
from app.core.amounts import Amount
from app.core.days import Day

PeriodKind = Literal["month", "quarter"]
State = Literal["running", "to_close", "overdue", "closed"]
Warnings = Literal["vat_period_not_ended", "vat_controls_fail", "vat_period_unfinished", "vat_corrections_apart"]
WhyNone = Literal["small_enterprise", "exempt", "no_vat_number", "country_unknown"]
GridKind = Literal["sales", "purchases", "due", "total", "deductible", "advance", "result", "other"]
Percent = Annotated[
    Decimal, PlainSerializer(lambda value: f"{value.normalize():f}", return_type=str), Field(examples=["21"])
]

SPECIAL = (
    "of a company that files no returns: the VAT that it owes as a buyer (Belgium: form 629), and what credit notes"
    " correct of before"
)


class SayRegime(BaseModel):
    """How the company stands towards VAT from a day on; before it, all stays as it was."""

    model_config = ConfigDict(extra="forbid")

    regime: Regime = Field(examples=["small_enterprise"])
    valid_from: Day | None = Field(
        description="its first day, in no closed VAT period; null: it always was so", examples=["2027-01-01"]
    )


class PeriodRead(BaseModel):
    """`running` has not ended, `to_close` has, `overdue` is past its deadline."""

    period: str = Field(examples=["2026-Q4"])
    kind: PeriodKind
    starts_on: date
    ends_on: date
    deadline: date
    state: State
    is_special: bool = Field(description=SPECIAL, examples=[False])
    balance: Amount = Field(description="owed to the State; less than zero when it owes you")
    closed_at: datetime | None


class Periods(BaseModel):
    """The company's VAT periods, the latest first."""

    type: Literal["vat_periods"] = "vat_periods"
    country: str
    kind: PeriodKind
    files_returns: bool
    why_none: WhyNone | None = Field(description="why this company files no return")
    next_to_close: str | None = Field(examples=["2026-Q3"])
    periods: list[PeriodRead]


class GridRead(BaseModel):
    """`amount` as in the return, of a Dutch one in whole euros; `postings` counts what it is made of."""

    grid: str = Field(examples=["54"])
    name: str = Field(examples=["VAT on 01, 02 and 03"])
    kind: GridKind
    amount: Amount
    in_books: Amount = Field(description="to the cent")
    postings: int


class ControlRead(BaseModel):
    """A check of the return; `rule` names the grids."""

    name: str = Field(examples=["vat_on_sales"])
    rule: str = Field(examples=["01 × 6 % + 02 × 12 % + 03 × 21 % = 54"])
    left: Amount
    right: Amount
    tolerance: Amount
    holds: bool


class Unfinished(BaseModel):
    """What is dated in a period and not in the books: invoices in draft, papers to approve, expenses to decide on."""

    drafts: int = Field(description="invoices in draft", examples=[1])
    documents: int = Field(description="papers to approve", examples=[2])
    expenses: int = Field(description="expenses to decide on", examples=[0])

    def __bool__(self) -> bool:
        return bool(self.drafts or self.documents or self.expenses)


class Return(BaseModel):
    """A VAT return; of a closed period the figures as they were when it was closed."""

    type: Literal["vat_return"] = "vat_return"
    period: str = Field(examples=["2026-Q4"])
    kind: PeriodKind
    country: str
    starts_on: date
    ends_on: date
    deadline: date
    state: State
    files_returns: bool
    why_none: WhyNone | None
    is_special: bool = Field(description=SPECIAL, examples=[False])
    owed_as_buyer: Amount = Field(description="the VAT on what was bought that the buyer owes", examples=["0.00"])
    corrections: Amount = Field(
        description="of a special return: the rest of it, such as credit notes on what was taxed before; owed to the"
        " State, less than zero when it owes you. In Belgium it is declared apart, as form 629 is of what a buyer owes",
        examples=["0.00"],
    )
    grids: list[GridRead]
    controls: list[ControlRead]
    unfinished: Unfinished
    balance: Amount = Field(description="owed to the State; less than zero when it owes you")
    entry_id: UUID | None = Field(description="the entry that closed the period")
    settles_on: date | None = Field(
        description="while it is open, the day of the entry that will close it: its last one, or the first after a"
        " fiscal year that is closed"
    )
    closed_at: datetime | None
    closed_by: str | None = Field(examples=["An Peeters"])
    can_close: bool
    can_reopen: bool
    version: int = Field(description="0 while it is not closed")


class GridLine(BaseModel):
    """A posting that counts in a grid, and where it comes from."""

    posting_id: UUID
    booked_on: date
    entry_id: UUID
    entry_number: str = Field(examples=["S2026-00012"])
    memo: str
    account_code: str
    account_name: str
    grid: str = Field(description="with its sign", examples=["+54"])
    amount: Amount = Field(description="as it counts in the grid")
    source_type: str | None = Field(examples=["invoice"])
    source_id: UUID | None
    invoice_id: UUID | None
    invoice_number: str | None
    contact_id: UUID | None
    contact_name: str | None = Field(examples=["Bakkerij Peeters BV"])


class Close(BaseModel):
    """Warnings that you accept, by name."""

    model_config = ConfigDict(extra="forbid")

    accept_warnings: list[Warnings] = Field(default_factory=list, max_length=5)


class Reopen(BaseModel):
    model_config = ConfigDict(extra="forbid")

    reason: str = Field(min_length=1, max_length=200, examples=["an invoice was forgotten"])


class RateRead(BaseModel):
    percent: Percent
    kind: Literal["standard", "reduced", "zero"]
    valid_from: date
    valid_to: date | None


class SupplyRead(BaseModel):
    """Something whose rate the law names."""

    code: str = Field(examples=["lodging"])
    name: str = Field(examples=["Lodging and camping"])
    percent: Percent
    valid_from: date
    source: str = Field(examples=["change of royal decree no. 20 in force on 1 March 2026"])


class Rates(BaseModel):
    """What there is in a country on a day, highest first."""

    country: str
    on: date
    rates: list[RateRead]
    supplies: list[SupplyRead]


class TreatmentRead(BaseModel):
    """How VAT works on a sale or purchase. `category` and `exemption_code` are those of an e-invoice."""

    treatment: str = Field(examples=["co_contractor"])
    of_sales: bool
    fits_regime: bool = Field(
        description="whether your company's VAT regime of that day lets a sale go so", examples=[True]
    )
    of_purchases: bool
    is_reverse_charge: bool
    sale_rates: list[Percent]
    purchase_rates: list[Percent]
    category: str | None = Field(examples=["AE"])
    exemption_code: str | None = Field(examples=["VATEX-EU-AE"])
    needs_vat_number: Literal["at_home", "other_member_state"] | None
    mention: str | None = Field(
        description="what the invoice must say, in the language asked for",
        examples=["Reverse charge, article 196 of Directive 2006/112/EC"],
    )


class DeductionRead(BaseModel):
    """The most that may be deducted of VAT on costs on accounts that begin so."""

    account: str = Field(examples=["616"])
    percent: Percent
    reason: str = Field(examples=["car"])
    source: str = Field(examples=["VAT Code art. 45 §2"])
