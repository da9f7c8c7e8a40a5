"""One invoice as it is shown: with both parties, its lines, what was settled and what the law still asks of it."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from app.core.work import Work
from app.modules.identity.models import Tenant
from app.modules.invoicing import paper, queries
from app.modules.invoicing.models import Invoice, Settlement
from app.modules.invoicing.schemas.answered import InvoiceShown, LineRead, ReminderSent, SettlementRead, VatGroup

ASKED_OF_SELLER = ("vat_number", "street", "postal_code", "city")
ASKED_OF_BUYER = ("street", "postal_code", "city")
COPIED = (
    "id", "direction", "kind", "series", "number", "contact_id", "issued_on", "supplied_on", "due_on", "valid_until",
    "currency", "exchange_rate", "language", "net_amount", "vat_amount", "total_amount", "total_in_books",
    "open_amount", "open_in_books", "credited_amount", "offset_amount",
    "payment_reference", "order_reference", "note", "internal_note",
    "document_id", "entry_id", "credits_id", "quote_id", "recurring_id", "pdf_sha256", "sent_at", "sent_to",
    "created_at", "issued_at", "version",
)  # fmt: skip


async def invoice(work: Work, invoice_id: UUID) -> InvoiceShown:
    """Raises InvoiceNotFound."""
    found = await queries.invoice(work, invoice_id)
    await work.session.refresh(found)
    contact = await queries.contact(work, found.contact_id)
    own = await queries.own_company(work)
    parties = found.parties or paper.parties(found, own, contact, work.today)
    lines = await queries.lines(work, found.id)
    return InvoiceShown(
        **{name: getattr(found, name) for name in COPIED},
        status=await queries.state(work, found.id),
        contact_name=contact.name,
        seller=parties["seller"],
        buyer=parties["buyer"],
        mentions=parties["mentions"],
        missing=_missing(found, parties, own) if found.direction == "sale" else [],
        lines=[LineRead.model_validate(each) for each in lines],
        vat_groups=[VatGroup.model_validate(each) for each in found.vat_groups],
        settlements=_settled(await queries.settlements(work, found.id)),
        reminders=[ReminderSent.model_validate(each) for each in await queries.reminders(work, found.id)],
        credited_by=await queries.credited_by(work, found.id),
    )


def _settled(rows: Sequence[Settlement]) -> list[SettlementRead]:
    undone = {each.undoes_id for each in rows}
    return [
        SettlementRead(
            id=each.id,
            kind=each.kind,
            amount=each.amount,
            amount_in_books=each.amount_in_books,
            settled_on=each.settled_on,
            entry_id=each.entry_id,
            counterpart_id=each.counterpart_id,
            undoes_id=each.undoes_id,
            is_undone=each.id in undone,
        )
        for each in rows
    ]


def _missing(found: Invoice, parties: dict[str, Any], own: Tenant) -> list[str]:
    """What an invoice must say (Belgium: royal decree no. 1 art. 5) and this one cannot."""
    if found.kind == "quote":
        return []
    lacks = [f"seller.{name}" for name in ASKED_OF_SELLER if not parties["seller"].get(name)]
    lacks += [f"buyer.{name}" for name in ASKED_OF_BUYER if not parties["buyer"].get(name)]
    if found.kind == "invoice" and not own.iban:
        lacks.append("seller.iban")
    return lacks
