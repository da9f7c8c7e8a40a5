"""What every answer has in common."""

import re

import pytest

from tests.conftest import Company
from tests.factories import documents
from tests.factories.documents import path

INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d")


def instants(told) -> list[str]:
    """Every text in an answer that is an instant."""
    if isinstance(told, dict):
        return [each for value in told.values() for each in instants(value)]
    if isinstance(told, list):
        return [each for value in told for each in instants(value)]
    return [told] if isinstance(told, str) and INSTANT.match(told) else []


async def test_every_instant_is_in_utc_and_written_with_z(company: Company):
    document = (await documents.approved(company))["id"]
    found = []
    for asked in (
        path(document),
        "/api/v1/documents",
        "/api/v1/ledger/entries",
        "/api/v1/contacts",
        "/api/v1/jobs",
        path("x"),
    ):
        found += instants((await company.client.get(asked)).json())
    assert len(found) > 10
    assert [each for each in found if not each.endswith("Z")] == []


@pytest.mark.parametrize(("body", "at"), [("{not json", 1), ('{"fields": {},}', 14), ('{"a": 1} x', 9)])
async def test_a_body_that_is_no_json_says_where(company: Company, body, at):
    document = await documents.to_review(company)
    answer = await company.client.patch(
        path(document, "/fields"), content=body, headers={"content-type": "application/json"}
    )
    [told] = answer.json()["errors"]
    assert (answer.status_code, told["code"], told["field"], told["value"]) == (422, "json_invalid", "body", None)
    assert told["message"].startswith("this is no JSON: ")
    assert told["message"].endswith(f" at character {at}")
