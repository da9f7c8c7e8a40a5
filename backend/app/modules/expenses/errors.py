from typing import ClassVar

from accounting.errors import Conflict, Forbidden, Invalid, NotFound
from accounting.expense_categories import CategoryUnknown
from accounting.expenses import NothingInTheBooks, NothingOfTheCompany, VatTooMuch
from accounting.invoice import CostAccountRefused, TooManyDecimals
from accounting.vat import RateUnknown
from app.core.errors import CONSTRAINTS


class ExpenseNotFound(NotFound):
    """There is no such expense in this company."""


class ExpenseNotOpen(Conflict):
    """This expense was submitted or decided; only a draft or a rejected one can be changed or removed."""


class ExpenseNotSubmitted(Conflict):
    """This expense does not wait for a decision."""


class ExpenseNotReimbursable(Conflict):
    """Only an approved expense that was paid with own money is paid back, and once."""


class ReceiptTaken(Conflict):
    """There is already an expense with this receipt."""


class ExpenseHasPaper(Conflict):
    """This expense has its paper; another one is a receipt of its own."""


class OwnExpense(Forbidden):
    """Somebody else approves your expenses and those you made for a colleague; only an owner may approve their own."""


class ExpenseOfSomebodyElse(Forbidden):
    """This is somebody else's expense; it is theirs, or an approver's, to change."""


class SpenderUnknown(Invalid):
    """The spender is not a member of this company."""


class SpentInTheFuture(Invalid):
    """What is spent was spent today or before."""


class ReimbursedInTheFuture(Invalid):
    """What is paid back was paid back today or before."""


class ReimbursedBeforeSpent(Invalid):
    """What is paid back was spent that day or before."""


class ExpenseNotInTransit(Conflict):
    """Only what a company card paid, approved and not yet settled, waits for its bank line."""


class ExpenseNotClearedByHand(Conflict):
    """This was not settled by hand; undo the bank line that it was matched with."""


class PayerAccountRefused(Invalid):
    """What is paid back comes from the bank (55…) or the till (57…)."""


class ReceiptIncomplete(Invalid):
    """This receipt does not tell its date and total; correct what was read first."""


class ReceiptAmountRefused(Invalid):
    """An expense is above zero and below a trillion, its VAT a part of it; what was given back is a credit note."""


class InvoiceNeeded(Invalid):
    """This supplier leaves the VAT to you: book it as a purchase invoice, which works that out."""


class ExpenseInvalid(Invalid):
    """Some of what was given cannot be; each violation names its field."""

    carries: ClassVar = {
        each.code(): each.title()
        for each in (
            CategoryUnknown,
            RateUnknown,
            VatTooMuch,
            TooManyDecimals,
            CostAccountRefused,
            NothingInTheBooks,
            NothingOfTheCompany,
            SpenderUnknown,
            SpentInTheFuture,
        )
    }
    example: ClassVar = {"field": "category", "value": "yacht"}


CONSTRAINTS |= {
    "receipt_is_one_expense": ReceiptTaken,
    "expense_vat_is_part_of_it": VatTooMuch,
}
