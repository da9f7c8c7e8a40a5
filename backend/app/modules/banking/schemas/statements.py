"""Bank accounts, imports, statements and column mappings on the wire."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from accounting.statements.reasons import Code
from accounting.statements.sheets import MOST_COLUMNS
from app.core.amounts import Amount

ImportStatus = Literal[
    "reading", "needs_mapping", "staged", "importing", "imported", "failed", "discarded", "reverting", "reverted"
]
Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
Number = Annotated[str, StringConstraints(strip_whitespace=True, min_length=4, max_length=50)]
Currency = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
AccountCode = Annotated[str, StringConstraints(pattern=r"^\d{2,10}$")]
Header = Annotated[str, StringConstraints(max_length=200)]
LONGEST_HEADER = 2_000
"""Of a header as it stands in a table; nobody says a column by more than `Header` has."""
Column = Annotated[list[Header], Field(max_length=20)]


class BankAccountMake(BaseModel):
    """An account at a bank. Without `account_code` it gets an account of the books of its own."""

    model_config = ConfigDict(extra="forbid")

    name: Words = Field(examples=["KBC zichtrekening"])
    number: Number = Field(description="its IBAN; else the number as the bank writes it", examples=["BE68539007547034"])
    currency: Currency | None = Field(None, description="else the company's", examples=["EUR"])
    account_code: AccountCode | None = Field(None, description="the account of the books, 55… or 57…", examples=["550"])


class BankAccountRevise(BaseModel):
    """What is left out stays as it is; the currency is what it is."""

    model_config = ConfigDict(extra="forbid")

    name: Words | None = Field(None, examples=["KBC zichtrekening"])
    number: Number | None = Field(
        None, description="corrected, while no line of it stands imported", examples=["BE68539007547034"]
    )
    archived: bool | None = None


class BankAccountRead(BaseModel):
    """`balance_amount` is what the bank said last, `booked_amount` what the books say, in the account's currency."""

    id: UUID
    type: Literal["bank_account"] = "bank_account"
    name: str = Field(examples=["KBC zichtrekening"])
    number: str = Field(examples=["BE68539007547034"])
    currency: str
    account_code: str = Field(examples=["550"])
    balance_amount: Amount | None
    balance_on: date | None
    booked_amount: Amount
    open_lines: int = Field(description="lines that are not reconciled, or not wholly")
    gap_amount: Amount | None = Field(
        description="opening balance of the latest statement that does not follow, less the balance before it"
    )
    gap_on: date | None = Field(description="the day on which that statement opens")
    archived_at: datetime | None
    created_at: datetime
    version: int


class StatementReason(BaseModel):
    """A code with its values, to be told in any language; `column` is the field of a table, `file` one of a ZIP."""

    code: Code | None = Field(description="null for what is told in English alone", examples=["no_amount"])
    values: dict[str, str] = Field(examples=[{"column": "amount", "written": "12,5x"}])
    message: str = Field(examples=["amount: no amount: 12,5x"])


class StatementProblem(BaseModel):
    """What is wrong, for people and for programs; `line` is where in the file."""

    code: str = Field(examples=["account_not_known"])
    message: str = Field(examples=["This statement is of a bank account that is not here yet."])
    line: int | None = Field(None, description="line of the file, from 1")
    because: StatementReason | None = Field(None, description="why a file is not read, unless that is rare")
    blocks: bool = Field(True, description="whether it stands in the way of importing")


class BankStatementRead(BaseModel):
    """One account over one period; `gap_amount` is its opening balance less the closing balance before it."""

    id: UUID
    position: int = Field(description="its place in the file, from 0")
    bank_account_id: UUID | None
    account_number: str | None = Field(examples=["BE68539007547034"])
    account_name: str | None = Field(examples=["KBC zichtrekening"])
    currency: str | None
    holder: str | None = Field(examples=["Bakkerij Peeters BV"])
    number: str | None = Field(description="as the bank counts them", examples=["2026/118"])
    line_number: int = Field(description="line of the file where it begins, from 1")
    opened_on: date | None
    closed_on: date | None
    opening_balance: Amount | None
    closing_balance: Amount | None
    movement_count: int = Field(description="movements that are booked")
    movement_total: Amount
    new_count: int = Field(description="lines that are new")
    duplicate_count: int = Field(description="lines that are here already, or twice in the file")
    is_proved: bool | None = Field(description="whether it adds up; null when the bank gave no two balances")
    unproved_because: list[StatementReason]
    gap_amount: Amount | None = Field(description="null when nothing is known of what went before")
    same_as_import_id: UUID | None = Field(
        description="the import that brought this very statement: balances, days and amounts are the same"
    )
    problems: list[StatementProblem]


class RowLeftOut(BaseModel):
    """A row that is no movement; or, with `sheet`, movements on a sheet of a workbook that is not read."""

    line: int = Field(description="line of the file or of the sheet, from 1")
    text: str = Field(examples=["Totaal -12,50"])
    sheet: str | None = Field(None, examples=["Februari"])
    rows: int = Field(1, description="how many there are on that sheet")


class ImportSummary(BaseModel):
    """One file, and what became of it."""

    id: UUID
    type: Literal["statement_import"] = "statement_import"
    filename: str = Field(examples=["VP-2026-118.cod"])
    size_bytes: int
    format: str | None = Field(examples=["coda"])
    status: ImportStatus
    problem: StatementProblem | None = Field(description="why it could not be read")
    line_count: int = Field(description="lines found in the file")
    new_count: int = Field(description="lines that are new")
    duplicate_count: int = Field(description="lines that are here already, or twice in the file")
    alike_count: int = Field(
        description="of those, lines that only look like one of another format, of a statement with the same balances, "
        "or of the statement before"
    )
    pending_count: int = Field(description="movements that the bank has not booked yet; these are left out")
    left_out: list[RowLeftOut] = Field(description="rows that add up the others, and movements on other sheets")
    accepted_unbalanced: bool
    reason: str | None = Field(description="why it was reverted", examples=["wrong company"])
    is_ready: bool = Field(description="whether it waits and nothing stands in the way of importing it")
    job_id: UUID | None
    uploaded_by: str | None
    decided_by: str | None
    created_at: datetime
    decided_at: datetime | None
    version: int


class ImportRead(ImportSummary):
    """With its statements and whatever stands in the way; `given_account_id` was chosen by whoever brought it."""

    given_account_id: UUID | None
    can_map: bool = Field(description="whether its columns can be said: it is a table")
    is_blocked: bool = Field(description="whether somebody must change something first, of whichever statement")
    is_unbalanced: bool = Field(description="whether a statement does not add up: see `accept_unbalanced`")
    books_begin_on: date | None = Field(description="the first day of the first fiscal year")
    before_books: int = Field(description="new lines of before that day: booked, they are in no fiscal year")
    statement_count: int = Field(description="statements in the file")
    statements: list[BankStatementRead] = Field(description="at most 500, first those in whose way something stands")


class ConfirmImport(BaseModel):
    """Import what is new; a statement that does not add up, and lines that look the same, only when asked for."""

    model_config = ConfigDict(extra="forbid")

    accept_unbalanced: bool = False
    import_alike: bool = Field(
        False,
        description="also lines that only look like one that is here, as `alike_count` counts them",
    )


class RevertImport(BaseModel):
    """Take a whole import back, and say why."""

    model_config = ConfigDict(extra="forbid")

    reason: Words = Field(examples=["wrong company"])


class ChooseAccount(BaseModel):
    """Of which account the file is, where it does not say so itself."""

    model_config = ConfigDict(extra="forbid")

    bank_account_id: UUID


class Columns(BaseModel):
    """Field → the column's headers (several are joined), or `#3` for the third of a table without headers.

    Either `amount`, with `sign` where the amount has none, or `debit` and `credit`.
    """

    model_config = ConfigDict(extra="forbid")

    columns: dict[str, Column] = Field(
        max_length=40, examples=[{"booked_on": ["Datum"], "amount": ["Bedrag"], "text": ["Omschrijving"]}]
    )
    delimiter: str | None = Field(None, max_length=1, examples=[";"])
    encoding: str | None = Field(None, max_length=20, examples=["cp1252"])
    decimals: Literal[",", "."] | None = None
    order: Literal["dmy", "mdy", "ymd"] | None = Field(None, description="of day, month and year in dates")
    debit_words: list[Header] | None = Field(
        None, max_length=20, description="what the column `sign` says of money that goes out", examples=[["Af"]]
    )
    only: list[Header] | None = Field(
        None, max_length=20, description="states that count; rows in another are left out", examples=[["COMPLETED"]]
    )
    currency: Currency | None = None
    fee_is_extra: bool = Field(False, description="whether the column `fee` comes on top of the amount")


class ColumnsGuess(BaseModel):
    """A table as it is read now: its headers, its first rows, and what each column seems to be."""

    headers: list[str] = Field(
        description="empty where a table has none", examples=[["Datum", "Bedrag", "Omschrijving"]]
    )
    header_line: int = Field(description="line of the headers, from 1; of a table without, of its first row")
    rows: list[list[str]] = Field(description="the first ten", examples=[[["21/11/2026", "-12,50", "Bakkerij"]]])
    mapping: Columns
    known: bool = Field(description="whether a bank that we know writes such tables")
    missing: str | None = Field(description="what is still to be said", examples=["no column is the amount"])
    twice: list[str] = Field(
        description="headers that several columns have: say by its number which of them is meant", examples=[["Amount"]]
    )
    remembered_id: UUID | None = Field(description="the mapping that was used before for these headers")
    state_column: str | None = Field(description="where `states` were found", examples=["Statut"])
    states: list[str] = Field(description="of the first 10,000 rows", examples=[["Accepté", "Refusé"]])
    no_movement: list[str] = Field(
        description="states of which rows are left out where `only` does not say", examples=[["Refusé"]]
    )
    unsure: dict[str, int] = Field(
        description="states of which nobody knows whether they count, beside one that is known as executed, with the "
        "number of rows of each: then `only` must say",
        examples=[{"Reversed": 2}],
    )
    day_orders: list[Literal["dmy", "mdy", "ymd", "either"] | None] = Field(
        description="for each column how its days are read where `order` does not say; null where there are none, "
        "`either` where day or month may come first: then `order` must say",
        examples=[["dmy", None, None]],
    )


class MapColumns(BaseModel):
    """What the columns are; with `name` it is remembered for every table with these headers."""

    model_config = ConfigDict(extra="forbid")

    mapping: Columns
    name: Words | None = Field(None, examples=["Export of my bank"])


class MappingMake(BaseModel):
    """A mapping, as another company may have shared it."""

    model_config = ConfigDict(extra="forbid")

    name: Words = Field(examples=["Export of my bank"])
    headers: Annotated[list[Annotated[str, Field(max_length=LONGEST_HEADER)]], Field(max_length=MOST_COLUMNS)] = Field(
        default_factory=list,
        description="headers of the tables it is for, in any order",
        examples=[["Datum", "Bedrag", "Omschrijving"]],
    )
    mapping: Columns


class MappingRevise(BaseModel):
    """What is left out stays as it is."""

    model_config = ConfigDict(extra="forbid")

    name: Words | None = Field(None, examples=["Export of my bank"])
    mapping: Columns | None = None


class MappingRead(BaseModel):
    """To share it, give `name`, `headers` and `mapping` to somebody else's `POST`."""

    id: UUID
    type: Literal["column_mapping"] = "column_mapping"
    name: str = Field(examples=["Export of my bank"])
    headers: list[str] = Field(examples=[["Datum", "Bedrag", "Omschrijving"]])
    mapping: Columns
    created_at: datetime
    version: int
