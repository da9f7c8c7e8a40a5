"""One invoice as it is shown: with both parties, its lines, what was settled and what the law still asks of it."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ARRAY, Uuid, exists, func, select
from sqlalchemy.orm import aliased

from accounting.errors import Violation
from accounting.invoice import charges_vat
from accounting.vat import Treatment, vat_due
from app.core.errors import ViolationRead
from app.core.work import Work
from app.modules.contacts.models import Contact
from app.modules.identity.models import Tenant
from app.modules.invoicing import paper, queries, settled
from app.modules.invoicing.errors import InvoiceNotFound
from app.modules.invoicing.models import Invoice, InvoiceLine, Reminder, Settlement
from app.modules.invoicing.queries import STATE
from app.modules.invoicing.schemas.answered import (
    InvoiceRepeated,
    InvoiceShown,
    LineRead,
    ReminderSent,
    SettlementRead,
    VatGroup,
)
from app.modules.invoicing.seller import lacking
from app.modules.ledger.models import Entry

ASKED_OF_BUYER = ("street", "postal_code", "city")
COPIED = (
    "id", "direction", "kind", "series", "number", "contact_id", "issued_on", "supplied_on", "due_on", "valid_until",
    "opened_on",
    "currency", "exchange_rate", "language", "net_amount", "vat_amount", "total_amount", "total_in_books",
    "open_amount", "open_in_books", "credited_amount", "offset_amount",
    "payment_reference", "order_reference", "note", "internal_note",
    "document_id", "entry_id", "credits_id", "original_number", "original_issued_on", "quote_id", "recurring_id",
    "pdf_sha256", "sent_at", "sent_to", "created_at", "issued_at", "version",
)  # fmt: skip


class Around(NamedTuple):
    """An invoice as it is now, with what belongs to it; `credited_by` are its issued credit notes."""

    invoice: Invoice
    contact: Contact
    status: str
    credited_by: list[UUID]
    is_settled: bool
    is_reminded: bool
    booked_on: date | None


_note = aliased(Invoice)
WITH_WHAT_IS_AROUND = (
    select(
        Invoice,
        Contact,
        STATE,
        func.array(
            select(_note.id)
            .where(_note.credits_id == Invoice.id, _note.status == "issued")
            .order_by(_note.issued_at)
            .scalar_subquery(),
            type_=ARRAY(Uuid),
        ),
        exists().where(Settlement.invoice_id == Invoice.id),
        exists().where(Reminder.invoice_id == Invoice.id),
        select(Entry.booked_on).where(Entry.id == Invoice.entry_id).scalar_subquery(),
    )
    .join(Contact, Contact.id == Invoice.contact_id)
    .execution_options(populate_existing=True)
)


async def _around(work: Work, invoice_id: UUID) -> Around:
    """All that tells how an invoice stands, in one question. Raises InvoiceNotFound."""
    row = (await work.session.execute(WITH_WHAT_IS_AROUND.where(Invoice.id == invoice_id))).one_or_none()
    if row is None:
        raise InvoiceNotFound
    return Around(*row)


async def invoice(work: Work, invoice_id: UUID) -> InvoiceShown:
    """Raises InvoiceNotFound."""
    around = await _around(work, invoice_id)
    found, contact, own = around.invoice, around.contact, await queries.own_company(work)
    parties = found.parties or paper.parties(found, own, contact, work.today)
    lines = await queries.lines(work, found.id)
    left = await settled.never_paid(work, found)
    return InvoiceShown(
        **{name: getattr(found, name) for name in COPIED},
        status=around.status,
        booked_on=around.booked_on,
        contact_name=contact.name,
        seller=parties["seller"],
        buyer=parties["buyer"],
        mentions=parties["mentions"],
        missing=_missing(found, parties, own, lines) if found.direction == "sale" else [],
        lines=[LineRead.model_validate(each) for each in lines],
        vat_groups=[VatGroup.model_validate(each) for each in found.vat_groups],
        vat_on_paper=_vat_on_paper(found),
        granted_discount=left.discount,
        granted_write_off=left.write_off,
        settlements=_settled(await settled.every(work, found.id)) if around.is_settled else [],
        reminders=await _reminders(work, found) if around.is_reminded else [],
        credited_by=around.credited_by,
    )


def _vat_on_paper(found: Invoice) -> Decimal | None:
    """The VAT of a purchase that is not what its lines come to; of a credit note it is what its invoice has left."""
    if found.direction == "sale" or found.credits_id is not None:
        return None
    groups = [VatGroup.model_validate(each) for each in found.vat_groups]
    charged = [each for each in groups if charges_vat(Treatment(each.treatment))]
    by_lines = sum((vat_due(each.net_amount, each.vat_rate, found.currency) for each in charged), Decimal(0))
    return found.vat_amount if found.vat_amount != by_lines else None


async def repeated(work: Work, invoice_id: UUID, left_out: Sequence[Violation]) -> InvoiceRepeated:
    """A draft that was made from another paper, with what of it was left out."""
    told = [
        ViolationRead(code=each.code, message=each.message, field=each.field, value=each.value) for each in left_out
    ]
    return InvoiceRepeated(**dict(await invoice(work, invoice_id)), left_out=told)


async def _reminders(work: Work, found: Invoice) -> list[ReminderSent]:
    return [ReminderSent.model_validate(each) for each in await queries.reminders(work, found.id)]


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
            returns_id=each.returns_id,
            is_undone=each.id in undone,
        )
        for each in rows
    ]


def _missing(found: Invoice, parties: dict[str, Any], own: Tenant, lines: Sequence[InvoiceLine]) -> list[str]:
    """What an invoice must say (Belgium: royal decree no. 1 art. 5; Netherlands: Wet OB art. 35a) and this one cannot;
    in the Netherlands their number in the trade register (Handelsregisterwet 2007 art. 27); and the account to pay an
    invoice on. Nothing is issued while something is lacking that `seller` holds.
    """
    if found.kind == "quote" or found.opened_on:
        return []
    of_seller = lacking(own, lines) if found.status == "draft" else []
    lacks = [str(each.field).replace("company.", "seller.") for each in of_seller]
    seller = parties["seller"]
    if seller.get("country") == "NL" and not seller.get("enterprise_number"):
        lacks.append("seller.enterprise_number")
    lacks += [f"buyer.{name}" for name in ASKED_OF_BUYER if not parties["buyer"].get(name)]
    if found.kind == "invoice" and found.total_amount and not seller.get("iban"):
        lacks.append("seller.iban")
    return lacks
