from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from app.core.amounts import Amount
from app.core.answers import PageMeta
from app.core.emails import Email
from app.core.errors import ViolationRead

Language = Literal["nl", "fr", "en"]
AccountCode = Annotated[str, StringConstraints(pattern=r"^\d{2,10}$")]
Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
Number = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=40)]
SaleTreatment = Literal[
    "domestic",
    "exempt",
    "small_enterprise",
    "outside_scope",
    "co_contractor",
    "intra_community_goods",
    "intra_community_services",
    "triangular",
    "export",
    "services_outside_eu",
]
PurchaseTreatment = Literal[
    "domestic",
    "exempt",
    "small_enterprise",
    "outside_scope",
    "co_contractor",
    "intra_community_goods",
    "intra_community_services",
    "triangular",
    "import",
    "import_cleared",
    "customs_vat",
    "not_deductible",
]


class _Facts(BaseModel):
    """What may be known of a contact; null or left out: not known."""

    model_config = ConfigDict(extra="forbid")

    vat_number: Number | None = Field(
        None, description="proven for the European Union; elsewhere as written", examples=["BE0428759497"]
    )
    enterprise_number: Number | None = Field(
        None,
        description="of the country's register: KBO/BCE, KvK; a Belgian VAT number tells it",
        examples=["0428759497"],
    )
    email: Email | None = None
    phone: Number | None = Field(None, examples=["+32 9 123 45 67"])
    language: Language | None = Field(None, description="what they are written to in; else the company's")
    street: Text | None = Field(None, examples=["Stationsstraat 12"])
    postal_code: Annotated[str, StringConstraints(strip_whitespace=True, max_length=20)] | None = Field(
        None, examples=["9000"]
    )
    city: Text | None = Field(None, examples=["Gent"])
    country: Annotated[str, StringConstraints(to_upper=True, strip_whitespace=True)] | None = Field(
        None, description="ISO 3166 code; a VAT number tells it", examples=["BE"]
    )
    iban: Number | None = None
    bic: Number | None = Field(None, examples=["KREDBEBB"])
    payment_days: int | None = Field(None, ge=0, le=365, description="else the company's", examples=[30])
    cost_account: AccountCode | None = Field(None, description="proposed for the next purchase", examples=["613"])
    income_account: AccountCode | None = Field(
        None,
        description="proposed for the next sale, else where the company's last sale was booked, else by what it sells",
        examples=["700"],
    )
    sale_treatment: SaleTreatment | None = Field(None, description="else what follows from where they are")
    purchase_treatment: PurchaseTreatment | None = None
    note: Annotated[str, StringConstraints(strip_whitespace=True, max_length=2000)] | None = Field(
        None, examples=["Calls on Tuesdays."]
    )


class ContactMake(_Facts):
    """A customer, a supplier, or both."""

    name: Name = Field(examples=["Bakkerij Peeters BV"])
    is_business: bool = Field(True, description="false: a consumer, for whom other reminders hold")
    is_customer: bool = False
    is_supplier: bool = False
    payment_end_of_month: bool = Field(False, description="days are counted from the end of the month")


class ContactRevise(_Facts):
    """What is left out stays as it is; null forgets it."""

    name: Name | None = Field(None, examples=["Bakkerij Peeters BV"])
    is_business: bool | None = None
    is_customer: bool | None = None
    is_supplier: bool | None = None
    payment_end_of_month: bool | None = None
    archived: bool | None = Field(None, description="an archived contact is kept, and proposed no more")


class ContactRead(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    id: UUID
    type: Literal["contact"] = "contact"
    name: str
    vat_number: str | None
    enterprise_number: str | None = Field(examples=["0428759497"])
    is_business: bool
    is_customer: bool
    is_supplier: bool
    email: str | None
    phone: str | None = Field(examples=["+32 9 123 45 67"])
    language: Language | None
    street: str | None = Field(examples=["Stationsstraat 12"])
    postal_code: str | None = Field(examples=["9000"])
    city: str | None = Field(examples=["Gent"])
    country: str | None
    address: str | None = Field(description="street and town as on an envelope")
    iban: str | None
    bic: str | None = Field(examples=["KREDBEBB"])
    payment_days: int | None
    payment_end_of_month: bool
    cost_account: str | None
    income_account: str | None = Field(examples=["700"])
    sale_treatment: SaleTreatment | None
    purchase_treatment: str | None = Field(examples=["domestic"])
    note: str | None = Field(examples=["Calls on Tuesdays."])
    archived_at: datetime | None
    merged_into_id: UUID | None = Field(description="the contact that took its place")
    version: int
    created_at: datetime


class ContactGone(BaseModel):
    """`archived` instead of removed, because something in the company names it."""

    id: UUID
    outcome: Literal["removed", "archived"]


class Merge(BaseModel):
    """The contact that stays, and the version of this one that you saw."""

    model_config = ConfigDict(extra="forbid")

    into_id: UUID
    version: int | None = Field(None, ge=1, description="of the contact that goes")


class CheckVatNumber(BaseModel):
    model_config = ConfigDict(extra="forbid")

    vat_number: Number = Field(examples=["BE 0428.759.497"])
    country: Annotated[str, StringConstraints(to_upper=True, min_length=2, max_length=2)] = "BE"


class VatNumberChecked(BaseModel):
    """What a number is: its form and check digits, not whether somebody still has it."""

    valid: bool
    vat_number: str | None = Field(description="as it is kept", examples=["BE0428759497"])
    country: str | None
    enterprise_number: str | None = Field(examples=["0428759497"])
    is_proven: bool = Field(description="false outside the European Union: kept as written")
    message: str | None = Field(
        description="why it is not valid", examples=["BE0428759498 is not a valid VAT number (BE)"]
    )
    contact_id: UUID | None = Field(description="who has it already")


class Alike(BaseModel):
    """One of two that may be the same."""

    id: UUID
    name: str = Field(examples=["Bakkerij Peeters BV"])
    vat_number: str | None
    iban: str | None
    city: str | None = Field(examples=["Gent"])
    is_customer: bool
    is_supplier: bool
    version: int


class Duplicate(BaseModel):
    """A proposal: `first` was known earlier."""

    first: Alike
    second: Alike
    score: int = Field(description="of 100", examples=[96])
    reasons: list[Literal["vat_number", "enterprise_number", "iban", "email", "name"]]


class MergePreview(BaseModel):
    """What merging two contacts would do. With `same_invoices` it is refused: one of each pair is booked twice."""

    type: Literal["merge_preview"] = "merge_preview"
    goes: Alike
    stays: Alike
    learned: dict[str, str] = Field(description="what the one that stays learns", examples=[{"phone": "09 123 45 67"}])
    moved: dict[str, int] = Field(description="how many of what would be theirs", examples=[{"invoices": 3}])
    postings: int = Field(description="stay in the books as they are, and are found with the one that stays")
    same_invoices: list[str] = Field(description="numbers that both have in one year", examples=[[]])


class ImportedRow(BaseModel):
    """What became of a line, or would. `changes`: field → old and new."""

    row: int = Field(description="its line in the file; 1 is the column names", examples=[2])
    outcome: Literal["made", "revised", "unchanged", "failed"]
    contact_id: UUID | None
    name: str | None = Field(examples=["Bakkerij Peeters BV"])
    is_archived: bool = Field(False, description="the contact it is about is archived, and stays so")
    changes: dict[str, list[Any]] = Field(default_factory=dict, examples=[{"city": ["Gent", "Brugge"]}])
    errors: list[ViolationRead] = Field(default_factory=list, description="why the row failed")
    warnings: list[ViolationRead] = Field(
        default_factory=list,
        description="of a row that is read all the same: terms that are no days leave what is known"
        " (`payment_terms_unreadable`), a VAT number is of another country (`vat_number_from_elsewhere`)",
    )


class Imported(BaseModel):
    """What a file of contacts came to; of its rows the first thousand of each that fail, change something or warn."""

    dry_run: bool
    encoding: str = Field(examples=["utf-8"])
    delimiter: str = Field(examples=[";"])
    columns: dict[str, str] = Field(description="column of the file → field", examples=[{"Naam": "name"}])
    ignored: list[str] = Field(description="columns that mean nothing to us", examples=[["Klantgroep"]])
    rows: int
    made: int
    revised: int
    unchanged: int
    failed: int
    results: list[ImportedRow]


class StatementLine(BaseModel):
    """A posting on their account, and the balance after it."""

    posting_id: UUID
    entry_id: UUID
    entry_number: str = Field(examples=["S2026-00012"])
    booked_on: date
    memo: str
    account_code: str
    debit: Amount
    credit: Amount
    balance: Amount


class Statement(BaseModel):
    """How a contact stands with us, in the company's currency: above zero they owe us."""

    type: Literal["statement"] = "statement"
    contact_id: UUID
    name: str = Field(examples=["Bakkerij Peeters BV"])
    since: date | None
    until: date | None
    currency: str
    opening_balance: Amount
    debit: Amount = Field(description="of the whole period, not of this page")
    credit: Amount
    closing_balance: Amount = Field(description="at the end of the whole period")
    advances: Amount = Field(
        description="advances that are not settled at the end of the period, no part of the balance: above zero those"
        " paid to them, below zero those they paid or were invoiced",
        examples=["-1000.00"],
    )
    lines: list[StatementLine]
    open_receivable: Amount = Field(description="of all that is open now; `/invoices/open?contact_id=` lists it")
    open_payable: Amount


class StatementPage(BaseModel):
    data: Statement
    meta: PageMeta
