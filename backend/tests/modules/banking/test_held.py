"""A rule leaves alone what an open item speaks for: a person decides, and nothing is in the books twice."""

import pytest

from tests.conftest import Company
from tests.factories import banking, invoicing
from tests.factories.banking import BASE, Row
from tests.factories.invoicing import balances

OGM = "+++090/9337/55493+++"
PHONE = {
    "name": "Telephone",
    "conditions": {"direction": "out", "counterparty": "proximus"},
    "shares": [{"account_code": "612", "percent": "100", "vat_rate": "21"}],
}


async def bill(company: Company) -> dict:
    """60.50 that Proximus waits for."""
    contact = await invoicing.contact(company, name="Proximus")
    return await invoicing.issued(
        company,
        invoicing.line(unit_price="50.00"),
        contact_id=contact,
        direction="purchase",
        number="PX-77123",
        issued_on="2026-11-02",
        payment_reference=OGM,
    )


async def rule(company: Company, **more: object) -> None:
    answer = await company.client.post(f"{BASE}/rules", json=PHONE | more)
    assert answer.status_code == 201, answer.text


SPOKEN = pytest.mark.parametrize(
    "row",
    [
        Row("-60.50", structured="090933755493", name="Proximus"),
        Row("-60.50", "domiciliering", name="Proximus NV"),
        Row("-30.00", "deel van PX-77123", name="Proximus"),
        Row("-30.00", structured="090933755493", name="Proximus"),
    ],
    ids=["reference", "amount", "number", "reference of another amount"],
)


@SPOKEN
async def test_a_rule_that_books_alone_leaves_a_purchase_that_is_open(company: Company, runs_jobs, row):
    await banking.account(company)
    await bill(company)
    await rule(company, books_alone=True)
    before = await balances(company)
    await banking.imported(company, runs_jobs, row, Row("-7.26", "sms", name="Proximus"))
    await runs_jobs(company)
    assert [each["status"] for each in await banking.lines(company)] == ["open", "reconciled"]
    changed = {code: worth for code, worth in (await balances(company)).items() if before.get(code) != worth}
    assert changed == {"550": "-7.26", "612": "6.00", "411": "11.76"}


@SPOKEN
async def test_the_preview_tells_what_it_leaves_and_the_run_does(company: Company, runs_jobs, row):
    await banking.account(company)
    found = await bill(company)
    await rule(company)
    await banking.imported(company, runs_jobs, row, Row("-7.26", "sms", name="Proximus"))
    answer = await company.client.get(f"{BASE}/rules/preview")
    told = answer.json()["data"]
    assert (told["count"], told["totals"][0]["amount"], told["held_count"]) == (1, "-7.26", 1)
    assert [(each["line"]["amount"], each["item"]["id"]) for each in told["held"]] == [(row.amount, found["id"])]
    run = await company.client.post(f"{BASE}/rules/run", json={}, headers={"if-match": answer.headers["etag"]})
    assert run.json()["data"]["line_count"] == 1
    await runs_jobs(company)
    assert [each["status"] for each in await banking.lines(company)] == ["open", "reconciled"]


@SPOKEN
async def test_an_invoice_that_came_since_the_plan_keeps_its_line(company: Company, runs_jobs, row):
    await banking.account(company)
    await rule(company)
    await banking.imported(company, runs_jobs, row)
    run = await company.client.post(f"{BASE}/rules/run", json={})
    assert run.json()["data"]["line_count"] == 1
    await bill(company)
    await runs_jobs(company)
    done = (await company.client.get(f"{BASE}/runs/{run.json()['data']['id']}")).json()["data"]
    assert (done["done_count"], done["results"][0]["problem"]["code"]) == (0, "proposal_outdated")


async def test_who_rejects_the_item_gives_the_line_to_the_rule(company: Company, runs_jobs):
    await banking.account(company)
    found = await bill(company)
    await rule(company)
    (line,) = await banking.imported(company, runs_jobs, Row("-60.50", "domiciliering", name="Proximus NV"))
    asked = {"items": [{"type": "invoice", "id": found["id"]}]}
    assert (await company.client.post(f"{BASE}/lines/{line['id']}/reject", json=asked)).status_code == 200
    told = (await company.client.get(f"{BASE}/rules/preview")).json()["data"]
    assert (told["count"], told["held"]) == (1, [])
