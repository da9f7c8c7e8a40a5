"""Every figure of the report by tag opens in the general ledger as exactly what it is: shares, and what they leave."""

import csv
import io
import random
from decimal import Decimal
from typing import Any

import pytest

from tests.conftest import Company
from tests.modules.ledger.asking import REPORTS, draft, get, post, posting, refusal
from tests.modules.ledger.test_tags import share, tag

DAYS = {"from": "2026-03-10", "to": "2026-11-20", "compare": "previous_year"}
FIGURES = ("income", "costs", "result")
RESULTS = ("610", "613", "616", "659", "700", "705")


def eur(text: str | None) -> Decimal:
    return Decimal(text or 0)


@pytest.fixture
async def shared(company: Company) -> Company:
    """Sixty entries of two years, by thirds and odd cents, over three projects and two regions; some with no tag."""
    dice = random.Random(13)
    projects = [await tag(company, name, "Project") for name in ("Shop", "App", "Site")]
    regions = [await tag(company, name, "") for name in ("North", "South")]
    for at in range(60):
        shares = [share(each, dice.choice(["33.3333", "12.5", "0.0001"])) for each in dice.sample(projects, at % 4)]
        shares += [share(each, "50") for each in dice.sample(regions, at % 3)]
        amount = f"{dice.randrange(1, 99999) / 100:.2f}"
        account = dice.choice(RESULTS)
        sides = (
            ({"debit": amount}, {"credit": amount}) if dice.random() < 0.6 else ({"credit": amount}, {"debit": amount})
        )
        day = f"{2025 + at % 2}-{dice.randrange(1, 12):02d}-{dice.randrange(1, 28):02d}"
        await post(company, draft(posting(account, tags=shares, **sides[0]), posting("550", **sides[1]), on=day))
    return company


def asked(drill: dict[str, Any]) -> dict[str, Any]:
    named = {"account": drill["accounts"], "from": drill["from_on"], "to": drill["to_on"]}
    return {
        key: each
        for key, each in (named | {key: drill[key] for key in ("tag_id", "untagged")}).items()
        if each is not None
    }


async def opened(company: Company, drill: dict[str, Any], limit: int = 500) -> Decimal:
    """Income less costs of what a drill opens, from page to page; each page's balances go on from the one before."""
    found, cursor, standing = Decimal(0), None, {}
    while True:
        page = {"limit": limit} | ({"cursor": cursor} if cursor else {})
        answer = await company.client.get(f"{REPORTS}/general-ledger", params=asked(drill) | page)
        assert answer.status_code == 200, answer.text
        told, meta = answer.json()["data"], answer.json()["meta"]
        for each in told["accounts"]:
            standing.setdefault(each["account_code"], eur(each["opening"]))
        for row in told["rows"]:
            moved = eur(row["debit"]) - eur(row["credit"])
            assert moved, row
            found -= moved
            standing[row["account_code"]] += moved
            assert standing[row["account_code"]] == eur(row["balance"]), row
        if (cursor := meta["next_cursor"]) is None:
            return found


async def test_every_figure_of_a_tag_opens_as_exactly_what_it_is(shared: Company):
    told = await get(shared, f"{REPORTS}/tags", **DAYS)
    assert [(row["dimension"], row["name"]) for row in told["rows"]] == [
        *(("", name) for name in ("North", "South", "Without a tag")),
        *(("Project", name) for name in ("App", "Shop", "Site", "Without a tag")),
    ]
    for row in (*told["rows"], told["whole"]):
        for figure, drill, sign in (
            ("income", "income_drill", 1),
            ("costs", "costs_drill", -1),
            ("result", "drill", 1),
            ("previous_result", "previous_drill", 1),
        ):
            assert await opened(shared, row[drill]) == sign * eur(row[figure]), (row, figure)
            assert eur(row[figure])
    for kind in ("", "Project"):
        for figure in (*FIGURES, "previous_result"):
            parts = [eur(row[figure]) for row in told["rows"] if row["dimension"] == kind]
            assert sum(parts) == eur(told["whole"][figure]), (kind, figure)
    assert told["result"] == told["whole"]["result"]


async def test_tags_are_given_no_more_than_there_is(company: Company):
    """Ten sales of 10.05 by halves and by thirds: each cent is somebody's, once."""
    halves = [await tag(company, name, kind) for name, kind in (("A", "Half"), ("B", "half"))]
    thirds = [await tag(company, name, "Third") for name in ("C", "D", "E")]
    for _ in range(10):
        shares = [*(share(each, "50") for each in reversed(halves)), *(share(each, "33.3333") for each in thirds)]
        await post(company, draft(posting("550", debit="10.05"), posting("700", credit="10.05", tags=shares)))
    rows = (await get(company, f"{REPORTS}/tags", **{"from": "2026-01-01", "to": "2026-12-31"}))["rows"]
    assert [(row["name"], row["income"], await opened(company, row["drill"])) for row in rows] == [
        ("A", "50.30", eur("50.30")),
        ("B", "50.20", eur("50.20")),
        ("Without a tag", "0.00", eur("0.00")),
        ("C", "33.50", eur("33.50")),
        ("D", "33.50", eur("33.50")),
        ("E", "33.50", eur("33.50")),
        ("Without a tag", "0.00", eur("0.00")),
    ]


async def test_shares_run_on_from_page_to_page(shared: Company):
    told = await get(shared, f"{REPORTS}/tags", **DAYS)
    for row in (told["rows"][0], told["rows"][-1]):
        assert await opened(shared, row["drill"], limit=3) == eur(row["result"])


async def test_a_file_of_shares_has_the_rows_of_the_screen(shared: Company):
    told = await get(shared, f"{REPORTS}/tags", **DAYS)
    for row in (told["rows"][0], told["rows"][-1]):
        shown = (await get(shared, f"{REPORTS}/general-ledger", **asked(row["drill"]), limit=500))["rows"]
        answer = await shared.client.get(f"{REPORTS}/general-ledger", params=asked(row["drill"]) | {"format": "csv"})
        rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
        columns = ("account_code", "booked_on", "number", "debit", "credit", "balance")
        assert [{name: each[name] for name in columns} for each in rows if each["number"]] == [
            {name: each[name] for name in columns} for each in shown
        ]


async def test_a_ledger_says_whose_share_it_shows(shared: Company):
    told = await get(shared, f"{REPORTS}/tags", **DAYS)
    mine, rest = told["rows"][3], told["rows"][-1]
    ledger = await get(shared, f"{REPORTS}/general-ledger", **asked(mine["drill"]))
    assert ledger["share"] == {"tag_id": mine["tag_id"], "name": "App", "dimension": "Project"}
    ledger = await get(shared, f"{REPORTS}/general-ledger", **asked(rest["drill"]))
    assert ledger["share"] == {"tag_id": None, "name": "Without a tag", "dimension": "Project"}
    assert (await get(shared, f"{REPORTS}/general-ledger"))["share"] is None


async def test_the_report_as_a_file_ends_with_the_whole_company(shared: Company):
    told = await get(shared, f"{REPORTS}/tags", **DAYS)
    answer = await shared.client.get(f"{REPORTS}/tags", params=DAYS | {"format": "csv"})
    *rows, whole = csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")))
    assert [row["tag"] for row in rows] == [row["name"] for row in told["rows"]]
    assert whole == {"dimension": "", "tag": "The whole company"} | {
        name: told["whole"][name] for name in (*FIGURES, "previous_result")
    }


async def test_a_tag_that_is_not_there_and_two_questions_at_once_are_refused(shared: Company):
    mine = (await get(shared, f"{REPORTS}/tags", **DAYS))["rows"][0]["tag_id"]
    problem = await get(shared, f"{REPORTS}/general-ledger", 422, tag_id=mine, untagged="Project")
    assert refusal(problem) == [("tag_or_untagged", "untagged")]
    problem = await get(shared, f"{REPORTS}/general-ledger", 404, tag_id="01900000-0000-7000-8000-000000000000")
    assert refusal(problem) == [("tag_not_found", None)]
