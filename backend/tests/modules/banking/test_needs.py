"""Lines of the bank that wait for somebody are told on the dashboard."""

from tests.conftest import Company
from tests.factories import banking
from tests.factories.banking import Row, on_account, reconcile


async def test_lines_that_are_open_stand_under_what_needs_you(company: Company, runs_jobs):
    await banking.account(company)
    first, _, _ = await banking.imported(company, runs_jobs, Row("-1.00", "a"), Row("-2.00", "b"), Row("0.00", "c"))
    await reconcile(company, first, on_account("612"))
    needs = (await company.client.get("/api/v1/insights/dashboard")).json()["data"]["needs_you"]
    assert [(each["kind"], each["count"], each["link"]["to"]) for each in needs] == [
        ("bank_lines_to_reconcile", 1, "bank_lines")
    ]
