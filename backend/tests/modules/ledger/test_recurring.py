"""What comes back is booked once for every day it is due, and what stands in its way is kept and told."""

import asyncio
from datetime import date, timedelta

import pytest

from accounting.schedule import months_later
from app.modules.ledger import recurring, tasks  # noqa: F401  (registers the nightly job)
from tests.conftest import Company
from tests.modules.ledger.asking import LEDGER, change, get, lock, posting, refusal

PATH = f"{LEDGER}/recurring-entries"


def rent(starts_on: date | str, **more) -> dict:
    return {
        "name": "Rent",
        "memo": "rent of the office",
        "postings": [posting("610", debit="1250.00"), posting("444", credit="1250.00")],
        "every": "month",
        "starts_on": str(starts_on),
    } | more


async def today(company: Company) -> date:
    async with company.begin() as work:
        return work.today


async def made(company: Company) -> list[str]:
    return sorted(each["booked_on"] for each in await get(company, f"{LEDGER}/entries"))


async def run(company: Company, it: dict) -> dict:
    return await change(company, "POST", f"{PATH}/{it['id']}/run", {})


async def nights(company: Company, runs_jobs) -> None:
    async with company.begin() as work:
        await work.enqueue("ledger.recur", queue="low", night=work.today.isoformat())
    jobs = await runs_jobs(company)
    assert {each.status for each in jobs if each.name == "ledger.recur"} == {"succeeded"}


async def test_days_that_were_missed_are_made_up_for_and_the_next_one_waits(company: Company, runs_jobs):
    day = await today(company)
    first = months_later(day.replace(day=1), -2)
    await change(company, "POST", PATH, rent(first), 201)
    await nights(company, runs_jobs)
    await nights(company, runs_jobs)
    due = [str(months_later(first, n)) for n in range(3)]
    assert await made(company) == due
    [shown] = await get(company, PATH)
    assert (shown["last_made_on"], shown["next_on"]) == (due[-1], str(months_later(first, 3)))
    entry = (await get(company, f"{LEDGER}/entries"))[0]
    assert entry["source"] == {"type": "recurring_entry", "id": shown["id"]}


async def test_ten_runs_at_once_book_each_day_once(company: Company):
    day = await today(company)
    it = await change(company, "POST", PATH, rent(day - timedelta(weeks=3), every="week"), 201)
    answers = await asyncio.gather(*(run(company, it) for _ in range(10)))
    assert sum(len(each["made"]) for each in answers) == 4
    assert len(set(await made(company))) == len(await made(company)) == 4


async def test_a_locked_period_is_kept_as_a_problem_told_once_and_made_up_for(company: Company, runs_jobs):
    day = await today(company)
    it = await change(company, "POST", PATH, rent(day - timedelta(days=1)), 201)
    await lock(company, str(day))
    await nights(company, runs_jobs)
    await nights(company, runs_jobs)
    [shown] = await get(company, PATH, status="in_trouble")
    assert (shown["problem"]["code"], shown["problem"]["due_on"]) == ("period_locked", str(day - timedelta(days=1)))
    assert shown["next_on"] == str(day - timedelta(days=1))
    told = (await company.client.get("/api/v1/audit/events", params={"name": "recurring_entry.failed"})).json()["data"]
    assert len([each for each in told if each["name"] == "recurring_entry.failed"]) == 1
    await lock(company, None)
    assert len((await run(company, it))["made"]) == 1
    [shown] = await get(company, PATH)
    assert shown["problem"] is None


async def test_one_in_trouble_does_not_keep_the_others(company: Company, runs_jobs):
    day = await today(company)
    await change(company, "POST", PATH, rent(day - timedelta(days=1), journal="bank", name="Stuck"), 201)
    await change(company, "POST", PATH, rent(day, name="Fine"), 201)
    await lock(company, str(day), "bank")
    await nights(company, runs_jobs)
    assert await made(company) == [str(day)]


async def test_it_ends_after_its_last_day_and_rests_while_it_is_off(company: Company):
    day = await today(company)
    it = await change(company, "POST", PATH, rent(day - timedelta(weeks=2), every="week", ends_on=str(day)), 201)
    path = f"{PATH}/{it['id']}"
    await change(company, "PATCH", path, {"is_active": False})
    assert (await run(company, it))["made"] == []
    back = await change(company, "PATCH", path, {"is_active": True})
    assert back["next_on"] == str(day), "days while it was off are skipped"
    assert len((await run(company, it))["made"]) == 1
    assert (await get(company, path))["next_on"] is None
    assert [each["id"] for each in await get(company, PATH, status="ended")] == [it["id"]]


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"postings": [posting("610", debit="1.00"), posting("444", credit="2.00")]}, ("entry_unbalanced", "postings")),
        ({"ends_on": "2026-01-01"}, ("rhythm_ends_before_it_starts", "ends_on")),
        (
            {"postings": [posting("610", debit="1.00"), posting("9", credit="1.00")]},
            ("account_unknown", "postings.1.account_code"),
        ),
    ],
)
async def test_what_cannot_come_back(company: Company, more: dict, says: tuple):
    assert refusal(await change(company, "POST", PATH, rent("2026-12-01", **more), 422)) == [says]


async def test_two_years_are_made_up_for_and_a_slip_of_ten_is_refused(company: Company):
    """Entries stay for ever: 120 of a mistyped year could only be reversed one by one."""
    longest = months_later(await today(company), -24)
    too_early, says = str(longest - timedelta(days=1)), [("rhythm_begins_too_early", "starts_on")]
    assert refusal(await change(company, "POST", PATH, rent(too_early), 422)) == says
    it = await change(company, "POST", PATH, rent(longest), 201)
    path = f"{PATH}/{it['id']}"
    assert refusal(await change(company, "PATCH", path, {"starts_on": too_early}, 422)) == says
    assert len((await run(company, it))["made"]) == 25
    assert (await change(company, "PATCH", path, {"starts_on": too_early}))["next_on"] > str(await today(company))


async def test_what_was_due_when_it_was_removed_is_not_booked(company: Company):
    day = await today(company)
    it = await change(company, "POST", PATH, rent(day), 201)
    assert (await company.client.delete(f"{PATH}/{it['id']}")).status_code == 204
    async with company.begin() as work:
        assert await recurring.due(work, day) == []
