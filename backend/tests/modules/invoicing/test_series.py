"""Which series papers take their numbers from, and what a list of them comes to."""

import asyncio

from tests.conftest import Company
from tests.factories.invoicing import BASE, act, contact, draft, issued, line
from tests.factories.people import colleague

PATH = "/api/v1/number-series"


async def series(company: Company) -> dict[str, str]:
    return {each["kind"]: each["next"] for each in (await company.client.get(PATH)).json()["data"]}


async def choose(company: Company, kind: str, **asked):
    return await company.client.patch(f"{PATH}/{kind}", json=asked)


def code(answer) -> tuple[int, str]:
    return answer.status_code, answer.json()["errors"][0]["code"]


async def test_a_company_goes_on_where_its_last_program_stopped(company: Company):
    year = (await company.client.get(PATH)).json()["data"][0]["year"]
    answer = await choose(company, "invoice", series="VF", next_number=118)
    assert answer.json()["data"]["next"] == f"VF{year}-00118"
    assert [(await issued(company))["number"] for _ in range(2)] == [f"VF{year}-00118", f"VF{year}-00119"]
    assert (await issued(company, kind="credit_note"))["number"] == f"C{year}-00001"
    [told] = [each for each in (await company.client.get(PATH)).json()["data"] if each["kind"] == "invoice"]
    assert (told["last_number"], told["begun"], told["next"]) == (119, True, f"VF{year}-00120")


async def test_a_series_that_began_goes_on_without_a_gap(company: Company):
    made = await issued(company)
    assert code(await choose(company, "invoice", next_number=50)) == (409, "number_series_begun")
    assert (await choose(company, "invoice", series="X", next_number=50)).status_code == 200
    assert (await issued(company))["number"].startswith("X")
    assert (await choose(company, "invoice", series="F")).status_code == 200
    assert code(await choose(company, "invoice", next_number=1)) == (409, "number_series_begun")
    assert (await issued(company))["number"] == made["number"].replace("00001", "00002")


async def test_a_beginning_can_be_put_right_while_nothing_was_issued(company: Company):
    await choose(company, "quote", next_number=900)
    await choose(company, "quote", next_number=90)
    assert (await series(company))["quote"].endswith("-00090")


async def test_quotes_keep_to_a_series_of_their_own(company: Company):
    assert code(await choose(company, "quote", series="F")) == (409, "series_of_another_kind")
    assert code(await choose(company, "invoice", series="O")) == (409, "series_of_another_kind")
    await issued(company, kind="quote", series="Z")
    assert code(await choose(company, "invoice", series="Z")) == (409, "series_of_another_kind")
    shared = await choose(company, "credit_note", series="F")
    assert shared.json()["data"]["next"] == (await series(company))["invoice"]


async def test_choosing_while_others_issue_leaves_no_gap_and_no_duplicate(company: Company):
    customer = await contact(company)
    drafts = [await draft(company, contact_id=customer) for _ in range(8)]
    answers = await asyncio.gather(
        *(act(company, each, "issue") for each in drafts[:4]),
        choose(company, "invoice", next_number=7),
        *(act(company, each, "issue") for each in drafts[4:]),
    )
    numbers = sorted(int(each["number"][-5:]) for each in answers if isinstance(each, dict))
    assert numbers in (list(range(1, 9)), list(range(7, 15)))


async def test_only_who_runs_the_company_chooses(company: Company):
    member = await colleague(company, "member")
    assert (await member.client.get(PATH)).status_code == 200
    assert code(await choose(member, "invoice", next_number=5)) == (403, "permission_missing")


async def test_a_list_says_what_it_comes_to_however_it_is_narrowed(company: Company):
    customer = await contact(company)
    first = await issued(company, contact_id=customer, issued_on="2026-10-01")
    await act(company, first, "pay", amount="21.00")
    await issued(company, line(unit_price="50.00"), kind="credit_note", contact_id=customer, issued_on="2026-11-02")
    await issued(company, line(unit_price="200.00"), issued_on="2026-11-03")
    await issued(company, contact_id=customer, direction="purchase", number="P-1", issued_on="2026-11-02")

    async def sums(**asked) -> list[tuple[str, int, str, str]]:
        told = (await company.client.get(f"{BASE}/sums", params=asked)).json()["data"]
        listed = (await company.client.get(BASE, params=asked | {"limit": 200})).json()["data"]
        assert sum(each["count"] for each in told) == len(listed)
        return [(each["direction"], each["count"], each["total_amount"], each["open_in_books"]) for each in told]

    assert await sums() == [("purchase", 1, "121.00", "121.00"), ("sale", 3, "302.50", "281.50")]
    assert await sums(direction="sale", contact_id=customer) == [("sale", 2, "60.50", "39.50")]
    assert await sums(direction="sale", **{"from": "2026-11-01"}) == [("sale", 2, "181.50", "181.50")]
    assert await sums(q=first["number"]) == [("sale", 1, "121.00", "100.00")]
    assert await sums(status="paid") == []
    backwards = await company.client.get(f"{BASE}/sums", params={"from": "2026-11-02", "to": "2026-11-01"})
    assert code(backwards) == (422, "period_backwards")
