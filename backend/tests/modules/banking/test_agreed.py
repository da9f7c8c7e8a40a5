"""A run by rules does what its preview showed: all of it, and nothing else."""

from datetime import date, timedelta

from app.modules.banking import running
from tests.conftest import Company
from tests.factories import banking
from tests.factories.banking import BASE, Row, camt, decide, staged

PHONE = {
    "name": "Telephone",
    "conditions": {"direction": "out", "counterparty": "proximus"},
    "shares": [{"account_code": "612", "percent": "100"}],
}
MANY = 5_200


async def make(company: Company, **more) -> dict:
    answer = await company.client.post(f"{BASE}/rules", json=PHONE | more)
    assert answer.status_code == 201, answer.text
    return dict(answer.json()["data"])


async def phone(company: Company, runs_jobs, *amounts: str) -> list[dict]:
    rows = [Row(each, f"domiciliering {n}", name="Proximus NV") for n, each in enumerate(amounts)]
    return await banking.imported(company, runs_jobs, *rows)


async def preview(company: Company) -> tuple[dict, dict]:
    answer = await company.client.get(f"{BASE}/rules/preview")
    return answer.json()["data"], {"if-match": answer.headers["etag"]}


async def run_of(company: Company, answer) -> dict:
    return dict((await company.client.get(f"{BASE}/runs/{answer.json()['data']['id']}")).json()["data"])


async def test_every_open_line_is_counted_however_many_there_are(company: Company, runs_jobs):
    await banking.account(company)
    last = date(2026, 11, 20)
    rows = [
        Row("-1.25", "abonnement", name="Proximus NV" if n % 500 == 0 else "Bakkerij", bank_id=f"B{n}",
            on=(last - timedelta(days=n // 20)).isoformat())
        for n in range(MANY)
    ]  # fmt: skip
    found = await staged(company, runs_jobs, camt(rows))
    assert (await decide(company, found, "confirm")).status_code == 200
    await runs_jobs(company)
    told = (await company.client.post(f"{BASE}/rules/try", json=PHONE)).json()["data"]
    assert (told["count"], told["totals"][0]["amount"]) == (11, "-13.75")
    await make(company)
    told, seen = await preview(company)
    assert (told["count"], told["totals"][0]["amount"]) == (11, "-13.75")
    run = await company.client.post(f"{BASE}/rules/run", json={}, headers=seen)
    assert run.json()["data"]["line_count"] == 11, "it says from the first moment what it is about"
    await runs_jobs(company)
    done = await run_of(company, run)
    assert (done["status"], done["line_count"], done["done_count"]) == ("done", 11, 11)


async def test_what_was_not_shown_is_not_booked(company: Company, runs_jobs):
    await banking.account(company)
    await phone(company, runs_jobs, "-85.00")
    await make(company)
    told, seen = await preview(company)
    await phone(company, runs_jobs, "-12.00")
    refused = await company.client.post(f"{BASE}/rules/run", json={}, headers=seen)
    assert (refused.status_code, refused.json()["errors"][0]["code"]) == (412, "changed_meanwhile")
    told, seen = await preview(company)
    assert told["count"] == 2
    assert (await company.client.post(f"{BASE}/rules/run", json={}, headers=seen)).status_code == 202


async def test_a_line_that_comes_after_the_run_was_asked_for_waits_for_the_next(
    company: Company, runs_jobs, monkeypatch
):
    await banking.account(company)
    first = await phone(company, runs_jobs, "-85.00")
    later = await staged(company, runs_jobs, camt([Row("-12.00", "late", name="Proximus NV", bank_id="L")], number="9"))
    await make(company)
    run = await company.client.post(f"{BASE}/rules/run", json={})
    await decide(company, later, "confirm")
    await runs_jobs(company)
    done = await run_of(company, run)
    assert (done["done_count"], [each["line"]["id"] for each in done["results"]]) == (1, [first[0]["id"]])
    assert [each["text"] for each in await banking.lines(company, status="open")] == ["late"]


async def test_a_rule_that_is_changed_before_the_run_is_done_books_nothing_else(company: Company, runs_jobs):
    await banking.account(company)
    await phone(company, runs_jobs, "-85.00", "-12.00")
    rule = await make(company)
    run = await company.client.post(f"{BASE}/rules/run", json={})
    change = {"shares": [{"account_code": "613", "percent": "100"}]}
    assert (await company.client.patch(f"{BASE}/rules/{rule['id']}", json=change)).status_code == 200
    await runs_jobs(company)
    done = await run_of(company, run)
    assert (done["status"], done["done_count"], done["failed_count"]) == ("done", 0, 2)
    assert {each["problem"]["code"] for each in done["results"]} == {"proposal_outdated"}


async def test_a_line_that_somebody_booked_meanwhile_is_told(company: Company, runs_jobs, monkeypatch):
    monkeypatch.setattr(running, "SLICE", 1)
    await banking.account(company)
    lines = await phone(company, runs_jobs, "-85.00", "-12.00")
    await make(company)
    run = await company.client.post(f"{BASE}/rules/run", json={})
    await banking.reconcile(company, lines[0], banking.on_account("613", "-85.00"))
    await runs_jobs(company)
    done = await run_of(company, run)
    assert (done["line_count"], done["done_count"], done["failed_count"]) == (2, 1, 1)
