"""What rules would do is told of each currency by itself, and what could not be booked is told apart, with why."""

import pytest

from tests.conftest import Company
from tests.factories import banking
from tests.factories.banking import BASE, Row
from tests.modules.banking.test_exchange import rate
from tests.modules.banking.test_rules import make, ran
from tests.modules.banking.test_vat import trader  # noqa: F401  (a fixture)
from tests.modules.ledger.test_archived import archive
from tests.modules.vat.conftest import booked, close, sale

SHARES = {"shares": [{"account_code": "612", "percent": "100"}]}
LOCKED = {"locked_until": "2026-11-10"}


async def preview(company: Company) -> dict:
    return dict((await company.client.get(f"{BASE}/rules/preview")).json()["data"])


async def phone(company: Company, runs_jobs, *amounts: str, currency: str = "EUR", on: str = "2026-11-10") -> None:
    """Lines of the telephone on an account in this currency."""
    await banking.account(company, name=currency, currency=currency)
    rows = [Row(each, f"domiciliering {n}", name="Proximus NV", on=on) for n, each in enumerate(amounts)]
    await banking.imported(company, runs_jobs, *rows, currency=currency)


async def lock(company: Company, runs_jobs) -> None:
    assert (await company.client.patch("/api/v1/ledger/journals/bank", json=LOCKED)).status_code == 200


async def put_the_account_away(company: Company, runs_jobs) -> None:
    await archive(company, "612")


async def nothing(company: Company, runs_jobs) -> None:
    """No rate of the dollar is known anyway."""


async def quote_a_thousand(company: Company, runs_jobs) -> None:
    """5000 of theirs for a euro: 10.00 are 0.002."""
    await rate(company, "5000")


async def test_what_rules_would_book_is_added_up_for_each_currency(company: Company, runs_jobs):
    await rate(company)
    await phone(company, runs_jobs, "-85.00", "-10.01")
    await phone(company, runs_jobs, "-20.00", "-0.50", currency="USD")
    await make(company, **SHARES)
    told = await preview(company)
    assert (told["count"], told["refused_count"], told["refused"]) == (4, 0, [])
    assert told["totals"] == [{"currency": "EUR", "amount": "-95.01"}, {"currency": "USD", "amount": "-20.50"}]


@pytest.mark.parametrize(
    ("currency", "since", "code"),
    [
        ("EUR", lock, "period_locked"),
        ("EUR", put_the_account_away, "account_archived"),
        ("USD", nothing, "exchange_rate_unknown"),
        ("USD", quote_a_thousand, "worth_nothing"),
    ],
    ids=["a locked day", "an account out of use", "no rate", "nothing in the books"],
)
async def test_what_could_not_be_booked_is_not_counted_and_says_why_as_a_run_would(
    company: Company, runs_jobs, currency, since, code
):
    await phone(company, runs_jobs, "-10.00", currency=currency)
    await make(company, **SHARES)
    await since(company, runs_jobs)
    told = await preview(company)
    assert (told["count"], told["totals"], told["effects"], told["refused_count"]) == (0, [], [], 1)
    (refused,) = told["refused"]
    assert (refused["rule_name"], refused["line"]["amount"], refused["problem"]["code"]) == (
        "Telephone",
        "-10.00",
        code,
    )
    run = await ran(company, runs_jobs, "rules/run")
    assert [each["problem"]["code"] for each in run["results"]] == [code]


async def test_vat_is_not_promised_of_another_currency(trader: Company, runs_jobs):  # noqa: F811
    await rate(trader)
    await phone(trader, runs_jobs, "-12.10", currency="USD")
    await make(trader, shares=[{"account_code": "612", "percent": "100", "vat_rate": "21"}])
    assert [each["problem"]["code"] for each in (await preview(trader))["refused"]] == ["vat_in_books_currency"]


async def test_a_line_that_is_locked_since_it_was_shown_is_another_preview(company: Company, runs_jobs):
    await phone(company, runs_jobs, "-10.00")
    await make(company, **SHARES)
    seen = (await company.client.get(f"{BASE}/rules/preview")).headers["etag"]
    await lock(company, runs_jobs)
    answer = await company.client.post(f"{BASE}/rules/run", json={}, headers={"if-match": seen})
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (412, "changed_meanwhile")


async def test_vat_of_a_period_that_was_closed_is_not_promised(trader: Company, runs_jobs):  # noqa: F811
    """The return of the third quarter is closed: a cost of August still fits, its VAT does not."""
    await booked(trader, sale())
    assert (await close(trader)).status_code == 200
    await trader.client.patch("/api/v1/ledger/journals/bank", json={"locked_until": None})
    await phone(trader, runs_jobs, "-12.10", on="2026-08-15")
    rule = await make(trader, shares=[{"account_code": "612", "percent": "100", "vat_rate": "21"}])
    (refused,) = (await preview(trader))["refused"]
    assert refused["problem"]["code"] == "period_locked"
    run = await ran(trader, runs_jobs, "rules/run")
    assert [each["problem"]["code"] for each in run["results"]] == ["period_locked"]
    await trader.client.patch(f"{BASE}/rules/{rule['id']}", json=SHARES)
    assert (await preview(trader))["count"] == 1
