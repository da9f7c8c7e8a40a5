from typing import Any

import pytest

from tests.conftest import Company
from tests.factories.people import colleague

PATH = "/api/v1/expenses"
LUNCH = {
    "description": "Lunch with a customer",
    "merchant": "Brasserie De Kroon",
    "category": "restaurant",
    "spent_on": "2026-11-12",
    "total_amount": "56.00",
    "vat_rate": "12",
}


@pytest.fixture
async def member(company: Company) -> Company:
    return await colleague(company, "member")


@pytest.fixture
async def accountant(company: Company) -> Company:
    return await colleague(company, "accountant")


async def make(company: Company, **asked: Any) -> dict[str, Any]:
    answer = await company.client.post(PATH, json=LUNCH | asked)
    assert answer.status_code == 201, answer.text
    return answer.json()["data"]


async def act(company: Company, expense: dict[str, Any], action: str, **asked: Any) -> Any:
    return await company.client.post(
        f"{PATH}/{expense['id']}/{action}", json=asked or ({} if action == "reimburse" else None)
    )


async def submitted(company: Company, **asked: Any) -> dict[str, Any]:
    expense = await make(company, **asked)
    answer = await act(company, expense, "submit")
    assert answer.status_code == 200, answer.text
    return answer.json()["data"]


async def approved(company: Company, **asked: Any) -> dict[str, Any]:
    """By the owner of the company, who may approve their own."""
    answer = await act(company, await submitted(company, **asked), "approve")
    assert answer.status_code == 200, answer.text
    return answer.json()["data"]


async def postings(company: Company, entry_id: str) -> list[str]:
    entry = (await company.client.get(f"/api/v1/ledger/entries/{entry_id}")).json()["data"]
    return [
        f"{each['account_code']} {each['debit']} D"
        if each["debit"] != "0.00"
        else f"{each['account_code']} {each['credit']} C"
        for each in entry["postings"]
    ]


def faults(answer: Any) -> list[tuple[str | None, str]]:
    return [(each["field"], each["code"]) for each in answer.json()["errors"]]


def refusal(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json()["errors"][0]["code"]
