"""What is missing between two statements is told, and what only overlaps is not."""

import runpy
from decimal import Decimal
from itertools import permutations
from pathlib import Path

import pytest
from sqlalchemy import select, text, update

from app.modules.banking.models import BankStatement
from tests.conftest import Company
from tests.factories import banking
from tests.factories.banking import Row, camt, decide, staged

UPGRADE = Path(__file__).parents[3] / "migrations/versions/2026_11_22_gaps_kept.py"
DAYS = {
    13: ("-5.00", "100.00"),
    14: ("-6.00", "95.00"),
    15: ("-7.00", "89.00"),
    16: ("-2.00", "82.00"),
    17: ("-3.00", "80.00"),
}
"""What goes out on each day, and what was there before."""
Days = tuple[int, ...]


def download(*days: int) -> bytes:
    return camt(
        [Row(DAYS[day][0], f"day {day}", on=f"2026-11-{day}") for day in days],
        opening=DAYS[days[0]][1],
        number="-".join(map(str, days)),
        opened=f"2026-11-{days[0]}",
        closed=f"2026-11-{days[-1]}",
    )


async def brought(company: Company, runs_jobs, *days: int) -> dict:
    found = await staged(company, runs_jobs, download(*days))
    assert (await decide(company, found, "confirm")).status_code == 200
    return found


async def gap(company: Company) -> tuple[str | None, str | None]:
    [told] = (await company.client.get(f"{banking.BASE}/accounts")).json()["data"]
    return told["gap_amount"], told["gap_on"]


@pytest.mark.parametrize(
    "files",
    [
        *permutations([(13, 14, 15), (14, 15, 16), (17,)]),
        [(13,), (15,), (13, 14, 15)],
        [(13,), (15,), (14, 15, 16), (13, 14, 15, 16, 17)],
        [(13, 14, 15, 16), (14, 15), (17,)],
    ],
    ids=str,
)
async def test_downloads_that_overlap_leave_no_gap_in_whatever_order_they_come(company: Company, runs_jobs, files):
    await banking.account(company)
    for each in files:
        await brought(company, runs_jobs, *each)
    assert await gap(company) == (None, None)


async def test_an_overlap_is_no_warning_before_it_is_imported(company: Company, runs_jobs):
    await banking.account(company)
    await brought(company, runs_jobs, 13, 14, 15)
    statement = (await staged(company, runs_jobs, download(14, 15, 16)))["statements"][0]
    assert (statement["gap_amount"], statement["problems"]) == (None, [])


async def test_of_a_day_in_two_downloads_the_later_part_is_no_gap(company: Company, runs_jobs):
    """The first was made at noon."""
    await banking.account(company)
    await brought(company, runs_jobs, 13, 14)
    rows = [Row("-6.00", "day 14", on="2026-11-14"), Row("-1.00", "evening", on="2026-11-14")]
    found = await staged(
        company, runs_jobs, camt(rows, opening="95.00", number="2", opened="2026-11-14", closed="2026-11-14")
    )
    assert found["statements"][0]["problems"] == []
    assert (await decide(company, found, "confirm")).status_code == 200
    assert await gap(company) == (None, None)


async def test_a_day_that_is_missing_is_told_beside_an_overlap_until_it_comes(company: Company, runs_jobs):
    await banking.account(company)
    await brought(company, runs_jobs, 13, 14)
    await brought(company, runs_jobs, 14, 15)
    found = await brought(company, runs_jobs, 17)
    assert found["statements"][0]["gap_amount"] == "-2.00"
    assert await gap(company) == ("-2.00", "2026-11-17")
    await brought(company, runs_jobs, 16, 17)
    assert await gap(company) == (None, None)
    assert (await banking.read(company, found))["statements"][0]["gap_amount"] is None


async def test_a_file_that_is_taken_back_leaves_its_gap(company: Company, runs_jobs):
    await banking.account(company)
    await brought(company, runs_jobs, 13)
    middle = await brought(company, runs_jobs, 14)
    await brought(company, runs_jobs, 15)
    assert await gap(company) == (None, None)
    assert (await decide(company, middle, "revert", reason="wrong file")).status_code == 200
    assert await gap(company) == ("-6.00", "2026-11-15")


def page(opening: str, amount: str, text: str, number: str) -> bytes:
    return camt([Row(amount, text)], opening=opening, number=number, opened="2026-11-10", closed="2026-11-10")


PAGES = [("100.00", "-10.00"), ("90.00", "-20.00"), ("70.00", "-5.00")]


@pytest.mark.parametrize("numbers", [("7", "8", "9"), ("9", "8", "7")], ids=["numbered", "numbered backwards"])
@pytest.mark.parametrize("order", permutations(range(3)), ids=str)
async def test_statements_of_one_day_follow_each_other_in_whatever_order_they_come(
    company: Company, runs_jobs, order, numbers
):
    await banking.account(company)
    for each in order:
        found = await staged(company, runs_jobs, page(*PAGES[each], f"page {each}", numbers[each]))
        assert (await decide(company, found, "confirm")).status_code == 200
    assert await gap(company) == (None, None)


@pytest.mark.parametrize("order", permutations((1, 2, 3)))
async def test_the_banks_balance_is_that_of_the_last_statement_of_a_day_in_whatever_order_they_come(
    company: Company, runs_jobs, order
):
    await banking.account(company)
    opening = {1: "100.00", 2: "90.00", 3: "70.00"}
    amount = {1: "-10.00", 2: "-20.00", 3: "5.00"}
    for page in order:
        row = Row(amount[page], f"page {page}", on="2026-11-14")
        day = {"opened": "2026-11-14", "closed": "2026-11-14"}
        found = await staged(company, runs_jobs, camt([row], opening=opening[page], number=str(page), **day))
        assert (await decide(company, found, "confirm")).status_code == 200
    [told] = (await company.client.get(f"{banking.BASE}/accounts")).json()["data"]
    assert (told["balance_amount"], told["balance_on"]) == ("75.00", "2026-11-14")


async def test_a_balance_that_comes_back_within_a_day_leaves_the_banks_numbers_as_they_are(company: Company, runs_jobs):
    """By balance the third could also come before the second."""
    await banking.account(company)
    for place, (opening, amount) in enumerate(
        [("100.00", "-10.00"), ("90.00", "5.00"), ("95.00", "-5.00"), ("90.00", "-10.00")]
    ):
        found = await staged(company, runs_jobs, page(opening, amount, f"page {place}", str(place + 1)))
        assert (await decide(company, found, "confirm")).status_code == 200
    assert await gap(company) == (None, None)


async def test_of_one_day_what_is_missing_is_told_once(company: Company, runs_jobs):
    """The page in between never came; the next day's begins where the last ended."""
    await banking.account(company)
    last = camt([Row("-1.00", "last")], opening="65.00", number="10", opened="2026-11-11", closed="2026-11-11")
    for each in (page(*PAGES[2], "page 2", "9"), page(*PAGES[0], "page 0", "7"), last):
        assert (await decide(company, await staged(company, runs_jobs, each), "confirm")).status_code == 200
    assert await gap(company) == ("-20.00", "2026-11-10")


async def test_the_upgrade_keeps_what_an_import_would(company: Company, runs_jobs):
    """Two statements of one day that came in the other order, and one that is missing before the next."""
    await banking.account(company)
    last = camt([Row("-1.00", "last")], opening="60.00", number="10", opened="2026-11-11", closed="2026-11-11")
    for each in (page(*PAGES[1], "page 1", "8"), page(*PAGES[0], "page 0", "9"), last):
        assert (await decide(company, await staged(company, runs_jobs, each), "confirm")).status_code == 200
    kept = select(BankStatement.number, BankStatement.follows_id, BankStatement.gap_amount).order_by(
        BankStatement.number
    )
    async with company.begin() as work:
        before = (await work.session.execute(kept)).all()
        await work.session.execute(update(BankStatement).values(follows_id=None, gap_amount=None))
        await work.session.execute(text(runpy.run_path(str(UPGRADE))["SETTLE"]))
        assert (await work.session.execute(kept)).all() == before
    assert [(number, gap) for number, _, gap in before] == [("10", Decimal(-10)), ("8", None), ("9", None)]
