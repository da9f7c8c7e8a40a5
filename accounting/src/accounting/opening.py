"""What was open when books began: invoices that other books hold, and the balances they have to make up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal
from uuid import UUID

from accounting.errors import Invalid, Violation
from accounting.exchange_rates import DECIMALS, check_currency
from accounting.identifiers import InvalidIdentifier, format_structured_reference, parse_structured_reference
from accounting.invoice import check_decimals
from accounting.journal import Posting, debit
from accounting.money import rounded
from accounting.plan import Plan

ZERO = Decimal(0)
Direction = Literal["sale", "purchase"]
Key = tuple[str, str, UUID, str]
"""What tells an open item from every other one: direction, kind, contact and number."""


class OpenItemAfterOpening(Invalid):
    """An open item is of the day of the opening balances or before; what came later is an invoice of these books."""


class OpenItemDueBeforeIssue(Invalid):
    """An open item cannot be due before its own date."""


class OpenItemOfNothing(Invalid):
    """An open item is at least 0.01."""


class OpenItemTwice(Invalid):
    """This contact's open item with this number was told already."""


class AmountInBooksNeeded(Invalid):
    """An open item in another currency says too what it stands at in the books."""


class AmountInBooksDiffers(Invalid):
    """In the company's own currency an amount is the same in the books."""


class ReferenceDoesNotProve(Invalid):
    """The check digits of this structured communication do not match."""


class OpenItemsDiffer(Invalid):
    """The open items of customers, or of suppliers, come to what the opening balances say of that account."""


@dataclass(frozen=True, slots=True)
class OpeningItem:
    """An invoice or credit note as it stood open; its amount as on paper, never below zero."""

    direction: Direction
    kind: Literal["invoice", "credit_note"]
    contact_id: UUID
    number: str
    issued_on: date
    due_on: date
    currency: str
    amount: Decimal
    in_books: Decimal
    reference: str | None = None

    @property
    def key(self) -> Key:
        return self.direction, self.kind, self.contact_id, self.number.lower()

    @property
    def stands(self) -> Decimal:
        """What it is on its account, debit above zero: what a customer owes us, or a supplier us."""
        return self.in_books if (self.direction == "sale") == (self.kind == "invoice") else -self.in_books

    @property
    def rate(self) -> Decimal:
        """Units of the books' currency per unit of its own, as it stood."""
        return (self.in_books / self.amount).quantize(DECIMALS)

    def posting(self, books: Plan, books_currency: str) -> Posting:
        abroad = self.currency != books_currency
        return debit(
            account_of(self.direction, books),
            self.stands,
            self.number,
            contact_id=self.contact_id,
            currency=self.currency if abroad else None,
            amount_in_currency=self.amount if abroad else None,
        )


def account_of(direction: Direction, books: Plan) -> str:
    return books.customers if direction == "sale" else books.suppliers


def in_books(amount: Decimal, currency: str, said: Decimal | None, books_currency: str) -> Decimal:
    """What an item stands at in the books.

    Raises OpenItemOfNothing, CurrencyUnknown, TooManyDecimals, AmountInBooksNeeded, AmountInBooksDiffers.
    """
    if amount <= 0:
        raise OpenItemOfNothing(field="amount", value=str(amount))
    check_currency(currency)
    check_decimals(amount, currency, field="amount")
    if currency != books_currency:
        if not said:
            raise AmountInBooksNeeded(f"{amount:f} {currency} is how much {books_currency}?", field="amount_in_books")
        if said < 0:
            raise OpenItemOfNothing(field="amount_in_books", value=str(said))
        return check_decimals(said, books_currency, field="amount_in_books")
    if said is not None and said != amount:
        raise AmountInBooksDiffers(f"{amount:f}, not {said:f}", field="amount_in_books", value=str(said))
    return amount


def reference(text: str | None) -> str | None:
    """A structured communication as it is printed; other words stay as they are. Raises ReferenceDoesNotProve.

    >>> reference("260000004214"), reference("order 12"), reference("")
    ('+++260/0000/04214+++', 'order 12', None)
    """
    if not text:
        return None
    bare = text.strip(" +*")
    if len(digits := "".join(each for each in bare if each not in " /.-")) != 12 or not digits.isdecimal():
        return text
    try:
        return format_structured_reference(parse_structured_reference(bare))
    except InvalidIdentifier as error:
        raise ReferenceDoesNotProve(str(error), field="payment_reference", value=text) from error


def check_days(issued_on: date, due_on: date | None, opened_on: date) -> None:
    """Raises OpenItemAfterOpening, OpenItemDueBeforeIssue."""
    if issued_on > opened_on:
        raise OpenItemAfterOpening(f"{issued_on} is after {opened_on}", field="issued_on", value=str(issued_on))
    if due_on and due_on < issued_on:
        raise OpenItemDueBeforeIssue(f"it is of {issued_on}", field="due_on", value=str(due_on))


@dataclass(frozen=True, slots=True)
class Tie:
    """What the balances and the open items say of one account, debit above zero."""

    direction: Direction
    account: str
    in_balances: Decimal
    in_items: Decimal

    @property
    def difference(self) -> Decimal:
        return self.in_balances - self.in_items


def itemised(
    balances: Sequence[Posting], items: Sequence[OpeningItem], books: Plan, books_currency: str
) -> list[Posting]:
    """The postings of the opening entry: an account that has open items is posted item by item.

    What the balances say of such an account is the proof of it, and may be left out. Raises OpenItemsDiffer.
    """
    made, wrong = list(balances), list[Violation]()
    for tie in ties(balances, items, books):
        account, of_it = tie.account, [each for each in items if each.direction == tie.direction]
        if tie.difference and any(each.account == account for each in balances):
            said = (
                f"{account}: {rounded(tie.in_balances, books_currency):f} in the balances,"
                f" {rounded(tie.in_items, books_currency):f} in the open items"
            )
            wrong += OpenItemsDiffer(said, field="items", value=str(tie.in_items)).violations()
        place = next((place for place, each in enumerate(made) if each.account == account), len(made))
        rest = [each for each in made if each.account != account]
        made = [*rest[:place], *(each.posting(books, books_currency) for each in of_it), *rest[place:]]
    if wrong:
        raise OpenItemsDiffer("; ".join(each.message for each in wrong), violations=wrong)
    return made


def ties(balances: Iterable[Posting], items: Sequence[OpeningItem], books: Plan) -> list[Tie]:
    """One for each control account that has open items."""
    found = []
    directions: tuple[Direction, ...] = ("sale", "purchase")
    for direction in directions:
        account, mine = account_of(direction, books), [each for each in items if each.direction == direction]
        if mine:
            said = sum((each.amount for each in balances if each.account == account), ZERO)
            found.append(Tie(direction, account, said, sum((each.stands for each in mine), ZERO)))
    return found


def by_day(item: OpeningItem) -> tuple[date, str, str, UUID]:
    """The order in which they are posted."""
    return item.issued_on, item.number, item.kind, item.contact_id


def told_twice(items: Sequence[OpeningItem]) -> list[int]:
    """Places of items that an earlier one says already."""
    seen, found = set[Key](), []
    for place, each in enumerate(items):
        if each.key in seen:
            found.append(place)
        seen.add(each.key)
    return found
