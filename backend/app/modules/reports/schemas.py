from datetime import date
from decimal import Decimal
from typing import Literal
from uuid import UUID

from pydantic import BaseModel, Field

from app.core.amounts import Amount
from app.core.answers import PageMeta
from app.modules.ledger.schemas import DocumentKind, EntryKind, Journal, SourceRead

Statement = Literal["balance-sheet", "profit-and-loss"]


class Period(BaseModel):
    """Both days are included; without a first day it is all since the books began."""

    from_on: date | None
    to_on: date


class Drill(BaseModel):
    """What explains a figure: these accounts in the general ledger, over these days."""

    accounts: list[str] = Field(
        description="account numbers or their beginnings, as the general ledger takes them; with a full stop after it, "
        "that account alone; none where the chart has no account for this",
        examples=[["60", "411."]],
    )
    from_on: date | None
    to_on: date


class TagDrill(Drill):
    """Of each posting the share of a tag, or what has no tag of a kind; both null where it is all of it."""

    tag_id: UUID | None
    untagged: str | None = Field(description="a kind of tags, as the general ledger takes it", examples=["project"])


class Report(BaseModel):
    """What all reports say of themselves."""

    currency: str
    period: Period
    compared: Period | None = Field(None, description="the other period, when one was asked for")


class TrialBalanceRow(BaseModel):
    account_id: UUID | None = Field(description="null for the result of earlier years that was not appropriated yet")
    account_code: str
    account_name: str
    opening: Amount = Field(description="before the period; of costs and income, since the fiscal year began")
    debit: Amount
    credit: Amount
    balance: Amount = Field(description="opening + debit - credit")
    previous_debit: Amount | None = None
    previous_credit: Amount | None = None
    previous_balance: Amount | None = None
    drill: Drill
    previous_drill: Drill | None = Field(
        None, description="what explains the figures of the other period; null where it had none here"
    )


class TrialBalance(Report):
    type: Literal["trial_balance"] = "trial_balance"
    rows: list[TrialBalanceRow]
    total_opening: Amount
    total_debit: Amount
    total_credit: Amount
    difference: Amount = Field(description="debits minus credits; 0.00 or the books are wrong")


class RubricAccount(BaseModel):
    account_code: str
    account_name: str
    amount: Amount
    previous_amount: Amount | None = None
    drill: Drill
    previous_drill: Drill | None = Field(
        None, description="what explains the figures of the other period; null where it had none here"
    )


class RubricRead(BaseModel):
    """A rubric of the legal layout, with its figure as it is printed."""

    code: str = Field(examples=["40/41"])
    name: str = Field(examples=["Vorderingen op ten hoogste één jaar"])
    level: int = Field(description="0 is a total, 1 a heading, and so on")
    amount: Amount
    previous_amount: Amount | None = None
    accounts: list[RubricAccount]
    drill: Drill
    previous_drill: Drill | None = Field(
        None, description="what explains the figures of the other period; null where it had none here"
    )


class StatementRead(Report):
    type: Literal["statement"] = "statement"
    statement: Statement
    lines: list[RubricRead]
    balanced: bool = Field(
        description="whether assets equal equity and liabilities; of a profit and loss account, true"
    )


class LedgerRow(BaseModel):
    """One posting, and what stood on its account after it."""

    posting_id: UUID
    entry_id: UUID
    number: str = Field(examples=["P2026-00118"])
    journal: Journal
    kind: EntryKind
    booked_on: date
    memo: str
    account_code: str
    account_name: str
    contact_id: UUID | None
    contact_name: str | None = Field(examples=["Energie Vlaanderen NV"])
    debit: Amount
    credit: Amount
    balance: Amount = Field(description="of the account, after this posting")
    currency: str | None
    amount_in_currency: Amount | None
    source: SourceRead | None
    document_kind: DocumentKind | None


class LedgerAccount(BaseModel):
    account_id: UUID
    account_code: str
    account_name: str
    opening: Amount
    debit: Amount
    credit: Amount
    balance: Amount


class ShareRead(BaseModel):
    """Whose share of each posting is shown."""

    tag_id: UUID | None = Field(description="null: what has no tag of this kind")
    name: str = Field(examples=["Webshop"])
    dimension: str = Field(examples=["project"])


class GeneralLedger(Report):
    type: Literal["general_ledger"] = "general_ledger"
    share: ShareRead | None = Field(None, description="null where all of each posting is shown")
    accounts: list[LedgerAccount] = Field(description="those of this page, with what moved on them in the whole period")
    rows: list[LedgerRow]


class JournalRow(BaseModel):
    """A posting as a line of the journal."""

    entry_id: UUID
    number: str = Field(examples=["P2026-00118"])
    journal: Journal
    booked_on: date
    memo: str
    account_code: str
    account_name: str
    contact_name: str | None = Field(examples=["Energie Vlaanderen NV"])
    debit: Amount
    credit: Amount


class JournalReport(Report):
    type: Literal["journal_report"] = "journal_report"
    rows: list[JournalRow]
    total_debit: Amount = Field(description="of the whole period, not of this page")
    total_credit: Amount


class AgedItem(BaseModel):
    """An invoice that was open; a credit note, or what was paid before its invoice, is below zero."""

    invoice_id: UUID
    number: str | None = Field(examples=["2026-0042"])
    issued_on: date
    due_on: date | None
    days_late: int
    open_in_books: Amount


class Aged(BaseModel):
    """What is open, by how many days it is late."""

    not_due: Amount
    days_1_30: Amount
    days_31_60: Amount
    days_61_90: Amount
    over_90: Amount
    total: Amount


class AgedTotals(Aged):
    previous_total: Amount | None = Field(None, description="what all of them owed on the day that it is compared with")


class AgedContact(Aged):
    contact_id: UUID
    contact_name: str = Field(examples=["Kapsalon Lena"])
    previous_total: Amount | None = None


class AgedReport(Report):
    type: Literal["aged"] = "aged"
    direction: Literal["sale", "purchase"]
    rows: list[AgedContact] = Field(description="by name, those of this page; their invoices are asked for apart")
    totals: AgedTotals = Field(description="of all contacts, not of this page")
    in_books: Amount = Field(description="what stands on the accounts of customers or suppliers that day")
    difference: Amount = Field(description="in the books and on no invoice: opening balances, entries by hand")


class AgedInvoices(Report):
    """What is open with one contact, what is due first first."""

    type: Literal["aged_invoices"] = "aged_invoices"
    direction: Literal["sale", "purchase"]
    contact_id: UUID
    contact_name: str = Field(examples=["Kapsalon Lena"])
    rows: list[AgedItem]


class TagFigures(BaseModel):
    """Income less costs is the result; each figure with what opens it."""

    income: Amount
    costs: Amount
    result: Amount
    previous_result: Amount | None = None
    income_drill: TagDrill
    costs_drill: TagDrill
    drill: TagDrill = Field(description="what explains the result")
    previous_drill: TagDrill | None = None


class TagRow(TagFigures):
    tag_id: UUID | None = Field(description="null: what has no tag of this kind")
    name: str = Field(examples=["Webshop"])
    dimension: str = Field(examples=["project"])


class TagReport(Report):
    type: Literal["tag_report"] = "tag_report"
    rows: list[TagRow]
    result: Amount = Field(description="of the whole company")
    whole: TagFigures = Field(description="of the whole company")


class GeneralLedgerPage(BaseModel):
    data: GeneralLedger
    meta: PageMeta


class JournalReportPage(BaseModel):
    data: JournalReport
    meta: PageMeta


class AgedPage(BaseModel):
    data: AgedReport
    meta: PageMeta


class AgedInvoicesPage(BaseModel):
    data: AgedInvoices
    meta: PageMeta


def named(bucket: str) -> str:
    """What a bucket is called here."""
    return bucket if bucket in ("not_due", "over_90") else f"days_{bucket}"


def aged(by_bucket: dict[str, Decimal]) -> dict[str, Decimal]:
    """Buckets by their names here, and their total."""
    return {named(name): each for name, each in by_bucket.items()} | {"total": sum(by_bucket.values(), Decimal(0))}
