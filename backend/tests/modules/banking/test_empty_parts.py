"""A part that takes nothing of a line is named, and who asks for nothing at all is told what to ask for."""

import pytest

from tests.conftest import Company
from tests.factories import banking
from tests.factories.banking import on_account, reconcile
from tests.modules.banking.test_reconciling import line_of, refusal


@pytest.mark.parametrize(
    ("parts", "field"),
    [
        ([on_account("612", "121.00"), on_account("613", "0.00")], "parts.1.amount"),
        ([on_account("613", "0.00"), on_account("612")], "parts.0.amount"),
        ([on_account("612", "121.00"), on_account("613")], "parts.1.amount"),
    ],
    ids=["of nothing", "before the others", "for which nothing is left"],
)
async def test_of_several_parts_the_one_that_takes_nothing_is_named(company: Company, runs_jobs, parts, field):
    line = await line_of(company, runs_jobs, "121.00")
    answer = await reconcile(company, line, *parts)
    assert refusal(answer) == (422, "part_of_nothing")
    assert (answer.json()["errors"][0]["field"], answer.json()["errors"][0]["value"]) == (field, "0.00")
    assert f"part {int(field[6]) + 1} takes 0.00 EUR" in answer.json()["detail"]


async def test_who_names_no_item_is_asked_for_one(company: Company, runs_jobs):
    line = await line_of(company, runs_jobs, "121.00")
    for what in ("reject", "allow"):
        answer = await company.client.post(f"{banking.BASE}/lines/{line['id']}/{what}", json={"items": []})
        assert (*refusal(answer), answer.json()["errors"][0]["field"]) == (422, "items_missing", "items")
