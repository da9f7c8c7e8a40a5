"""Crediting: an issued invoice is taken back, whole or in part, by a credit note that stays beside it."""

from collections.abc import Sequence
from uuid import UUID

from app.core.versions import unless_stale
from app.core.work import Work
from app.modules.invoicing import drafting, issuing, lines, queries
from app.modules.invoicing.errors import LineUnknown, NotCreditable, QuantityExceedsLine
from app.modules.invoicing.models import Invoice, InvoiceLine
from app.modules.invoicing.offsetting import left_to_credit
from app.modules.invoicing.schemas.crediting import CreditAsked, CreditLine
from app.modules.invoicing.schemas.drafting import InvoiceDraft, LineDraft
from app.modules.ledger import service as ledger


async def credit(work: Work, invoice_id: UUID, asked: CreditAsked, seen: int | None = None) -> Invoice:
    """The credit note of an invoice, or of some lines of it: issued at once, or a draft if so asked.

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
    if invoice.credited_amount >= invoice.total_amount:
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
            lines=_chosen(await queries.lines(work, invoice.id), asked.lines),
        ),
    )
    note.language = invoice.language
    note.exchange_rate = invoice.exchange_rate
    if note.total_amount > invoice.total_amount - invoice.credited_amount:
        raise left_to_credit(invoice, note.total_amount)
    if asked.as_draft or invoice.direction == "purchase" or invoice.opened_on:
        return note
    return await issuing.issue_now(work, note)


def _chosen(rows: Sequence[InvoiceLine], asked: Sequence[CreditLine] | None) -> list[LineDraft]:
    if asked is None:
        return [lines.as_draft(each) for each in rows]
    known = {each.id: each for each in rows}
    chosen = []
    for place, each in enumerate(asked):
        row = known.get(each.line_id)
        if row is None:
            raise LineUnknown(field=f"lines.{place}.line_id", value=str(each.line_id))
        quantity = row.quantity if each.quantity is None else each.quantity
        if abs(quantity) > abs(row.quantity) or quantity * row.quantity <= 0:
            raise QuantityExceedsLine(
                f"the line has {row.quantity.normalize():f}", field=f"lines.{place}.quantity", value=str(quantity)
            )
        chosen.append(lines.as_draft(row, quantity=quantity))
    return chosen
