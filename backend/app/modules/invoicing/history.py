"""What happened to one invoice, from its own rows: oldest first."""

from uuid import UUID

from app.core.work import Work
from app.modules.identity.queries import names_of
from app.modules.invoicing import queries, settled
from app.modules.invoicing.models import Settlement
from app.modules.invoicing.schemas.listed import HistoryEvent

KINDS = {
    "payment": "paid",
    "discount": "discounted",
    "write_off": "written_off",
    "credit": "credited",
    "return": "returned",
    "reversal": "undone",
}


async def of(work: Work, invoice_id: UUID) -> list[HistoryEvent]:
    """Raises InvoiceNotFound."""
    invoice = await queries.invoice(work, invoice_id)
    settlements = await settled.every(work, invoice_id)
    reminders = await queries.reminders(work, invoice_id)
    people = {invoice.created_by, invoice.issued_by, invoice.sent_by}
    people |= {*(each.created_by for each in settlements), *(each.sent_by for each in reminders)}
    names = await names_of(work, {each for each in people if each})

    def name(person: UUID | None) -> str | None:
        return names.get(person) if person else None

    began = HistoryEvent(at=invoice.created_at, kind="drafted", by=name(invoice.created_by))
    if invoice.opened_on:
        opened = {"kind": "opened", "amount": invoice.total_amount, "on": invoice.opened_on}
        began = began.model_copy(update=opened | {"entry_id": invoice.entry_id})
    events = [began]
    if invoice.quote_id:
        events.append(
            HistoryEvent(
                at=invoice.created_at,
                kind="copied_from_quote",
                by=name(invoice.created_by),
                invoice_id=invoice.quote_id,
            )
        )
    if invoice.issued_at and not invoice.opened_on:
        events.append(
            HistoryEvent(
                at=invoice.issued_at,
                kind="issued",
                by=name(invoice.issued_by),
                amount=invoice.total_amount,
                on=invoice.issued_on,
                entry_id=invoice.entry_id,
            )
        )
    if invoice.sent_at:
        events.append(HistoryEvent(at=invoice.sent_at, kind="sent", by=name(invoice.sent_by), to=invoice.sent_to))
    events += [_settled(each, name(each.created_by)) for each in settlements]
    events += [
        HistoryEvent(
            at=each.created_at,
            kind="reminded",
            by=name(each.sent_by),
            level=each.level,
            on=each.sent_on,
            amount=each.fee,
        )
        for each in reminders
    ]
    return sorted(events, key=lambda each: each.at)


def _settled(row: Settlement, by: str | None) -> HistoryEvent:
    return HistoryEvent(
        at=row.created_at,
        kind=KINDS[row.kind],
        by=by,
        amount=row.amount,
        on=row.settled_on,
        entry_id=row.entry_id,
        invoice_id=row.counterpart_id,
    )
