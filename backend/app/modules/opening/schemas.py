from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from app.core.amounts import Amount, WrittenAmount
from app.core.days import Day
from app.core.errors import ViolationRead
from app.modules.ledger.schemas import AccountCode, EntryRead

MOST_ITEMS = 5000
NotNegative = Annotated[WrittenAmount, Field(ge=0)]
Direction = Literal["sale", "purchase"]
Kind = Literal["invoice", "credit_note"]
Text = Annotated[str, StringConstraints(strip_whitespace=True, max_length=140)]


class OpeningLine(BaseModel):
    """What stood on an account when these books began: on one side."""

    model_config = ConfigDict(extra="forbid")

    account_code: AccountCode
    debit: NotNegative | None = None
    credit: NotNegative | None = None
    contact_id: UUID | None = None
    memo: Annotated[str, Field(max_length=300)] | None = None


class OpeningItemSet(BaseModel):
    """An invoice or credit note that was booked elsewhere and still open."""

    model_config = ConfigDict(extra="forbid")

    direction: Direction = Field(description="sale: of a customer; purchase: of a supplier")
    kind: Kind = "invoice"
    contact_id: UUID
    number: Annotated[Text, Field(min_length=1, examples=["2025-0118"])]
    issued_on: Day = Field(description="the day of the opening balances or before", examples=["2025-11-14"])
    due_on: Day | None = Field(
        None, description="left out: by the contact's or the company's payment terms", examples=["2025-12-14"]
    )
    currency: Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")] | None = None
    amount: WrittenAmount = Field(description="what was still open, VAT included; above zero", examples=["1210.00"])
    amount_in_books: WrittenAmount | None = Field(
        None, description="needed in another currency: what it stands at in the books", examples=["1210.00"]
    )
    payment_reference: Text | None = Field(None, examples=["+++260/0000/04214+++"])


class SetOpening(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "booked_on": "2026-01-01",
                    "balances": [
                        {"account_code": "550", "debit": "18600.00"},
                        {"account_code": "400", "debit": "1210.00"},
                        {"account_code": "100", "credit": "19810.00"},
                    ],
                    "items": [
                        {
                            "direction": "sale",
                            "contact_id": "01a1fcd6-3f7a-74ba-831f-443b45c4ef44",
                            "number": "2025-0118",
                            "issued_on": "2025-11-14",
                            "due_on": "2025-12-14",
                            "amount": "1210.00",
                        }
                    ],
                }
            ]
        },
    )

    booked_on: Day
    balances: list[OpeningLine] = Field(max_length=1000)
    items: list[OpeningItemSet] | None = Field(
        None,
        description="all that was open; left out, those that are there stay, unless the balances are taken back",
        max_length=MOST_ITEMS,
    )
    difference_account: AccountCode | None = Field(
        None, description="takes what is missing to balance, such as 499; without it an unbalanced list is refused"
    )


class OpeningLineRead(BaseModel):
    account_code: str
    account_name: str
    debit: Amount
    credit: Amount
    contact_id: UUID | None
    memo: str | None = Field(examples=["rekening-courant"])


class OpeningItemRead(BaseModel):
    """An open item, and what is left of it by now."""

    invoice_id: UUID
    direction: Direction
    kind: Kind
    contact_id: UUID
    contact_name: str
    number: str = Field(examples=["2025-0118"])
    issued_on: date
    due_on: date | None
    currency: str
    amount: Amount
    amount_in_books: Amount
    payment_reference: str | None
    open_amount: Amount = Field(description="what is still open of it now")
    is_settled: bool = Field(description="whether something was paid or credited of it, so that it has to stay")


class TieRead(BaseModel):
    """Whether open items come to what the balances say of their account; debit above zero."""

    direction: Direction
    account_code: str
    in_balances: Amount
    in_items: Amount
    difference: Amount


class OpeningRead(BaseModel):
    """What stood on the accounts when these books began."""

    type: Literal["opening_balances"] = "opening_balances"
    entry: EntryRead | None = Field(description="the entry that opened the books; null when none did")
    total: Amount
    balances: list[OpeningLineRead] = Field(description="as they were set: an account with open items is one line")
    items: list[OpeningItemRead]


class ImportedItem(BaseModel):
    """A row of the file: the open item that it makes, or what is wrong with it."""

    row: int = Field(description="its line in the file; 1 is the column names", examples=[2])
    outcome: Literal["made", "revised", "unchanged", "failed"]
    number: str | None = Field(examples=["2025-0118"])
    contact_name: str | None
    amount: Amount | None
    errors: list[ViolationRead] = Field(default_factory=list)


class ImportedItems(BaseModel):
    """What a file of open items came to; of its rows the first thousand. Where one fails, none is written."""

    type: Literal["imported_open_items"] = "imported_open_items"
    dry_run: bool
    encoding: str = Field(examples=["utf-8"])
    delimiter: str = Field(examples=[";"])
    columns: dict[str, str] = Field(description="column of the file → field", examples=[{"Klant": "contact"}])
    ignored: list[str] = Field(description="columns that mean nothing to us", examples=[["Dagboek"]])
    rows: int
    made: int
    revised: int
    unchanged: int
    failed: int
    ties: list[TieRead] = Field(description="of the items that would be there afterwards")
    results: list[ImportedItem]
