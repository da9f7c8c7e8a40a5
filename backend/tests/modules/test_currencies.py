"""An invoice in another currency: the rate of its day, the books in ours."""

import pytest

from tests.conftest import Company
from tests.factories import documents, invoicing
from tests.factories.booking import approve, booking, entry, faults, listed, refusal, sides
from tests.factories.documents import path


async def test_another_currency_needs_its_rate(company: Company):
    document = await documents.to_review(company, currency="USD")
    answer = await approve(company, document)
    assert (refusal(answer), faults(answer)) == ((422, "exchange_rate_missing"), {"exchange_rate"})
    assert [each["field"] for each in (await booking(company, document))["problems"]] == ["exchange_rate"]
    asked = {"exchange_rate": "0.9234"}
    assert sides(await booking(company, document, **asked)) == ["604 92.34 D", "411 19.39 D", "440 111.73 C"]
    assert sides(await entry(company, await approve(company, document, **asked))) == [
        "604 92.34 D",
        "411 19.39 D",
        "440 111.73 C",
    ]
    [invoice] = await listed(company, "invoices")
    assert (invoice["currency"], invoice["total_amount"], invoice["exchange_rate"]) == ("USD", "121.00", "0.9234")


async def test_a_rate_that_the_books_know_is_not_asked_for(company: Company):
    """1 euro was 1.25 dollar on 30 October: 121.00 of 2 November is 96.80, unless another rate is typed."""
    known = {"currency": "USD", "valid_on": "2026-10-30", "rate": "1.25"}
    assert (await company.client.put("/api/v1/ledger/exchange-rates", json=known)).status_code == 200
    document = await documents.to_review(company, currency="USD")
    told = await booking(company, document)
    assert (told["exchange_rate"], told["problems"]) == ("0.8", [])
    assert (await booking(company, document, exchange_rate="0.8234"))["exchange_rate"] == "0.8234"
    expected = ["604 80.00 D", "411 16.80 D", "440 96.80 C"]
    assert sides(told) == sides(await entry(company, await approve(company, document))) == expected
    before = await documents.to_review(
        company, currency="USD", issue_date="2026-09-01", due_date=None, invoice_number="of September"
    )
    assert refusal(await approve(company, before)) == (422, "exchange_rate_missing")


@pytest.mark.parametrize("rate", ["0", "-1", "abc", "NaN", "Infinity", "1e400", "1.1234567890123", "9" * 20, "1e-9999"])
async def test_a_rate_that_makes_no_sense_is_refused_by_preview_and_approval(company: Company, rate):
    document = await documents.to_review(company, currency="USD")
    answer = await company.client.get(path(document, "/booking"), params={"exchange_rate": rate})
    assert (answer.status_code, faults(answer)) == (422, {"exchange_rate"})
    answer = await approve(company, document, exchange_rate=rate)
    assert (answer.status_code, faults(answer)) == (422, {"exchange_rate"})


async def test_a_rate_that_makes_the_amount_too_large_for_the_books_is_refused(company: Company):
    document = await documents.to_review(
        company, currency="USD", net_amount="9999999999999.00", vat_amount="0.00", total_amount="9999999999999.00"
    )
    assert (await approve(company, document, exchange_rate="99999999999")).status_code == 422


async def test_a_rate_that_leaves_nothing_is_refused(company: Company):
    document = await documents.to_review(
        company, currency="USD", net_amount="0.01", vat_amount="0.00", total_amount="0.01"
    )
    assert (await approve(company, document, exchange_rate="0.0001")).status_code == 422


async def test_a_rate_is_kept_with_all_the_digits_it_is_converted_with(company: Company):
    made = await invoicing.issued(company, currency="USD", exchange_rate="0.928332714445")
    assert made["exchange_rate"] == "0.928332714445"
    too_fine = {"currency": "USD", "exchange_rate": "0.9283327144451"}
    answer = await company.client.patch(f"{invoicing.BASE}/{made['id']}", json=too_fine)
    assert (answer.status_code, faults(answer)) == (422, {"exchange_rate"})
