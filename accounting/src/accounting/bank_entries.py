"""What a movement of the bank books on an account when VAT is in it: a bank's charge, a fuel card, sales by card.

Money out for a cost is a purchase, and money back its credit note; money in for a sale is a receipt, and money back its
credit note. They count in the return as those do. Who files no return has no VAT to take out of the amount.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from accounting.errors import Invalid
from accounting.journal import Posting, credit, debit
from accounting.money import rounded
from accounting.plan import AccountType, plan
from accounting.vat import Treatment, check_rate, deductible_percent, purchase_grids, sale_grids

WHOLE = Decimal(100)


class VatNotOnThisAccount(Invalid):
    """VAT is taken out of a cost or of a sale, not out of what goes to another account."""


@dataclass(frozen=True, slots=True)
class Movement:
    """What goes to an account, VAT included, in the books' currency: money in is positive. `vat_rate`: of 100."""

    account: str
    amount: Decimal
    vat_rate: Decimal
    on: date
    country: str = "BE"
    in_return: bool = True


def vat_in(amount: Decimal, percent: Decimal) -> Decimal:
    """The VAT that an amount contains, without sign.

    >>> vat_in(Decimal("-12.10"), Decimal(21))
    Decimal('2.10')
    """
    return rounded(abs(amount) * percent / (WHOLE + percent))


def check_vat(account: str, percent: Decimal, country: str, on: date, *, field: str = "vat_rate") -> None:
    """Raises VatNotOnThisAccount, RateUnknown."""
    if not account.startswith(plan(country).with_vat):
        raise VatNotOnThisAccount(field=field, value=account)
    check_rate(percent, country, on, field=field)


def movement_postings(moved: Movement) -> list[Posting]:
    """The postings beside the bank's own: what the account bears, and the VAT. Raises as `check_vat` does.

    >>> fuel = Movement("616", Decimal("-121.00"), Decimal(21), date(2026, 11, 21))
    >>> [(each.account, f"{each.debit}", each.grids) for each in movement_postings(fuel)]
    [('616', '110.50', ('+82',)), ('411', '10.50', ('+59',))]
    """
    check_vat(moved.account, moved.vat_rate, moved.country, moved.on)
    if not moved.in_return:
        return [credit(moved.account, moved.amount)]
    is_sale = plan(moved.country).type_of(moved.account) is AccountType.INCOME
    return _sale(moved) if is_sale else _cost(moved)


def _cost(moved: Movement) -> list[Posting]:
    back = moved.amount > 0
    limit = deductible_percent(moved.account, moved.on, moved.country)
    deducted = rounded(vat_in(moved.amount, moved.vat_rate) * limit / WHOLE)
    treatment = Treatment.DOMESTIC if deducted else Treatment.NOT_DEDUCTIBLE
    grids = purchase_grids(treatment, moved.account, "credit_note" if back else "invoice", country=moved.country)
    side = -1 if back else 1
    made = [debit(moved.account, side * (abs(moved.amount) - deducted), grids=grids.base)]
    if deducted:
        books = plan(moved.country)
        made.append(debit(books.vat_repaid if back else books.vat_recoverable, side * deducted, grids=grids.deducted))
    return made


def _sale(moved: Movement) -> list[Posting]:
    back = moved.amount < 0
    vat = vat_in(moved.amount, moved.vat_rate)
    grids = sale_grids(Treatment.DOMESTIC, moved.vat_rate, "credit_note" if back else "receipt", country=moved.country)
    side = -1 if back else 1
    made = [credit(moved.account, side * (abs(moved.amount) - vat), grids=grids.base)]
    if vat:
        made.append(credit(plan(moved.country).vat_owed(grids.vat), side * vat, grids=grids.vat))
    return made
