from datetime import date
from decimal import Decimal

import pytest

from accounting.expense_categories import category
from accounting.plan import PLANS
from accounting.vat import deductible_percent, deduction
from accounting.vat.deduction import WHOLE

LIMITS = {
    "616": 50, "6161": 50, "241": 50, "2521": 50, "252": 100, "6141": 0, "6142": 0, "6143": 0, "614": 100,
    "6151": 0, "615": 100, "604": 100, "613": 100,
}  # fmt: skip


@pytest.mark.parametrize(("account", "percent"), LIMITS.items())
def test_cars_deduct_half_of_their_vat_and_reception_restaurants_hotels_and_gifts_none(account, percent):
    assert deductible_percent(account, date(2026, 11, 21)) == Decimal(percent)


@pytest.mark.parametrize("country", ["BE", "NL"])
def test_a_cost_deducts_the_same_as_an_expense_and_as_an_invoice(country):
    """A hotel of 121.00 deducts nothing in Belgium, whether it is paid back to somebody or owed to the hotel."""
    on, plan = date(2026, 11, 21), PLANS[country]
    differ = {
        code: (expense.vat_percent, invoice)
        for code, account in plan.expenses.items()
        if (expense := category(code, country, on)).vat_percent != (invoice := deductible_percent(account, on, country))
    }
    assert differ == {"fine": (Decimal(0), WHOLE)}  # there is no VAT on a fine


def test_every_limit_says_where_it_stands_in_the_law():
    assert deduction("616", date(2026, 11, 21)).source == "VAT Code art. 45 §2"
    assert deduction("616", date(2026, 11, 21), "NL") is None
    assert deduction("4410", date(2026, 11, 21), "NL").source == "Wet OB 1968 art. 15 §5"


@pytest.mark.parametrize(("account", "percent"), [("4410", 0), ("4300", 100), ("0250", 100), ("7000", 100)])
def test_in_the_netherlands_food_and_drink_deduct_nothing_and_a_car_all(account, percent):
    assert deductible_percent(account, date(2026, 11, 21), "NL") == Decimal(percent)
