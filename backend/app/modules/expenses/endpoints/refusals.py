"""What can be in the way of a request, by what is asked."""

from accounting.exchange_differences import ExchangeRateUnlikely
from accounting.late_papers import BookedBeforeItsDate, BookedInTheFuture
from accounting.purchase_parts import BasesDiffer, BreakdownIncomplete
from accounting.purchases import AmountsDiffer, BreakdownDiffers
from accounting.vat import RateUnknown
from app.modules.documents.errors import DocumentNotFound, DocumentNotReviewable
from app.modules.expenses.errors import (
    ExpenseHasPaper,
    ExpenseInvalid,
    ExpenseNotFound,
    ExpenseNotOpen,
    ExpenseNotReimbursable,
    ExpenseNotSubmitted,
    ExpenseOfSomebodyElse,
    OwnExpense,
    PayerAccountRefused,
    ReceiptTaken,
    ReimbursedBeforeSpent,
    ReimbursedInTheFuture,
)
from app.modules.ledger.errors import AccountArchived, AccountUnknown, ExchangeRateUnknown, PeriodLocked, YearClosed

READING = (AmountsDiffer, BreakdownDiffers, BasesDiffer, BreakdownIncomplete, RateUnknown)
ACCOUNTS = (AccountUnknown, AccountArchived)
MAKING = (ExpenseInvalid, ExchangeRateUnknown, ExchangeRateUnlikely, *ACCOUNTS)
CHANGING = (ExpenseNotFound, ExpenseNotOpen, ExpenseOfSomebodyElse)
POSTING = (*ACCOUNTS, PeriodLocked, YearClosed)
APPROVING = (
    ExpenseNotFound,
    ExpenseNotSubmitted,
    OwnExpense,
    ExpenseInvalid,
    DocumentNotReviewable,
    BookedBeforeItsDate,
    BookedInTheFuture,
    *POSTING,
)
ADDING_PAPER = (
    ExpenseNotFound,
    ExpenseOfSomebodyElse,
    ExpenseHasPaper,
    ReceiptTaken,
    DocumentNotFound,
    DocumentNotReviewable,
)
REIMBURSING = (
    ExpenseNotFound,
    ExpenseNotReimbursable,
    PayerAccountRefused,
    ReimbursedInTheFuture,
    ReimbursedBeforeSpent,
    *POSTING,
)
