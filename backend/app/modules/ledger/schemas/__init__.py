from collections.abc import Sequence
from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from app.core.amounts import Amount
from app.core.answers import PageMeta
from app.core.days import Day
from app.core.listing import Lines

Journal = Literal["purchases", "sales", "bank", "miscellaneous"]
AccountNames = Annotated[
    dict[
        Literal["nl", "fr", "en"],
        Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)],
    ],
    Field(min_length=1, description="in one language at least"),
]
AccountCode = Annotated[str, StringConstraints(pattern=r"^\d{1,10}$")]
DocumentKind = Literal["invoice", "credit_note", "receipt"]
EntryKind = Literal["ordinary", "opening", "closing", "vat_closing", "revaluation"]


class AccountRead(BaseModel):
    id: UUID
    type: Literal["account"] = "account"
    code: str
    name: str
    names: dict[str, str] = Field(description="in each language it has a name in")
    account_type: Literal["asset", "liability", "equity", "expense", "income"]
    reference: str | None = Field(
        None, description="in the Netherlands its code of the Referentiegrootboekschema", examples=["BVorDebHad"]
    )
    archived_at: datetime | None = None
    version: int


class AccountDraft(BaseModel):
    """A new account. What it is follows from its number."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"code": "612100", "names": {"nl": "Elektriciteit"}}]}
    )

    code: AccountCode
    names: AccountNames


class AccountRevise(BaseModel):
    """What is left out stays as it is."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"archived": True}]})

    names: AccountNames | None = None
    archived: bool | None = Field(
        None, description="an archived account takes no new papers; what is given back still goes where it was"
    )


class TagOnPosting(BaseModel):
    tag_id: UUID
    name: str = Field(examples=["Webshop"])
    dimension: str = Field(examples=["project"])
    percent: Amount


class PostingRead(BaseModel):
    id: UUID | None = Field(None, description="null on a dry run")
    account_id: UUID
    account_code: str
    account_name: str
    debit: Amount
    credit: Amount
    memo: str | None
    contact_id: UUID | None = None
    contact_name: str | None = Field(None, examples=["Energie Vlaanderen NV"])
    currency: str | None = Field(None, description="when it was in another currency than the books'")
    amount_in_currency: Amount | None = Field(None, description="in that currency; debit above zero, credit below")
    grids: list[str] = Field(
        default_factory=list, description="boxes of the VAT return it counts in, with a sign", examples=[["+82"]]
    )
    tags: list[TagOnPosting] = Field(default_factory=list)


class SourceRead(BaseModel):
    """What the entry was made from."""

    type: str
    id: UUID


class EntryRead(BaseModel):
    id: UUID
    type: Literal["entry"] = "entry"
    number: str
    journal: Journal
    kind: EntryKind
    booked_on: date
    memo: str
    source: SourceRead | None
    document_kind: DocumentKind | None = Field(None, description="what its document is; also on a reversal")
    reverses_id: UUID | None
    reversed_by_id: UUID | None
    recorded_at: datetime
    recorded_by: str | None
    total: Amount
    postings: list[PostingRead]


class JournalLine(BaseModel):
    """A posting as a line of the journal in a file."""

    number: str
    journal: Journal
    booked_on: date
    memo: str
    account_code: str
    account_name: str
    debit: Amount
    credit: Amount
    posting_memo: str | None
    contact_name: str | None
    currency: str | None
    amount_in_currency: Amount | None
    grids: str
    entry_id: UUID
    reverses_id: UUID | None


def journal_lines(entries: Sequence[EntryRead]) -> list[BaseModel]:
    return [
        JournalLine(
            number=entry.number,
            journal=entry.journal,
            booked_on=entry.booked_on,
            memo=entry.memo,
            account_code=posting.account_code,
            account_name=posting.account_name,
            debit=posting.debit,
            credit=posting.credit,
            posting_memo=posting.memo,
            contact_name=posting.contact_name,
            currency=posting.currency,
            amount_in_currency=posting.amount_in_currency,
            grids=" ".join(posting.grids),
            entry_id=entry.id,
            reverses_id=entry.reverses_id,
        )
        for entry in entries
        for posting in entry.postings
    ]


JOURNAL_LINES = Lines(JournalLine, journal_lines)


class Reverse(BaseModel):
    model_config = ConfigDict(extra="forbid")

    reason: Annotated[str, StringConstraints(strip_whitespace=True, min_length=3, max_length=300)]
    on: Day | None = Field(
        None,
        description="the reversal's day: not before the entry's, at most a year from today; else the entry's own, or"
        " the first open day when that is locked",
    )


class EntryPageMeta(PageMeta):
    total: int | None = None
