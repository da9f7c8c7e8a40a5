from typing import Any

from tests.conftest import Company

PATH = "/api/v1/contacts"
PRESS = {"name": "De Pers", "vat_number": "BE 0428.759.497", "is_supplier": True}


async def make(company: Company, **asked: Any) -> dict[str, Any]:
    answer = await company.client.post(PATH, json={"name": "Peeters BV"} | asked)
    assert answer.status_code == 201, answer.text
    return answer.json()["data"]


async def listed(company: Company, **asked: Any) -> list[dict[str, Any]]:
    return (await company.client.get(PATH, params=asked)).json()["data"]


def faults(answer: Any) -> list[tuple[str, str]]:
    return [(each["field"], each["code"]) for each in answer.json()["errors"]]
