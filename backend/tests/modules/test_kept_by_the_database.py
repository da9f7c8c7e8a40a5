"""What was filed, booked, approved or issued stays as it is, whatever the application says: PostgreSQL refuses."""

from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from accounting import money
from accounting.invoice import TooManyDecimals
from accounting.journal import credit, debit
from app.modules.invoicing.errors import CreditExceedsInvoice, IssuedInvoiceStays, NotCreditable
from app.modules.ledger.errors import BooksAreAppendOnly, YearClosed
from tests.conftest import Company
from tests.factories import books
from tests.factories.invoicing import BASE, act, contact, draft, issued, line, read
from tests.modules.conftest import Owner
from tests.modules.expenses.conftest import approved, submitted
from tests.modules.ledger.asking import LEDGER, change, post, posting
from tests.modules.ledger.asking import draft as entry_draft
from tests.modules.vat.conftest import booked, bought, close, reopen, sale, trader  # noqa: F401  (a fixture)


async def say(company: Company, statement: str, **values: Any) -> None:
    """Straight at the tables, with the rights of the application."""
    async with company.begin() as work:
        await work.session.execute(text(statement), values)


async def refused_to_owner(as_owner: Owner, company: Company, statement: str, because: str, **values: Any) -> None:
    with pytest.raises(DBAPIError) as refused:
        async with as_owner(company) as owner:
            await owner.execute(text(statement), values)
    assert because in str(refused.value)


RETURNS = (
    "update accounting.vat_returns set grids = '{}'",
    "update accounting.vat_returns set balance = balance + 1",
    "update accounting.vat_returns set ends_on = ends_on + 1",
    "update accounting.vat_returns set entry_id = null",
    "update accounting.vat_returns set closed_at = now()",
    "delete from accounting.vat_returns",
)


@pytest.mark.parametrize("statement", RETURNS)
async def test_the_figures_of_a_closed_return_never_change(trader: Company, as_owner: Owner, statement: str):  # noqa: F811
    await booked(trader, sale())
    await close(trader)
    with pytest.raises(DBAPIError, match="permission denied"):
        await say(trader, statement)
    await refused_to_owner(as_owner, trader, statement, "was closed")


async def test_a_reopened_return_is_not_closed_by_a_stroke_of_the_pen(trader: Company):  # noqa: F811
    await booked(trader, bought())
    await close(trader)
    assert (await reopen(trader)).status_code == 200
    with pytest.raises(BooksAreAppendOnly):
        await say(trader, "update accounting.vat_returns set status = 'closed'")


@pytest.mark.parametrize("column", ["code = '6049'", "type = 'income'", "is_vat = true"])
async def test_an_account_that_was_posted_on_stays_what_it_is(company: Company, column: str):
    change = f"update accounting.accounts set {column} where code = '604'"
    async with company.begin() as work:
        await work.session.execute(text(change))
        await work.session.rollback()
    await books.post(company)
    with pytest.raises(BooksAreAppendOnly):
        await say(company, change)
    await say(
        company, "update accounting.accounts set names = '{\"en\": \"Goods\"}', archived_at = now() where code = '604'"
    )


async def tagged(company: Company) -> str:
    made = await change(company, "POST", f"{LEDGER}/tags", {"name": "Shop", "dimension": "project"}, 201)
    shares = [{"tag_id": made["id"], "percent": "60"}]
    asked = entry_draft(posting("610", debit="1.00", tags=shares), posting("550", credit="1.00"))
    return (await post(company, asked))["entry"]["postings"][0]["id"]


async def test_the_tags_of_a_closed_year_stay_with_their_postings(company: Company):
    which = await tagged(company)
    await say(company, "update accounting.fiscal_years set closed_at = now() where starts_on = '2026-01-01'")
    for statement in (
        "delete from accounting.posting_tags",
        "insert into accounting.posting_tags (posting_id, tag_id)"
        " select p.id, t.tag_id from accounting.postings p, accounting.posting_tags t where p.id <> t.posting_id",
    ):
        with pytest.raises(YearClosed):
            await say(company, statement)
    answer = await change(company, "PUT", f"{LEDGER}/postings/{which}/tags", {"tags": []}, 409)
    assert (answer["errors"][0]["code"], answer["detail"]) == (
        "year_closed",
        "the fiscal year until 2026-12-31 is closed",
    )
    with pytest.raises(DBAPIError, match="permission denied"):
        await say(company, "update accounting.posting_tags set percent = 10")


EXPENSES = (
    "total_amount = total_amount + 1",
    "vat_amount = 0",
    "exchange_rate = 2",
    "private_percent = 50",
    "category = 'phone', account_code = '612'",
    "spent_on = spent_on - 1",
    "spender_id = gen_random_uuid()",
    "status = 'submitted', entry_id = null",
)


@pytest.mark.parametrize("column", EXPENSES)
async def test_an_approved_expense_is_what_its_entry_says(company: Company, column: str):
    await submitted(company)
    await approved(company, description="Another lunch")
    with pytest.raises(BooksAreAppendOnly):
        await say(company, f"update accounting.expenses set {column} where status = 'approved'")


async def test_an_approved_expense_is_not_removed(company: Company):
    await approved(company)
    with pytest.raises(BooksAreAppendOnly):
        await say(company, "delete from accounting.expenses")


async def test_an_expense_in_the_books_is_approved_and_the_other_way_round(company: Company):
    await submitted(company)
    entry = await books.post(company)
    with pytest.raises(DBAPIError, match="approved_expense_is_booked"):
        await say(company, "update accounting.expenses set entry_id = :entry", entry=entry.id)


PAPER = (
    "due_on = due_on + 30",
    "note = 'another'",
    "order_reference = 'another'",
    "language = 'en'",
    "valid_until = '2026-12-31'",
    "account_code = '701'",
    "issued_at = now() - interval '1 day'",
    "issued_by = null",
    "status = 'accepted'",
)


@pytest.mark.parametrize("column", PAPER)
async def test_what_is_on_the_paper_stays_after_issue(company: Company, column: str):
    await issued(company, note="Thank you", order_reference="PO 7")
    with pytest.raises(IssuedInvoiceStays):
        await say(company, f"update accounting.invoices set {column}")


async def test_a_pdf_is_kept_once_and_what_happens_to_an_invoice_is_written(company: Company):
    await issued(company)
    await say(company, "update accounting.invoices set pdf_key = 'here', pdf_sha256 = 'aa'")
    for column in ("pdf_sha256 = 'bb'", "pdf_key = 'there'", "pdf_key = null, pdf_sha256 = null"):
        with pytest.raises(IssuedInvoiceStays):
            await say(company, f"update accounting.invoices set {column}")
    await say(
        company,
        "update accounting.invoices set internal_note = 'asked twice', sent_at = now(), sent_to = 'a@b.example'",
    )


async def test_a_purchase_that_was_reversed_does_not_come_back(company: Company):
    asked = {"direction": "purchase", "number": "1", "issued_on": "2026-11-02", "contact_id": await contact(company)}
    made = await issued(company, **asked)
    reversing = await company.client.post(f"{LEDGER}/entries/{made['entry_id']}/reverse", json={"reason": "not ours"})
    assert reversing.status_code == 201
    with pytest.raises(IssuedInvoiceStays):
        await say(company, "update accounting.invoices set status = 'issued'")


async def test_what_was_credited_is_what_the_credit_notes_come_to(company: Company, as_owner: Owner):
    made = await issued(company, line(quantity="3"))
    await act(company, made, "credit", lines=[{"line_id": made["lines"][0]["id"], "quantity": "1"}])
    assert (await read(company, made))["credited_amount"] == "121.00"
    with pytest.raises(DBAPIError, match="permission denied"):
        await say(company, "update accounting.invoices set credited_amount = 0")
    too_much = "update accounting.invoices set credited_amount = total_amount + 1 where kind = 'invoice'"
    await refused_to_owner(as_owner, company, too_much, "invoice_is_not_credited_twice")


NOTE = """
insert into accounting.invoices (id, direction, kind, status, number, contact_id, issued_on, currency, net_amount,
  total_amount, total_in_books, entry_id, credits_id, credited_amount)
select gen_random_uuid(), 'sale', 'credit_note', 'issued', 'C-1', contact_id, issued_on, currency, :amount, :amount, :amount,
  entry_id, id, 5 from accounting.invoices where id = :credited
"""


@pytest.mark.parametrize(("amount", "left"), [("21.00", "21.00"), ("121.01", None)])
async def test_a_note_that_is_slipped_in_is_counted_too(company: Company, amount: str, left: str | None):
    made = await issued(company)
    values = {"amount": Decimal(amount), "credited": UUID(made["id"])}
    if left is None:
        with pytest.raises(CreditExceedsInvoice):
            await say(company, NOTE, **values)
    else:
        await say(company, NOTE, **values)
        assert (await read(company, made))["credited_amount"] == left
        async with company.begin() as work:
            query = text("select credited_amount from accounting.invoices where number = 'C-1'")
            assert await work.session.scalar(query) == 0


async def test_only_an_issued_invoice_is_credited_even_by_a_note_that_is_slipped_in(company: Company):
    entry = (await issued(company))["entry_id"]
    made = await draft(company, issued_on="2026-11-02")
    with pytest.raises(NotCreditable):
        await say(
            company,
            NOTE.replace("entry_id, id, 5", ":entry, id, 5"),
            amount=Decimal(1), credited=UUID(made["id"]), entry=UUID(entry),
        )  # fmt: skip


async def test_what_is_open_in_its_currency_is_open_in_the_books_too(company: Company, as_owner: Owner):
    await issued(company)
    for column in ("open_in_books = 0", "open_amount = 0", "open_in_books = total_in_books + 1"):
        await refused_to_owner(
            as_owner, company, f"update accounting.invoices set {column}", "violates check constraint"
        )


async def test_a_part_leaves_a_cent_in_the_books_as_long_as_something_is_open(company: Company):
    made = await issued(
        company, line(unit_price="100", vat_rate="0", treatment="export"), currency="JPY", exchange_rate="0.005"
    )
    assert made["total_in_books"] == "0.50"
    left = await act(company, made, "pay", amount="99", amount_in_books="0.50")
    assert (left["open_amount"], left["open_in_books"]) == ("1.00", "0.01")
    done = await act(company, made, "pay", amount_in_books="0.01")
    assert (done["status"], done["open_in_books"]) == ("paid", "0.00")


@pytest.mark.parametrize("amounts", [("0.005", "0.005"), ("100.0001", "100.0001"), ("10.001", "10.001")])
async def test_a_posting_in_euros_has_two_decimals(company: Company, amounts: tuple[str, str]):
    one, other = (Decimal(each) for each in amounts)
    with pytest.raises(TooManyDecimals):
        await books.post(company, [debit("604", one), credit("440", other)])


async def test_a_posting_in_yen_has_no_decimals(company: Company):
    with pytest.raises(TooManyDecimals):
        in_yen = {"currency": "JPY", "amount_in_currency": Decimal("1000.5")}
        await books.post(company, [debit("604", Decimal("6.10"), **in_yen), credit("440", Decimal("6.10"), **in_yen)])


async def test_the_database_rounds_each_currency_as_we_do(company: Company):
    async with company.begin() as work:
        for each in (*money.MINOR_UNITS, "EUR", "USD"):
            query = text("select accounting.minor_units(:currency)")
            assert await work.session.scalar(query, {"currency": each}) == money.minor_units(each), each


async def test_the_pages_of_an_issued_invoice_cannot_be_changed_through_the_api(company: Company):
    made = await issued(company)
    for asked in ({"due_on": "2026-12-31"}, {"note": "x"}, {"order_reference": "x"}, {"language": "fr"}):
        answer = await company.client.patch(f"{BASE}/{made['id']}", json=asked)
        assert (answer.status_code, answer.json()["errors"][0]["code"]) == (409, "invoice_is_no_draft")
