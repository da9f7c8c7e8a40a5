"""What an expense comes to, and everything in it that cannot be: no row is written here."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from accounting import vat
from accounting.errors import DomainError, Violation
from accounting.expense_categories import Category, category
from accounting.expenses import PAYMENTS, Parts, Spent, VatTooMuch, expense_postings, parts_of
from accounting.invoice import TooManyDecimals, check_cost_account
from accounting.money import rounded
from accounting.vat.regimes import STANDARD, regime_on
from app.core.work import Work
from app.modules.expenses.errors import ExpenseInvalid, SpentInTheFuture
from app.modules.expenses.models import Expense
from app.modules.identity.models import Tenant
from app.modules.ledger import service as ledger

CENTS = Decimal("0.05")
"""So much may the VAT on a receipt be above what the highest rate makes of it."""
CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Weighed:
    """An expense in the books' currency, with the rules of its category that day."""

    kind: Category
    spent: Spent
    parts: Parts

    @property
    def owed(self) -> Decimal:
        """To the spender, once it is approved."""
        return self.parts.of_the_company if self.spent.paid_with == "own_money" else Decimal(0)


def weigh(expense: Expense, company: Tenant) -> Weighed:
    """What it comes to; what is booked keeps the share that was deducted then. Raises CategoryUnknown."""
    kind = category(expense.category, company.country, expense.spent_on)
    account = expense.account_code or kind.account
    accrued = kind.account if company.accounts.is_accrual(account) else None
    limit = vat.deductible_percent(accrued or account, expense.spent_on, company.country)
    files = regime_on(company.regimes, expense.spent_on) == STANDARD
    total = rounded(expense.total_amount * expense.exchange_rate, company.currency)
    owed_vat = rounded(expense.vat_amount * expense.exchange_rate, company.currency)
    of_kind = kind.vat_deducted(total - owed_vat, expense.gift_count)
    usual = min(of_kind, limit) if files and is_home_vat(expense, company) else Decimal(0)
    booked = expense.deducted_percent if expense.entry_id else None
    spent = Spent(
        total=total,
        vat=owed_vat,
        account=account,
        paid_with=PAYMENTS[expense.paid_with],
        private_percent=expense.private_percent,
        vat_percent=usual if booked is None else booked,
        country=company.country,
        in_return=kind.in_return and files,
        cost_account=accrued,
    )
    return Weighed(kind, spent, parts_of(spent))


async def check_account(work: Work, expense: Expense, company: Tenant) -> None:
    """Its account, its own or its category's, has to take new papers. Raises AccountUnknown, AccountArchived."""
    spent = weigh(expense, company).spent
    field = "account_code" if expense.account_code else "category"
    await ledger.refuse_out_of_use(work, {field: spent.account})
    if spent.cost_account:
        await ledger.refuse_out_of_use(work, {"category": spent.cost_account})


def is_home_vat(expense: Expense, company: Tenant) -> bool:
    """Whether its VAT is this country's, as somebody said; else by a rate, or where one of that day makes that amount.

    Another country's is cost here (VAT directive art. 168: what is deducted is VAT due in the own country).
    """
    if expense.currency != company.currency or expense.vat_of == "abroad":
        return False
    if expense.vat_of == "home" or expense.vat_rate is not None or not expense.vat_amount:
        return True
    known = vat.rates(company.country, expense.spent_on)
    return any(abs(expense.total_amount * each / (100 + each) - expense.vat_amount) <= CENT for each in known)


def with_vat(facts: Mapping[str, Any]) -> dict[str, Any]:
    """The VAT worked out from its rate, where only the rate is known."""
    done = dict(facts)
    if done.get("vat_amount") is None:
        percent = done.get("vat_rate") or Decimal(0)
        done["vat_amount"] = rounded(done["total_amount"] * percent / (100 + percent), done["currency"])
    return done


def check(expense: Expense, company: Tenant, today: date) -> None:
    """Raises ExpenseInvalid with all that is wrong."""
    wrong: list[Violation] = []

    def refuse(error: DomainError) -> None:
        wrong.extend(error.violations())

    if expense.spent_on > today:
        refuse(SpentInTheFuture(f"{expense.spent_on} is still to come", field="spent_on", value=str(expense.spent_on)))
    for field in ("total_amount", "vat_amount"):
        amount = getattr(expense, field)
        if amount != rounded(amount, expense.currency):
            refuse(TooManyDecimals(f"{amount:f} {expense.currency}", field=field, value=str(amount)))
    try:
        at_home = expense.currency == company.currency and expense.vat_of != "abroad"
        if expense.vat_rate is not None and at_home:
            vat.check_rate(expense.vat_rate, company.country, expense.spent_on)
    except DomainError as error:
        refuse(error)
    known = vat.rates(company.country, expense.spent_on)
    highest = known[0] if known and at_home else Decimal(30)
    if expense.vat_amount > (most := expense.total_amount * highest / (100 + highest) + CENTS):
        refuse(
            VatTooMuch(
                f"at most {rounded(most, expense.currency):f}", field="vat_amount", value=str(expense.vat_amount)
            )
        )
    try:
        if expense.account_code:
            check_cost_account(expense.account_code, company.country)
    except DomainError as error:
        refuse(error)
    try:
        weighed = weigh(expense, company)
        if not wrong:
            expense_postings(weighed.spent)
    except DomainError as error:
        refuse(error)
    if wrong:
        raise ExpenseInvalid("; ".join(each.message for each in wrong), violations=wrong)
