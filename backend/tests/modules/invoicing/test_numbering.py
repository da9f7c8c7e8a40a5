"""Numbers: no gap and no duplicate, whoever issues at once and whatever fails in between."""

import asyncio

import httpx
import pytest

from app.modules.invoicing import issuing
from tests.conftest import Company
from tests.factories.invoicing import BASE, contact, draft, issued, line, read

ISSUERS = 50


async def test_fifty_issuers_at_once_leave_no_gap_and_no_duplicate(company: Company):
    customer = await contact(company)
    drafts = [await draft(company, contact_id=customer) for _ in range(ISSUERS)]

    async def issue(one: dict) -> httpx.Response:
        """Until it is done: whoever finds every connection taken is asked to come back."""
        answer = await company.client.post(f"{BASE}/{one['id']}/issue")
        while answer.status_code == 503:
            await asyncio.sleep(float(answer.headers.get("retry-after", 1)))
            answer = await company.client.post(f"{BASE}/{one['id']}/issue")
        return answer

    answers = await asyncio.gather(*(issue(each) for each in drafts))
    assert {each.status_code for each in answers} == {200}
    numbers = sorted(each.json()["data"]["number"] for each in answers)
    year = answers[0].json()["data"]["issued_on"][:4]
    assert numbers == [f"F{year}-{number:05d}" for number in range(1, ISSUERS + 1)]
    entries = (await company.client.get("/api/v1/ledger/entries", params={"limit": 200})).json()["data"]
    assert len(entries) == ISSUERS


async def test_one_draft_issued_by_many_at_once_is_issued_once(company: Company):
    made = await draft(company)
    answers = await asyncio.gather(*(company.client.post(f"{BASE}/{made['id']}/issue") for _ in range(10)))
    assert sorted(each.status_code for each in answers) == [200] + [409] * 9
    assert (await issued(company))["number"].endswith("-00002")


async def test_many_payments_at_once_never_pay_more_than_is_open(company: Company):
    made = await issued(company)
    answers = await asyncio.gather(
        *(company.client.post(f"{BASE}/{made['id']}/pay", json={"amount": "50.00"}) for _ in range(6))
    )
    assert sorted(each.status_code for each in answers) == [200, 200, 422, 422, 422, 422]
    assert (await read(company, made))["open_amount"] == "21.00"


async def test_many_credit_notes_at_once_never_credit_more_than_was_invoiced(company: Company):
    made = await issued(company)
    answers = await asyncio.gather(*(company.client.post(f"{BASE}/{made['id']}/credit") for _ in range(5)))
    assert sorted(each.status_code for each in answers) == [201, 409, 409, 409, 409]


class Killed(Exception):
    pass


@pytest.mark.parametrize("step", ["_number", "_book", "offsetting.offset"])
async def test_a_process_that_dies_between_two_steps_leaves_nothing_and_no_gap(company: Company, monkeypatch, step):
    made = await issued(company)
    note = (await company.client.post(f"{BASE}/{made['id']}/credit", json={"as_draft": True})).json()["data"]
    place, name = (issuing, step) if "." not in step else (issuing.offsetting, "offset")
    done = getattr(place, name)

    async def dies(*given) -> None:
        await done(*given)
        raise Killed

    monkeypatch.setattr(place, name, dies)
    assert (await company.client.post(f"{BASE}/{note['id']}/issue")).status_code == 500
    monkeypatch.undo()
    assert (await read(company, note))["status"] == "draft"
    assert (await read(company, made))["open_amount"] == "121.00"
    again = await company.client.post(f"{BASE}/{note['id']}/issue")
    assert again.json()["data"]["number"].endswith("-00001")


async def test_a_thousand_lines_are_issued_and_one_more_is_refused_naming_the_field(company: Company):
    customer = await contact(company)
    asked = {"contact_id": customer, "lines": [line(unit_price="1.03")] * 1000}
    answer = await company.client.post(f"{BASE}/issued", json=asked)
    assert answer.status_code == 201, answer.text
    assert (answer.json()["data"]["net_amount"], answer.json()["data"]["vat_amount"]) == ("1030.00", "216.30")
    answer = await company.client.post(BASE, json=asked | {"lines": [line()] * 1001})
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "lines")


@pytest.mark.parametrize(
    ("more", "code", "field"),
    [
        (line(vat_rate="19"), "rate_unknown", "lines.0.vat_rate"),
        (line(vat_rate="21", treatment="export"), "rate_of_treatment", "lines.0.vat_rate"),
        (line(treatment="import"), "treatment_refused", "lines.0.treatment"),
        (line(account_code="799999"), "account_unknown", "lines.0.account_code"),
        (line(account_code="604"), "income_account_refused", "lines.0.account_code"),
        (line(unit_price="999999999", quantity="9999999"), "total_too_large", "lines"),
    ],
)
async def test_a_line_that_cannot_be_is_refused_naming_its_field(company: Company, more, code, field):
    asked = {"contact_id": await contact(company), "lines": [more]}
    answer = await company.client.post(BASE, json=asked)
    problem = answer.json()["errors"][0]
    assert (answer.status_code, problem["code"], problem["field"]) == (422, code, field)
    told = await company.client.post(f"{BASE}/totals", json=asked)
    assert told.status_code == (422 if code == "total_too_large" else 200)
    if told.status_code == 200:
        assert told.json()["data"]["problems"][0]["code"] == code


async def test_everything_that_is_wrong_with_the_lines_is_said_at_once(company: Company):
    asked = {"contact_id": await contact(company), "lines": [line(vat_rate="19"), line(account_code="604")]}
    answer = await company.client.post(BASE, json=asked)
    assert {each["field"] for each in answer.json()["errors"]} == {"lines.0.vat_rate", "lines.1.account_code"}


async def test_a_sale_without_vat_waits_for_its_customers_number(company: Company):
    made = await draft(company, line(treatment="intra_community_services"))
    answer = await company.client.post(f"{BASE}/{made['id']}/issue")
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (422, "customer_vat_number_needed")


async def test_a_locked_period_refuses_and_says_the_first_open_day(company: Company):
    made = await draft(company, issued_on="2026-03-15")
    lock = await company.client.patch("/api/v1/ledger/journals/sales", json={"locked_until": "2026-03-31"})
    assert lock.status_code == 200, lock.text
    answer = await company.client.post(f"{BASE}/{made['id']}/issue")
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (409, "period_locked")
    assert "2026-04-01" in answer.json()["detail"]
    assert (await issued(company))["number"].endswith("-00001")
