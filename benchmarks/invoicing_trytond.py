"""Tryton issuing and posting invoices, run by the Python of its own environment.

    python benchmarks/invoicing_trytond.py

In a schema of its own of PEER_DATABASE, with the chart of accounts that it brings and three rates of VAT.
Each number that comes in on a line is that many invoices, one after the other, each with twenty lines, drafted and
posted. It prints what was posted by a job, which nobody does here. The seconds they took
and the postings of the last go out on a line. Nothing is asked over HTTP: all that is left to it is the work.
"""

import json
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from os import environ
from typing import Any
from urllib.parse import urlsplit

SCHEMA, LINES = "bench_trytond", 20
address = urlsplit(environ["PEER_DATABASE"])
DATABASE = address.path.lstrip("/")
environ |= {
    "TRYTOND_DATABASE_URI": address._replace(path="/", query=f"options=-c%20search_path%3D{SCHEMA}").geturl(),
    "TRYTOND_QUEUE__WORKER": "true",
    "DB_NAME": DATABASE,
}

import psycopg  # noqa: E402
from trytond import backend  # noqa: E402
from trytond.modules.account.tests import create_chart, get_fiscalyear  # noqa: E402
from trytond.modules.account_invoice.tests.test_module import set_invoice_sequences  # noqa: E402
from trytond.modules.company.tests import create_company, set_company  # noqa: E402
from trytond.pool import Pool  # noqa: E402
from trytond.transaction import Transaction, TransactionError  # noqa: E402

Pool.test = False  # what helps to set it up comes from its tests, which check more


@dataclass(frozen=True)
class Books:
    """The ids of what is asked for."""

    user: int
    company: int
    customer: int
    revenues: list[int]
    taxes: list[int]


def leave_nothing() -> None:
    with psycopg.connect(environ["PEER_DATABASE"], autocommit=True) as line:
        line.execute(f"drop schema if exists {SCHEMA} cascade")


def install() -> None:
    """What `trytond-admin --update account_invoice --activate-dependencies` does."""
    leave_nothing()
    with psycopg.connect(environ["PEER_DATABASE"], autocommit=True) as line:
        line.execute(f"create schema {SCHEMA}")
    backend.Database(DATABASE).init()
    Pool.start()
    Pool(DATABASE).init(update=["ir", "res"], lang=["en"])
    within(lambda: _get("ir.module").update_list())
    Pool(DATABASE).init(update=["account_invoice"], lang=["en"], activatedeps=True)


def within(work: Callable[[], Any], user: int = 0, **context: int) -> Any:
    """One transaction, begun again when it asks for a lock from its beginning, as its own server does."""
    extras: dict[str, object] = {}
    while True:
        with Transaction().start(DATABASE, user, context=context, **extras) as transaction:
            try:
                return work()
            except TransactionError as asks:
                transaction.rollback()
                asks.fix(extras)


def open_books() -> Books:
    """A company with a chart of accounts, a fiscal year, three taxes and a customer."""

    def person() -> int:
        return _get("res.user").create([{"login": "bench", "name": "Bench", "administrator": True}])[0].id

    def books() -> Books:
        company = create_company()
        with set_company(company):
            create_chart(company)
            year = set_invoice_sequences(get_fiscalyear(company))
            year.save()
            type(year).create_period([year])
            account = _get("account.account")
            (of_vat, *_), revenues, (receivable, *_) = (
                account.search([("company", "=", company.id), ("closed", "!=", True), rule])
                for rule in (("code", "=", "6.3.6"), ("type.revenue", "=", True), ("type.receivable", "=", True))
            )
            taxes = [_tax(rate, of_vat) for rate in ("0.21", "0.12", "0.06")]
            term = _get("account.invoice.payment_term")(name="30 days", lines=[{"type": "remainder"}])
            term.save()
            customer = _get("party.party")(name="Customer", addresses=[{"street": "Street 1"}])
            customer.customer_payment_term, customer.account_receivable = term, receivable
            customer.save()
            return Books(user, company.id, customer.id, [each.id for each in revenues], [each.id for each in taxes])

    user = within(person)
    return within(books, user)


def _get(name: str) -> type:
    return Pool().get(name)


def _tax(rate: str, account):
    tax = _get("account.tax")(name=f"VAT {rate}", description=f"VAT {rate}", type="percentage", rate=Decimal(rate))
    tax.invoice_account = tax.credit_note_account = account
    tax.save()
    return tax


def draft(books: Books) -> int:
    """The id of an invoice. Every fourth line is without VAT."""
    invoice = _get("account.invoice")(company=books.company, type="out", party=books.customer)
    invoice.on_change_type()
    invoice.on_change_party()
    invoice.lines = [
        {
            "company": books.company,
            "type": "line",
            "description": f"Service {number}",
            "quantity": 1 + number % 4,
            "unit_price": Decimal(100 + number) + Decimal("0.50"),
            "account": books.revenues[number % len(books.revenues)],
            "taxes": books.taxes[number % 4 : number % 4 + 1],
        }
        for number in range(LINES)
    ]
    invoice.save()
    return invoice.id


def post(invoice_id: int) -> None:
    invoice = _get("account.invoice")(invoice_id)
    type(invoice).post([invoice])
    assert invoice.state == "posted", invoice.state


def issue(books: Books) -> int:
    """The id of a posted invoice: a transaction for each of the two, as its clients ask for them."""
    of = {"user": books.user, "company": books.company}
    drafted = within(lambda: draft(books), **of)
    within(lambda: post(drafted), **of)
    return drafted


def postings(invoice: int) -> dict[str, object]:
    lines = _get("account.invoice")(invoice).move.lines
    return {"postings": len(lines), "debit": str(sum(each.debit for each in lines))}


def main() -> None:
    install()
    books = open_books()
    of = {"user": books.user, "company": books.company}
    for asked in sys.stdin:
        began = time.perf_counter()
        for _ in range(int(asked)):
            issued = issue(books)
        took = time.perf_counter() - began
        print(json.dumps({"seconds": took, **within(lambda issued=issued: postings(issued), **of)}), flush=True)
    leave_nothing()


if __name__ == "__main__":
    main()
