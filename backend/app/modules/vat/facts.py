"""What the law says of VAT on a day: rates, treatments and what may be deducted."""

from datetime import date
from decimal import Decimal

from accounting import vat
from accounting.vat import Treatment
from accounting.vat.deduction import DEDUCTIONS
from accounting.vat.regimes import Regime, regime_on
from accounting.vat.treatments import SALES
from app.core.work import Work
from app.modules.identity import companies
from app.modules.vat.schemas import DeductionRead, RateRead, Rates, SupplyRead, TreatmentRead

NONE = [Decimal(0)]


async def rates(work: Work, country: str | None, on: date | None) -> Rates:
    where, day = country or (await companies.read(work)).country, on or work.today
    held = sorted((each for each in vat.RATES if each.country == where and each.holds(day)), key=lambda r: -r.percent)
    return Rates(
        country=where,
        on=day,
        rates=[RateRead.model_validate(each, from_attributes=True) for each in held],
        supplies=[
            SupplyRead(
                code=each.code,
                name=each.names[work.language],
                percent=each.percent,
                valid_from=each.valid_from,
                source=each.source,
            )
            for each in vat.supplies(where, day)
        ],
    )


async def treatments(work: Work, country: str | None, on: date | None, language: str | None) -> list[TreatmentRead]:
    own = await companies.read(work)
    where, day = country or own.country, on or work.today
    there, regime = vat.rates(where, day), regime_on(own.regimes, day)
    return [_treatment(each, where, day, language or work.language, there, regime) for each in Treatment]


def _treatment(
    each: Treatment, country: str, on: date, language: str, there: list[Decimal], regime: Regime
) -> TreatmentRead:
    sale = SALES.get(each)
    return TreatmentRead(
        treatment=each.value,
        of_sales=each.of_sales,
        fits_regime=each.of_sales and vat.fits_regime(each, regime),
        of_purchases=each.of_purchases,
        is_reverse_charge=each.is_reverse_charge,
        sale_rates=(there if sale.charges_vat else NONE) if sale else [],
        purchase_rates=(there if each.has_rate else NONE) if each.of_purchases else [],
        category=sale.category if sale else None,
        exemption_code=sale.exemption_code if sale else None,
        needs_vat_number=sale.needs_vat_number if sale else None,
        mention=vat.mention(each, language, country=country, on=on) if sale else None,
    )


async def deductions(work: Work, country: str | None, on: date | None) -> list[DeductionRead]:
    where, day = country or (await companies.read(work)).country, on or work.today
    return [
        DeductionRead.model_validate(each, from_attributes=True)
        for each in DEDUCTIONS
        if each.country == where and each.holds(each.account, day)
    ]
