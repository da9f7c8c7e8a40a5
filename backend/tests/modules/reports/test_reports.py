"""Reports tie to each other and to the postings, for any period."""

import csv
import io
import random
from datetime import date, timedelta
from decimal import Decimal

import pytest

from accounting.journal import Posting, credit, debit
from tests.conftest import Company, register
from tests.factories import books
from tests.modules.ledger.asking import REPORTS, balances, change, get, lock

CODES = ["100", "241", "400", "411", "440", "451", "499", "550", "604", "610", "659", "700", "743", "693", "140"]
FIRST, LAST = date(2025, 1, 1), date(2026, 6, 30)


def eur(text: str) -> Decimal:
    return Decimal(text)


def some_entries(seed: int, count: int) -> list[tuple[date, list[Posting]]]:
    """Balanced entries on any days; the same for the same seed."""
    dice = random.Random(seed)
    entries = []
    for _ in range(count):
        amounts = [Decimal(dice.randrange(1, 1_000_000)) / 100 for _ in range(dice.randrange(1, 4))]
        postings = [debit(dice.choice(CODES), dice.choice((1, -1)) * each) for each in amounts]
        gap = sum((each.amount for each in postings), Decimal(0))
        postings.append(credit(dice.choice(CODES), gap) if gap else debit("550", eur("0.01")))
        if not gap:
            postings.append(credit("550", eur("0.01")))
        entries.append((FIRST + timedelta(days=dice.randrange((LAST - FIRST).days)), postings))
    return entries


@pytest.fixture
async def written(company: Company) -> list[tuple[date, list[Posting]]]:
    entries = some_entries(seed=4, count=60)
    for on, postings in entries:
        await books.post(company, postings, on=on, journal="miscellaneous")
    return entries


def stands(entries, code: str, since: date, until: date) -> Decimal:
    return sum(
        (each.amount for on, postings in entries if since <= on <= until for each in postings if each.account == code),
        Decimal(0),
    )


@pytest.mark.parametrize(
    ("since", "until"),
    [
        ("2025-01-01", "2025-12-31"),
        ("2025-03-01", "2025-03-31"),
        ("2025-03-10", "2025-03-19"),
        ("2025-02-10", "2025-05-05"),
        ("2025-02-28", "2025-03-01"),
        ("2025-07-15", "2026-03-31"),
        ("2026-01-01", "2026-06-29"),
    ],
)
async def test_the_trial_balance_of_any_days_is_what_was_posted_on_them(company: Company, written, since, until):
    told = await get(company, f"{REPORTS}/trial-balance", **{"from": since, "to": until})
    first, last = date.fromisoformat(since), date.fromisoformat(until)
    moved = {row["account_code"]: eur(row["debit"]) - eur(row["credit"]) for row in told["rows"]}
    assert {code: each for code, each in moved.items() if each} == {
        code: each for code in CODES if (each := stands(written, code, first, last))
    }
    assert (told["difference"], told["total_opening"]) == ("0.00", "0.00")
    opening = {row["account_code"]: eur(row["opening"]) for row in told["rows"]}
    day_before = first - timedelta(days=1)
    assert opening.get("550", 0) == stands(written, "550", FIRST, day_before)
    year = date(first.year, 1, 1)
    assert opening.get("604", 0) == stands(written, "604", year, day_before)


async def test_a_year_that_was_not_closed_is_brought_forward_on_a_line_of_its_own(company: Company):
    await books.post(company, [debit("610", eur("40")), credit("550", eur("40"))], on=date(2025, 6, 1))
    told = await get(company, f"{REPORTS}/trial-balance", **{"from": "2026-01-01", "to": "2026-12-31"})
    shown = [(row["account_code"], row["opening"]) for row in told["rows"]]
    assert shown == [("14", "40.00"), ("550", "-40.00")]
    assert told["rows"][0]["drill"] == {"accounts": ["6", "7"], "from_on": None, "to_on": "2025-12-31"}


async def test_the_statements_tie_to_the_trial_balance(company: Company, written):
    days = {"from": "2025-02-10", "to": "2025-11-20"}
    sheet = await get(company, f"{REPORTS}/balance-sheet", **days)
    figures = {line["code"]: eur(line["amount"]) for line in sheet["lines"]}
    assert sheet["balanced"]
    assert figures["20/58"] == figures["10/49"]
    profit = await get(company, f"{REPORTS}/profit-and-loss", **days)
    earned = {line["code"]: eur(line["amount"]) for line in profit["lines"]}
    moved = {
        row["account_code"]: eur(row["debit"]) - eur(row["credit"])
        for row in (await get(company, f"{REPORTS}/trial-balance", **days))["rows"]
    }
    assert earned["9904"] == -sum(each for code, each in moved.items() if code in ("604", "610", "659", "700", "743"))
    whole = await get(company, f"{REPORTS}/trial-balance", to="2025-11-20")
    all_results = sum(eur(row["balance"]) for row in whole["rows"] if row["account_code"][0] in "67")
    assert figures["6/7"] == -all_results


async def test_every_figure_is_explained_by_the_general_ledger(company: Company, written):
    days = {"from": "2025-02-10", "to": "2025-11-20"}
    for report in ("balance-sheet", "profit-and-loss"):
        for line in (await get(company, f"{REPORTS}/{report}", **days))["lines"]:
            for account in line["accounts"]:
                drill = account["drill"]
                asked = {"account": drill["accounts"], "to": drill["to_on"], "limit": 500}
                asked |= {"from": drill["from_on"]} if drill["from_on"] else {}
                ledger = await get(company, f"{REPORTS}/general-ledger", **asked)
                total = sum(eur(row["debit"]) - eur(row["credit"]) for row in ledger["rows"])
                assert abs(total) == abs(eur(account["amount"])), account


async def test_the_figures_of_the_other_period_are_explained_by_its_entries(company: Company, written):
    days = {"from": "2026-01-01", "to": "2026-03-31", "compare": "previous_year"}
    for report in ("balance-sheet", "profit-and-loss"):
        for line in (await get(company, f"{REPORTS}/{report}", **days))["lines"]:
            for account in line["accounts"]:
                if account["previous_drill"] is None:  # it stood on the other side then, or nowhere
                    assert account["previous_amount"] == "0.00", account
                    continue
                rows = (await drilled(company, account["previous_drill"]))["rows"]
                total = sum(eur(row["debit"]) - eur(row["credit"]) for row in rows)
                assert abs(total) == abs(eur(account["previous_amount"])), account
    found = (await get(company, f"{REPORTS}/trial-balance", **days))["rows"]
    assert any(eur(row["previous_balance"]) for row in found)
    for row in found:
        accounts = (await drilled(company, row["previous_drill"]))["accounts"]
        assert sum(eur(each["balance"]) for each in accounts) == eur(row["previous_balance"]), row


@pytest.mark.parametrize("country", ["BE", "NL"])
@pytest.mark.parametrize("report", ["balance-sheet", "profit-and-loss"])
async def test_every_rubric_is_explained_by_the_ledger_of_the_accounts_it_is_made_of(country, report):
    """Something on every account of the chart, on either side, and on one that goes on from another's number."""
    company = await register(**{} if country == "BE" else {"vat_number": "NL810433941B01"})
    chart = await get(company, "/api/v1/ledger/accounts")
    own = chart[0]["code"] + "7"
    await change(company, "POST", "/api/v1/ledger/accounts", {"code": own, "names": {"nl": "Eigen"}}, status=201)
    codes = sorted([own, *(each["code"] for each in chart)])
    for on, side in ((date(2026, 2, 1), -3), (date(2025, 2, 1), 1)):
        amounts = [Decimal((at * 7919) % 100_000 + 1) * side * (-1) ** at for at in range(len(codes))]
        amounts[-1] -= sum(amounts)
        postings = [debit(code, each) for code, each in zip(codes, amounts, strict=True)]
        await books.post(company, postings, on=on, journal="miscellaneous")
    days = {"from": "2026-01-01", "to": "2026-12-31", "compare": "previous_year"}
    lines = (await get(company, f"{REPORTS}/{report}", **days))["lines"]
    assert sum(eur(line["amount"]) != 0 for line in lines) > 15
    for line in lines:
        for figure, drill in (("amount", line["drill"]), ("previous_amount", line["previous_drill"])):
            rows = (await drilled(company, drill))["rows"] if drill["accounts"] else []
            total = sum((eur(row["debit"]) - eur(row["credit"]) for row in rows), Decimal(0))
            assert abs(total) == abs(eur(line[figure])), (line["code"], figure, drill)
        for each in line["accounts"]:
            assert {row["account_code"] for row in (await drilled(company, each["drill"]))["rows"]} == {
                each["account_code"]
            }
    await company.client.aclose()


async def drilled(company: Company, drill: dict) -> dict:
    asked = {"account": drill["accounts"], "to": drill["to_on"], "limit": 500}
    return await get(
        company, f"{REPORTS}/general-ledger", **asked | ({"from": drill["from_on"]} if drill["from_on"] else {})
    )


async def test_without_a_comparison_there_is_nothing_of_another_period(company: Company, written):
    told = await get(company, f"{REPORTS}/trial-balance", to="2026-03-31")
    assert {row["previous_drill"] for row in told["rows"]} == {None}


async def test_the_general_ledger_runs_on_from_page_to_page(company: Company, written):
    days = {"from": "2025-02-10", "to": "2026-02-20"}
    path = f"{REPORTS}/general-ledger"
    whole = (await get(company, path, **days, limit=500))["rows"]
    rows, cursor = [], None
    while True:
        asked = days | {"limit": 7} | ({"cursor": cursor} if cursor else {})
        body = (await company.client.get(path, params=asked)).json()
        rows += body["data"]["rows"]
        if (cursor := body["meta"]["next_cursor"]) is None:
            break
    assert rows == whole
    assert [(row["account_code"], row["booked_on"]) for row in rows] == sorted(
        (row["account_code"], row["booked_on"]) for row in rows
    )
    closing = await balances(company, **days)
    last = {row["account_code"]: row["balance"] for row in rows}
    assert all(closing[code] == balance for code, balance in last.items())


async def test_an_account_of_which_only_the_opening_stands_is_in_the_general_ledger_on_one_page(company: Company):
    """50,000.00 borrowed in January on 173 and not moved since; closing balances are those of the trial balance."""
    loan = [debit("550", eur("50000.00")), credit("173", eur("50000.00"))]
    await books.post(company, loan, on=date(2026, 1, 5), journal="miscellaneous")
    for day in (1, 2, 3):
        rent = [debit("610", eur("10.00")), credit("550", eur("10.00"))]
        await books.post(company, rent, on=date(2026, 5, day), journal="miscellaneous")
    may = {"from": "2026-05-01", "to": "2026-05-31"}
    only = await get(company, f"{REPORTS}/general-ledger", account="173", **may)
    assert [(each["account_code"], each["opening"], each["balance"]) for each in only["accounts"]] == [
        ("173", "-50000.00", "-50000.00")
    ]
    shown, cursor = [], None
    while True:
        asked = may | {"limit": 2} | ({"cursor": cursor} if cursor else {})
        body = (await company.client.get(f"{REPORTS}/general-ledger", params=asked)).json()
        shown += [(each["account_code"], each["balance"]) for each in body["data"]["accounts"]]
        if (cursor := body["meta"]["next_cursor"]) is None:
            break
    assert dict(shown) == await balances(company, **may) == {"173": "-50000.00", "550": "49970.00", "610": "30.00"}
    assert [code for code, _ in shown].count("173") == 1
    sheet = await company.client.get(f"{REPORTS}/general-ledger", params=may | {"format": "csv"})
    rows = list(csv.DictReader(io.StringIO(sheet.content.decode("utf-8-sig")), delimiter=","))
    assert [(each["account_code"], each["booked_on"], each["balance"].strip("'")) for each in rows] == [
        ("173", "", "-50000.00"),  # it stood there before the month, and nothing moved
        ("550", "", "50000.00"),
        *(("550", f"2026-05-0{day}", f"{50000 - 10 * day}.00") for day in (1, 2, 3)),
        *(("610", f"2026-05-0{day}", f"{10 * day}.00") for day in (1, 2, 3)),
    ]


async def test_beside_a_period_stands_the_one_before_or_a_year_before(company: Company):
    for on, amount in [("2026-05-03", "100"), ("2026-04-30", "70"), ("2025-05-31", "40")]:
        postings = [debit("610", eur(amount)), credit("550", eur(amount))]
        await books.post(company, postings, on=date.fromisoformat(on))
    may = {"from": "2026-05-01", "to": "2026-05-31"}
    for how, was, compared in [("previous_period", "70.00", "2026-04-30"), ("previous_year", "40.00", "2025-05-31")]:
        told = await get(company, f"{REPORTS}/profit-and-loss", **may, compare=how)
        line = next(each for each in told["lines"] if each["code"] == "61")
        assert (line["amount"], line["previous_amount"], told["compared"]["to_on"]) == ("100.00", was, compared)
        assert line["accounts"][0]["previous_amount"] == was
        trial = await get(company, f"{REPORTS}/trial-balance", **may, compare=how)
        row = next(each for each in trial["rows"] if each["account_code"] == "610")
        assert row["previous_debit"] == was


async def test_the_journal_is_every_posting_in_the_order_of_days(company: Company, written):
    days = {"from": "2025-01-01", "to": "2025-12-31"}
    told = await get(company, f"{REPORTS}/journal", **days, limit=500)
    assert told["total_debit"] == told["total_credit"]
    assert sum(eur(row["debit"]) for row in told["rows"]) == eur(told["total_debit"])
    assert [row["booked_on"] for row in told["rows"]] == sorted(row["booked_on"] for row in told["rows"])
    assert (await get(company, f"{REPORTS}/journal", **days, journal="sales"))["rows"] == []


async def test_a_lock_changes_nothing_in_a_report(company: Company, written):
    before = await balances(company)
    await lock(company, "2026-06-30")
    assert await balances(company) == before


@pytest.mark.parametrize("report", ["trial-balance", "general-ledger", "journal", "balance-sheet", "aged-payables"])
async def test_days_backwards_are_refused(company: Company, report: str):
    problem = await get(company, f"{REPORTS}/{report}", 422, **{"from": "2026-02-01", "to": "2026-01-31"})
    assert [(each["code"], each["field"]) for each in problem["errors"]] == [("period_backwards", "from")]


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "2026-02-30", "now"])
async def test_days_that_no_books_have_are_refused(company: Company, day: str):
    problem = await get(company, f"{REPORTS}/trial-balance", 422, **{"from": day, "compare": "previous_year"})
    assert [each["field"] for each in problem["errors"]] == ["from"]


async def test_a_cursor_that_we_did_not_give_is_refused(company: Company):
    for cursor in ("x", "WyI2MSIsICJub3ciLCAieCJd"):
        problem = await get(company, f"{REPORTS}/general-ledger", 422, cursor=cursor)
        assert problem["errors"][0]["code"] == "cursor_invalid"


async def test_of_another_company_no_report_shows_anything(company: Company, other_company: Company, written):
    assert (await get(other_company, f"{REPORTS}/trial-balance"))["rows"] == []
    assert (await get(other_company, f"{REPORTS}/general-ledger", **{"from": "2025-01-01"}))["rows"] == []
    assert (await get(other_company, f"{REPORTS}/journal", **{"from": "2025-01-01"}))["rows"] == []
