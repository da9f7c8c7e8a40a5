"""A statement that came before in other words is known by its balances, its days and its amounts."""

from datetime import date, timedelta
from decimal import Decimal
from random import Random

import pytest

from tests.conftest import Company
from tests.factories import banking
from tests.factories.banking import IBAN, Row, camt, decide, lines, staged
from tests.factories.coda import coda

MONTH = [
    Row("-49.99", "abonnement november 2026", bank_id="C-1"),
    Row("121.00", "factuur 2026-118", bank_id="C-2"),
    Row("-7.50", "kosten", bank_id="C-3"),
]
"""As the bank says it in CAMT; below in MT940, without names and in other words."""
SAID = ("TELENET ABONNEMENT", "KAPSALON LENA", "BEHEER ZICHTREKENING")


def mt940(
    rows: list[Row], words: tuple[str, ...] = SAID, *, opening: str = "1000.00", closing: str | None = None
) -> bytes:
    end = closing or str(Decimal(opening) + sum(Decimal(each.amount) for each in rows))
    told = "".join(
        f":61:{row.on[2:].replace('-', '')}{row.on[5:].replace('-', '')}{'D' if row.amount[0] == '-' else 'C'}"
        f"{row.amount.lstrip('-').replace('.', ',')}NMSCNONREF\n:86:{said}\n"
        for row, said in zip(rows, words, strict=True)
    )
    around = [f"{tag}:C2611{day}EUR{amount.replace('.', ',')}\n" for tag, day, amount in
              ((":60F", "01", opening), (":62F", "30", end))]  # fmt: skip
    return f":20:A\n:25:{IBAN}\n:28C:7/1\n{around[0]}{told}{around[1]}-\n".encode()


async def confirmed(company: Company, found: dict, **asked) -> dict:
    answer = await decide(company, found, "confirm", **asked)
    assert answer.status_code == 200, answer.text
    return dict(answer.json()["data"])


async def both(company: Company, runs_jobs, before: bytes, after: bytes) -> tuple[dict, dict]:
    """The import of the first file, and what is said of the second."""
    first = await confirmed(company, await staged(company, runs_jobs, before))
    return first, await staged(company, runs_jobs, after, name="after")


async def test_a_statement_in_other_words_is_here_already_line_by_line(company: Company, runs_jobs):
    await banking.account(company)
    first, found = await both(company, runs_jobs, camt(MONTH), mt940(MONTH))
    assert (found["format"], found["new_count"], found["alike_count"]) == ("mt940", 0, 3)
    assert found["statements"][0]["same_as_import_id"] == first["id"]
    left_out = await lines(company, **{"import": found["id"], "status": "duplicate"})
    known = {each["id"]: each["amount"] for each in await lines(company)}
    assert [known[each["duplicate_of_id"]] for each in left_out] == ["-49.99", "121.00", "-7.50"]
    await confirmed(company, found)
    assert len(await lines(company)) == 3


async def test_who_knows_better_imports_them_all_the_same(company: Company, runs_jobs):
    await banking.account(company)
    _, found = await both(company, runs_jobs, camt(MONTH), mt940(MONTH))
    assert (await confirmed(company, found, import_alike=True))["new_count"] == 3
    assert len(await lines(company)) == 6


async def test_days_in_another_order_are_the_same_days(company: Company, runs_jobs):
    """A bank's table begins with the latest row."""
    account = await banking.account(company)
    await banking.imported(company, runs_jobs, *MONTH)
    rows = ["10/11/2026;-7,50;beheer;1063,51", "10/11/2026;121,00;lena;1071,01", "10/11/2026;-49,99;telenet;950,01"]
    table = "\n".join(["Datum;Bedrag;Omschrijving;Saldo", *rows]).encode()
    found = await staged(company, runs_jobs, table, name="rows.csv", bank_account_id=account["id"])
    assert (found["statements"][0]["closing_balance"], found["new_count"], found["alike_count"]) == ("1063.51", 0, 3)


@pytest.mark.parametrize(
    ("rows", "more"),
    [
        (MONTH, {"opening": "1000.01"}),
        (MONTH, {"closing": "1063.52"}),
        ([MONTH[0], Row("120.00"), Row("-6.50")], {}),
        ([*MONTH[:2], Row("-7.50", on="2026-11-12")], {}),
        ([*MONTH, Row("5.00"), Row("-5.00")], {}),
    ],
    ids=["opening", "closing", "amounts", "days", "count"],
)
async def test_nothing_is_known_by_balances_where_one_thing_differs(company: Company, runs_jobs, rows, more):
    await banking.account(company)
    words = tuple(f"OMSCHRIJVING NUMMER {n}" for n in range(len(rows)))
    _, found = await both(company, runs_jobs, camt(MONTH), mt940(rows, words, **more))
    assert (found["new_count"], found["alike_count"]) == (len(rows), 0)
    assert found["statements"][0]["same_as_import_id"] is None


async def test_within_one_format_the_banks_number_tells_statements_apart(company: Company, runs_jobs):
    """To and fro: the account stands where it stood, and moves by as much again on the same day."""
    await banking.account(company)
    there_and_back = [Row("-50.00", "naar spaarrekening"), Row("50.00", "van spaarrekening")]
    again = [Row("-50.00", "tweede overdracht"), Row("50.00", "en terug")]
    await confirmed(company, await staged(company, runs_jobs, camt(there_and_back, number="1")))
    other = await staged(company, runs_jobs, camt(again, number="2"))
    assert (other["new_count"], other["statements"][0]["same_as_import_id"]) == (2, None)
    same = await staged(company, runs_jobs, camt(again, number="1"))
    assert (same["new_count"], same["alike_count"]) == (0, 2)


async def test_when_the_first_is_taken_back_the_second_brings_its_lines(company: Company, runs_jobs):
    await banking.account(company)
    first, found = await both(company, runs_jobs, camt(MONTH), mt940(MONTH))
    await confirmed(company, found)
    assert (await decide(company, first, "revert", reason="wrong file")).status_code == 200
    now = await banking.read(company, found)
    assert (now["new_count"], now["statements"][0]["same_as_import_id"]) == (3, None)
    assert [each["text"] for each in await lines(company)] == list(SAID)


async def test_a_third_format_stands_for_what_the_first_brought(company: Company, runs_jobs):
    await banking.account(company)
    _, found = await both(company, runs_jobs, camt(MONTH), mt940(MONTH))
    await confirmed(company, found)
    words = [Row(each.amount, f"anders {n}", name="", iban="") for n, each in enumerate(MONTH)]
    third = await staged(company, runs_jobs, coda(words), name="third.cod")
    assert (third["format"], third["new_count"], third["alike_count"]) == ("coda", 0, 3)


@pytest.mark.parametrize("seed", range(4))
async def test_one_line_stands_for_one_and_none_is_known_when_balances_differ(company: Company, runs_jobs, seed):
    await banking.account(company)
    chance = Random(seed)
    first = date(2026, 11, 1)
    rows = [
        Row(
            f"{chance.choice((-7.5, -2.6, 3.25, 12.0)):.2f}",
            f"{chance.choice(('koffie', 'thee', 'water'))} {n}",
            on=(first + timedelta(days=chance.randint(0, 3))).isoformat(),
            bank_id=f"K{n}",
        )
        for n in range(12)
    ]
    first_import = await confirmed(company, await staged(company, runs_jobs, camt(rows)))
    known = {each["id"]: each for each in await lines(company)}
    in_order = sorted(rows, key=lambda row: (row.on, chance.random()))
    words = tuple(f"{chance.choice('ABC')}-{chance.randint(100, 999)}" for _ in rows)
    end = Decimal("1000.00") + sum(Decimal(each.amount) for each in rows)
    cent = Decimal("0.01") * chance.choice((-1, 1))
    wrong = await staged(company, runs_jobs, mt940(in_order, words, closing=str(end + cent)), name="wrong")
    assert (wrong["new_count"], wrong["alike_count"]) == (12, 0)
    found = await staged(company, runs_jobs, mt940(in_order, words), name="right")
    assert (found["new_count"], found["statements"][0]["same_as_import_id"]) == (0, first_import["id"])
    left_out = await lines(company, **{"import": found["id"], "status": "duplicate"})
    assert len({each["duplicate_of_id"] for each in left_out}) == 12
    for each in left_out:
        other = known[each["duplicate_of_id"]]
        assert (each["booked_on"], each["amount"]) == (other["booked_on"], other["amount"])
