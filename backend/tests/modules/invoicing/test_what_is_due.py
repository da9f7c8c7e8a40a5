"""What falls due on each day is kept by the database: whatever happens to invoices, it is what each of them has open."""

import asyncio
import random
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from app.modules.invoicing.models import Invoice
from app.modules.invoicing.summing import InvoicesDue
from tests.conftest import Company
from tests.factories.invoicing import BASE, act, contact, draft, issued, last_entry, line, read

Due = dict[tuple[str, date], tuple[int, Decimal]]


async def kept(company: Company) -> Due:
    async with company.begin() as work:
        found = await work.session.scalars(select(InvoicesDue))
        return {(each.direction, each.due_on): (each.count, each.open_in_books) for each in found}


async def recomputed(company: Company) -> Due:
    """From the invoices themselves, one by one."""
    due: Due = {}
    async with company.begin() as work:
        for each in await work.session.scalars(select(Invoice)):
            if each.status == "issued" and each.kind != "credit_note" and each.open_amount and each.due_on:
                count, amount = due.get((each.direction, each.due_on), (0, Decimal(0)))
                due[each.direction, each.due_on] = (count + 1, amount + each.open_in_books)
    return due


async def reverse(company: Company, entry: str) -> None:
    answer = await company.client.post(f"/api/v1/ledger/entries/{entry}/reverse", json={"reason": "bounced"})
    assert answer.status_code == 201, answer.text


class Happenings:
    """Anything that may happen to the invoices of a company, one thing after the other."""

    def __init__(self, company: Company, seed: int) -> None:
        self.company, self.dice = company, random.Random(seed)
        self.drafts: list[dict[str, Any]] = []
        self.open: list[dict[str, Any]] = []
        self.paid: list[dict[str, Any]] = []
        self.count = 0

    async def __call__(self, customer: str) -> None:
        happens = [self.drafted, self.issued, self.issued]
        happens += [self.deleted, self.issued_later] if self.drafts else []
        happens += [self.paid_in_part, self.paid_in_full, self.credited, self.undone] if self.open else []
        happens += [self.bounced] if self.paid else []
        await self.dice.choice(happens)(customer)

    def _told(self, customer: str, **more: Any) -> dict[str, Any]:
        """Few days, so that several invoices fall due on one of them; a credit note has none."""
        self.count += 1
        told = {"contact_id": customer, "issued_on": "2026-10-01", "due_on": f"2026-10-0{self.dice.randrange(5, 9)}"}
        if self.dice.random() < 0.3:
            told |= {"currency": "USD", "exchange_rate": "1.13"}
        return told | more

    def _line(self) -> dict[str, Any]:
        return line(unit_price=f"{self.dice.randrange(5, 900)}.{self.dice.randrange(10, 100)}")

    def _taken(self, those: list[dict[str, Any]]) -> dict[str, Any]:
        return those.pop(self.dice.randrange(len(those)))

    async def drafted(self, customer: str) -> None:
        self.drafts.append(await draft(self.company, self._line(), **self._told(customer)))

    async def deleted(self, _: str) -> None:
        answer = await self.company.client.delete(f"{BASE}/{self._taken(self.drafts)['id']}")
        assert answer.status_code == 204, answer.text

    async def issued_later(self, _: str) -> None:
        self.open.append(await act(self.company, self._taken(self.drafts), "issue"))

    async def issued(self, customer: str) -> None:
        direction = self.dice.choice(["sale", "sale", "purchase"])
        number = {"number": f"P{self.count}"} if direction == "purchase" else {}
        told = self._told(customer, direction=direction, **number)
        self.open.append(await issued(self.company, self._line(), **told))

    async def paid_in_part(self, _: str) -> None:
        await self._pay(self.dice.choice(self.open), amount="1.01")

    async def paid_in_full(self, _: str) -> None:
        self.paid.append(await self._pay(self._taken(self.open)))

    async def _pay(self, each: dict[str, Any], **asked: Any) -> dict[str, Any]:
        meant = {"exchange_rate": "1.21", "accept_exchange_difference": True}
        abroad = meant if each["currency"] != "EUR" else {}
        return await act(self.company, each, "pay", **abroad, **asked)

    async def bounced(self, _: str) -> None:
        again = self._taken(self.paid)
        await reverse(self.company, await last_entry(self.company, again))
        self.open.append(again)

    async def credited(self, _: str) -> None:
        sales = [each for each in self.open if each["direction"] == "sale"]
        if sales:
            each = self.dice.choice(sales)
            self.open.remove(each)
            await act(self.company, each, "credit")

    async def undone(self, _: str) -> None:
        """A purchase that nothing was paid of leaves the books."""
        for each in [each for each in self.open if each["direction"] == "purchase"]:
            now = await read(self.company, each)
            if now["open_amount"] == now["total_amount"]:
                self.open.remove(each)
                await reverse(self.company, each["entry_id"])
                return


@pytest.mark.parametrize("seed", range(4))
async def test_what_is_kept_of_each_day_is_what_is_open_of_its_invoices(company: Company, seed: int):
    happens, customer, seen = Happenings(company, seed), await contact(company), set[int]()
    for _ in range(25):
        await happens(customer)
        now = await kept(company)
        assert now == await recomputed(company)
        seen.add(len(now))
    assert len(seen) > 2
    found = (await company.client.get("/api/v1/insights/dashboard")).json()["data"]
    for direction, name in (("sale", "receivables_overdue"), ("purchase", "payables_overdue")):
        asked = {"direction": direction, "status": "overdue", "limit": 200}
        late = (await company.client.get(BASE, params=asked)).json()["data"]
        assert found[name]["count"] == len(late)
        assert Decimal(found[name]["amount"]) == sum(Decimal(each["open_in_books"]) for each in late)


async def test_payments_at_the_same_moment_leave_nothing_behind(company: Company):
    customer = await contact(company)
    made = [
        await issued(company, contact_id=customer, issued_on="2026-10-01", due_on=f"2026-10-0{5 + place % 2}")
        for place in range(8)
    ]
    assert sorted(await kept(company)) == [("sale", date(2026, 10, 5)), ("sale", date(2026, 10, 6))]
    await asyncio.gather(*(act(company, each, "pay") for each in made))
    assert await kept(company) == {}


async def test_what_falls_due_later_is_not_overdue_and_soon_it_is_told(company: Company):
    async with company.begin() as work:
        days = [str(work.today + timedelta(days=each)) for each in (-1, 0, 7, 8)]
    told = {"direction": "purchase", "contact_id": await contact(company), "issued_on": "2026-01-02"}
    for place, day in enumerate(days):
        await issued(company, number=str(place), due_on=day, **told)
    found = (await company.client.get("/api/v1/insights/dashboard")).json()["data"]
    needs = {each["kind"]: (each["count"], each["amount"]) for each in found["needs_you"]}
    assert needs.items() >= {"purchases_overdue": (1, "121.00"), "purchases_due_soon": (2, "242.00")}.items()


async def test_nobody_else_writes_what_is_kept(company: Company, other_company: Company):
    await issued(company)
    assert await kept(other_company) == {}
    for statement in ("update accounting.invoices_due set count = 0", "delete from accounting.invoices_due"):
        with pytest.raises(DBAPIError, match="permission denied"):
            async with company.begin() as work:
                await work.session.execute(text(statement))
