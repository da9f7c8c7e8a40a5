from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, PlainSerializer, StringConstraints

from accounting.exchange_differences import ACCEPT_RATE
from app.core.amounts import Amount
from app.core.days import Day

Status = Literal["draft", "submitted", "approved", "rejected", "reimbursed"]
VatOf = Literal["home", "abroad"]
PaidWith = Literal["own_money", "company_card", "cash"]
Action = Literal["revise", "remove", "submit", "approve", "reject", "reimburse", "clear", "unclear", "add_paper"]
Cleared = Literal["bank_line", "by_hand"]
AccountCode = Annotated[str, StringConstraints(pattern=r"^\d{2,10}$")]
LONGEST_WORDS = 200
Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST_WORDS)]
Currency = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
Percent = Annotated[
    Decimal,
    Field(ge=0, le=100, max_digits=7, decimal_places=4, allow_inf_nan=False, examples=["25"]),
    PlainSerializer(lambda value: f"{value.normalize():f}", return_type=str),
]
Rate = Annotated[
    Decimal,
    Field(gt=0, max_digits=24, decimal_places=12, allow_inf_nan=False),
    PlainSerializer(lambda value: f"{value.normalize():f}", return_type=str),
]
MOST = Decimal("1e12")
Total = Annotated[Amount, Field(gt=0, lt=MOST)]
Vat = Annotated[Amount, Field(ge=0, lt=MOST)]


GIFTS = "how many gifts it is, where its category has a limit for each: at that or more each, no VAT is deducted"
GiftCount = Annotated[int, Field(ge=1, le=10_000, description=GIFTS, examples=[12])]
LIMIT = "its VAT is deducted only where each costs less than this without VAT; null where there is no limit"
Limit = Annotated[Amount | None, Field(description=LIMIT, examples=["50.00"])]


class _Facts(BaseModel):
    model_config = ConfigDict(extra="forbid")

    merchant: Words | None = Field(None, examples=["Brasserie De Kroon"])
    account_code: AccountCode | None = Field(None, description="else the category's", examples=["614"])
    exchange_rate: Rate | None = Field(None, description="books' currency per unit; else the rate of that day")
    accept_exchange_rate: bool = Field(False, description=ACCEPT_RATE)
    vat_amount: Vat | None = Field(None, description="VAT that an invoice in the company's name shows")
    vat_rate: Percent | None = Field(None, description="with it alone, the VAT is worked out", examples=["12"])
    vat_of: VatOf | None = Field(
        None,
        description="whose VAT it is, your country's or another's, which is not deducted; left out: yours where a rate"
        " is given, or one of yours makes that amount",
    )


class ExpenseMake(_Facts):
    """Something that was spent for the company."""

    description: Words = Field(examples=["Lunch with a customer"])
    category: Words = Field(examples=["restaurant"])
    spent_on: Day
    total_amount: Total = Field(description="with VAT", examples=["56.00"])
    currency: Currency | None = Field(None, description="else the company's", examples=["EUR"])
    private_percent: Percent = Field(Decimal(0), description="of the whole; the company does not bear it")
    gift_count: GiftCount = 1
    paid_with: PaidWith = "own_money"
    spender_id: UUID | None = Field(None, description="else you; only an approver may say somebody else")


class ExpenseRevise(_Facts):
    """What is left out stays as it is."""

    spender_id: UUID | None = Field(None, description="who spent it; only an approver may say somebody else")

    description: Words | None = None
    category: Words | None = Field(None, examples=["restaurant"])
    spent_on: Day | None = None
    total_amount: Total | None = None
    currency: Currency | None = None
    private_percent: Percent | None = None
    gift_count: GiftCount | None = Field(None, description=GIFTS)
    paid_with: PaidWith | None = None


class FromDocument(BaseModel):
    """What a receipt does not tell; the rest is read from it."""

    model_config = ConfigDict(extra="forbid")

    description: Words | None = None
    category: Words | None = Field(
        None, description="else what the merchant's name gives away", examples=["restaurant"]
    )
    paid_with: PaidWith = "own_money"
    private_percent: Percent = Decimal(0)
    gift_count: GiftCount = 1


class ApproveExpense(BaseModel):
    """On which day it is written in the books."""

    model_config = ConfigDict(extra="forbid")

    booked_on: Day | None = Field(
        None, description="where the day it was spent is locked or closed: a later one, today at the latest"
    )


class AddPaper(BaseModel):
    """Which document is the paper behind it."""

    model_config = ConfigDict(extra="forbid")

    document_id: UUID = Field(description="a document that waits for review")


class Reject(BaseModel):
    model_config = ConfigDict(extra="forbid")

    reason: Words = Field(examples=["The receipt is missing."])


class Reimburse(BaseModel):
    """From which account, and when; else the bank, today."""

    model_config = ConfigDict(extra="forbid")

    account_code: AccountCode | None = Field(None, description="the chart's bank account by default", examples=["550"])
    on: Day | None = None


class _One(BaseModel):
    model_config = ConfigDict(extra="forbid")

    id: UUID = Field(description="the expense")
    version: int | None = Field(None, description="as it was seen; a stale one is refused")


class ApproveOne(_One, ApproveExpense):
    pass


class ReimburseOne(_One, Reimburse):
    pass


class ExpenseRead(BaseModel):
    """`cost_amount`, `deducted_vat` and `private_amount` add up to the total, in the company's currency."""

    id: UUID
    type: Literal["expense"] = "expense"
    status: Status
    description: str
    merchant: str | None = Field(examples=["Brasserie De Kroon"])
    category: str = Field(examples=["restaurant"])
    category_name: str = Field(examples=["Restaurant"])
    account_code: str
    spent_on: date
    currency: str
    exchange_rate: Rate
    total_amount: Amount
    vat_amount: Amount
    vat_rate: Percent | None
    vat_of: VatOf | None
    private_percent: Percent
    gift_count: int = Field(description=GIFTS, examples=[12])
    limit_each: Limit
    vat_percent: Percent = Field(description="how much of the VAT may be deducted")
    tax_percent: Percent | None = Field(description="how much of the cost lowers the taxed profit; null: it depends")
    total_in_books: Amount
    cost_amount: Amount
    deducted_vat: Amount
    private_amount: Amount
    owed_amount: Amount = Field(description="what the company owes or owed the spender")
    paid_with: PaidWith
    spender_id: UUID
    spender: str | None = Field(examples=["An Peeters"])
    document_id: UUID | None
    entry_id: UUID | None
    reimbursement_entry_id: UUID | None
    cleared: Cleared | None = Field(
        description="how what a company card paid left money in transit; null: it waits for its bank line"
    )
    reason: str | None = Field(description="why it was rejected")
    submitted_at: datetime | None
    decided_at: datetime | None
    decided_by: str | None
    created_at: datetime
    version: int
    actions: list[Action] = Field(description="what you may do with it now")


class ExpenseSum(BaseModel):
    """What expenses of one currency come to."""

    model_config = ConfigDict(from_attributes=True)

    type: Literal["expense_sum"] = "expense_sum"
    currency: str
    count: int = Field(examples=[12])
    vat_amount: Amount
    total_amount: Amount
    owed_amount: Amount = Field(description="what the company owes or owed the spenders, in the books' currency")


class CategoryRead(BaseModel):
    """A kind of expense, and what may be deducted of it today."""

    code: str = Field(examples=["restaurant"])
    name: str = Field(examples=["Restaurant"])
    account_code: str
    vat_percent: Percent
    limit_each: Limit
    tax_percent: Percent | None
    source: str = Field(examples=["VAT Code art. 45 §3, 2°; ITC 1992 art. 53, 8°"])


class CarDeduction(BaseModel):
    """How much of a car's costs on a day lowers the profit on which a Belgian company is taxed."""

    type: Literal["car_deduction"] = "car_deduction"
    on: date
    cost_percent: Percent = Field(examples=["72.5"])
    fuel_percent: Percent = Field(description="of what is burnt in it, which of a plug-in hybrid may be less")
    source: str = Field(examples=["ITC 1992 art. 198bis §1"])
