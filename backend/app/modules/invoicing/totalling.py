"""What lines come to while somebody types them."""

from accounting.exchange_rates import check_currency
from accounting.invoice import line_net as net_of
from app.core.errors import ViolationRead
from app.core.work import Work
from app.modules.invoicing import drafting, lines, paper, queries
from app.modules.invoicing.schemas.answered import LineTotal, TotalsRead, VatGroup
from app.modules.invoicing.schemas.drafting import TotalsAsked
from app.modules.invoicing.seller import lacking
from app.modules.invoicing.usual import Circumstances


async def totals(work: Work, asked: TotalsAsked) -> TotalsRead:
    """What the lines come to, with what would be in the way of issuing them; nothing is written.

    Raises InvoiceContactUnknown, InvoiceNotFound, TotalTooLarge, VatDiffers, TooManyDecimals.
    """
    own = await queries.own_company(work)
    contact = (
        await drafting.contact_of(work, asked.contact_id, credits=bool(asked.credits_id)) if asked.contact_id else None
    )
    credited = await queries.invoice(work, asked.credits_id) if asked.credits_id else None
    said_on = asked.issued_on or work.today
    on = lines.taxed_on(credited, work.today) if credited else asked.supplied_on or said_on
    currency = check_currency(asked.currency or own.currency)
    around = Circumstances(
        asked.direction,
        own,
        contact,
        on,
        currency,
        credited,
        "supplied_on" if asked.supplied_on else "issued_on",
        asked.kind == "credit_note",
        asked.kind,
    )
    weighed = await lines.weigh(work, asked.lines, around, vat_amount=asked.vat_amount)
    language = asked.language or (contact.language if contact else None) or "nl"
    treatments = [each.treatment for each in weighed.totals.groups]
    credits = asked.kind == "credit_note" and bool(weighed.totals.vat)
    said = paper.sentences(treatments, language, own.country, said_on, credits=credits) if around.sells else []
    of_seller = lacking(own, weighed.lines) if around.sells and asked.kind != "quote" else []
    return TotalsRead(
        currency=around.currency,
        lines=[
            LineTotal(
                treatment=each.treatment.value,
                vat_rate=each.vat_rate,
                account_code=each.account,
                cost_account=each.cost_account,
                deductible_percent=each.deductible_percent,
                net_amount=net_of(each, around.currency),
            )
            for each in weighed.lines
        ],
        vat_groups=[VatGroup.model_validate(each) for each in lines.groups(weighed.totals)],
        net_amount=weighed.totals.net,
        vat_amount=weighed.totals.vat,
        total_amount=weighed.totals.total,
        mentions=said,
        problems=[
            ViolationRead(code=each.code, message=each.message, field=each.field, value=str(each.value))
            for each in [*of_seller, *weighed.violations()]
        ],
    )
