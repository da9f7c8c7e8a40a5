"""Sales and purchases of the year: quoted, invoiced, credited, sent and paid."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from atelier.desk import Desk, Made, Step
from atelier.tables import Row, day_of, groups, table, varied, working_day

SENT_SINCE = timedelta(days=45)
"""Invoices of the last weeks are mailed; of older ones the paper is long gone."""


def sales(desk: Desk) -> list[Step]:
    steps = []
    for lines in groups("sales"):
        for year in desk.calendar.years:
            steps += _sale(desk, lines, year)
    return steps


def _sale(desk: Desk, lines: list[Row], year: int) -> list[Step]:
    head = lines[0]
    customer = head["customer"]
    on = working_day(day_of(year, int(head["month"]), int(head["day"])))
    asked = {
        "contact_id": desk.contacts[customer],
        "currency": desk.currencies[customer],
        "order_reference": f"{head['ref']}-{year}",
        "lines": [_line(desk, each) for each in lines],
    }

    def find() -> Made | None:
        return desk.invoice("sale", "invoice", customer, on)

    def issue() -> None:
        invoice = find()
        if invoice is None or invoice["status"] == "draft":
            desk.know_rate(desk.currencies[customer], on)
            invoice = _issue(desk, asked, customer, on, quoted)
        if desk.may_mail and on > desk.today - SENT_SINCE and not invoice["sent_at"]:
            desk.keep(desk.owner.call("POST", f"/invoices/{invoice['id']}/send", json={}))

    quoted = on - timedelta(days=int(head["quote"])) if head["quote"] else None
    steps = [Step(on, 3, issue), *desk.payments(head["paid"], on, find)]
    if quoted:
        steps.append(Step(working_day(quoted), 2, lambda: _quote(desk, asked, customer, quoted)))
    steps += [_credit(desk, row, find, on) for row in table("credits") if row["sale"] == head["ref"]]
    return steps


def _line(desk: Desk, row: Row) -> dict[str, Any]:
    vat = {"vat_rate": row["vat"], "treatment": "domestic"} if row["vat"].isdigit() else {"treatment": row["vat"]}
    return {
        "description": row["description"],
        "quantity": row["quantity"],
        "unit": row["unit"],
        "unit_price": row["price"],
        "discount_percent": row["discount"] or "0",
        "account_code": row["account"],
        "tags": desk.tagged(row["tag"]),
        **vat,
    }


def _quote(desk: Desk, asked: dict[str, Any], customer: str, on: date) -> Made:
    on = working_day(on)
    known = desk.invoice("sale", "quote", customer, on)
    return known or desk.keep(
        desk.owner.call("POST", "/invoices/issued", json={**asked, "kind": "quote", "issued_on": on.isoformat()})
    )


def _issue(desk: Desk, asked: dict[str, Any], customer: str, on: date, quoted: date | None) -> Made:
    """Issued at once, or from the quote that was accepted: its draft gets its day and its number."""
    api = desk.owner
    if quoted is None:
        return desk.keep(api.call("POST", "/invoices/issued", json={**asked, "issued_on": on.isoformat()}))
    quote = _quote(desk, asked, customer, quoted)
    if quote["status"] == "issued":
        draft = api.call("POST", f"/invoices/{quote['id']}/accept")
    else:
        draft = desk.invoice("sale", "invoice", customer, on) or desk.invoice("sale", "invoice", customer, None)
    assert draft is not None, "an accepted quote has its draft"
    api.call("PATCH", f"/invoices/{draft['id']}", json={"issued_on": on.isoformat()})
    return desk.keep(api.call("POST", f"/invoices/{draft['id']}/issue"))


def _credit(desk: Desk, row: Row, find: Any, issued_on: date) -> Step:
    """Some of one line is taken back."""
    on = working_day(issued_on + timedelta(days=int(row["days"])))

    def credit() -> None:
        invoice = find()
        known = {(each["kind"], each["contact_id"], each["issued_on"]) for each in desk.invoices.values()}
        if invoice is None or ("credit_note", invoice["contact_id"], on.isoformat()) in known:
            return
        lines = desk.owner.call("GET", f"/invoices/{invoice['id']}")["lines"]
        chosen = [{"line_id": lines[int(row["line"]) - 1]["id"], "quantity": row["quantity"]}]
        asked = {"issued_on": on.isoformat(), "reason": row["reason"], "lines": chosen}
        desk.keep(desk.owner.call("POST", f"/invoices/{invoice['id']}/credit", json=asked))
        desk.keep(desk.owner.call("GET", f"/invoices/{invoice['id']}"))

    return Step(on, 4, credit)


def purchases(desk: Desk) -> list[Step]:
    """Invoices of suppliers, typed by the bookkeeper: at home, from the Union, and from outside in their currency."""
    steps = []
    for row in table("purchases"):
        for on in desk.calendar.happen(row["months"], row["day"]):
            amount = varied(row["amount"], row["varies"], row["supplier"], on)
            steps += _purchase(desk, row, on, "1", f"{amount:f}")
    for row in table("foreign"):
        for on in desk.calendar.happen(row["month"], row["day"]):
            steps += _purchase(desk, row, on, row["quantity"], row["price"])
    return steps


def _purchase(desk: Desk, row: Row, on: date, quantity: str, price: str) -> list[Step]:
    supplier = row["supplier"]
    line: dict[str, Any] = {
        "description": row["description"],
        "quantity": quantity,
        "unit_price": price,
        "account_code": row["account"],
        "tags": desk.tagged(row.get("tag", "")),
    }
    if row.get("vat", "21") not in ("0", "21"):
        line["vat_rate"] = row["vat"]
    asked = {
        "direction": "purchase",
        "contact_id": desk.contacts[supplier],
        "currency": desk.currencies[supplier],
        "number": f"{on:%Y%m}-{Random(f'{supplier} {on}').randint(1001, 9899)}",
        "issued_on": on.isoformat(),
        "lines": [line],
    }

    def find() -> Made | None:
        return desk.invoice("purchase", "invoice", supplier, on)

    def book() -> None:
        if find() is None:
            desk.know_rate(desk.currencies[supplier], on)
            desk.keep(desk.bookkeeper.call("POST", "/invoices/issued", json=asked))

    return [Step(on, 3, book), *desk.payments(row["paid"], on, find)]


def subscriptions(desk: Desk) -> list[Step]:
    """Recurring invoices, each made on its day."""
    steps = []
    for row in table("subscriptions"):
        every = 3 if row["every"] == "quarter" else 1
        days = [day_of(year, month, int(row["day"])) for year in desk.calendar.years for month in range(1, 13, every)]
        for on in days:
            customer = row["customer"]

            def find(customer: str = customer, on: date = on) -> Made | None:
                return desk.invoice("sale", "invoice", customer, on)

            def run(row: Row = row, on: date = on, first: date = days[0]) -> None:
                recurring = _recurring(desk, row, first)
                if recurring["next_on"] == on.isoformat():
                    desk.keep(desk.owner.call("POST", f"/recurring-invoices/{recurring['id']}/run"))

            steps += [Step(on, 3, run), *desk.payments(row["paid"], on, find)]
    return steps


def _recurring(desk: Desk, row: Row, first: date) -> Made:
    for each in desk.owner.every("/recurring-invoices"):
        if each["name"] == row["name"]:
            return each
    line = _line(desk, {**row, "quantity": "1", "unit": "", "discount": "", "tag": ""})
    asked = {
        "name": row["name"],
        "every": row["every"],
        "starts_on": first.isoformat(),
        "issues_by_itself": True,
        "content": {"contact_id": desk.contacts[row["customer"]], "lines": [line]},
    }
    return desk.owner.call("POST", "/recurring-invoices", json=asked)


def paper_bills(desk: Desk, since: date) -> None:
    """Pay what was booked from documents and fell due more than ten days ago, from a day on; credit notes come back."""
    for invoice in list(desk.owner.every("/invoices?direction=purchase")):
        if not invoice["document_id"] or not Decimal(invoice["open_amount"]):
            continue
        issued = date.fromisoformat(invoice["issued_on"])
        due = date.fromisoformat(invoice["due_on"]) if invoice["due_on"] else issued + timedelta(days=25)
        if due <= desk.today - timedelta(days=10):
            desk.pay(invoice, working_day(max(due, since)))
