"""Invoices: from lines to totals, and from totals to the postings of a sale or a purchase.

VAT is due on the sum of each treatment and rate, never per line (EN 16931 BR-CO-17). Amounts are as on paper: a credit
note's are above zero too, and its postings are those of its invoice, on the other side.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, localcontext
from uuid import UUID

from accounting.errors import Invalid
from accounting.money import minor_units, rounded
from accounting.plan import plan, told
from accounting.vat import Treatment, vat_due

ZERO = Decimal(0)
WHOLE = Decimal(100)
LARGEST_TOTAL = Decimal(10) ** 12
PRECISION = 60
"""Digits while calculating: quantity × price × discount keeps every one of them until it is rounded."""

CENT = Decimal("0.01")


class CostAccountRefused(Invalid):
    """A purchase is a cost, a fixed asset, stock, an advance paid, a prepaid expense, or what was accrued for it."""


class AccruedCostMissing(Invalid):
    """Say which cost was accrued: how much of the VAT is deducted, and where it counts in the return, depends on it."""


class AccruedCostRefused(Invalid):
    """What was accrued is a cost, a fixed asset or stock, and is said of a purchase that is booked on its accrual."""


class IncomeAccountRefused(Invalid):
    """A sale is income, an asset sold, an advance received or the income of a later period."""


class NothingToBook(Invalid):
    """These lines leave nothing to book."""


class TotalBelowZero(Invalid):
    """An invoice is never below zero; what you owe the other is a credit note."""


class TotalTooLarge(Invalid):
    """An invoice is less than 1,000,000,000,000."""


class VatDiffers(Invalid):
    """The VAT on paper is not what the lines come to."""


class TooManyDecimals(Invalid):
    """This amount has more decimals than its currency."""


Tags = tuple[tuple[UUID, Decimal], ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One line: quantity × price less discount. `deductible_percent` is a purchase's, of its VAT.

    `net` is what a part of another line comes to, where that is known better than by its own quantity.
    `cost_account`: of a purchase booked on an accrual, the cost that was accrued there.
    """

    description: str
    quantity: Decimal
    unit_price: Decimal
    treatment: Treatment
    vat_rate: Decimal
    account: str
    discount_percent: Decimal = ZERO
    deductible_percent: Decimal = WHOLE
    tags: Tags = ()
    net: Decimal | None = None
    cost_account: str | None = None

    @property
    def cost(self) -> str:
        """What a purchase is a cost of: deduction and grids go by it, wherever its base stands."""
        return self.cost_account or self.account


@dataclass(frozen=True, slots=True)
class Group:
    """What one treatment at one rate comes to."""

    treatment: Treatment
    vat_rate: Decimal
    net: Decimal
    vat: Decimal


@dataclass(frozen=True, slots=True)
class Totals:
    """Net + VAT = total, and each is the sum of the groups, highest rate first."""

    currency: str
    net: Decimal
    vat: Decimal
    total: Decimal
    groups: tuple[Group, ...]


def line_net(line: Line, currency: str = "EUR") -> Decimal:
    """What a line comes to without VAT, rounded once.

    >>> line_net(Line("Paper", Decimal(3), Decimal("1.115"), Treatment.DOMESTIC, Decimal(21), "700"))
    Decimal('3.35')
    """
    if line.net is not None:
        return line.net
    return net_of(line.quantity, line.unit_price, line.discount_percent, currency)


def net_of(quantity: Decimal, unit_price: Decimal, discount_percent: Decimal, currency: str = "EUR") -> Decimal:
    """Quantity × price less discount, rounded once."""
    with localcontext() as context:
        context.prec = PRECISION
        return rounded(quantity * unit_price * (WHOLE - discount_percent) / WHOLE, currency)


@dataclass(frozen=True, slots=True)
class Taken:
    """How much of a line was credited, and what that came to without VAT."""

    quantity: Decimal = ZERO
    net: Decimal = ZERO


NOTHING_TAKEN = Taken()


def take(whole: Line, quantity: Decimal, before: Taken = NOTHING_TAKEN, currency: str = "EUR") -> Taken:
    """What of a line is credited once another part of it is: the sum is rounded, so that parts end where it does.

    >>> line = Line("Paper", Decimal(3), Decimal("33.335"), Treatment.DOMESTIC, Decimal(21), "700", Decimal("12.5"))
    >>> first = take(line, Decimal(1)); second = take(line, Decimal(1), first); last = take(line, Decimal(1), second)
    >>> [str(each.net) for each in (first, second, last)]
    ['29.17', '58.34', '87.50']
    """
    reached = before.quantity + quantity
    if reached == whole.quantity:
        return Taken(reached, line_net(whole, currency))
    return Taken(reached, net_of(reached, whole.unit_price, whole.discount_percent, currency))


def charges_vat(treatment: Treatment) -> bool:
    """Whether there is VAT on the paper itself; under a reverse charge the buyer works it out."""
    return treatment in (Treatment.DOMESTIC, Treatment.NOT_DEDUCTIBLE)


def totals(lines: Iterable[Line], currency: str = "EUR") -> Totals:
    """What the lines come to. Raises TotalTooLarge.

    >>> ten = [Line("Book", Decimal(1), Decimal("1.03"), Treatment.DOMESTIC, Decimal(21), "700")] * 10
    >>> totals(ten).vat    # ten rounded lines would say 2.20
    Decimal('2.16')
    """
    nets: dict[tuple[Treatment, Decimal], Decimal] = {}
    for line in lines:
        key = (line.treatment, line.vat_rate.normalize() + 0)
        nets[key] = nets.get(key, ZERO) + line_net(line, currency)
    groups = tuple(
        Group(treatment, rate, net, vat_due(net, rate, currency) if charges_vat(treatment) else rounded(ZERO, currency))
        for (treatment, rate), net in sorted(nets.items(), key=lambda each: (-each[0][1], each[0][0].value))
    )
    return _summed(groups, currency)


def roundings(lines: int) -> Decimal:
    """How far the VAT on a paper may be from ours because its maker rounded otherwise: a cent per line."""
    return CENT * max(lines, 2)


def with_vat(found: Totals, vat: Decimal, tolerance: Decimal = ZERO) -> Totals:
    """The same totals with the VAT that stands on the paper, if `tolerance` explains the difference.

    It goes where the VAT is largest. Raises VatDiffers, TooManyDecimals.
    """
    gap = check_decimals(vat, found.currency, field="vat_amount") - found.vat
    if not gap:
        return found
    charged = [group for group in found.groups if charges_vat(group.treatment) and group.vat_rate]
    if not charged or abs(gap) > tolerance:
        raise VatDiffers(
            f"the lines come to {found.vat:f} of VAT, the paper says {vat:f}", field="vat_amount", value=str(vat)
        )
    largest = max(charged, key=lambda group: abs(group.vat))
    groups = tuple(replace(each, vat=each.vat + gap) if each is largest else each for each in found.groups)
    return _summed(groups, found.currency)


def with_vat_left(found: Totals, left: Mapping[tuple[Treatment, Decimal], tuple[Decimal, Decimal]]) -> Totals:
    """The totals of a credit note, of whose invoice so much net and VAT is left at each treatment and rate.

    Parts are rounded one by one: the last one takes the VAT that is left, and none takes more.

    >>> line = Line("Paper", Decimal(1), Decimal("10.02"), Treatment.DOMESTIC, Decimal(21), "700")
    >>> with_vat_left(totals([line]), {(Treatment.DOMESTIC, Decimal(21)): (Decimal("10.02"), Decimal("2.11"))}).vat
    Decimal('2.11')
    """

    def credited(group: Group) -> Group:
        net, vat = left.get((group.treatment, group.vat_rate), (None, group.vat))
        takes_all = group.net == net or (group.vat * vat >= 0 and abs(group.vat) > abs(vat))
        return replace(group, vat=vat) if takes_all else group

    return _summed(tuple(credited(each) for each in found.groups), found.currency)


def _summed(groups: tuple[Group, ...], currency: str) -> Totals:
    net = sum((group.net for group in groups), rounded(ZERO, currency))
    vat = sum((group.vat for group in groups), rounded(ZERO, currency))
    if abs(net + vat) >= LARGEST_TOTAL:
        raise TotalTooLarge(field="lines")
    return Totals(currency, net, vat, net + vat, groups)


def check_total(found: Totals, lines: Iterable[Line]) -> Totals:
    """The same totals, if an invoice can be made of them: 0.00 too, of lines that are something, as after an advance.

    Raises TotalBelowZero, NothingToBook.
    """
    if found.total < 0:
        raise TotalBelowZero(f"the lines come to {found.total:f}", field="lines", value=str(found.total))
    if not found.total and not any(line_net(each, found.currency) for each in lines):
        raise NothingToBook(field="lines", value=str(found.total))
    return found


def check_decimals(amount: Decimal, currency: str, *, field: str) -> Decimal:
    """The same amount. Raises TooManyDecimals: 10.005 is no amount of euros.

    >>> check_decimals(Decimal("10.50"), "EUR", field="amount")
    Decimal('10.50')
    """
    if amount != rounded(amount, currency):
        raise TooManyDecimals(
            f"{amount:f} has more than {minor_units(currency)} decimals", field=field, value=str(amount)
        )
    return amount


def check_cost_account(code: str, country: str = "BE", *, field: str = "account_code") -> str:
    """The same code. Raises CostAccountRefused for one that cannot bear a purchase, such as income or a supplier's."""
    books = plan(country)
    bearers = (*books.bearers, *books.accruals)
    if not code.startswith(bearers):
        said = f"{code} cannot bear the cost of a purchase; {told(bearers)} can"
        raise CostAccountRefused(said, field=field, value=code)
    return code


def check_accrued_cost(cost: str | None, account: str, country: str = "BE", *, field: str = "cost_account") -> None:
    """Raises AccruedCostMissing where `account` is an accrual and nobody said of what; AccruedCostRefused."""
    books = plan(country)
    if cost is None:
        if books.is_accrual(account):
            raise AccruedCostMissing(f"{account} is an accrual; {told(books.accrued)} can be the cost", field=field)
    elif not books.is_accrual(account):
        raise AccruedCostRefused(f"{account} is no accrual; {told(books.accruals)} are", field=field, value=cost)
    elif not cost.startswith(books.accrued):
        raise AccruedCostRefused(f"{cost} is no cost; {told(books.accrued)} can be", field=field, value=cost)


def check_income_account(code: str, country: str = "BE", *, field: str = "account_code") -> str:
    """The same code. Raises IncomeAccountRefused for one that cannot be what was sold, such as a cost."""
    incomes = plan(country).incomes
    if not code.startswith(incomes):
        raise IncomeAccountRefused(f"{code} cannot be what was sold; {told(incomes)} can", field=field, value=code)
    return code


def shared(amount: Decimal, weights: Sequence[Decimal], currency: str = "EUR") -> list[Decimal]:
    """`amount` in parts by weight, each rounded, together exactly `amount`.

    >>> shared(Decimal("0.10"), [Decimal(1), Decimal(1), Decimal(1)])
    [Decimal('0.03'), Decimal('0.04'), Decimal('0.03')]
    """
    whole = sum(weights, ZERO)
    if not whole:
        return [amount if place == 0 else rounded(ZERO, currency) for place in range(len(weights))]
    parts, given, reached = [], ZERO, ZERO
    for weight in weights:
        reached += weight
        upto = rounded(amount * reached / whole, currency)
        parts.append(upto - given)
        given = upto
    return parts
