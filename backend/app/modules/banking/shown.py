"""A line with everything that was done with it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import func, or_, select

from app.core.work import Work
from app.modules.banking import queries
from app.modules.banking.models import PLUS, BankAccount, BankLine, Part, Reconciliation
from app.modules.banking.schemas.reconciling import (
    BankLineFull,
    PartRead,
    ReconciliationRead,
    RejectedItem,
    RejectionRead,
)
from app.modules.expenses.models import Expense
from app.modules.identity import companies
from app.modules.identity.queries import names_of
from app.modules.invoicing import settled
from app.modules.invoicing.models import Invoice, Settlement
from app.modules.ledger import service as ledger
from app.modules.ledger.models import Account, Entry, Posting


async def line(work: Work, found: BankLine) -> BankLineFull:
    rejected = await queries.rejected(work, found.id)
    return BankLineFull(
        **queries.facts(found),
        details=found.details,
        exchange_rate=await _exchange_rate(work, found),
        reconciliations=await reconciliations(work, found),
        rejected=rejected,
        rejections=await _rejections(work, rejected),
    )


async def _exchange_rate(work: Work, line: BankLine) -> Decimal | None:
    """With which the line is booked unless somebody says another."""
    if line.currency == (await companies.read(work)).currency:
        return None
    return await ledger.known_rate(work, line.currency, line.booked_on)


async def reconciliations(work: Work, line: BankLine) -> list[ReconciliationRead]:
    """The latest first; each with what it stands against, and whether it was undone."""
    rows = await work.session.execute(
        select(Reconciliation, Entry.number)
        .outerjoin(Entry, Entry.id == Reconciliation.entry_id)
        .where(Reconciliation.bank_line_id == line.id)
        .order_by(Reconciliation.created_at.desc(), Reconciliation.id.desc())
    )
    found = rows.tuples().all()
    undone = {each.undoes_id: each for each, _ in found if each.undoes_id}
    parts = await _parts(work, [each for each, _ in found])
    in_books = await _in_books(work, line, [each.entry_id for each, _ in found if each.entry_id])
    names = await names_of(work, {each.created_by for each, _ in found if each.created_by})
    return [
        ReconciliationRead(
            id=each.id,
            kind=each.kind,
            amount=each.amount,
            entry_id=each.entry_id,
            entry_number=number,
            books_amount=in_books.moved.get(each.entry_id),
            exchange_result=in_books.won.get(each.entry_id, Decimal(0)),
            run_id=each.run_id,
            rule_id=each.rule_id,
            score=f"{each.score:f}" if each.score is not None else None,
            parts=parts.get(each.id, []),
            created_by=names.get(each.created_by) if each.created_by else None,
            created_at=each.created_at,
            undone_at=undone[each.id].created_at if each.id in undone else None,
            undone_because=undone[each.id].reason if each.id in undone else None,
        )
        for each, number in found
        if each.undoes_id is None
    ]


@dataclass(frozen=True, slots=True)
class _InBooks:
    """Of each entry, what an account in another currency moved by, and what was won on the rate."""

    moved: dict[UUID | None, Decimal] = field(default_factory=dict)
    won: dict[UUID | None, Decimal] = field(default_factory=dict)


async def _in_books(work: Work, line: BankLine, entries: Sequence[UUID]) -> _InBooks:
    found = _InBooks()
    if not entries:
        return found
    books = await companies.account_plan(work)
    abroad = line.currency != (await companies.read(work)).currency
    bank = select(BankAccount.account_code).where(BankAccount.id == line.bank_account_id)
    rows = await work.session.execute(
        select(Posting.entry_id, Account.code.in_(bank), func.sum(Posting.debit - Posting.credit))
        .join(Account, Account.id == Posting.account_id)
        .where(
            Posting.entry_id.in_(entries),
            or_(Account.code.in_(bank), Account.code.in_((books.exchange_gain, books.exchange_loss))),
        )
        .group_by(Posting.entry_id, Account.code.in_(bank))
    )
    for entry_id, is_bank, amount in rows.tuples():
        if not is_bank:
            found.won[entry_id] = -amount
        elif abroad:
            found.moved[entry_id] = amount
    return found


async def _parts(work: Work, of: Sequence[Reconciliation]) -> dict[UUID, list[PartRead]]:
    entries = {each.id: each.entry_id for each in of}
    rows = await work.session.scalars(
        select(Part).where(Part.reconciliation_id.in_(entries)).order_by(Part.reconciliation_id, Part.position)
    )
    found = rows.all()
    labels = await _labels(work, found)
    returned = await settled.returned_since(work, [each for each in entries.values() if each])
    shown: dict[UUID, list[PartRead]] = {}
    for each in found:
        against = each.invoice_id or each.expense_id or each.posting_id
        shown.setdefault(each.reconciliation_id, []).append(
            PartRead(
                type=each.kind,
                id=against,
                account_code=each.account_code,
                amount=each.amount,
                settled_amount=each.settled_amount,
                label=labels.get(against or each.account_code),
                vat_rate=each.vat_rate,
                vat_amount=each.vat_amount,
                memo=each.memo,
                returned_on=returned.get((entries[each.reconciliation_id], each.invoice_id)),
            )
        )
    return shown


async def _rejections(work: Work, rejected: Sequence[str]) -> list[RejectionRead]:
    """Each as its items, in order of the sums that they are."""
    sums = [[name.split(":") for name in each.split(PLUS)] for each in rejected]
    ids: dict[str, set[UUID]] = {}
    for kind, id_ in (each for one in sums for each in one):
        ids.setdefault(kind, set()).add(UUID(id_))
    labels = await _named(work, ids)
    return [
        RejectionRead(items=[RejectedItem(type=kind, id=UUID(id_), label=labels.get(UUID(id_))) for kind, id_ in one])
        for one in sums
    ]


NAMES = {
    "invoice": select(Invoice.id, Invoice.number),
    "expense": select(Expense.id, Expense.description),
    "posting": select(Posting.id, Entry.number).join(Entry, Entry.id == Posting.entry_id),
    "payment": select(Settlement.id, Invoice.number).join(Invoice, Invoice.id == Settlement.invoice_id),
}


async def _named(work: Work, ids: Mapping[str, Collection[UUID]]) -> dict[Any, str]:
    """The number of an invoice, also of one that was paid; the words of an expense, the entry of a posting."""
    labels: dict[Any, str] = {}
    for kind, wanted in ids.items():
        if wanted:
            query = NAMES[kind]
            rows = await work.session.execute(query.where(query.selected_columns[0].in_(wanted)))
            labels |= {row[0]: row[1] for row in rows if row[1]}
    return labels


async def _labels(work: Work, parts: Sequence[Part]) -> dict[Any, str]:
    """What each part stands against, and the name of an account."""
    of = {kind: {id_ for each in parts if (id_ := getattr(each, f"{kind}_id"))} for kind in NAMES if kind != "payment"}
    labels = await _named(work, of)
    codes = {each.account_code for each in parts if each.account_code}
    if codes:
        accounts = await work.session.scalars(select(Account).where(Account.code.in_(codes)))
        labels |= {each.code: each.name(work.language) for each in accounts}
    return labels
