"""Bank lines on the wire."""

from datetime import date
from typing import Any, Literal
from uuid import UUID

from pydantic import BaseModel, Field

from app.core.amounts import Amount

LineStatus = Literal["staged", "duplicate", "reverted", "open", "partly", "reconciled"]


class BankLineRead(BaseModel):
    """One movement: what came in is positive, what went out negative. `open_amount` is not reconciled yet."""

    id: UUID
    type: Literal["bank_line"] = "bank_line"
    status: LineStatus
    bank_account_id: UUID | None
    import_id: UUID
    statement_id: UUID
    line_number: int = Field(description="line of the file where it begins, from 1")
    booked_on: date
    value_on: date | None
    amount: Amount
    open_amount: Amount
    currency: str
    counterparty_name: str | None = Field(examples=["Energie Vlaanderen NV"])
    counterparty_account: str | None = Field(examples=["BE68539007547034"])
    text: str = Field(
        description="its beginning where it is a batch of very many payments: those stand in `details` of the line",
        examples=["factuur 2026-118"],
    )
    reference: str | None = Field(description="the structured communication", examples=["+++090/9337/55493+++"])
    bank_id: str | None = Field(description="what the bank calls it", examples=["GKCC01238DDBRLBH"])
    duplicate_of_id: UUID | None = Field(description="the line that is here already")
    duplicate_because: Literal["known", "alike"] | None = Field(
        description="known by the bank's id or every word of it; or alike what came in another format or before it"
    )


class BankLineDetail(BankLineRead):
    """With whatever else the bank said."""

    details: dict[str, Any] = Field(examples=[{"code": "0150", "end_to_end": "INV-118"}])
