"""One line of the books stands for one line of a file at most: what is left out is here, line by line."""

from collections import Counter
from datetime import date, timedelta
from random import Random

import pytest

from tests.conftest import Company
from tests.factories import banking
from tests.factories.banking import OTHER_IBAN, Row, decide, lines, staged

MORE_AND_MORE = ("kosten", "kosten kaart", "kosten kaart 4711", "maandelijkse kosten kaart 4711")
"""Each is held by those after it: any two of them look the same."""
UNLIKE = ("koffie", "thee", "thee koffie", "water", "water met thee")


def table(rows: list[Row]) -> bytes:
    told = [f"{row.on};{row.amount.replace('.', ',')};{row.name};{row.iban};{row.text}" for row in rows]
    return "\n".join(["Datum;Bedrag;Naam tegenpartij;Rekening tegenpartij;Omschrijving", *told]).encode()


async def books(company: Company, runs_jobs, rows: list[Row]) -> None:
    known = [Row(**{name: getattr(row, name) for name in ("amount", "text", "on", "name", "iban")}, bank_id=f"K{n}")
             for n, row in enumerate(rows)]  # fmt: skip
    await banking.imported(company, runs_jobs, *known)


async def file(company: Company, runs_jobs, account: dict, rows: list[Row]) -> dict:
    found = await staged(company, runs_jobs, table(rows), name="rows.csv", bank_account_id=account["id"])
    assert (found["status"], found["format"]) == ("staged", "table"), found
    return found


async def test_of_two_lines_that_look_like_one_of_the_books_one_is_new(company: Company, runs_jobs):
    account = await banking.account(company)
    await books(company, runs_jobs, [Row("-7.50", "kosten", on="2026-11-11")])
    rows = [Row("-7.50", "kosten kaart", on="2026-11-11"), Row("-7.50", "kosten", on="2026-11-11")]
    found = await file(company, runs_jobs, account, rows)
    assert (found["new_count"], found["alike_count"]) == (1, 1)
    [left_out] = await lines(company, **{"import": found["id"], "status": "duplicate"})
    assert left_out["text"] == "kosten", "those that say the very same first"
    assert (await decide(company, found, "confirm")).status_code == 200
    assert sorted(each["text"] for each in await lines(company)) == ["kosten", "kosten kaart"]


async def test_a_line_beside_it_hides_no_line_that_is_here(company: Company, runs_jobs):
    account = await banking.account(company)
    await books(company, runs_jobs, [Row("-7.50", "kosten", on="2026-11-11")])
    rows = [Row("-7.50", "bier", on="2026-11-11"), Row("-7.50", "kosten kaart", on="2026-11-11")]
    found = await file(company, runs_jobs, account, rows)
    [left_out] = await lines(company, **{"import": found["id"], "status": "duplicate"})
    assert (found["new_count"], left_out["text"]) == (1, "kosten kaart")


def days(chance: Random, words: tuple[str, ...], count: int) -> list[Row]:
    """A few lines of one amount on each day."""
    first = date(2026, 1, 1)
    return [
        Row("-7.50", chance.choice(words), on=(first + timedelta(days=day)).isoformat(), iban=OTHER_IBAN)
        for day in range(count)
        for _ in range(chance.randint(0, 5))
    ]


@pytest.mark.parametrize("seed", range(3))
async def test_of_n_lines_that_look_the_same_and_k_in_the_books_what_is_more_is_new(company: Company, runs_jobs, seed):
    account = await banking.account(company)
    chance = Random(seed)
    known, rows = days(chance, MORE_AND_MORE, 25), days(chance, MORE_AND_MORE, 25)
    await books(company, runs_jobs, known)
    found = await file(company, runs_jobs, account, rows)
    mine, theirs = Counter(row.on for row in rows), Counter(row.on for row in known)
    assert found["new_count"] == sum(max(0, n - theirs[on]) for on, n in mine.items())
    left_out = await lines(company, **{"import": found["id"], "status": "duplicate"})
    assert Counter(each["booked_on"] for each in left_out) == +Counter(
        {on: min(n, theirs[on]) for on, n in mine.items()}
    )
    assert len({each["duplicate_of_id"] for each in left_out}) == len(left_out)


@pytest.mark.parametrize("seed", range(3))
async def test_no_line_of_the_books_is_two_of_the_file_and_none_that_could_be_one_is_left(
    company: Company, runs_jobs, seed
):
    account = await banking.account(company)
    chance = Random(seed)
    known, rows = days(chance, UNLIKE, 25), days(chance, UNLIKE, 25)
    await books(company, runs_jobs, known)
    before = await lines(company)
    found = await file(company, runs_jobs, account, rows)
    left_out = await lines(company, **{"import": found["id"], "status": "duplicate"})
    taken = {each["duplicate_of_id"] for each in left_out}
    assert len(taken) == len(left_out)
    new = await lines(company, **{"import": found["id"], "status": "staged"})
    assert not [
        (one["text"], other["text"])
        for one in new
        for other in before
        if other["id"] not in taken
        and one["booked_on"] == other["booked_on"]
        and (one["text"] in other["text"] or other["text"] in one["text"])
    ]
