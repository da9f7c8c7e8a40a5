"""Invoices that come back: what is tried when they are made, and what happens when they rested for a while."""

from tests.conftest import Company
from tests.factories.invoicing import contact, day, line

PATH = "/api/v1/recurring-invoices"


async def recurring(company: Company, **more) -> dict:
    content = {"contact_id": more.pop("contact_id", None) or await contact(company), "lines": [line()]}
    asked = {"name": "Rent", "every": "month", "starts_on": "2026-01-15", "content": content} | more
    answer = await company.client.post(PATH, json=asked)
    return {"status": answer.status_code} | (answer.json().get("data") or answer.json()["errors"][0])


async def test_one_that_rested_makes_nothing_of_the_days_it_missed(company: Company):
    made = await recurring(company)
    await company.client.patch(f"{PATH}/{made['id']}", json={"is_active": False})
    on = (await company.client.patch(f"{PATH}/{made['id']}", json={"is_active": True})).json()["data"]
    assert on["next_on"][8:] == "15"
    assert await day(company, -1) < on["next_on"] < await day(company, 32)


async def test_one_that_rested_begins_when_it_is_told_to(company: Company):
    made = await recurring(company)
    await company.client.patch(f"{PATH}/{made['id']}", json={"is_active": False})
    asked = {"is_active": True, "next_on": "2026-03-15"}
    assert (await company.client.patch(f"{PATH}/{made['id']}", json=asked)).json()["data"]["next_on"] == "2026-03-15"


async def test_what_would_stop_it_from_issuing_is_said_when_it_is_made(company: Company):
    foreign = await contact(company, country="FR")
    lines = [line(treatment="intra_community_services", vat_rate="0")]
    content = {"contact_id": foreign, "lines": lines}
    drafts = await recurring(company, content=content)
    assert drafts["status"] == 201, "somebody looks at a draft first"
    refused = await recurring(company, content=content, issues_by_itself=True)
    assert (refused["status"], refused["code"]) == (422, "customer_vat_number_needed")
    assert (await company.client.get("/api/v1/invoices")).json()["data"] == [], "nothing of the trial stays"
