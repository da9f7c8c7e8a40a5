"""From the parts that somebody asked for to what they take of the line and what they post: nothing is written here."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from uuid import UUID

from accounting.exchange_differences import check_difference
from accounting.journal import debit
from accounting.settlement import Settling
from accounting.vat.regimes import STANDARD, regime_on
from app.core.versions import unless_moved
from app.core.work import Work
from app.modules.banking import in_transit, items
from app.modules.banking.accounts import refuse_bank_accounts
from app.modules.banking.errors import (
    DayNotOfTheLine,
    ItemTwice,
    MoreThanTheLine,
    OpenItemNotFound,
    PartsCancelOut,
    PartsMissing,
)
from app.modules.banking.models import BankAccount, BankLine
from app.modules.banking.schemas.reconciling import (
    AccountPart,
    AskedPart,
    ExpensePart,
    InvoicePart,
    PaymentPart,
    PostingPart,
    Settle,
)
from app.modules.banking.takes import Loaded, Plan, Table, take, waits
from app.modules.expenses import deciding as expenses
from app.modules.identity import companies
from app.modules.identity.models import Tenant
from app.modules.invoicing import paying, returning
from app.modules.invoicing.paying import Paid
from app.modules.ledger import service as ledger


async def plan(work: Work, line: BankLine, account: BankAccount, asked: Settle) -> Plan:
    """What the parts come to. Amounts that were said go first; what was left open takes what is left.

    What a bank writes beyond the decimals of a currency is in no entry: it goes off with the part that closes the line.

    Raises PartsMissing, MoreThanTheLine, PartOfNothing, PartsCancelOut, WorthNothing, ItemTwice, DayNotOfTheLine,
    CurrencyOfPart, BankAccountAsPart, OpenItemNotFound, InvoiceNotFound, NotPayable, ExpenseNotFound,
    ExpenseNotReimbursable,
    ExpenseNotInTransit, ReimbursedBeforeSpent, PaymentNotFound, PaymentReturned, ReturnedBeforePaid, CurrencyOfReturn,
    ExchangeRateUnknown, TooManyDecimals, PaymentExceedsOpen, ChangedMeanwhile, DifferenceNotSmall,
    ExchangeDifferenceTooLarge, VatNotOnThisAccount, VatInBooksCurrency, RateUnknown, AccountUnknown, AccountArchived.
    """
    if not asked.parts:
        raise PartsMissing(field="parts")
    on = asked.on or line.booked_on
    if on != line.booked_on and not line.booked_on < on <= work.today:
        raise DayNotOfTheLine(f"it is of {line.booked_on}, and today is {work.today}", field="on", value=str(on))
    company = await companies.read(work)
    books = company.currency
    abroad = line.currency != books
    rate = await _rate(work, line, asked, on, company) if abroad else Decimal(1)
    files_vat = regime_on(company.regimes, on) == STANDARD
    table = Table(line, account, books, rate, items.left_of(line), Plan(on), company.country, files_vat)
    _refuse_twice(asked.parts)
    accounts = {
        f"parts.{n}.account_code": e.account_code for n, e in enumerate(asked.parts) if isinstance(e, AccountPart)
    }
    await ledger.refuse_out_of_use(work, accounts)
    await refuse_bank_accounts(work, accounts)
    loaded = await _loaded(work, table, asked.parts)
    if (await companies.account_plan(work)).internal_transfers in accounts.values():
        table.in_transit = await in_transit.left(work, line, on)
    table.any_difference = asked.accept_exchange_difference
    for currency in {each.item.currency for each in loaded if isinstance(each, Paid)}:
        if known := await ledger.known_rate(work, currency, on):
            table.rates[currency] = known
    for last in (False, True):
        for place, part in enumerate(asked.parts):
            if waits(part, loaded[place], table) is last:
                take(table, part, loaded[place], place)
    made = table.plan
    made.parts.sort(key=lambda each: each.position)
    if made.amount * table.side <= 0 or table.left * table.side < 0:
        open_ = f"{line.open_amount:.2f} {line.currency} is open, the parts come to {made.amount:.2f}"
        raise MoreThanTheLine(open_, field="parts", value=f"{made.amount:.2f}")
    if not table.left:
        made.parts[-1].amount += line.open_amount - items.left_of(line)
    if not table.in_books and any(each.kind != "posting" for each in made.parts):
        raise PartsCancelOut(field="parts")
    if table.in_books:
        made.money = debit(
            account.account_code,
            table.in_books,
            currency=line.currency if abroad else None,
            amount_in_currency=table.moved if abroad else None,
        )
    return made


async def _rate(work: Work, line: BankLine, asked: Settle, on: date, company: Tenant) -> Decimal:
    """What a unit of the line's currency is in the books: as was said, when that is near the day's rate or meant."""
    if asked.exchange_rate is None:
        return await ledger.rate_on(work, line.currency, on)
    known = await ledger.known_rate(work, line.currency, on)
    if known and not asked.accept_exchange_difference:
        size = abs(line.open_amount)
        said = {"field": "exchange_rate", "value": f"{asked.exchange_rate:f}"}
        check_difference(size * asked.exchange_rate, size * known, company.currency, **said)
    return asked.exchange_rate


def _refuse_twice(parts: Sequence[AskedPart]) -> None:
    seen: set[UUID] = set()
    for place, part in enumerate(parts):
        if isinstance(part, AccountPart):
            continue
        if part.id in seen:
            raise ItemTwice(field=f"parts.{place}.id", value=str(part.id))
        seen.add(part.id)


async def _loaded(work: Work, table: Table, parts: Sequence[AskedPart]) -> list[Loaded]:
    """Each part's item, locked. In any order: whoever reconciles holds the books, so nobody waits for another here."""
    found: dict[int, Loaded] = {}
    postings = await items.named(work, [f"posting:{each.id}" for each in parts if isinstance(each, PostingPart)])
    for place, part in sorted(enumerate(parts), key=lambda each: str(getattr(each[1], "id", ""))):
        if isinstance(part, InvoicePart):
            invoice, item = await paying.to_settle(work, part.id)
            unless_moved(item.amount, part.open_amount, field=f"parts.{place}.open_amount")
            found[place] = Paid(invoice, item, Settling())
        elif isinstance(part, ExpensePart):
            found[place] = await expenses.owed(work, part.id, table.plan.on, field=f"parts.{place}.id")
        elif isinstance(part, PaymentPart):
            found[place] = await returning.to_return(work, part.id, table.plan.on, field=f"parts.{place}.id")
        elif isinstance(part, PostingPart):
            posting = postings.get(f"posting:{part.id}")
            if posting is None or posting.bank_account_id != table.account.id:
                raise OpenItemNotFound(field=f"parts.{place}.id", value=str(part.id))
            found[place] = posting
        else:
            found[place] = None
    return [found[place] for place in range(len(parts))]
