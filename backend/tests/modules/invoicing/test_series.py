"""Which series papers take their numbers from, and what a list of them comes to."""

import asyncio
import random

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from tests.conftest import Company
from tests.factories.invoicing import BASE, act, contact, draft, issued, line, refused
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


async def test_after_open_items_numbered_as_ours_the_next_number_is_still_ours_to_say(company: Company):
    """Books that begin in the middle of a year: 116 and 117 are another program's, and still open."""
    year = (await company.client.get(PATH)).json()["data"][0]["year"]
    item = {"direction": "sale", "contact_id": await contact(company), "issued_on": "2025-12-31", "amount": "605.00"}
    balances = [{"account_code": "400", "debit": "1210.00"}, {"account_code": "100", "credit": "1210.00"}]
    items = [item | {"number": f"F{year}-00{number}"} for number in (116, 117)]
    opening = {"booked_on": "2026-01-01", "balances": balances, "items": items}
    assert (await company.client.put("/api/v1/ledger/opening-balances", json=opening)).status_code == 200
    assert (await choose(company, "invoice", next_number=118)).json()["data"]["next"] == f"F{year}-00118"
    assert (await issued(company))["number"] == f"F{year}-00118"
    assert code(await choose(company, "invoice", next_number=200)) == (409, "number_series_begun")


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


async def test_a_series_is_known_by_the_papers_of_any_year(company: Company):
    """Also where this year's numbers were begun and none was given yet."""
    await issued(company, kind="quote", series="Z", issued_on="2025-03-10", valid_until="2025-04-10")
    await choose(company, "quote", series="Z", next_number=90)
    await choose(company, "quote", series="O")
    assert code(await choose(company, "invoice", series="Z")) == (409, "series_of_another_kind")


@pytest.mark.parametrize(("kind", "series"), [("quote", "F"), ("quote", "C"), ("invoice", "O"), ("credit_note", "O")])
async def test_a_paper_cannot_slip_into_a_series_of_another_kind(company: Company, kind, series):
    asked = {"kind": kind, "series": series, "contact_id": await contact(company), "lines": [line()]}
    answer = await company.client.post(f"{BASE}/issued", json=asked)
    assert (*code(answer), answer.json()["errors"][0]["field"]) == (409, "series_of_another_kind", "series")
    await issued(company, kind="quote", series="Z")
    assert code(await company.client.post(f"{BASE}/issued", json=asked | {"kind": "invoice", "series": "Z"}))[0] == 409
    assert (await issued(company))["number"].endswith("-00001")


async def test_numbers_follow_the_days_of_a_series_and_fiscal_year(company: Company):
    customer = await contact(company)
    await issued(company, contact_id=customer, issued_on="2026-03-10")
    late = await draft(company, contact_id=customer, issued_on="2026-01-05")
    problem = await refused(company, late, "issue")
    assert (problem["status"], problem["code"], problem["field"]) == (409, "issued_before_last", "issued_on")
    assert "F2026-00001 is of 2026-03-10" in problem["detail"]
    assert (await issued(company, contact_id=customer, issued_on="2026-03-10"))["number"] == "F2026-00002"
    for other in ({"series": "LATE"}, {"kind": "credit_note"}, {"kind": "quote"}):
        assert (await issued(company, contact_id=customer, issued_on="2026-01-05", **other))["number"].endswith(
            "-00001"
        )
    assert (await issued(company, contact_id=customer, issued_on="2025-06-01"))["number"] == "F2025-00001"


async def test_a_copy_is_of_a_chosen_series_and_otherwise_of_the_usual_one(company: Company):
    of_shop = await act(company, await issued(company, series="W"), "copy")
    usual = await act(company, await issued(company), "copy")
    assert (of_shop["series"], usual["series"]) == ("W", None)
    await choose(company, "invoice", series="VF")
    assert (await act(company, usual, "issue"))["series"] == "VF"


async def test_quotes_need_no_order_of_days(company: Company):
    await issued(company, kind="quote", issued_on="2026-03-10")
    assert (await issued(company, kind="quote", issued_on="2026-01-05"))["number"] == "O2026-00002"


async def test_days_keep_their_order_whoever_issues_at_once(company: Company):
    customer = await contact(company)
    days = [f"2026-0{month}-15" for month in range(1, 9)]
    drafts = [await draft(company, contact_id=customer, issued_on=day) for day in days]
    answers = await asyncio.gather(*(company.client.post(f"{BASE}/{each['id']}/issue") for each in drafts))
    done = sorted((each.json()["data"] for each in answers if each.status_code == 200), key=lambda one: one["number"])
    assert [each["number"] for each in done] == [f"F2026-{place + 1:05d}" for place in range(len(done))]
    assert [each["issued_on"] for each in done] == sorted(each["issued_on"] for each in done)
    assert {each.status_code for each in answers} <= {200, 409}


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


async def test_no_two_series_ever_come_to_one_payment_reference(company: Company):
    """The letters of A, BS and CC come to the same sum."""
    customer = await contact(company)
    asked = [(each, on) for each in ("F", "A", "BS", "CC") for on in ("2025-11-03", "2026-11-03")]
    made = [await issued(company, contact_id=customer, series=each, issued_on=on) for each, on in asked]
    again = [await issued(company, contact_id=customer, series=each, issued_on=on) for each, on in asked]
    references = [each["payment_reference"] for each in made + again]
    assert len(set(references)) == len(references)
    assert references[0] == "+++250/0000/00186+++"


async def test_the_database_takes_a_payment_reference_once(company: Company):
    await issued(company)
    again = (
        "insert into accounting.invoices (id, direction, kind, status, number, contact_id, issued_on, currency,"
        " entry_id, payment_reference) select gen_random_uuid(), direction, kind, status, 'X-1', contact_id, issued_on,"
        " currency, entry_id, payment_reference from accounting.invoices"
    )
    with pytest.raises(DBAPIError, match="reference_is_of_one_invoice"):
        async with company.begin() as work:
            await work.session.execute(text(again))


async def test_a_hundredth_series_of_invoices_in_a_year_is_refused(company: Company):
    async with company.begin() as work:
        await work.session.execute(
            text(
                "insert into accounting.invoice_numbers (series, year, last, reference_code)"
                " select repeat('A', 1 + n / 26) || chr(65 + n % 26), 2026, 1, n from generate_series(1, 99) n"
            )
        )
    made = await draft(company, series="NEW", issued_on="2026-11-03")
    assert (await refused(company, made, "issue"))["code"] == "numbers_run_out"
    assert (await issued(company, issued_on="2026-11-03"))["number"] == "F2026-00001"


@pytest.mark.parametrize("seed", range(3))
async def test_what_is_kept_of_all_is_what_each_comes_to(company: Company, seed: int):
    """Narrowed by a day long ago the same sums are made of the invoices themselves."""
    chance, customer, made = random.Random(seed), await contact(company), list[dict]()
    for step in range(12):
        day, price = f"2026-11-{step + 1:02d}", f"{chance.randint(1, 900)}.{chance.randint(10, 99)}"
        what = chance.choice(["draft", "quote", "purchase", "receipt", "credit_note", "invoice", "invoice", "invoice"])
        told = {"contact_id": customer, "issued_on": day}
        if what == "draft":
            await draft(company, line(unit_price=price), **told)
        elif what in ("purchase", "receipt"):
            kind = "invoice" if what == "purchase" else what
            await issued(company, line(unit_price=price), kind=kind, direction="purchase", number=f"P{step}", **told)
        else:
            each = await issued(company, line(unit_price=price), kind=what, **told)
            made += [each] if what == "invoice" else []
        if made and chance.random() < 0.6:
            each = made.pop(chance.randrange(len(made)))
            await act(company, each, *chance.choice([("pay",), ("credit",)]))
    kept = (await company.client.get(f"{BASE}/sums")).json()["data"]
    added = (await company.client.get(f"{BASE}/sums", params={"from": "2000-01-01"})).json()["data"]
    assert kept == added != []
    for kind in ("invoice", "credit_note", "quote"):
        asked = {"kind": kind, "direction": "sale"}
        kept = (await company.client.get(f"{BASE}/sums", params=asked)).json()["data"]
        added = (await company.client.get(f"{BASE}/sums", params=asked | {"from": "2000-01-01"})).json()["data"]
        assert kept == added
