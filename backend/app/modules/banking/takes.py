"""What one part of a line takes of it, and what it posts."""

from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from uuid import UUID

from accounting.bank_entries import Movement, check_vat, movement_postings
from accounting.exchange_differences import check_difference, met
from accounting.invoice import check_decimals
from accounting.journal import Posting, credit
from accounting.money import rounded
from accounting.plan import plan
from accounting.settlement import OpenItem, Settling
from app.modules.banking import items
from app.modules.banking.errors import CurrencyOfPart, CurrencyOfReturn, PartOfNothing, VatInBooksCurrency, WorthNothing
from app.modules.banking.in_transit import nearest
from app.modules.banking.models import BankAccount, BankLine, Part
from app.modules.banking.schemas.reconciling import (
    AccountPart,
    AskedPart,
    ExpensePart,
    InvoicePart,
    PaymentPart,
    PostingPart,
)
from app.modules.expenses.models import Expense
from app.modules.invoicing.paying import Paid
from app.modules.invoicing.returning import Returned


@dataclass(slots=True)
class Plan:
    """What is to be written for a line: its parts, the entry's postings, and the items that are settled or reopened."""

    on: date
    parts: list[Part] = field(default_factory=list)
    paid: list[Paid] = field(default_factory=list)
    returned: list[Returned] = field(default_factory=list)
    expenses: list[Expense] = field(default_factory=list)
    beside: list[Posting] = field(default_factory=list)
    money: Posting | None = None

    @property
    def amount(self) -> Decimal:
        return sum((each.amount for each in self.parts), Decimal(0))


@dataclass(slots=True)
class Table:
    """The line, how it is worth in the books, and what is left of it."""

    line: BankLine
    account: BankAccount
    books: str
    rate: Decimal
    left: Decimal
    plan: Plan
    country: str
    files_vat: bool
    rates: dict[str, Decimal] = field(default_factory=dict)
    in_transit: list[Decimal] = field(default_factory=list)
    any_difference: bool = False
    in_books: Decimal = Decimal(0)
    moved: Decimal = Decimal(0)

    @property
    def side(self) -> int:
        return 1 if self.line.amount > 0 else -1

    def usual(self, item: OpenItem) -> Decimal:
        """What a unit of the item's currency is in the books at the day's rate, else at the one it was booked at."""
        return self.rates.get(item.currency) or item.booked_rate

    def worth(self, amount: Decimal) -> Decimal:
        return rounded(amount * self.rate, self.books)

    def take(self, part: Part, in_books: Decimal | None) -> None:
        """A part's amount goes off the line; with `in_books` the bank's posting has it too."""
        if not part.amount:
            nothing = f"part {part.position + 1} takes 0.00 {self.line.currency} of the line"
            raise PartOfNothing(nothing, field=f"parts.{part.position}.amount", value="0.00")
        self.left -= part.amount
        self.plan.parts.append(part)
        if in_books is not None:
            if not in_books:
                told = f"{part.amount:f} {self.line.currency} are 0.00 {self.books}"
                raise WorthNothing(told, field=f"parts.{part.position}.amount", value=f"{part.amount:f}")
            self.moved += part.amount
            self.in_books += in_books


Loaded = Paid | tuple[Expense, Posting] | items.Open | Returned | None


def waits(part: AskedPart, loaded: Loaded, table: Table) -> bool:
    """Whether it takes what the others leave."""
    if isinstance(part, AccountPart):
        return part.amount is None
    if isinstance(part, InvoicePart) and isinstance(loaded, Paid):
        same_way = (loaded.item.comes_in) == (table.side > 0)
        return part.amount is None and part.line_amount is None and same_way
    return False


def take(table: Table, part: AskedPart, loaded: Loaded, place: int) -> None:
    if isinstance(part, InvoicePart):
        assert isinstance(loaded, Paid), "it was loaded as one"
        _take_invoice(table, part, loaded, place)
    elif isinstance(part, ExpensePart):
        assert isinstance(loaded, tuple), "it was loaded as one"
        expense, posting = loaded
        assert isinstance(expense, Expense), "it was loaded as one"
        assert isinstance(posting, Posting), "it was loaded as one"
        if table.line.currency != table.books:
            raise CurrencyOfPart(f"an expense is in the books in {table.books}", field=f"parts.{place}.id")
        table.plan.expenses.append(expense)
        table.plan.beside.append(posting)
        table.take(_part(place, part, -posting.amount, expense_id=part.id), -posting.amount)
    elif isinstance(part, PaymentPart):
        assert isinstance(loaded, Returned), "it was loaded as one"
        _take_back(table, part, loaded, place)
    elif isinstance(part, PostingPart):
        assert isinstance(loaded, items.Open), "it was loaded as one"
        table.take(_part(place, part, loaded.amount, posting_id=part.id), None)
    else:
        _take_account(table, part, place)


def _take_invoice(table: Table, part: InvoicePart, loaded: Paid, place: int) -> None:
    item, line = loaded.item, table.line
    sign = 1 if item.comes_in else -1
    rest = part.discount + part.write_off
    takes_rest = waits(part, loaded, table)
    if item.currency == line.currency:
        most = max(item.amount - rest, Decimal(0))
        room = max(table.left * table.side, Decimal(0))
        paid = part.amount if part.amount is not None else part.line_amount
        paid = paid if paid is not None else min(most, room) if takes_rest else most
        of_line = paid
    else:
        if part.line_amount is None and not (takes_rest and table.left * table.side > 0):
            raise CurrencyOfPart(f"{item.currency} is not {line.currency}", field=f"parts.{place}.line_amount")
        owed = part.amount if part.amount is not None else max(item.amount - rest, Decimal(0))
        money = part.line_amount if part.line_amount is not None else abs(table.left)
        paid, of_line = met(owed, money, table.usual(item) / table.rate, item.currency, line.currency)
        paid = part.amount if part.amount is not None else paid
        of_line = part.line_amount if part.line_amount is not None else of_line
    check_decimals(of_line, line.currency, field=f"parts.{place}.line_amount")
    settling = Settling(
        paid, table.worth(of_line), part.discount, part.write_off, money_account=table.account.account_code
    )
    if not table.any_difference:
        usual = rounded(paid * table.usual(item), table.books)
        said = {"field": f"parts.{place}.amount", "value": f"{paid:f}"}
        check_difference(table.worth(of_line), usual, table.books, **said)
    table.plan.paid.append(Paid(loaded.invoice, item, settling))
    made = _part(place, part, sign * of_line, invoice_id=part.id)
    made.settled_amount = settling.amount
    table.take(made, sign * table.worth(of_line))


def _take_back(table: Table, part: PaymentPart, loaded: Returned, place: int) -> None:
    """The other way than the payment went, as much as it was."""
    item, line = loaded.item, table.line
    if item.currency != line.currency:
        said = f"the payment was in {item.currency}, the line is in {line.currency}"
        raise CurrencyOfReturn(said, field=f"parts.{place}.id", value=str(part.id))
    amount = -loaded.paid if item.comes_in else loaded.paid
    in_books = table.worth(loaded.paid)
    table.plan.returned.append(loaded)
    table.plan.beside += loaded.postings(in_books, table.account.account_code)
    made = _part(place, part, amount, invoice_id=loaded.invoice.id)
    made.settled_amount = -loaded.settled
    table.take(made, in_books if amount > 0 else -in_books)


def _take_account(table: Table, part: AccountPart, place: int) -> None:
    amount = table.left if part.amount is None else part.amount
    check_decimals(amount, table.line.currency, field=f"parts.{place}.amount")
    made = _part(place, part, amount, account_code=part.account_code)
    made.memo = part.memo
    in_books = table.worth(amount)
    abroad = table.line.currency != table.books
    table.take(made, in_books)
    if part.vat_rate is not None:
        _take_vat(table, part, made)
        return
    books = plan(table.country)
    met = nearest(in_books, table.in_transit) if part.account_code == books.internal_transfers else in_books
    if met in table.in_transit:
        table.in_transit.remove(met)
    won = in_books - met
    if won:
        table.plan.beside.append(credit(books.exchange_gain if won > 0 else books.exchange_loss, won))
    table.plan.beside.append(
        credit(
            part.account_code,
            met,
            part.memo,
            contact_id=part.contact_id,
            currency=table.line.currency if abroad else None,
            amount_in_currency=amount if abroad else None,
        )
    )


def _take_vat(table: Table, part: AccountPart, made: Part) -> None:
    """The account bears the amount without the VAT that may be deducted or is owed, which has its own posting."""
    field, percent = f"parts.{made.position}.vat_rate", part.vat_rate or Decimal(0)
    if table.line.currency != table.books:
        raise VatInBooksCurrency(f"the line is in {table.line.currency}", field=field)
    check_vat(part.account_code, percent, table.country, table.plan.on, field=field)
    moved = Movement(part.account_code, made.amount, percent, table.plan.on, table.country, table.files_vat)
    postings = movement_postings(moved)
    made.vat_rate, made.vat_amount = percent, sum((abs(each.amount) for each in postings[1:]), Decimal(0))
    for each in postings:
        table.plan.beside.append(replace(each, memo=part.memo, contact_id=part.contact_id))


def _part(place: int, part: AskedPart, amount: Decimal, **against: UUID | str) -> Part:
    return Part(position=place, kind=part.type, amount=amount, **against)
