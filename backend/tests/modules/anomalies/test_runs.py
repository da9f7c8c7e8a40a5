"""A run is begun once, survives its worker, stops when asked, happens at night and after an import, and can be replayed."""

from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import func, update

from app.core import runs, storage
from app.modules.anomalies import gathering, judging, running
from app.modules.anomalies.models import AnomalyRun
from app.modules.identity.models import Tenant
from tests.conftest import Company
from tests.factories import anomalies, banking, jobs
from tests.factories.anomalies import BASE, near_duplicate, ordinary
from tests.factories.banking import Row


async def booked(company: Company) -> list[UUID]:
    bills = ordinary()
    return await anomalies.book(company, [*bills, near_duplicate(bills[100])])


async def asked(company: Company) -> dict:
    answer = await company.client.post(f"{BASE}/runs")
    assert answer.headers["location"] == f"/api/v1/jobs/{answer.json()['data']['job_id']}"
    return dict(answer.json()["data"])


async def test_while_one_waits_it_is_that_one(company: Company, runs_jobs):
    await booked(company)
    first = await asked(company)
    assert (await asked(company))["id"] == first["id"]
    await runs_jobs(company)
    later = await asked(company)
    assert later["id"] != first["id"]


STAGES = [
    (gathering, "entries"),
    (storage, "put"),
    (running, "keep"),
    (judging, "_seen"),
    (running, "absorb"),
]


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize(("module", "name"), STAGES, ids=[name for _, name in STAGES])
async def test_killed_at_any_line_it_comes_to_the_same(company: Company, runs_jobs, monkeypatch, module, name, after):
    await booked(company)
    run = await asked(company)
    real, calls = getattr(module, name), []

    async def killed_once(*arguments, **more):
        calls.append(name)
        if after or len(calls) > 1:
            answer = await real(*arguments, **more)
            if len(calls) > 1:
                return answer
        raise RuntimeError("the worker was killed")

    monkeypatch.setattr(module, name, killed_once)
    for _ in range(2):
        await jobs.change(company, UUID(run["job_id"]), not_before=None)
        await runs.execute("anomalies.judge", company.tenant_id, UUID(run["job_id"]))
    ended = await anomalies.run(company, run["id"])
    assert (ended["status"], ended["finding_count"], ended["new_count"]) == ("done", 1, 1)
    found = await anomalies.findings(company)
    assert len((await anomalies.detail(company, found[0]["id"]))["sightings"]) == 1


async def test_a_run_that_is_stopped_leaves_nothing(company: Company, runs_jobs):
    await booked(company)
    run = await asked(company)
    assert (await company.client.delete(f"/api/v1/jobs/{run['job_id']}")).status_code == 202
    await runs_jobs(company)
    assert (await anomalies.run(company, run["id"]))["status"] == "cancelled"
    assert await anomalies.findings(company) == []


async def test_a_run_is_replayed_to_the_byte(company: Company, runs_jobs):
    await booked(company)
    run = await anomalies.ran(company, runs_jobs)
    await anomalies.book(company, ordinary(30, seed=3, suppliers=2, begins=9000))  # what comes later does not matter
    assert (await company.client.post(f"{BASE}/runs/{run['id']}/replay")).status_code == 202
    await runs_jobs(company)
    again = await anomalies.run(company, run["id"])
    assert (again["replayed_same"], again["findings_sha256"]) == (True, run["findings_sha256"])
    async with company.begin() as work:
        await work.session.execute(update(AnomalyRun).values(findings_sha256="0"))
    await company.client.post(f"{BASE}/runs/{run['id']}/replay")
    await runs_jobs(company)
    assert (await anomalies.run(company, run["id"]))["replayed_same"] is False
    async with company.begin() as work:
        await work.session.execute(update(AnomalyRun).values(controls_version="2020-01-01"))
    refused = await company.client.post(f"{BASE}/runs/{run['id']}/replay")
    assert (refused.status_code, refused.json()["errors"][0]["code"]) == (409, "controls_changed")


async def test_every_night_and_only_if_something_changed(company: Company, runs_jobs):
    await booked(company)
    for night in ("2026-11-20", "2026-11-21"):
        async with company.begin() as work:
            await work.enqueue("anomalies.nightly", night=night)
        await runs_jobs(company)
    rows = (await company.client.get(f"{BASE}/runs")).json()["data"]
    assert [(each["kind"], each["judged_on"], each["finding_count"]) for each in rows] == [
        ("nightly", "as_before", 1),
        ("nightly", "worker", 1),
    ]


async def test_what_old_runs_judged_goes_unless_a_finding_rests_on_it(company: Company, runs_jobs):
    runs_made = [await anomalies.ran(company, runs_jobs)]
    await booked(company)
    runs_made.append(await anomalies.ran(company, runs_jobs))
    async with company.begin() as work:
        old = func.now() - running.KEPT_FOR - timedelta(days=1)
        await work.session.execute(update(AnomalyRun).values(created_at=old))
        await work.enqueue("anomalies.nightly", night="2026-11-21")
    await runs_jobs(company)
    outcomes = []
    for run in runs_made:
        answer = await company.client.post(f"{BASE}/runs/{run['id']}/replay")
        await runs_jobs(company)
        outcomes.append((await jobs.row(company, UUID(answer.json()["data"]["job_id"]))).status)
    assert outcomes == ["failed", "succeeded"]


async def test_a_closed_company_has_no_nightly_run(company: Company, runs_jobs):
    async with company.begin() as work:
        await work.session.execute(update(Tenant).values(closed_at=func.now()))
        await work.enqueue("anomalies.nightly", night="2026-11-21")
    await runs_jobs(company)
    assert (await company.client.get(f"{BASE}/runs")).json()["data"] == []


async def test_an_import_is_judged_a_little_later_and_at_once_when_somebody_asks(company: Company, runs_jobs):
    await banking.account(company)
    await banking.imported(company, runs_jobs, Row("-10.00", "a"), Row("-20.00", "b"))
    rows = (await company.client.get(f"{BASE}/runs")).json()["data"]
    assert [(each["kind"], each["status"]) for each in rows] == [("import", "waiting")]
    assert (await asked(company))["id"] == rows[0]["id"]
    await runs_jobs(company)
    assert (await anomalies.run(company, rows[0]["id"]))["entry_count"] == 2


async def test_books_too_large_for_a_worker_wait_for_spark(company: Company, runs_jobs, monkeypatch):
    await booked(company)
    monkeypatch.setattr(judging.settings(), "entries_judged_without_spark", 10)
    run = await asked(company)
    await runs.execute("anomalies.judge", company.tenant_id, UUID(run["job_id"]))
    job = await jobs.row(company, UUID(run["job_id"]))
    assert (job.status, job.error["code"]) == ("queued", "spark_unavailable")
    monkeypatch.setattr(judging.settings(), "entries_judged_without_spark", 1000)
    await jobs.change(company, UUID(run["job_id"]), not_before=None)
    await runs_jobs(company)
    assert (await anomalies.run(company, run["id"]))["finding_count"] == 1


async def test_a_run_that_was_overtaken_says_nothing_of_findings(company: Company, runs_jobs):
    await booked(company)
    slow = await asked(company)
    await jobs.change(company, UUID(slow["job_id"]), status="cancelled")  # its worker seems dead, and is only slow
    async with company.begin() as work:
        await running.begin(work, UUID(slow["id"]))
    await anomalies.ran(company, runs_jobs)
    async with company.begin() as work:
        entries = (await gathering.entries(work)).slice(0, 0)
        await running.absorb(work, UUID(slow["id"]), entries, [], "worker")
    assert len(await anomalies.findings(company)) == 1


async def test_who_asks_for_a_replay_twice_has_one(company: Company, runs_jobs):
    await booked(company)
    path = f"{BASE}/runs/{(await anomalies.ran(company, runs_jobs))['id']}/replay"
    answers = [await company.client.post(path) for _ in range(2)]
    first, again = ((each.status_code, each.headers["location"]) for each in answers)
    assert first == again
    await runs_jobs(company)
    assert (await company.client.post(path)).headers["location"] != first[1]
