from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from accounting.errors import DomainError
from app.core.models import new_id
from app.core.work import Work
from app.modules.contacts import service as contacts
from app.modules.contacts.models import Contact
from app.modules.documents import queries as document_queries
from app.modules.documents import service as documents
from app.modules.documents.models import Document
from app.modules.identity.models import Tenant
from app.modules.invoicing import booking
from app.modules.invoicing.errors import InvoiceBookedAlready
from app.modules.invoicing.models import PurchaseInvoice
from app.modules.invoicing.schemas import Approve, Booking, BookingPosting, BookingProblem, BookingSupplier
from app.modules.ledger import service as ledger
from app.modules.ledger.models import Account


async def approve(work: Work, document_id: UUID, asked: Approve, version: int | None = None) -> Document:
    """Book a reviewed document: supplier found or made, purchase invoice, balanced entry; all or nothing.

    Raises DocumentNotReviewable, NotReadyToBook, AmountsDiffer, AccountUnknown, InvoiceBookedAlready,
    ExchangeRateMissing.
    """
    document = await documents.for_review(work, document_id, version)
    known = await _supplier_of(work, document)
    plan = await _plan(work, document, known, asked.account_code, asked.exchange_rate)
    supplier = await contacts.supplier(
        work,
        contacts.Supplier(
            name=document.value("supplier_name"),
            vat_number=document.value("supplier_vat_number"),
            iban=document.value("supplier_iban"),
            address=document.value("supplier_address"),
        ),
    )
    number = document.value("invoice_number")
    await _refuse_second(work, supplier, document, plan.issued_on)
    entry = await ledger.post(
        work,
        journal_name="purchases",
        on=plan.issued_on,
        memo=" ".join(filter(None, (supplier.name, number))),
        postings=plan.postings,
        source=("document", document.id),
    )
    due = document.value("due_date")
    invoice = PurchaseInvoice(
        id=new_id(),
        contact_id=supplier.id,
        document_id=document.id,
        entry_id=entry.id,
        kind=document.kind or "invoice",
        number=number,
        issued_on=plan.issued_on,
        due_on=date.fromisoformat(due) if due else None,
        currency=plan.currency,
        exchange_rate=plan.rate,
        net_amount=plan.amounts.net,
        vat_amount=plan.amounts.vat,
        total_amount=plan.amounts.total,
        total_in_books=plan.in_books.total,
        payment_reference=document.value("payment_reference"),
        account_code=plan.account_code,
        treatment=plan.treatment,
    )
    work.session.add(invoice)
    supplier.cost_account = plan.account_code
    await work.session.flush()
    await work.record(
        "invoice.booked", invoice_id=invoice.id, entry_id=entry.id, supplier_id=supplier.id, number=number
    )
    await documents.approved(work, document, entry.id, invoice.id, plan.account_code)
    return document


async def preview(work: Work, document_id: UUID, asked: Approve) -> Booking:
    """What approving would write, or every reason why it cannot yet."""
    document = await document_queries.get(work, document_id)
    supplier = await _supplier_of(work, document)
    account_code = booking.account_for(document, supplier, asked.account_code)
    postings: list[BookingPosting] = []
    problems: list[BookingProblem] = []
    treatment = None
    names: dict[str, str] = {}
    tenant = await _tenant(work)
    try:
        plan = await _plan(work, document, supplier, asked.account_code, asked.exchange_rate)
        if supplier:
            await _refuse_second(work, supplier, document, plan.issued_on)
    except DomainError as error:
        problems = [BookingProblem(code=v.code, message=v.message, field=v.field) for v in error.violations()]
        names = await _account_names(work, [account_code])
    else:
        treatment = plan.treatment.value
        names = await _account_names(work, [account_code, *(posting.account for posting in plan.postings)])
        postings = [
            BookingPosting(
                account_code=posting.account,
                account_name=names.get(posting.account, posting.account),
                debit=posting.debit,
                credit=posting.credit,
            )
            for posting in plan.postings
        ]
    return Booking(
        account_code=account_code,
        account_name=names.get(account_code),
        treatment=treatment,
        supplier=BookingSupplier(
            name=document.value("supplier_name"),
            vat_number=document.value("supplier_vat_number"),
            is_new=supplier is None,
        ),
        currency=tenant.currency,
        postings=postings,
        problems=problems,
    )


async def unbook(
    work: Work, *, entry_id: UUID, source_type: str | None = None, source_id: UUID | None = None, **_: Any
) -> None:
    """An entry was reversed: if it was a purchase, the invoice is reversed too and its document waits for review."""
    invoice = await work.session.scalar(
        select(PurchaseInvoice).where(PurchaseInvoice.entry_id == entry_id).with_for_update()
    )
    if invoice is None:
        return
    invoice.status = "reversed"
    await work.session.flush()
    await work.record("invoice.unbooked", invoice_id=invoice.id, entry_id=entry_id)
    if invoice.document_id:
        await documents.reopened(work, invoice.document_id)


async def _plan(
    work: Work, document: Document, supplier: Contact | None, account_code: str | None, rate: Decimal | None
) -> booking.Plan:
    tenant = await _tenant(work)
    code = booking.account_for(document, supplier, account_code)
    plan = booking.plan(document, code, rate=rate, own_currency=tenant.currency, own_country=tenant.country)
    await ledger.account_ids(work, [posting.account for posting in plan.postings])
    return plan


async def _tenant(work: Work) -> Tenant:
    assert work.tenant_id is not None
    return await work.session.get_one(Tenant, work.tenant_id)


async def _supplier_of(work: Work, document: Document) -> Contact | None:
    return await contacts.find_supplier(work, document.value("supplier_vat_number"), document.value("supplier_name"))


async def _account_names(work: Work, codes: list[str]) -> dict[str, str]:
    rows = await work.session.scalars(select(Account).where(Account.code.in_(set(codes))))
    return {account.code: account.name(work.language) for account in rows}


async def _refuse_second(work: Work, supplier: Contact, document: Document, issued_on: date) -> None:
    """A friendly word before the unique index would speak. Numbers may begin anew each year."""
    number = document.value("invoice_number")
    if number is None:
        return
    first = await work.session.scalar(
        select(PurchaseInvoice).where(
            PurchaseInvoice.contact_id == supplier.id,
            PurchaseInvoice.kind == (document.kind or "invoice"),
            PurchaseInvoice.document_id.is_distinct_from(document.id),
            func.lower(PurchaseInvoice.number) == func.lower(number),
            PurchaseInvoice.status == "booked",
            PurchaseInvoice.issued_on.between(date(issued_on.year, 1, 1), date(issued_on.year, 12, 31)),
        )
    )
    if first is not None:
        raise InvoiceBookedAlready(
            f"{supplier.name} {number} of {first.issued_on} is in the books already",
            field="fields.invoice_number",
            value=number,
        )
