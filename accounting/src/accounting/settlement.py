"""Settling an invoice: payments, payment discounts and small differences, and what the exchange rate made of them.

Accounts of the Belgian chart. A discount for prompt payment is a sundry financial cost (657) or income (756): 653 is
what a bank asks for discounting bills. Exchange differences are 654 and 754; cents that nobody will ask for are sundry
operating cost or income (643 and 743).
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from accounting.errors import Invalid
from accounting.invoice import ZERO, check_decimals
from accounting.invoice_postings import CUSTOMERS, SUPPLIERS
from accounting.journal import Posting, check_balanced, debit
from accounting.money import rounded

EXCHANGE_LOSS, EXCHANGE_GAIN = "654", "754"
DISCOUNT_GRANTED, DISCOUNT_OBTAINED = "657", "756"
DIFFERENCE_LOST, DIFFERENCE_WON = "643", "743"
MONEY = ("55", "57", "58", "489", "416", "499")
"""Where a payment can come in or go out: bank, cash, internal transfers, a partner's account, sundry and suspense."""

SMALL = Decimal("5.00")
"""The largest difference that may be written off without more ado, in the books' currency."""


class PaymentExceedsOpen(Invalid):
    """More is paid than is open."""


class PaymentOfNothing(Invalid):
    """A payment is at least 0.01."""


class DifferenceNotSmall(Invalid):
    """Only small differences are written off; a customer who will not pay is a doubtful debtor."""


class MoneyAccountRefused(Invalid):
    """A payment goes through a bank (55…), cash (57…), internal transfers (58), a partner (489) or suspense (499)."""


@dataclass(frozen=True, slots=True)
class OpenItem:
    """What is still open of an invoice, as on paper and in the books. `comes_in`: the other side is to pay us."""

    comes_in: bool
    is_sale: bool
    currency: str
    amount: Decimal
    in_books: Decimal
    books_currency: str = "EUR"
    contact_id: UUID | None = None

    @property
    def account(self) -> str:
        return CUSTOMERS if self.is_sale else SUPPLIERS


@dataclass(frozen=True, slots=True)
class Settling:
    """What happens to an open item at once, in its currency; `paid_in_books` is what the bank account sees of it."""

    paid: Decimal = ZERO
    paid_in_books: Decimal = ZERO
    discount: Decimal = ZERO
    write_off: Decimal = ZERO
    money_account: str = "550"

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

    >>> portion(Decimal(40), Decimal(100), Decimal("90.91")), portion(Decimal(60), Decimal(60), Decimal("54.55"))
    (Decimal('36.36'), Decimal('54.55'))
    """
    if amount == open_amount:
        return open_in_books
    return rounded(open_in_books * amount / open_amount, books_currency)


def check(item: OpenItem, settling: Settling) -> None:
    """Raises PaymentOfNothing, TooManyDecimals, PaymentExceedsOpen, DifferenceNotSmall, MoneyAccountRefused."""
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
    if settling.paid and not settling.money_account.startswith(MONEY):
        raise MoneyAccountRefused(field="account_code", value=settling.money_account)
    if settling.write_off:
        in_books = portion(settling.write_off, item.amount, item.in_books, item.books_currency)
        if in_books > SMALL:
            raise DifferenceNotSmall(
                f"{in_books:f} {item.books_currency} is more than {SMALL:f}",
                field="write_off",
                value=str(settling.write_off),
            )


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
    found = portions(item, settling)
    side = 1 if item.comes_in else -1
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

    add(settling.money_account, side * settling.paid_in_books, settling.paid)
    add(DISCOUNT_GRANTED if item.comes_in else DISCOUNT_OBTAINED, side * found.discount, settling.discount)
    add(DIFFERENCE_LOST if item.comes_in else DIFFERENCE_WON, side * found.write_off, settling.write_off)
    lost = side * (found.paid - settling.paid_in_books)
    add(EXCHANGE_LOSS if lost > 0 else EXCHANGE_GAIN, lost)
    add(item.account, -side * found.total, settling.amount, contact=True)
    check_balanced(made)
    return made
