"""Whose turn it is to be reminded, and what consumers are asked."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import product

import pytest
from sqlalchemy import literal, select, text

from accounting.reminders import Sent, proposal
from app.modules.invoicing import late as ladders
from app.modules.invoicing import tasks  # noqa: F401  (the worker loads them)
from tests.conftest import Company, register
from tests.factories.invoicing import act, balances, bookings, contact, issued, line, read, refused, settlements
from tests.modules.identity.people import confirm_address

PROPOSALS = "/api/v1/reminders/proposals"
DUTCH = {"street": "Damrak 1", "postal_code": "1012 LG", "city": "Amsterdam", "enterprise_number": "12345678"}


@pytest.fixture
async def company(company: Company) -> Company:
    """Who mails customers has confirmed their own address."""
    await confirm_address(company)
    return company


async def late(company: Company, customer: str, days: int, **more: str) -> dict:
    async with company.begin() as work:
        due, on = work.today - timedelta(days), work.today - timedelta(days + 1)
    return await issued(company, contact_id=customer, issued_on=str(on), due_on=str(due), **more)


async def proposed(company: Company, **asked: str) -> list[str]:
    """All of them, one by one."""
    found: list[str] = []
    while True:
        answer = (await company.client.get(PROPOSALS, params=asked | {"limit": "1"})).json()
        found += [each["invoice_id"] for each in answer["data"]]
        if not answer["meta"]["has_more"]:
            return found
        asked["cursor"] = answer["meta"]["next_cursor"]


async def test_who_waits_or_was_reminded_for_the_last_time_takes_nobodys_place(company: Company):
    customer = await contact(company)
    made = [await late(company, customer, days) for days in (90, 80, 70, 60, 50)]
    for each in made[:3]:
        await act(company, each, "remind")
    assert await proposed(company) == [each["id"] for each in made[3:]]
    assert await proposed(company, sort="-due_on") == [each["id"] for each in reversed(made[3:])]
    assert await proposed(company, invoice_id=made[4]["id"]) == [made[4]["id"]]
    assert await proposed(company, invoice_id=made[0]["id"]) == []


async def test_the_night_goes_on_until_nobody_is_left_to_remind(company: Company, monkeypatch, runs_jobs):
    """Two at a time, of five; one customer has no address and waits for somebody."""
    monkeypatch.setattr(ladders, "A_PAGE", 2)
    silent, reached = await contact(company, email=None), await contact(company)
    waits = await late(company, silent, 99)
    made = [await late(company, reached, days) for days in (95, 85, 75, 65, 55)]
    await company.client.patch("/api/v1/company", json={"sends_reminders": True})
    async with company.begin() as work:
        await work.enqueue("invoices.remind", night="2026-11-22")
    await runs_jobs(company)
    for each in made:
        assert [one["level"] for one in (await read(company, each))["reminders"]] == [1]
    assert await proposed(company) == [waits["id"]]


async def test_who_has_a_credit_note_open_is_told_and_the_night_does_not_remind_them(company: Company, runs_jobs):
    """121.00 late, 605.00 open in their favour: once it is applied there is nothing to remind of."""
    customer, other = await contact(company), await contact(company)
    owes, plain = await late(company, customer, 90), await late(company, other, 90)
    note = await issued(company, line(unit_price="500"), contact_id=customer, kind="credit_note")
    told = {
        each["invoice_id"]: (each["in_their_favour"], each["credit_note_id"])
        for each in (await company.client.get(PROPOSALS)).json()["data"]
    }
    assert told == {owes["id"]: ("605.00", note["id"]), plain["id"]: ("0.00", None)}
    await company.client.patch("/api/v1/company", json={"sends_reminders": True})
    async with company.begin() as work:
        await work.enqueue("invoices.remind", night="2026-11-22")
    await runs_jobs(company)
    assert [len((await read(company, each))["reminders"]) for each in (owes, plain)] == [0, 1]
    await act(company, note, "apply", invoice_id=owes["id"])
    assert await proposed(company) == []


@pytest.mark.parametrize("country", ["BE", "NL", "FR"])
async def test_the_database_waits_as_long_as_the_ladders_say(company: Company, country: str):
    """For every kind of customer, day and step."""
    days = [date(2001, 1, 1), date(2012, 5, 5), date(2023, 8, 31), date(2023, 9, 1), date(2026, 5, 5)]
    cases = list(product((True, False), days, range(5)))
    columns = [ladders.days_to_wait(country, literal(one), literal(on), literal(level)) for one, on, level in cases]
    async with company.begin() as work:
        waited = (await work.session.execute(select(*(each.label(f"_{at}") for at, each in enumerate(columns))))).one()
    for (is_business, on, level), told in zip(cases, waited, strict=True):
        step = proposal(
            open_amount=Decimal(1),
            due_on=on,
            sent=[Sent(each, on) for each in range(1, level + 1)],
            today=date(2026, 11, 22),
            country=country,
            is_business=is_business,
        )
        assert told == (step and (step.from_day - on).days), (is_business, on, level)


async def a_month_later(company: Company, made: dict) -> None:
    async with company.begin() as work:
        query = text("update accounting.reminders set sent_on = sent_on - 30 where invoice_id = :id")
        await work.session.execute(query, {"id": made["id"]})


async def asked_second(company: Company, customer: str, **more: str) -> tuple[dict, dict]:
    """An invoice that was due two months ago and reminded of a month ago, and what is proposed for it now."""
    made = await late(company, customer, 60, **more)
    await act(company, made, "remind")
    await a_month_later(company, made)
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


async def told(company: Company, made: dict) -> str:
    answer = await company.client.post(f"/api/v1/invoices/{made['id']}/remind/preview", json={})
    assert answer.status_code == 200, answer.text
    return " ".join(answer.json()["data"]["text"].split())


async def test_the_free_letter_to_a_belgian_consumer_says_what_the_costs_depend_on(company: Company):
    """Code of Economic Law XIX.2 §3: who asks, for what was sold, what will be asked after fourteen days."""
    profile = {"enterprise_number": "0428.759.497", "terms_claim_costs": True}
    await company.client.patch("/api/v1/company", json=profile)
    made = await late(company, await contact(company, is_business=False, language="nl"), 10, language="nl")
    said = await told(company, made)
    assert "veertien kalenderdagen" in said
    assert "vragen wij 20,00 EUR schadevergoeding" in said
    assert "(ondernemingsnummer 0428.759.497)" in said
    assert f"voor {made['lines'][0]['description']}." in said
    await company.client.patch("/api/v1/company", json={"terms_claim_costs": False})
    assert "schadevergoeding" not in await told(company, made)


async def test_a_letter_adds_up_what_is_to_pay(company: Company):
    made, step = await asked_second(company, await contact(company), language="en")
    owed = Decimal("121.00") + Decimal("40.00") + Decimal(step["interest"])
    assert Decimal(step["interest"]) > 0
    assert f"Total to pay: {owed} EUR" in await told(company, made)


async def test_what_is_to_pay_of_an_invoice_in_dollars_stands_in_both_currencies(company: Company):
    made, step = await asked_second(company, await contact(company), currency="USD", exchange_rate="0.9", language="en")
    owed = Decimal("121.00") + Decimal(step["interest"])
    assert f"Total to pay: {owed} USD + 40.00 EUR" in await told(company, made)


async def test_a_dutch_consumer_gets_fourteen_days_and_then_owes_the_costs_of_the_decree():
    company = await register(vat_number="NL810433941B01")
    await confirm_address(company)
    await company.client.patch("/api/v1/company", json=DUTCH)
    consumer = await contact(company, is_business=False, country="NL", language="nl")
    made = await late(company, consumer, 60, language="nl")
    first = await told(company, made)
    assert "binnen veertien dagen, te rekenen vanaf de dag nadat u dit bericht hebt ontvangen" in first
    assert "40,00 EUR incassokosten verschuldigd (artikel 6:96" in first
    assert "te betalen:" not in first
    await act(company, made, "remind")
    assert (await company.client.get(PROPOSALS)).json()["data"] == []
    await a_month_later(company, made)
    [step] = (await company.client.get(PROPOSALS)).json()["data"]
    assert (step["rule"], step["level"], step["fee"]) == ("nl_consumer", 2, "40.00")
    assert Decimal(step["interest"]) > 0
    second = await told(company, made)
    assert "Incassokosten: 40,00 EUR" in second
    assert "Samen te betalen:" in second
    await company.client.aclose()


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
