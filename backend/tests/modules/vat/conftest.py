from collections.abc import AsyncIterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import text

from accounting.journal import Posting, credit, debit
from app.modules.ledger.models import Entry
from tests.conftest import Company, register
from tests.factories.books import post

PATH = "/api/v1/vat"
D = Decimal
AUGUST, NOVEMBER = date(2026, 8, 14), date(2026, 11, 14)


@pytest.fixture
async def trader() -> AsyncIterator[Company]:
    """A Belgian company that files returns by quarter."""
    made = await register(language="en", vat_number="BE0428759497")
    yield made
    await made.client.aclose()


def sale(net: str = "1000.00", vat: str = "210.00") -> list[Posting]:
    return [
        debit("400", D(net) + D(vat)),
        credit("700", D(net), grids=("+03",)),
        credit("451", D(vat), grids=("+54",)),
    ]


def bought(net: str = "400.00", vat: str = "84.00") -> list[Posting]:
    return [
        debit("613", D(net), grids=("+82",)),
        debit("411", D(vat), grids=("+59",)),
        credit("440", D(net) + D(vat)),
    ]


async def booked(company: Company, postings: list[Posting], on: date = AUGUST) -> Entry:
    return await post(company, postings, on, journal="sales")


async def periods(company: Company) -> dict[str, Any]:
    return (await company.client.get(f"{PATH}/periods")).json()["data"]


async def returned(company: Company, period: str = "2026-Q3") -> dict[str, Any]:
    answer = await company.client.get(f"{PATH}/returns/{period}")
    assert answer.status_code == 200, answer.text
    return answer.json()["data"]


def amounts(found: dict[str, Any]) -> dict[str, str]:
    return {each["grid"]: each["amount"] for each in found["grids"]}


async def close(company: Company, period: str = "2026-Q3", *accept: str) -> Any:
    return await company.client.post(f"{PATH}/returns/{period}/close", json={"accept_warnings": list(accept)})


async def reopen(company: Company, period: str = "2026-Q3") -> Any:
    return await company.client.post(f"{PATH}/returns/{period}/reopen", json={"reason": "an invoice was forgotten"})


async def change(company: Company, **columns: str) -> None:
    async with company.begin() as work:
        for name, value in columns.items():
            await work.session.execute(
                text(f"update accounting.tenants set {name} = :value where id = :id"),
                {"value": value, "id": company.tenant_id},
            )


async def balance(company: Company, account: str) -> Decimal:
    async with company.begin() as work:
        query = text(
            "select coalesce(sum(debit - credit), 0) from accounting.postings p"
            " join accounting.accounts a on a.id = p.account_id where a.code = :code"
        )
        return await work.session.scalar(query, {"code": account})


def refusal(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json()["errors"][0]["code"]
