"""Accepting all that is exact takes what was shown: those lines with those items, and nothing else."""

import pytest

from app.modules.banking import proposing
from tests.conftest import Company
from tests.factories import banking, invoicing
from tests.factories.banking import BASE, Row
from tests.modules.banking.test_standing import nearly_sure

HERE_AND_BY_SPARK = pytest.mark.parametrize("most_lines", [proposing.MOST_LINES, 0], ids=["here", "by Spark"])


async def shown(company: Company) -> tuple[dict, dict]:
    answer = await company.client.get(f"{BASE}/exact")
    return answer.json()["data"], {"if-match": answer.headers["etag"]}


async def matched(company: Company, runs_jobs) -> None:
    await company.client.post(f"{BASE}/matching")
    await runs_jobs(company)


async def another_sale(company: Company, runs_jobs, sold: dict) -> dict:
    """60.50 of the same customer, and its line, which names it."""
    other = await invoicing.issued(company, invoicing.line(unit_price="50.00"), contact_id=sold["contact_id"])
    said = f"{other['number']} {other['payment_reference']}"
    await banking.imported(company, runs_jobs, Row("60.50", said, name="Acme Handel NV", on=other["issued_on"]))
    return other


async def accept(company: Company, seen: dict | None = None):
    return await company.client.post(f"{BASE}/exact/accept", headers=seen or {})


async def run_of(company: Company, runs_jobs, answer) -> dict:
    assert answer.status_code == 202, answer.text
    await runs_jobs(company)
    return dict((await company.client.get(f"{BASE}/runs/{answer.json()['data']['id']}")).json()["data"])


@HERE_AND_BY_SPARK
async def test_what_was_not_shown_is_not_accepted(
    company: Company, runs_jobs, instead_of_spark, monkeypatch, most_lines
):
    sold = await nearly_sure(company, runs_jobs)
    monkeypatch.setattr(proposing, "MOST_LINES", most_lines)
    await matched(company, runs_jobs)
    told, seen = await shown(company)
    assert told["count"] == 1
    await another_sale(company, runs_jobs, sold)
    await matched(company, runs_jobs)
    refused = await accept(company, seen)
    assert (refused.status_code, refused.json()["errors"][0]["code"]) == (412, "changed_meanwhile")
    await runs_jobs(company)
    assert [each["status"] for each in await banking.lines(company)] == ["open", "open"]
    told, seen = await shown(company)
    assert told["count"] == 2
    done = await run_of(company, runs_jobs, await accept(company, seen))
    assert (done["line_count"], done["done_count"], done["failed_count"]) == (2, 2, 0)


@HERE_AND_BY_SPARK
async def test_what_becomes_exact_after_it_was_asked_for_waits_for_the_next_time(
    company: Company, runs_jobs, instead_of_spark, monkeypatch, most_lines
):
    sold = await nearly_sure(company, runs_jobs)
    later = await another_sale(company, runs_jobs, sold)
    line = (await banking.lines(company))[1]
    no = {"items": [{"type": "invoice", "id": later["id"]}]}
    await company.client.post(f"{BASE}/lines/{line['id']}/reject", json=no)
    monkeypatch.setattr(proposing, "MOST_LINES", most_lines)
    await matched(company, runs_jobs)
    asked = await accept(company, (await shown(company))[1])
    assert asked.json()["data"]["line_count"] == 1, "it says from the first moment what it is about"
    await company.client.post(f"{BASE}/lines/{line['id']}/allow", json=no)
    done = await run_of(company, runs_jobs, asked)
    assert (done["line_count"], done["done_count"], done["failed_count"]) == (1, 1, 0)
    assert [each["status"] for each in await banking.lines(company)] == ["reconciled", "open"]


@HERE_AND_BY_SPARK
async def test_a_line_that_is_exactly_something_else_by_its_turn_stays_open_and_says_so(
    company: Company, runs_jobs, instead_of_spark, monkeypatch, most_lines
):
    """The invoice of 93.17 is paid by hand: now the line is that entry, which nobody saw."""
    sold = await nearly_sure(company, runs_jobs)
    monkeypatch.setattr(proposing, "MOST_LINES", most_lines)
    await matched(company, runs_jobs)
    asked = await accept(company, (await shown(company))[1])
    await invoicing.act(company, sold, "pay", paid_on=sold["issued_on"])
    done = await run_of(company, runs_jobs, asked)
    assert (done["done_count"], done["failed_count"]) == (0, 1)
    assert done["results"][0]["problem"]["code"] == "proposal_outdated"
    await matched(company, runs_jobs)
    now = (await shown(company))[0]
    assert [(each["lines"][0]["amount"], each["items"][0]["type"]) for each in now["answers"]] == [("93.17", "posting")]


async def test_an_answer_of_another_matching_is_not_the_one_that_was_shown(
    company: Company, runs_jobs, instead_of_spark, monkeypatch
):
    await nearly_sure(company, runs_jobs)
    monkeypatch.setattr(proposing, "MOST_LINES", 0)
    await matched(company, runs_jobs)
    seen = (await shown(company))[1]
    await matched(company, runs_jobs)
    assert (await accept(company, seen)).status_code == 412
    assert (await accept(company, (await shown(company))[1])).status_code == 202
