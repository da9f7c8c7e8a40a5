"""What a quote becomes when it is accepted late, at a rate that was agreed, and what it is not counted among."""

import pytest

from tests.conftest import Company
from tests.factories.invoicing import BASE, act, issued, line, read, refused


async def test_who_made_an_expired_quote_may_stand_by_it(company: Company):
    quote = await issued(company, kind="quote", issued_on="2026-01-02", valid_until="2026-01-31")
    told = await refused(company, quote, "accept")
    assert (told["status"], told["code"]) == (409, "quote_expired")
    assert (await read(company, quote))["status"] == "expired"
    made = await act(company, quote, "accept", despite_expiry=True)
    assert (made["status"], made["quote_id"], made["total_amount"]) == ("draft", quote["id"], "121.00")
    assert (await read(company, quote))["status"] == "accepted"


@pytest.mark.parametrize(("agreed", "taken"), [("0.5", "0.5"), (None, "0")])
async def test_the_rate_agreed_on_a_quote_is_the_invoices_and_that_of_a_day_is_not(company: Company, agreed, taken):
    for day, rate in (("2026-11-02", "1.10"), ("2026-11-20", "1.25")):
        asked = {"currency": "USD", "valid_on": day, "rate": rate}
        answer = await company.client.put("/api/v1/ledger/exchange-rates", json=asked)
        assert answer.status_code == 200, answer.text
    more = {"exchange_rate": agreed} if agreed else {}
    quote = await issued(company, kind="quote", currency="USD", issued_on="2026-11-02", **more)
    made = await act(company, quote, "accept")
    assert float(made["exchange_rate"]) == float(taken)
    final = await act(company, made, "issue")
    assert float(final["exchange_rate"]) == (0.5 if agreed else 0.8)


async def test_quotes_are_added_up_apart_from_sales(company: Company):
    await issued(company)
    await issued(company, line(unit_price="50"), kind="quote")

    async def sums(**asked: str) -> list[tuple[bool, int, str]]:
        told = (await company.client.get(f"{BASE}/sums", params=asked)).json()["data"]
        return [(each["is_quote"], each["count"], each["net_amount"]) for each in told]

    both = [(False, 1, "100.00"), (True, 1, "50.00")]
    assert await sums(direction="sale") == await sums(**{"from": "2000-01-01"}) == both
    assert await sums(kind="quote") == both[1:]
