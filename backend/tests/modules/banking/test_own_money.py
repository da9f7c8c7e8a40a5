"""On which day a line is booked, and what is the company's own money on which account."""

from datetime import timedelta

import pytest

from tests.conftest import Company
from tests.factories import banking
from tests.factories.banking import Row, on_account, reconcile
from tests.factories.invoicing import balances
from tests.modules.banking.test_reconciling import done, line_of, refusal


@pytest.mark.parametrize(("own", "on"), [("2026-11-10", "2026-11-09"), ("2026-11-10", None), ("2025-01-01", None)])
async def test_a_line_is_booked_between_its_own_day_and_today(company: Company, runs_jobs, own, on):
    """None: tomorrow."""
    await banking.account(company)
    [line] = await banking.imported(company, runs_jobs, Row("121.00", on=own))
    async with company.begin() as work:
        today = work.today
    asked = on or str(today + timedelta(days=1))
    assert refusal(await reconcile(company, line, on_account("743", "121.00"), on=asked)) == (
        422,
        "day_not_of_the_line",
    )
    await done(await reconcile(company, line, on_account("743", "121.00"), on=str(today)))


async def test_money_to_another_own_account_goes_by_internal_transfers(company: Company, runs_jobs):
    """Booked straight on the other bank account it would be there twice: that bank's own line brings it, too."""
    line = await line_of(company, runs_jobs, "-500.00", "to savings")
    savings = await banking.account(company, name="Savings", number="BE71096123456769")
    answer = await reconcile(company, line, on_account(savings["account_code"]))
    assert refusal(answer) == (422, "bank_account_as_part")
    assert answer.json()["errors"][0]["field"] == "parts.0.account_code"
    shares = [{"account_code": savings["account_code"], "percent": "100"}]
    rule = {"name": "Savings", "conditions": {"text": "to savings"}, "shares": shares}
    refused = await company.client.post(f"{banking.BASE}/rules", json=rule)
    assert refusal(refused) == (422, "bank_account_as_part")
    assert refused.json()["errors"][0]["field"] == "shares.0.account_code"
    await done(await reconcile(company, line, on_account("58")))
    assert await balances(company) == {"550": "-500.00", "58": "500.00"}


async def test_euros_on_the_account_of_dollars_are_not_told_as_dollars(company: Company):
    """A hand-made entry says no currency."""
    made = await banking.account(company, currency="USD", name="Dollars")
    postings = [
        {"account_code": made["account_code"], "debit": "1000.00"},
        {"account_code": "100", "credit": "1000.00"},
    ]
    asked = {"journal": "miscellaneous", "booked_on": "2026-11-10", "memo": "capital", "postings": postings}
    answer = await company.client.post("/api/v1/ledger/entries", json=asked)
    assert answer.status_code == 201, answer.text
    [told] = (await company.client.get(f"{banking.BASE}/accounts")).json()["data"]
    assert (told["currency"], told["booked_amount"]) == ("USD", "0.00")
