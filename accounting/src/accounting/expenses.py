"""From something that was spent to its postings, and from what is paid back to its.

Who paid with own money is owed it; what a company card paid waits in transit until the bank statement tells of it. What
was private is nobody's debt when it was paid with own money, and owed by whoever spent it when it was the company's.
Accounts are those of the company's plan (`accounting.plan`).
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, get_args

from accounting.errors import Invalid
from accounting.journal import Posting, check_balanced, credit, debit
from accounting.money import rounded
from accounting.plan import Plan, plan
from accounting.vat import Treatment, purchase_grids

PaidWith = Literal["own_money", "company_card", "cash"]
PAYMENTS: dict[str, PaidWith] = {each: each for each in get_args(PaidWith)}
WHOLE = Decimal(100)
ZERO = Decimal(0)


class NothingOfTheCompany(Invalid):
    """All of this is private: there is nothing to book."""


class NothingInTheBooks(Invalid):
    """In the currency of the books this comes to 0.00: there is nothing to book."""


class VatTooMuch(Invalid):
    """The VAT is more than the highest rate makes of this amount."""


@dataclass(frozen=True, slots=True)
class Spent:
    """An expense in the books' currency; percentages of 100. `in_return`: whether it counts in a VAT return."""

    total: Decimal
    vat: Decimal
    account: str
    paid_with: PaidWith
    private_percent: Decimal = ZERO
    vat_percent: Decimal = WHOLE
    country: str = "BE"
    in_return: bool = True
    cost_account: str | None = None
    """Where the account is what was accrued: the cost, which takes the VAT that is not deducted."""

    @property
    def cost(self) -> str:
        return self.cost_account or self.account

    @property
    def plan(self) -> Plan:
        return plan(self.country)

    @property
    def paid_from(self) -> str:
        """What it is booked against."""
        books = self.plan
        ways: dict[PaidWith, str] = {
            "own_money": books.owed_to_spender,
            "company_card": books.internal_transfers,
            "cash": books.cash,
        }
        return ways[self.paid_with]


@dataclass(frozen=True, slots=True)
class Parts:
    """What an expense comes to: cost + deducted VAT + private = total."""

    cost: Decimal
    deducted: Decimal
    private: Decimal

    @property
    def of_the_company(self) -> Decimal:
        return self.cost + self.deducted


def parts_of(spent: Spent) -> Parts:
    """Private first, and its part of the VAT with it; of the rest the deductible VAT, and what remains is cost.

    >>> parts_of(Spent(Decimal("1210.00"), Decimal("210.00"), "616", "company_card", vat_percent=Decimal(50)))
    Parts(cost=Decimal('1105.00'), deducted=Decimal('105.00'), private=Decimal('0.00'))
    """
    private = rounded(spent.total * spent.private_percent / WHOLE)
    share = (WHOLE - spent.private_percent) / WHOLE
    deducted = rounded(spent.vat * share * spent.vat_percent / WHOLE)
    return Parts(spent.total - private - deducted, deducted, private)


def expense_postings(spent: Spent) -> list[Posting]:
    """The balanced postings of an expense. Raises NothingInTheBooks, NothingOfTheCompany."""
    if not spent.total:
        raise NothingInTheBooks(field="total_amount", value=str(spent.total))
    parts = parts_of(spent)
    if not parts.of_the_company:
        raise NothingOfTheCompany(field="private_percent", value=str(spent.private_percent))
    treatment = Treatment.DOMESTIC if parts.deducted else Treatment.NOT_DEDUCTIBLE
    grids = purchase_grids(treatment, spent.cost, country=spent.country if spent.in_return else "")
    borne = {spent.account: parts.cost}
    if spent.cost != spent.account:
        owed = rounded(spent.vat * (WHOLE - spent.private_percent) / WHOLE)
        borne = {spent.account: parts.of_the_company - owed, spent.cost: owed - parts.deducted}
    postings = [debit(account, amount, grids=grids.base) for account, amount in borne.items() if amount]
    if parts.deducted:
        postings.append(debit(spent.plan.vat_recoverable, parts.deducted, grids=grids.deducted))
    of_spender = spent.paid_with == "own_money"
    if parts.private and not of_spender:
        postings.append(debit(spent.plan.owed_by_spender, parts.private))
    postings.append(credit(spent.paid_from, parts.of_the_company if of_spender else spent.total))
    check_balanced(postings)
    return postings


def found_posting(spent: Spent) -> Posting:
    """What a company card paid is in transit no more: its bank line was found."""
    return debit(spent.plan.internal_transfers, spent.total)


def reimbursement_postings(spent: Spent, paid_from: str) -> list[Posting]:
    """What somebody paid with own money, paid back to them."""
    owed = parts_of(spent).of_the_company
    return [debit(spent.plan.owed_to_spender, owed), credit(paid_from, owed)]
