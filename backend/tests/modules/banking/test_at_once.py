"""Two people at one line or one invoice: nothing is booked twice, and nothing on a screen that is out of date."""

import asyncio

from tests.conftest import Company
from tests.factories import banking, invoicing
from tests.factories.banking import against, on_account, reconcile
from tests.factories.invoicing import balances
from tests.modules.banking.test_reconciling import done, line_of, refusal


async def test_of_two_people_who_accept_a_line_at_once_one_wins(company: Company, runs_jobs):
    invoice = await invoicing.issued(company)
    line = await line_of(company, runs_jobs, "121.00")
    answers = await asyncio.gather(*(reconcile(company, line, against(invoice)) for _ in range(4)))
    assert sorted(each.status_code for each in answers) == [200, 409, 409, 409]
    assert {refusal(each)[1] for each in answers if each.status_code == 409} == {"line_not_open"}
    assert (await balances(company))["550"] == "121.00"


async def test_of_two_people_who_book_a_part_of_a_line_at_once_one_is_told_what_is_left(company: Company, runs_jobs):
    line = await line_of(company, runs_jobs, "121.00")
    part = on_account("612", "40.00")
    answers = await asyncio.gather(*(reconcile(company, line, part, open_amount="121.00") for _ in range(4)))
    assert sorted(each.status_code for each in answers) == [200, 412, 412, 412]
    refused = next(each for each in answers if each.status_code == 412)
    assert refusal(refused) == (412, "changed_meanwhile")
    assert refused.json()["errors"][0]["field"] == "open_amount"
    assert "it is now 81.00" in refused.json()["detail"]
    assert (await balances(company))["550"] == "40.00"
    await done(await reconcile(company, line, part, open_amount="81.00"))


async def test_a_candidate_of_which_somebody_paid_a_part_meanwhile_is_not_booked(company: Company, runs_jobs):
    invoice = await invoicing.issued(company)
    line = await line_of(company, runs_jobs, "121.00", invoice["number"])
    seen = (await banking.candidates(company, line))[0]["parts"]
    assert [each["open_amount"] for each in seen] == ["121.00"]
    paid = await company.client.post(f"/api/v1/invoices/{invoice['id']}/pay", json={"amount": "20.00"})
    assert paid.status_code == 200
    before = await balances(company)
    refused = await reconcile(company, line, *seen)
    assert refusal(refused) == (412, "changed_meanwhile")
    assert refused.json()["errors"][0]["field"] == "parts.0.open_amount"
    assert await balances(company) == before
    now = (await banking.candidates(company, line))[0]["parts"]
    assert now[0]["open_amount"] == "101.00"
    await done(await reconcile(company, line, *now))
