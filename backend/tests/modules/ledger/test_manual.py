"""Entries made by hand: what they come to, what is wrong with them, and other currencies."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounting.journal import credit, debit, difference
from app.modules.ledger.manual import absorb_cents
from tests.conftest import Company
from tests.modules.ledger.asking import LEDGER, balances, change, draft, get, post, posting, refusal, rent


async def test_an_entry_by_hand_is_written_and_shown(company: Company):
    made = await post(company, rent("1250.00"))
    assert (made["entry"]["number"], made["total_debit"], made["difference"]) == ("M2026-00001", "1250.00", "0.00")
    assert await balances(company) == {"444": "-1250.00", "610": "1250.00"}


async def test_a_dry_run_says_what_it_comes_to_and_writes_nothing(company: Company):
    told = await post(company, draft(posting("610", debit="100.00"), posting("444", credit="99.99"), dry_run=True), 200)
    assert (told["entry"], told["difference"]) == (None, "0.01")
    assert [each["code"] for each in told["problems"]] == ["entry_unbalanced"]
    assert told["postings"][0]["account_name"] == "Rent and charges"
    assert await get(company, f"{LEDGER}/entries") == []


async def test_everything_that_is_wrong_is_said_at_once_with_its_field(company: Company):
    wrong = draft(
        posting("999999", debit="1.00"),
        posting("610", debit="1.005"),
        posting("610"),
        posting("610", debit="1.00", credit="1.00"),
        posting("610", debit="1.00", contact_id="01a1fcd6-3f7a-74ba-831f-443b45c4ef44"),
        posting("610", debit="1.00", currency="USD"),
        posting("610", debit="1.00", tags=[{"tag_id": "01a1fcd6-3f7a-74ba-831f-443b45c4ef44"}]),
    )
    problem = await post(company, wrong, 422)
    assert problem["type"] == "/problems/postings_refused"
    assert refusal(problem) == [
        ("account_unknown", "postings.0.account_code"),
        ("too_many_decimals", "postings.1.debit"),
        ("posting_needs_one_side", "postings.2.credit"),
        ("posting_needs_one_side", "postings.3.debit"),
        ("contact_unknown", "postings.4.contact_id"),
        ("exchange_rate_unknown", "postings.5.exchange_rate"),
        ("tag_unknown", "postings.6.tags.0.tag_id"),
    ]


async def test_one_cent_of_difference_is_refused(company: Company):
    problem = await post(company, draft(posting("610", debit="100.00"), posting("444", credit="99.99")), 422)
    assert refusal(problem) == [("entry_unbalanced", "postings")]


async def test_an_entry_two_years_ahead_is_refused(company: Company):
    problem = await post(company, rent(on=date.today() + timedelta(days=800)), 422)
    assert refusal(problem) == [("entry_too_far_ahead", "booked_on")]


async def test_an_account_that_was_put_away_takes_nothing_by_hand_and_its_entries_can_be_reversed(company: Company):
    entry = (await post(company, rent()))["entry"]
    [account] = await get(company, f"{LEDGER}/accounts", **{"class": "610"})
    await change(company, "PATCH", f"{LEDGER}/accounts/{account['id']}", {"archived": True})
    assert await get(company, f"{LEDGER}/accounts", **{"class": "610"}) == []
    assert refusal(await post(company, rent(), 422)) == [("account_archived", "postings.0.account_code")]
    await change(company, "POST", f"{LEDGER}/entries/{entry['id']}/reverse", {"reason": "not ours"}, 201)


async def test_dollars_at_the_rate_of_the_day_and_back(company: Company):
    """100 USD at 1.0772 USD for one euro are 92.83 EUR."""
    rate = {"currency": "USD", "valid_on": "2026-10-30", "rate": "1.0772"}
    await change(company, "PUT", f"{LEDGER}/exchange-rates", rate)
    usd = {"currency": "USD"}
    made = await post(company, draft(posting("550", debit="100.00", **usd), posting("700", credit="100.00", **usd)))
    shown = [(each["debit"], each["credit"], each["amount_in_currency"]) for each in made["postings"]]
    assert shown == [("92.83", "0.00", "100.00"), ("0.00", "92.83", "-100.00")]
    await change(company, "POST", f"{LEDGER}/entries/{made['entry']['id']}/reverse", {"reason": "twice"}, 201)
    newest = (await get(company, f"{LEDGER}/entries", sort="-recorded_at"))[0]
    assert [each["amount_in_currency"] for each in newest["postings"]] == ["-100.00", "100.00"]
    assert set((await balances(company)).values()) == {"0.00"}


async def test_a_rate_older_than_ten_days_is_not_used(company: Company):
    rate = {"currency": "USD", "valid_on": "2026-10-20", "rate": "1.0772"}
    await change(company, "PUT", f"{LEDGER}/exchange-rates", rate)
    usd = {"currency": "USD"}
    body = draft(posting("550", debit="1.00", **usd), posting("700", credit="1.00", **usd), on="2026-10-31")
    assert refusal(await post(company, body, 422))[0] == ("exchange_rate_unknown", "postings.0.exchange_rate")
    body["booked_on"] = "2026-10-30"
    await post(company, body)


async def test_a_typed_rate_far_from_that_of_the_day_is_to_be_meant(company: Company):
    rate = {"currency": "USD", "valid_on": "2026-10-30", "rate": "1.25"}
    await change(company, "PUT", f"{LEDGER}/exchange-rates", rate)

    def at(rate: str):
        usd = {"currency": "USD", "exchange_rate": rate}
        lines = [posting("550", debit="10.00", **usd), posting("700", credit="10.00", currency="USD")]
        return draft(*lines, on="2026-10-30")

    far = [("exchange_rate_unlikely", "postings.0.exchange_rate")]
    assert refusal(await post(company, at("1.25"), 422)) == far
    tried = await post(company, at("1.25") | {"dry_run": True}, 200)
    assert ("exchange_rate_unlikely", "postings.0.exchange_rate") in refusal({"errors": tried["problems"]})
    same = posting("700", credit="10.00", currency="USD", exchange_rate="1.25")
    meant = draft(posting("550", debit="10.00", currency="USD", exchange_rate="1.25"), same, on="2026-10-30")
    assert (await post(company, meant | {"accept_exchange_rate": True}))["total_debit"] == "12.50"


async def test_a_rate_that_is_typed_goes_before_the_one_we_know(company: Company):
    own = {"currency": "GBP", "exchange_rate": "1.2"}
    made = await post(company, draft(posting("550", debit="10.00", **own), posting("700", credit="10.00", **own)))
    assert made["total_debit"] == "12.00"


parts = st.lists(st.decimals("0.01", "9999.99", places=2), min_size=1, max_size=20)


@given(parts, st.decimals("0.0001", "200", places=8))
def test_what_balances_in_its_currency_balances_in_the_books(amounts, rate):
    def both(amount):
        return {"currency": "USD", "amount_in_currency": amount}

    def eur(amount):
        return max((amount * rate).quantize(Decimal("0.01")), Decimal("0.01"))

    whole = sum(amounts)
    postings = [debit("610", eur(each), **both(each)) for each in amounts]
    postings.append(credit("440", eur(whole), **both(whole)))
    largest = max(abs(each.amount) for each in postings)
    gap = abs(difference(postings))
    mended = absorb_cents(postings, "EUR")
    assert difference(mended) == 0 or gap > Decimal("0.01") * len(postings) or gap >= largest
    assert [each.amount_in_currency for each in mended] == [each.amount_in_currency for each in postings]


async def test_a_template_holds_what_an_entry_begins_with(company: Company):
    body = {
        "name": "Depreciation",
        "memo": "van",
        "postings": [{"account_code": "630", "side": "debit"}, {"account_code": "241", "side": "credit"}],
    }
    made = await change(company, "POST", f"{LEDGER}/templates", body, 201)
    assert [each["side"] for each in made["postings"]] == ["debit", "credit"]
    problem = await change(company, "POST", f"{LEDGER}/templates", body | {"name": "depreciation"}, 409)
    assert refusal(problem) == [("template_name_taken", None)]
    path = f"{LEDGER}/templates/{made['id']}"
    revised = await change(company, "PATCH", path, {"memo": "car"}, **{"if-match": '"1"'})
    assert (revised["memo"], revised["version"], revised["name"]) == ("car", 2, "Depreciation")
    await change(company, "PATCH", path, {"memo": "bus"}, 412, **{"if-match": '"1"'})
    assert (await company.client.delete(path)).status_code == 204
    await get(company, path, 404)


@pytest.mark.parametrize(
    ("code", "says"),
    [("8", "account_code_refused"), ("0123", "account_code_refused"), ("7", "account_code_refused")],
)
async def test_an_account_number_says_its_class(company: Company, code: str, says: str):
    problem = await change(company, "POST", f"{LEDGER}/accounts", {"code": code, "names": {"nl": "x"}}, 422)
    assert refusal(problem) == [(says, "code")]


async def test_a_new_account_is_what_its_number_says(company: Company):
    made = await change(company, "POST", f"{LEDGER}/accounts", {"code": "451900", "names": {"nl": "Btw te gaan"}}, 201)
    assert (made["account_type"], made["name"]) == ("liability", "Btw te gaan")
    problem = await change(company, "POST", f"{LEDGER}/accounts", {"code": "451900", "names": {"nl": "x"}}, 409)
    assert refusal(problem) == [("account_code_taken", None)]


async def test_what_is_nothing_in_the_books_names_its_field(company: Company):
    """0.05 roubles at 100 for one euro are 0.0005 euros."""
    tiny = posting("610", debit="0.05", currency="RUB", exchange_rate="0.01")
    problem = await post(company, draft(tiny, posting("550", credit="0.05", currency="RUB", exchange_rate="0.01")), 422)
    assert refusal(problem) == [
        ("posting_has_two_sides", "postings.0.debit"),
        ("posting_has_two_sides", "postings.1.credit"),
    ]


@pytest.mark.parametrize("grids", [["+54", "+54"], ["+54", "-54"]])
async def test_a_posting_counts_once_in_a_box_of_the_vat_return(company: Company, grids):
    made = draft(posting("610", debit="21.00"), posting("451", credit="21.00", grids=grids))
    named = [("vat_grid_repeated", "postings.1.grids.1")]
    assert refusal(await post(company, made, 422)) == named
    told = await post(company, made | {"dry_run": True}, 200)
    assert [(each["code"], each["field"]) for each in told["problems"]] == named
    kept = {"name": "VAT", "memo": "VAT", "postings": made["postings"]}
    assert refusal(await change(company, "POST", f"{LEDGER}/templates", kept, 422)) == named
    rhythm = {"every": "month", "starts_on": str(date.today() + timedelta(days=30))}
    assert refusal(await change(company, "POST", f"{LEDGER}/recurring-entries", kept | rhythm, 422)) == named
