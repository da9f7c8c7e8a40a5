"""What was open when the books began is paid, aged, reminded of and credited here, and was booked elsewhere."""

from typing import Any

import pytest

from tests.conftest import Company
from tests.factories import invoicing
from tests.modules.ledger.asking import LEDGER, REPORTS, balances, change, get, lock, refusal

OPENING = f"{LEDGER}/opening-balances"
SALE = {"direction": "sale", "number": "2025-0118", "issued_on": "2025-11-14", "due_on": "2025-12-14"}


@pytest.fixture
async def customer(company: Company) -> str:
    return await invoicing.contact(company, name="Bakkerij Joos BV")


@pytest.fixture
async def supplier(company: Company) -> str:
    return await invoicing.contact(company, name="Energie Vlaanderen NV")


def told(*items: dict[str, Any], customers: str = "1210.00", suppliers: str = "0.00", **more: Any) -> dict[str, Any]:
    """550 holds 5,000.00; 100 takes what balances it."""
    lines = [
        {"account_code": "550", "debit": "5000.00"},
        {"account_code": "400", "debit": customers},
        {"account_code": "440", "credit": suppliers},
    ]
    return {"booked_on": "2026-01-01", "balances": lines, "items": list(items), "difference_account": "100"} | more


def sale(contact: str, amount: str = "1210.00", **more: Any) -> dict[str, Any]:
    return SALE | {"contact_id": contact, "amount": amount} | more


def bill(contact: str, amount: str = "363.00", **more: Any) -> dict[str, Any]:
    mine = {"direction": "purchase", "number": "E-77", "issued_on": "2025-12-01", "due_on": "2025-12-31"}
    return mine | {"contact_id": contact, "amount": amount} | more


async def opened(company: Company, *items: dict[str, Any], **more: Any) -> dict[str, Any]:
    return await change(company, "PUT", OPENING, told(*items, **more))


async def aged(company: Company, which: str, day: str) -> tuple[str, str]:
    """What the invoices of a day come to, and what differs from the books."""
    found = await get(company, f"{REPORTS}/aged-{which}", to=day)
    return found["totals"]["total"], found["difference"]


async def test_an_account_is_posted_item_by_item_and_nothing_else_is_booked(
    company: Company, customer: str, supplier: str
):
    made = await opened(company, sale(customer), bill(supplier), suppliers="363.00")
    shown = [(each["account_code"], each["debit"], each["credit"], each["memo"]) for each in made["entry"]["postings"]]
    assert shown == [
        ("550", "5000.00", "0.00", None),
        ("400", "1210.00", "0.00", "2025-0118"),
        ("440", "0.00", "363.00", "E-77"),
        ("100", "0.00", "5847.00", None),
    ]
    assert await balances(company) == {"100": "-5847.00", "400": "1210.00", "440": "-363.00", "550": "5000.00"}
    item, owed = made["items"]
    read = await invoicing.read(company, {"id": item["invoice_id"]})
    assert (read["number"], read["status"], read["net_amount"], read["vat_amount"]) == (
        "2025-0118", "overdue", "1210.00", "0.00",
    )  # fmt: skip
    assert (read["entry_id"], read["opened_on"], read["series"]) == (made["entry"]["id"], "2026-01-01", None)
    assert (owed["direction"], owed["amount"], owed["is_settled"]) == ("purchase", "363.00", False)
    statement = await get(company, f"/api/v1/contacts/{customer}/statement")
    assert (statement["closing_balance"], statement["open_receivable"]) == ("1210.00", "1210.00")


async def test_the_same_again_changes_nothing_and_what_was_read_can_be_sent_back(company: Company, customer: str):
    made = await opened(company, sale(customer))
    again = await opened(company, sale(customer))
    assert again == made
    balances_read = [
        {name: each[name] for name in ("account_code", "debit", "credit", "contact_id", "memo")}
        for each in made["balances"]
    ]
    assert await change(company, "PUT", OPENING, {"booked_on": "2026-01-01", "balances": balances_read}) == made


async def test_open_items_are_aged_from_the_day_that_the_books_begin(company: Company, customer: str, supplier: str):
    await opened(company, sale(customer), bill(supplier), suppliers="363.00")
    assert await aged(company, "receivables", "2026-01-01") == ("1210.00", "0.00")
    assert await aged(company, "payables", "2026-01-01") == ("363.00", "0.00")
    assert await aged(company, "receivables", "2025-12-31") == ("0.00", "0.00")


async def test_an_open_item_is_paid_and_its_customer_reminded(company: Company, customer: str):
    [item] = (await opened(company, sale(customer)))["items"]
    invoice = {"id": item["invoice_id"]}
    paid = await invoicing.act(company, invoice, "pay", amount="210.00", paid_on="2026-01-20")
    assert (paid["open_amount"], paid["status"]) == ("1000.00", "overdue")
    assert (await balances(company))["400"] == "1000.00"
    assert await aged(company, "receivables", "2026-01-19") == ("1210.00", "0.00")
    assert await aged(company, "receivables", "2026-01-31") == ("1000.00", "0.00")
    [proposed] = await get(company, "/api/v1/reminders/proposals")
    assert (proposed["number"], proposed["open_amount"]) == ("2025-0118", "1000.00")
    letter = await invoicing.act(company, invoice, "remind/preview")
    assert (letter["attachment"], "1.000,00" in letter["text"]) == (None, True)


async def test_what_was_open_is_not_paid_or_credited_before_the_books_began(company: Company, customer: str):
    """Else the bank and the customers change before the opening, whose balance had it open."""
    [item] = (await opened(company, sale(customer)))["items"]
    invoice = {"id": item["invoice_id"]}
    problem = await invoicing.refused(company, invoice, "pay", paid_on="2025-12-30")
    assert (problem["status"], problem["code"], problem["field"]) == (422, "paid_before_opening", "paid_on")
    note = await invoicing.act(company, invoice, "credit")
    change = {"lines": [invoicing.line(vat_rate="21")], "issued_on": "2025-12-30"}
    assert (await company.client.patch(f"{invoicing.BASE}/{note['id']}", json=change)).status_code == 200
    assert (await invoicing.refused(company, note, "issue"))["code"] == "credited_before_issue"


async def test_no_vat_and_no_revenue_come_of_it(company: Company, customer: str):
    await opened(company, sale(customer))
    lines = (await get(company, f"{REPORTS}/profit-and-loss", **{"from": "2026-01-01", "to": "2026-12-31"}))["lines"]
    assert {each["amount"] for each in lines} == {"0.00"}
    grids = (await get(company, "/api/v1/vat/returns/2026-Q1"))["grids"]
    assert {each["amount"] for each in grids} <= {"0.00"}


async def test_its_number_is_another_programs_and_leaves_no_gap_in_ours(company: Company, customer: str):
    await opened(company, sale(customer, number="F2026-00001"))
    ours = await invoicing.issued(company, contact_id=customer)
    assert ours["number"] == f"F{ours['issued_on'][:4]}-00001"


async def test_items_that_do_not_come_to_the_balance_are_refused(company: Company, customer: str, supplier: str):
    asked = told(sale(customer, "1200.00"), bill(supplier), suppliers="363.00")
    problem = await change(company, "PUT", OPENING, asked, 422)
    assert refusal(problem) == [("open_items_differ", "items")]
    assert problem["detail"] == "400: 1210.00 in the balances, 1200.00 in the open items"


async def test_a_credit_note_that_is_open_counts_the_other_way(company: Company, customer: str):
    note = sale(customer, "10.00", kind="credit_note", number="C-3")
    made = await opened(company, sale(customer), note, customers="1200.00")
    by_number = {each["number"]: each["invoice_id"] for each in made["items"]}
    applied = await invoicing.act(
        company, {"id": by_number["C-3"]}, "apply", invoice_id=by_number["2025-0118"], on="2026-01-05"
    )
    assert applied["open_amount"] == "0.00"
    assert (await invoicing.read(company, {"id": by_number["2025-0118"]}))["open_amount"] == "1200.00"


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"issued_on": "2026-01-02", "due_on": None}, ("open_item_after_opening", "items.0.issued_on")),
        ({"due_on": "2025-11-13"}, ("open_item_due_before_issue", "items.0.due_on")),
        ({"amount": "0.00"}, ("open_item_of_nothing", "items.0.amount")),
        ({"amount": "1210.005"}, ("too_many_decimals", "items.0.amount")),
        ({"currency": "XXQ"}, ("amount_in_books_needed", "items.0.amount_in_books")),
        ({"currency": "USD"}, ("amount_in_books_needed", "items.0.amount_in_books")),
        ({"amount_in_books": "1100.00"}, ("amount_in_books_differs", "items.0.amount_in_books")),
        ({"payment_reference": "+++260/0000/04215+++"}, ("reference_does_not_prove", "items.0.payment_reference")),
        (
            {"contact_id": "01a1fcd6-3f7a-74ba-831f-443b45c4ef44"},
            ("contact_unknown", "items.0.contact_id"),
        ),
    ],
)
async def test_what_is_wrong_with_an_item_is_named(company: Company, customer: str, wrong: dict, says: tuple):
    problem = await change(company, "PUT", OPENING, told(sale(customer) | wrong), 422)
    assert refusal(problem) == [says]


async def test_a_number_is_told_once_for_a_contact(company: Company, customer: str, supplier: str):
    twice = told(sale(customer, "605.00"), sale(customer, "605.00", number="2025-0118 "))
    assert refusal(await change(company, "PUT", OPENING, twice, 422)) == [("open_item_twice", "items.1.number")]
    other = sale(supplier, "605.00")
    assert len((await opened(company, sale(customer, "605.00"), other))["items"]) == 2


async def test_in_another_currency_it_stands_as_it_did_in_the_books(company: Company, customer: str):
    made = await opened(
        company, sale(customer, "1100.00", currency="USD", amount_in_books="1000.00"), customers="1000.00"
    )
    [posting] = [each for each in made["entry"]["postings"] if each["account_code"] == "400"]
    assert (posting["debit"], posting["currency"], posting["amount_in_currency"]) == ("1000.00", "USD", "1100.00")
    [item] = made["items"]
    asked = {"paid_on": "2026-01-10", "amount": "1100.00", "amount_in_books": "1020.00"}
    await invoicing.act(company, {"id": item["invoice_id"]}, "pay", **asked)
    assert {code: amount for code, amount in (await balances(company)).items() if code in ("400", "754", "550")} == {
        "400": "0.00",
        "550": "6020.00",
        "754": "-20.00",
    }


async def test_balances_are_put_right_under_an_item_that_was_paid(company: Company, customer: str):
    first = await opened(company, sale(customer))
    invoice = {"id": first["items"][0]["invoice_id"]}
    await invoicing.act(company, invoice, "pay", amount="210.00", paid_on="2026-01-20")
    asked = told(sale(customer))
    asked["balances"][0]["debit"] = "5100.00"
    again = await change(company, "PUT", OPENING, asked)
    read = await invoicing.read(company, invoice)
    assert (read["open_amount"], read["entry_id"]) == ("1000.00", again["entry"]["id"])
    assert again["entry"]["id"] != first["entry"]["id"]
    assert (await balances(company))["400"] == "1000.00"
    assert await aged(company, "receivables", "2026-01-31") == ("1000.00", "0.00")


async def test_what_was_paid_is_not_taken_back_until_the_payment_is(company: Company, customer: str):
    made = await opened(company, sale(customer))
    invoice = {"id": made["items"][0]["invoice_id"]}
    paid = await invoicing.act(company, invoice, "pay", paid_on="2026-01-20")
    nothing = {"booked_on": "2026-01-01", "balances": []}
    for asked in (nothing, told(sale(customer, number="2025-0119")), told(sale(customer, due_on="2025-12-31"))):
        problem = await change(company, "PUT", OPENING, asked, 409)
        assert refusal(problem) == [("later_step_first", "items")]
        assert problem["detail"].startswith("2025-0118")
    reverse = f"{LEDGER}/entries/{made['entry']['id']}/reverse"
    assert refusal(await change(company, "POST", reverse, {"reason": "a try"}, 409))[0][0] == "later_step_first"
    payment = paid["settlements"][0]["entry_id"]
    await change(company, "POST", f"{LEDGER}/entries/{payment}/reverse", {"reason": "bounced"}, 201)
    assert (await change(company, "PUT", OPENING, nothing))["items"] == []
    assert (await invoicing.read(company, invoice))["status"] == "reversed"
    assert set((await balances(company)).values()) == {"0.00"}
    assert len((await opened(company, sale(customer)))["items"]) == 1


async def test_reversing_the_entry_takes_its_open_items_out_of_the_books(company: Company, customer: str):
    made = await opened(company, sale(customer))
    reverse = f"{LEDGER}/entries/{made['entry']['id']}/reverse"
    await change(company, "POST", reverse, {"reason": "of another company"}, 201)
    found = await get(company, OPENING)
    assert (found["entry"], found["items"]) == (None, [])
    assert await get(company, "/api/v1/invoices/open") == []


async def test_a_locked_journal_takes_no_open_items(company: Company, customer: str):
    await lock(company, "2026-01-31")
    problem = await change(company, "PUT", OPENING, told(sale(customer)), 409)
    assert refusal(problem) == [("period_locked", "booked_on")]


async def test_it_is_credited_with_lines_of_its_own(company: Company, customer: str):
    """121.00 of 1,210.00: what these books credit bears VAT here."""
    [item] = (await opened(company, sale(customer)))["items"]
    note = await invoicing.act(company, {"id": item["invoice_id"]}, "credit", reason="brought back")
    assert (note["status"], note["lines"], note["credits_id"]) == ("draft", [], item["invoice_id"])
    answer = await company.client.patch(
        f"{invoicing.BASE}/{note['id']}", json={"lines": [invoicing.line(unit_price="100.00", vat_rate="21")]}
    )
    assert answer.status_code == 200, answer.text
    issued = await invoicing.act(company, note, "issue")
    assert (issued["total_amount"], issued["open_amount"]) == ("121.00", "0.00")
    assert (await invoicing.read(company, {"id": item["invoice_id"]}))["open_amount"] == "1089.00"


@pytest.mark.parametrize(
    ("amount", "in_books", "rate"),
    [("100000000", "5401.80", "0.000054018"), ("10000000", "0.04", "0.000000004"), ("100000000000", "0.01", "0")],
)
async def test_a_rate_of_rupiah_keeps_its_digits_and_all_is_credited_at_it(
    company: Company, customer: str, amount: str, in_books: str, rate: str
):
    [item] = (
        await opened(company, sale(customer, amount, currency="IDR", amount_in_books=in_books), customers=in_books)
    )["items"]
    note = await invoicing.act(company, {"id": item["invoice_id"]}, "credit")
    assert note["exchange_rate"] == rate
    change_of_it = {"lines": [invoicing.line(unit_price=amount, treatment="export", vat_rate="0")]}
    assert (await company.client.patch(f"{invoicing.BASE}/{note['id']}", json=change_of_it)).status_code == 200
    if rate == "0":
        assert (await invoicing.refused(company, note, "issue"))["status"] in (409, 422)
        return
    issued = await invoicing.act(company, note, "issue")
    assert (issued["total_in_books"], issued["open_amount"]) == (in_books, "0.00")
    found = await balances(company)
    assert found["400"] == "0.00"
    assert not {"654", "754"} & found.keys(), "nothing is won or lost"


async def test_its_paper_is_elsewhere(company: Company, customer: str):
    [item] = (await opened(company, sale(customer)))["items"]
    refused = await invoicing.refused(company, {"id": item["invoice_id"]}, "send")
    assert (refused["status"], refused["code"]) == (409, "issued_elsewhere")
    assert (await get(company, f"{invoicing.BASE}/{item['invoice_id']}/pdf", 409))["errors"][0][
        "code"
    ] == "issued_elsewhere"


async def test_a_supplier_invoice_that_was_open_is_not_booked_again(company: Company, supplier: str):
    await opened(company, bill(supplier), customers="0.00", suppliers="363.00")
    line = invoicing.line(unit_price="300.00", vat_rate="21", account_code="612")
    draft = await invoicing.draft(
        company, line, direction="purchase", contact_id=supplier, number="e-77", issued_on="2025-12-01"
    )
    assert (await invoicing.refused(company, draft, "issue"))["code"] == "invoice_booked_already"
