"""Payments: in part, in full, too much, in dollars, with a discount, short of a few cents, and taken back."""

import pytest

from tests.conftest import Company
from tests.factories.invoicing import (
    BASE,
    act,
    balances,
    bookings,
    contact,
    draft,
    issued,
    last_entry,
    line,
    read,
    refused,
    settlements,
)

PAST = {"issued_on": "2026-01-05"}


async def test_a_payment_in_two_parts_closes_it(company: Company):
    made = await issued(company)
    half = await act(company, made, "pay", amount="60.50", paid_on=made["issued_on"])
    assert (half["status"], half["open_amount"]) == ("partly_paid", "60.50")
    assert await bookings(company, await last_entry(company, made)) == ["550 60.50 D", "400 60.50 C"]
    whole = await act(company, half, "pay")
    assert (whole["status"], whole["open_amount"], whole["open_in_books"]) == ("paid", "0.00", "0.00")
    assert await balances(company) == {"550": "121.00", "700": "-100.00", "451": "-21.00"}


async def test_paying_more_than_is_open_is_refused_naming_what_is_open(company: Company):
    made = await issued(company)
    problem = await refused(company, made, "pay", amount="121.01")
    assert (problem["status"], problem["code"], problem["field"]) == (422, "payment_exceeds_open", "amount")
    assert "121.00 EUR is open" in problem["detail"]
    await act(company, made, "pay")
    problem = await refused(company, made, "pay", amount="0.01")
    assert (problem["status"], problem["code"], problem["detail"]) == (409, "not_payable", "nothing of it is open")


@pytest.mark.parametrize(
    ("asked", "code", "field"),
    [
        ({"amount": "10.005"}, "too_many_decimals", "amount"),
        ({"amount": "-5.00"}, "payment_of_nothing", "amount"),
        ({"amount": "0"}, "payment_of_nothing", "amount"),
        ({"amount": "10", "account_code": "700"}, "money_account_refused", "account_code"),
        ({"amount": "10", "account_code": "559999"}, "account_unknown", "account_code"),
        ({"write_off": "6.00"}, "difference_not_small", "write_off"),
        ({"paid_on": "2199-01-01"}, "payment_in_the_future", "paid_on"),
    ],
)
async def test_a_payment_that_makes_no_sense_is_refused_naming_the_field(company: Company, asked, code, field):
    made = await issued(company)
    problem = await refused(company, made, "pay", **asked)
    assert (problem["status"], problem["code"], problem["field"]) == (422, code, field)
    assert (await read(company, made))["open_amount"] == "121.00"


async def test_a_draft_and_a_quote_cannot_be_paid(company: Company):
    assert (await refused(company, await draft(company), "pay"))["code"] == "not_payable"
    assert (await refused(company, await issued(company, kind="quote"), "pay"))["code"] == "not_payable"


async def test_a_discount_for_prompt_payment_is_a_financial_cost(company: Company):
    made = await issued(company)
    paid = await act(company, made, "pay", discount="2.42")
    assert paid["status"] == "paid"
    entry = await last_entry(company, made)
    assert await bookings(company, entry) == ["550 118.58 D", "657 2.42 D", "400 121.00 C"]
    assert await settlements(company, made) == [("payment", "118.58"), ("discount", "2.42")]


async def test_a_few_cents_short_are_written_off_and_more_is_not(company: Company):
    made = await issued(company)
    await act(company, made, "pay", amount="120.97")
    closed = await act(company, made, "write-off")
    assert closed["status"] == "paid"
    assert await bookings(company, await last_entry(company, made)) == ["643 0.03 D", "400 0.03 C"]
    other = await issued(company)
    assert (await refused(company, other, "write-off"))["code"] == "difference_not_small"


async def test_differences_of_one_invoice_are_small_together(company: Company):
    """4.00 and 1.00 are let go, one cent more is not; what was taken back counts no more."""
    made = await issued(company)
    await act(company, made, "pay", amount="0.00", write_off="4.00")
    problem = await refused(company, made, "pay", amount="0.00", write_off="1.01")
    assert (problem["status"], problem["code"], problem["field"]) == (422, "difference_not_small", "write_off")
    assert "5.01 EUR is more than 5.00" in problem["detail"]
    await act(company, made, "pay", amount="0.00", write_off="1.00")
    undo = f"/api/v1/ledger/entries/{await last_entry(company, made)}/reverse"
    assert (await company.client.post(undo, json={"reason": "wrong"})).status_code == 201
    assert (await act(company, made, "pay", amount="0.00", write_off="0.99"))["open_amount"] == "116.01"


async def test_a_discount_comes_with_a_payment_and_is_a_tenth_at_most(company: Company):
    made = await issued(company)
    nothing = await refused(company, made, "pay", amount="0.00", discount="121.00")
    assert (nothing["status"], nothing["code"], nothing["field"]) == (422, "discount_refused", "discount")
    dear = await refused(company, made, "pay", discount="12.11")
    assert (dear["code"], "12.11 is more than 12.10" in dear["detail"]) == ("discount_refused", True)
    await act(company, made, "pay", amount="60.00", discount="10.00")
    assert (await refused(company, made, "pay", discount="2.11"))["code"] == "discount_refused", "10.00 was given"
    assert (await act(company, made, "pay", discount="2.10"))["status"] == "paid"


async def test_dollars_that_became_dearer_are_a_gain_and_leave_no_cent(company: Company):
    made = await issued(company, currency="USD", exchange_rate="0.9000")
    assert made["total_in_books"] == "108.90"
    await act(company, made, "pay", amount="21.00", exchange_rate="0.9500")
    assert await bookings(company, await last_entry(company, made)) == ["550 19.95 D", "754 1.05 C", "400 18.90 C"]
    closed = await act(company, made, "pay", amount_in_books="88.00")
    assert (closed["status"], closed["open_in_books"]) == ("paid", "0.00")
    assert await bookings(company, await last_entry(company, made)) == ["550 88.00 D", "654 2.00 D", "400 90.00 C"]
    assert "400" not in await balances(company)


async def test_euro_pay_what_they_are_worth_in_dollars_and_more_is_to_be_meant(company: Company):
    made = await issued(company, currency="USD", exchange_rate="0.9000")
    part = await act(company, made, "pay", amount_in_books="18.00")
    assert (part["open_amount"], part["open_in_books"]) == ("101.00", "90.90")
    absurd = await refused(company, made, "pay", amount="101.00", amount_in_books="1.00")
    assert (absurd["status"], absurd["code"], absurd["field"]) == (
        422,
        "exchange_difference_too_large",
        "amount_in_books",
    )
    assert (await refused(company, made, "pay", exchange_rate="0.0900"))["field"] == "exchange_rate"
    meant = {"amount": "101.00", "amount_in_books": "1.00", "accept_exchange_difference": True}
    assert (await act(company, part, "pay", **meant))["status"] == "paid"
    assert await bookings(company, await last_entry(company, made)) == ["550 1.00 D", "654 89.90 D", "400 90.90 C"]


async def test_what_a_company_writes_off_says_nothing_of_exchange(company: Company):
    await company.client.patch("/api/v1/company", json={"small_difference": "1000.00"})
    made = await issued(company, currency="USD", exchange_rate="0.9000")
    absurd = await refused(company, made, "pay", amount="121.00", amount_in_books="1.00")
    assert absurd["code"] == "exchange_difference_too_large"
    assert "108.90 EUR was to be expected, not 1.00" in absurd["detail"]


@pytest.mark.parametrize(
    ("currency", "amount_in_books", "code"),
    [
        ("USD", "-95.00", "greater_than"),
        ("USD", "0", "greater_than"),
        ("USD", "95.005", "too_many_decimals"),
        ("EUR", "95.00", "amount_in_books_refused"),
    ],
)
async def test_what_the_bank_account_saw_is_an_amount_of_money_that_moved(
    company: Company, currency: str, amount_in_books: str, code: str
):
    made = await issued(company, currency=currency, **({"exchange_rate": "0.9"} if currency == "USD" else {}))
    problem = await refused(company, made, "pay", amount_in_books=amount_in_books)
    assert (problem["status"], problem["code"], problem["field"]) == (422, code, "amount_in_books")


@pytest.mark.parametrize("day", ["0001-01-05", "1899-12-31", "9999-12-31"])
async def test_a_day_that_no_books_have_is_refused(company: Company, day: str):
    made = await issued(company, currency="USD", exchange_rate="0.9")
    problem = await refused(company, made, "pay", paid_on=day)
    assert (problem["status"], problem["field"]) == (422, "paid_on")


async def test_what_is_only_let_go_names_the_day_that_was_asked(company: Company):
    """No money moves; the field is the request's all the same."""
    made = await issued(company)
    lock = {"locked_until": made["issued_on"]}
    assert (await company.client.patch("/api/v1/ledger/journals/miscellaneous", json=lock)).status_code == 200
    asked = {"amount": "0", "write_off": "0.01", "paid_on": made["issued_on"]}
    problem = await refused(company, made, "pay", **asked)
    assert (problem["status"], problem["field"]) == (409, "paid_on")


async def test_a_purchase_is_paid_the_other_way_round(company: Company):
    asked = {"direction": "purchase", "number": "1", "issued_on": "2026-11-02", "contact_id": await contact(company)}
    made = await issued(company, **asked)
    await act(company, made, "pay", discount="1.00")
    entry = await last_entry(company, made)
    assert await bookings(company, entry) == ["550 120.00 C", "756 1.00 C", "440 121.00 D"]


async def test_reversing_a_payments_entry_opens_the_invoice_again_exactly_once(company: Company):
    made = await issued(company)
    await act(company, made, "pay", discount="1.00")
    entry = await last_entry(company, made)
    path = f"/api/v1/ledger/entries/{entry}/reverse"
    assert (await company.client.post(path, json={"reason": "bounced"})).status_code == 201
    again = await read(company, made)
    assert (again["status"], again["open_amount"], again["open_in_books"]) == ("issued", "121.00", "121.00")
    assert [each["is_undone"] for each in again["settlements"]] == [True, True, False, False]
    assert (await company.client.post(path, json={"reason": "again"})).status_code == 409
    assert await balances(company) == {"400": "121.00", "700": "-100.00", "451": "-21.00"}
    assert (await act(company, made, "pay"))["status"] == "paid"


async def test_a_payment_that_was_taken_back_is_open_again_on_every_day_of_the_books(company: Company):
    made = await issued(company, **PAST)
    await act(company, made, "pay", paid_on="2026-02-02")
    path = f"/api/v1/ledger/entries/{await last_entry(company, made)}/reverse"
    assert (await company.client.post(path, json={"reason": "bounced"})).status_code == 201
    answer = await company.client.get("/api/v1/reports/aged-receivables", params={"to": "2026-03-01"})
    told = answer.json()["data"]
    assert (told["totals"]["total"], told["in_books"], told["difference"]) == ("121.00", "121.00", "0.00")


async def test_reversing_the_entry_of_an_issued_sale_is_refused_with_a_word_about_crediting(company: Company):
    made = await issued(company)
    answer = await company.client.post(f"/api/v1/ledger/entries/{made['entry_id']}/reverse", json={"reason": "oops"})
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (409, "issued_sale_is_credited")
    assert "credit" in answer.json()["title"]
    assert (await read(company, made))["status"] == "issued"


async def test_a_purchase_that_was_paid_is_not_undone_before_its_payment(company: Company):
    asked = {"direction": "purchase", "number": "1", "issued_on": "2026-11-02", "contact_id": await contact(company)}
    made = await issued(company, **asked)
    await act(company, made, "pay")
    path = "/api/v1/ledger/entries/{}/reverse"
    answer = await company.client.post(path.format(made["entry_id"]), json={"reason": "wrong"})
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (409, "later_step_first")
    payment = await last_entry(company, made)
    assert (await company.client.post(path.format(payment), json={"reason": "wrong"})).status_code == 201
    assert (await company.client.post(path.format(made["entry_id"]), json={"reason": "wrong"})).status_code == 201
    assert (await read(company, made))["status"] == "reversed"
    assert await balances(company) == {}


async def test_what_is_open_is_listed_both_ways_and_late_ones_say_so(company: Company):
    await issued(company, issued_on="2026-01-05", due_on="2026-01-31")
    asked = {"direction": "purchase", "number": "1", "issued_on": "2026-01-02", "contact_id": await contact(company)}
    await issued(company, line(unit_price="50.00"), **asked)
    await act(company, await issued(company), "pay")
    found = (await company.client.get(f"{BASE}/open")).json()["data"]
    assert sorted((each["direction"], each["open_amount"]) for each in found) == [
        ("purchase", "-60.50"),
        ("sale", "121.00"),
    ]
    assert all(each["days_late"] > 200 for each in found)
    listed = (await company.client.get(BASE, params={"status": "overdue"})).json()["data"]
    assert {each["direction"] for each in listed} == {"sale", "purchase"}


async def test_many_are_paid_at_once_each_for_itself(company: Company):
    first, second = await issued(company), await issued(company)
    items = [{"id": first["id"]}, {"id": second["id"], "amount": "500"}]
    answer = (await company.client.post(f"{BASE}/bulk/pay", json={"items": items})).json()["data"]
    assert [each["status"] for each in answer["results"]] == ["done", "failed"]
    assert answer["results"][1]["errors"][0]["code"] == "payment_exceeds_open"


async def test_a_company_says_how_small_a_difference_and_how_large_a_discount_it_allows(company: Company):
    made = await issued(company)
    told = {"small_difference": "20.00", "most_discount_percent": "2.00"}
    answer = await company.client.patch("/api/v1/company", json=told)
    assert {name: answer.json()["data"][name] for name in told} == told
    dear = await refused(company, made, "pay", discount="2.43")
    assert (dear["code"], "2.43 is more than 2.42, 2 % of the invoice" in dear["detail"]) == ("discount_refused", True)
    assert (await refused(company, made, "pay", write_off="20.01"))["code"] == "difference_not_small"
    assert (await act(company, made, "pay", write_off="20.00"))["status"] == "paid"


@pytest.mark.parametrize(
    ("name", "value"),
    [("small_difference", "1000.01"), ("small_difference", "-1.00"), ("most_discount_percent", "100.01")],
)
async def test_a_limit_that_is_none_is_refused(company: Company, name, value):
    answer = await company.client.patch("/api/v1/company", json={name: value})
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, name)
