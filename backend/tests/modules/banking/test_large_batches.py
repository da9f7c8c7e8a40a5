"""A batch of more payments than a screen shows: its answer has as many parts, and is accepted like any other."""

from tests.conftest import Company
from tests.factories import banking, invoicing
from tests.factories.banking import BASE, Row
from tests.modules.banking.test_batches import sale
from tests.modules.banking.test_exact import digits
from tests.modules.banking.test_rules import ran

COUNT = 104


async def one_batch_and_an_ordinary_line(company: Company, runs_jobs) -> list[dict]:
    """104 invoices of 1.21 to 105.04 that are paid in one amount, and one of 121.00 that is paid by itself."""
    await banking.account(company)
    contact = await invoicing.contact(company, name="Lena Maes")
    sales = [
        await invoicing.issued(company, invoicing.line(unit_price=f"{n}.00"), contact_id=contact)
        for n in range(1, COUNT + 1)
    ]
    inside = [Row(each["total_amount"], name="Lena Maes", structured=digits(each)) for each in sales]
    total = f"{sum(float(each.amount) for each in inside):.2f}"
    found = await banking.staged(
        company, runs_jobs, banking.batched(banking.camt([Row(total, "")], number="7"), *inside)
    )
    assert (await banking.decide(company, found, "confirm")).status_code == 200
    alone = await sale(company, "Jan Peeters", "200.00")
    await banking.imported(company, runs_jobs, Row("242.00", name="Jan Peeters", structured=digits(alone)))
    return await banking.lines(company)


async def test_an_answer_of_more_than_a_hundred_items_is_sent_as_it_is_and_accepted_with_the_others(
    company: Company, runs_jobs
):
    batch = max(await one_batch_and_an_ordinary_line(company, runs_jobs), key=lambda line: float(line["amount"]))
    [best, *_] = await banking.candidates(company, batch)
    assert len(best["parts"]) == COUNT
    answer = await banking.reconcile(company, batch, *best["parts"])
    assert (answer.status_code, answer.json()["data"]["status"]) == (200, "reconciled")
    assert (await banking.undo(company, batch)).status_code == 200
    assert (await company.client.get(f"{BASE}/exact")).json()["data"]["count"] == 2
    run = await ran(company, runs_jobs, "exact/accept")
    assert (run["status"], run["done_count"], run["failed_count"]) == ("done", 2, 0)
    assert [each["status"] for each in await banking.lines(company)] == ["reconciled", "reconciled"]
