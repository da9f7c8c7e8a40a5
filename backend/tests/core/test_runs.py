"""A job is claimed once, survives its worker, gives up in the end, and stops when asked."""

import asyncio
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from accounting.errors import Conflict, Unavailable
from app.core.config import settings
from app.core.runs import Cancelled, Outcome, execute
from tests.conftest import Company
from tests.factories.jobs import Told, attempt, change, promised, row


async def test_twenty_deliveries_of_one_job_run_it_once(company: Company, told: Told):
    job_id = await promised(company, told)
    await asyncio.gather(*(execute(told.name, company.tenant_id, job_id) for _ in range(20)))
    assert told.attempts == [1]
    done = await row(company, job_id)
    assert (done.status, done.progress, done.attempts) == ("succeeded", 100, 1)
    await execute(told.name, company.tenant_id, job_id)
    assert told.attempts == [1]


async def test_another_companys_job_cannot_be_run(company: Company, other_company: Company, told: Told):
    job_id = await promised(company, told)
    await execute(told.name, other_company.tenant_id, job_id)
    assert told.attempts == []
    assert (await row(company, job_id)).status == "queued"


async def test_who_lost_the_lease_can_neither_finish_nor_report(company: Company, told: Told):
    """A worker hangs, another takes over and finishes, then the first comes back from the dead."""
    job_id = await promised(company, told, total=10)
    hangs, wakes = asyncio.Event(), asyncio.Event()

    async def hang_first(run):
        if run.attempt == 1:
            hangs.set()
            await wakes.wait()
            await run.progress(9, 10)
            raise Conflict("I am late")

    told.does = hang_first
    zombie = asyncio.create_task(execute(told.name, company.tenant_id, job_id))
    await hangs.wait()
    await change(company, job_id, lease_until=datetime.now(UTC) - timedelta(seconds=1))
    await execute(told.name, company.tenant_id, job_id)
    assert (await row(company, job_id)).status == "succeeded"
    wakes.set()
    await zombie
    done = await row(company, job_id)
    assert (done.status, done.attempts, done.error, done.progress) == ("succeeded", 2, None, 100)
    assert (told.attempts, told.abandoned) == ([1, 2], [])


@pytest.mark.parametrize("ending", ["retry", "more", "cancelled"])
async def test_who_lost_the_lease_changes_nothing_however_it_ends(company: Company, told: Told, ending):
    job_id = await promised(company, told)

    async def lose_it(run):
        await change(company, job_id, lease_token=UUID(int=1))
        if ending == "retry":
            raise Unavailable
        if ending == "cancelled":
            raise Cancelled
        return Outcome.MORE

    told.does = lose_it
    await execute(told.name, company.tenant_id, job_id)
    now = await row(company, job_id)
    assert (now.status, now.attempts, now.error, now.not_before) == ("running", 1, None, None)
    assert told.abandoned == []


async def test_who_lost_the_lease_hears_of_it(company: Company, told: Told, monkeypatch):
    monkeypatch.setattr(settings(), "job_lease_seconds", 1)
    job_id = await promised(company, told)

    async def wait(run):
        await change(company, job_id, lease_token=UUID(int=1))
        await asyncio.wait_for(run.cancelled.wait(), 10)

    told.does = wait
    await execute(told.name, company.tenant_id, job_id)
    assert told.attempts == [1]


async def test_a_living_worker_keeps_its_lease(company: Company, told: Told, monkeypatch):
    monkeypatch.setattr(settings(), "job_lease_seconds", 2)
    job_id = await promised(company, told)

    async def take_long(run):
        first = (await row(company, job_id)).lease_until
        for _ in range(50):
            await asyncio.sleep(0.1)
            if (await row(company, job_id)).lease_until > first:
                return
        raise AssertionError("the lease was never renewed")

    told.does = take_long
    await execute(told.name, company.tenant_id, job_id)
    assert (await row(company, job_id)).status == "succeeded"


async def test_a_crash_is_tried_again_after_2_4_8_16_32_seconds_and_then_given_up(company: Company, told: Told):
    async def crash(run):
        raise ZeroDivisionError("secret details")

    told.does = crash
    job_id = await promised(company, told)
    for number in range(1, settings().job_max_attempts + 1):
        before = datetime.now(UTC)
        job = await attempt(company, told, job_id)
        assert (job.status, job.error["code"]) == ("queued", "job_gave_up")
        wait = timedelta(seconds=2**number)
        assert before + wait <= job.not_before <= datetime.now(UTC) + wait
    job = await attempt(company, told, job_id)
    assert (job.status, job.error["code"]) == ("failed", "job_gave_up")
    assert "secret" not in str(job.error)
    assert told.attempts == [1, 2, 3, 4, 5]
    assert told.abandoned == ["failed"]


async def test_a_job_whose_workers_are_killed_is_given_up_too(company: Company, told: Told):
    """Nobody is left to say that it failed: only the lease runs out."""
    job_id = await promised(company, told)
    await change(company, job_id, status="running", attempts=5, lease_until=datetime.now(UTC) - timedelta(seconds=1))
    await execute(told.name, company.tenant_id, job_id)
    assert (await row(company, job_id)).status == "failed"
    assert (told.attempts, told.abandoned) == ([], ["failed"])


async def test_a_retry_does_not_begin_before_its_time(company: Company, told: Told):
    job_id = await promised(company, told)
    await change(company, job_id, not_before=datetime.now(UTC) + timedelta(seconds=30))
    await execute(told.name, company.tenant_id, job_id)
    assert told.attempts == []


async def test_waiting_for_somebody_who_is_down_uses_up_no_attempts(company: Company, told: Told):
    async def down(run):
        raise Unavailable("Spark is away")

    told.does = down
    job_id = await promised(company, told)
    for _ in range(12):
        job = await attempt(company, told, job_id)
        assert (job.status, job.error) == ("queued", {"code": "unavailable", "message": "Spark is away"})

    async def crash_twice_then_work(run):
        if len(told.attempts) < 15:
            raise ZeroDivisionError

    told.does = crash_twice_then_work
    for _ in range(3):
        job = await attempt(company, told, job_id)
    assert (job.status, job.error, told.abandoned) == ("succeeded", None, [])


async def test_waiting_for_somebody_who_is_down_leaves_a_moment_each_time(company: Company, told: Told):
    async def down(run):
        raise Unavailable

    told.does = down
    job_id = await promised(company, told)
    for _ in range(3):
        before = datetime.now(UTC)
        job = await attempt(company, told, job_id)
        assert before + timedelta(seconds=2) <= job.not_before <= datetime.now(UTC) + timedelta(seconds=60)


async def test_a_fault_that_says_what_is_wrong_is_not_tried_again(company: Company, told: Told):
    async def refuse(run):
        raise Conflict("there is nothing to read")

    told.does = refuse
    job = await attempt(company, told, await promised(company, told))
    assert (job.status, job.error) == ("failed", {"code": "conflict", "message": "there is nothing to read"})
    assert told.abandoned == ["failed"]


async def test_a_job_with_more_to_do_goes_behind_those_that_wait(company: Company, told: Told, broker):
    async def more(run):
        return Outcome.MORE

    told.does = more
    big = await promised(company, told, queue="low")
    small = await promised(company, told, queue="low")
    await execute(told.name, company.tenant_id, big)
    order = [each for each in await broker.waiting("low") if each in (big, small)]
    assert order == [big, small, big]
    job = await row(company, big)
    assert (job.status, job.attempts) == ("queued", 0)


async def test_progress_never_falls_and_is_100_only_at_the_end(company: Company, told: Told):
    seen = []

    async def report(run):
        for done in (2.5, 5, 3, 10, 1):
            await run.progress(done, 10)
            seen.append((await row(company, job_id)).progress)

    told.does = report
    job_id = await promised(company, told, total=10)
    await execute(told.name, company.tenant_id, job_id)
    assert seen == [25, 50, 50, 99, 99]
    assert (await row(company, job_id)).progress == 100
