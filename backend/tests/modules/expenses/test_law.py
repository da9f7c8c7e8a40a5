"""What the law lets be deducted, as the API tells it."""

import pytest

from tests.conftest import Company, register
from tests.modules.expenses.conftest import approved, faults, make, postings, refusal

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


@pytest.mark.parametrize(
    ("gifts", "deducted", "percent"),
    [(1, "0.00", "0"), (10, "0.00", "0"), (11, "105.00", "100")],
    ids=["one of 500.00", "ten of 50.00", "eleven of 45.45"],
)
async def test_a_small_gift_is_small_each_by_itself(company: Company, gifts: int, deducted: str, percent: str):
    """605.00 with VAT: what one gift of it may not, eleven of them do (VAT Code art. 45 §3, 4°)."""
    told = await make(company, category="small_gift", total_amount="605.00", vat_rate="21", gift_count=gifts)
    assert (told["deducted_vat"], told["vat_percent"], told["limit_each"]) == (deducted, percent, "50.00")
    unlimited = await make(company, category="office", total_amount="605.00", vat_rate="21", gift_count=gifts)
    assert (unlimited["deducted_vat"], unlimited["limit_each"]) == ("105.00", None)


async def test_the_limit_of_a_gift_is_of_what_it_costs_without_vat(company: Company):
    just = await make(company, category="small_gift", total_amount="60.49", vat_amount="10.50")
    reached = await make(company, category="small_gift", total_amount="60.50", vat_amount="10.50")
    assert (just["deducted_vat"], reached["deducted_vat"]) == ("10.50", "0.00")
    url = f"/api/v1/expenses/{reached['id']}"
    revised = await company.client.patch(url, json={"gift_count": 2})
    assert (revised.json()["data"]["deducted_vat"], revised.json()["data"]["gift_count"]) == ("10.50", 2)
    none = await company.client.patch(url, json={"gift_count": 0})
    assert (none.status_code, faults(none)[0][0]) == (422, "gift_count")
    listed = (await company.client.get("/api/v1/expenses/categories")).json()["data"]
    assert {each["code"]: each["limit_each"] for each in listed if each["limit_each"]} == {"small_gift": "50.00"}


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


async def test_what_was_accrued_of_an_expense_deducts_by_its_category(company: Company):
    told = await approved(company, account_code="444")
    assert await postings(company, told["entry_id"]) == ["444 50.00 D", "6142 6.00 D", "489 56.00 C"]
