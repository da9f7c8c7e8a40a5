"""A till receipt that is typed by hand is treated as one that comes as a document (VAT Code art. 45 §1, RD no. 1 art. 5)."""

from collections.abc import AsyncIterator

import pytest

from tests.conftest import Company, register
from tests.factories.invoicing import BASE, act, bookings, contact, draft, issued, line

BOUGHT = {"direction": "purchase", "kind": "receipt", "issued_on": "2026-11-02"}
NOT_DEDUCTED = ["612 121.00 D +82", "440 121.00 C"]
DEDUCTED = ["612 100.00 D +82", "411 21.00 D +59", "440 121.00 C"]


@pytest.fixture
async def dutch() -> AsyncIterator[Company]:
    made = await register(language="en", vat_number="NL810433941B01")
    yield made
    await made.client.aclose()


async def receipt(company: Company, *lines: dict, **more) -> dict:
    supplier = await contact(company, is_supplier=True, **more)
    return await draft(company, *lines, contact_id=supplier, **BOUGHT)


async def booked(company: Company, *lines: dict, **more) -> list[str]:
    made = await receipt(company, *lines, **more)
    return await bookings(company, (await act(company, made, "issue"))["entry_id"])


def typed(**more) -> dict:
    return line(account_code="612", **more)


def treatments(made: dict) -> list[tuple[str, str]]:
    return [(each["treatment"], each["vat_rate"]) for each in made["lines"]]


async def test_the_vat_on_a_receipt_is_cost_as_no_invoice_gives_a_right_to_it(company: Company):
    assert await booked(company, typed()) == NOT_DEDUCTED


async def test_whoever_has_their_vat_number_on_the_receipt_deducts(company: Company):
    assert await booked(company, typed(treatment="domestic")) == DEDUCTED


async def test_an_invoice_of_the_same_is_deducted(company: Company):
    supplier = await contact(company, is_supplier=True)
    made = await issued(company, typed(), contact_id=supplier, number="B-7", **BOUGHT | {"kind": "invoice"})
    assert await bookings(company, made["entry_id"]) == DEDUCTED


async def test_what_is_agreed_with_a_supplier_is_not_of_their_receipts(company: Company):
    made = await receipt(company, typed(vat_rate="21"), purchase_treatment="domestic")
    assert treatments(made) == [("not_deductible", "21.00")]


async def test_the_vat_of_another_country_is_typed_as_it_stands(company: Company):
    assert treatments(await receipt(company, typed(), country="FR")) == [("not_deductible", "0.00")]
    assert treatments(await receipt(company, typed(vat_rate="20"), country="FR")) == [("not_deductible", "20.00")]


async def test_the_editor_is_told_the_same(company: Company):
    supplier = await contact(company, is_supplier=True)
    asked = BOUGHT | {"contact_id": supplier, "lines": [typed()]}
    told = (await company.client.post(f"{BASE}/totals", json=asked)).json()["data"]
    assert (treatments(told), told["total_amount"]) == ([("not_deductible", "21.00")], "121.00")


async def test_the_credit_of_a_receipt_gives_back_no_vat_that_was_not_deducted(company: Company):
    bought = await receipt(company, typed())
    await act(company, bought, "issue")
    note = {"kind": "credit_note", "credits_id": bought["id"], "contact_id": bought["contact_id"]}
    made = await draft(company, typed(unit_price="40.00"), **BOUGHT | note)
    assert treatments(made) == [("not_deductible", "21.00")]


@pytest.mark.parametrize(
    ("price", "rate", "treatment"),
    [("82.64", "21", "domestic"), ("82.65", "21", "not_deductible"), ("50.00", "0", "not_deductible")],
)
async def test_a_dutch_receipt_of_a_hundred_euros_is_an_invoice(dutch: Company, price: str, rate: str, treatment: str):
    made = await receipt(dutch, line(unit_price=price, vat_rate=rate), country="NL")
    assert treatments(made) == [(treatment, f"{rate}.00")]


async def test_a_dutch_receipt_is_one_paper_whatever_its_lines(dutch: Company):
    lines = [line(unit_price="60.00"), line(unit_price="60.00")]
    assert {each for each, _ in treatments(await receipt(dutch, *lines, country="NL"))} == {"not_deductible"}
    assert {each for each, _ in treatments(await receipt(dutch, lines[0], country="NL"))} == {"domestic"}
