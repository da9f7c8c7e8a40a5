"""Drafts: begun, changed, copied, removed, and what their lines come to."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from sqlalchemy import delete, insert, select

from accounting.exchange_rates import check_currency
from accounting.invoice import Totals, VatDiffers, check_decimals
from app.core.events import changed, values_of
from app.core.models import new_id
from app.core.versions import unless_stale
from app.core.work import Work
from app.modules.contacts.models import Contact
from app.modules.identity.models import Tenant
from app.modules.invoicing import exchanging, lines, paper, queries
from app.modules.invoicing.errors import (
    DueBeforeIssue,
    InvoiceContactUnknown,
    InvoiceIsNoDraft,
    KindRefused,
    NotCreditable,
    NumberIsGiven,
    OriginalRefused,
)
from app.modules.invoicing.lines import Weighed
from app.modules.invoicing.models import Invoice, InvoiceLine
from app.modules.invoicing.schemas.drafting import InvoiceDraft, InvoiceRevise, LineDraft
from app.modules.invoicing.usual import Circumstances

KEPT_OF_SALES = ("invoice", "credit_note", "quote")
KEPT_OF_PURCHASES = ("invoice", "credit_note", "receipt")
TOLD = ("kind", "contact_id", "issued_on", "due_on", "currency", "net_amount", "vat_amount", "total_amount")
"""What the audit log tells of a draft."""
OF_RATE = ("currency", "exchange_rate", "issued_on")


@dataclass(frozen=True, slots=True)
class Drafted:
    """A new draft, with those it is between and what its lines came to."""

    invoice: Invoice
    own: Tenant
    contact: Contact
    weighed: Weighed


async def draft(work: Work, asked: InvoiceDraft, **origin: UUID | None) -> Invoice:
    """A new draft; `origin` says what it was made from: a quote, a recurring invoice. Raises as `begin`."""
    return (await begin(work, asked, **origin)).invoice


async def begin(work: Work, asked: InvoiceDraft, **origin: UUID | None) -> Drafted:
    """A new draft, for whoever goes on with it.

    Raises KindRefused, NumberIsGiven, InvoiceContactUnknown, DueBeforeIssue, LinesRefused, NotCreditable,
    OriginalRefused, ExchangeRateUnlikely, and what may be wrong with one line.
    """
    _check_kind(asked)
    own = await queries.own_company(work)
    contact = await contact_of(work, asked.contact_id, credits=bool(asked.credits_id), names=True)
    invoice = Invoice(
        id=new_id(),
        direction=asked.direction,
        kind=asked.kind,
        series=asked.series,
        number=asked.number or None,
        contact_id=contact.id,
        issued_on=asked.issued_on,
        supplied_on=asked.supplied_on,
        due_on=asked.due_on,
        valid_until=asked.valid_until,
        currency=check_currency(asked.currency or own.currency),
        exchange_rate=asked.exchange_rate or Decimal(0),
        language=asked.language or contact.language or paper.language_of(contact, own),
        payment_reference=asked.payment_reference or None,
        order_reference=asked.order_reference or None,
        note=asked.note or None,
        internal_note=asked.internal_note or None,
        credits_id=asked.credits_id,
        original_number=asked.original_number or None,
        original_issued_on=asked.original_issued_on,
        created_by=work.actor_id,
        vat_groups=[],
        **origin,
    )
    if asked.credits_id:
        await _check_credited(work, invoice, asked.credits_id)
    check_days(invoice)
    check_original(invoice)
    await exchanging.ask(work, invoice, own, accept=asked.accept_exchange_rate)
    work.session.add(invoice)
    weighed = await fill(work, invoice, asked.lines, own, contact, vat_amount=asked.vat_amount)
    await work.record(
        "invoice.drafted",
        invoice_id=invoice.id,
        contact_id=contact.id,
        direction=invoice.direction,
        new=values_of(invoice, *TOLD),
    )
    return Drafted(invoice, own, contact, weighed)


async def revise(work: Work, invoice_id: UUID, change: InvoiceRevise, seen: int | None) -> Invoice:
    """Raises InvoiceNotFound, InvoiceIsNoDraft, ChangedMeanwhile, and as `draft`."""
    invoice = await a_draft(work, invoice_id)
    unless_stale(invoice, seen)
    before, rate_before = values_of(invoice, *TOLD), values_of(invoice, *OF_RATE)
    changes = change.model_dump(exclude_unset=True, exclude={"lines", "vat_amount", "accept_exchange_rate"})
    if changes.get("number") and invoice.direction == "sale":
        raise NumberIsGiven(field="number", value=changes["number"])
    if changes.get("currency") not in (None, invoice.currency):
        changes.setdefault("exchange_rate", None)  # a rate belongs to its currency
    if "exchange_rate" in changes:
        invoice.exchange_rate = changes.pop("exchange_rate") or Decimal(0)
    goes_to = changes.get("contact_id") or invoice.contact_id
    credits = bool(invoice.credits_id)
    contact = await contact_of(work, goes_to, credits=credits, names=goes_to != invoice.contact_id)
    for name, value in changes.items():
        if value is not None or name not in ("contact_id", "currency", "language"):
            setattr(invoice, name, value or None)
    check_currency(invoice.currency)
    own = await queries.own_company(work)
    check_days(invoice)
    check_original(invoice)
    if change.accept_exchange_rate or values_of(invoice, *OF_RATE) != rate_before:
        invoice.rate_meant = False  # that was said of another one
        await exchanging.ask(work, invoice, own, accept=change.accept_exchange_rate)
    if change.lines is None:
        await _fill_again(work, invoice, own, contact, change.vat_amount)
    else:
        await fill(work, invoice, change.lines, own, contact, vat_amount=change.vat_amount)
    await work.record("invoice.revised", invoice_id=invoice.id, **changed(before, values_of(invoice, *TOLD)))
    return invoice


async def remove(work: Work, invoice_id: UUID, seen: int | None = None) -> None:
    """The quote that it was made of is open again. Raises InvoiceNotFound, InvoiceIsNoDraft, ChangedMeanwhile."""
    invoice = await a_draft(work, invoice_id)
    unless_stale(invoice, seen)
    await work.record(
        "invoice.removed", invoice_id=invoice.id, contact_id=invoice.contact_id, old=values_of(invoice, *TOLD)
    )
    await work.session.delete(invoice)
    await work.session.flush()
    if invoice.quote_id:
        await offer_again(work, await queries.invoice(work, invoice.quote_id, lock=True))


async def offer_again(work: Work, quote: Invoice) -> None:
    """A quote that was answered is open again, under its number and until its day."""
    was, quote.status = quote.status, "issued"
    await work.record(
        "quote.reopened", quote_id=quote.id, number=quote.number, old={"status": was}, new={"status": "issued"}
    )


async def fill(
    work: Work,
    invoice: Invoice,
    given: Sequence[LineDraft],
    own: Tenant,
    contact: Contact,
    *,
    vat_amount: Decimal | None = None,
) -> Weighed:
    """Put these lines on a draft, in place of what was there, with what they come to."""
    is_new = invoice in work.session.new
    if invoice.currency == own.currency:
        invoice.exchange_rate = Decimal(1)
    around = await circumstances(work, invoice, own, contact)
    weighed = (await lines.weigh(work, given, around, vat_amount=vat_amount)).fit(for_issue=False)
    put_totals(invoice, weighed.totals)
    await work.session.flush()
    if not is_new:
        await work.session.execute(delete(InvoiceLine).where(InvoiceLine.invoice_id == invoice.id))
    if rows := lines.rows(weighed, invoice):
        await work.session.execute(insert(InvoiceLine).execution_options(render_nulls=True), rows)
    return weighed


async def _fill_again(work: Work, invoice: Invoice, own: Tenant, contact: Contact, told: Decimal | None) -> None:
    """The same lines, with what nobody chose proposed anew; the VAT on a purchase's paper stays where it still fits."""
    given = [lines.as_chosen(each) for each in await queries.lines(work, invoice.id)]
    on_paper = invoice.vat_amount if told is None and invoice.direction == "purchase" else told
    try:
        await fill(work, invoice, given, own, contact, vat_amount=on_paper)
    except VatDiffers:
        if told is not None:
            raise
        await fill(work, invoice, given, own, contact)


async def circumstances(work: Work, invoice: Invoice, own: Tenant, contact: Contact) -> Circumstances:
    """What decides how the lines of an invoice are treated; of a credit note the invoice it credits does."""
    credited = await queries.invoice(work, invoice.credits_id) if invoice.credits_id else None
    on = lines.taxed_on(credited or invoice, work.today)
    dated_by = "supplied_on" if invoice.supplied_on else "issued_on"
    gives_back = invoice.kind == "credit_note"
    return Circumstances(
        invoice.direction, own, contact, on, invoice.currency, credited, dated_by, gives_back, invoice.kind
    )


def put_totals(invoice: Invoice, found: Totals) -> None:
    """A draft may come to less than nothing while it is being written; it is kept as nothing then."""
    keeps = found.total >= 0
    invoice.net_amount = found.net if keeps else Decimal(0)
    invoice.vat_amount = found.vat if keeps else Decimal(0)
    invoice.total_amount = found.total if keeps else Decimal(0)
    invoice.vat_groups = lines.groups(found)


async def a_draft(work: Work, invoice_id: UUID) -> Invoice:
    """Locked. Raises InvoiceNotFound, InvoiceIsNoDraft."""
    invoice = await queries.invoice(work, invoice_id, lock=True)
    if invoice.status != "draft":
        raise InvoiceIsNoDraft(f"this one is {invoice.status}")
    return invoice


async def contact_of(work: Work, contact_id: UUID, *, credits: bool = False, names: bool = False) -> Contact:
    """Whom an invoice may be made for; one that was put away since is still credited.

    What now `names` them waits for a merge of theirs, which would not see it. Raises InvoiceContactUnknown.
    """
    found = select(Contact).where(Contact.id == contact_id)
    if names:
        found = found.with_for_update(read=True, key_share=True).execution_options(populate_existing=True)
    contact = await work.session.scalar(found)
    put_away = contact is not None and contact.archived_at is not None and not credits
    if contact is None or contact.merged_into_id is not None or put_away:
        raise InvoiceContactUnknown(field="contact_id", value=str(contact_id))
    return contact


def _check_kind(asked: InvoiceDraft) -> None:
    if asked.kind not in (KEPT_OF_SALES if asked.direction == "sale" else KEPT_OF_PURCHASES):
        raise KindRefused(f"there is no {asked.kind} of a {asked.direction}", field="kind", value=asked.kind)
    if asked.direction == "sale" and asked.number:
        raise NumberIsGiven(field="number", value=asked.number)
    if asked.vat_amount is not None:
        check_decimals(asked.vat_amount, asked.currency or "EUR", field="vat_amount")


def check_days(invoice: Invoice) -> None:
    if invoice.issued_on and invoice.due_on and invoice.due_on < invoice.issued_on:
        raise DueBeforeIssue(f"it is of {invoice.issued_on}", field="due_on", value=str(invoice.due_on))
    if invoice.issued_on and invoice.valid_until and invoice.valid_until < invoice.issued_on:
        raise DueBeforeIssue(f"it is of {invoice.issued_on}", field="valid_until", value=str(invoice.valid_until))


def check_original(invoice: Invoice, *, for_issue: bool = False) -> None:
    """Whether an invoice from outside these books can be what is credited. Raises OriginalRefused.

    What changes an invoice refers to it, and to no other (VAT directive art. 219, Belgian royal decree no. 1 art. 12).
    """
    number, on = invoice.original_number, invoice.original_issued_on
    if (number or on) and (invoice.kind != "credit_note" or invoice.credits_id):
        what = "it credits one of these books" if invoice.credits_id else f"this is no credit note but a {invoice.kind}"
        raise OriginalRefused(what, field="original_number" if number else "original_issued_on")
    if on and invoice.issued_on and on > invoice.issued_on:
        raise OriginalRefused(f"it is of {invoice.issued_on}", field="original_issued_on", value=str(on))
    if for_issue and invoice.direction == "sale" and bool(number) != bool(on):
        missing = "original_issued_on" if number else "original_number"
        raise OriginalRefused("both its number and its day", field=missing)


async def _check_credited(work: Work, invoice: Invoice, credits_id: UUID) -> None:
    credited = await queries.invoice(work, credits_id)
    alike = (credited.direction, credited.contact_id, credited.currency)
    if (
        invoice.kind != "credit_note"
        or credited.status != "issued"
        or credited.kind not in ("invoice", "receipt")
        or alike != (invoice.direction, invoice.contact_id, invoice.currency)
    ):
        raise NotCreditable(field="credits_id", value=str(credits_id))
