"""What of a car's costs is deducted: by its CO₂, the day it was ordered and the year of the cost."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounting.car_costs import FUELS, Car, CarEmissionsContradict, CarUsedBeforeOrdered, deductible_percent

D = Decimal
OLD, BETWEEN, NEW = date(2023, 6, 30), date(2023, 7, 1), date(2026, 1, 1)


@pytest.mark.parametrize(
    ("fuel", "co2", "percent"),
    [
        ("diesel", 100, "70"),  # 120 − 0.5 × 1 × 100
        ("petrol", 100, "72.5"),  # 120 − 0.5 × 0.95 × 100
        ("lpg", 100, "72.5"),
        ("cng", 100, "75"),  # 120 − 0.5 × 0.90 × 100
        ("petrol", 30, "100"),  # 105.75: never more than all of it
        ("diesel", 160, "50"),  # 40: never less than half
        ("diesel", 199, "50"),
        ("diesel", 200, "40"),
        ("petrol", None, "40"),
    ],
)
def test_ordered_before_july_2023_the_formula_holds_for_good(fuel, co2, percent):
    car = Car(OLD, fuel, None if co2 is None else D(co2))
    assert [deductible_percent(car, date(year, 12, 31)) for year in (2023, 2026, 2030)] == [D(percent)] * 3


@pytest.mark.parametrize(
    ("co2", "percents"),
    [
        (40, ["100", "75", "50", "25", "0"]),
        (100, ["70", "70", "50", "25", "0"]),
        (160, ["50", "40", "40", "25", "0"]),  # the lowest part went with 2025
        (210, ["40", "15", "15", "15", "0"]),
        (None, ["40", "0", "0", "0", "0"]),
    ],
)
def test_ordered_between_july_2023_and_2025_the_ceiling_falls_by_year(co2, percents):
    car = Car(BETWEEN, "diesel", None if co2 is None else D(co2))
    years = (2024, 2025, 2026, 2027, 2028)
    assert [deductible_percent(car, date(year, 6, 30)) for year in years] == [D(each) for each in percents]


def test_a_car_with_emissions_ordered_since_2026_deducts_nothing():
    assert deductible_percent(Car(NEW, "petrol", D(20)), date(2026, 5, 1)) == 0
    assert deductible_percent(Car(date(2025, 12, 31), "petrol", D(20)), date(2026, 5, 1)) == 50


@pytest.mark.parametrize(
    ("ordered", "percent"),
    [(2022, "100"), (2026, "100"), (2027, "95"), (2028, "90"), (2029, "82.5"), (2030, "75"), (2031, "67.5")],
)
def test_without_emissions_the_year_of_the_order_decides_for_good(ordered, percent):
    car = Car(date(ordered, 1, 1), "electric", D(0))
    assert {deductible_percent(car, date(year, 1, 1)) for year in (ordered, 2035)} == {D(percent)}


@pytest.mark.parametrize(("ordered_on", "fuel", "other"), [(date(2022, 12, 31), 100, 100), (date(2023, 1, 1), 50, 100)])
def test_what_a_plug_in_hybrid_burns_is_half_at_most_when_ordered_since_2023(ordered_on, fuel, other):
    car = Car(ordered_on, "petrol", D(35), is_plug_in=True)
    assert deductible_percent(car, date(2026, 2, 1), is_fuel=True) == fuel
    assert deductible_percent(car, date(2026, 2, 1)) == other


def test_what_cannot_be_names_its_field():
    with pytest.raises(CarEmissionsContradict) as caught:
        deductible_percent(Car(OLD, "electric", D(90)), date(2026, 1, 1))
    assert caught.value.field == "co2"
    with pytest.raises(CarUsedBeforeOrdered) as early:
        deductible_percent(Car(NEW, "diesel", D(90)), date(2025, 12, 31))
    assert early.value.field == "on"


@given(
    st.dates(date(2018, 1, 1), date(2035, 12, 31)),
    st.integers(0, 6000),
    st.sampled_from(FUELS),
    st.one_of(st.none(), st.decimals(0, 500, places=1)),
    st.booleans(),
    st.booleans(),
)
def test_every_car_deducts_a_share_on_every_day(ordered_on, days, fuel, co2, plug_in, is_fuel):
    car = Car(ordered_on, fuel, co2 if fuel not in ("electric", "hydrogen") else None, plug_in)
    on = date.fromordinal(ordered_on.toordinal() + days)
    assert 0 <= deductible_percent(car, on, is_fuel=is_fuel) <= 100
