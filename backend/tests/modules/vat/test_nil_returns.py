"""A period without a movement is owed like any other (VAT Code art. 53 §1, 2°): a nil return."""

from datetime import date

import pytest
from sqlalchemy import text

from tests.conftest import Company
from tests.factories.books import stands
from tests.modules.vat.conftest import booked, bought, close, periods, refusal
from tests.modules.vat.test_special_returns import waits

IN_MAY = date(2026, 5, 4)


async def listed(company: Company) -> list[tuple[str, str]]:
    return [(each["period"], each["balance"]) for each in (await periods(company))["periods"]]


@pytest.fixture
async def since_january(trader: Company) -> Company:
    async with trader.begin() as work:
        await work.session.execute(
            text("update accounting.tenants set created_at = '2026-01-08T09:00Z' where id = :id"),
            {"id": trader.tenant_id},
        )
    return trader


async def test_the_quarters_before_the_first_movement_are_owed(since_january: Company):
    await booked(since_january, bought(), IN_MAY)
    assert await listed(since_january) == [
        ("2026-Q4", "0.00"),
        ("2026-Q3", "0.00"),
        ("2026-Q2", "-84.00"),
        ("2026-Q1", "0.00"),
    ]
    assert await waits(since_january) == 3
    assert refusal(await close(since_january, "2026-Q2")) == (409, "earlier_vat_period_open")
    assert (await close(since_january, "2026-Q1")).status_code == 200
    assert ((await periods(since_january))["next_to_close"], await waits(since_january)) == ("2026-Q2", 2)


async def test_a_company_without_any_movement_owes_them_too(since_january: Company):
    assert [each for each, _ in await listed(since_january)] == ["2026-Q4", "2026-Q3", "2026-Q2", "2026-Q1"]
    assert await waits(since_january) == 3


async def test_papers_of_before_count_from_their_own_period(trader: Company):
    assert ([each for each, _ in await listed(trader)], await waits(trader)) == (["2026-Q4"], 0)
    await booked(trader, bought(), IN_MAY)
    assert [each for each, _ in await listed(trader)] == ["2026-Q4", "2026-Q3", "2026-Q2"]


async def test_what_came_before_the_opening_balances_was_declared_elsewhere(since_january: Company):
    balances = [{"account_code": "550", "debit": "500.00"}, {"account_code": "100", "credit": "500.00"}]
    answer = await since_january.client.put(
        "/api/v1/ledger/opening-balances", json={"booked_on": "2026-06-30", "balances": balances}
    )
    assert answer.status_code == 200, answer.text
    assert ([each for each, _ in await listed(since_january)], await waits(since_january)) == (
        ["2026-Q4", "2026-Q3"],
        1,
    )


async def test_a_small_enterprise_owes_none_without_a_movement(since_january: Company):
    await stands(since_january, "small_enterprise", "2026-01-01")
    assert ((await periods(since_january))["files_returns"], await waits(since_january)) == (False, 0)
