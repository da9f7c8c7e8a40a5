"""From the parts that somebody asked for to what they take of the line and what they post: nothing is written here."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from uuid import UUID

from accounting.bank_entries import Movement, check_vat, movement_postings
from accounting.exchange_differences import check_difference, met
from accounting.invoice import check_decimals
from accounting.journal import Posting, credit, debit
from accounting.money import rounded
from accounting.settlement import OpenItem, Settling
from accounting.vat.regimes import STANDARD, regime_on
from app.core.versions import unless_moved
from app.core.work import Work
from app.modules.banking import items
from app.modules.banking.accounts import refuse_bank_accounts
from app.modules.banking.errors import (
    CurrencyOfPart,
    DayNotOfTheLine,
    ItemTwice,
    MoreThanTheLine,
    OpenItemNotFound,
    PartOfNothing,
    VatInBooksCurrency,
)
from app.modules.banking.models import BankAccount, BankLine, Part
from app.modules.banking.schemas.reconciling import (
    AccountPart,
    AskedPart,
    ExpensePart,
    InvoicePart,
    PostingPart,
    Reconcile,
)
from app.modules.expenses import deciding as expenses
from app.modules.expenses.models import Expense
from app.modules.identity import companies
from app.modules.identity.models import Tenant
from app.modules.invoicing import paying
from app.modules.invoicing.paying import Paid
from app.modules.ledger import service as ledger


@dataclass(slots=True)
class Plan:
    """What is to be written for a line: its parts, the entry's postings, and the items that are settled with it."""

    on: date
    parts: list[Part] = field(default_factory=list)
    paid: list[Paid] = field(default_factory=list)
    expenses: list[Expense] = field(default_factory=list)
    beside: list[Posting] = field(default_factory=list)
    money: Posting | None = None

    @property
    def amount(self) -> Decimal:
        return sum((each.amount for each in self.parts), Decimal(0))


@dataclass(slots=True)
class _Table:
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
            raise PartOfNothing(field=f"parts.{part.position}")
        self.left -= part.amount
        self.plan.parts.append(part)
        if in_books is not None:
            self.moved += part.amount
            self.in_books += in_books


async def plan(work: Work, line: BankLine, account: BankAccount, asked: Reconcile) -> Plan:
    """What the parts come to. Amounts that were said go first; what was left open takes what is left.

    Raises MoreThanTheLine, PartOfNothing, ItemTwice, DayNotOfTheLine, CurrencyOfPart, BankAccountAsPart,
    OpenItemNotFound, InvoiceNotFound, NotPayable, ExpenseNotFound, ExpenseNotReimbursable, ExpenseNotInTransit,
    ReimbursedBeforeSpent, ExchangeRateUnknown, TooManyDecimals,
    PaymentExceedsOpen, ChangedMeanwhile, DifferenceNotSmall, ExchangeDifferenceTooLarge,
    VatNotOnThisAccount, VatInBooksCurrency, RateUnknown, AccountUnknown, AccountArchived.
    """
    on = asked.on or line.booked_on
    if on != line.booked_on and not line.booked_on < on <= work.today:
        raise DayNotOfTheLine(f"it is of {line.booked_on}, and today is {work.today}", field="on", value=str(on))
    company = await companies.read(work)
    books = company.currency
    abroad = line.currency != books
    rate = await _rate(work, line, asked, on, company) if abroad else Decimal(1)
    files_vat = regime_on(company.regimes, on) == STANDARD
    table = _Table(line, account, books, rate, line.open_amount, Plan(on), company.country, files_vat)
    _refuse_twice(asked.parts)
    accounts = {
        f"parts.{n}.account_code": e.account_code for n, e in enumerate(asked.parts) if isinstance(e, AccountPart)
    }
    await ledger.refuse_out_of_use(work, accounts)
    await refuse_bank_accounts(work, accounts)
    loaded = await _loaded(work, table, asked.parts)
    table.any_difference = asked.accept_exchange_difference
    for currency in {each.item.currency for each in loaded if isinstance(each, Paid)}:
        if known := await ledger.known_rate(work, currency, on):
            table.rates[currency] = known
    for last in (False, True):
        for place, part in enumerate(asked.parts):
            if _waits(part, loaded[place], table) is last:
                _take(table, part, loaded[place], place)
    made = table.plan
    made.parts.sort(key=lambda each: each.position)
    if made.amount * table.side <= 0 or table.left * table.side < 0:
        open_ = f"{line.open_amount:.2f} {line.currency} is open, the parts come to {made.amount:.2f}"
        raise MoreThanTheLine(open_, field="parts", value=f"{made.amount:.2f}")
    if table.in_books:
        made.money = debit(
            account.account_code,
            table.in_books,
            currency=line.currency if abroad else None,
            amount_in_currency=table.moved if abroad else None,
        )
    return made


async def _rate(work: Work, line: BankLine, asked: Reconcile, on: date, company: Tenant) -> Decimal:
    """What a unit of the line's currency is in the books: as was said, when that is near the day's rate or meant."""
    if asked.exchange_rate is None:
        return await ledger.rate_on(work, line.currency, on)
    known = await ledger.known_rate(work, line.currency, on)
    if known and not asked.accept_exchange_difference:
        size = abs(line.open_amount)
        said = {"field": "exchange_rate", "value": f"{asked.exchange_rate:f}"}
        check_difference(size * asked.exchange_rate, size * known, company.small_difference, company.currency, **said)
    return asked.exchange_rate


Loaded = Paid | tuple[Expense, Posting] | items.Open | tuple[OpenItem, Paid] | None


def _refuse_twice(parts: Sequence[AskedPart]) -> None:
    seen: set[UUID] = set()
    for place, part in enumerate(parts):
        if isinstance(part, AccountPart):
            continue
        if part.id in seen:
            raise ItemTwice(field=f"parts.{place}.id", value=str(part.id))
        seen.add(part.id)


async def _loaded(work: Work, table: _Table, parts: Sequence[AskedPart]) -> list[Loaded]:
    """Each part's item, locked; invoices in order of their ids, so that two people never wait for each other."""
    found: dict[int, Loaded] = {}
    postings = await items.named(work, [f"posting:{each.id}" for each in parts if isinstance(each, PostingPart)])
    for place, part in sorted(enumerate(parts), key=lambda each: str(getattr(each[1], "id", ""))):
        if isinstance(part, InvoicePart):
            invoice, item = await paying.to_settle(work, part.id)
            unless_moved(item.amount, part.open_amount, field=f"parts.{place}.open_amount")
            found[place] = Paid(invoice, item, Settling())
        elif isinstance(part, ExpensePart):
            found[place] = await expenses.owed(work, part.id, table.plan.on, field=f"parts.{place}.id")
        elif isinstance(part, PostingPart):
            posting = postings.get(f"posting:{part.id}")
            if posting is None or posting.bank_account_id != table.account.id:
                raise OpenItemNotFound(field=f"parts.{place}.id", value=str(part.id))
            found[place] = posting
        else:
            found[place] = None
    return [found[place] for place in range(len(parts))]


def _waits(part: AskedPart, loaded: Loaded, table: _Table) -> bool:
    """Whether it takes what the others leave."""
    if isinstance(part, AccountPart):
        return part.amount is None
    if isinstance(part, InvoicePart) and isinstance(loaded, Paid):
        same_way = (loaded.item.comes_in) == (table.side > 0)
        return part.amount is None and part.line_amount is None and same_way
    return False


def _take(table: _Table, part: AskedPart, loaded: Loaded, place: int) -> None:
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
    elif isinstance(part, PostingPart):
        assert isinstance(loaded, items.Open), "it was loaded as one"
        table.take(_part(place, part, loaded.amount, posting_id=part.id), None)
    else:
        _take_account(table, part, place)


def _take_invoice(table: _Table, part: InvoicePart, loaded: Paid, place: int) -> None:
    item, line = loaded.item, table.line
    sign = 1 if item.comes_in else -1
    rest = part.discount + part.write_off
    waits = _waits(part, loaded, table)
    if item.currency == line.currency:
        most = max(item.amount - rest, Decimal(0))
        room = max(table.left * table.side, Decimal(0))
        paid = part.amount if part.amount is not None else part.line_amount
        paid = paid if paid is not None else min(most, room) if waits else most
        of_line = paid
    else:
        if part.line_amount is None and not (waits and table.left * table.side > 0):
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
        check_difference(table.worth(of_line), usual, item.small_difference, table.books, **said)
    table.plan.paid.append(Paid(loaded.invoice, item, settling))
    made = _part(place, part, sign * of_line, invoice_id=part.id)
    made.settled_amount = settling.amount
    table.take(made, sign * table.worth(of_line))


def _take_account(table: _Table, part: AccountPart, place: int) -> None:
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
    table.plan.beside.append(
        credit(
            part.account_code,
            in_books,
            part.memo,
            contact_id=part.contact_id,
            currency=table.line.currency if abroad else None,
            amount_in_currency=amount if abroad else None,
        )
    )


def _take_vat(table: _Table, part: AccountPart, made: Part) -> None:
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
