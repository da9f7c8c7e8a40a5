"""One line, one entry, everything it settles; undone it is as if nothing had been."""

import pytest

from accounting.journal import credit, debit
from tests.conftest import Company
from tests.factories import banking, books, invoicing
from tests.factories.banking import Row, against, on_account, reconcile, undo
from tests.factories.invoicing import balances, bookings, settlements


def refusal(answer) -> tuple[int, str]:
    return answer.status_code, answer.json()["errors"][0]["code"]


async def line_of(company: Company, runs_jobs, amount: str, text: str = "payment", **more) -> dict:
    await banking.account(company)
    [line] = await banking.imported(company, runs_jobs, Row(amount, text, **more))
    return line


async def done(answer) -> dict:
    assert answer.status_code == 200, answer.text
    return answer.json()["data"]


async def entry_of(company: Company, line: dict) -> list[str]:
    return await bookings(company, line["reconciliations"][0]["entry_id"])


async def test_a_line_pays_an_invoice_in_one_entry_of_the_bank(company: Company, runs_jobs):
    invoice = await invoicing.issued(company)
    line = await line_of(company, runs_jobs, "121.00")
    shown = await done(await reconcile(company, line, against(invoice)))
    assert (shown["status"], shown["open_amount"]) == ("reconciled", "0.00")
    assert await entry_of(company, shown) == ["550 121.00 D", "400 121.00 C"]
    assert (await invoicing.read(company, invoice))["status"] == "paid"
    entry = shown["reconciliations"][0]
    told = (await company.client.get(f"/api/v1/ledger/entries/{entry['entry_id']}")).json()["data"]
    assert (told["journal"], told["booked_on"], told["source"]["type"]) == ("bank", "2026-11-10", "bank_line")


async def test_one_line_pays_several_invoices_and_takes_a_credit_note_off(company: Company, runs_jobs):
    contact = await invoicing.contact(company)
    first = await invoicing.issued(company, contact_id=contact)
    second = await invoicing.issued(company, invoicing.line(unit_price="50.00"), contact_id=contact)
    line = await line_of(company, runs_jobs, "181.50")
    shown = await done(await reconcile(company, line, against(first), against(second)))
    assert await entry_of(company, shown) == ["550 181.50 D", "400 121.00 C", "400 60.50 C"]
    assert [each["amount"] for each in shown["reconciliations"][0]["parts"]] == ["121.00", "60.50"]


async def test_a_part_of_an_invoice_leaves_the_rest_of_it_open(company: Company, runs_jobs):
    invoice = await invoicing.issued(company)
    line = await line_of(company, runs_jobs, "100.00")
    await done(await reconcile(company, line, against(invoice)))
    assert (await invoicing.read(company, invoice))["open_amount"] == "21.00"


async def test_what_the_parts_do_not_use_of_a_line_stays_open(company: Company, runs_jobs):
    invoice = await invoicing.issued(company)
    line = await line_of(company, runs_jobs, "200.00")
    shown = await done(await reconcile(company, line, against(invoice)))
    assert (shown["status"], shown["open_amount"]) == ("partly", "79.00")
    shown = await done(await reconcile(company, line, on_account("499")))
    assert (shown["status"], len(shown["reconciliations"])) == ("reconciled", 2)


async def test_a_fee_that_the_bank_kept_goes_to_its_account(company: Company, runs_jobs):
    invoice = await invoicing.issued(company)
    line = await line_of(company, runs_jobs, "119.50")
    shown = await done(await reconcile(company, line, against(invoice, amount="121.00"), on_account("659", "-1.50")))
    assert await entry_of(company, shown) == ["550 119.50 D", "400 121.00 C", "659 1.50 D"]


async def test_a_discount_and_cents_settle_the_rest(company: Company, runs_jobs):
    invoice = await invoicing.issued(company)
    line = await line_of(company, runs_jobs, "118.55")
    shown = await done(await reconcile(company, line, against(invoice, discount="2.42", write_off="0.03")))
    assert await entry_of(company, shown) == ["550 118.55 D", "657 2.42 D", "643 0.03 D", "400 121.00 C"]
    assert shown["reconciliations"][0]["parts"][0]["settled_amount"] == "121.00"


async def test_a_line_is_split_over_accounts(company: Company, runs_jobs):
    line = await line_of(company, runs_jobs, "-100.00")
    shown = await done(await reconcile(company, line, on_account("612", "-60.00", memo="gas"), on_account("613")))
    assert await entry_of(company, shown) == ["550 100.00 C", "612 60.00 D", "613 40.00 D"]
    assert shown["reconciliations"][0]["kind"] == "booked"


async def test_a_payment_that_is_in_the_books_is_found_and_not_posted_again(company: Company, runs_jobs):
    invoice = await invoicing.issued(company)
    line = await line_of(company, runs_jobs, "121.00")
    await invoicing.act(company, invoice, "pay")
    before = await balances(company)
    [found] = [each for each in await banking.candidates(company, line) if each["items"][0]["type"] == "posting"]
    shown = await done(await reconcile(company, line, *found["parts"]))
    assert (shown["status"], shown["reconciliations"][0]["entry_id"]) == ("reconciled", None)
    assert await balances(company) == before
    [again] = await banking.imported(company, runs_jobs, Row("121.00", "other", bank_id="B"), number="9")
    assert refusal(await reconcile(company, again, *found["parts"])) == (404, "open_item_not_found")


async def test_what_cancels_beside_a_payment_that_is_in_the_books_is_refused_and_settles_nothing(
    company: Company, runs_jobs
):
    paid, other = await invoicing.issued(company), await invoicing.issued(company)
    line = await line_of(company, runs_jobs, "121.00")
    await invoicing.act(company, paid, "pay")
    [found] = [each for each in await banking.candidates(company, line) if each["items"][0]["type"] == "posting"]
    before = await balances(company)
    beside = against(other, amount="30.00"), on_account("659", "-30.00")
    assert refusal(await reconcile(company, line, *found["parts"], *beside)) == (422, "parts_cancel_out")
    assert (await banking.lines(company))[0]["open_amount"] == "121.00"
    assert (await invoicing.read(company, other))["open_amount"] == "121.00"
    assert await balances(company) == before


async def test_reversing_an_entry_elsewhere_opens_its_line_again(company: Company, runs_jobs):
    invoice = await invoicing.issued(company)
    line = await line_of(company, runs_jobs, "121.00")
    shown = await done(await reconcile(company, line, against(invoice)))
    entry = shown["reconciliations"][0]["entry_id"]
    answer = await company.client.post(f"/api/v1/ledger/entries/{entry}/reverse", json={"reason": "typed wrong"})
    assert answer.status_code in (200, 201), answer.text
    told = (await company.client.get(f"{banking.BASE}/lines/{line['id']}")).json()["data"]
    assert (told["status"], told["open_amount"]) == ("open", "121.00")
    assert told["reconciliations"][0]["undone_because"] == "typed wrong"
    assert (await invoicing.read(company, invoice))["open_amount"] == "121.00"


async def test_reversing_a_payment_that_was_found_opens_its_line_again(company: Company, runs_jobs):
    invoice = await invoicing.issued(company)
    line = await line_of(company, runs_jobs, "121.00")
    await invoicing.act(company, invoice, "pay")
    [found] = [each for each in await banking.candidates(company, line) if each["items"][0]["type"] == "posting"]
    await done(await reconcile(company, line, *found["parts"]))
    entry = (await invoicing.read(company, invoice))["settlements"][0]["entry_id"]
    await company.client.post(f"/api/v1/ledger/entries/{entry}/reverse", json={"reason": "twice"})
    assert (await banking.lines(company))[0]["status"] == "open"


async def test_an_expense_is_paid_back_by_its_line(company: Company, runs_jobs):
    asked = {
        "description": "Train", "category": "travel", "spent_on": "2026-11-02", "total_amount": "40.00",
    }  # fmt: skip
    expense = (await company.client.post("/api/v1/expenses", json=asked)).json()["data"]
    for what in ("submit", "approve"):
        answer = await company.client.post(f"/api/v1/expenses/{expense['id']}/{what}")
        assert answer.status_code == 200, answer.text
    line = await line_of(company, runs_jobs, "-40.00", "onkosten An Peeters")
    shown = await done(await reconcile(company, line, {"type": "expense", "id": expense["id"]}))
    assert await entry_of(company, shown) == ["550 40.00 C", "489 40.00 D"]
    where = f"/api/v1/expenses/{expense['id']}"
    assert (await company.client.get(where)).json()["data"]["status"] == "reimbursed"
    await done(await undo(company, line))
    assert (await company.client.get(where)).json()["data"]["status"] == "approved"


async def test_a_line_of_before_an_expense_was_made_does_not_pay_it_back(company: Company, runs_jobs):
    asked = {
        "description": "Train", "category": "travel", "spent_on": "2026-11-02", "total_amount": "40.00",
    }  # fmt: skip
    expense = (await company.client.post("/api/v1/expenses", json=asked)).json()["data"]
    for what in ("submit", "approve"):
        assert (await company.client.post(f"/api/v1/expenses/{expense['id']}/{what}")).status_code == 200
    line = await line_of(company, runs_jobs, "-40.00", on="2026-10-01")
    answer = await reconcile(company, line, {"type": "expense", "id": expense["id"]})
    assert refusal(answer) == (422, "reimbursed_before_spent")
    assert answer.json()["errors"][0]["field"] == "parts.0.id"


async def test_a_line_in_a_locked_period_says_so_and_may_be_booked_on_another_day(company: Company, runs_jobs):
    invoice = await invoicing.issued(company)
    line = await line_of(company, runs_jobs, "121.00")
    await company.client.patch("/api/v1/ledger/journals/bank", json={"locked_until": "2026-11-15"})
    answer = await reconcile(company, line, against(invoice))
    assert refusal(answer) == (409, "period_locked")
    assert "2026-11-16" in answer.json()["detail"]
    assert answer.json()["errors"][0]["field"] == "on"
    assert (await banking.lines(company))[0]["status"] == "open"
    await done(await reconcile(company, line, against(invoice), on="2026-11-16"))


async def test_a_line_without_money_needs_nobody(company: Company, runs_jobs):
    line = await line_of(company, runs_jobs, "0.00", "information")
    assert line["status"] == "reconciled"
    assert refusal(await reconcile(company, line, on_account("499", "1.00"))) == (409, "line_not_open")


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        ([on_account("612", "-130.00")], "more_than_the_line"),
        ([on_account("612", "130.00")], "more_than_the_line"),
        ([], "parts_missing"),
        ([on_account("612", "0.00")], "part_of_nothing"),
        ([on_account("550", "121.00")], "bank_account_as_part"),
        ([on_account("619999", "121.00")], "account_unknown"),
        ([on_account("612", "1.005")], "too_many_decimals"),
        ([{"type": "invoice", "id": "01a1fc40-0000-7000-8000-000000000000"}], "invoice_not_found"),
        ([{"type": "posting", "id": "01a1fc40-0000-7000-8000-000000000000"}], "open_item_not_found"),
        ([on_account("612", "121.00", contact_id="01a1fc40-0000-7000-8000-000000000000")], "contact_unknown"),
    ],
)
async def test_parts_that_cannot_be_are_refused_and_nothing_is_written(company: Company, runs_jobs, parts, code):
    line = await line_of(company, runs_jobs, "121.00")
    assert refusal(await reconcile(company, line, *parts))[1] == code
    assert (await banking.lines(company))[0]["open_amount"] == "121.00"
    assert await balances(company) == {}


async def test_undoing_restores_every_balance_to_the_cent(company: Company, runs_jobs):
    contact = await invoicing.contact(company)
    invoices = [await invoicing.issued(company, contact_id=contact) for _ in range(2)]
    line = await line_of(company, runs_jobs, "240.00")
    before = await balances(company)
    await done(await reconcile(company, line, against(invoices[0]), against(invoices[1], discount="2.00")))
    shown = await done(await undo(company, line))
    assert (shown["status"], shown["open_amount"]) == ("open", "240.00")
    assert await balances(company) == before
    for each in invoices:
        assert (await invoicing.read(company, each))["open_amount"] == "121.00"
        assert [kind for kind, _ in await settlements(company, each)].count("reversal") >= 1
    assert refusal(await undo(company, line)) == (409, "line_not_reconciled")


async def test_an_import_with_reconciled_lines_is_reverted_only_after_they_are_open(company: Company, runs_jobs):
    line = await line_of(company, runs_jobs, "-12.50", "coffee")
    await done(await reconcile(company, line, on_account("612")))
    found = {"id": line["import_id"]}
    answer = await banking.decide(company, found, "revert", reason="wrong company")
    assert refusal(answer) == (409, "lines_reconciled")
    assert "2026-11-10 -12.50 Janssens NV" in answer.json()["detail"]
    await done(await undo(company, line))
    assert (await banking.decide(company, found, "revert", reason="wrong company")).status_code == 200


async def test_a_line_in_another_currency_is_booked_at_its_rate(company: Company, runs_jobs):
    await banking.account(company, currency="USD", name="Dollars")
    [line] = await banking.imported(company, runs_jobs, Row("-110.00"), currency="USD")
    shown = await done(await reconcile(company, line, on_account("612"), exchange_rate="0.90"))
    assert await entry_of(company, shown) == ["550 99.00 C", "612 99.00 D"]
    assert shown["reconciliations"][0]["books_amount"] == "-99.00"
    assert refusal(await reconcile(company, line, on_account("612"))) == (409, "line_not_open")


async def test_an_invoice_in_dollars_is_paid_from_an_account_in_euro(company: Company, runs_jobs):
    invoice = await invoicing.issued(company, currency="USD", exchange_rate="0.90")
    line = await line_of(company, runs_jobs, "110.00")
    assert refusal(await reconcile(company, line, against(invoice, amount="50.00"), on_account("499", "10.00"))) == (
        422,
        "currency_of_part",
    )
    shown = await done(await reconcile(company, line, against(invoice)))
    assert await entry_of(company, shown) == ["550 110.00 D", "754 1.10 C", "400 108.90 C"]
    assert (shown["exchange_rate"], shown["reconciliations"][0]["exchange_result"]) == (None, "1.10")


async def test_a_line_in_dollars_says_its_rate_and_what_was_lost_on_it(company: Company, runs_jobs):
    quoted = {"currency": "USD", "valid_on": "2026-11-09", "rate": "1.25"}
    assert (await company.client.put("/api/v1/ledger/exchange-rates", json=quoted)).status_code == 200
    invoice = await invoicing.issued(company, currency="USD", exchange_rate="0.90")
    await banking.account(company, currency="USD", name="Dollars")
    [line] = await banking.imported(company, runs_jobs, Row(invoice["total_amount"]), currency="USD")
    full = (await company.client.get(f"{banking.BASE}/lines/{line['id']}")).json()["data"]
    assert full["exchange_rate"] == "0.8"
    [done_] = (await done(await reconcile(company, line, against(invoice))))["reconciliations"]
    assert (done_["books_amount"], done_["exchange_result"]) == ("96.80", "-12.10")


async def test_a_line_of_which_no_rate_is_known_says_so_and_takes_the_one_that_is_said(company: Company, runs_jobs):
    invoice = await invoicing.issued(company, currency="USD", exchange_rate="0.90")
    await banking.account(company, currency="USD", name="Dollars")
    [line] = await banking.imported(company, runs_jobs, Row(invoice["total_amount"]), currency="USD")
    refused = await reconcile(company, line, against(invoice))
    assert refusal(refused) == (422, "exchange_rate_unknown")
    assert refused.json()["errors"][0]["field"] == "exchange_rate"
    await done(await reconcile(company, line, against(invoice), exchange_rate="0.90"))


async def test_many_lines_are_reconciled_each_for_itself(company: Company, runs_jobs):
    await banking.account(company)
    lines = await banking.imported(company, runs_jobs, Row("-10.00", "a"), Row("-20.00", "b"))
    items = [
        {"id": each["id"], "parts": [on_account(code)]} for each, code in zip(lines, ("612", "999999"), strict=True)
    ]
    answer = (await company.client.post(f"{banking.BASE}/lines/bulk/reconcile", json={"items": items})).json()["data"]
    assert (answer["done"], answer["failed"]) == (1, 1)
    assert answer["results"][1]["errors"][0]["code"] == "account_unknown"


async def test_an_opening_entry_is_no_open_item_of_the_bank(company: Company, runs_jobs):
    line = await line_of(company, runs_jobs, "300.00")
    await books.post(company, [debit("550", 300), credit("100", 300)], journal="miscellaneous", memo="capital")
    kinds = [each["items"][0]["type"] for each in await banking.candidates(company, line)]
    assert kinds == ["posting"]
