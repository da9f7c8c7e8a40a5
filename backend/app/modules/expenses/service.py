from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import select

from accounting.errors import Violation
from app.core.events import changed, values_of
from app.core.models import new_id
from app.core.versions import unless_stale
from app.core.work import Work
from app.modules.documents.models import Document
from app.modules.expenses import queries, rules
from app.modules.expenses.errors import (
    ExpenseInvalid,
    ExpenseNotOpen,
    ExpenseOfSomebodyElse,
    ReceiptTaken,
    SpenderUnknown,
)
from app.modules.expenses.models import Expense
from app.modules.expenses.queries import DRAFT, OPEN, REJECTED, SUBMITTED
from app.modules.expenses.schemas import ExpenseMake, ExpenseRevise
from app.modules.identity import companies
from app.modules.identity.models import Membership, Tenant
from app.modules.ledger import service as ledger

FACTS = (
    "description",
    "merchant",
    "category",
    "account_code",
    "spent_on",
    "currency",
    "exchange_rate",
    "total_amount",
    "vat_amount",
    "vat_rate",
    "vat_of",
    "private_percent",
    "gift_count",
    "paid_with",
    "spender_id",
)
TOLD = (*FACTS, "status", "reason")
"""What the audit log tells of an expense."""
MAY_BE_EMPTY = ("merchant", "account_code", "vat_rate", "vat_amount", "vat_of", "exchange_rate")


async def make(work: Work, asked: ExpenseMake, document: Document | None = None) -> Expense:
    """A draft.

    Raises ExpenseInvalid, ExpenseOfSomebodyElse, ExchangeRateUnknown, ExchangeRateUnlikely, ReceiptTaken,
    AccountUnknown, AccountArchived.
    """
    company, facts = await companies.read(work), dict(asked)
    assert work.actor_id is not None, "somebody asks"
    facts["spender_id"] = asked.spender_id or work.actor_id
    await _check_spender(work, facts["spender_id"])
    expense = Expense(id=new_id(), status=DRAFT, version=1, created_by=work.actor_id)
    expense.document_id = document.id if document else None
    await _set(work, expense, facts, company, said=None if asked.accept_exchange_rate else asked.exchange_rate)
    await _refuse_taken_receipt(work, expense)
    work.session.add(expense)
    await work.session.flush()
    await work.record("expense.made", expense_id=expense.id, new=values_of(expense, *TOLD))
    return expense


async def revise(work: Work, expense_id: UUID, change: ExpenseRevise, seen: int | None) -> Expense:
    """A rejected one becomes a draft again.

    Raises ExpenseNotFound, ExpenseNotOpen, ExpenseOfSomebodyElse, ExpenseInvalid, ExchangeRateUnknown,
    ExchangeRateUnlikely, ReceiptTaken, AccountUnknown, AccountArchived, ChangedMeanwhile.
    """
    expense = await open_one(work, expense_id)
    unless_stale(expense, seen)
    if change.spender_id and change.spender_id != expense.spender_id:
        await _check_spender(work, change.spender_id)
    asked = {name: getattr(change, name) for name in FACTS if name in change.model_fields_set}
    asked = {name: value for name, value in asked.items() if value is not None or name in MAY_BE_EMPTY}
    before = values_of(expense, *TOLD)
    facts = values_of(expense, *FACTS) | asked
    if "vat_amount" not in asked and {"total_amount", "vat_rate", "currency"} & set(asked):
        facts["vat_amount"] = None if facts["vat_rate"] is not None else facts["vat_amount"]
    if "exchange_rate" not in asked and any(facts[each] != getattr(expense, each) for each in ("currency", "spent_on")):
        facts["exchange_rate"] = None  # a rate belongs to its currency and its day
    if expense.status == REJECTED:
        await _refuse_taken_receipt(work, expense)
        expense.status, expense.reason = DRAFT, None
    kept = all(facts[each] == getattr(expense, each) for each in ("currency", "spent_on", "exchange_rate"))
    said = None if kept or change.accept_exchange_rate else change.exchange_rate
    await _set(work, expense, facts, await companies.read(work), said=said)
    await work.session.flush()
    await work.record("expense.revised", expense_id=expense.id, **changed(before, values_of(expense, *TOLD)))
    return expense


async def remove(work: Work, expense_id: UUID, seen: int | None) -> None:
    """Raises ExpenseNotFound, ExpenseNotOpen, ExpenseOfSomebodyElse, ChangedMeanwhile."""
    expense = await open_one(work, expense_id)
    unless_stale(expense, seen)
    await work.record("expense.removed", expense_id=expense.id, old=values_of(expense, *TOLD))
    await work.session.delete(expense)
    await work.session.flush()


async def submit(work: Work, expense_id: UUID, seen: int | None) -> Expense:
    """Ask for a decision.

    Raises ExpenseNotFound, ExpenseNotOpen, ExpenseOfSomebodyElse, ExpenseInvalid, ReceiptTaken, AccountUnknown,
    AccountArchived.
    """
    expense = await open_one(work, expense_id)
    company = await companies.read(work)
    rules.check(expense, company, work.today)
    await rules.check_account(work, expense, company)
    unless_stale(expense, seen)
    await _refuse_taken_receipt(work, expense)
    before = values_of(expense, "status", "reason")
    expense.status, expense.submitted_at, expense.reason = SUBMITTED, work.now, None
    await work.session.flush()
    await work.record(
        "expense.submitted", expense_id=expense.id, **changed(before, values_of(expense, "status", "reason"))
    )
    return expense


async def open_one(work: Work, expense_id: UUID) -> Expense:
    """One that can be changed, and by us. Raises ExpenseNotFound, ExpenseNotOpen, ExpenseOfSomebodyElse."""
    expense = await queries.expense(work, expense_id, lock=True)
    if not queries.is_theirs(work, expense):
        raise ExpenseOfSomebodyElse
    if expense.status not in OPEN:
        raise ExpenseNotOpen(f"it is {expense.status}")
    return expense


async def _set(work: Work, expense: Expense, facts: dict[str, Any], company: Tenant, *, said: Decimal | None) -> None:
    """Set and check the facts; what was not said follows. `said`: a rate that is to be near that of its day.

    Raises ExpenseInvalid, ExchangeRateUnknown, ExchangeRateUnlikely, AccountUnknown, AccountArchived.
    """
    facts["currency"] = facts["currency"] or company.currency
    done = rules.with_vat(facts)
    if done["currency"] == company.currency:
        done["exchange_rate"] = Decimal(1)
    elif done["exchange_rate"] is None:
        done["exchange_rate"] = await ledger.rate_on(work, done["currency"], done["spent_on"])
    elif said is not None:
        await ledger.check_said(work, done["currency"], done["spent_on"], said)
    for name in FACTS:
        setattr(expense, name, done[name])
    rules.check(expense, company, work.today)
    await rules.check_account(work, expense, company)


async def _check_spender(work: Work, asked: UUID) -> None:
    """Whether this person may say that this one spent it. Raises ExpenseOfSomebodyElse, ExpenseInvalid."""
    if asked == work.actor_id:
        return
    if not queries.may_approve(work):
        raise ExpenseOfSomebodyElse("only an approver may say that somebody else spent it")
    if await work.session.scalar(select(Membership.user_id).where(Membership.user_id == asked)) is None:
        unknown = Violation(SpenderUnknown.code(), SpenderUnknown.title(), "spender_id", str(asked))
        raise ExpenseInvalid(SpenderUnknown.title(), violations=[unknown])


async def _refuse_taken_receipt(work: Work, expense: Expense) -> None:
    """A receipt is one expense's, but for those that were rejected. Raises ReceiptTaken."""
    if expense.document_id is None:
        return
    others = (Expense.document_id == expense.document_id, Expense.status != REJECTED)
    taken = await work.session.scalars(select(Expense.id).where(*others))
    if set(taken) - {expense.id}:
        raise ReceiptTaken(field="document_id", value=str(expense.document_id))
