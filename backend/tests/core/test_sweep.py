"""What was promised is delivered, even when the message was lost."""

import asyncio
import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select, text, update

from app.core import runs
from app.core.jobs import Job
from tests.conftest import PASSWORD, Company


def ago(seconds: float) -> datetime:
    return datetime.now(UTC) - timedelta(seconds=seconds)


@pytest.fixture(autouse=True)
async def relay_of_this_test():
    yield
    await runs.relay_engine().dispose()


CASES = {
    "queued and never delivered": (True, {"sent_at": 61}),
    "queued a moment ago": (False, {"sent_at": 50}),
    "to be retried, and due": (True, {"sent_at": 3, "not_before": 1}),
    "to be retried, not yet due": (False, {"sent_at": 90, "not_before": -30}),
    "to be retried, was sent when it was due": (False, {"sent_at": 1, "not_before": 3}),
    "running, its worker is gone": (True, {"status": "running", "sent_at": 30, "lease_until": 1}),
    "running, its worker is gone, was sent just now": (False, {"status": "running", "sent_at": 2, "lease_until": 1}),
    "running, its worker lives": (False, {"status": "running", "sent_at": 900, "lease_until": -10}),
    "succeeded": (False, {"status": "succeeded", "sent_at": 900, "lease_until": 10}),
    "failed": (False, {"status": "failed", "sent_at": 900, "not_before": 10}),
    "cancelled": (False, {"status": "cancelled", "sent_at": 900}),
}


async def job(company: Company, **values) -> UUID:
    """A job row of which no message ever left."""
    made = Job(name="test.sweep", queue="low", payload={})
    async with company.begin() as work:
        work.session.add(made)
        await work.session.flush()
        times = {name: ago(value) if isinstance(value, int) else value for name, value in values.items()}
        await work.session.execute(update(Job).where(Job.id == made.id).values(**times))
    return made.id


async def test_the_sweep_sends_what_is_due_and_nothing_else(company: Company, broker):
    made = {case: await job(company, **values) for case, (_, values) in CASES.items()}
    await runs.sweep()
    waiting = await broker.waiting("low")
    sent = {case for case, job_id in made.items() if job_id in waiting}
    assert sent == {case for case, (due, _) in CASES.items() if due}


async def test_what_was_swept_is_not_swept_again_at_once(company: Company, broker):
    lost = await job(company, sent_at=61)
    await runs.sweep()
    await runs.sweep()
    assert (await broker.waiting("low")).count(lost) == 1


async def test_the_sweep_reaches_every_company(company: Company, other_company: Company, broker):
    made = {await job(each, sent_at=61) for each in (company, other_company)}
    await runs.sweep()
    assert made <= set(await broker.waiting("low"))


async def test_two_sweeps_at_once_send_each_job_once(company: Company, broker):
    made = [await job(company, sent_at=61) for _ in range(5)]
    await asyncio.gather(*(runs.sweep() for _ in range(4)))
    waiting = await broker.waiting("low")
    assert [waiting.count(each) for each in made] == [1] * 5


@pytest.mark.parametrize(
    "statement",
    [
        "update accounting.job_runs set status = 'succeeded'",
        "delete from accounting.job_runs",
        "insert into accounting.job_runs (tenant_id, id, name, queue, payload) values (gen_random_uuid(), gen_random_uuid(), 'x', 'low', '{}')",
        "select 1 from accounting.documents",
        "select 1 from accounting.users",
        "select 1 from audit.events",
    ],
)
async def test_the_relay_can_do_nothing_else(statement):
    with pytest.raises(Exception, match="permission denied"):
        async with runs.relay_engine().begin() as connection:
            await connection.execute(text(statement))


LOST = """
import asyncio, sys
from tests.conftest import register
from tests.factories.documents import stored
async def main():
    company = await register()
    answer = await company.client.post("/api/v1/documents", files=[("files", ("a.pdf", b"%PDF-1.7 " + company.email.encode()))])
    print(answer.status_code, company.tenant_id, answer.json()["meta"]["job_id"])
asyncio.run(main())
"""


async def test_a_request_succeeds_without_a_broker_and_its_job_is_sent_later(broker):
    """The broker's port is closed: the document is taken, the row waits, and the sweep delivers."""
    environment = os.environ | {"BROKER_URL": "redis://127.0.0.1:9/0"}
    backend = Path(__file__).parents[2]
    ended = await asyncio.to_thread(
        subprocess.run,
        [sys.executable, "-c", LOST],
        cwd=backend,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert "job_not_sent" in ended.stdout + ended.stderr
    status, tenant_id, job_id = ended.stdout.strip().splitlines()[-1].split()
    assert status == "202"
    lost = Company(None, None, UUID(tenant_id), "")  # type: ignore[arg-type]
    async with lost.begin() as work:
        row = (await work.session.scalars(select(Job).where(Job.id == UUID(job_id)))).one()
        assert row.status == "queued"
        row.sent_at = ago(61)
    assert UUID(job_id) not in await broker.waiting("high")
    await runs.sweep()
    assert UUID(job_id) in await broker.waiting("high")
    assert PASSWORD not in ended.stdout + ended.stderr
