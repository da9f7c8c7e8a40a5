"""What is not finished in a period: asked before a fiscal year is closed, and told on the dashboard."""

from collections.abc import Sequence
from datetime import date

from accounting.vat import VatPeriod
from accounting.year_end import Check
from app.core.work import Work
from app.modules.identity import companies
from app.modules.identity.models import Tenant
from app.modules.ledger.years import COUNTED
from app.modules.vat import queries as returns
from app.modules.vat import turns
from app.modules.vat.overview import MOST_PERIODS
from app.modules.vat.unfinished import drafts


def vat_to_close(
    company: Tenant, first: VatPeriod | None, last: date, taxed: Sequence[date], *, whole: bool = False
) -> int:
    """How many VAT periods from the `first` open one on are over (or end until the `last` day) and were not closed."""
    period, count = first, 0
    while period is not None and _counts(period, last, whole=whole) and count < MOST_PERIODS:
        count += 1
        period = turns.following(company, period, taxed)
    return count


def _counts(period: VatPeriod, last: date, *, whole: bool) -> bool:
    return period.ends_on <= last if whole else period.ends_on < last


def waits_for_number(company: Tenant, today: date, taxed: Sequence[date]) -> bool:
    """Whether VAT waits for the company's VAT number: until then no return asks it or gives it back.

    The right to deduct is there before the number is (Court of Justice, C-385/09 Nidera), so the books hold it.
    """
    return turns.why_none(company, turns.containing(company, today), taxed) == "no_vat_number"


async def open_returns(work: Work, starts_on: date, ends_on: date) -> int:
    company, taxed = await companies.read(work), await returns.taxed(work)
    first = await returns.next_to_close(work, company, taxed)
    return vat_to_close(company, first, ends_on, taxed, whole=True)


COUNTED |= {Check.DRAFTS: drafts, Check.VAT_RETURNS: open_returns}
