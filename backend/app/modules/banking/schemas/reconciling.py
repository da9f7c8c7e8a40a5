"""Reconciling on the wire: what a line could settle, what is asked, what was done."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, PlainSerializer

from app.core.amounts import Amount
from app.core.days import Day
from app.modules.banking.schemas.lines import BankLineDetail
from app.modules.banking.schemas.statements import AccountCode, Words

ItemKind = Literal["invoice", "expense", "posting", "payment"]
Positive = Annotated[Amount, Field(gt=0, lt=Decimal("1e13"))]
NotNegative = Annotated[Amount, Field(ge=0, lt=Decimal("1e13"))]
Rate = Annotated[
    Decimal,
    Field(gt=0, max_digits=24, decimal_places=12, allow_inf_nan=False),
    PlainSerializer(lambda value: f"{value.normalize():f}", return_type=str),
]
VatRate = Annotated[
    Decimal,
    Field(gt=0, le=100, max_digits=5, decimal_places=2, allow_inf_nan=False),
    PlainSerializer(lambda value: f"{value.normalize():f}", return_type=str),
]
MOST_PARTS = 1_000
"""In one request: twice the payments of a batch that are kept."""
MOST_REJECTED = 50
"""Items of a sum: their names are in one key, which has room for no more."""


class InvoicePart(BaseModel):
    """An open invoice or credit note, sold or bought; without `amount` as much as the line has.

    In another currency that is what the line is worth at the day's rate, and all of it when that is near.
    """

    model_config = ConfigDict(extra="forbid")

    type: Literal["invoice"]
    id: UUID
    amount: Positive | None = Field(None, description="what is paid of it, in its own currency", examples=["121.00"])
    line_amount: Positive | None = Field(
        None, description="what of the line that is, where the currencies differ", examples=["110.00"]
    )
    discount: NotNegative = Field(Decimal(0), description="granted or taken for paying promptly", examples=["0.00"])
    write_off: NotNegative = Field(Decimal(0), description="a small difference that nobody asks for", examples=["0.00"])
    open_amount: NotNegative | None = Field(
        None, description="what you saw open of it; refused with 412 when that changed meanwhile", examples=["121.00"]
    )


class ExpensePart(BaseModel):
    """An approved expense, as a whole: own money that is paid back, or what a company card paid."""

    model_config = ConfigDict(extra="forbid")

    type: Literal["expense"]
    id: UUID


class PostingPart(BaseModel):
    """A posting on the bank's account that is in the books already: it is posted no second time."""

    model_config = ConfigDict(extra="forbid")

    type: Literal["posting"]
    id: UUID


class PaymentPart(BaseModel):
    """A payment of an invoice that came back: the invoice is open again, and the payment stays as it was."""

    model_config = ConfigDict(extra="forbid")

    type: Literal["payment"]
    id: UUID = Field(description="of the payment among the invoice's settlements")


class AccountPart(BaseModel):
    """An account of the books. `amount` is signed as lines are: a fee that a bank kept of money in is below zero."""

    model_config = ConfigDict(extra="forbid")

    type: Literal["account"]
    account_code: AccountCode = Field(examples=["659"])
    amount: Amount | None = Field(None, description="else what is left of the line", examples=["-5.00"])
    vat_rate: VatRate | None = Field(
        None, description="VAT that is in the amount, per cent: it goes to its own account and in the return"
    )
    contact_id: UUID | None = None
    memo: Words | None = Field(None, examples=["Bank charges"])


AskedPart = Annotated[InvoicePart | ExpensePart | PostingPart | PaymentPart | AccountPart, Field(discriminator="type")]


class Settle(BaseModel):
    """Against what a line stands, in one entry: as many parts as an answer has that matching found."""

    model_config = ConfigDict(extra="forbid")

    parts: list[AskedPart]
    open_amount: Amount | None = Field(
        None,
        description="what you saw open of the line; refused with 412 when that changed meanwhile",
        examples=["121.00"],
    )
    on: Day | None = Field(None, description="else the line's own day")
    memo: Words | None = Field(None, description="else who and what the line says")
    rule_id: UUID | None = Field(None, description="the rule that proposed these parts")
    exchange_rate: Rate | None = Field(
        None, description="books' currency per unit of the line's; else the rate of that day", examples=["0.92"]
    )
    accept_exchange_difference: bool = Field(
        False,
        description="whether more than a tenth may be won or lost against the rate of that day",
        examples=[False],
    )


class Reconcile(Settle):
    """Against what a line stands, in one entry of the bank journal. What it does not use of the line stays open."""

    parts: list[AskedPart] = Field(max_length=MOST_PARTS, description="one at least")


class ReconcileOne(Reconcile):
    """One line of many."""

    id: UUID


class ItemAsked(BaseModel):
    """One open item."""

    model_config = ConfigDict(extra="forbid")

    type: ItemKind
    id: UUID


class MatchAsked(BaseModel):
    """What a candidate would settle: one item, or several that are a sum."""

    model_config = ConfigDict(extra="forbid")

    items: list[ItemAsked] = Field(max_length=MOST_REJECTED, description="one at least; several are a sum")


class Undo(BaseModel):
    """Open a line again, and say why; its entry is reversed."""

    model_config = ConfigDict(extra="forbid")

    reason: Words = Field(examples=["wrong invoice"])
    reconciliation_id: UUID | None = Field(None, description="else everything that the line was reconciled with")


class OpenItemRead(BaseModel):
    """Something that waits for its money: what should come in is positive. A payment may come back."""

    id: UUID
    type: ItemKind
    kind: str = Field(
        description="invoice, credit_note, receipt (also of a payment), expense, or the journal of a posting",
        examples=["invoice"],
    )
    number: str = Field(examples=["2026-118"])
    name: str = Field(examples=["Energie Vlaanderen NV"])
    text: str = Field(examples=["+++090/9337/55493+++"])
    dated_on: date
    due_on: date | None
    amount: Amount
    currency: str
    contact_id: UUID | None
    open_in_books: Amount | None = Field(
        None, description="what is open of an invoice in the books, where it or the line is in another currency"
    )
    line_amount: Amount | None = Field(
        None, description="what all of it is worth in the line's currency, where that is another, at the day's rate"
    )


class ReasonRead(BaseModel):
    """One part of a score; `values` are what was seen, for a sentence in any language."""

    code: str = Field(examples=["structured_reference"])
    points: int = Field(description="six more about double the odds")
    values: list[str] = Field(examples=[["+++090/9337/55493+++"]])


class CandidateRead(BaseModel):
    """What a line could settle. `parts` is what to ask for to accept it as it stands."""

    kind: Literal["exact", "many_items", "difference", "transfer", "rule", "return"]
    score: float = Field(description="the chance that it is right, from 0 to 1; a transfer and a rule are no guess")
    is_sure: bool = Field(description="exact, above the company's threshold, and without a rival")
    solutions: int = Field(description="in how many ways the amount could have been made up")
    items: list[OpenItemRead]
    reasons: list[ReasonRead]
    difference: Amount = Field(description="the line's amount less that of the items")
    parts: list[AskedPart]
    rule_id: UUID | None = Field(
        None, description="the rule whose shares these parts are; send it along to have it told"
    )
    rule_name: str | None = Field(None, examples=["Telephone"])


class PartRead(BaseModel):
    """Against what a part of a line stands, in the line's currency."""

    type: Literal["invoice", "expense", "posting", "payment", "account"]
    id: UUID | None = Field(
        description="of the invoice, also of one whose payment came back; of the expense or posting"
    )
    account_code: str | None
    amount: Amount
    settled_amount: Amount | None = Field(description="what it took from an invoice, in the invoice's currency")
    label: str | None = Field(description="its number or name", examples=["2026-118"])
    vat_rate: VatRate | None = Field(description="VAT that was taken out of the amount, per cent")
    vat_amount: Amount | None = Field(description="and how much that was, without sign")
    memo: str | None
    returned_on: date | None = Field(description="when the bank took back what was paid of the invoice")


class ReconciliationRead(BaseModel):
    """What was done with a line, and whether it stands."""

    id: UUID
    kind: Literal["accepted", "booked", "rule", "automatic"]
    amount: Amount
    entry_id: UUID | None
    entry_number: str | None
    books_amount: Amount | None = Field(description="what that was in the books, where the line is in another currency")
    exchange_result: Amount = Field(description="won on the exchange rate; below zero, lost", examples=["1.00"])
    run_id: UUID | None
    rule_id: UUID | None
    score: str | None = Field(description="the chance that was given to it", examples=["0.9986"])
    parts: list[PartRead]
    created_by: str | None
    created_at: datetime
    undone_at: datetime | None
    undone_because: str | None = Field(examples=["wrong invoice"])


class RejectedItem(BaseModel):
    """One item of what was rejected; its name stays to be read when it is open no more."""

    type: ItemKind
    id: UUID
    label: str | None = Field(description="its number or name", examples=["2026-118"])


class RejectionRead(BaseModel):
    """What somebody said that the line is not about; `POST …/allow` with these items takes that back."""

    items: list[RejectedItem] = Field(description="several are a sum")


class BankLineFull(BankLineDetail):
    """A line with everything that was done with it, the latest first."""

    exchange_rate: Rate | None = Field(
        description="books' currency per unit of the line's on its day; null where they are the same, or none is known",
        examples=["0.92"],
    )
    reconciliations: list[ReconciliationRead]
    rejected: list[str] = Field(
        description="what somebody said no to: an item, or a sum of items with a plus between them",
        examples=[["invoice:01a1fcd6-3f7a-74ba-831f-443b45c4ef44"]],
    )
    rejections: list[RejectionRead] = Field(description="the same, each item with its number or name")
