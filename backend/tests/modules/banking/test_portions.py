"""All open lines are looked at in portions: each of them once, and a run that is stopped meanwhile does nothing."""

import pytest

from app.core.runs import Cancelled
from app.modules.banking import plans, ruling, running, tasks
from tests.conftest import Company
from tests.factories import banking
from tests.factories.banking import BASE, Row
from tests.modules.banking.test_agreed import make, phone, preview


@pytest.mark.parametrize("portion", [1, 2, 3, 100])
async def test_every_open_line_is_looked_at_once_however_large_a_portion_is(
    company: Company, runs_jobs, monkeypatch, portion
):
    """Seven lines of two days, three of them of another."""
    await banking.account(company)
    days = ["2026-11-10", "2026-11-10", "2026-11-10", "2026-11-12"]
    await banking.imported(
        company, runs_jobs,
        *(Row(f"-{n}.00", f"domiciliering {n}", name="Proximus NV", on=on) for n, on in enumerate(days, start=1)),
        *(Row(f"-{n}.00", "brood", name="Bakkerij") for n in (5, 6, 7)),
    )  # fmt: skip
    await make(company)
    monkeypatch.setattr(plans, "PORTION", portion)
    told, _ = await preview(company)
    assert (told["count"], told["totals"]) == (4, [{"currency": "EUR", "amount": "-10.00"}])
    assert told["effects"][0]["line"]["booked_on"] == "2026-11-12", "the latest first"
    seen: list[int] = []

    async def watch(lines: int) -> None:
        seen.append(lines)

    async with company.begin() as work:
        await plans.made(work, await ruling.active(work), watch)
    assert (sum(seen), max(seen)) == (7, min(portion, 7))


async def test_a_run_by_itself_tells_how_far_it_is_while_it_looks_and_stops_when_asked(
    company: Company, runs_jobs, monkeypatch
):
    await banking.account(company)
    await phone(company, runs_jobs, "-85.00", "-12.00", "-7.00")
    await runs_jobs(company)  # what follows an import, before there is a rule
    await make(company, books_alone=True)
    monkeypatch.setattr(plans, "PORTION", 2)
    async with company.begin() as work:
        (asked,) = await running.apply_alone(work)
    checks = iter([None, Cancelled()])

    def stopped_at_the_second_portion(run: object) -> None:
        if (raised := next(checks, None)) is not None:
            raise raised

    looked: list[int] = []
    made = plans.made

    async def watched(work, rules, watch=plans.nobody):
        async def tell(lines: int) -> None:
            await watch(lines)
            looked.append(lines)

        return await made(work, rules, tell)

    monkeypatch.setattr(plans, "made", watched)
    monkeypatch.setattr(tasks, "_unless_cancelled", stopped_at_the_second_portion)
    await runs_jobs(company)
    run = (await company.client.get(f"{BASE}/runs/{asked.id}")).json()["data"]
    job = (await company.client.get(f"/api/v1/jobs/{asked.job_id}")).json()["data"]
    assert (run["status"], run["done_count"], looked) == ("cancelled", 0, [2])
    assert (job["status"], job["progress"]) == ("cancelled", 33)
    assert {each["status"] for each in await banking.lines(company)} == {"open"}
