"""A line in one currency, an invoice in another: what it pays at the day's rate, and what is to be meant."""

from tests.conftest import Company
from tests.factories import banking, invoicing
from tests.factories.banking import Row, against, on_account, reconcile
from tests.factories.booking import faults, refusal
from tests.factories.invoicing import bookings


async def rate(company: Company, quoted: str = "1.25") -> None:
    asked = {"currency": "USD", "valid_on": "2026-11-09", "rate": quoted}
    assert (await company.client.put("/api/v1/ledger/exchange-rates", json=asked)).status_code == 200


async def dollars(company: Company) -> dict:
    """121.00 USD, booked at 0.90: 108.90."""
    return await invoicing.issued(company, currency="USD", exchange_rate="0.90")


async def line_of(company: Company, runs_jobs, amount: str, currency: str = "EUR") -> dict:
    await banking.account(company, currency=currency)
    [line] = await banking.imported(company, runs_jobs, Row(amount), currency=currency)
    return line


async def entry(company: Company, answer) -> list[str]:
    assert answer.status_code == 200, answer.text
    return await bookings(company, answer.json()["data"]["reconciliations"][0]["entry_id"])


async def test_money_that_is_far_less_pays_what_it_is_worth_that_day(company: Company, runs_jobs):
    """At 0.80 a dollar, 40.00 EUR are 50.00 USD; they stood in the books at 45.00."""
    await rate(company)
    invoice, line = await dollars(company), await line_of(company, runs_jobs, "40.00")
    made = await reconcile(company, line, against(invoice))
    assert await entry(company, made) == ["550 40.00 D", "654 5.00 D", "400 45.00 C"]
    assert (await invoicing.read(company, invoice))["open_amount"] == "71.00"


async def test_money_that_is_far_more_leaves_the_rest_of_the_line_open(company: Company, runs_jobs):
    await rate(company)
    invoice, line = await dollars(company), await line_of(company, runs_jobs, "200.00")
    made = await reconcile(company, line, against(invoice))
    assert await entry(company, made) == ["550 96.80 D", "654 12.10 D", "400 108.90 C"]
    assert made.json()["data"]["open_amount"] == "103.20"


async def test_money_that_is_near_pays_all_of_it(company: Company, runs_jobs):
    """2 % below 96.80: the bank's own rate."""
    await rate(company)
    invoice, line = await dollars(company), await line_of(company, runs_jobs, "94.90")
    await entry(company, await reconcile(company, line, against(invoice)))
    assert (await invoicing.read(company, invoice))["status"] == "paid"


async def test_a_difference_far_from_the_days_rate_is_to_be_meant(company: Company, runs_jobs):
    await rate(company)
    invoice, line = await dollars(company), await line_of(company, runs_jobs, "40.00")
    asked = against(invoice, amount="121.00", line_amount="40.00")
    answer = await reconcile(company, line, asked)
    assert (refusal(answer), faults(answer)) == ((422, "exchange_difference_too_large"), {"parts.0.amount"})
    assert "96.80 EUR was to be expected, not 40.00" in answer.json()["detail"]
    made = await reconcile(company, line, asked, accept_exchange_difference=True)
    assert await entry(company, made) == ["550 40.00 D", "654 68.90 D", "400 108.90 C"]


async def test_where_no_rate_is_known_the_invoice_s_own_stands_for_it(company: Company, runs_jobs):
    """54.45 is half of 108.90."""
    invoice, line = await dollars(company), await line_of(company, runs_jobs, "54.45")
    assert await entry(company, await reconcile(company, line, against(invoice))) == ["550 54.45 D", "400 54.45 C"]
    assert (await invoicing.read(company, invoice))["open_amount"] == "60.50"


async def test_a_rate_that_was_mistyped_is_to_be_meant(company: Company, runs_jobs):
    await rate(company)
    line = await line_of(company, runs_jobs, "-110.00", "USD")
    answer = await reconcile(company, line, on_account("612"), exchange_rate="8.0")
    assert (refusal(answer), faults(answer)) == ((422, "exchange_difference_too_large"), {"exchange_rate"})
    meant = {"exchange_rate": "8.0", "accept_exchange_difference": True}
    assert await entry(company, await reconcile(company, line, on_account("612"), **meant)) == [
        "550 880.00 C",
        "612 880.00 D",
    ]


async def test_what_could_be_settled_says_what_it_is_worth_that_day_and_in_the_books(company: Company, runs_jobs):
    await rate(company)
    await dollars(company)
    line = await line_of(company, runs_jobs, "96.80")
    query = {"line": line["id"], "q": "121.00"}
    [found] = (await company.client.get(f"{banking.BASE}/items", params=query)).json()["data"]
    assert (found["line_amount"], found["open_in_books"]) == ("96.80", "108.90")
    [candidate] = (await company.client.get(f"{banking.BASE}/lines/{line['id']}/candidates")).json()["data"]
    assert candidate["items"][0]["line_amount"] == "96.80"


async def test_what_is_worth_nothing_in_the_books_is_booked_at_a_rate_that_makes_it_a_cent(company: Company, runs_jobs):
    asked = {"currency": "HUF", "valid_on": "2026-11-09", "rate": "400"}
    assert (await company.client.put("/api/v1/ledger/exchange-rates", json=asked)).status_code == 200
    line = await line_of(company, runs_jobs, "1.00", "HUF")
    answer = await reconcile(company, line, on_account("750"))
    assert (*refusal(answer), answer.json()["errors"][0]["field"]) == (422, "worth_nothing", "parts.0.amount")
    [now] = await banking.lines(company)
    assert (now["status"], now["open_amount"]) == ("open", "1.00")
    made = await reconcile(company, line, on_account("750"), exchange_rate="0.01")
    assert await entry(company, made) == ["550 0.01 D", "750 0.01 C"]
