"""What people get wrong: each is refused in words, with the field it is about."""

from typing import Any

import pytest

from tests.conftest import Company
from tests.factories.invoicing import act, contact, draft, issued, line
from tests.modules.ledger.asking import LEDGER, lock, posting, rent
from tests.modules.ledger.asking import draft as entry

INVOICES = "/api/v1/invoices"


def said(answer: Any) -> tuple[int, str | None, str]:
    """Status, field and code of the first thing that is wrong; every problem has a title and a sentence."""
    problem = answer.json()
    error = problem["errors"][0]
    assert problem["title"]
    assert error["message"]
    return answer.status_code, error["field"], error["code"]


@pytest.mark.parametrize(
    ("country", "number"),
    [
        ("BE", "BE0431150351"),
        ("BE", "BE123"),
        ("NL", "NL123456789B99"),
        ("NL", "NL810433941B0"),
        ("FR", "FR00000000000"),
    ],
)
async def test_a_wrong_vat_number(company: Company, country: str, number: str):
    asked = {"name": "Klant", "country": country, "vat_number": number}
    answer = await company.client.post("/api/v1/contacts", json=asked)
    assert said(answer) == (422, "vat_number", "vat_number_invalid")


async def test_an_unbalanced_entry(company: Company):
    asked = entry(posting("610", debit="100.00"), posting("444", credit="99.99"))
    answer = await company.client.post(f"{LEDGER}/entries", json=asked)
    assert said(answer) == (422, "postings", "entry_unbalanced")
    assert "0.01" in answer.json()["detail"]


@pytest.mark.parametrize("rate", ["19", "9", "20.5", "22"])
async def test_a_rate_that_belgium_does_not_have(company: Company, rate: str):
    asked = {"contact_id": await contact(company), "lines": [line(), line(vat_rate=rate)]}
    answer = await company.client.post(INVOICES, json=asked)
    assert said(answer) == (422, "lines.1.vat_rate", "rate_unknown")
    assert "21 %, 12 %, 6 %, 0 %" in answer.json()["detail"]


@pytest.mark.parametrize("day", ["supplied_on", "issued_on"])
async def test_a_day_of_which_no_rate_is_known_is_named_with_all_else_that_is_wrong(company: Company, day: str):
    """Of 1970 no Belgian rate is known: that is said once, of the day, and 19 % of the line that says so."""
    lines = [line(), line(), line(vat_rate="19"), line(account_code="709999")]
    asked = {"contact_id": await contact(company), "lines": lines, day: "1970-01-05"}
    answer = await company.client.post(INVOICES, json=asked)
    told = [(each["code"], each["field"]) for each in answer.json()["errors"]]
    assert answer.status_code == 422
    assert told == [
        ("rate_unknown", day),
        ("rate_unknown", "lines.2.vat_rate"),
        ("account_unknown", "lines.3.account_code"),
    ]


async def test_a_date_in_a_locked_period(company: Company):
    for journal in ("miscellaneous", "sales", "purchases", "bank"):
        await lock(company, "2026-09-30", journal)
    by_hand = await company.client.post(f"{LEDGER}/entries", json=rent(on="2026-09-30"))
    assert said(by_hand) == (409, "booked_on", "period_locked")
    made = await draft(company, issued_on="2026-09-15")
    sold = await company.client.post(f"{INVOICES}/{made['id']}/issue")
    assert said(sold) == (409, "issued_on", "period_locked")
    owed = await issued(company, issued_on="2026-10-05")
    paid = await company.client.post(f"{INVOICES}/{owed['id']}/pay", json={"paid_on": "2026-09-20"})
    assert said(paid) == (409, "paid_on", "period_locked")
    assert all("2026-10-01" in answer.json()["detail"] for answer in (by_hand, sold, paid))


async def test_an_amount_with_three_decimals(company: Company):
    by_hand = entry(posting("610", debit="100.005"), posting("444", credit="100.005"))
    answer = await company.client.post(f"{LEDGER}/entries", json=by_hand)
    assert said(answer) == (422, "postings.0.debit", "too_many_decimals")
    owed = await issued(company)
    answer = await company.client.post(f"{INVOICES}/{owed['id']}/pay", json={"amount": "100.005"})
    assert said(answer) == (422, "amount", "too_many_decimals")
    lunch = {"description": "x", "category": "restaurant", "spent_on": "2026-11-02", "total_amount": "10.005"}
    answer = await company.client.post("/api/v1/expenses", json=lunch)
    assert said(answer) == (422, "total_amount", "too_many_decimals")


async def test_an_invoice_of_a_thousand_lines_is_fine_and_of_one_more_is_not(company: Company):
    customer = await contact(company)
    made = await company.client.post(INVOICES, json={"contact_id": customer, "lines": [line(unit_price="1.03")] * 1000})
    assert made.status_code == 201
    assert (made.json()["data"]["net_amount"], made.json()["data"]["vat_amount"]) == ("1030.00", "216.30")
    answer = await company.client.post(INVOICES, json={"contact_id": customer, "lines": [line()] * 1001})
    assert said(answer) == (422, "lines", "too_long")


async def test_paying_more_than_is_open(company: Company):
    owed = await issued(company)
    answer = await company.client.post(f"{INVOICES}/{owed['id']}/pay", json={"amount": "121.01"})
    assert said(answer) == (422, "amount", "payment_exceeds_open")
    await act(company, owed, "pay", amount="100.00")
    answer = await company.client.post(f"{INVOICES}/{owed['id']}/pay", json={"amount": "21.01"})
    assert said(answer) == (422, "amount", "payment_exceeds_open")


async def test_crediting_twice(company: Company):
    owed = await issued(company)
    await act(company, owed, "credit")
    answer = await company.client.post(f"{INVOICES}/{owed['id']}/credit", json={})
    assert said(answer) == (409, "lines", "credit_exceeds_invoice")
    assert "credited already" in answer.json()["detail"]


async def test_each_refusal_is_in_the_document_of_the_api(company: Company):
    """Where a status is refused with, the operation's page names the problem."""
    document = (await company.client.get("/api/v1/openapi.json")).json()
    told = {
        (f"{LEDGER}/entries", "422"): ("entry_unbalanced", "postings_refused"),
        (f"{LEDGER}/entries", "409"): ("period_locked",),
        (f"{INVOICES}/{{invoice_id}}/pay", "422"): ("payment_exceeds_open", "too_many_decimals"),
        (f"{INVOICES}/{{invoice_id}}/credit", "409"): ("credit_exceeds_invoice",),
        (INVOICES, "422"): ("lines_refused",),
    }
    for (path, status), codes in told.items():
        page = str(document["paths"][path]["post"]["responses"][status])
        assert [code for code in codes if code not in page] == []
