"""Issuing: a draft becomes an invoice with a number, a picture of both parties, and an entry in the books."""

from decimal import Decimal
from typing import cast
from uuid import UUID

from accounting.invoice import Totals, check_total
from accounting.invoice_postings import Terms, purchase_postings, sale_postings, total_in_books
from app.core.events import values_of
from app.core.versions import unless_stale
from app.core.work import Work
from app.modules.contacts.models import Contact
from app.modules.identity.models import Tenant
from app.modules.invoicing import drafting, lines, numbering, offsetting, paper, queries
from app.modules.invoicing.errors import DateNeeded, InvoiceHasNoLines, NumberNeeded
from app.modules.invoicing.lines import Circumstances, Weighed
from app.modules.invoicing.models import Invoice
from app.modules.invoicing.schemas.asked import InvoiceDraft
from app.modules.invoicing.schemas.numbers import SaleKind
from app.modules.ledger import service as ledger

TOLD = (
    "status", "kind", "number", "issued_on", "due_on", "currency", "exchange_rate", "net_amount", "vat_amount",
    "total_amount", "total_in_books", "payment_reference",
)  # fmt: skip
"""What the audit log tells of an invoice that was issued."""


KEPT = Decimal("0.00000001")


async def issue(work: Work, invoice_id: UUID, seen: int | None = None) -> Invoice:
    """Number, date, parties and entry at once, or nothing: a quote has no entry.

    A purchase keeps its supplier's number. Raises InvoiceNotFound, InvoiceIsNoDraft, ChangedMeanwhile,
    InvoiceHasNoLines, TotalBelowZero, NothingToBook, NumberNeeded, DateNeeded, DueBeforeIssue, ExchangeRateUnknown,
    InvoiceBookedAlready, CreditExceedsInvoice, LinesRefused, PeriodLocked, YearClosed, NumbersRunOut.
    """
    await ledger.hold(work)
    invoice = await drafting.a_draft(work, invoice_id)
    unless_stale(invoice, seen)
    return await issue_now(work, invoice)


async def issue_now(work: Work, invoice: Invoice) -> Invoice:
    """The same, for a draft that is locked already, under the books' lock. Raises as `issue`."""
    own, contact = await queries.own_company(work), await drafting.contact_of(work, invoice.contact_id)
    before = values_of(invoice, *TOLD)
    _date(work, invoice, own, contact)
    weighed = await _weigh(work, invoice, own, contact)
    if invoice.direction == "purchase" and invoice.kind != "receipt" and not invoice.number:
        raise NumberNeeded(field="number")
    invoice.exchange_rate = await _rate(work, invoice, own)
    terms = Terms(
        kind="credit_note" if invoice.kind == "credit_note" else "invoice",
        country=own.country,
        books_currency=own.currency,
        rate=invoice.exchange_rate,
        contact_id=contact.id,
    )
    if invoice.direction == "sale":
        await _number(work, invoice, own)
        contact.is_customer = True
    else:
        contact.is_supplier = True
        contact.cost_account = weighed.lines[0].account
    invoice.parties = paper.parties(invoice, own, contact, work.today)
    if invoice.kind != "quote":
        invoice.total_in_books = total_in_books(weighed.totals, terms)
        await _book(work, invoice, contact, weighed, terms)
    invoice.account_code, invoice.treatment = weighed.lines[0].account, weighed.lines[0].treatment.value
    invoice.status, invoice.issued_at, invoice.issued_by = "issued", work.now, work.actor_id
    await work.session.flush()
    await work.session.refresh(invoice)
    if invoice.direction == "sale":
        await work.enqueue("invoices.print", queue="normal", invoice_id=invoice.id)
    await work.record(
        "invoice.issued",
        invoice_id=invoice.id,
        entry_id=invoice.entry_id,
        contact_id=contact.id,
        direction=invoice.direction,
        number=invoice.number,
        old=before,
        new=values_of(invoice, *TOLD),
    )
    if invoice.credits_id:
        await offsetting.offset(work, invoice)
    return invoice


def _date(work: Work, invoice: Invoice, own: Tenant, contact: Contact) -> None:
    if invoice.issued_on is None:
        if invoice.direction == "purchase":
            raise DateNeeded(field="issued_on")
        invoice.issued_on = work.today
    if invoice.due_on is None and invoice.kind != "quote":
        invoice.due_on = drafting.terms(invoice, own, contact, invoice.issued_on)
    drafting.check_days(invoice)


async def _weigh(work: Work, invoice: Invoice, own: Tenant, contact: Contact) -> Weighed:
    """The lines once more, as the law is on the invoice's day."""
    kept = [lines.as_draft(each) for each in await queries.lines(work, invoice.id)]
    if not kept:
        raise InvoiceHasNoLines(field="lines")
    assert invoice.issued_on is not None
    credits = bool(invoice.credits_id)
    around = Circumstances(invoice.direction, own, contact, invoice.issued_on, invoice.currency, credits)
    on_paper = invoice.vat_amount if invoice.direction == "purchase" or credits else None
    weighed = (await lines.weigh(work, kept, around, vat_amount=on_paper)).fit(for_issue=True)
    check_total(weighed.totals)
    drafting.put_totals(invoice, weighed.totals)
    return weighed


async def _rate(work: Work, invoice: Invoice, own: Tenant) -> Decimal:
    """What was agreed for this invoice, else the rate of its day; a credit note has its invoice's."""
    if invoice.currency == own.currency:
        return Decimal(1)
    if invoice.credits_id:
        return (await queries.invoice(work, invoice.credits_id)).exchange_rate
    if invoice.exchange_rate:
        return invoice.exchange_rate
    assert invoice.issued_on is not None
    return (await ledger.rate_on(work, invoice.currency, invoice.issued_on)).quantize(KEPT)


async def _number(work: Work, invoice: Invoice, own: Tenant) -> None:
    assert invoice.issued_on is not None
    series = invoice.series or (await numbering.chosen(work))[cast(SaleKind, invoice.kind)]
    year = await numbering.fiscal_year(work, invoice.issued_on, own)
    number = await numbering.next_number(work, series, year)
    invoice.series, invoice.number = series, numbering.written(series, year, number)
    if invoice.kind == "invoice":
        invoice.payment_reference = numbering.reference(series, year, number)


async def _book(work: Work, invoice: Invoice, contact: Contact, weighed: Weighed, terms: Terms) -> None:
    sells = invoice.direction == "sale"
    found: Totals = weighed.totals
    postings = (sale_postings if sells else purchase_postings)(weighed.lines, found, terms)
    assert invoice.issued_on is not None
    entry = await ledger.post(
        work,
        journal_name="sales" if sells else "purchases",
        on=invoice.issued_on,
        field="issued_on",
        memo=" ".join(filter(None, (contact.name, invoice.number))),
        postings=postings,
        source=("invoice", invoice.id),
    )
    invoice.entry_id = entry.id


async def draft_and_issue(work: Work, asked: InvoiceDraft) -> Invoice:
    """Both in one transaction. Raises as drafting and issuing do."""
    await ledger.hold(work)
    return await issue_now(work, await drafting.draft(work, asked))
