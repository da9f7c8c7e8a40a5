"""Quotes: accepted they become a draft invoice; declined they stay as what was offered, and can be offered again."""

from uuid import UUID

from app.core.versions import unless_stale
from app.core.work import Work
from app.modules.invoicing import drafting, queries
from app.modules.invoicing.errors import NoOpenQuote, QuoteExpired, QuoteNotDeclined
from app.modules.invoicing.models import Invoice


async def accept(work: Work, invoice_id: UUID, seen: int | None = None) -> Invoice:
    """The draft invoice of an accepted quote. Raises InvoiceNotFound, NoOpenQuote, QuoteExpired, ChangedMeanwhile."""
    quote = await _offered(work, invoice_id, seen)
    if quote.valid_until and quote.valid_until < work.today:
        raise QuoteExpired(f"it was valid until {quote.valid_until}", value=str(quote.valid_until))
    quote.status = "accepted"
    asked = await drafting.again(work, quote, kind="invoice", series=None)
    made = await drafting.draft(work, asked, quote_id=quote.id)
    await work.record(
        "quote.accepted",
        quote_id=quote.id,
        invoice_id=made.id,
        number=quote.number,
        old={"status": "issued"},
        new={"status": "accepted"},
    )
    return made


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
