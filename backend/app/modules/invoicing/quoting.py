"""Quotes: accepted they become a draft invoice; declined they stay as what was offered, and can be offered again."""

from uuid import UUID

from app.core.versions import unless_stale
from app.core.work import Work
from app.modules.invoicing import drafting, exchanging, queries, repeating
from app.modules.invoicing.errors import NoOpenQuote, QuoteDayRefused, QuoteExpired, QuoteNotDeclined
from app.modules.invoicing.models import Invoice
from app.modules.invoicing.repeating import Repeated
from app.modules.invoicing.schemas.drafting import AcceptAsked, ExtendAsked


async def accept(work: Work, invoice_id: UUID, asked: AcceptAsked, seen: int | None = None) -> Repeated:
    """The draft invoice of an accepted quote, at the rate that was agreed on it and is meant.

    Nobody is held to an offer after its day, but who made it may still stand by it (as Dutch BW art. 6:223
    has it): that is said. Raises InvoiceNotFound, NoOpenQuote, QuoteExpired, ChangedMeanwhile.
    """
    quote = await _offered(work, invoice_id, seen)
    if quote.valid_until and quote.valid_until < work.today and not asked.despite_expiry:
        raise QuoteExpired(f"it was valid until {quote.valid_until}", value=str(quote.valid_until))
    quote.status = "accepted"
    rate = {"exchange_rate": await exchanging.agreed(work, quote), "accept_exchange_rate": True}
    asked_again = await repeating.again(work, quote, kind="invoice", series=None, **rate)
    repeated = await repeating.repeat(work, asked_again, quote_id=quote.id)
    await work.record(
        "quote.accepted",
        quote_id=quote.id,
        invoice_id=repeated.invoice.id,
        number=quote.number,
        old={"status": "issued"},
        new={"status": "accepted"},
    )
    return repeated


async def decline(work: Work, invoice_id: UUID, seen: int | None = None) -> Invoice:
    """Raises InvoiceNotFound, NoOpenQuote, ChangedMeanwhile."""
    quote = await _offered(work, invoice_id, seen)
    quote.status = "declined"
    await work.record(
        "quote.declined",
        quote_id=quote.id,
        number=quote.number,
        old={"status": "issued"},
        new={"status": "declined"},
    )
    return quote


async def extend(work: Work, invoice_id: UUID, asked: ExtendAsked, seen: int | None = None) -> Invoice:
    """A quote that nobody answered is valid until a later day; its paper is made again, with that day.

    Raises InvoiceNotFound, NoOpenQuote, QuoteDayRefused, ChangedMeanwhile.
    """
    quote = await _offered(work, invoice_id, seen)
    was = quote.valid_until
    if was is None or asked.valid_until <= was or asked.valid_until < work.today:
        told = f"it was valid until {was}" if was else "it is valid without a day"
        raise QuoteDayRefused(told, field="valid_until", value=str(asked.valid_until))
    if quote.pdf_key is None:  # a letter may wait for the paper of that day
        await work.enqueue("invoices.print", queue="normal", invoice_id=quote.id, valid_until=str(was))
    quote.valid_until, quote.pdf_key, quote.pdf_sha256 = asked.valid_until, None, None
    await work.record(
        "quote.extended",
        quote_id=quote.id,
        number=quote.number,
        old={"valid_until": was},
        new={"valid_until": asked.valid_until},
    )
    await work.enqueue("invoices.print", queue="normal", invoice_id=quote.id)
    return quote


async def reopen(work: Work, invoice_id: UUID, seen: int | None = None) -> Invoice:
    """A declined quote is open again. Raises InvoiceNotFound, QuoteNotDeclined, ChangedMeanwhile."""
    quote = await queries.invoice(work, invoice_id, lock=True)
    if quote.kind != "quote" or quote.status != "declined":
        raise QuoteNotDeclined(f"this is a {quote.kind.replace('_', ' ')} that is {quote.status}")
    unless_stale(quote, seen)
    await drafting.offer_again(work, quote)
    return quote


async def _offered(work: Work, invoice_id: UUID, seen: int | None) -> Invoice:
    quote = await queries.invoice(work, invoice_id, lock=True)
    if quote.kind != "quote" or quote.status != "issued":
        raise NoOpenQuote(f"this is a {quote.kind.replace('_', ' ')} that is {quote.status}")
    unless_stale(quote, seen)
    return quote
