"""A file of before the books: the import says how many of its lines no fiscal year holds."""

from tests.conftest import Company
from tests.factories import banking
from tests.factories.banking import Row


async def test_an_import_tells_its_lines_of_before_the_first_fiscal_year(company: Company, runs_jobs):
    await banking.account(company)
    rows = [Row("30.00", "old", on="2017-10-02"), Row("-5.00", "older", on="2017-10-01"), Row("1.00", "now")]
    found = await banking.staged(company, runs_jobs, banking.camt(rows, opened="2017-10-01"))
    assert (found["before_books"], found["books_begin_on"]) == (2, "2026-01-01")
    begun = await company.client.post("/api/v1/ledger/years", json={"starts_on": "2017-01-01"})
    assert begun.status_code == 201, begun.text
    assert (await banking.read(company, found))["before_books"] == 0
