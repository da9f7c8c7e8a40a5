"""At which rate an invoice in another currency is booked: as somebody typed it, else as it is known of its day."""

from decimal import Decimal

from app.core.work import Work
from app.modules.identity.models import Tenant
from app.modules.invoicing import queries
from app.modules.invoicing.models import Invoice
from app.modules.ledger import service as ledger
from app.modules.ledger.errors import ExchangeRateUnknown


async def ask(work: Work, invoice: Invoice, own: Tenant, *, accept: bool = False) -> None:
    """A typed rate that is far from that of its day is asked about until it is meant; a credit note has its invoice's.

    Raises ExchangeRateUnlikely.
    """
    if invoice.currency == own.currency or invoice.credits_id or not invoice.exchange_rate:
        return
    invoice.rate_meant = invoice.rate_meant or accept
    if not invoice.rate_meant:
        await ledger.check_said(work, invoice.currency, invoice.issued_on or work.today, invoice.exchange_rate)


async def of_issue(work: Work, invoice: Invoice, own: Tenant) -> Decimal:
    """What was agreed for this invoice, else the rate of its day; a credit note has its invoice's.

    Raises ExchangeRateUnknown, ExchangeRateUnlikely.
    """
    if invoice.currency == own.currency:
        return Decimal(1)
    if invoice.credits_id:
        return (await queries.invoice(work, invoice.credits_id)).exchange_rate
    if invoice.exchange_rate:
        await ask(work, invoice, own)
        return invoice.exchange_rate
    assert invoice.issued_on is not None
    return await ledger.rate_on(work, invoice.currency, invoice.issued_on)


async def agreed(work: Work, quote: Invoice) -> Decimal | None:
    """What was told on the quote; where that was the rate of its day, the invoice has its own day's."""
    own = await queries.own_company(work)
    if quote.currency == own.currency or quote.issued_on is None:
        return None
    try:
        of_its_day = await ledger.rate_on(work, quote.currency, quote.issued_on)
    except ExchangeRateUnknown:
        return quote.exchange_rate
    return None if quote.exchange_rate == of_its_day else quote.exchange_rate
