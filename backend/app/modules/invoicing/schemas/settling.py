"""What an invoice is paid with, and what else closes it."""

from decimal import Decimal
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from app.core.amounts import Amount
from app.core.days import Day
from app.modules.documents.schemas import AccountCode
from app.modules.invoicing.schemas.booking import Rate
from app.modules.invoicing.schemas.issuing import OneInvoice
from app.modules.invoicing.schemas.typed import Name


class PayAsked(BaseModel):
    """A payment. Amounts are in the invoice's currency; left out, all that is open is paid.

    A credit note of which nothing is said is paid back less what was granted or let go on its invoice
    (`granted_discount`, `granted_write_off`). Of a foreign currency all that is open is what `amount_in_books` is worth
    at the day's rate, and all of it when that is near.
    """

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
    accept_exchange_difference: bool = Field(
        False,
        description="whether more than a tenth may be won or lost against the rate of that day",
        examples=[False],
    )
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
