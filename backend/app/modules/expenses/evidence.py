"""The paper behind an expense that was typed: added later too, and never booked a second time."""

from uuid import UUID

from app.core.events import changed, values_of
from app.core.versions import unless_stale
from app.core.work import Work
from app.modules.documents import service as documents
from app.modules.expenses import queries, rules
from app.modules.expenses.errors import ExpenseHasPaper, ExpenseOfSomebodyElse
from app.modules.expenses.models import Expense
from app.modules.identity import companies
from app.modules.ledger import service as ledger


async def add(work: Work, expense_id: UUID, document_id: UUID, seen: int | None) -> Expense:
    """A document that waits is this expense's paper; where the expense is in the books, so is the paper, by its entry.

    The same one again changes nothing. Raises ExpenseNotFound, ExpenseOfSomebodyElse, ExpenseHasPaper, ReceiptTaken,
    DocumentNotFound, DocumentNotReviewable, ChangedMeanwhile.
    """
    await ledger.hold(work)
    expense = await queries.expense(work, expense_id, lock=True)
    if not queries.is_theirs(work, expense):
        raise ExpenseOfSomebodyElse
    if expense.document_id == document_id:
        return expense
    if expense.document_id is not None:
        raise ExpenseHasPaper(field="document_id", value=str(document_id))
    unless_stale(expense, seen)
    document = await documents.for_review(work, document_id)
    before = values_of(expense, "document_id")
    expense.document_id = document.id
    await work.session.flush()
    if expense.entry_id is not None:
        account = rules.weigh(expense, await companies.read(work)).spent.account
        await documents.approved(work, document, entry_id=expense.entry_id, account_code=account)
    await work.record(
        "expense.paper_added",
        expense_id=expense.id,
        document_id=document.id,
        **changed(before, values_of(expense, "document_id")),
    )
    return expense
