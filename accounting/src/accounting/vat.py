"""VAT: which rates hold where and when, and what is due on a sum.

Rates are dated data. Belgium: royal decree no. 20 of 20 July 1970 as amended (21 % since 1 January 1996, 6 % and 12 %
since 1 April 1992). Netherlands: Wet OB 1968, art. 9 (21 % since 1 October 2012, 9 % since 1 January 2019).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from accounting.errors import Invalid
from accounting.identifiers import EU_COUNTRIES
from accounting.money import rounded


class RateUnknown(Invalid):
    """This VAT rate does not exist in that country on that date."""


@dataclass(frozen=True, slots=True)
class Rate:
    country: str
    percent: Decimal
    kind: str
    valid_from: date
    valid_to: date | None = None

    def holds(self, on: date) -> bool:
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)


RATES = (
    Rate("BE", Decimal(21), "standard", date(1996, 1, 1)),
    Rate("BE", Decimal(12), "reduced", date(1992, 4, 1)),
    Rate("BE", Decimal(6), "reduced", date(1992, 4, 1)),
    Rate("BE", Decimal(0), "zero", date(1971, 1, 1)),
    Rate("NL", Decimal(19), "standard", date(2001, 1, 1), date(2012, 9, 30)),
    Rate("NL", Decimal(21), "standard", date(2012, 10, 1)),
    Rate("NL", Decimal(6), "reduced", date(1986, 10, 1), date(2018, 12, 31)),
    Rate("NL", Decimal(9), "reduced", date(2019, 1, 1)),
    Rate("NL", Decimal(0), "zero", date(1969, 1, 1)),
)


class Treatment(StrEnum):
    """How VAT works on a purchase; the account numbers follow from it (reference in `accounting.purchases`)."""

    DOMESTIC = "domestic"
    CO_CONTRACTOR = "co_contractor"
    INTRA_COMMUNITY = "intra_community"
    IMPORT = "import"
    NOT_DEDUCTIBLE = "not_deductible"

    @property
    def is_reverse_charge(self) -> bool:
        return self in (Treatment.CO_CONTRACTOR, Treatment.INTRA_COMMUNITY, Treatment.IMPORT)


def rates(country: str, on: date) -> list[Decimal]:
    """The percentages that exist in `country` on `on`, highest first.

    >>> rates("NL", date(2018, 6, 1))
    [Decimal('21'), Decimal('6'), Decimal('0')]
    """
    return sorted((rate.percent for rate in RATES if rate.country == country and rate.holds(on)), reverse=True)


def standard_rate(country: str, on: date) -> Decimal:
    """Raises RateUnknown for a country or date that we hold no rates of.

    >>> standard_rate("BE", date(2026, 11, 21))
    Decimal('21')
    """
    for rate in RATES:
        if rate.country == country and rate.kind == "standard" and rate.holds(on):
            return rate.percent
    raise RateUnknown(f"no standard rate known for {country} on {on}", field="country", value=country)


def check_rate(percent: Decimal, country: str, on: date, *, field: str = "vat_rate") -> Decimal:
    """The same percentage. Raises RateUnknown, naming the ones that do exist."""
    valid = rates(country, on)
    if percent not in valid:
        known = ", ".join(f"{rate:f} %" for rate in valid)
        raise RateUnknown(
            f"{percent:f} % is no rate in {country} on {on}; known: {known}", field=field, value=str(percent)
        )
    return percent


def vat_due(base: Decimal, percent: Decimal, currency: str = "EUR") -> Decimal:
    """VAT on the sum of one category, rounded once (EN 16931 BR-CO-17).

    >>> vat_due(Decimal("10.30"), Decimal(21))    # ten lines of 1.03; rounded per line it would be 2.20
    Decimal('2.16')
    """
    return rounded(base * percent / 100, currency)


def treatment(
    supplier_vat_number: str | None,
    vat: Decimal,
    categories: Iterable[str] = (),
    *,
    is_receipt: bool = False,
    own_country: str = "BE",
) -> Treatment:
    """How VAT works on a purchase, from who sold it and what the invoice says.

    `categories` are UNCL 5305 codes of the breakdown (S, AE, K, E, …). A till receipt without our VAT number is no
    invoice (VAT Code art. 45 §1, RD no. 1 art. 5), so its VAT cannot be deducted. VAT of another country is no credit
    here either: it is cost, unless that country refunds it (Directive 2008/9/EC).

    >>> treatment("NL123456789B01", Decimal(0))
    <Treatment.INTRA_COMMUNITY: 'intra_community'>
    """
    if is_receipt:
        return Treatment.NOT_DEDUCTIBLE
    country = supplier_vat_number[:2] if supplier_vat_number else own_country
    if vat:
        return Treatment.DOMESTIC if country == own_country else Treatment.NOT_DEDUCTIBLE
    codes = set(categories)
    if country == own_country:
        return Treatment.CO_CONTRACTOR if "AE" in codes else Treatment.DOMESTIC
    if codes and codes <= {"E", "O", "Z"}:
        return Treatment.DOMESTIC
    return Treatment.INTRA_COMMUNITY if country in EU_COUNTRIES else Treatment.IMPORT
