"""Booking documents through the API, and looking at what was booked."""

from uuid import UUID

from tests.conftest import Company
from tests.factories.documents import path


async def approve(company: Company, document: UUID, **asked):
    return await company.client.post(path(document, "/approve"), json=asked)


async def booking(company: Company, document: UUID, **asked) -> dict:
    answer = await company.client.get(path(document, "/booking"), params=asked)
    assert answer.status_code == 200, answer.text
    return answer.json()["data"]


async def entry(company: Company, approved) -> dict:
    assert approved.status_code == 200, approved.text
    return (await company.client.get(f"/api/v1/ledger/entries/{approved.json()['data']['entry_id']}")).json()["data"]


def sides(told: dict) -> list[str]:
    """`604 100.00 D`, one per posting."""
    return [
        f"{each['account_code']} {each['debit']} D"
        if each["debit"] != "0.00"
        else f"{each['account_code']} {each['credit']} C"
        for each in told["postings"]
    ]


def faults(answer) -> set[str]:
    return {each["field"] for each in answer.json()["errors"]}


def refusal(answer) -> tuple[int, str]:
    return answer.status_code, answer.json()["errors"][0]["code"]


async def listed(company: Company, what: str) -> list[dict]:
    return (await company.client.get(f"/api/v1/{what}?limit=200")).json()["data"]
