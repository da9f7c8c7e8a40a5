"""A fiscal year beside the one before it."""

from datetime import date
from decimal import Decimal

from accounting.journal import credit, debit
from tests.conftest import Company
from tests.factories import books
from tests.modules.ledger.asking import REPORTS, get


async def test_beside_a_fiscal_year_stands_the_one_before_it_however_long_either_is(company: Company):
    """2026 was cut short at the end of June; before it lies a year of eighteen months, and before that one none."""
    [year] = (await company.client.get("/api/v1/ledger/years")).json()["data"]
    short = {"starts_on": "2026-01-01", "ends_on": "2026-06-30"}
    assert (await company.client.patch(f"/api/v1/ledger/years/{year['id']}", json=short)).status_code == 200
    long, usual = ("2024-07-01", "2025-12-31"), ("2026-07-01", "2027-06-30")
    for starts_on, ends_on in (long, usual):
        begun = await company.client.post("/api/v1/ledger/years", json={"starts_on": starts_on, "ends_on": ends_on})
        assert begun.status_code == 201, begun.text
    for on, amount in [("2024-08-01", "100"), ("2025-08-01", "20"), ("2026-05-01", "3")]:
        postings = [debit("610", Decimal(amount)), credit("550", Decimal(amount))]
        await books.post(company, postings, on=date.fromisoformat(on))

    async def before(since: str, until: str) -> tuple[str, str, str]:
        days = {"from": since, "to": until, "compare": "previous_period"}
        told = await get(company, f"{REPORTS}/profit-and-loss", **days)
        line = next(each for each in told["lines"] if each["code"] == "61")
        return told["compared"]["from_on"], told["compared"]["to_on"], line["previous_amount"]

    assert await before(*usual) == ("2026-01-01", "2026-06-30", "3.00")
    assert await before("2026-01-01", "2026-06-30") == (*long, "120.00")
    assert (await before(*long))[:2] == ("2023-07-01", "2024-06-30")
    assert (await before("2026-07-01", "2027-05-31"))[:2] == ("2025-08-01", "2026-06-30"), "a part of it is no year"
