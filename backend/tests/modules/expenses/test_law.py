"""What the law lets be deducted, as the API tells it."""

import pytest

from tests.conftest import Company, register
from tests.modules.expenses.conftest import faults, make, refusal

CARS = "/api/v1/expenses/car-deduction"


@pytest.mark.parametrize(
    ("asked", "cost", "fuel"),
    [
        ({"ordered_on": "2023-06-30", "fuel": "diesel", "co2": "100", "on": "2026-06-01"}, "70", "70"),
        ({"ordered_on": "2023-07-01", "fuel": "diesel", "co2": "100", "on": "2025-06-01"}, "70", "70"),
        ({"ordered_on": "2023-07-01", "fuel": "diesel", "co2": "100", "on": "2026-06-01"}, "50", "50"),
        ({"ordered_on": "2023-07-01", "fuel": "diesel", "co2": "100", "on": "2027-06-01"}, "25", "25"),
        ({"ordered_on": "2023-07-01", "fuel": "petrol", "on": "2026-06-01"}, "0", "0"),
        ({"ordered_on": "2023-02-01", "fuel": "petrol", "co2": "35", "is_plug_in": "true"}, "100", "50"),
        ({"ordered_on": "2018-03-01", "fuel": "petrol", "co2": "95.1", "on": "2026-06-01"}, "74.8275", "74.8275"),
        ({"ordered_on": "2026-03-01", "fuel": "electric", "on": "2026-06-01"}, "100", "100"),
        ({"ordered_on": "2027-03-01", "fuel": "electric", "on": "2028-06-01"}, "95", "95"),
    ],
)
async def test_what_of_a_car_is_deducted(company: Company, asked, cost, fuel):
    told = (await company.client.get(CARS, params=asked)).json()["data"]
    assert (told["cost_percent"], told["fuel_percent"]) == (cost, fuel)
    assert "198bis" in told["source"]


async def test_a_car_that_cannot_be_names_its_field(company: Company):
    clean = await company.client.get(CARS, params={"ordered_on": "2026-01-01", "fuel": "electric", "co2": "80"})
    assert (refusal(clean), faults(clean)[0][0]) == ((422, "car_emissions_contradict"), "co2")
    early = await company.client.get(CARS, params={"ordered_on": "2026-01-01", "fuel": "diesel", "on": "2025-01-01"})
    assert (refusal(early), faults(early)[0][0]) == ((422, "car_used_before_ordered"), "on")
    fine = await company.client.get(CARS, params={"ordered_on": "2018-01-01", "fuel": "petrol", "co2": "95.11"})
    assert (fine.status_code, faults(fine)[0][0]) == (422, "co2")
    steam = await company.client.get(CARS, params={"ordered_on": "2026-01-01", "fuel": "steam"})
    assert faults(steam)[0][0] == "fuel"


async def test_the_vat_on_a_gift_is_deducted_below_50_euros_only(company: Company):
    small = await make(company, category="small_gift", total_amount="54.45", vat_rate="21")
    large = await make(company, category="gift", total_amount="121.00", vat_rate="21")
    assert (small["deducted_vat"], small["cost_amount"], small["tax_percent"]) == ("9.45", "45.00", "50")
    assert (large["deducted_vat"], large["cost_amount"], large["tax_percent"]) == ("0.00", "121.00", "50")


@pytest.mark.parametrize(("legal_form", "percent"), [("B.V.", "73.5"), ("Eenmanszaak", "80")])
async def test_a_dutch_company_deducts_other_mixed_costs_than_a_person(legal_form, percent):
    made = await register(language="en", vat_number="NL810433941B01")
    changed = await made.client.patch("/api/v1/company", json={"legal_form": legal_form})
    assert changed.status_code == 200, changed.text
    told = await make(made, vat_rate="9", total_amount="54.50")
    assert (told["tax_percent"], told["deducted_vat"]) == (percent, "0.00")
    answer = await made.client.get("/api/v1/expenses/categories")
    kinds = {each["code"]: each["tax_percent"] for each in answer.json()["data"]}
    assert (kinds["gift"], kinds["reception"], "small_gift" in kinds) == (percent, percent, False)
    await made.client.aclose()
