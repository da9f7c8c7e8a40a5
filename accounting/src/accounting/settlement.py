"""Settling an invoice: payments, payment discounts and small differences, and what the exchange rate made of them.

Accounts are those of the company's plan (`accounting.plan`). In Belgium a discount for prompt payment is a sundry
financial cost (657) or income (756), as 653 is what a bank asks for discounting bills, and cents that nobody will ask
for are sundry operating cost or income (643 and 743); in the Netherlands each of these has one account for both ways,
but for discounts.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from accounting.errors import Invalid
from accounting.invoice import ZERO, check_decimals
from accounting.journal import Posting, check_balanced, debit
from accounting.money import minor_units, rounded
from accounting.plan import Plan, plan, told

SMALL_DIFFERENCE = Decimal("5.00")
"""The most of an invoice that may be written off without more ado, in the books' currency, where a company says nothing
else."""
MOST_DISCOUNT = Decimal(10)
"""The largest share of an invoice, in per cent, that is a discount for paying promptly, where a company says nothing
else: 2 or 3 % is usual. More is a credit note, which takes its VAT back too."""


class PaymentExceedsOpen(Invalid):
    """More is paid than is open."""


class PaymentOfNothing(Invalid):
    """A payment is at least 0.01."""


class DifferenceNotSmall(Invalid):
    """Only small differences are written off; a customer who will not pay is a doubtful debtor."""


class DiscountRefused(Invalid):
    """A discount for prompt payment comes with a payment, and is no larger a share of the invoice than you allow."""


class MoneyAccountRefused(Invalid):
    """A payment goes through a bank, cash, money in transit, a partner's account or suspense."""


class ChargesRefused(Invalid):
    """Only a customer who pays an invoice owes the costs of a reminder and interest."""


@dataclass(frozen=True, slots=True)
class OpenItem:
    """What is still open of an invoice, as on paper and in the books. `comes_in`: the other side is to pay us.

    `total` is that of the invoice; so much of it was paid, and allowed as a discount, and written off (in the books).
    The company allows so large a discount, in per cent, and lets so small a difference go. `granted` and `let_go`: of a
    credit note, what its invoice was settled with beside money; both go back where they were booked.
    """

    comes_in: bool
    is_sale: bool
    currency: str
    amount: Decimal
    in_books: Decimal
    books_currency: str = "EUR"
    contact_id: UUID | None = None
    country: str = "BE"
    total: Decimal = ZERO
    paid: Decimal = ZERO
    discounted: Decimal = ZERO
    written_off: Decimal = ZERO
    granted: Decimal = ZERO
    let_go: Decimal = ZERO
    most_discount: Decimal = MOST_DISCOUNT
    small_difference: Decimal = SMALL_DIFFERENCE

    @property
    def plan(self) -> Plan:
        return plan(self.country)

    @property
    def account(self) -> str:
        return self.plan.customers if self.is_sale else self.plan.suppliers

    @property
    def discount_account(self) -> str:
        granted = self.comes_in != bool(self.granted)
        return self.plan.discount_granted if granted else self.plan.discount_obtained

    @property
    def difference_account(self) -> str:
        lost = self.comes_in != bool(self.let_go)
        return self.plan.difference_lost if lost else self.plan.difference_won

    @property
    def booked_rate(self) -> Decimal:
        """What a unit of its currency is in the books; stands for the day's rate where none is known."""
        return self.in_books / self.amount

    def paid_through(self, money_account: str | None) -> str:
        """Where the money comes in or goes out: the bank account of the chart, unless another one is named."""
        return money_account or self.plan.bank


@dataclass(frozen=True, slots=True)
class Settling:
    """What happens to an open item at once, in its currency; `paid_in_books` is what the bank account sees of it."""

    paid: Decimal = ZERO
    paid_in_books: Decimal = ZERO
    discount: Decimal = ZERO
    write_off: Decimal = ZERO
    money_account: str | None = None

    @property
    def amount(self) -> Decimal:
        return self.paid + self.discount + self.write_off


@dataclass(frozen=True, slots=True)
class Portions:
    """How much of what was open in the books each part settles; together never more than was open."""

    paid: Decimal
    discount: Decimal
    write_off: Decimal

    @property
    def total(self) -> Decimal:
        return self.paid + self.discount + self.write_off


def portion(amount: Decimal, open_amount: Decimal, open_in_books: Decimal, books_currency: str = "EUR") -> Decimal:
    """What `amount` of an open item is in the books, at the rate it was booked at; the last part takes all the rest.

    A part takes a cent at least, and leaves one: something is open in the books as long as it is in its own currency.
    Raises PaymentOfNothing where there is only one.

    >>> portion(Decimal(40), Decimal(100), Decimal("90.91")), portion(Decimal(60), Decimal(60), Decimal("54.55"))
    (Decimal('36.36'), Decimal('54.55'))
    """
    if amount == open_amount:
        return open_in_books
    least = Decimal(1).scaleb(-minor_units(books_currency))
    if open_in_books <= least:
        raise PaymentOfNothing(f"{open_in_books:f} {books_currency} is open in the books: settle all of it at once")
    return min(max(rounded(open_in_books * amount / open_amount, books_currency), least), open_in_books - least)


@dataclass(frozen=True, slots=True)
class NotPaid:
    """What of a credit note its invoice never saw as money, and is no refund: granted as a discount, or let go."""

    discount: Decimal = ZERO
    write_off: Decimal = ZERO


def not_paid(
    paid: Decimal,
    granted: Decimal,
    let_go: Decimal,
    refunded: Decimal,
    before: NotPaid,
    open_amount: Decimal,
    currency: str = "EUR",
) -> NotPaid:
    """The share of a credit note in the discount and the difference of its invoice, less what it took `before`.

    `refunded` is what of the note no open invoice takes, of an invoice that was settled with these three.

    >>> not_paid(Decimal(1089), Decimal(121), Decimal(0), Decimal(605), NotPaid(), Decimal(605)).discount
    Decimal('60.50')
    """
    if not (whole := paid + granted + let_go):
        return NotPaid()

    def share(amount: Decimal, taken: Decimal, most: Decimal) -> Decimal:
        mine = min(amount, rounded(amount * refunded / whole, currency))
        return min(max(mine - taken, ZERO), most)

    discount = share(granted, before.discount, open_amount)
    return NotPaid(discount, share(let_go, before.write_off, open_amount - discount))


def check(item: OpenItem, settling: Settling) -> None:
    """Raises PaymentOfNothing, TooManyDecimals, PaymentExceedsOpen, DiscountRefused, DifferenceNotSmall,
    MoneyAccountRefused.
    """
    for name in ("paid", "discount", "write_off"):
        field = "amount" if name == "paid" else name
        amount = check_decimals(getattr(settling, name), item.currency, field=field)
        if amount < 0:
            raise PaymentOfNothing(f"{amount:f} is less than nothing", field=field, value=str(amount))
    if not settling.amount:
        raise PaymentOfNothing(field="amount", value="0")
    if settling.amount > item.amount:
        raise PaymentExceedsOpen(
            f"{rounded(item.amount, item.currency):f} {item.currency} is open, not {settling.amount:f}",
            field="amount",
            value=str(settling.amount),
        )
    through = item.paid_through(settling.money_account)
    if settling.paid and not through.startswith(item.plan.money):
        raise MoneyAccountRefused(f"{through} is none of {told(item.plan.money)}", field="account_code", value=through)
    if settling.discount:
        _check_discount(item, settling)
    if settling.write_off:
        in_books = portion(settling.write_off, item.amount, item.in_books, item.books_currency) + item.written_off
        if in_books > item.small_difference:
            raise DifferenceNotSmall(
                f"{rounded(in_books, item.books_currency):f} {item.books_currency} is more than"
                f" {rounded(item.small_difference, item.books_currency):f}",
                field="write_off",
                value=str(settling.write_off),
            )


def _check_discount(item: OpenItem, settling: Settling) -> None:
    discount, most = settling.discount + item.discounted, (item.total or item.amount) * item.most_discount / 100
    if discount <= item.granted:
        return
    if not settling.paid + item.paid:
        said = "nothing of it is paid"
    elif discount > most:
        said = f"{discount:.2f} is more than {most:.2f}, {item.most_discount.normalize():f} % of the invoice"
    else:
        return
    raise DiscountRefused(said, field="discount", value=str(settling.discount))


def charge_postings(item: OpenItem, amount: Decimal, money_account: str | None = None) -> list[Posting]:
    """What came in with a payment for reminding and in interest: income in the books' currency, beside the invoice.

    Raises ChargesRefused, TooManyDecimals.
    """
    check_decimals(amount, item.books_currency, field="charges")
    if not amount:
        return []
    if amount < 0 or not (item.is_sale and item.comes_in):
        raise ChargesRefused(field="charges", value=str(amount))
    through = item.paid_through(money_account)
    return [debit(through, amount), debit(item.plan.charges_received, -amount, contact_id=item.contact_id)]


def portions(item: OpenItem, settling: Settling) -> Portions:
    """Each part of what is settled, in the books: one after the other, so that the last one leaves no cent behind."""
    left, left_in_books, found = item.amount, item.in_books, []
    for amount in (settling.paid, settling.discount, settling.write_off):
        mine = portion(amount, left, left_in_books, item.books_currency) if amount else ZERO
        found.append(mine)
        left, left_in_books = left - amount, left_in_books - mine
    return Portions(*found)


def payment_postings(item: OpenItem, settling: Settling) -> list[Posting]:
    """The balanced postings of a payment, with what was granted, written off, and won or lost on the exchange rate.

    Raises as `check` does.
    """
    check(item, settling)
    return _postings(item, settling, portions(item, settling), 1 if item.comes_in else -1)


def return_postings(item: OpenItem, settling: Settling, found: Portions) -> list[Posting]:
    """The balanced postings of a payment that the bank took back: the customer or supplier owes again what it settled.

    `settling` and `found` are what the payment was; `paid_in_books` is what the bank account sees of the return, and
    what the rate made of that since is won or lost.
    """
    return _postings(item, settling, found, -1 if item.comes_in else 1)


def _postings(item: OpenItem, settling: Settling, found: Portions, side: int) -> list[Posting]:
    """`side` is 1 where money comes in."""
    books = item.plan
    foreign = item.currency != item.books_currency
    made: list[Posting] = []

    def add(account: str, amount: Decimal, abroad: Decimal | None = None, *, contact: bool = False) -> None:
        if amount:
            made.append(
                debit(
                    account,
                    amount,
                    contact_id=item.contact_id if contact else None,
                    currency=item.currency if foreign and abroad else None,
                    amount_in_currency=abroad if foreign and abroad else None,
                )
            )

    add(item.paid_through(settling.money_account), side * settling.paid_in_books, settling.paid)
    add(item.discount_account, side * found.discount, settling.discount)
    add(item.difference_account, side * found.write_off, settling.write_off)
    lost = side * (found.paid - settling.paid_in_books)
    add(books.exchange_loss if lost > 0 else books.exchange_gain, lost)
    add(item.account, -side * found.total, settling.amount, contact=True)
    check_balanced(made)
    return made
