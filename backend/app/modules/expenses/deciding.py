"""Approving writes an expense in the books, paying back writes that; a reversal brings it back."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import or_, select

from accounting.expenses import expense_postings, found_posting, reimbursement_postings
from accounting.journal import Posting
from accounting.late_papers import booking_day
from app.core.events import changed, values_of
from app.core.versions import unless_stale
from app.core.work import Work
from app.modules.documents import service as documents
from app.modules.expenses import clearing, queries, rules
from app.modules.expenses.errors import (
    ExpenseNotReimbursable,
    ExpenseNotSubmitted,
    OwnExpense,
    PayerAccountRefused,
    ReimbursedBeforeSpent,
    ReimbursedInTheFuture,
)
from app.modules.expenses.models import Expense
from app.modules.expenses.queries import APPROVED, REIMBURSED, REJECTED, SUBMITTED
from app.modules.expenses.schemas import Reimburse
from app.modules.identity import companies
from app.modules.ledger import service as ledger
from app.modules.ledger.errors import LaterStepFirst

STANDING = ("status", "entry_id", "reimbursement_entry_id", "cleared", "reason", "decided_by")


async def approve(work: Work, expense_id: UUID, seen: int | None, booked_on: date | None = None) -> Expense:
    """Write it in the books, on the day it was spent or a later one, and its receipt is dealt with.

    Raises ExpenseNotFound, ExpenseNotSubmitted, OwnExpense, ExpenseInvalid, AccountUnknown, AccountArchived,
    PeriodLocked, YearClosed, DocumentNotReviewable, ChangedMeanwhile, BookedBeforeItsDate, BookedInTheFuture.
    """
    await ledger.hold(work)
    expense, company = await _submitted(work, expense_id, seen), await companies.read(work)
    if not queries.may_decide(work, expense):
        raise OwnExpense
    rules.check(expense, company, work.today)
    await rules.check_account(work, expense, company)
    weighed, before = rules.weigh(expense, company), values_of(expense, *STANDING)
    entry = await ledger.post(
        work,
        journal_name="purchases",
        on=booking_day(booked_on, expense.spent_on, work.today),
        memo=_memo(expense),
        postings=expense_postings(weighed.spent),
        source=("expense", expense.id),
    )
    expense.status, expense.entry_id = APPROVED, entry.id
    expense.deducted_percent = weighed.spent.vat_percent
    expense.decided_by, expense.decided_at = work.actor_id, work.now
    await work.session.flush()
    if expense.document_id is not None:
        document = await documents.for_review(work, expense.document_id)
        await documents.approved(work, document, entry_id=entry.id, account_code=weighed.spent.account)
    await work.record(
        "expense.approved",
        expense_id=expense.id,
        entry_id=entry.id,
        **changed(before, values_of(expense, *STANDING)),
    )
    return expense


async def reject(work: Work, expense_id: UUID, reason: str, seen: int | None) -> Expense:
    """Not the company's, and why; the spender may change it and ask again.

    Raises ExpenseNotFound, ExpenseNotSubmitted, ChangedMeanwhile.
    """
    expense = await _submitted(work, expense_id, seen)
    before = values_of(expense, *STANDING)
    expense.status, expense.reason = REJECTED, reason
    expense.decided_by, expense.decided_at = work.actor_id, work.now
    await work.session.flush()
    await work.record(
        "expense.rejected", expense_id=expense.id, reason=reason, **changed(before, values_of(expense, *STANDING))
    )
    return expense


async def reimburse(work: Work, expense_id: UUID, asked: Reimburse, seen: int | None) -> Expense:
    """Note that the spender has their money back.

    Raises ExpenseNotFound, ExpenseNotReimbursable, PayerAccountRefused, ReimbursedInTheFuture,
    ReimbursedBeforeSpent, AccountUnknown, AccountArchived, PeriodLocked, YearClosed, ChangedMeanwhile.
    """
    await ledger.hold(work)
    expense = await _reimbursable(work, expense_id)
    spent = rules.weigh(expense, await companies.read(work)).spent
    paid_from = asked.account_code or spent.plan.bank
    if not paid_from.startswith(spent.plan.banks):
        raise PayerAccountRefused(field="account_code", value=paid_from)
    await ledger.refuse_out_of_use(work, {"account_code": paid_from})
    unless_stale(expense, seen)
    if (on := asked.on or work.today) > work.today:
        raise ReimbursedInTheFuture(field="on", value=str(on))
    _refuse_before_spent(expense, on, field="on")
    entry = await ledger.post(
        work,
        journal_name="bank",
        on=on,
        field="on",
        memo=_memo(expense),
        postings=reimbursement_postings(spent, paid_from),
        source=("expense", expense.id),
    )
    await _reimbursed(work, expense, entry.id)
    return expense


async def owed(work: Work, expense_id: UUID, on: date, *, field: str) -> tuple[Expense, Posting]:
    """An expense that waits for its bank line, for this work alone, and the posting that settles it.

    Own money is paid back, and not before it was spent; what a company card paid was in transit, and a card may be
    charged before the day of the receipt. Raises ExpenseNotFound, ExpenseNotReimbursable, ExpenseNotInTransit,
    ReimbursedBeforeSpent.
    """
    of_card = (await queries.expense(work, expense_id)).paid_with == "company_card"
    expense = await (clearing.in_transit if of_card else _reimbursable)(work, expense_id)
    if not of_card:
        _refuse_before_spent(expense, on, field=field)
    expense.version += 1
    spent = rules.weigh(expense, await companies.read(work)).spent
    return expense, found_posting(spent) if of_card else reimbursement_postings(spent, spent.plan.bank)[0]


async def settled(work: Work, expense: Expense, entry_id: UUID) -> None:
    """It was paid back by this entry, or this is the entry of its bank line."""
    if expense.paid_with == "company_card":
        await clearing.found(work, expense, entry_id)
    else:
        await _reimbursed(work, expense, entry_id)


async def _reimbursed(work: Work, expense: Expense, entry_id: UUID) -> None:
    before = values_of(expense, *STANDING)
    expense.status, expense.reimbursement_entry_id = REIMBURSED, entry_id
    await work.session.flush()
    await work.record(
        "expense.reimbursed",
        expense_id=expense.id,
        entry_id=entry_id,
        **changed(before, values_of(expense, *STANDING)),
    )


async def _reimbursable(work: Work, expense_id: UUID) -> Expense:
    expense = await queries.expense(work, expense_id, lock=True)
    if expense.status != APPROVED or expense.paid_with != "own_money":
        raise ExpenseNotReimbursable(f"it is {expense.status}, paid with {expense.paid_with.replace('_', ' ')}")
    return expense


def _refuse_before_spent(expense: Expense, on: date, *, field: str) -> None:
    if on < expense.spent_on:
        raise ReimbursedBeforeSpent(f"it was spent on {expense.spent_on}", field=field, value=str(on))


async def bring_back(work: Work, *, entry_id: UUID, **_: Any) -> None:
    """An entry was reversed: an approved expense waits for a decision again, what it paid back is owed again.

    Raises LaterStepFirst when it was paid back, or its bank line found, and its cost is reversed first.
    """
    rows = await work.session.scalars(
        select(Expense)
        .where(or_(Expense.entry_id == entry_id, Expense.reimbursement_entry_id == entry_id))
        .order_by(Expense.id)
        .with_for_update()
    )
    for expense in rows.all():
        await _bring_back(work, expense, entry_id)


async def _bring_back(work: Work, expense: Expense, entry_id: UUID) -> None:
    before = values_of(expense, *STANDING)
    if expense.reimbursement_entry_id == entry_id:
        expense.status, expense.reimbursement_entry_id = APPROVED, None
    elif expense.reimbursement_entry_id is not None:
        raise LaterStepFirst("the expense was paid back; reverse that entry first")
    elif expense.cleared == queries.BANK_LINE:
        raise LaterStepFirst("a bank line was matched with the expense; undo that first")
    else:
        expense.cleared = None
        expense.status, expense.entry_id, expense.decided_by, expense.decided_at = SUBMITTED, None, None, None
    expense.version += 1
    await work.session.flush()
    if expense.document_id is not None and expense.entry_id is None:
        await documents.reopened(work, expense.document_id)
    await work.record(
        "expense.brought_back",
        expense_id=expense.id,
        entry_id=entry_id,
        **changed(before, values_of(expense, *STANDING)),
    )


async def _submitted(work: Work, expense_id: UUID, seen: int | None) -> Expense:
    expense = await queries.expense(work, expense_id, lock=True)
    if expense.status != SUBMITTED:
        raise ExpenseNotSubmitted(f"it is {expense.status}")
    unless_stale(expense, seen)
    return expense


def _memo(expense: Expense) -> str:
    return ", ".join(filter(None, (expense.merchant, expense.description)))
