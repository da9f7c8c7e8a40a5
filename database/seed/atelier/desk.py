"""Who works at the demo company, what they did already, and the steps that are still to do, day by day."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from atelier.tables import CENT, Calendar, table, working_day
from client import Api

Made = dict[str, Any]
YEAR_CLOSED = (3, 16)
"""The day on which the year before is closed."""


@dataclass(order=True, slots=True)
class Step:
    """Something to do when its day comes; of one day, the lower rank first."""

    on: date
    rank: int
    do: Callable[[], object] = field(compare=False)


def in_order(steps: Iterable[Step], until: date) -> int:
    """Do all that has come, oldest first; how much that was."""
    due = sorted(each for each in steps if each.on <= until)
    for each in due:
        each.do()
    return len(due)


@dataclass(frozen=True, slots=True)
class Paid:
    """What a contact pays of an invoice, in its currency and in euros: the bank will tell."""

    invoice: Made
    on: date
    amount: Decimal
    in_euro: Decimal


class Desk:
    """The owner and the bookkeeper, each signed in, with what the books hold so far."""

    def __init__(self, owner: Api, bookkeeper: Api, calendar: Calendar) -> None:
        self.owner, self.bookkeeper, self.calendar = owner, bookkeeper, calendar
        self.may_mail = bool(owner.call("GET", "/me")["email_verified"])
        self.contacts: dict[str, str] = {}
        self.tags: dict[str, str] = {}
        self.people: dict[str, str] = {}
        self.currencies = {row["key"]: row["currency"] or "EUR" for row in table("contacts")}
        self.invoices = {_key(each): each for each in owner.every("/invoices")}
        self.entries = {(each["booked_on"], each["memo"]): each for each in owner.every("/ledger/entries")}
        self.rates = {(each["currency"], each["valid_on"]) for each in owner.every("/ledger/exchange-rates")}
        self.paid: list[Paid] = []
        self.paid_back: list[tuple[Made, date]] = []
        self.by_card: list[tuple[Made, date]] = []
        self._monthly = {int(row["month"]): row for row in table("rates")}

    @property
    def today(self) -> date:
        return self.calendar.today

    @property
    def bank_since(self) -> date:
        """The first day of the oldest year that is open: from then on payments come in by the bank's files."""
        is_closed = self.today >= date(self.today.year, *YEAR_CLOSED)
        return date(self.today.year - (not is_closed), 1, 1)

    def on_its_way(self, invoice: Made) -> Decimal:
        """What is paid of it, in its currency, of which the books do not know yet."""
        return sum((each.amount for each in self.paid if each.invoice["id"] == invoice["id"]), Decimal(0))

    def invoice(self, direction: str, kind: str, contact: str, on: date | None) -> Made | None:
        """The one of that day, if it was made: nobody gets two of a kind on a day."""
        return self.invoices.get((direction, kind, self.contacts[contact], on and on.isoformat()))

    def keep(self, invoice: Made) -> Made:
        self.invoices[_key(invoice)] = invoice
        return invoice

    def tagged(self, said: str) -> list[dict[str, str]]:
        """`Horeca`, or in shares `Horeca:40,Werf:60`."""
        parts = (part.partition(":") for part in said.split(",") if part)
        return [{"tag_id": self.tags[name], "percent": share or "100"} for name, _, share in parts]

    def know_rate(self, currency: str, on: date) -> Decimal:
        """Note what a euro is worth in that currency on that day: about the month's rate."""
        if currency == "EUR":
            return Decimal(1)
        dice = Random(f"{currency} {on}")
        rate = Decimal(self._monthly[on.month][currency]) * (1000 + dice.randint(-6, 6)) / 1000
        if (currency, on.isoformat()) not in self.rates:
            asked = {"currency": currency, "valid_on": on.isoformat(), "rate": f"{rate:.4f}"}
            self.bookkeeper.call("PUT", "/ledger/exchange-rates", json=asked)
            self.rates.add((currency, on.isoformat()))
        return rate

    def post(self, on: date, memo: str, postings: list[dict[str, Any]], journal: str = "miscellaneous") -> Made:
        """An entry by hand, unless it is there."""
        known = self.entries.get((on.isoformat(), memo))
        if known is None:
            asked = {"booked_on": on.isoformat(), "memo": memo, "journal": journal, "postings": postings}
            known = self.bookkeeper.call("POST", "/ledger/entries", json=asked)
            self.entries[(on.isoformat(), memo)] = known
        return known

    def pay(self, invoice: Made, on: date, *, before: Decimal = Decimal(0), amount: Decimal | None = None) -> None:
        """Pay it, or a part of it after `before` was paid; nothing where that was done."""
        total, still = (abs(Decimal(invoice[each])) for each in ("total_amount", "open_amount"))
        still -= self.on_its_way(invoice)
        if not still or (amount is not None and total - still > before):
            return
        rate = self.know_rate(invoice["currency"], on)
        if on >= self.bank_since:
            paid = still if amount is None else amount
            self.paid.append(Paid(invoice, on, paid, (paid / rate).quantize(CENT)))
            return
        asked = {"paid_on": on.isoformat()} | ({"amount": f"{amount:f}"} if amount is not None else {})
        self.keep(self.bookkeeper.call("POST", f"/invoices/{invoice['id']}/pay", json=asked))

    def payments(self, said: str, issued_on: date, find: Callable[[], Made | None]) -> list[Step]:
        """`28` is all of it after 28 days, `10:40,45:60` are 40 per cent after ten days and the rest after 45."""
        steps, paid = [], Decimal(0)
        parts = said.split(",")
        for place, part in enumerate(parts):
            days, _, percent = part.partition(":")
            on = working_day(issued_on + timedelta(days=int(days)))
            share, before = Decimal(percent or 100), paid
            is_last = place == len(parts) - 1

            def settle(on: date = on, share: Decimal = share, before: Decimal = before, last: bool = is_last) -> None:
                invoice = find()
                if invoice is None:
                    return
                total = abs(Decimal(invoice["total_amount"]))
                done, amount = ((total * each / 100).quantize(CENT) for each in (before, share))
                self.pay(invoice, on, before=done, amount=None if last else amount)

            steps.append(Step(on, 5, settle))
            paid += share
        return steps


def _key(invoice: Made) -> tuple[str, str, str, str | None]:
    return invoice["direction"], invoice["kind"], invoice["contact_id"], invoice["issued_on"]
