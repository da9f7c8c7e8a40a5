"""Issuing: a draft becomes an invoice with a number, a picture of both parties, and an entry in the books."""

from dataclasses import replace
from datetime import date, timedelta
from typing import cast
from uuid import UUID

from sqlalchemy import update

from accounting.invoice import Totals, check_total, line_net
from accounting.invoice_postings import Terms, purchase_postings, sale_postings, total_in_books
from accounting.late_papers import booking_day
from app.core.events import values_of
from app.core.models import new_id
from app.core.versions import unless_stale
from app.core.work import Work
from app.modules.contacts import service as contacts
from app.modules.contacts.models import Contact
from app.modules.identity.access import require
from app.modules.identity.models import Tenant
from app.modules.identity.permissions import Permission
from app.modules.invoicing import drafting, exchanging, lines, numbering, offsetting, paper, queries
from app.modules.invoicing.booked_before import booked_before
from app.modules.invoicing.errors import (
    BookedOnItsOwnDate,
    DateNeeded,
    InvoiceHasNoLines,
    IssuedInTheFuture,
    NumberNeeded,
)
from app.modules.invoicing.lines import Weighed
from app.modules.invoicing.models import Invoice, InvoiceLine
from app.modules.invoicing.schemas.drafting import InvoiceDraft
from app.modules.invoicing.schemas.issuing import IssueAsked
from app.modules.invoicing.schemas.numbers import SaleKind
from app.modules.invoicing.seller import check_seller
from app.modules.ledger import service as ledger

TOLD = (
    "status", "kind", "number", "issued_on", "due_on", "currency", "exchange_rate", "net_amount", "vat_amount",
    "total_amount", "total_in_books", "payment_reference",
)  # fmt: skip
"""What the audit log tells of an invoice that was issued."""


A_YEAR = timedelta(days=366)


async def issue(work: Work, invoice_id: UUID, asked: IssueAsked, seen: int | None = None) -> Invoice:
    """Number, date, parties and entry at once, or nothing: a quote has no entry.

    A purchase keeps its supplier's number and date, and may be booked on a later day, by who may approve documents.

    Raises InvoiceNotFound, PermissionMissing, InvoiceIsNoDraft, ChangedMeanwhile,
    InvoiceHasNoLines, TotalBelowZero, NothingToBook, NumberNeeded, DateNeeded, DueBeforeIssue, ExchangeRateUnknown,
    ExchangeRateUnlikely, InvoiceBookedAlready, CreditExceedsInvoice, CreditedBeforeIssue, LinesRefused, PeriodLocked,
    YearClosed, NumbersRunOut, SeriesOfAnotherKind, IssuedInTheFuture, IssuedBeforeLast, SellerIncomplete,
    RegimeChargesNoVat, RegimeChargesVat, BookedOnItsOwnDate, BookedBeforeItsDate, BookedInTheFuture, OriginalRefused.
    """
    await ledger.hold(work)
    invoice = await drafting.a_draft(work, invoice_id)
    await _require_booking(work, invoice.direction)
    unless_stale(invoice, seen)
    invoice.rate_meant = invoice.rate_meant or asked.accept_exchange_rate
    return await issue_now(work, invoice, asked.booked_on)


async def issue_now(work: Work, invoice: Invoice, booked_on: date | None = None) -> Invoice:
    """The same, for a draft that is locked already, under the books' lock. Raises as `issue`."""
    own = await queries.own_company(work)
    contact = await drafting.contact_of(work, invoice.contact_id, credits=bool(invoice.credits_id))
    return await _issue(work, invoice, own, contact, booked_on=booked_on)


async def draft_and_issue(work: Work, asked: InvoiceDraft, booked_on: date | None = None) -> Invoice:
    """Both in one transaction, in which the lines are weighed once. Raises as drafting and issuing do."""
    await _require_booking(work, asked.direction)
    await ledger.hold(work)
    made = await drafting.begin(work, asked)
    return await _issue(work, made.invoice, made.own, made.contact, made.weighed, booked_on=booked_on)


async def _require_booking(work: Work, direction: str) -> None:
    """A purchase is booked by who may approve the document of one, however it came. Raises PermissionMissing."""
    if direction == "purchase":
        await require(work, Permission.DOCUMENTS_APPROVE, field="direction")


async def _issue(
    work: Work,
    invoice: Invoice,
    own: Tenant,
    contact: Contact,
    drafted: Weighed | None = None,
    *,
    booked_on: date | None,
) -> Invoice:
    before = values_of(invoice, *TOLD)
    if booked_on and invoice.direction == "sale":
        raise BookedOnItsOwnDate(field="booked_on", value=str(booked_on))
    with work.session.no_autoflush:  # written once, with its entry, when all of it is known
        credited = await _become_issued(work, invoice, own, contact, drafted, booked_on)
    await work.session.flush()
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
    if credited is not None:
        await offsetting.offset(work, invoice, credited)
    return invoice


async def _become_issued(
    work: Work, invoice: Invoice, own: Tenant, contact: Contact, drafted: Weighed | None, booked_on: date | None
) -> Invoice | None:
    """What it credits, where it is a credit note of one."""
    _date(work, invoice, own, contact)
    weighed = (drafted or await _weigh(work, invoice, own, contact)).fit(for_issue=True)
    if not weighed.lines:
        raise InvoiceHasNoLines(field="lines")
    check_total(weighed.totals, weighed.lines)
    drafting.put_totals(invoice, weighed.totals)
    if invoice.direction == "purchase" and invoice.kind != "receipt" and not invoice.number:
        raise NumberNeeded(field="number")
    if invoice.direction == "purchase" and invoice.number and invoice.issued_on:
        again = await booked_before(work, contact, invoice.number, invoice.kind, invoice.issued_on, field="number")
        if again:
            raise again
    invoice.exchange_rate = await exchanging.of_issue(work, invoice, own)
    terms = Terms(
        kind="credit_note" if invoice.kind == "credit_note" else "invoice",
        country=own.country,
        books_currency=own.currency,
        rate=invoice.exchange_rate,
        contact_id=contact.id,
    )
    if invoice.direction == "sale":
        if invoice.kind != "quote":
            check_seller(own, weighed.lines)
        await _number(work, invoice, own)
        sold = None if contact.income_account else await queries.chosen_account(work, invoice.id)
        await contacts.learn(work, contact, {"is_customer": True, "income_account": sold})
    else:
        usual = own.accounts.usual(weighed.lines[0].cost)
        await contacts.learn(work, contact, {"is_supplier": True, "cost_account": usual})
    credited = await offsetting.creditable(work, invoice) if invoice.credits_id else None
    invoice.parties = paper.parties(invoice, own, contact, work.today, credited)
    invoice.account_code, invoice.treatment = weighed.lines[0].account, weighed.lines[0].treatment.value
    invoice.status, invoice.issued_at, invoice.issued_by = "issued", work.now, work.actor_id
    if invoice.kind != "quote":
        invoice.total_in_books = total_in_books(weighed.totals, terms)
        await _book(work, invoice, contact, weighed, terms, booked_on)
    return credited


def _date(work: Work, invoice: Invoice, own: Tenant, contact: Contact) -> None:
    if invoice.issued_on is None:
        if invoice.direction == "purchase":
            raise DateNeeded(field="issued_on")
        invoice.issued_on = work.today
    latest = work.today if invoice.direction == "sale" else work.today + A_YEAR  # some suppliers date ahead
    if invoice.issued_on > latest:
        raise IssuedInTheFuture(f"{latest} is the last day for it", field="issued_on", value=str(invoice.issued_on))
    if invoice.due_on is None and invoice.kind != "quote":
        invoice.due_on = paper.terms(invoice, own, contact, invoice.issued_on)
    drafting.check_days(invoice)
    drafting.check_original(invoice, for_issue=True)


async def _weigh(work: Work, invoice: Invoice, own: Tenant, contact: Contact) -> Weighed:
    """The lines once more, as the law is on the day of what was supplied."""
    rows = await queries.lines(work, invoice.id)
    around = replace(await drafting.circumstances(work, invoice, own, contact), of_draft=False)
    on_paper = invoice.vat_amount if invoice.direction == "purchase" else None
    drafts = [lines.as_draft(each, **lines.unsaid(each, around)) for each in rows]
    weighed = await lines.weigh(work, drafts, around, vat_amount=on_paper)
    for row, line in zip(rows, weighed.lines, strict=True):
        if (net := line_net(line, invoice.currency)) != row.net_amount:  # another note took a part of it meanwhile
            await work.session.execute(update(InvoiceLine).where(InvoiceLine.id == row.id).values(net_amount=net))
    return weighed


async def _number(work: Work, invoice: Invoice, own: Tenant) -> None:
    assert invoice.issued_on is not None
    kind = cast(SaleKind, invoice.kind)
    usual = (await numbering.chosen(work))[kind]
    series = invoice.series or usual
    if series != usual:
        await numbering.check_series(work, kind, series)
    year = await numbering.fiscal_year(work, invoice.issued_on)
    number, code = await numbering.next_number(work, series, year)
    if kind != "quote":
        await numbering.check_day(work, invoice, series, year, number)
    invoice.series, invoice.number = series, numbering.written(series, year, number)
    if invoice.kind == "invoice" and not numbering.is_structured(own):
        invoice.payment_reference = invoice.number
    elif invoice.kind == "invoice":
        if code is None:
            code = await numbering.new_reference_code(work, series, year)
        invoice.payment_reference = numbering.reference(code, year, number)


async def _book(
    work: Work, invoice: Invoice, contact: Contact, weighed: Weighed, terms: Terms, booked_on: date | None
) -> None:
    sells = invoice.direction == "sale"
    found: Totals = weighed.totals
    postings = (sale_postings if sells else purchase_postings)(weighed.lines, found, terms)
    assert invoice.issued_on is not None
    invoice.entry_id = new_id()
    await ledger.post(
        work,
        entry_id=invoice.entry_id,
        journal_name="sales" if sells else "purchases",
        on=booking_day(booked_on, invoice.issued_on, work.today),
        field="issued_on" if sells else "booked_on",
        memo=" ".join(filter(None, (contact.name, invoice.number))),
        postings=postings,
        source=("invoice", invoice.id),
    )
