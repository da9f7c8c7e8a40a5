"""What was open on any day is what stood on the accounts of customers and suppliers that day."""

import csv
import io
import random
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest

from tests.conftest import Company
from tests.factories.invoicing import act, contact, draft, issued, last_entry, line, read, refused
from tests.modules.ledger.asking import LEDGER, REPORTS, change, get

AGES = ("not_due", "days_1_30", "days_31_60", "days_61_90", "over_90", "total")
FIRST, LAST = date(2026, 1, 5), date(2026, 11, 1)


async def aged(company: Company, which: str, day: str) -> tuple[str, str]:
    """What the invoices of a day come to, and what differs from the books."""
    found = await get(company, f"{REPORTS}/aged-{which}", to=day)
    return found["totals"]["total"], found["difference"]


async def reverse(company: Company, entry_id: str, on: str) -> None:
    await change(company, "POST", f"{LEDGER}/entries/{entry_id}/reverse", {"reason": "wrong", "on": on}, 201)


async def bought(company: Company, supplier: str, issued_on: str, price: str = "100.00", **more: Any) -> dict[str, Any]:
    booked = {"booked_on": more.pop("booked_on")} if "booked_on" in more else {}
    made = await draft(
        company,
        line(account_code="613", vat_rate="21", unit_price=price),
        **{"direction": "purchase", "contact_id": supplier, "issued_on": issued_on} | more,
    )
    return await act(company, made, "issue", **booked)


async def test_a_purchase_that_was_undone_later_was_owed_until_then(company: Company):
    """121.00 of 28 June, reversed on 10 August: the list of 30 June is the same before and after."""
    purchase = await bought(company, await contact(company), "2026-06-28", number="S-1")
    assert await aged(company, "payables", "2026-06-30") == ("121.00", "0.00")
    await reverse(company, purchase["entry_id"], "2026-08-10")
    for day, owed in (
        ("2026-06-27", "0.00"),
        ("2026-06-30", "121.00"),
        ("2026-08-09", "121.00"),
        ("2026-08-10", "0.00"),
    ):
        assert await aged(company, "payables", day) == (owed, "0.00"), day


async def test_what_was_paid_before_its_invoice_is_an_advance_until_then(company: Company):
    """121.00 came in on 2 March for an invoice of 20 March."""
    sale = await issued(company, issued_on="2026-03-20")
    await act(company, sale, "pay", paid_on="2026-03-02")
    for day, owed in (
        ("2026-03-01", "0.00"),
        ("2026-03-02", "-121.00"),
        ("2026-03-19", "-121.00"),
        ("2026-03-20", "0.00"),
    ):
        assert await aged(company, "receivables", day) == (owed, "0.00"), day


async def test_a_late_credit_note_takes_away_from_its_purchase_once_both_are_in_the_books(company: Company):
    """A note of 28 June that was booked on 1 July: at the end of June all of the invoice is owed."""
    supplier = await contact(company)
    purchase = await bought(company, supplier, "2026-06-10", number="S-1")
    note = {"kind": "credit_note", "credits_id": purchase["id"], "number": "C-1", "booked_on": "2026-07-01"}
    await bought(company, supplier, "2026-06-28", **note)
    assert await aged(company, "payables", "2026-06-30") == ("121.00", "0.00")
    assert await aged(company, "payables", "2026-07-01") == ("0.00", "0.00")
    [settled] = (await read(company, purchase))["settlements"]
    assert settled["settled_on"] == "2026-07-01"


async def test_a_note_is_not_applied_before_both_are_in_the_books(company: Company):
    customer = await contact(company)
    paid = await issued(company, contact_id=customer, issued_on="2026-03-02")
    await act(company, paid, "pay", paid_on="2026-03-02")
    note = await act(company, await read(company, paid), "credit", issued_on="2026-04-01")
    owed = await issued(company, contact_id=customer, issued_on="2026-04-20")
    problem = await refused(company, note, "apply", invoice_id=owed["id"], on="2026-04-10")
    assert (problem["code"], problem["field"]) == ("not_applicable", "on")
    assert "2026-04-20" in problem["detail"]
    await act(company, note, "apply", invoice_id=owed["id"], on="2026-04-20")


async def every(company: Company, path: str, **asked: Any) -> list[dict[str, Any]]:
    """The rows of a report, one by one."""
    rows: list[dict[str, Any]] = []
    while True:
        answer = await company.client.get(path, params=asked | {"limit": 1})
        assert answer.status_code == 200, answer.text
        told = answer.json()
        rows += told["data"]["rows"]
        if not told["meta"]["has_more"]:
            return rows
        asked["cursor"] = told["meta"]["next_cursor"]


async def test_contacts_come_page_by_page_their_invoices_apart_and_a_file_holds_all(company: Company):
    """On 30 June: due that day, 1, 30, 31, 60, 61, 90 and 91 days late, each of another amount, for two customers.

    A third one had something open a year before, and nothing now.
    """
    zeta, alpha, gone = [await contact(company, name=name) for name in ("Zeta BV", "alpha BV", "Beta BV")]
    old = await issued(company, contact_id=gone, issued_on="2025-01-05", due_on="2025-02-05")
    await act(company, old, "pay", paid_on="2025-09-01")
    lates = [91, 90, 61, 60, 31, 30, 1, 0]
    for place, late in enumerate(lates):
        due = str(date(2026, 6, 30) - timedelta(days=late))
        lines = line(unit_price=str(10 ** (place % 4 + 1)), vat_rate="0")
        await issued(company, lines, contact_id=(zeta, alpha)[place % 2], issued_on="2026-01-05", due_on=due)
    asked = {"to": "2026-06-30", "compare": "previous_year"}
    rows = await every(company, f"{REPORTS}/aged-receivables", **asked)
    by_age = [[row["contact_name"], *(row[age] for age in AGES), row["previous_total"]] for row in rows]
    assert by_age == [
        ["alpha BV", "10000.00", "100.00", "10000.00", "100.00", "0.00", "20200.00", "0.00"],
        ["Beta BV", "0.00", "0.00", "0.00", "0.00", "0.00", "0.00", "121.00"],
        ["Zeta BV", "0.00", "1000.00", "10.00", "1000.00", "10.00", "2020.00", "0.00"],
    ]
    first = await get(company, f"{REPORTS}/aged-receivables", limit=1, **asked)
    assert [first["totals"][age] for age in AGES] == ["10000.00", "1100.00", "10010.00", "1100.00", "10.00", "22220.00"]
    items = await every(company, f"{REPORTS}/aged-receivables/{zeta}", to="2026-06-30")
    assert [(each["days_late"], each["open_in_books"]) for each in items] == [
        (91, "10.00"), (61, "1000.00"), (31, "10.00"), (1, "1000.00"),
    ]  # fmt: skip
    found = {
        "alpha BV": ["100.00", "10000.00", "100.00", "10000.00"],
        "Beta BV": [],
        "Zeta BV": ["10.00", "1000.00"] * 2,
    }
    sheet = await company.client.get(f"{REPORTS}/aged-receivables", params=asked | {"format": "csv"})
    told = list(csv.DictReader(io.StringIO(sheet.content.decode("utf-8-sig"))))
    assert [[row["contact_name"], *(row[age] for age in AGES), row["previous_total"]] for row in told] == [
        row for each in by_age for row in (each, *([["", "", "", "", "", "", amount, ""] for amount in found[each[0]]]))
    ] + [["Total", *(first["totals"][age] for age in AGES), "121.00"]]
    assert first["totals"]["previous_total"] == "121.00"
    assert (await get(company, f"{REPORTS}/aged-receivables", to="2026-06-30"))["totals"]["previous_total"] is None


async def test_a_file_says_too_what_is_in_the_books_and_on_no_invoice(company: Company):
    await issued(company, issued_on="2026-03-20")
    by_hand = {"booked_on": "2026-03-21", "memo": "of before"}
    postings = [{"account_code": "400", "debit": "50.00"}, {"account_code": "100", "credit": "50.00"}]
    await change(company, "POST", f"{LEDGER}/entries", by_hand | {"postings": postings}, 201)
    sheet = await company.client.get(f"{REPORTS}/aged-receivables", params={"to": "2026-03-31", "format": "csv"})
    told = list(csv.DictReader(io.StringIO(sheet.content.decode("utf-8-sig"))))
    assert [(row["contact_name"], row["total"]) for row in told[-2:]] == [
        ("Total", "121.00"),
        ("In the books, but on no invoice", "50.00"),
    ]


async def test_the_invoices_of_nobody_are_not_found(company: Company):
    problem = await get(company, f"{REPORTS}/aged-payables/{uuid4()}", 404)
    assert problem["errors"][0]["code"] == "contact_not_found"


class History:
    """What may happen to papers, in an order and on days that a seed decides; the days on which something did."""

    def __init__(self, company: Company, seed: int) -> None:
        self.company = company
        self.dice = random.Random(seed)
        self.days = {FIRST, LAST}

    def day(self, since: date = FIRST) -> str:
        found = since + timedelta(days=self.dice.randrange((LAST - since).days + 1))
        self.days |= {found, found - timedelta(days=1)}
        return str(found)

    def later(self, than: str) -> str:
        return self.day(date.fromisoformat(than))

    def price(self) -> str:
        return f"{self.dice.randrange(1, 100_000) / 100:.2f}"

    async def sale(self, customer: str) -> dict[str, Any]:
        currency = self.dice.choice([{}, {}, {"currency": "USD", "exchange_rate": "1.25"}])
        return await issued(
            self.company, line(unit_price=self.price()), contact_id=customer, issued_on="2026-06-01", **currency
        )

    async def purchase(self, supplier: str, number: int, **more: Any) -> dict[str, Any]:
        on = more.pop("issued_on", None) or self.day()
        late = {"booked_on": self.later(on)} if self.dice.random() < 0.5 else {}
        return await bought(self.company, supplier, on, number=f"S-{number}", price=self.price(), **late, **more)

    async def pay(self, invoice: dict[str, Any]) -> str:
        """Part or all of it, on any day: before the invoice too. The entry's id, and perhaps it is undone."""
        on, invoice = self.day(), await read(self.company, invoice)
        if invoice["open_amount"] == "0.00":
            return ""
        meant = {"exchange_rate": self.dice.choice(["1.10", "1.40"]), "accept_exchange_difference": True}
        foreign = {} if invoice["currency"] == "EUR" else meant
        part = self.dice.choice([{}, {"amount": f"{float(invoice['open_amount']) / 2:.2f}"}])
        if part.get("amount") == "0.00":
            part = {}
        await act(self.company, invoice, "pay", paid_on=on, **part, **foreign)
        entry = await last_entry(self.company, invoice)
        if undone := self.dice.random() < 0.4:
            await reverse(self.company, entry, self.later(on))
        return "" if undone else entry


@pytest.mark.parametrize("seed", range(3))
async def test_on_every_day_of_any_history_the_invoices_come_to_what_is_in_the_books(company: Company, seed: int):
    told = History(company, seed)
    customer, supplier = await contact(company), await contact(company)
    for number in range(6):
        sale = await told.sale(customer)
        await told.pay(sale)
        if told.dice.random() < 0.5:
            await act(company, await read(company, sale), "credit", issued_on="2026-06-01")
        purchase = await told.purchase(supplier, number)
        fate = told.dice.choice(["paid", "credited", "reversed", "undone and reversed"])
        if fate == "credited":
            credited = {"kind": "credit_note", "credits_id": purchase["id"], "issued_on": str(LAST)}
            made = await draft(
                company,
                line(account_code="613", vat_rate="21", unit_price=purchase["net_amount"]),
                **{"direction": "purchase", "contact_id": supplier, "number": f"C-{number}"} | credited,
            )
            note = await act(company, made, "issue", booked_on="2026-11-05")
            told.days |= {date(2026, 11, 4), date(2026, 11, 5)}
            if told.dice.random() < 0.5:
                await reverse(company, note["entry_id"], "2026-11-08")
                told.days |= {date(2026, 11, 7), date(2026, 11, 8)}
        elif fate != "reversed":
            entry = await told.pay(purchase)
            if fate == "undone and reversed" and entry:
                await reverse(company, entry, str(LAST))
        booked = (await read(company, purchase))["booked_on"]
        if "reversed" in fate:
            await reverse(company, purchase["entry_id"], told.later(booked))
    for day in sorted(told.days):
        for which in ("receivables", "payables"):
            assert (await aged(company, which, str(day)))[1] == "0.00", (which, day)
