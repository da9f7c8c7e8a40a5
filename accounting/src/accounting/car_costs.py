"""How much of a car's costs a Belgian company deducts from the profit it is taxed on.

Dated data. Income Tax Code 1992 art. 198bis §1 with art. 66, as the law of 25 November 2021 on the greening of mobility
changed them: 120 % − 0.5 % × coefficient × grams of CO₂ a kilometre, from 50 % (40 % from 200 grams or when nobody
knows) to 100 %, for cars that were ordered before 1 July 2023. For those ordered since then the lowest part goes in
2025 and the highest falls to 75 % in 2025, 50 % in 2026, 25 % in 2027 and nothing in 2028; cars with emissions ordered
since 2026 deduct nothing. Without emissions it is all, and for what is ordered from 2027 on 95, 90, 82.5, 75 and from
2031 67.5 %, for as long as the car is used. Petrol and diesel of a plug-in hybrid ordered since 2023: 50 % at most.

A year is one of the calendar here. Plug-in hybrids of persons who are taxed on their own income have other rules since
2026, and a plug-in hybrid with a small battery counts with the CO₂ of its like without one: whoever asks gives that.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from accounting.errors import Invalid

Fuel = Literal["diesel", "petrol", "lpg", "cng", "electric", "hydrogen"]
FUELS: tuple[Fuel, ...] = ("diesel", "petrol", "lpg", "cng", "electric", "hydrogen")
WITHOUT_EMISSIONS: tuple[Fuel, ...] = ("electric", "hydrogen")
ZERO, WHOLE = Decimal(0), Decimal(100)
SOURCE = "ITC 1992 art. 66 and 198bis §1; law of 25 November 2021"


class CarEmissionsContradict(Invalid):
    """A car on electricity or hydrogen alone emits no CO₂."""


class CarUsedBeforeOrdered(Invalid):
    """A car has no costs before it is ordered."""


@dataclass(frozen=True, slots=True)
class Car:
    """`co2`: grams a kilometre (WLTP, or NEDC for an older one), None when nobody knows."""

    ordered_on: date
    fuel: Fuel
    co2: Decimal | None
    is_plug_in: bool = False

    @property
    def emits(self) -> bool:
        return self.fuel not in WITHOUT_EMISSIONS


@dataclass(frozen=True, slots=True)
class Emitting:
    """What holds of cars with emissions ordered between two days, for costs made between two days."""

    ordered_from: date
    ordered_to: date | None
    valid_from: date
    valid_to: date | None
    most: Decimal
    least: Decimal
    least_of_dirty: Decimal

    def holds(self, ordered_on: date, on: date) -> bool:
        ordered = self.ordered_from <= ordered_on and (self.ordered_to is None or ordered_on <= self.ordered_to)
        return ordered and self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)


@dataclass(frozen=True, slots=True)
class Clean:
    """What is deducted of a car without emissions ordered from a day on."""

    ordered_from: date
    percent: Decimal


_BEGIN, _NEW, _LAST = date(2020, 1, 1), date(2023, 7, 1), date(2025, 12, 31)
EMITTING = (
    Emitting(date.min, date(2023, 6, 30), _BEGIN, None, WHOLE, Decimal(50), Decimal(40)),
    Emitting(_NEW, _LAST, _NEW, date(2024, 12, 31), WHOLE, Decimal(50), Decimal(40)),
    Emitting(_NEW, _LAST, date(2025, 1, 1), date(2025, 12, 31), Decimal(75), ZERO, ZERO),
    Emitting(_NEW, _LAST, date(2026, 1, 1), date(2026, 12, 31), Decimal(50), ZERO, ZERO),
    Emitting(_NEW, _LAST, date(2027, 1, 1), date(2027, 12, 31), Decimal(25), ZERO, ZERO),
    Emitting(_NEW, _LAST, date(2028, 1, 1), None, ZERO, ZERO, ZERO),
    Emitting(date(2026, 1, 1), None, date(2026, 1, 1), None, ZERO, ZERO, ZERO),
)
CLEAN = (
    Clean(date.min, WHOLE),
    Clean(date(2027, 1, 1), Decimal(95)),
    Clean(date(2028, 1, 1), Decimal(90)),
    Clean(date(2029, 1, 1), Decimal("82.5")),
    Clean(date(2030, 1, 1), Decimal(75)),
    Clean(date(2031, 1, 1), Decimal("67.5")),
)
COEFFICIENTS: dict[Fuel, Decimal] = {
    "diesel": Decimal(1),
    "petrol": Decimal("0.95"),
    "lpg": Decimal("0.95"),
    "cng": Decimal("0.90"),
}
"""Of natural gas below 12 fiscal horsepower; above it a car counts as one on petrol."""
DIRTY = Decimal(200)
PLUG_IN_FUEL_FROM, MOST_OF_PLUG_IN_FUEL = date(2023, 1, 1), Decimal(50)


def deductible_percent(car: Car, on: date, *, is_fuel: bool = False) -> Decimal:
    """How much of a cost made on a day is deducted; `is_fuel` of what is burnt, of which a plug-in hybrid has less.

    Raises CarEmissionsContradict, CarUsedBeforeOrdered.

    >>> car = Car(date(2024, 3, 1), "petrol", Decimal(120))
    >>> [str(deductible_percent(car, date(year, 6, 1))) for year in (2024, 2025, 2026, 2027, 2028)]
    ['63.000', '63.000', '50', '25', '0']
    """
    if on < car.ordered_on:
        raise CarUsedBeforeOrdered(f"it was ordered on {car.ordered_on}", field="on", value=str(on))
    if not car.emits:
        if car.co2:
            raise CarEmissionsContradict(field="co2", value=str(car.co2))
        return next(each.percent for each in reversed(CLEAN) if each.ordered_from <= car.ordered_on)
    rule = next(each for each in EMITTING if each.holds(car.ordered_on, max(on, _BEGIN)))
    percent = min(_by_formula(car, rule), rule.most)
    if is_fuel and car.is_plug_in and car.ordered_on >= PLUG_IN_FUEL_FROM:
        return min(percent, MOST_OF_PLUG_IN_FUEL)
    return percent


def _by_formula(car: Car, rule: Emitting) -> Decimal:
    if car.co2 is None or car.co2 >= DIRTY:
        known = ZERO if car.co2 is None else _formula(car.fuel, car.co2)
        return rule.least_of_dirty if rule.least_of_dirty else known
    return max(_formula(car.fuel, car.co2), rule.least)


def _formula(fuel: Fuel, co2: Decimal) -> Decimal:
    return max(Decimal(120) - Decimal("0.5") * COEFFICIENTS[fuel] * co2, ZERO)
