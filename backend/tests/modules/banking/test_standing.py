"""What was sure when it was worked out is looked at again before it is shown or applied."""

import pytest

from app.modules.banking import proposing, running
from tests.conftest import Company
from tests.factories import banking, invoicing
from tests.factories.banking import BASE, OTHER_IBAN, Row
from tests.modules.banking.test_rules import ran

NOTHING = {"count": 0, "locked_count": 0, "answers": []}


async def nearly_sure(company: Company, runs_jobs) -> dict:
    """93.17 of Acme, whose only open invoice of that amount it is: the name says it, no number does."""
    await banking.account(company)
    acme = await invoicing.contact(company, name="Acme Handel NV")
    sold = await invoicing.issued(company, invoicing.line(unit_price="77.00"), contact_id=acme)
    await banking.imported(company, runs_jobs, Row("93.17", name="Acme Handel NV", on=sold["issued_on"]))
    return sold


async def reject_it(company: Company, sold: dict, runs_jobs) -> None:
    line = (await banking.lines(company))[0]
    asked = {"items": [{"type": "invoice", "id": sold["id"]}]}
    assert (await company.client.post(f"{BASE}/lines/{line['id']}/reject", json=asked)).status_code == 200


async def another_of_the_same_amount(company: Company, sold: dict, runs_jobs) -> None:
    await invoicing.issued(company, invoicing.line(unit_price="77.00"), contact_id=sold["contact_id"])


async def another_line_of_the_same(company: Company, sold: dict, runs_jobs) -> None:
    row = Row("93.17", "again", name="Acme Handel NV", on=sold["issued_on"])
    await banking.imported(company, runs_jobs, row)


async def it_came_back(company: Company, sold: dict, runs_jobs) -> None:
    row = Row("-93.17", "RETOUR AC04", name="Acme Handel NV", on=sold["issued_on"])
    await banking.imported(company, runs_jobs, row)


async def it_is_our_own_account(company: Company, sold: dict, runs_jobs) -> None:
    await banking.account(company, name="Savings", number=OTHER_IBAN)


SINCE = [reject_it, another_of_the_same_amount, another_line_of_the_same, it_came_back, it_is_our_own_account]


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


async def test_a_sum_that_was_rejected_since_spark_matched_is_counted_and_applied_no_more(
    company: Company, runs_jobs, instead_of_spark, monkeypatch
):
    await banking.account(company)
    acme = await invoicing.contact(company, name="Acme Handel NV")
    sold = [
        await invoicing.issued(company, invoicing.line(unit_price=price), contact_id=acme) for price in ("77", "50.11")
    ]
    said = " ".join(each["payment_reference"] for each in sold)
    await banking.imported(company, runs_jobs, Row("153.80", said, name="Acme Handel NV", on=sold[0]["issued_on"]))
    monkeypatch.setattr(proposing, "MOST_LINES", 0)
    await company.client.post(f"{BASE}/matching")
    await runs_jobs(company)
    (told,) = (await company.client.get(f"{BASE}/exact")).json()["data"]["answers"]
    assert {each["id"] for each in told["items"]} == {each["id"] for each in sold}
    line = (await banking.lines(company))[0]
    asked = {"items": [{"type": "invoice", "id": each["id"]} for each in sold]}
    assert (await company.client.post(f"{BASE}/lines/{line['id']}/reject", json=asked)).status_code == 200
    assert (await company.client.get(f"{BASE}/exact")).json()["data"] == NOTHING
    assert (await ran(company, runs_jobs, "exact/accept"))["line_count"] == 0


async def test_an_expense_or_an_entry_that_two_lines_would_pay_is_never_sure(
    company: Company, runs_jobs, instead_of_spark, monkeypatch
):
    """Only an invoice can be paid in parts: the 40.55 of an expense and the 121.00 of an entry are settled whole."""
    await banking.account(company)
    asked = {"description": "Trein Oostende", "category": "travel", "spent_on": "2026-11-02", "total_amount": "40.55"}
    expense = (await company.client.post("/api/v1/expenses", json=asked)).json()["data"]
    for what in ("submit", "approve"):
        assert (await company.client.post(f"/api/v1/expenses/{expense['id']}/{what}")).status_code == 200
    acme = await invoicing.contact(company, name="Acme Handel NV", iban=OTHER_IBAN)
    sold = await invoicing.issued(company, contact_id=acme)
    await invoicing.act(company, sold, "pay", paid_on="2026-11-10")
    said = f"{sold['number']} {sold['payment_reference']}"
    await banking.imported(
        company, runs_jobs,
        *(Row(amount, "Trein Oostende", name="An Peeters", on="2026-11-05") for amount in ("-15.18", "-25.37")),
        *(Row(amount, said, name="Acme Handel NV") for amount in ("40.00", "81.00")),
    )  # fmt: skip
    async with company.begin() as work:
        found = await proposing.here(work)
    proposed = {(each.kind, each.items[0].partition(":")[0], len(each.lines), each.auto) for each in found}
    assert proposed == {("many_lines", "posting", 2, True), ("many_lines", "expense", 2, True)}
    assert (await company.client.get(f"{BASE}/exact")).json()["data"] == NOTHING
    monkeypatch.setattr(proposing, "MOST_LINES", 0)
    await company.client.post(f"{BASE}/matching")
    await runs_jobs(company)
    assert (await company.client.get(f"{BASE}/exact")).json()["data"] == NOTHING


async def test_what_is_reconciled_in_part_since_spark_matched_is_not_counted(
    company: Company, runs_jobs, instead_of_spark, monkeypatch
):
    """Of 93.17, 1.00 is on another account; the count and the run leave its 92.17 alone."""
    await nearly_sure(company, runs_jobs)
    await company.client.post(f"{BASE}/matching")
    await runs_jobs(company)
    monkeypatch.setattr(proposing, "MOST_LINES", 0)
    assert (await company.client.get(f"{BASE}/exact")).json()["data"]["count"] == 1
    line = (await banking.lines(company))[0]
    assert (await banking.reconcile(company, line, banking.on_account("499", "1.00"))).status_code == 200
    for _ in ("as Spark left it", "and matched again"):
        assert (await company.client.get(f"{BASE}/exact")).json()["data"] == NOTHING
        await company.client.post(f"{BASE}/matching")
        await runs_jobs(company)
    assert (await banking.lines(company))[0]["open_amount"] == "92.17"


@pytest.mark.parametrize("most_lines", [proposing.MOST_LINES, 0], ids=["here", "by Spark"])
async def test_a_line_on_a_closed_day_is_not_promised_unless_it_is_posted_already(
    company: Company, runs_jobs, instead_of_spark, monkeypatch, most_lines
):
    """93.17 would be booked on its day; the 121.00 is in the books, and only found on the statement."""
    sold = await nearly_sure(company, runs_jobs)
    other = await invoicing.issued(company, contact_id=sold["contact_id"])
    await invoicing.act(company, other, "pay", paid_on=other["issued_on"])
    said = f"{other['number']} {other['payment_reference']}"
    await banking.imported(company, runs_jobs, Row("121.00", said, name="Acme Handel NV", on=other["issued_on"]))
    monkeypatch.setattr(proposing, "MOST_LINES", most_lines)
    await company.client.post(f"{BASE}/matching")
    await runs_jobs(company)
    told = (await company.client.get(f"{BASE}/exact")).json()["data"]
    assert (told["count"], told["locked_count"]) == (2, 0)
    answer = await company.client.patch("/api/v1/ledger/journals/bank", json={"locked_until": sold["issued_on"]})
    assert answer.status_code == 200, answer.text
    told = (await company.client.get(f"{BASE}/exact")).json()["data"]
    assert (told["count"], told["locked_count"], [each["items"][0]["type"] for each in told["answers"]]) == (
        1, 1, ["posting"],
    )  # fmt: skip
    run = await ran(company, runs_jobs, "exact/accept")
    assert (run["line_count"], run["done_count"], run["failed_count"]) == (1, 1, 0)
