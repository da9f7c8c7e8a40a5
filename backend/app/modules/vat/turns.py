"""Which VAT periods follow each other, and of which a return is owed."""

from datetime import date

from accounting.vat import PeriodKind, VatPeriod, grids
from accounting.vat.regimes import STANDARD, regimes_between
from app.modules.identity.models import Tenant
from app.modules.vat.schemas import WhyNone


def why_none(company: Tenant, period: VatPeriod) -> WhyNone | None:
    """Why no return is owed of a period; None where one is, as it is when one of its days had the standard regime."""
    if company.country not in grids.RESULTS:
        return "country_unknown"
    regimes = regimes_between(company.regimes, period.starts_on, period.ends_on)
    if STANDARD in regimes:
        return None if company.vat_number else "no_vat_number"
    return "exempt" if regimes[-1] == "exempt" else "small_enterprise"


def after(last: date, kind: PeriodKind) -> VatPeriod:
    """The period that begins after `last`; by month until a quarter begins, for who changed over within one."""
    month = VatPeriod.containing(last, PeriodKind.MONTH).following()
    quarter = VatPeriod.containing(month.starts_on, PeriodKind.QUARTER)
    return quarter if kind is PeriodKind.QUARTER and quarter.starts_on == month.starts_on else month


def open_after(company: Tenant, last: date | None, first: date | None) -> VatPeriod | None:
    """The first one of which a return is owed after the `last` day that was closed, else from the `first` posting."""
    kind = PeriodKind(company.vat_period)
    if last is not None:
        return owed(company, after(last, kind))
    return owed(company, VatPeriod.containing(first, kind)) if first else None


def following(company: Tenant, period: VatPeriod) -> VatPeriod | None:
    """The next one of which a return is owed."""
    return owed(company, after(period.ends_on, PeriodKind(company.vat_period)))


def owed(company: Tenant, period: VatPeriod) -> VatPeriod | None:
    """This period, or the first one after it of which a return is owed; None where none will be."""
    settled = company.regimes[-1].begins
    while why_none(company, period) is not None:
        if period.starts_on > settled:
            return None
        period = after(period.ends_on, PeriodKind(company.vat_period))
    return period
