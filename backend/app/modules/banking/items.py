"""Open items and lines to match, as the database's views give them to us and to Spark alike."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import Boolean, Date, Integer, Numeric, Row, Select, Text, Uuid, exists, func, or_, select
from sqlalchemy.sql import column, table

from accounting.matching import Item, Options, StatementLine
from accounting.matching.habits import Lesson, habits
from accounting.money import rounded
from accounting.reading.amounts import only_amount
from app.core.work import Work
from app.modules.banking.details import amounts_of
from app.modules.banking.models import (
    PLUS,
    BankAccount,
    BankLine,
    BankSettings,
    Matching,
    Part,
    Proposal,
    Reconciliation,
    Rejection,
)
from app.modules.banking.schemas.reconciling import OpenItemRead
from app.modules.identity import companies
from app.modules.invoicing.models import Invoice
from app.modules.ledger.service import known_rate

MOST_COMPARED = 4_000
"""Of very many open items, those nearest in amount are compared with one line."""
OF_OTHERS = ("recurs", "one_reference", "one_missing")
LESSONS = 5_000
OURS = BankAccount.archived_at.is_(None) | (
    exists().where(BankLine.bank_account_id == BankAccount.id, BankLine.state == "imported")
)
"""A bank account that is in use, or has lines: one that was put away without any was somebody else's."""
ITEMS = table(
    "open_items",
    *(column(name, Text) for name in ("id", "kind", "entry_type", "currency", "reference", "text", "name", "account")),
    *(column(name, Date) for name in ("dated_on", "due_on")),
    *(column(name, Uuid) for name in ("contact_id", "bank_account_id")),
    *(column("amount", Numeric(19, 4)), column("recurs", Integer)),
    *(column(name, Boolean) for name in ("one_reference", "one_missing")),
    schema="accounting",
)


@dataclass(frozen=True, slots=True)
class Open:
    """One row of the view."""

    id: str
    kind: str
    entry_type: str
    dated_on: Any
    due_on: Any
    amount: Decimal
    currency: str
    reference: str
    text: str
    name: str
    account: str
    contact_id: UUID | None
    bank_account_id: UUID | None
    recurs: int | None = None
    one_reference: bool = False
    one_missing: bool = False

    def item(self) -> Item:
        """As matching compares it."""
        return Item(
            self.id,
            self.dated_on,
            self.amount,
            self.text,
            self.reference,
            self.entry_type,
            self.name,
            self.account,
            self.due_on,
            self.currency,
            str(self.contact_id or ""),
            str(self.bank_account_id or ""),
            self.recurs,
            self.one_reference,
            self.one_missing,
        )

    def read(self) -> OpenItemRead:
        """As screens show it."""
        return OpenItemRead(
            id=UUID(self.id.partition(":")[2]),
            type=self.kind,
            kind=self.entry_type,
            number=self.reference,
            name=self.name,
            text=self.text,
            dated_on=self.dated_on,
            due_on=self.due_on,
            amount=self.amount,
            currency=self.currency,
            contact_id=self.contact_id,
        )


async def valued(work: Work, read: Sequence[OpenItemRead], line: BankLine) -> None:
    """What invoices are in the books where that is another currency, and in the line's at the rate of its day."""
    books = (await companies.read(work)).currency
    abroad = [each for each in read if each.type == "invoice" and {each.currency, line.currency} != {books}]
    if not abroad:
        return
    found = select(Invoice.id, Invoice.open_in_books).where(Invoice.id.in_([each.id for each in abroad]))
    in_books = dict((await work.session.execute(found)).tuples().all())
    rates = {
        each: await known_rate(work, each, line.booked_on) for each in {line.currency, *(e.currency for e in abroad)}
    }
    for each in abroad:
        each.open_in_books = in_books[each.id]
        ours, theirs = rates[line.currency], rates[each.currency] or in_books[each.id] / abs(each.amount)
        if ours and each.currency != line.currency:
            each.line_amount = rounded(abs(each.amount) * theirs / ours, line.currency)


def _every() -> Select[Any]:
    return select(*(ITEMS.c[name] for name in Open.__slots__))


async def _rows(work: Work, query: Select[Any]) -> list[Open]:
    return [Open(*row) for row in await work.session.execute(query)]


async def every(work: Work) -> list[Open]:
    """All open items, in order of their ids."""
    return await _rows(work, _every().order_by(ITEMS.c.id))


async def nearest(work: Work, line: BankLine) -> list[Open]:
    """Items that this line may settle: all of them, or the nearest in amount, the other side's first.

    Without what they tell of others of their amount, which takes ten times as long: `told_of_others` has it of some.
    """
    theirs = ITEMS.c.account == (line.counterparty_account or "-")
    query = (
        select(*(ITEMS.c[name] for name in Open.__slots__ if name not in OF_OTHERS))
        .where(_of_account(line.bank_account_id))
        .order_by(theirs.desc(), func.abs(ITEMS.c.amount - line.open_amount), ITEMS.c.id)
    )
    return await _rows(work, query.limit(MOST_COMPARED))


async def told_of_others(work: Work, ids: Sequence[str]) -> dict[str, Sequence[Any]]:
    """`OF_OTHERS` of these items."""
    if not ids:
        return {}
    query = select(ITEMS.c.id, *(ITEMS.c[name] for name in OF_OTHERS)).where(ITEMS.c.id.in_(ids))
    return {row[0]: row[1:] for row in await work.session.execute(query)}


def _of_account(bank_account_id: UUID | None) -> Any:
    """A posting on a bank's account is found on the statements of that bank account alone."""
    return or_(ITEMS.c.bank_account_id.is_(None), ITEMS.c.bank_account_id == bank_account_id)


async def searched(work: Work, q: str | None, bank_account_id: UUID | None, most: int) -> list[Open]:
    """The latest items whose number, name or text says so, or that have this amount."""
    query = _every().order_by(ITEMS.c.dated_on.desc(), ITEMS.c.id).limit(most)
    if bank_account_id is not None:
        query = query.where(_of_account(bank_account_id))
    if q is None:
        return await _rows(work, query)
    said = [ITEMS.c[name].icontains(q, autoescape=True) for name in ("reference", "name", "text")]
    if (amount := only_amount(q)) is not None:
        said.append(func.abs(ITEMS.c.amount) == amount)
    return await _rows(work, query.where(or_(*said)))


async def named(work: Work, ids: Sequence[str]) -> dict[str, Open]:
    """Those of these items that are open."""
    return {each.id: each for each in await _rows(work, _every().where(ITEMS.c.id.in_(ids)))} if ids else {}


async def proposed(work: Work, line_id: UUID) -> dict[str, Open]:
    """What is open of what Spark put to this line, when it matched last."""
    query = select(Proposal.item).join(Matching, Matching.run_id == Proposal.run_id).where(Proposal.line_id == line_id)
    return await named(work, list(await work.session.scalars(query)))


async def of_amounts(work: Work, amounts: Collection[Decimal], most: int) -> list[Open]:
    """Those of exactly one of these amounts, the latest of very many."""
    query = _every().where(ITEMS.c.amount.in_(amounts)).order_by(ITEMS.c.dated_on.desc(), ITEMS.c.id)
    return await _rows(work, query.limit(most)) if amounts else []


async def saying(work: Work, said: Collection[str]) -> list[Open]:
    """Those whose reference or text holds one of these, whatever signs stand in between."""
    bare = func.regexp_replace(func.upper(ITEMS.c.reference + " " + ITEMS.c.text), "[^0-9A-Z]", "", "g")
    return await _rows(work, _every().where(bare.regexp_match("|".join(sorted(said))))) if said else []


def together(names: Iterable[str]) -> str:
    """The same for the same items, in whatever order they are named."""
    return PLUS.join(sorted(set(names)))


def left_of(line: BankLine | Row[Any]) -> Decimal:
    """What is open of a line as books can hold it: a bank may write thousandths of a euro."""
    return rounded(line.open_amount, line.currency)


def as_line(line: BankLine | Row[Any]) -> StatementLine:
    """What is open of a line, as matching compares it."""
    return StatementLine(
        str(line.id),
        line.booked_on,
        left_of(line),
        line.text,
        line.counterparty_name or "",
        line.counterparty_account or "",
        line.reference or "",
        line.currency,
        str(line.bank_account_id),
        amounts_of(line.children),
    )


async def settings_of(work: Work) -> BankSettings:
    """What the company set, or what holds where it set nothing."""
    found: BankSettings | None = await work.session.scalar(select(BankSettings))
    usual = BankSettings(applies_alone=False, auto_from=Decimal("0.99"), largest_fee=Decimal(60), version=0)
    return found or usual


async def options(work: Work, line: BankLine | None = None) -> Options:
    """What the company set and taught; rates and rejections are those of one line, where there is one."""
    kept = await settings_of(work)
    own = (await work.session.execute(select(BankAccount.id, BankAccount.number).where(OURS))).tuples()
    rejected = select(Rejection.bank_line_id, Rejection.item)
    if line is not None:
        rejected = rejected.where(Rejection.bank_line_id == line.id)
    refused = [(str(line_id), item) for line_id, item in (await work.session.execute(rejected)).tuples()]
    return Options(
        auto_from=float(kept.auto_from),
        largest_fee=kept.largest_fee,
        own_ibans={str(account): number for account, number in own},
        rates=await _rates(work, line) if line is not None else {},
        habits=await _habits(work),
        rejected=frozenset(each for each in refused if PLUS not in each[1]),
        rejected_sums=frozenset((line_id, frozenset(item.split(PLUS))) for line_id, item in refused if PLUS in item),
    )


async def _rates(work: Work, line: BankLine) -> dict[str, Decimal]:
    """The worth of a unit of the currencies of open items in the line's, that day."""
    used = await work.session.scalars(select(ITEMS.c.currency).distinct())
    found: dict[str, Decimal] = {}
    ours = await known_rate(work, line.currency, line.booked_on)
    for currency in sorted(set(used) - {line.currency}):
        theirs = await known_rate(work, currency, line.booked_on)
        if theirs and ours:
            found[currency] = theirs / ours
    return found


async def _habits(work: Work) -> dict[str, str]:
    """Whose account or name paid whose invoices, of what was accepted and stands."""
    undone = select(Reconciliation.undoes_id).where(Reconciliation.undoes_id.is_not(None))
    rows = await work.session.execute(
        select(BankLine.counterparty_name, BankLine.counterparty_account, Invoice.contact_id)
        .join(Reconciliation, Reconciliation.bank_line_id == BankLine.id)
        .join(Part, Part.reconciliation_id == Reconciliation.id)
        .join(Invoice, Invoice.id == Part.invoice_id)
        .where(Reconciliation.undoes_id.is_(None), Reconciliation.id.not_in(undone))
        .order_by(Reconciliation.created_at.desc(), Reconciliation.id.desc())
        .limit(LESSONS)
    )
    return habits(Lesson(name or "", account or "", str(contact)) for name, account, contact in rows.tuples())
