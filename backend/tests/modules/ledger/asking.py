"""Shorthand for asking the books over HTTP."""

from datetime import date
from typing import Any

from tests.conftest import Company

LEDGER = "/api/v1/ledger"
REPORTS = "/api/v1/reports"


def posting(account: str, **sides: Any) -> dict[str, Any]:
    return {"account_code": account, **sides}


def draft(*postings: dict[str, Any], on: date | str = "2026-11-02", **more: Any) -> dict[str, Any]:
    return {"booked_on": str(on), "memo": "paper", "postings": list(postings)} | more


def rent(amount: str = "100.00", on: date | str = "2026-11-02", **more: Any) -> dict[str, Any]:
    return draft(posting("610", debit=amount), posting("444", credit=amount), on=on, **more)


async def post(company: Company, body: dict[str, Any], status: int = 201) -> dict[str, Any]:
    answer = await company.client.post(f"{LEDGER}/entries", json=body)
    assert answer.status_code == status, answer.text
    return answer.json().get("data") or answer.json()


async def get(company: Company, path: str, expects: int = 200, **params: Any) -> Any:
    answer = await company.client.get(path, params=params)
    assert answer.status_code == expects, answer.text
    return answer.json()["data"] if expects == 200 else answer.json()


async def change(
    company: Company, method: str, path: str, body: dict[str, Any], status: int = 200, **headers: str
) -> Any:
    answer = await company.client.request(method, path, json=body, headers=headers)
    assert answer.status_code == status, answer.text
    return answer.json().get("data") or answer.json()


def refusal(problem: dict[str, Any]) -> list[tuple[str, str | None]]:
    """Code and field of everything that is wrong."""
    return [(each["code"], each["field"]) for each in problem["errors"]]


async def lock(company: Company, until: str | None, journal: str = "miscellaneous") -> dict[str, Any]:
    return await change(company, "PATCH", f"{LEDGER}/journals/{journal}", {"locked_until": until})


async def balances(company: Company, **between: str) -> dict[str, str]:
    """Account → balance, by the trial balance."""
    told = await get(company, f"{REPORTS}/trial-balance", **between)
    assert told["difference"] == "0.00"
    return {row["account_code"]: row["balance"] for row in told["rows"]}
