"""The same movements in another format have other ids of the bank: they are seen to be the same, and booked once."""

import pytest

from tests.conftest import Company
from tests.factories import banking
from tests.factories.banking import Row, camt, decide, lines, staged
from tests.factories.coda import coda

MONTH = [
    Row("121.00", "factuur 2026-118", bank_id="C-1"),
    Row("-2.60", "koffie", bank_id="C-2"),
    Row("-2.60", "koffie", bank_id="C-3"),
    Row("93.17", bank_id="C-4", structured="090933755493"),
]


def why(found: list[dict]) -> list[tuple[str, str | None]]:
    return [(each["amount"], each["duplicate_because"]) for each in found]


async def brought(company: Company, runs_jobs, content: bytes) -> dict:
    found = await staged(company, runs_jobs, content)
    assert found["status"] == "staged", found
    return found


async def confirmed(company: Company, found: dict, **asked) -> dict:
    answer = await decide(company, found, "confirm", **asked)
    assert answer.status_code == 200, answer.text
    return answer.json()["data"]


@pytest.mark.parametrize("first", ["coda", "camt"])
async def test_a_month_in_coda_and_in_camt_is_booked_once(company: Company, runs_jobs, first):
    await banking.account(company)
    files = [coda(MONTH), camt([*MONTH, Row("7.00", "new", bank_id="C-5")], number="9")]
    before, after = files if first == "coda" else files[::-1]
    await confirmed(company, await brought(company, runs_jobs, before))
    found = await brought(company, runs_jobs, after)
    count = 1 if first == "coda" else 0
    assert (found["new_count"], found["duplicate_count"], found["alike_count"]) == (count, 4, 4)
    skipped = await lines(company, **{"import": found["id"], "status": "duplicate"})
    assert why(skipped) == [("121.00", "alike"), ("-2.60", "alike"), ("-2.60", "alike"), ("93.17", "alike")]
    assert len({each["duplicate_of_id"] for each in skipped}) == 4
    await confirmed(company, found)
    assert sorted(each["amount"] for each in await lines(company)) == ["-2.60", "-2.60", "121.00", "7.00", "93.17"]


async def test_who_knows_better_imports_what_only_looks_the_same(company: Company, runs_jobs):
    await banking.account(company)
    await confirmed(company, await brought(company, runs_jobs, coda(MONTH[:2])))
    found = await confirmed(company, await brought(company, runs_jobs, camt(MONTH[:2])), import_alike=True)
    assert (found["new_count"], found["duplicate_count"], found["alike_count"]) == (2, 0, 0)
    assert len(await lines(company)) == 4


@pytest.mark.parametrize(
    ("other", "is_same"),
    [
        (Row("121.00", "FACTUUR 2026/118 - BEDANKT", bank_id="X"), True),
        (Row("121.00", "factuur 2026-119", bank_id="X"), False),
        (Row("121.00", "factuur 2026-118", on="2026-11-11", bank_id="X"), False),
        (Row("121.00", "factuur 2026-118", iban="BE71096123456769", bank_id="X"), False),
        (Row("121.01", "factuur 2026-118", bank_id="X"), False),
    ],
)
async def test_alike_is_day_amount_other_side_and_words(company: Company, runs_jobs, other, is_same):
    """Where the balances do not say that the statement is the same."""
    await banking.account(company)
    await confirmed(company, await brought(company, runs_jobs, coda(MONTH[:1])))
    assert (await brought(company, runs_jobs, camt([other], opening="500.00")))["alike_count"] == (1 if is_same else 0)


async def test_a_batch_without_words_and_other_side_is_known_by_its_day_and_amount(company: Company, runs_jobs):
    """Wages as one sum: neither format says whose."""
    await banking.account(company)
    batch = Row("-12345.67", "", name="", iban="", bank_id="W")
    await confirmed(company, await brought(company, runs_jobs, coda([batch])))
    assert (await brought(company, runs_jobs, camt([batch])))["alike_count"] == 1


async def test_a_second_coffee_is_no_duplicate_of_the_first(company: Company, runs_jobs):
    await banking.account(company)
    await confirmed(company, await brought(company, runs_jobs, coda(MONTH[1:2])))
    found = await brought(company, runs_jobs, camt(MONTH[1:3]))
    assert (found["new_count"], found["alike_count"]) == (1, 1)


async def test_one_format_is_trusted_to_name_its_movements(company: Company, runs_jobs):
    await banking.account(company)
    await confirmed(company, await brought(company, runs_jobs, camt([Row("-2.60", "koffie", bank_id="A")])))
    found = await brought(company, runs_jobs, camt([Row("-2.60", "koffie", bank_id="B")], number="2"))
    assert (found["new_count"], found["duplicate_count"]) == (1, 0)


async def test_a_reverted_import_makes_nothing_a_duplicate(company: Company, runs_jobs):
    await banking.account(company)
    first = await confirmed(company, await brought(company, runs_jobs, coda(MONTH)))
    assert (await decide(company, first, "revert", reason="wrong file")).status_code == 200
    assert (await brought(company, runs_jobs, camt(MONTH)))["new_count"] == 4


async def test_the_list_says_which_files_nothing_stands_in_the_way_of(company: Company, runs_jobs):
    await banking.account(company)
    ready = await brought(company, runs_jobs, camt([Row("1.00")], number="1"))
    unbalanced = await brought(company, runs_jobs, camt([Row("2.00")], number="2", closing="9.00"))
    unknown = await brought(company, runs_jobs, camt([Row("3.00")], number="3", iban="BE71096123456769"))
    done = await confirmed(company, await brought(company, runs_jobs, camt([Row("4.00")], number="4")))
    listed = (await company.client.get(f"{banking.BASE}/imports")).json()["data"]
    told = {each["id"]: each["is_ready"] for each in listed}
    assert told == {ready["id"]: True, unbalanced["id"]: False, unknown["id"]: False, done["id"]: False}


async def test_a_missing_statement_shows_on_the_account_until_it_comes(company: Company, runs_jobs):
    account = await banking.account(company)

    async def gap() -> tuple[str | None, str | None]:
        told = (await company.client.get(f"{banking.BASE}/accounts/{account['id']}")).json()["data"]
        return told["gap_amount"], told["gap_on"]

    days = [("2026-09-01", "2026-09-30"), ("2026-10-01", "2026-10-31"), ("2026-11-01", "2026-11-30")]
    months = [
        camt([Row(amount, on=opened, bank_id=amount)], number=str(n), opening=before, opened=opened, closed=closed)
        for n, ((opened, closed), before, amount) in enumerate(
            zip(days, ("1000.00", "1010.00", "1030.00"), ("10.00", "20.00", "30.00"), strict=True)
        )
    ]
    await confirmed(company, await brought(company, runs_jobs, months[0]))
    assert await gap() == (None, None)
    await confirmed(company, await brought(company, runs_jobs, months[2]))
    assert await gap() == ("20.00", "2026-11-01")
    await confirmed(company, await brought(company, runs_jobs, months[1]))
    assert await gap() == (None, None)
