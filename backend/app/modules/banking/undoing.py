"""Opening a line again: by undoing what it was reconciled with, or because its entry was reversed elsewhere."""

from typing import Any
from uuid import UUID

from sqlalchemy import or_, select

from app.core.models import new_id
from app.core.work import Work
from app.modules.banking import queries
from app.modules.banking.errors import LineNotReconciled, ReconciliationNotFound
from app.modules.banking.models import BankLine, Part, Reconciliation
from app.modules.banking.schemas.reconciling import Undo
from app.modules.expenses import clearing as expenses
from app.modules.ledger import service as ledger
from app.modules.ledger.models import Posting

STANDS = Reconciliation.undoes_id.is_(None) & Reconciliation.id.not_in(
    select(Reconciliation.undoes_id).where(Reconciliation.undoes_id.is_not(None))
)


async def undo(work: Work, line_id: UUID, asked: Undo) -> BankLine:
    """Undo everything that a line was reconciled with, or one of it; entries are reversed.

    Raises BankLineNotFound, ReconciliationNotFound, LineNotReconciled, LaterStepFirst.
    """
    await ledger.hold(work)
    line = await queries.line(work, line_id, lock=True)
    query = select(Reconciliation).where(Reconciliation.bank_line_id == line.id)
    if asked.reconciliation_id is not None:
        query = query.where(Reconciliation.id == asked.reconciliation_id, Reconciliation.undoes_id.is_(None))
        if await work.session.scalar(query) is None:
            raise ReconciliationNotFound(field="reconciliation_id", value=str(asked.reconciliation_id))
    rows = await work.session.scalars(query.where(STANDS).order_by(Reconciliation.created_at.desc()))
    standing = rows.all()
    if not standing:
        raise LineNotReconciled
    for each in standing:
        await undo_one(work, each, asked.reason)
    await work.session.refresh(line)
    return line


async def undo_one(work: Work, standing: Reconciliation, reason: str) -> None:
    """Its entry's reversal opens the line again; without an entry, its negative does."""
    if standing.entry_id is not None:
        await ledger.reverse(work, standing.entry_id, reason)
    else:
        await _negate(work, standing, reason)


async def entry_reversed(work: Work, *, entry_id: UUID, reason: str | None = None, **_: Any) -> None:
    """Whatever was reconciled by this entry, or with a posting of it, is open again."""
    postings = select(Posting.id).where(Posting.entry_id == entry_id)
    with_posting = select(Part.reconciliation_id).where(Part.posting_id.in_(postings))
    rows = await work.session.scalars(
        select(Reconciliation)
        .where(STANDS, or_(Reconciliation.entry_id == entry_id, Reconciliation.id.in_(with_posting)))
        .order_by(Reconciliation.id)
    )
    for each in rows.all():
        if each.entry_id is not None and each.entry_id != entry_id:
            await ledger.reverse(work, each.entry_id, reason or "")
        else:
            await _negate(work, each, reason)


async def _negate(work: Work, standing: Reconciliation, reason: str | None) -> None:
    line = await queries.line(work, standing.bank_line_id, lock=True)
    before = line.open_amount
    undone = Reconciliation(
        id=new_id(),
        bank_line_id=line.id,
        kind="undone",
        amount=-standing.amount,
        undoes_id=standing.id,
        reason=reason,
        created_by=work.actor_id,
    )
    work.session.add(undone)
    await work.session.flush()
    parts = await work.session.scalars(
        select(Part).where(Part.reconciliation_id == standing.id).order_by(Part.position)
    )
    for each in parts.all():
        if each.expense_id is not None:
            await expenses.lost(work, each.expense_id)
        work.session.add(
            Part(
                id=new_id(),
                reconciliation_id=undone.id,
                position=each.position,
                kind=each.kind,
                amount=-each.amount,
                vat_rate=each.vat_rate,
                vat_amount=each.vat_amount,
                invoice_id=each.invoice_id,
                expense_id=each.expense_id,
                posting_id=each.posting_id,
                account_code=each.account_code,
                settled_amount=-each.settled_amount if each.settled_amount is not None else None,
            )
        )
    await work.session.flush()
    await work.session.refresh(line)
    await work.record(
        "bank_line.reopened",
        bank_line_id=line.id,
        reconciliation_id=standing.id,
        entry_id=standing.entry_id,
        reason=reason,
        old={"open_amount": before},
        new={"open_amount": line.open_amount},
    )
