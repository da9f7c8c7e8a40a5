"""What was settled of an invoice, and what of that stands."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, exists, func, select
from sqlalchemy.orm import aliased

from accounting.settlement import NotPaid, not_paid
from app.core.work import Work
from app.modules.invoicing.models import Invoice, Settlement

NOTHING = (Decimal(0), Decimal(0))


async def every(work: Work, invoice_id: UUID) -> Sequence[Settlement]:
    """In the order in which they came."""
    query = select(Settlement).where(Settlement.invoice_id == invoice_id).order_by(Settlement.created_at, Settlement.id)
    return (await work.session.scalars(query)).all()


async def by_kind(work: Work, invoice_id: UUID) -> dict[str, tuple[Decimal, Decimal]]:
    """What each kind of settlement took from an invoice, in its currency and in the books, and was not taken back."""
    rows = await work.session.execute(
        select(Settlement.kind, func.sum(Settlement.amount), func.sum(Settlement.amount_in_books))
        .where(Settlement.invoice_id == invoice_id, standing())
        .group_by(Settlement.kind)
    )
    return {kind: (amount, in_books) for kind, amount, in_books in rows.tuples()}


async def never_paid(work: Work, note: Invoice) -> NotPaid:
    """What of a credit note was granted or let go on its invoice: a refund is less that."""
    if note.kind != "credit_note" or note.credits_id is None or not note.open_amount:
        return NotPaid()
    of_invoice, mine = await by_kind(work, note.credits_id), await by_kind(work, note.id)
    paid, granted, let_go = (of_invoice.get(kind, NOTHING)[0] for kind in ("payment", "discount", "write_off"))
    before = NotPaid(mine.get("discount", NOTHING)[0], mine.get("write_off", NOTHING)[0])
    refunded = note.total_amount - note.offset_amount
    return not_paid(paid, granted, let_go, refunded, before, note.open_amount, note.currency)


async def returned_on(work: Work, settlement: Settlement) -> date | None:
    """When the bank took it back, unless that was undone."""
    query = select(Settlement.settled_on).where(Settlement.returns_id == settlement.id, ~_undone(Settlement))
    found: date | None = await work.session.scalar(query)
    return found


async def settled_since(work: Work, settlement: Settlement) -> bool:
    """Whether anything that stands settled the invoice after it."""
    later = (Settlement.invoice_id == settlement.invoice_id) & (Settlement.created_at > settlement.created_at)
    found: bool | None = await work.session.scalar(select(exists().where(later, standing())))
    return bool(found)


async def returned_since(work: Work, entries: Sequence[UUID]) -> dict[tuple[UUID | None, UUID | None], date]:
    """When the bank took back what these entries paid, by entry and invoice."""
    paid = aliased(Settlement)
    query = select(paid.entry_id, paid.invoice_id, Settlement.settled_on).join(paid, paid.id == Settlement.returns_id)
    rows = await work.session.execute(query.where(paid.entry_id.in_(entries), ~_undone(Settlement)))
    return {(entry_id, invoice_id): on for entry_id, invoice_id, on in rows.tuples()}


def standing() -> ColumnElement[bool]:
    """Neither undone nor returned."""
    return and_(Settlement.kind.not_in(("reversal", "return")), ~_undone(Settlement), ~is_returned())


def is_returned() -> ColumnElement[bool]:
    """Whether the bank took it back, and that was not undone."""
    back = aliased(Settlement)
    return exists().where(back.returns_id == Settlement.id, ~_undone(back))


def _undone(one: Any) -> ColumnElement[bool]:
    undoing = aliased(Settlement)
    return exists().where(undoing.undoes_id == one.id)
