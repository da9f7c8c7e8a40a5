"""Books that are not as one expects: a clear answer, no crash, and no flood of findings."""

import random
from datetime import date, timedelta

import pytest

from tests.conftest import Company
from tests.factories import anomalies
from tests.factories.anomalies import BASE, Bill, near_duplicate, ordinary


async def test_empty_books_have_nothing(company: Company, runs_jobs):
    run = await anomalies.ran(company, runs_jobs)
    assert (run["status"], run["entry_count"], run["finding_count"]) == ("done", 0, 0)
    preview = (await company.client.post(f"{BASE}/settings/preview", json={"off": ["split"]})).json()["data"]
    assert (preview["entries"], preview["coming_count"], preview["staying_count"]) == (0, 0, 0)


def of_zero() -> list[Bill]:
    return [
        Bill("Free NV", f"{1000 + 3 * place}", date(2026, 1, 5) + timedelta(days=place), "0.00") for place in range(40)
    ]


def of_ten_years() -> list[Bill]:
    dice = random.Random(5)
    return [
        Bill(f"Supplier {dice.randrange(30)}", f"{place * 3 + 100000}", date(2016, 1, 4) + timedelta(days=place * 3),
             f"{dice.lognormvariate(5, 0.8):.2f}")
        for place in range(1200)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("bills", "most"),
    [
        (ordinary(40), 0),
        (ordinary(40, suppliers=1), 0),
        (of_zero(), 0),
        (of_ten_years(), 2),
        (ordinary(1), 0),
    ],
    ids=["forty", "one supplier", "amounts of zero", "ten years", "one entry"],
)
async def test_odd_books_are_judged_without_a_flood(company: Company, runs_jobs, bills, most):
    await anomalies.book(company, bills)
    run = await anomalies.ran(company, runs_jobs)
    assert run["status"] == "done"
    assert run["finding_count"] <= most
    assert run["entry_count"] == len(bills) + 1


async def test_forty_entries_are_enough_for_a_duplicate(company: Company, runs_jobs):
    bills = ordinary(40)
    ids = await anomalies.book(company, [*bills, near_duplicate(bills[30])])
    await anomalies.ran(company, runs_jobs)
    assert [each["entry_id"] for each in await anomalies.findings(company)] == [str(ids[-1])]
