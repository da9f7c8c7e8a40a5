from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import Select, case, func, select, union
from sqlalchemy.orm import aliased

from accounting.reports import ageing
from app.core.work import Work
from app.modules.contacts.models import Contact
from app.modules.identity import companies
from app.modules.invoicing.models import Invoice, Settlement
from app.modules.ledger.balances import ZERO, by_code, on
from app.modules.ledger.models import Entry
from app.modules.ledger.queries import books_currency
from app.modules.reports.queries.asked import Span
from app.modules.reports.schemas import Aged, AgedContact, AgedItem, AgedReport, aged

Direction = Literal["sale", "purchase"]


@dataclass(frozen=True, slots=True)
class Open:
    """What was open of an invoice at the end of a day, in the books' currency.

    A credit note is below zero, and so is what was paid before its invoice was in the books.
    """

    contact_id: UUID
    contact_name: str
    invoice_id: UUID
    number: str | None
    issued_on: date
    due_on: date | None
    amount: Decimal

    @property
    def expected_on(self) -> date:
        return self.due_on or self.issued_on


async def aged_report(work: Work, direction: Direction, asked: Span) -> AgedReport:
    """What customers owe, or suppliers are owed, at the end of a day, by how late it is."""
    day = asked.until
    found = await open_at(work, direction, day)
    before = await open_at(work, direction, asked.before[1]) if asked.before else None
    books = await companies.account_plan(work)
    stands = on(await by_code(work, None, day), [books.customers if direction == "sale" else books.suppliers])
    in_books = stands if direction == "sale" else -stands
    totals = Aged(**aged(ageing(((each.expected_on, each.amount) for each in found), day)))
    return AgedReport(
        currency=await books_currency(work),
        period=asked.period,
        compared=asked.compared,
        direction=direction,
        rows=_by_contact(found, before, day),
        totals=totals,
        in_books=in_books,
        difference=in_books - totals.total,
    )


async def open_at(work: Work, direction: Direction, day: date) -> Sequence[Open]:
    """Every invoice of which something was open at the end of a day."""
    rows = await work.session.execute(open_then(direction, day))
    return [Open(*row) for row in rows.tuples()]


def open_then(direction: Direction, day: date) -> Select[Any]:
    """What the books owe each invoice at the end of a day: what is open now, less what happened to it since.

    What was reversed later still stood then; what was paid before its day of booking is an advance, below zero.
    What is open now and what changed since is found by indexes; else every invoice ever made is looked at.
    """
    reversal = aliased(Entry)
    open_now = select(Invoice.id).where(Invoice.direction == direction, Invoice.open_amount > 0)
    settled_since = select(Settlement.invoice_id).where(Settlement.settled_on > day)
    booked_since = select(Invoice.id).join(Entry, Entry.id == Invoice.entry_id).where(Entry.booked_on > day)
    reversed_since = (
        select(Invoice.id).join(reversal, reversal.reverses_id == Invoice.entry_id).where(reversal.booked_on > day)
    )
    later = (
        select(Settlement.invoice_id, func.sum(Settlement.amount_in_books).label("amount"))
        .where(Settlement.settled_on > day)
        .group_by(Settlement.invoice_id)
        .subquery()
    )
    stood = (
        Invoice.open_in_books
        + func.coalesce(later.c.amount, 0)
        + case((reversal.booked_on > day, Invoice.total_in_books), else_=0)
        - case((Entry.booked_on > day, Invoice.total_in_books), else_=0)  # a paper that came late was booked later
    )
    amount: Any = Invoice.sign * stood
    return (
        select(Invoice.contact_id, Contact.name, Invoice.id, Invoice.number, Invoice.issued_on, Invoice.due_on, amount)
        .join(Contact, Contact.id == Invoice.contact_id)
        .join(Entry, Entry.id == Invoice.entry_id)
        .outerjoin(reversal, reversal.reverses_id == Invoice.entry_id)
        .outerjoin(later, later.c.invoice_id == Invoice.id)
        .where(Invoice.direction == direction, Invoice.status.in_(("issued", "reversed")), amount != 0)
        .where(Invoice.id.in_(union(open_now, settled_since, booked_since, reversed_since)))
        .order_by(Contact.name, Invoice.contact_id, func.coalesce(Invoice.due_on, Invoice.issued_on), Invoice.id)
    )


def _by_contact(found: Sequence[Open], before: Sequence[Open] | None, day: date) -> list[AgedContact]:
    names = {each.contact_id: each.contact_name for each in (*(before or ()), *found)}
    was: dict[UUID, Decimal] = {}
    for each in before or ():
        was[each.contact_id] = was.get(each.contact_id, ZERO) + each.amount
    items: dict[UUID, list[Open]] = {}
    for each in found:
        items.setdefault(each.contact_id, []).append(each)
    return [
        AgedContact(
            contact_id=contact_id,
            contact_name=name,
            previous_total=was.get(contact_id, ZERO) if before is not None else None,
            items=[
                AgedItem(
                    invoice_id=each.invoice_id,
                    number=each.number,
                    issued_on=each.issued_on,
                    due_on=each.due_on,
                    days_late=max((day - each.expected_on).days, 0),
                    open_in_books=each.amount,
                )
                for each in items.get(contact_id, [])
            ],
            **aged(ageing(((each.expected_on, each.amount) for each in items.get(contact_id, [])), day)),
        )
        for contact_id, name in sorted(names.items(), key=lambda pair: (pair[1].casefold(), pair[0]))
    ]
