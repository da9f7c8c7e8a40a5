"""What was sure when it was worked out is looked at again before it is shown or applied."""

import pytest

from app.modules.banking import proposing, running
from tests.conftest import Company
from tests.factories import banking, invoicing
from tests.factories.banking import BASE, OTHER_IBAN, Row
from tests.modules.banking.test_rules import ran


async def nearly_sure(company: Company, runs_jobs) -> dict:
    """93.17 of Acme, whose only open invoice of that amount it is: the name says it, no number does."""
    await banking.account(company)
    acme = await invoicing.contact(company, name="Acme Handel NV")
    sold = await invoicing.issued(company, invoicing.line(unit_price="77.00"), contact_id=acme)
    await banking.imported(company, runs_jobs, Row("93.17", name="Acme Handel NV", on=sold["issued_on"]))
    return sold


async def reject_it(company: Company, sold: dict, runs_jobs) -> None:
    line = (await banking.lines(company))[0]
    asked = {"type": "invoice", "id": sold["id"]}
    assert (await company.client.post(f"{BASE}/lines/{line['id']}/reject", json=asked)).status_code == 200


async def another_of_the_same_amount(company: Company, sold: dict, runs_jobs) -> None:
    await invoicing.issued(company, invoicing.line(unit_price="77.00"), contact_id=sold["contact_id"])


async def another_line_of_the_same(company: Company, sold: dict, runs_jobs) -> None:
    row = Row("93.17", "again", name="Acme Handel NV", on=sold["issued_on"])
    await banking.imported(company, runs_jobs, row)


async def it_is_our_own_account(company: Company, sold: dict, runs_jobs) -> None:
    await banking.account(company, name="Savings", number=OTHER_IBAN)


SINCE = [reject_it, another_of_the_same_amount, another_line_of_the_same, it_is_our_own_account]


@pytest.mark.parametrize("since", SINCE)
async def test_what_is_no_longer_sure_since_spark_matched_is_shown_and_applied_no_more(
    company: Company, runs_jobs, instead_of_spark, monkeypatch, since
):
    sold = await nearly_sure(company, runs_jobs)
    monkeypatch.setattr(proposing, "MOST_LINES", 0)
    await company.client.post(f"{BASE}/matching")
    await runs_jobs(company)
    told = (await company.client.get(f"{BASE}/exact")).json()["data"]
    assert (told["count"], told["answers"][0]["items"][0]["id"]) == (1, sold["id"])
    await since(company, sold, runs_jobs)
    assert (await company.client.get(f"{BASE}/exact")).json()["data"]["answers"] == []
    run = await ran(company, runs_jobs, "exact/accept")
    assert run["done_count"] == 0
    assert (await invoicing.read(company, sold))["open_amount"] == "93.17"


@pytest.mark.parametrize("since", SINCE)
async def test_what_is_no_longer_sure_since_it_was_asked_for_is_left_to_a_person(
    company: Company, runs_jobs, monkeypatch, since
):
    sold = await nearly_sure(company, runs_jobs)
    accept = running.accept

    async def meanwhile(*asked) -> None:
        await since(company, sold, runs_jobs)
        await accept(*asked)

    monkeypatch.setattr(running, "accept", meanwhile)
    run = await ran(company, runs_jobs, "exact/accept")
    assert (run["done_count"], run["failed_count"]) == (0, 1)
    assert run["results"][0]["problem"]["code"] == "proposal_outdated"
    assert (await invoicing.read(company, sold))["open_amount"] == "93.17"
