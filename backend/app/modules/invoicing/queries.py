from datetime import date

from sqlalchemy import select

from app.core.paging import PageOf, page
from app.core.work import Work
from app.modules.contacts.models import Contact
from app.modules.invoicing.models import PurchaseInvoice
from app.modules.invoicing.schemas import PurchaseInvoiceRead


async def purchases(
    work: Work, *, status: str | None, limit: int, cursor: str | None
) -> tuple[list[PurchaseInvoiceRead], PageOf]:
    """Purchase invoices, latest first."""
    query = select(PurchaseInvoice)
    if status:
        query = query.where(PurchaseInvoice.status == status)
    found = await page(
        work.session,
        query,
        sort=PurchaseInvoice.issued_on,
        key=PurchaseInvoice.id,
        kind=date.fromisoformat,
        descending=True,
        limit=limit,
        cursor=cursor,
    )
    rows = await work.session.execute(
        select(Contact.id, Contact.name).where(Contact.id.in_({each.contact_id for each in found.rows}))
    )
    names = {row.id: row.name for row in rows}
    return [_shown(each, names[each.contact_id]) for each in found.rows], found


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
