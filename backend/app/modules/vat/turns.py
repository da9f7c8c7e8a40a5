"""Which VAT periods follow each other, and of which a return is owed.

Who has no standard regime files none, but for a special one of a quarter in which they bought what the buyer owes the
VAT on (Belgium: form 629, VAT Code art. 53ter), or in which credit notes correct what was taxed before: that is told
beside it, as it is VAT all the same. `taxed` are the months with either, as `queries.taxed`.
"""

from collections.abc import Sequence
from datetime import date, timedelta

from accounting.vat import PeriodKind, VatPeriod, grids
from accounting.vat.regimes import STANDARD, Regime, regimes_between
from app.modules.identity.models import Tenant
from app.modules.vat.schemas import WhyNone

ONE_DAY = timedelta(days=1)


def why_none(company: Tenant, period: VatPeriod, taxed: Sequence[date]) -> WhyNone | None:
    """Why no return is owed of a period; None where one is, as it is when one of its days had the standard regime."""
    if company.country not in grids.RESULTS:
        return "country_unknown"
    regimes = _regimes(company, period)
    if STANDARD in regimes:
        return None if company.vat_number else "no_vat_number"
    if any(month in period for month in taxed):
        return None
    return "exempt" if regimes[-1] == "exempt" else "small_enterprise"


def is_special(company: Tenant, period: VatPeriod) -> bool:
    """Whether all that can be declared of a period is what the company owes as a buyer, or corrects of before."""
    return STANDARD not in _regimes(company, period)


def containing(company: Tenant, day: date) -> VatPeriod:
    """The company's period of a day: a special return is of a quarter, whatever the company filed by before."""
    quarter = VatPeriod.containing(day, PeriodKind.QUARTER)
    return quarter if is_special(company, quarter) else VatPeriod.containing(day, PeriodKind(company.vat_period))


def after(company: Tenant, last: date) -> VatPeriod:
    """The period that begins after `last`; by month until a quarter begins, for who changed over within one."""
    return containing(company, last + ONE_DAY).open_part(last + ONE_DAY, last)


def open_after(company: Tenant, last: date | None, first: date | None, taxed: Sequence[date]) -> VatPeriod | None:
    """The first one of which a return is owed after the `last` day that was closed, else from the `first` day on."""
    if last is not None:
        return owed(company, after(company, last), taxed)
    return owed(company, containing(company, first), taxed) if first else None


def following(company: Tenant, period: VatPeriod, taxed: Sequence[date]) -> VatPeriod | None:
    """The next one of which a return is owed."""
    return owed(company, after(company, period.ends_on), taxed)


def owed(company: Tenant, period: VatPeriod, taxed: Sequence[date]) -> VatPeriod | None:
    """This period, or the first one after it of which a return is owed; None where none will be."""
    settled = max([company.regimes[-1].begins, *taxed])
    while why_none(company, period, taxed) is not None:
        if period.starts_on > settled:
            return None
        period = after(company, period.ends_on)
    return period


def _regimes(company: Tenant, period: VatPeriod) -> list[Regime]:
    return regimes_between(company.regimes, period.starts_on, period.ends_on)
