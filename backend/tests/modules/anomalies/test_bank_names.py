"""Under which name a line of the bank is judged."""

import pytest

from tests.conftest import Company
from tests.factories import anomalies, banking
from tests.factories.banking import Row

ENERGY, PRINTER = "BE62510007547061", "BE71096123456769"


def paid(name: str, iban: str, months: range, day: int = 4) -> list[Row]:
    """Something every month, never quite the same."""
    return [
        Row(
            f"-{180 + 7 * month % 23}.{37 * month % 90 + 10}",
            f"bill {name} {month}",
            f"2026-{month:02d}-{day:02d}",
            name,
            iban,
        )
        for month in months
    ]


async def controls_at(company: Company, runs_jobs, *rows: Row) -> dict[str, set[str]]:
    """What was found, by counterparty."""
    await banking.account(company)
    await banking.imported(company, runs_jobs, *rows, opened="2026-01-01", closed="2026-11-30")
    run = await anomalies.ran(company, runs_jobs)
    assert (run["status"], run["entry_count"]) == ("done", len(rows))
    shown = [await anomalies.detail(company, each["id"]) for each in await anomalies.findings(company)]
    return {each["counterparty"]: {reason["control"] for reason in each["reasons"]} for each in shown}


async def test_money_for_one_that_goes_to_the_account_of_another_stands_out(company: Company, runs_jobs):
    """The printer is paid on its own account since January, and in November on the one of the power company."""
    found = await controls_at(
        company,
        runs_jobs,
        *paid("Energie NV", ENERGY, range(1, 11)),
        *paid("Drukkerij De Pers", PRINTER, range(1, 11), day=12),
        *paid("Drukkerij De Pers", ENERGY, range(11, 12), day=20),
    )
    assert {"iban_shared", "iban_changed"} & found.get("Drukkerij De Pers", set()), found


@pytest.mark.parametrize("name", ["ENERGIE VLAANDEREN", "NV Energie", "energie nv"])
async def test_one_name_that_is_written_in_another_way_is_still_that_one(company: Company, runs_jobs, name: str):
    rows = [*paid("Energie NV", ENERGY, range(1, 11)), *paid(name, ENERGY, range(11, 12))]
    assert await controls_at(company, runs_jobs, *rows) == {}


async def test_a_legal_form_alone_makes_nobody_the_same(company: Company):
    async with company.begin() as work:
        asked = "select accounting.share_a_word($1, $2)"
        alike = [("Energie NV", "N.V. ENERGIE"), ("Café De Kroon", "de kroon bv"), ("Proximus", "PROXIMUS SA/NV")]
        assert [(await work.ask(asked, *pair))[0][0] for pair in alike] == [True] * 3
        others = [("Energie NV", "Pers NV"), ("De Pers", "De Kroon"), ("", "Energie"), ("Energie", "")]
        assert [(await work.ask(asked, *pair))[0][0] for pair in others] == [False] * 4
