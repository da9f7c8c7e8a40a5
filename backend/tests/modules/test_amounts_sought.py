"""A search that is an amount finds what is as large, however it is written."""

import pytest

from tests.conftest import Company
from tests.factories import banking, invoicing
from tests.factories.banking import Row, imported
from tests.modules.expenses.conftest import make

WRITTEN = ("16528", "16.528,00", "16,528.00", "16528.00", "16 528,00", "-16528", "€ 16.528")


async def found(company: Company, path: str, q: str) -> list[str]:
    answer = await company.client.get(f"/api/v1/{path}", params={"q": q})
    assert answer.status_code == 200, answer.text
    return [each["id"] for each in answer.json()["data"]]


@pytest.mark.parametrize("written", WRITTEN)
async def test_an_amount_finds_the_invoice_and_the_open_item_of_it(company: Company, written: str):
    invoice = await invoicing.issued(company, invoicing.line(unit_price="13659.504132"))
    await invoicing.issued(company, invoicing.line(unit_price="1652.80"))
    assert invoice["total_amount"] == "16528.00"
    assert await found(company, "invoices", written) == [invoice["id"]]


async def test_an_amount_finds_lines_of_the_bank_in_or_out_and_an_expense(company: Company, runs_jobs):
    await banking.account(company)
    [out, into, _] = await imported(
        company, runs_jobs, Row("-1234.56", "rent"), Row("1234.56", "back"), Row("12.34", "1234 of 56")
    )
    expense = await make(company, total_amount="1234.56")
    assert set(await found(company, "banking/lines", "1.234,56")) == {out["id"], into["id"]}
    assert await found(company, "expenses", "1234,56") == [expense["id"]]


async def test_a_number_is_still_found_in_words_and_words_with_a_number_are_no_amount(company: Company):
    expense = await make(company, description="Toll 1234", total_amount="12.00")
    assert await found(company, "expenses", "1234") == [expense["id"]]
    assert await found(company, "expenses", "12 euros of toll") == []
