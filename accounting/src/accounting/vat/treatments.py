"""How VAT works on a sale or a purchase.

Belgium: VAT Code art. 21 §2 (services to a business are supplied where it is established), 39 and 39bis (export,
intra-community supply), 44 (exemption), 51 §2 and royal decree no. 1 art. 20 (the customer owes the VAT), 56bis (small
enterprises). VAT on goods from outside the Union goes through the return with a licence (Belgium: ET 14.000, royal
decree no. 7 art. 5; Netherlands: Wet OB art. 23), and is paid to customs without one. Categories are UNCL 5305 codes as
EN 16931 uses them, exemption codes those of its VATEX list.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from accounting.errors import Invalid
from accounting.identifiers import EU_COUNTRIES, vat_prefix
from accounting.plan import plan
from accounting.vat.rates import check_rate, rates
from accounting.vat.regimes import STANDARD, Regime


class TreatmentRefused(Invalid):
    """This VAT treatment is not one of a sale, or not one of a purchase."""


class CustomerVatNumberNeeded(Invalid):
    """Without the customer's VAT number this sale cannot go without VAT."""


class RateOfTreatment(Invalid):
    """This VAT treatment goes without VAT on the invoice."""


class RegimeChargesNoVat(Invalid):
    """A small or exempt enterprise asks no VAT; change the line, or the VAT regime under Settings, Company."""


class RegimeChargesVat(Invalid):
    """Only a small enterprise sells without VAT as one; change the line, or the VAT regime under Settings, Company."""


class Treatment(StrEnum):
    """How VAT works; account numbers and grids follow from it.

    `IMPORT_CLEARED`: goods of which the VAT was paid to customs. `CUSTOMS_VAT`: that VAT itself, as customs or a
    forwarder asks for it.
    """

    DOMESTIC = "domestic"
    EXEMPT = "exempt"
    SMALL_ENTERPRISE = "small_enterprise"
    OUTSIDE_SCOPE = "outside_scope"
    CO_CONTRACTOR = "co_contractor"
    INTRA_COMMUNITY_GOODS = "intra_community_goods"
    INTRA_COMMUNITY_SERVICES = "intra_community_services"
    TRIANGULAR = "triangular"
    EXPORT = "export"
    SERVICES_OUTSIDE_EU = "services_outside_eu"
    IMPORT = "import"
    IMPORT_CLEARED = "import_cleared"
    CUSTOMS_VAT = "customs_vat"
    NOT_DEDUCTIBLE = "not_deductible"

    @property
    def of_sales(self) -> bool:
        return self not in ONLY_OF_PURCHASES

    @property
    def of_purchases(self) -> bool:
        return self not in (Treatment.EXPORT, Treatment.SERVICES_OUTSIDE_EU)

    @property
    def is_intra_community(self) -> bool:
        return self in (Treatment.INTRA_COMMUNITY_GOODS, Treatment.INTRA_COMMUNITY_SERVICES, Treatment.TRIANGULAR)

    @property
    def is_reverse_charge(self) -> bool:
        """On a purchase: the buyer owes the VAT, which the invoice does not ask for."""
        return self in (Treatment.CO_CONTRACTOR, Treatment.IMPORT) or self.is_intra_community

    @property
    def deducts(self) -> bool:
        """On a purchase: there may be VAT on it that can be deducted."""
        return self in (Treatment.DOMESTIC, Treatment.CUSTOMS_VAT) or self.is_reverse_charge

    @property
    def has_rate(self) -> bool:
        """On a purchase: VAT at a rate stands on it, or would have stood on it here."""
        return self in (Treatment.DOMESTIC, Treatment.NOT_DEDUCTIBLE) or self.is_reverse_charge


ONLY_OF_PURCHASES = (Treatment.IMPORT, Treatment.IMPORT_CLEARED, Treatment.CUSTOMS_VAT, Treatment.NOT_DEDUCTIBLE)


@dataclass(frozen=True, slots=True)
class SaleTreatment:
    """What an invoice must say of a sale. `needs_vat_number` tells whose: a customer's at home, or in another state."""

    treatment: Treatment
    category: str
    exemption_code: str | None = None
    needs_vat_number: str | None = None

    @property
    def charges_vat(self) -> bool:
        return self.treatment is Treatment.DOMESTIC


ONLY_FOR_GOODS = ("XI",)
"""Northern Ireland is in the Union for goods, and outside it for services (Directive (EU) 2020/1756)."""

AT_HOME, OTHER_MEMBER_STATE = "at_home", "other_member_state"

SALES = {
    each.treatment: each
    for each in (
        SaleTreatment(Treatment.DOMESTIC, "S"),
        SaleTreatment(Treatment.EXEMPT, "E", "VATEX-EU-132"),
        SaleTreatment(Treatment.SMALL_ENTERPRISE, "E"),
        SaleTreatment(Treatment.OUTSIDE_SCOPE, "O", "VATEX-EU-O"),
        SaleTreatment(Treatment.CO_CONTRACTOR, "AE", "VATEX-EU-AE", AT_HOME),
        SaleTreatment(Treatment.INTRA_COMMUNITY_GOODS, "K", "VATEX-EU-IC", OTHER_MEMBER_STATE),
        SaleTreatment(Treatment.INTRA_COMMUNITY_SERVICES, "AE", "VATEX-EU-AE", OTHER_MEMBER_STATE),
        SaleTreatment(Treatment.TRIANGULAR, "K", "VATEX-EU-IC", OTHER_MEMBER_STATE),
        SaleTreatment(Treatment.EXPORT, "G", "VATEX-EU-G"),
        SaleTreatment(Treatment.SERVICES_OUTSIDE_EU, "O", "VATEX-EU-O"),
    )
}


def treatment_of_sale(treatment: Treatment, *, field: str = "treatment") -> SaleTreatment:
    """Raises TreatmentRefused for one that only a purchase can have."""
    if treatment not in SALES:
        raise TreatmentRefused(f"{treatment} is no treatment of a sale", field=field, value=treatment.value)
    return SALES[treatment]


def ubl_category(treatment: Treatment, percent: Decimal) -> str:
    """The category of a line in UBL: a domestic sale at 0 % is Z, not S.

    >>> ubl_category(Treatment.DOMESTIC, Decimal(0)), ubl_category(Treatment.EXPORT, Decimal(0))
    ('Z', 'G')
    """
    category = treatment_of_sale(treatment).category
    return "Z" if category == "S" and not percent else category


def check_sale(
    treatment: Treatment,
    percent: Decimal,
    customer_vat_number: str | None,
    *,
    country: str = "BE",
    on: date,
    field: str = "",
) -> None:
    """Whether a sale can be treated so. `field` is where the line stands, such as `lines.0.`.

    Raises TreatmentRefused, RateUnknown, RateOfTreatment, CustomerVatNumberNeeded.
    """
    sale = treatment_of_sale(treatment, field=f"{field}treatment")
    _check_percent(sale.charges_vat, treatment, percent, country, on, f"{field}vat_rate")
    prefix = customer_vat_number[:2] if customer_vat_number else None
    fits = {
        None: True,
        AT_HOME: prefix == country,
        OTHER_MEMBER_STATE: prefix in EU_COUNTRIES and prefix != country,
    }
    of_union = not (treatment is Treatment.INTRA_COMMUNITY_SERVICES and prefix in ONLY_FOR_GOODS)
    if not fits[sale.needs_vat_number] or not of_union:
        where = f"in {country}" if sale.needs_vat_number == AT_HOME else "in another member state"
        raise CustomerVatNumberNeeded(
            f"{treatment} needs the VAT number of a customer {where}",
            field="contact_id",
            value=customer_vat_number,
        )


def fits_regime(treatment: Treatment, regime: Regime) -> bool:
    """Whether a company of that regime can sell so: art. 56bis is a regime, no choice for one sale.

    >>> fits_regime(Treatment.SMALL_ENTERPRISE, "standard"), fits_regime(Treatment.DOMESTIC, "small_enterprise")
    (False, False)
    """
    if treatment is Treatment.SMALL_ENTERPRISE:
        return regime == "small_enterprise"
    return treatment is not Treatment.DOMESTIC or regime == STANDARD


def check_regime(treatment: Treatment, percent: Decimal, regime: Regime, *, field: str = "") -> None:
    """Whether a company of that regime can sell so. Raises RegimeChargesNoVat, RegimeChargesVat."""
    name = regime.replace("_", " ")
    if percent and regime != STANDARD:
        raise RegimeChargesNoVat(
            f"the company is a {name} one, so this goes without VAT", field=f"{field}vat_rate", value=str(percent)
        )
    if not fits_regime(treatment, regime):
        of_vat = treatment is Treatment.SMALL_ENTERPRISE
        raise (RegimeChargesVat if of_vat else RegimeChargesNoVat)(
            f"the company is a {name} one, so this is not {treatment}",
            field=f"{field}treatment",
            value=treatment.value,
        )


def check_purchase(
    treatment: Treatment,
    percent: Decimal,
    *,
    country: str = "BE",
    on: date,
    field: str = "",
    account: str | None = None,
) -> None:
    """Whether a purchase can be treated so; of a reverse charge `percent` is the rate it would have here.

    Raises TreatmentRefused, RateUnknown, RateOfTreatment.
    """
    if treatment is Treatment.IMPORT_CLEARED and account and not plan(country).is_goods(account):
        raise TreatmentRefused(
            f"{account} is of services: nothing passes customs", field=f"{field}treatment", value=treatment.value
        )
    if not treatment.of_purchases:
        raise TreatmentRefused(
            f"{treatment} is no treatment of a purchase", field=f"{field}treatment", value=treatment.value
        )
    if not (treatment is Treatment.NOT_DEDUCTIBLE and percent not in rates(country, on)):  # VAT of another country
        _check_percent(treatment.has_rate, treatment, percent, country, on, f"{field}vat_rate")


def usual_treatment_of_sale(
    own_country: str,
    customer_country: str | None,
    customer_vat_number: str | None,
    *,
    goods: bool,
    regime: Regime,
    is_business: bool = True,
) -> Treatment:
    """How a sale to this customer is usually treated; people know better about building works or exempt services.

    A service to a private person is supplied here, to a business where it is established.

    >>> usual_treatment_of_sale("BE", "FR", "FR40303265045", goods=True, regime="standard").value
    'intra_community_goods'
    """
    if regime == "small_enterprise":
        return Treatment.SMALL_ENTERPRISE
    if regime == "exempt":
        return Treatment.EXEMPT
    country = (customer_vat_number or "")[:2] or vat_prefix(customer_country or own_country)
    if country == own_country:
        return Treatment.DOMESTIC
    if country in EU_COUNTRIES and (goods or country not in ONLY_FOR_GOODS):
        if not customer_vat_number:
            return Treatment.DOMESTIC
        return Treatment.INTRA_COMMUNITY_GOODS if goods else Treatment.INTRA_COMMUNITY_SERVICES
    if goods:
        return Treatment.EXPORT
    return Treatment.SERVICES_OUTSIDE_EU if is_business else Treatment.DOMESTIC


def _check_percent(has_rate: bool, treatment: Treatment, percent: Decimal, country: str, on: date, field: str) -> None:
    if has_rate:
        check_rate(percent, country, on, field=field)
    elif percent:
        raise RateOfTreatment(
            f"{treatment} goes without VAT, so its rate is 0 and not {percent:f} %", field=field, value=str(percent)
        )
