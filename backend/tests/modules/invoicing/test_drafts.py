"""Drafts: what belongs to a currency, and which tags and days a line may have."""

import pytest

from tests.conftest import Company
from tests.factories.invoicing import BASE, act, bookings, draft, issued, line


async def changed(company: Company, invoice: dict, **change) -> dict:
    answer = await company.client.patch(f"{BASE}/{invoice['id']}", json=change)
    assert answer.status_code == 200, answer.text
    return dict(answer.json()["data"])


async def rate(company: Company, currency: str, value: str) -> None:
    """So many for a euro, as the European Central Bank quotes it."""
    asked = {"currency": currency, "valid_on": "2026-11-02", "rate": value}
    answer = await company.client.put("/api/v1/ledger/exchange-rates", json=asked)
    assert answer.status_code in (200, 201), answer.text


async def test_a_draft_in_euros_that_becomes_one_in_dollars_has_their_rate(company: Company):
    await rate(company, "USD", "1.25")
    made = await draft(company, issued_on="2026-11-02")
    await changed(company, made, currency="USD", exchange_rate=None)
    booked = await act(company, made, "issue")
    assert (booked["total_amount"], booked["total_in_books"]) == ("121.00", "96.80")


async def test_a_draft_in_dollars_that_becomes_one_in_pounds_forgets_the_dollars_rate(company: Company):
    await rate(company, "GBP", "0.8")
    made = await draft(company, issued_on="2026-11-02", currency="USD", exchange_rate="0.9")
    await changed(company, made, currency="GBP")
    booked = await act(company, made, "issue")
    assert (booked["exchange_rate"], booked["total_in_books"]) == ("1.25", "151.25")


async def test_a_rate_that_was_typed_can_be_taken_back(company: Company):
    await rate(company, "USD", "1.25")
    made = await draft(company, issued_on="2026-11-02", currency="USD", exchange_rate="0.75")
    await changed(company, made, exchange_rate=None)
    assert (await act(company, made, "issue"))["total_in_books"] == "96.80"


async def test_a_rate_keeps_all_its_digits_when_an_invoice_is_issued(company: Company):
    await rate(company, "IDR", "18512.34")
    made = await issued(company, line(unit_price="82644628.10"), issued_on="2026-11-02", currency="IDR")
    assert made["total_in_books"] == "5401.80"


async def tag(company: Company, name: str) -> str:
    answer = await company.client.post("/api/v1/ledger/tags", json={"name": name, "dimension": "project"})
    return str(answer.json()["data"]["id"])


@pytest.mark.parametrize(
    ("shares", "code", "field"),
    [
        ([("shop", "50"), ("shop", "50")], "tag_repeated", "lines.0.tags.1.tag_id"),
        ([("shop", "60"), ("app", "60")], "tags_share_too_much", "lines.0.tags.1.percent"),
        ([("shop", "0")], "greater_than", "lines.0.tags.0.percent"),
        ([("01a1fcd6-3f7a-74ba-831f-443b45c4ef44", "50")], "tag_unknown", "lines.0.tags.0.tag_id"),
    ],
)
async def test_tags_that_no_posting_could_have_are_refused_with_the_line(company: Company, shares, code, field):
    made = await draft(company)
    ids = {"shop": await tag(company, "Shop"), "app": await tag(company, "App")}
    tags = [{"tag_id": ids.get(name, name), "percent": percent} for name, percent in shares]
    answer = await company.client.patch(f"{BASE}/{made['id']}", json={"lines": [line(tags=tags)]})
    assert answer.status_code == 422, answer.text
    assert [(each["code"], each["field"]) for each in answer.json()["errors"]] == [(code, field)]


async def test_a_line_with_tags_is_credited_though_they_were_put_away(company: Company):
    shop = await tag(company, "Shop")
    made = await issued(company, line(tags=[{"tag_id": shop}]))
    await company.client.patch(f"/api/v1/ledger/tags/{shop}", json={"archived": True})
    note = await act(company, made, "credit")
    assert (await bookings(company, note["entry_id"]))[1] == "700 100.00 D +49"
