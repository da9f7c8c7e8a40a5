"""Crediting: an issued invoice is taken back, whole or in part, by a credit note that stays beside it."""

from collections.abc import Sequence
from decimal import Decimal
from uuid import UUID

from app.core.versions import unless_stale
from app.core.work import Work
from app.modules.invoicing import drafting, issuing, lines, queries
from app.modules.invoicing.errors import LineUnknown, NotCreditable
from app.modules.invoicing.models import Invoice, InvoiceLine
from app.modules.invoicing.offsetting import left_to_credit
from app.modules.invoicing.schemas.crediting import CreditAsked, CreditLine
from app.modules.invoicing.schemas.drafting import InvoiceDraft, LineDraft
from app.modules.ledger import service as ledger


async def credit(work: Work, invoice_id: UUID, asked: CreditAsked, seen: int | None = None) -> Invoice:
    """The credit note of what is left of an invoice, or of some lines: issued at once, or a draft if so asked.

    A purchase's waits as a draft for its supplier's number, one of an opening item for its lines, which these books
    never had. Never more is credited than was invoiced.

    Raises InvoiceNotFound, NotCreditable, ChangedMeanwhile, LineUnknown, QuantityExceedsLine, CreditExceedsInvoice,
    and as issuing does.
    """
    await ledger.hold(work)
    invoice = await queries.invoice(work, invoice_id, lock=True)
    if invoice.status != "issued" or invoice.kind not in ("invoice", "receipt"):
        raise NotCreditable(f"this is a {invoice.kind.replace('_', ' ')} that is {invoice.status}")
    unless_stale(invoice, seen)
    if invoice.total_amount and invoice.credited_amount >= invoice.total_amount:
        raise left_to_credit(invoice)
    note = await drafting.draft(
        work,
        InvoiceDraft(
            direction="sale" if invoice.direction == "sale" else "purchase",
            kind="credit_note",
            contact_id=invoice.contact_id,
            issued_on=asked.issued_on,
            currency=invoice.currency,
            note=asked.reason,
            order_reference=invoice.order_reference,
            credits_id=invoice.id,
            lines=await _to_credit(work, invoice, asked.lines),
        ),
    )
    note.language = invoice.language
    note.exchange_rate = invoice.exchange_rate
    if note.total_amount > invoice.total_amount - invoice.credited_amount:
        raise left_to_credit(invoice, note.total_amount)
    if asked.as_draft or invoice.direction == "purchase" or invoice.opened_on:
        return note
    return await issuing.issue_now(work, note)


async def _to_credit(work: Work, invoice: Invoice, asked: Sequence[CreditLine] | None) -> list[LineDraft]:
    rows = await queries.lines(work, invoice.id)
    left = {each.id: each.quantity - each.credited_quantity for each in rows}
    if asked is None:
        return [_part(each, left[each.id]) for each in rows if left[each.id]] + await _otherwise(work, invoice, rows)
    known, chosen = {each.id: each for each in rows}, []
    for place, each in enumerate(asked):
        row = known.get(each.line_id)
        if row is None:
            raise LineUnknown(field=f"lines.{place}.line_id", value=str(each.line_id))
        quantity = left[row.id] if each.quantity is None else each.quantity
        left[row.id] -= quantity
        chosen.append(_part(row, quantity))
    return chosen


def _part(row: InvoiceLine, quantity: Decimal) -> LineDraft:
    return lines.as_draft(row, quantity=quantity, credits_line_id=row.id)


async def _otherwise(work: Work, invoice: Invoice, rows: Sequence[InvoiceLine]) -> list[LineDraft]:
    """What earlier notes took off without taking a line back, such as a lower price: so much less is left."""
    if not rows:
        return []
    return [
        lines.as_draft(each, quantity=-each.quantity, description=f"{number}: {each.description}")
        for number, each in await queries.credited_otherwise(work, invoice.id)
    ]
