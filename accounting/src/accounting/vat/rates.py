"""Which rates hold where and when.

Rates are dated data. Belgium: royal decree no. 20 of 20 July 1970 as amended (21 % since 1 January 1996, 6 % and 12 %
since 1 April 1992). Netherlands: Wet OB 1968, art. 9 (21 % since 1 October 2012, 9 % since 1 January 2019).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from accounting.errors import Invalid
from accounting.money import rounded


class RateUnknown(Invalid):
    """This VAT rate does not exist in that country on that date."""


@dataclass(frozen=True, slots=True)
class Rate:
    """`kind` is what the law calls it: standard, reduced or zero."""

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


@dataclass(frozen=True, slots=True)
class Supply:
    """Something whose rate the law names, and the rate it has between two days."""

    country: str
    code: str
    names: dict[str, str]
    percent: Decimal
    valid_from: date
    valid_to: date | None = None
    source: str = "royal decree no. 20 of 20 July 1970"

    def holds(self, on: date) -> bool:
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)


_LODGING = {"nl": "Logies en kamperen", "fr": "Hébergement et camping", "en": "Lodging and camping"}
_PESTICIDES = {"nl": "Gewasbeschermingsmiddelen", "fr": "Produits phytopharmaceutiques", "en": "Pesticides"}
_SINCE_1992 = date(1992, 4, 1)
_MARCH_2026 = date(2026, 3, 1)
_CHANGE_OF_2026 = "change of royal decree no. 20 in force on 1 March 2026"

SUPPLIES = (
    Supply("BE", "food", {"nl": "Voeding", "fr": "Denrées alimentaires", "en": "Food"}, Decimal(6), _SINCE_1992),
    Supply("BE", "water", {"nl": "Water", "fr": "Eau", "en": "Water"}, Decimal(6), _SINCE_1992),
    Supply("BE", "books", {"nl": "Boeken", "fr": "Livres", "en": "Books"}, Decimal(6), _SINCE_1992),
    Supply(
        "BE",
        "renovation",
        {
            "nl": "Renovatie van woningen ouder dan 10 jaar",
            "fr": "Rénovation de logements de plus de 10 ans",
            "en": "Renovation of dwellings older than 10 years",
        },
        Decimal(6),
        date(2016, 2, 12),
    ),
    Supply(
        "BE",
        "restaurant",
        {"nl": "Restaurantmaaltijden", "fr": "Repas au restaurant", "en": "Restaurant meals"},
        Decimal(12),
        date(2010, 1, 1),
    ),
    Supply("BE", "lodging", _LODGING, Decimal(6), _SINCE_1992, date(2026, 2, 28)),
    Supply("BE", "lodging", _LODGING, Decimal(12), _MARCH_2026, source=_CHANGE_OF_2026),
    Supply("BE", "pesticides", _PESTICIDES, Decimal(12), _SINCE_1992, date(2026, 2, 28)),
    Supply("BE", "pesticides", _PESTICIDES, Decimal(21), _MARCH_2026, source=_CHANGE_OF_2026),
)


def rates(country: str, on: date) -> list[Decimal]:
    """The percentages that exist in `country` on `on`, highest first.

    >>> rates("NL", date(2018, 6, 1))
    [Decimal('21'), Decimal('6'), Decimal('0')]
    """
    return sorted((rate.percent for rate in RATES if rate.country == country and rate.holds(on)), reverse=True)


def standard_rate(country: str, on: date, *, field: str = "issued_on") -> Decimal:
    """Raises RateUnknown for a country or date that we hold no rates of; `field` is where that day was said.

    >>> standard_rate("BE", date(2026, 11, 21))
    Decimal('21')
    """
    for rate in RATES:
        if rate.country == country and rate.kind == "standard" and rate.holds(on):
            return rate.percent
    raise RateUnknown(f"no standard rate known for {country} on {on}", field=field, value=str(on))


def check_rate(percent: Decimal, country: str, on: date, *, field: str = "vat_rate") -> Decimal:
    """The same percentage. Raises RateUnknown, naming the ones that do exist."""
    return _one_of(rates(country, on), percent, country, on, field)


def supplies(country: str, on: date) -> Sequence[Supply]:
    """What has a rate by name in `country` on `on`."""
    return [each for each in SUPPLIES if each.country == country and each.holds(on)]


def rate_of(code: str, country: str, on: date) -> Decimal:
    """The rate of something whose rate the law names; the standard rate for all else. Raises RateUnknown.

    >>> rate_of("lodging", "BE", date(2026, 2, 28)), rate_of("lodging", "BE", date(2026, 3, 1))
    (Decimal('6'), Decimal('12'))
    """
    named = (each.percent for each in supplies(country, on) if each.code == code)
    return next(named, None) or standard_rate(country, on)


def vat_due(base: Decimal, percent: Decimal, currency: str = "EUR") -> Decimal:
    """VAT on the sum of one category, rounded once (EN 16931 BR-CO-17).

    >>> vat_due(Decimal("10.30"), Decimal(21))    # ten lines of 1.03; rounded per line it would be 2.20
    Decimal('2.16')
    """
    return rounded(base * percent / 100, currency)


def _one_of(valid: Sequence[Decimal], percent: Decimal, country: str, on: date, field: str) -> Decimal:
    if percent not in valid:
        known = ", ".join(f"{rate:f} %" for rate in valid)
        raise RateUnknown(
            f"{percent:f} % is no rate in {country} on {on}; known: {known}", field=field, value=str(percent)
        )
    return percent
