"""Rules, runs and settings on the wire."""

from datetime import datetime
from decimal import Decimal
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, PlainSerializer

from app.core.amounts import Amount
from app.modules.banking.schemas.lines import BankLineRead
from app.modules.banking.schemas.reconciling import (
    AccountPart,
    NotNegative,
    OpenItemRead,
    Positive,
    ReasonRead,
    VatRate,
)
from app.modules.banking.schemas.statements import AccountCode, Currency, Words

Percent = Annotated[
    Decimal,
    Field(gt=0, le=100, max_digits=7, decimal_places=4, allow_inf_nan=False, examples=["60"]),
    PlainSerializer(lambda value: f"{value.normalize():f}", return_type=str),
]
Chance = Annotated[
    Decimal,
    Field(ge=Decimal("0.9"), le=1, max_digits=5, decimal_places=4, allow_inf_nan=False, examples=["0.99"]),
    PlainSerializer(lambda value: f"{value.normalize():f}", return_type=str),
]
Pattern = Annotated[str, Field(max_length=200)]
RunKind = Literal["rules", "exact", "automatic"]
RunStatus = Literal["running", "done", "cancelled", "failed", "reverting", "reverted"]

MOST_RULES = 500
"""They are asked one after the other, of every line."""


class Conditions(BaseModel):
    """All of these must hold, where they are said. Words are compared without accents or case; * is anything."""

    model_config = ConfigDict(extra="forbid")

    direction: Literal["in", "out", "both"] = "both"
    text: Pattern = Field("", description="in text or reference", examples=["domiciliering * proximus"])
    counterparty: Pattern = Field("", description="in the name of the other side", examples=["proximus"])
    iban: Annotated[str, Field(max_length=50)] = Field(
        "", description="of the other side", examples=["BE43068999999501"]
    )
    smallest: Positive | None = Field(None, description="least amount, without sign", examples=["10.00"])
    largest: Positive | None = Field(None, description="most amount, without sign", examples=["200.00"])
    currency: Currency | None = None


class ShareAsked(BaseModel):
    """Which part of the amount goes to which account; shares come to 100."""

    model_config = ConfigDict(extra="forbid")

    account_code: AccountCode = Field(examples=["612"])
    percent: Percent = Field(description="of the amount, per cent", examples=["60"])
    vat_rate: VatRate | None = Field(None, description="VAT that is in it, per cent")
    contact_id: UUID | None = None


Shares = Annotated[list[ShareAsked], Field(min_length=1, max_length=20)]


class RuleMake(BaseModel):
    """A line that answers to the conditions is booked by the shares."""

    model_config = ConfigDict(extra="forbid")

    name: Words = Field(examples=["Telephone"])
    conditions: Conditions = Field(examples=[{"direction": "out", "counterparty": "proximus"}])
    shares: Shares = Field(examples=[[{"account_code": "612", "percent": "100"}]])
    bank_account_id: UUID | None = Field(None, description="else every bank account")
    is_active: bool = True
    books_alone: bool = Field(False, description="whether it books new lines at night and after an import, unasked")


class RuleRevise(BaseModel):
    """What is left out stays as it is."""

    model_config = ConfigDict(extra="forbid")

    name: Words | None = Field(None, examples=["Telephone"])
    conditions: Conditions | None = Field(None, examples=[{"direction": "out", "counterparty": "proximus"}])
    shares: Shares | None = Field(None, examples=[[{"account_code": "612", "percent": "100"}]])
    bank_account_id: UUID | None = Field(None, description="null: every bank account")
    is_active: bool | None = None
    books_alone: bool | None = None


class RuleRead(BaseModel):
    """Rules are asked in order of `position`; the first that answers books the line."""

    id: UUID
    type: Literal["bank_rule"] = "bank_rule"
    name: str = Field(examples=["Telephone"])
    position: int = Field(description="its place in the order, from 1")
    conditions: Conditions
    shares: list[ShareAsked]
    bank_account_id: UUID | None
    is_active: bool
    books_alone: bool
    created_at: datetime
    version: int


class RulesOrder(BaseModel):
    """Every rule, in the order in which they are to be asked."""

    model_config = ConfigDict(extra="forbid")

    ids: list[UUID] = Field(min_length=1, max_length=MOST_RULES)


class EffectRead(BaseModel):
    """What a rule would book for a line."""

    line: BankLineRead
    rule_id: UUID | None = Field(description="null for one that is only tried")
    rule_name: str = Field(examples=["Telephone"])
    parts: list[AccountPart]


class EffectsTotal(BaseModel):
    """What lines of one currency come to."""

    currency: Currency
    amount: Amount = Field(examples=["-95.01"])


class ResultProblem(BaseModel):
    """Why a line was not booked, or would not be."""

    code: str = Field(examples=["period_locked"])
    message: str = Field(examples=["the bank journal is locked until 2026-11-15"])


class RefusedRead(BaseModel):
    """A line that a rule answers to and that could not be booked now."""

    line: BankLineRead
    rule_name: str = Field(examples=["Telephone"])
    problem: ResultProblem


class HeldRead(BaseModel):
    """A line that a rule answers to and leaves: an open item speaks for it, and a person decides."""

    line: BankLineRead
    rule_name: str = Field(examples=["Telephone"])
    item: OpenItemRead = Field(description="whose reference or number the line says, or that its party has open for it")


class EffectsRead(BaseModel):
    """What rules would do with the lines that are open; the first of them, and how many there are."""

    count: int = Field(description="lines that would be booked, of all that are open")
    totals: list[EffectsTotal] = Field(description="their amounts added up, of each currency by itself")
    effects: list[EffectRead]
    refused_count: int = Field(
        description="lines that a rule answers to and that could not be booked: on a closed day, without a rate, ..."
    )
    refused: list[RefusedRead]
    held_count: int = Field(description="lines that a rule answers to and leaves, as an open item speaks for them")
    held: list[HeldRead]


class RunRules(BaseModel):
    """Which rules; all that are active where none are named."""

    model_config = ConfigDict(extra="forbid")

    rule_ids: list[UUID] = Field(
        default_factory=list, max_length=500, examples=[["01a1fcd6-3f7a-74ba-831f-443b45c4ef44"]]
    )


class ExactRead(BaseModel):
    """One answer that nobody needs to look at: sure, and without a rival."""

    lines: list[BankLineRead]
    items: list[OpenItemRead]
    score: float = Field(description="the chance that it is right, from 0 to 1")
    reasons: list[ReasonRead]


class ExactsRead(BaseModel):
    """What "accept all exact" would do now; the first of them, and how many there are."""

    count: int = Field(description="lines that would be reconciled")
    locked_count: int = Field(description="lines that would be but for their day: the journal or the year is closed")
    answers: list[ExactRead]


class MatchingRead(BaseModel):
    """What Spark worked out last among all that is open; a book that is small is answered without it, as of now."""

    type: Literal["bank_matching"] = "bank_matching"
    answered_by: Literal["here", "spark"] = Field(description="where `GET /banking/exact` has its answers from")
    job_id: UUID | None = Field(description="of the run that waits or is under way")
    matched_at: datetime | None = Field(description="when the last run ended; null where there was none")
    line_count: int = Field(description="lines that it compared")
    item_count: int = Field(description="open items that it compared them with")
    proposed_count: int = Field(description="lines that it has an answer for")


class RunRead(BaseModel):
    """Many lines at once, each for itself."""

    id: UUID
    type: Literal["bank_run"] = "bank_run"
    kind: RunKind
    status: RunStatus
    job_id: UUID | None
    line_count: int = Field(description="lines that it is about; of rules, those that they took when it was asked for")
    done_count: int = Field(description="lines that are reconciled by it")
    failed_count: int = Field(description="lines that could not be; each says why")
    created_by: str | None
    created_at: datetime
    finished_at: datetime | None
    reverted_at: datetime | None


class RunResultRead(BaseModel):
    """What became of one line."""

    line: BankLineRead
    status: Literal["done", "failed", "reverted"]
    problem: ResultProblem | None


class RunDetail(RunRead):
    """With what became of its lines: those that failed first, at most 500."""

    results: list[RunResultRead]


class RevertRun(BaseModel):
    """Undo everything that a run did, and say why."""

    model_config = ConfigDict(extra="forbid")

    reason: Words = Field(examples=["wrong account"])


class SettingsRevise(BaseModel):
    """What is left out stays as it is."""

    model_config = ConfigDict(extra="forbid")

    applies_alone: bool | None = None
    auto_from: Chance | None = None
    largest_fee: NotNegative | None = Field(None, examples=["60.00"])


class SettingsRead(BaseModel):
    """When a proposal is applied without asking: `applies_alone`, from the score `auto_from` on, and never on a tie."""

    applies_alone: bool
    auto_from: Chance
    largest_fee: Amount = Field(description="the largest difference that is taken for a bank's fee")
    version: int
