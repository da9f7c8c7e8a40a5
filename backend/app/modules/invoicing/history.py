"""What happened to one invoice, from its own rows, and to a quote from the log: oldest first."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Row

from app.core import events
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
OF_A_QUOTE = {
    "quote.accepted": "accepted",
    "quote.declined": "declined",
    "quote.extended": "extended",
    "quote.reopened": "offered_again",
}


async def of(work: Work, invoice_id: UUID) -> list[HistoryEvent]:
    """Raises InvoiceNotFound."""
    invoice = await queries.invoice(work, invoice_id)
    settlements = await settled.every(work, invoice_id)
    reminders = await queries.reminders(work, invoice_id)
    answers = await _answers(work, invoice_id) if invoice.kind == "quote" else []
    people = {invoice.created_by, invoice.issued_by, invoice.sent_by}
    people |= {
        *(each.created_by for each in settlements),
        *(each.sent_by for each in reminders),
        *(each.actor_id for each in answers),
    }
    names = await names_of(work, {each for each in people if each})

    def name(person: UUID | None) -> str | None:
        return names.get(person) if person else None

    began = HistoryEvent(at=invoice.created_at, kind="drafted", by=name(invoice.created_by))
    if invoice.opened_on:
        opened = {"kind": "opened", "amount": invoice.total_amount, "on": invoice.opened_on}
        began = began.model_copy(update=opened | {"entry_id": invoice.entry_id})
    found = [began]
    if invoice.quote_id:
        found.append(
            HistoryEvent(
                at=invoice.created_at,
                kind="copied_from_quote",
                by=name(invoice.created_by),
                invoice_id=invoice.quote_id,
            )
        )
    if invoice.issued_at and not invoice.opened_on:
        found.append(
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
        found.append(HistoryEvent(at=invoice.sent_at, kind="sent", by=name(invoice.sent_by), to=invoice.sent_to))
    found += [_settled(each, name(each.created_by)) for each in settlements]
    found += [
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
    found += [_answered(each, name(each.actor_id)) for each in answers]
    return sorted(found, key=lambda each: each.at)


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


async def _answers(work: Work, quote_id: UUID) -> Sequence[Row[Any]]:
    asked = {"names": list(OF_A_QUOTE), "subject": "quote_id", "id": str(quote_id)}
    return (await work.session.execute(events.OF_ONE, asked)).all()


def _answered(row: Row[Any], by: str | None) -> HistoryEvent:
    """An extension with the new day, an acceptance with the draft invoice that came of it."""
    return HistoryEvent(
        at=row.at,
        kind=OF_A_QUOTE[row.name],
        by=by,
        on=row.payload["new"].get("valid_until"),
        invoice_id=row.payload.get("invoice_id"),
    )
