from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import Select, select

from app.core.listing import Filter, Listing, Sort
from app.core.work import Work
from app.modules.contacts.models import Contact
from app.modules.invoicing.models import PurchaseInvoice
from app.modules.invoicing.schemas import PurchaseInvoiceRead
from app.modules.ledger.queries import KINDS

PURCHASES = Listing(
    name="purchase-invoices",
    sorts={
        "issued_on": Sort(PurchaseInvoice.issued_on, date.fromisoformat),
        "total_amount": Sort(PurchaseInvoice.total_amount, Decimal),
        "created_at": Sort(PurchaseInvoice.created_at, datetime.fromisoformat),
    },
    default="-issued_on",
    key=PurchaseInvoice.id,
    search=(PurchaseInvoice.number, PurchaseInvoice.payment_reference),
    searched="in number and payment reference",
    dated=PurchaseInvoice.issued_on,
    filters={
        "status": Filter(PurchaseInvoice.status, Literal["booked", "reversed"]),
        "kind": Filter(PurchaseInvoice.kind, Literal["invoice", "credit_note", "receipt"]),
        "supplier_id": Filter(PurchaseInvoice.contact_id, UUID, "a contact"),
        "currency": Filter(PurchaseInvoice.currency, str, "ISO 4217"),
    },
)


def every_purchase() -> Select[Any]:
    return select(PurchaseInvoice)


async def purchases_shown(work: Work, found: Sequence[PurchaseInvoice]) -> list[PurchaseInvoiceRead]:
    """With the suppliers' names looked up once."""
    rows = await work.session.execute(
        select(Contact.id, Contact.name).where(Contact.id.in_({each.contact_id for each in found}))
    )
    names = {row.id: row.name for row in rows}
    return [_shown(each, names[each.contact_id]) for each in found]


def _shown(invoice: PurchaseInvoice, supplier_name: str) -> PurchaseInvoiceRead:
    return PurchaseInvoiceRead(
        id=invoice.id,
        supplier_id=invoice.contact_id,
        supplier_name=supplier_name,
        document_id=invoice.document_id,
        entry_id=invoice.entry_id,
        kind=invoice.kind,
        number=invoice.number,
        issued_on=invoice.issued_on,
        due_on=invoice.due_on,
        currency=invoice.currency,
        exchange_rate=f"{invoice.exchange_rate.normalize():f}",
        net_amount=invoice.net_amount,
        vat_amount=invoice.vat_amount,
        total_amount=invoice.total_amount,
        payment_reference=invoice.payment_reference,
        account_code=invoice.account_code,
        treatment=invoice.treatment,
        status=invoice.status,
    )


async def kinds(work: Work, entry_ids: Sequence[UUID]) -> dict[UUID, str]:
    """Invoice, credit note or receipt, by the entry it was booked with."""
    rows = await work.session.execute(
        select(PurchaseInvoice.entry_id, PurchaseInvoice.kind).where(PurchaseInvoice.entry_id.in_(entry_ids))
    )
    return {row.entry_id: row.kind for row in rows}


KINDS |= {"document": kinds}
