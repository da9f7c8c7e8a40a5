"""Applying: what a credit note leaves open pays another open invoice of the same contact, and can be taken back."""

from datetime import date
from uuid import UUID

from sqlalchemy import select

from accounting.invoice import check_decimals
from accounting.settlement import PaymentExceedsOpen
from app.core.versions import unless_stale
from app.core.work import Work
from app.modules.invoicing import queries
from app.modules.invoicing.errors import InvoiceNotFound, NotApplicable, PaymentInTheFuture
from app.modules.invoicing.models import Invoice, Settlement
from app.modules.invoicing.offsetting import both_booked, settle, undo_one
from app.modules.invoicing.schemas.settling import ApplyAsked, UnapplyAsked
from app.modules.ledger import service as ledger


async def apply(work: Work, note_id: UUID, asked: ApplyAsked, seen: int | None = None) -> Invoice:
    """Take from an invoice what a credit note has open, all that both have open unless less is asked; no money moves.

    In another currency the difference between both rates is won or lost. Raises InvoiceNotFound, NotApplicable,
    ChangedMeanwhile, PaymentExceedsOpen, TooManyDecimals, PaymentInTheFuture, PeriodLocked, YearClosed.
    """
    await ledger.hold(work)
    note, invoice = await _both(work, note_id, asked.invoice_id)
    unless_stale(note, seen)
    if not note.open_amount:
        raise NotApplicable(f"nothing of {note.number} is open")
    if invoice.status != "issued" or not invoice.open_amount:
        raise NotApplicable("nothing of that invoice is open", field="invoice_id", value=str(invoice.id))
    most = min(note.open_amount, invoice.open_amount)
    amount = asked.amount if asked.amount is not None else most
    check_decimals(amount, note.currency, field="amount")
    if amount > most:
        raise PaymentExceedsOpen(f"{most:.2f} {note.currency} can be applied", field="amount", value=str(amount))
    on = await _day(work, asked.on, note, invoice)
    before = {"open_amount": invoice.open_amount}
    entry_id = await settle(work, invoice, note, amount, on)
    await _seen_anew(work, note, invoice)
    await work.record(
        "invoice.applied",
        invoice_id=invoice.id,
        credit_note_id=note.id,
        entry_id=entry_id,
        amount=amount,
        old=before,
        new={"open_amount": invoice.open_amount},
    )
    return note


async def unapply(work: Work, note_id: UUID, asked: UnapplyAsked, seen: int | None = None) -> Invoice:
    """Take an application back: both are open again by as much.

    Raises InvoiceNotFound, NotApplicable, ChangedMeanwhile, PeriodLocked, YearClosed.
    """
    await ledger.hold(work)
    note, invoice = await _both(work, note_id, asked.invoice_id)
    unless_stale(note, seen)
    rows = await _standing(work, note, invoice)
    if not rows or note.credits_id == invoice.id:
        raise NotApplicable(f"{note.number} was not applied to it", field="invoice_id", value=str(invoice.id))
    before = {"open_amount": invoice.open_amount}
    for entry_id in sorted({each.entry_id for each in rows if each.entry_id}):
        await ledger.reverse(work, entry_id, note.number or "")  # which undoes what it settled
    for row in rows:
        if row.entry_id is None:
            await undo_one(work, row, row.settled_on)
    await _seen_anew(work, note, invoice)
    await work.record(
        "invoice.unapplied",
        invoice_id=invoice.id,
        credit_note_id=note.id,
        old=before,
        new={"open_amount": invoice.open_amount},
    )
    return note


async def _both(work: Work, note_id: UUID, invoice_id: UUID) -> tuple[Invoice, Invoice]:
    """Ours until the transaction ends. Raises InvoiceNotFound, NotApplicable."""
    note = await queries.invoice(work, note_id, lock=True)
    if note.kind != "credit_note" or note.status != "issued":
        raise NotApplicable(f"this is a {note.kind.replace('_', ' ')} that is {note.status}")
    try:
        invoice = await queries.invoice(work, invoice_id, lock=True)
    except InvoiceNotFound as unknown:
        raise NotApplicable(field="invoice_id", value=str(invoice_id)) from unknown
    alike = all(getattr(note, name) == getattr(invoice, name) for name in ("contact_id", "direction", "currency"))
    if not alike or invoice.kind not in ("invoice", "receipt"):
        raise NotApplicable(field="invoice_id", value=str(invoice_id))
    return note, invoice


async def _day(work: Work, asked: date | None, note: Invoice, invoice: Invoice) -> date:
    """Raises PaymentInTheFuture, NotApplicable."""
    on = asked or work.today
    if on > work.today:
        raise PaymentInTheFuture(field="on", value=str(on))
    if on < (first := await both_booked(work, invoice, note)):
        raise NotApplicable(f"both are in the books from {first}", field="on", value=str(on))
    return on


async def _standing(work: Work, note: Invoice, invoice: Invoice) -> list[Settlement]:
    """What each took away from the other, and was not taken back."""
    undone = select(Settlement.undoes_id).where(Settlement.undoes_id.is_not(None))
    pairs = ((note.id, invoice.id), (invoice.id, note.id))
    found = []
    for one, other in pairs:
        query = select(Settlement).where(
            Settlement.kind == "credit",
            Settlement.invoice_id == one,
            Settlement.counterpart_id == other,
            Settlement.id.not_in(undone),
        )
        found += list(await work.session.scalars(query))
    return found


async def _seen_anew(work: Work, *invoices: Invoice) -> None:
    for each in invoices:
        each.version += 1
    await work.session.flush()
    for each in invoices:
        await work.session.refresh(each)
