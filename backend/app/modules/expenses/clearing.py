"""What a company card paid is in transit until its bank line is found, or somebody says that it was booked by hand."""

from uuid import UUID

from app.core.events import changed, values_of
from app.core.versions import unless_stale
from app.core.work import Work
from app.modules.expenses import queries
from app.modules.expenses.errors import ExpenseNotClearedByHand, ExpenseNotInTransit
from app.modules.expenses.models import Expense
from app.modules.expenses.queries import APPROVED, BANK_LINE, BY_HAND


async def in_transit(work: Work, expense_id: UUID) -> Expense:
    """One that waits for its bank line, for this work alone. Raises ExpenseNotFound, ExpenseNotInTransit."""
    expense = await queries.expense(work, expense_id, lock=True)
    if expense.status != APPROVED or expense.paid_with != "company_card" or expense.cleared is not None:
        told = f"it is {expense.status}, paid with {expense.paid_with.replace('_', ' ')}"
        raise ExpenseNotInTransit(f"{told}, settled already" if expense.cleared else told)
    return expense


async def clear(work: Work, expense_id: UUID, seen: int | None) -> Expense:
    """Its bank line was booked by hand: nothing waits for one any more.

    Raises ExpenseNotFound, ExpenseNotInTransit, ChangedMeanwhile.
    """
    expense = await in_transit(work, expense_id)
    unless_stale(expense, seen)
    await _become(work, expense, BY_HAND)
    return expense


async def unclear(work: Work, expense_id: UUID, seen: int | None) -> Expense:
    """It was not booked by hand after all. Raises ExpenseNotFound, ExpenseNotClearedByHand, ChangedMeanwhile."""
    expense = await queries.expense(work, expense_id, lock=True)
    if expense.cleared != BY_HAND:
        raise ExpenseNotClearedByHand
    unless_stale(expense, seen)
    await _become(work, expense, None)
    return expense


async def found(work: Work, expense: Expense, entry_id: UUID) -> None:
    """Its bank line was found: this is the entry of it."""
    await _become(work, expense, BANK_LINE, entry_id=entry_id)


async def lost(work: Work, expense_id: UUID) -> None:
    """The bank line that it was matched with is open again; so is it."""
    expense = await queries.expense(work, expense_id, lock=True)
    if expense.cleared == BANK_LINE:
        expense.version += 1
        await _become(work, expense, None)


async def _become(work: Work, expense: Expense, cleared: str | None, **told: UUID) -> None:
    before = values_of(expense, "cleared")
    expense.cleared = cleared
    await work.session.flush()
    event = "expense.cleared" if cleared else "expense.in_transit"
    await work.record(event, expense_id=expense.id, **told, **changed(before, values_of(expense, "cleared")))
