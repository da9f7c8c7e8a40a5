"""Money between own accounts of two currencies: what one of the two lines left on internal transfers.

Both lines are worth something in the books at their own rates. The second one takes what the first left, so that the
account of internal transfers closes; what the bank's rate made of it is won or lost on exchange.
"""

from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal

from sqlalchemy import exists, select

from accounting.exchange_differences import FAR
from accounting.matching.transfers import other_own_account
from app.core.work import Work
from app.modules.banking import items
from app.modules.banking.models import BankAccount, BankLine, Part, Reconciliation
from app.modules.banking.undoing import STANDS
from app.modules.identity import companies
from app.modules.ledger.models import Account, Posting

DAYS = timedelta(days=10)
"""Two lines of one transfer are no farther apart; what took one of them is looked for as far from it again."""


async def left(work: Work, line: BankLine, on: date) -> list[Decimal]:
    """What lines of own accounts in other currencies left on internal transfers and none took yet, as this line would
    post it: money in is above zero. One of the two lines names the other's account.
    """
    transfers = (await companies.account_plan(work)).internal_transfers
    of_it = Part.reconciliation_id == Reconciliation.id
    rows = await work.session.execute(
        select(Posting.debit - Posting.credit, Posting.booked_on, BankLine)
        .join(Account, Account.id == Posting.account_id)
        .join(Reconciliation, Reconciliation.entry_id == Posting.entry_id)
        .join(BankLine, BankLine.id == Reconciliation.bank_line_id)
        .where(
            Account.code == transfers,
            Posting.booked_on.between(on - 2 * DAYS, on + 2 * DAYS),
            exists().where(of_it, Part.account_code == transfers),
            ~exists().where(of_it, Part.kind == "expense"),
            STANDS,
        )
    )
    found = rows.tuples().all()
    if not found:
        return []
    accounts = (await work.session.execute(select(BankAccount.id, BankAccount.number).where(items.OURS))).tuples()
    numbers = {str(account): number for account, number in accounts}
    waits = Counter(amount for amount, _, _ in found)
    waits.subtract(Counter(-amount for amount, _, _ in found))
    theirs = {
        amount
        for amount, booked_on, other in found
        if abs(booked_on - on) <= DAYS and other.currency != line.currency and _meet(line, other, numbers)
    }
    return sorted(amount for amount in theirs if waits[amount] > 0)


def _meet(line: BankLine, other: BankLine, numbers: Mapping[str, str]) -> bool:
    """Whether a line names the account of the other; one that names none is named by the other."""
    named = other_own_account(items.as_line(line), numbers)
    if named is not None:
        return named == numbers[str(other.bank_account_id)]
    return other_own_account(items.as_line(other), numbers) == numbers[str(line.bank_account_id)]


def nearest(amount: Decimal, waiting: list[Decimal]) -> Decimal:
    """What of it this amount is the other half of; itself where nothing is near.

    >>> nearest(Decimal("90.00"), [Decimal("89.29"), Decimal("500.00")]), nearest(Decimal("90.00"), [Decimal("70.00")])
    (Decimal('89.29'), Decimal('90.00'))
    """
    near = [each for each in waiting if abs(each - amount) <= abs(amount) * FAR]
    return min(near, key=lambda each: (abs(each - amount), each), default=amount)
