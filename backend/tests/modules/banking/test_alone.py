"""What is applied without anybody asking: in which order, and what is left for a person."""

from tests.conftest import Company
from tests.factories import banking
from tests.factories.banking import BASE, Row
from tests.modules.banking.test_exact import sure_and_tied

JANSSENS = {
    "name": "All of Janssens",
    "conditions": {"direction": "in", "counterparty": "janssens"},
    "shares": [{"account_code": "743", "percent": "100"}],
    "books_alone": True,
}


OTHER = Row("4.50", "ristorno")


async def kinds(company: Company) -> list[str | None]:
    """How each line is reconciled, where it is."""
    found = []
    for line in await banking.lines(company):
        detail = (await company.client.get(f"{BASE}/lines/{line['id']}")).json()["data"]
        found.append(detail["reconciliations"][0]["kind"] if detail["reconciliations"] else None)
    return found


async def alone(company: Company, **rule: object) -> None:
    await company.client.patch(f"{BASE}/settings", json={"applies_alone": True})
    answer = await company.client.post(f"{BASE}/rules", json=JANSSENS | rule)
    assert answer.status_code == 201, answer.text


async def test_what_is_sure_is_settled_before_a_rule_books_what_is_left(company: Company, runs_jobs):
    await alone(company)
    await sure_and_tied(company, runs_jobs, OTHER)
    await runs_jobs(company)
    assert await kinds(company) == ["automatic", None, "rule"], "two invoices wait for 121.00"
    runs = (await company.client.get(f"{BASE}/runs", params={"sort": "created_at"})).json()["data"]
    assert [(each["kind"], each["done_count"], each["failed_count"]) for each in runs] == [
        ("automatic", 1, 0), ("rules", 1, 0),
    ]  # fmt: skip


async def test_a_locked_day_is_left_for_a_person_and_makes_no_run_that_fails(company: Company, runs_jobs):
    await company.client.patch("/api/v1/ledger/journals/bank", json={"locked_until": "2026-11-10"})
    await alone(company)
    await sure_and_tied(company, runs_jobs, OTHER)
    for _ in range(2):
        async with company.begin() as work:
            await work.enqueue("banking.apply")
        await runs_jobs(company)
    assert await kinds(company) == [None, None, None]
    assert (await company.client.get(f"{BASE}/runs")).json()["data"] == []
    told = (await company.client.get(f"{BASE}/exact")).json()["data"]
    assert told == {"count": 0, "locked_count": 1, "answers": []}, "who looks is told"
    asked = await company.client.post(f"{BASE}/exact/accept")
    await runs_jobs(company)
    run = (await company.client.get(f"{BASE}/runs/{asked.json()['data']['id']}")).json()["data"]
    assert (run["line_count"], run["results"]) == (0, [])
    await company.client.patch("/api/v1/ledger/journals/bank", json={"locked_until": None})
    async with company.begin() as work:
        await work.enqueue("banking.apply")
    await runs_jobs(company)
    assert await kinds(company) == ["automatic", None, "rule"]
