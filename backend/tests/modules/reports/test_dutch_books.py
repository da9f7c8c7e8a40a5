"""A quarter of a Dutch company, from opening balance to closed year: every step through the API, on the Dutch chart."""

from collections.abc import AsyncIterator
from decimal import Decimal
from typing import Any

import pytest

from tests.conftest import Company, register
from tests.factories.invoicing import act, balances, bookings, contact, draft, issued, line

REPORTS = "/api/v1/reports"
JULY, AUGUST, SEPTEMBER = "2026-07-06", "2026-08-14", "2026-09-21"
QUARTER = {"from": "2026-07-01", "to": "2026-09-30"}


@pytest.fixture
async def dutch() -> AsyncIterator[Company]:
    made = await register(language="nl", vat_number="NL810433941B01")
    yield made
    await made.client.aclose()


async def sent(company: Company, verb: str, path: str, **more: Any) -> Any:
    answer = await company.client.request(verb, f"/api/v1/{path}", **more)
    assert answer.status_code < 300, answer.text
    return answer.json()["data"]


async def statement(company: Company, which: str, **asked: str) -> dict[str, Decimal]:
    told = await sent(company, "GET", f"reports/{which}", params=asked or QUARTER)
    assert told["balanced"] is True
    return {each["code"]: Decimal(each["amount"]) for each in told["lines"]}


@pytest.fixture
async def quarter(dutch: Company) -> Company:
    """Opening balance, sales and purchases at home and abroad, dollars, a lunch, bank costs and depreciation."""
    opening = [("0240", "debit", "6000.00"), ("1100", "debit", "4000.00"), ("0500", "credit", "10000.00")]
    await sent(
        dutch,
        "PUT",
        "ledger/opening-balances",
        json={
            "booked_on": "2026-01-01",
            "balances": [{"account_code": code, side: amount} for code, side, amount in opening],
        },
    )
    home = await contact(dutch, country="NL", vat_number="NL004495445B01")
    belgian = await contact(dutch, country="BE", vat_number="BE0428759497")
    american = await contact(dutch, country="US")
    first = await issued(dutch, line(unit_price="1000.00", vat_rate="21"), contact_id=home, issued_on=JULY)
    await act(dutch, first, "pay", paid_on=AUGUST, amount="1206.00", discount="4.00")
    await issued(dutch, line(unit_price="500.00", vat_rate="9", account_code="8010"), contact_id=home, issued_on=AUGUST)
    await issued(dutch, line(unit_price="800.00", account_code="8000"), contact_id=belgian, issued_on=AUGUST)
    exported = line(unit_price="110.00", account_code="8000")
    dollars = await issued(dutch, exported, contact_id=american, issued_on=AUGUST, currency="USD", exchange_rate="0.90")
    await act(dutch, dollars, "pay", paid_on=SEPTEMBER, amount_in_books="95.00")
    stock = await draft(
        dutch, line(unit_price="300.00"), direction="purchase", number="A-1", contact_id=home, issued_on=JULY
    )
    await act(dutch, stock, "issue")
    abroad = await draft(
        dutch,
        line(unit_price="200.00", account_code="4520"),
        direction="purchase",
        number="B-1",
        contact_id=belgian,
        issued_on=JULY,
    )
    await act(dutch, abroad, "issue")
    lunch = {
        "category": "restaurant",
        "spent_on": JULY,
        "total_amount": "54.50",
        "vat_rate": "9",
        "paid_with": "own_money",
    }
    made = await sent(dutch, "POST", "expenses", json=lunch | {"merchant": "Eetcafe", "description": "Lunch"})
    await sent(dutch, "POST", f"expenses/{made['id']}/submit")
    await sent(dutch, "POST", f"expenses/{made['id']}/approve")
    for debit, credit, amount in (("4700", "1100", "12.00"), ("4830", "0249", "300.00")):
        await sent(
            dutch,
            "POST",
            "ledger/entries",
            json={
                "journal": "miscellaneous",
                "booked_on": SEPTEMBER,
                "memo": "x",
                "postings": [
                    {"account_code": debit, "debit": amount},
                    {"account_code": credit, "credit": amount},
                ],
            },
        )
    return dutch


async def test_a_new_dutch_company_begins_with_the_dutch_chart_and_its_reference_codes(dutch: Company):
    chart = {each["code"]: each for each in await sent(dutch, "GET", "ledger/accounts")}
    assert (chart["1300"]["name"], chart["1300"]["reference"]) == ("Debiteuren", "BVorDebHad")
    assert not {"400", "440", "604", "700"} & set(chart)
    (found, *_) = await sent(dutch, "GET", "ledger/accounts", params={"q": "BSchCreHac"})
    assert found["code"] == "1600"
    made = await sent(dutch, "POST", "ledger/accounts", json={"code": "433001", "names": {"nl": "Elektrische auto"}})
    assert made["account_type"] == "expense"
    refused = await dutch.client.post("/api/v1/ledger/accounts", json={"code": "600", "names": {"nl": "Zes"}})
    assert refused.json()["errors"][0]["code"] == "account_code_refused"
    accounts = (await sent(dutch, "GET", "me"))["tenant"]["accounts"]
    assert (accounts["bank"], accounts["suspense"], accounts["bank_costs"]) == ("1100", "2900", "4700")


async def test_every_document_of_the_quarter_stands_on_the_dutch_chart(quarter: Company):
    assert await balances(quarter) == {
        "0240": "6000.00",
        "0249": "-300.00",
        "0500": "-10000.00",
        "1100": "5289.00",
        "1300": "1345.00",
        "1500": "-210.00",
        "1501": "-45.00",
        "1512": "-42.00",
        "1520": "105.00",
        "1600": "-563.00",
        "1830": "-54.50",
        "4410": "54.50",
        "4520": "200.00",
        "4700": "12.00",
        "4830": "300.00",
        "7000": "300.00",
        "7500": "4.00",
        "8000": "-1899.00",
        "8010": "-500.00",
        "9200": "4.00",
    }


async def test_the_statements_balance_and_say_the_same_result(quarter: Company):
    sheet, earned = await statement(quarter, "balance-sheet"), await statement(quarter, "profit-and-loss")
    assert sheet["ACT"] == sheet["PAS"] == Decimal("12439.00")
    assert (sheet["BMva"], sheet["BVorDeb"], sheet["BLim"]) == (
        Decimal("5700.00"),
        Decimal("1345.00"),
        Decimal("5289.00"),
    )
    assert (earned["WOmz"], earned["WKpr"], earned["MRG"]) == (
        Decimal("2399.00"),
        Decimal("304.00"),
        Decimal("2095.00"),
    )
    assert earned["RNB"] == sheet["BEivOreRvh"] == Decimal("1524.50")
    dashboard = await sent(quarter, "GET", "insights/dashboard")
    assert (dashboard["cash"], dashboard["receivables"], dashboard["payables"]) == ("5289.00", "1345.00", "563.00")
    assert dashboard["result"]["this_year"] == "1524.50"
    for side, amount in (("receivables", "1345.00"), ("payables", "563.00")):
        aged = await sent(quarter, "GET", f"reports/aged-{side}", params={"to": "2026-09-30"})
        assert (aged["in_books"], aged["difference"]) == (amount, "0.00")
    trial = await sent(quarter, "GET", "reports/trial-balance", params=QUARTER)
    assert trial["difference"] == "0.00"


async def test_the_return_ties_with_the_vat_accounts_and_closes(quarter: Company):
    told = await sent(quarter, "GET", "vat/returns/2026-Q3")
    assert {each["grid"]: each["amount"] for each in told["grids"]} == {
        "1a": "1000.00", "1av": "210.00", "1b": "500.00", "1bv": "45.00", "3a": "99.00", "3b": "800.00",
        "4b": "200.00", "4bv": "42.00", "5a": "297.00", "5b": "105.00", "5g": "192.00",
    }  # fmt: skip
    assert [(each["name"], each["holds"]) for each in told["controls"]] == [("accounts_agree", True)]
    for each in (
        "2026-Q1",
        "2026-Q2",
        "2026-Q3",
    ):  # nothing moved in the first two: nil returns since the opening balances
        await sent(quarter, "POST", f"vat/returns/{each}/close", json={})
    stands = await balances(quarter)
    assert stands["1590"] == "-192.00"
    assert not {"1500", "1501", "1512", "1520"} & set(stands)
    late = await quarter.client.post(
        "/api/v1/ledger/entries",
        json={
            "journal": "miscellaneous",
            "booked_on": SEPTEMBER,
            "memo": "late",
            "postings": [{"account_code": "1500", "debit": "1.00"}, {"account_code": "1590", "credit": "1.00"}],
        },
    )
    assert (late.status_code, late.json()["errors"][0]["code"]) == (409, "period_locked")


async def test_a_dutch_year_is_closed_into_its_undistributed_profit(dutch: Company):
    home = await contact(dutch, country="NL", vat_number="NL004495445B01")
    await issued(dutch, line(unit_price="1000.00", vat_rate="21"), contact_id=home, issued_on="2025-03-03")
    year = await sent(dutch, "POST", "ledger/years", json={"starts_on": "2025-01-01"})
    shares = {"dividends": "400.00", "accept": ["vat_returns"]}
    closed = await sent(dutch, "POST", f"ledger/years/{year['id']}/close", json=shares)
    assert await bookings(dutch, closed["closing_entry_id"]) == [
        "9900 400.00 D", "1835 400.00 C", "9900 600.00 D", "0560 600.00 C",
    ]  # fmt: skip
    sheet = await statement(dutch, "balance-sheet", to="2025-12-31")
    assert (sheet["BEivOreOvw"], sheet["BEivOreRvh"], sheet["BSchOvs"]) == (600, 0, 400)
    earned = await statement(dutch, "profit-and-loss", **{"from": "2025-01-01", "to": "2025-12-31"})
    assert earned["RNB"] == 1000


async def test_a_bank_account_of_a_dutch_company_is_kept_on_1100(dutch: Company):
    made = await sent(dutch, "POST", "banking/accounts", json={"name": "ING", "number": "NL91ABNA0417164300"})
    second = await sent(dutch, "POST", "banking/accounts", json={"name": "Rabo", "number": "NL44RABO0123456789"})
    assert (made["account_code"], second["account_code"]) == ("1100", "1100001")
    refused = await dutch.client.post(
        "/api/v1/banking/accounts", json={"name": "KBC", "number": "BE68539007547034", "account_code": "550"}
    )
    error = refused.json()["errors"][0]
    assert (error["code"], error["field"]) == ("ledger_account_refused", "account_code")
    assert "10…" in refused.json()["detail"]


async def test_the_statement_of_a_dutch_supplier_is_what_stands_on_1600_and_not_the_cost(dutch: Company):
    """100 and 21 % on 4600: 121.00 is owed, and nothing when it is paid."""
    supplier = await contact(dutch, country="NL", vat_number="NL004495445B01", name="Kantoor BV")
    bought = await issued(
        dutch,
        line(unit_price="100.00", vat_rate="21", account_code="4600"),
        direction="purchase",
        contact_id=supplier,
        issued_on=JULY,
        number="K-1",
    )
    told = await sent(dutch, "GET", f"contacts/{supplier}/statement")
    assert [(each["account_code"], each["credit"]) for each in told["lines"]] == [("1600", "121.00")]
    assert told["closing_balance"] == "-121.00"
    await act(dutch, bought, "pay", paid_on=AUGUST)
    told = await sent(dutch, "GET", f"contacts/{supplier}/statement", params={"from": AUGUST})
    assert (told["opening_balance"], told["debit"], told["closing_balance"]) == ("-121.00", "121.00", "0.00")
