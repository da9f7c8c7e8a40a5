"""A typed rate more than a tenth off that of its day is asked about once: what was meant is not asked about again."""

from datetime import date

import pytest

from tests.conftest import Company
from tests.factories import documents
from tests.factories.booking import approve, booking, entry, refusal, sides
from tests.factories.invoicing import BASE, act, contact, draft, issued, line

MEANT = {"accept_exchange_rate": True}
UNLIKELY = (422, "exchange_rate_unlikely")
TODAY = {"currency": "USD", "valid_on": str(date.today()), "rate": "1.25", **MEANT}
DOLLARS = {"currency": "USD", "issued_on": "2026-11-02"}


@pytest.fixture(autouse=True)
async def dollars(company: Company) -> None:
    """1 euro is 1.25 dollar: a dollar is 0.80, and 0.72 to 0.88 are near."""
    known = {"currency": "USD", "valid_on": "2026-10-30", "rate": "1.25"}
    assert (await company.client.put("/api/v1/ledger/exchange-rates", json=known)).status_code == 200


async def test_a_rate_the_wrong_way_round_is_asked_about_where_it_is_typed(company: Company):
    asked = DOLLARS | {"contact_id": await contact(company), "lines": [line(unit_price="1000")]}
    for path in (BASE, f"{BASE}/issued"):
        answer = await company.client.post(path, json=asked | {"exchange_rate": "1.25"})
        assert refusal(answer) == UNLIKELY
        [fault] = answer.json()["errors"]
        assert (fault["field"], "0.8 was to be expected, not 1.25" in fault["message"]) == ("exchange_rate", True)
        assert (await company.client.post(path, json=asked | {"exchange_rate": "0.88"})).status_code == 201
        assert (await company.client.post(path, json=asked | {"exchange_rate": "1.25"} | MEANT)).status_code == 201


async def test_what_was_meant_of_a_draft_is_not_asked_again_until_its_rate_or_day_is_another(company: Company):
    made = await draft(company, line(unit_price="1000"), exchange_rate="1.25", **DOLLARS, **MEANT)
    path = f"{BASE}/{made['id']}"
    same = {"exchange_rate": "1.25", "note": "As agreed"} | DOLLARS
    assert (await company.client.patch(path, json=same)).status_code == 200
    for change in ({"exchange_rate": "1.26"}, {"issued_on": "2026-11-03"}):
        assert refusal(await company.client.patch(path, json=change)) == UNLIKELY
        assert (await company.client.patch(path, json=change | MEANT)).status_code == 200
    done = await act(company, made, "issue")
    assert (done["exchange_rate"], done["total_in_books"]) == ("1.26", "1524.60")


async def test_a_rate_that_nobody_knew_when_it_was_typed_is_asked_about_when_it_is_issued(company: Company):
    """Of 2 December none was known; one of that day comes in later: 1.60 dollar, 0.625 euro."""
    made = await draft(company, line(), contact_id=await contact(company), currency="CHF", exchange_rate="0.8")
    known = {"currency": "CHF", "valid_on": "2026-11-01", "rate": "1.60"}
    assert (await company.client.put("/api/v1/ledger/exchange-rates", json=known)).status_code == 200
    path = f"{BASE}/{made['id']}"
    assert (await company.client.patch(path, json={"note": "As it was"})).status_code == 200
    assert (await company.client.patch(path, json={"issued_on": "2026-11-02"})).status_code == 422
    assert (await company.client.patch(path, json={"issued_on": "2026-10-30"})).status_code == 200
    known |= {"valid_on": "2026-10-29"}
    assert (await company.client.put("/api/v1/ledger/exchange-rates", json=known)).status_code == 200
    assert refusal(await company.client.post(f"{path}/issue")) == UNLIKELY
    many = await company.client.post(f"{BASE}/bulk/issue", json={"items": [{"id": made["id"]}]})
    assert [each["errors"][0]["code"] for each in many.json()["data"]["results"]] == ["exchange_rate_unlikely"]
    done = await company.client.post(f"{path}/issue", json=MEANT)
    assert (done.status_code, done.json()["data"]["exchange_rate"]) == (200, "0.8")


async def test_the_invoice_of_a_quote_and_the_credit_note_of_an_invoice_are_at_its_rate_unasked(company: Company):
    quote = await issued(company, line(unit_price="1000"), kind="quote", exchange_rate="1.25", **DOLLARS, **MEANT)
    made = await act(company, quote, "accept")
    done = await act(company, made, "issue")
    assert (done["exchange_rate"], done["total_in_books"]) == ("1.25", "1512.50")
    note = await act(company, done, "credit")
    assert (note["exchange_rate"], note["total_in_books"]) == ("1.25", "1512.50")


async def test_a_recurring_invoice_is_asked_about_when_it_is_written_and_not_at_night(company: Company):
    await company.client.put("/api/v1/ledger/exchange-rates", json=TODAY)
    content = {"contact_id": await contact(company), "currency": "USD", "lines": [line()], "exchange_rate": "1.25"}
    asked = {"name": "Rent", "content": content, "starts_on": "2026-11-05", "issues_by_itself": True}
    path = "/api/v1/recurring-invoices"
    answer = await company.client.post(path, json=asked)
    assert (refusal(answer), answer.json()["errors"][0]["field"]) == (UNLIKELY, "content.exchange_rate")
    made = await company.client.post(path, json=asked | {"content": content | MEANT})
    ran = await company.client.post(f"{path}/{made.json()['data']['id']}/run")
    assert (ran.status_code, ran.json()["data"]["exchange_rate"]) == (201, "1.25")


async def test_a_document_is_not_booked_at_a_rate_that_is_far_off_unless_it_is_meant(company: Company):
    """121.00 dollar of 2 November is 96.80; at 1.25 it would be 151.25, and both are shown before anything is said."""
    document = await documents.to_review(company, currency="USD")
    told = await booking(company, document, exchange_rate="1.25")
    assert [(each["code"], each["field"]) for each in told["problems"]] == [("exchange_rate_unlikely", "exchange_rate")]
    assert sides(told) == ["604 125.00 D", "411 26.25 D", "440 151.25 C"]
    assert (await booking(company, document, exchange_rate="1.25", **MEANT))["problems"] == []
    assert refusal(await approve(company, document, exchange_rate="1.25")) == UNLIKELY
    booked = await approve(company, document, exchange_rate="1.25", **MEANT)
    assert sides(await entry(company, booked)) == ["604 125.00 D", "411 26.25 D", "440 151.25 C"]
