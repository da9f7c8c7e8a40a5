"""Whose turn it is to be reminded, and what consumers are asked."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from app.modules.invoicing import reminding
from tests.conftest import Company
from tests.factories.invoicing import act, balances, bookings, contact, issued, read, refused, settlements
from tests.modules.identity.people import confirm_address

PROPOSALS = "/api/v1/reminders/proposals"


@pytest.fixture
async def company(company: Company) -> Company:
    """Who mails customers has confirmed their own address."""
    await confirm_address(company)
    return company


async def late(company: Company, customer: str, days: int, **more: str) -> dict:
    async with company.begin() as work:
        due, on = work.today - timedelta(days), work.today - timedelta(days + 1)
    return await issued(company, contact_id=customer, issued_on=str(on), due_on=str(due), **more)


async def proposed(company: Company) -> list[str]:
    return [each["invoice_id"] for each in (await company.client.get(PROPOSALS)).json()["data"]]


async def test_who_waits_or_was_reminded_for_the_last_time_takes_nobodys_place(company: Company, monkeypatch):
    monkeypatch.setattr(reminding, "MOST_PROPOSED", 2)
    customer = await contact(company)
    made = [await late(company, customer, days) for days in (90, 80, 70, 60, 50)]
    for each in made[:3]:
        await act(company, each, "remind")
    assert await proposed(company) == [each["id"] for each in made[3:]]


@pytest.mark.parametrize("mailable", [False, True])
async def test_customers_without_an_address_do_not_hold_up_the_night(company: Company, monkeypatch, mailable):
    monkeypatch.setattr(reminding, "MOST_PROPOSED", 1)
    silent, reached = await contact(company, email=None), await contact(company)
    first, second = await late(company, silent, 90), await late(company, reached, 60)
    async with company.begin() as work:
        [told] = await reminding.proposals(work, mailable=mailable)
    assert str(told.invoice_id) == (second if mailable else first)["id"]


async def asked_second(company: Company, customer: str, **more: str) -> tuple[dict, dict]:
    """An invoice that was due two months ago and reminded of a month ago, and what is proposed for it now."""
    made = await late(company, customer, 60, **more)
    await act(company, made, "remind")
    async with company.begin() as work:
        query = text("update accounting.reminders set sent_on = sent_on - 30 where invoice_id = :id")
        await work.session.execute(query, {"id": made["id"]})
    [told] = (await company.client.get(PROPOSALS)).json()["data"]
    return made, told


async def test_a_consumer_is_asked_costs_only_where_the_terms_of_sale_say_so(company: Company):
    consumer = await contact(company, is_business=False)
    _, told = await asked_second(company, consumer)
    assert (told["rule"], told["level"], told["fee"], told["interest"]) == ("be_consumer", 2, "0.00", "0.00")
    answer = await company.client.patch("/api/v1/company", json={"terms_claim_costs": True})
    assert answer.json()["data"]["terms_claim_costs"] is True
    [told] = (await company.client.get(PROPOSALS)).json()["data"]
    assert told["fee"] == "20.00"


async def test_the_fee_for_an_invoice_in_dollars_is_in_euros(company: Company):
    made, told = await asked_second(company, await contact(company), currency="USD", exchange_rate="0.9")
    assert told["fee"] == "40.00"
    answer = await company.client.post(f"/api/v1/invoices/{made['id']}/remind/preview", json={})
    assert answer.status_code == 200, answer.text
    assert "40,00 EUR" in answer.json()["data"]["text"]
    assert "40,00 USD" not in answer.json()["data"]["text"]


async def test_costs_and_interest_come_in_with_a_payment_as_income(company: Company):
    made = await issued(company, contact_id=await contact(company))
    paid = await act(company, made, "pay", charges="41.30")
    assert (paid["status"], paid["open_amount"]) == ("paid", "0.00")
    assert await settlements(company, made) == [("payment", "121.00")]
    entry = (await read(company, made))["settlements"][-1]["entry_id"]
    assert sorted(await bookings(company, entry)) == ["400 121.00 C", "550 121.00 D", "550 41.30 D", "751 41.30 C"]
    assert (await balances(company))["751"] == "-41.30"


@pytest.mark.parametrize(("charges", "code"), [("-1.00", "charges_refused"), ("1.005", "too_many_decimals")])
async def test_costs_that_make_no_sense_are_refused_naming_the_field(company: Company, charges, code):
    made = await issued(company)
    problem = await refused(company, made, "pay", charges=charges)
    assert (problem["status"], problem["code"], problem["field"]) == (422, code, "charges")


async def test_a_supplier_is_paid_no_costs_with_an_invoice(company: Company):
    asked = {"direction": "purchase", "number": "1", "issued_on": "2026-11-02", "contact_id": await contact(company)}
    problem = await refused(company, await issued(company, **asked), "pay", charges="40.00")
    assert (problem["code"], problem["field"]) == ("charges_refused", "charges")
