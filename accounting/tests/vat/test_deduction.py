from datetime import date
from decimal import Decimal

import pytest

from accounting.vat import deductible_percent, deduction


@pytest.mark.parametrize(
    ("account", "percent"),
    [("616", 50), ("6161", 50), ("241", 50), ("6141", 0), ("6142", 0), ("614", 100), ("604", 100), ("613", 100)],
)
def test_cars_deduct_half_of_their_vat_and_reception_and_restaurants_none(account, percent):
    assert deductible_percent(account, date(2026, 11, 21)) == Decimal(percent)


def test_every_limit_says_where_it_stands_in_the_law():
    assert deduction("616", date(2026, 11, 21)).source == "VAT Code art. 45 §2"
    assert deduction("616", date(2026, 11, 21), "NL") is None
    assert deduction("4410", date(2026, 11, 21), "NL").source == "Wet OB 1968 art. 15 §5"


@pytest.mark.parametrize(("account", "percent"), [("4410", 0), ("4300", 100), ("0250", 100), ("7000", 100)])
def test_in_the_netherlands_food_and_drink_deduct_nothing_and_a_car_all(account, percent):
    assert deductible_percent(account, date(2026, 11, 21), "NL") == Decimal(percent)
