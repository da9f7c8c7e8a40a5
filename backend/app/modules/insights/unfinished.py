"""What is not finished in a period: asked before a fiscal year is closed, and told on the dashboard."""

from datetime import date

from accounting.vat import PeriodKind, VatPeriod
from accounting.year_end import Check
from app.core.work import Work
from app.modules.identity import companies
from app.modules.identity.models import Tenant
from app.modules.ledger.years import COUNTED
from app.modules.vat import queries as returns
from app.modules.vat.unfinished import drafts


async def vat_to_close(work: Work, company: Tenant, until: date | None = None) -> int:
    """How many VAT periods are over (or end in a year, until its last day) and were not closed."""
    if returns.why_none(company) is not None:
        return 0
    kind = PeriodKind(company.vat_period)
    period = await returns.next_to_close(work, kind)
    last = until or work.today
    count = 0
    while period is not None and _counts(period, last, whole=until is not None) and count < returns.MOST_PERIODS:
        count += 1
        period = returns.after(period.ends_on, kind)
    return count


def _counts(period: VatPeriod, last: date, *, whole: bool) -> bool:
    return period.ends_on <= last if whole else period.ends_on < last


async def open_returns(work: Work, starts_on: date, ends_on: date) -> int:
    return await vat_to_close(work, await companies.read(work), ends_on)


COUNTED |= {Check.DRAFTS: drafts, Check.VAT_RETURNS: open_returns}
