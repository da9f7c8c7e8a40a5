"""A job that somebody asks to stop, stops: before it began, while it waits, while it runs."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from accounting.errors import Conflict
from app.core import runs
from app.core.config import settings
from app.core.jobs import Job
from app.core.runs import Cancelled, execute
from tests.conftest import Company
from tests.factories.jobs import Told, change, promised, row


@pytest.fixture(autouse=True)
def may_be_stopped(told: Told, monkeypatch) -> None:
    monkeypatch.setattr("app.modules.jobs.service.CANCELLABLE", {told.name})


async def test_a_letter_that_warns_somebody_cannot_be_stopped_by_a_colleague(company: Company):
    async with company.begin() as work:
        letter = await work.session.scalar(select(Job.id).where(Job.name == "mail.send"))
    answer = await company.client.delete(f"/api/v1/jobs/{letter}")
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (409, "job_not_cancellable")


async def test_a_waiting_job_that_is_cancelled_never_begins(company: Company, told: Told):
    job_id = await promised(company, told)
    answer = await company.client.delete(f"/api/v1/jobs/{job_id}")
    assert (answer.status_code, answer.json()["data"]["cancel_requested"]) == (202, True)
    await execute(told.name, company.tenant_id, job_id)
    assert (await row(company, job_id)).status == "cancelled"
    assert (told.attempts, told.abandoned) == ([], ["cancelled"])
    again = await company.client.delete(f"/api/v1/jobs/{job_id}")
    assert (again.status_code, again.json()["errors"][0]["code"]) == (409, "job_already_finished")


async def test_cancelling_a_job_that_waits_for_a_retry_does_not_wait(company: Company, told: Told):
    job_id = await promised(company, told)
    await change(company, job_id, not_before=datetime.now(UTC) + timedelta(seconds=60), attempts=3)
    await company.client.delete(f"/api/v1/jobs/{job_id}")
    await execute(told.name, company.tenant_id, job_id)
    assert (await row(company, job_id)).status == "cancelled"


async def test_a_running_job_that_is_cancelled_stops_and_tidies_up(company: Company, told: Told, monkeypatch):
    monkeypatch.setattr(settings(), "job_lease_seconds", 1)
    job_id = await promised(company, told)

    async def listen(run):
        await company.client.delete(f"/api/v1/jobs/{job_id}")
        await asyncio.wait_for(run.cancelled.wait(), 10)
        raise Cancelled

    told.does = listen
    await execute(told.name, company.tenant_id, job_id)
    assert (await row(company, job_id)).status == "cancelled"
    assert told.abandoned == ["cancelled"]


async def test_what_could_not_be_tidied_up_is_not_said_to_be_over(company: Company, told: Told):
    """The ending and the tidying are one transaction."""

    async def refuse(run):
        raise Conflict

    async def fails(work, status, **payload):
        raise ZeroDivisionError

    told.does = refuse
    runs.task(told.name, abandoned=fails)(told.run)
    job_id = await promised(company, told)
    with pytest.raises(ZeroDivisionError):
        await execute(told.name, company.tenant_id, job_id)
    assert (await row(company, job_id)).status == "running"
