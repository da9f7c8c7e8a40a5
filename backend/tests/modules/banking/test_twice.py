"""The same movement in two files, on two pages, or in a file that is taken back: never lost, never twice."""

import pytest

from tests.conftest import Company
from tests.factories import banking
from tests.factories.banking import IBAN, OTHER_IBAN, Row, camt, decide, lines, staged
from tests.factories.coda import coda

COFFEE = ":61:2603010301D2,50NMSCNONREF\n:86:koffie\n"
MONTH = [Row("121.00", "factuur 2026-118", bank_id="C-1"), Row("-2.60", "koffie", bank_id="C-2")]


def page(number: str, opening: str, closing: str, rows: str = COFFEE) -> str:
    return f":20:A\n:25:{banking.IBAN}\n:28C:{number}\n:60F:C260301EUR{opening}\n{rows}:62F:C260301EUR{closing}\n-\n"


async def confirmed(company: Company, found: dict, **asked) -> dict:
    answer = await decide(company, found, "confirm", **asked)
    assert answer.status_code == 200, answer.text
    return dict(answer.json()["data"])


@pytest.mark.parametrize(
    ("pages", "new"),
    [
        ((("7/1", "100,00", "97,50"), ("7/2", "97,50", "95,00")), 2),
        ((("7/1", "100,00", "97,50"), ("7/1", "100,00", "97,50")), 1),
        ((("7/1", "100,00", "97,50"), ("7/2", "100,00", "97,50")), 1),
    ],
)
async def test_a_second_coffee_on_the_next_page_is_another_coffee(company: Company, runs_jobs, pages, new):
    await banking.account(company)
    content = "".join(page(*each) for each in pages).encode()
    found = await staged(company, runs_jobs, content, name="pages.sta")
    assert (found["new_count"], found["duplicate_count"]) == (new, 2 - new)
    await confirmed(company, found)
    again = await staged(company, runs_jobs, content + b"\n", name="again.sta")
    assert (again["new_count"], again["duplicate_count"]) == (0, 2)


async def test_a_second_coffee_on_the_next_page_in_a_file_of_its_own_is_another_coffee(company: Company, runs_jobs):
    await banking.account(company)
    pages = [page("7/1", "100,00", "97,50"), page("7/2", "97,50", "95,00"), page("7/3", "95,00", "92,50")]
    for n, each in enumerate(pages):
        found = await staged(company, runs_jobs, each.encode(), name=f"page{n}.sta")
        assert (found["new_count"], found["duplicate_count"]) == (1, 0)
        await confirmed(company, found)
    for n, each in enumerate((*pages, "".join(pages), "".join(pages[1:]))):
        again = await staged(company, runs_jobs, each.encode() + b"\n", name=f"again{n}.sta")
        assert (again["new_count"], again["alike_count"]) == (0, 0), f"{n} is here already"


async def test_the_coffee_of_a_page_that_ends_where_it_began_is_known_again(company: Company, runs_jobs):
    """Two pages between the same two balances: neither is the page before the other's equal."""
    await banking.account(company)
    back = ":61:2603010301C2,50NMSCNONREF\n:86:terug\n"
    pages = [page("7/1", "100,00", "97,50"), page("7/2", "97,50", "100,00", back)]
    for n, each in enumerate(pages):
        await confirmed(company, await staged(company, runs_jobs, each.encode(), name=f"page{n}.sta"))
    for n, each in enumerate(pages):
        again = await staged(company, runs_jobs, each.encode() + b"\n", name=f"again{n}.sta")
        assert (again["new_count"], again["duplicate_count"]) == (0, 1)


async def test_of_pages_without_numbers_of_their_own_a_person_says_that_it_is_another_coffee(
    company: Company, runs_jobs
):
    await banking.account(company)
    first, second = page("7", "100,00", "97,50"), page("7", "97,50", "95,00")
    await confirmed(company, await staged(company, runs_jobs, first.encode(), name="first.sta"))
    found = await staged(company, runs_jobs, second.encode(), name="second.sta")
    assert (found["new_count"], found["duplicate_count"], found["alike_count"]) == (0, 1, 1)
    done = await confirmed(company, found, import_alike=True)
    assert (done["new_count"], done["duplicate_count"]) == (1, 0)
    assert [each["amount"] for each in await lines(company)] == ["-2.50", "-2.50"]
    [account] = (await company.client.get("/api/v1/banking/accounts")).json()["data"]
    assert account["balance_amount"] == "95.00"
    again = await staged(company, runs_jobs, second.encode() + b"\n", name="again.sta")
    assert (again["new_count"], again["duplicate_count"], again["alike_count"]) == (0, 1, 0)


@pytest.mark.parametrize("other", [camt(MONTH, number="2"), coda(MONTH)], ids=["same format", "another format"])
async def test_what_another_file_left_out_is_its_own_when_the_first_is_taken_back(company: Company, runs_jobs, other):
    await banking.account(company)
    first = await confirmed(company, await staged(company, runs_jobs, camt(MONTH)))
    second = await confirmed(company, await staged(company, runs_jobs, other))
    assert (second["new_count"], second["duplicate_count"]) == (0, 2)
    assert (await decide(company, first, "revert", reason="wrong file")).status_code == 200
    assert [(each["amount"], each["status"], each["import_id"]) for each in await lines(company)] == [
        ("121.00", "open", second["id"]), ("-2.60", "open", second["id"]),
    ]  # fmt: skip
    told = await banking.read(company, second)
    assert (told["new_count"], told["duplicate_count"], told["statements"][0]["new_count"]) == (2, 0, 2)
    third = await staged(company, runs_jobs, camt(MONTH, number="3"))
    assert third["new_count"] == 0


async def test_of_two_files_that_left_it_out_one_takes_it_over(company: Company, runs_jobs):
    await banking.account(company)
    found = [await confirmed(company, await staged(company, runs_jobs, camt(MONTH, number=n))) for n in "123"]
    assert (await decide(company, found[0], "revert", reason="wrong file")).status_code == 200
    told = [(await banking.read(company, each))["new_count"] for each in found[1:]]
    assert (told, len(await lines(company))) == ([2, 0], 2)
    assert (await decide(company, found[1], "revert", reason="wrong file")).status_code == 200
    assert ((await banking.read(company, found[2]))["new_count"], len(await lines(company))) == (2, 2)
    assert (await decide(company, found[2], "revert", reason="wrong file")).status_code == 200
    assert await lines(company) == []


async def test_a_file_that_waits_says_what_another_brought_meanwhile_before_it_is_confirmed(
    company: Company, runs_jobs
):
    await banking.account(company)
    first = await staged(company, runs_jobs, camt(MONTH))
    second = await staged(company, runs_jobs, camt([*MONTH, Row("7.00", bank_id="C-5")], number="2"))
    later = await staged(company, runs_jobs, camt([Row("9.00", on="2026-12-03", bank_id="D")], number="3"))
    assert (second["new_count"], second["duplicate_count"]) == (3, 0)
    await confirmed(company, first)
    told = await banking.read(company, second)
    assert (told["new_count"], told["duplicate_count"], told["version"]) == (1, 2, second["version"] + 1)
    stale = await company.client.post(
        f"{banking.BASE}/imports/{second['id']}/confirm", json={}, headers={"If-Match": f'"{second["version"]}"'}
    )
    assert stale.status_code == 412
    assert (await banking.read(company, later))["version"] == later["version"]


@pytest.mark.parametrize("first", [(IBAN, OTHER_IBAN), (OTHER_IBAN, IBAN)])
async def test_the_fee_of_one_account_is_known_again_without_the_same_fee_of_another(
    company: Company, runs_jobs, first
):
    """Both accounts paid 2.50 on one day, and one paid it twice; a later export has the second account's alone."""

    def table(*ibans: str) -> bytes:
        rows = [f"{iban};05/11/2026;-2,50;EUR;Beheerskosten" for iban in ibans]
        return "\n".join(["Rekeningnummer;Datum;Bedrag;Munt;Omschrijving", *rows, ""]).encode()

    await banking.account(company)
    await banking.account(company, name="Savings", number=OTHER_IBAN)
    found = await confirmed(company, await staged(company, runs_jobs, table(*first, OTHER_IBAN), name="both.csv"))
    assert (found["new_count"], found["duplicate_count"]) == (3, 0)
    again = await staged(company, runs_jobs, table(OTHER_IBAN, OTHER_IBAN), name="savings.csv")
    assert (again["new_count"], again["duplicate_count"]) == (0, 2)
    more = await staged(company, runs_jobs, table(IBAN, IBAN), name="kbc.csv")
    assert (more["new_count"], more["duplicate_count"]) == (1, 1)
