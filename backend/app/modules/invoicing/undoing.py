"""An entry was reversed in the books: what it did to invoices is undone with it, in the same transaction."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select

from app.core.work import Work
from app.modules.documents import service as documents
from app.modules.invoicing import offsetting, queries, settled
from app.modules.invoicing.models import Invoice, Settlement
from app.modules.ledger.errors import IssuedSaleIsCredited, LaterStepFirst

UNDONE_BY_ITSELF = ("payment", "return", "credit")
"""A discount and a difference go with their payment."""


async def entry_reversed(work: Work, *, entry_id: UUID, new: Mapping[str, Any], **_: Any) -> None:
    """A payment's entry opens its invoice again; a purchase's own entry takes it out of the books.

    Raises IssuedSaleIsCredited, LaterStepFirst.
    """
    of_the_entry = select(Invoice).where(Invoice.entry_id == entry_id, Invoice.opened_on.is_(None))
    invoice = await work.session.scalar(of_the_entry.with_for_update().execution_options(populate_existing=True))
    if invoice is not None:
        await _unbook(work, invoice, entry_id, new["reversed_on"])
        return
    rows = await work.session.scalars(select(Settlement).where(Settlement.entry_id == entry_id))
    for row in rows.all():
        invoice = await queries.invoice(work, row.invoice_id, lock=True)
        before = invoice.open_amount
        if back := await settled.returned_on(work, row):
            raise LaterStepFirst(f"{invoice.number or 'this invoice'}: the bank took this payment back on {back}")
        if row.kind == "return" and await settled.settled_since(work, row):
            raise LaterStepFirst(f"{invoice.number or 'this invoice'} was paid or credited after this came back")
        await offsetting.undo_one(work, row, new["reversed_on"])
        invoice.version += 1
        await work.session.flush()
        await work.session.refresh(invoice)
        await work.record(
            "invoice.settlement_undone",
            invoice_id=invoice.id,
            entry_id=entry_id,
            kind=row.kind,
            old={"open_amount": before},
            new={"open_amount": invoice.open_amount},
        )


async def _unbook(work: Work, invoice: Invoice, entry_id: UUID, on: date) -> None:
    """A purchase leaves the books, and its document waits for review again.

    A payment that came back comes to nothing with its return, yet both are undone first: they are lines of the bank
    that belong to the invoice which takes its place.
    """
    if invoice.direction == "sale":
        raise IssuedSaleIsCredited(f"{invoice.number} was issued")
    rows = await settled.every(work, invoice.id)
    undone = {each.undoes_id for each in rows}
    standing = [each for each in rows if each.undoes_id is None and each.id not in undone]
    applied = invoice.kind != "credit_note" and standing
    if invoice.credited_amount or applied or any(each.kind != "credit" for each in standing):
        raise LaterStepFirst(f"{invoice.number or 'this invoice'}: first undo {_steps(standing)}")
    if invoice.kind == "credit_note":
        await offsetting.undo(work, invoice, on)
    before, invoice.status = invoice.status, "reversed"
    invoice.version += 1
    await work.session.flush()
    await work.record(
        "invoice.unbooked",
        invoice_id=invoice.id,
        entry_id=entry_id,
        old={"status": before},
        new={"status": invoice.status},
    )
    if invoice.document_id:
        await documents.reopened(work, invoice.document_id)


def _steps(standing: Sequence[Settlement]) -> str:
    """What is to be undone, the last of it first; without any it is a credit note that found nothing open."""
    told = [f"the {each.kind} of {each.settled_on}" for each in reversed(standing) if each.kind in UNDONE_BY_ITSELF]
    return ", then ".join(dict.fromkeys(told)) or "its credit note"
