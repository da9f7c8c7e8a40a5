"""What customers owe, or suppliers are owed, at the end of a day: added up by the database, shown page by page."""

from collections.abc import AsyncIterator, Sequence
from datetime import date
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import Date, Select, Subquery, and_, case, func, literal, or_, select, true, union
from sqlalchemy.orm import Bundle, aliased

from accounting.reports import BUCKETS, ageing
from app.core.paging import PageOf, page
from app.core.prepared import literally
from app.core.work import Work
from app.modules.contacts import queries as contacts
from app.modules.contacts.models import Contact
from app.modules.identity import companies
from app.modules.invoicing.models import Invoice, Settlement
from app.modules.ledger.balances import ZERO, by_code, on
from app.modules.ledger.models import Entry
from app.modules.ledger.queries import books_currency
from app.modules.reports.queries.asked import Span
from app.modules.reports.schemas import AgedContact, AgedInvoices, AgedItem, AgedReport, AgedTotals, aged, named

Direction = Literal["sale", "purchase"]
Whole = tuple[AgedContact, list[AgedItem]]


async def aged_report(
    work: Work, direction: Direction, asked: Span, *, limit: int, cursor: str | None
) -> tuple[AgedReport, PageOf]:
    """By contact, by how late it is. Raises CursorInvalid."""
    found = await page(
        work.session,
        _contacts(direction, asked),
        sort=func.lower(Contact.name),
        key=Contact.id,
        kind=str,
        descending=False,
        limit=limit,
        cursor=cursor,
        of=f"aged {direction}",
    )
    open_ = open_then(direction, asked.until)
    totals = (await work.session.execute(select(*_by_age(open_, asked.until)))).one()
    previous = None
    if asked.before is not None:
        was = open_then(direction, asked.before[1])
        previous = await work.session.scalar(select(func.coalesce(func.sum(was.c.amount), 0)))
    books = await companies.account_plan(work)
    account = books.customers if direction == "sale" else books.suppliers
    stands = on(await by_code(work, None, asked.until), [account])
    in_books = stands if direction == "sale" else -stands
    report = AgedReport(
        currency=await books_currency(work),
        period=asked.period,
        compared=asked.compared,
        direction=direction,
        rows=[AgedContact.model_validate(each, from_attributes=True) for each in found.rows],
        totals=AgedTotals(**totals._mapping, previous_total=previous),
        in_books=in_books,
        difference=in_books - totals.total,
    )
    return report, found


async def of_contact(
    work: Work, direction: Direction, contact_id: UUID, asked: Span, *, limit: int, cursor: str | None
) -> tuple[AgedInvoices, PageOf]:
    """The invoices behind a contact's line. Raises ContactNotFound, CursorInvalid."""
    contact = await contacts.contact(work, contact_id)
    open_ = open_then(direction, asked.until)
    found = await page(
        work.session,
        select(Bundle("item", *open_.c)).where(open_.c.contact_id == contact_id),
        sort=open_.c.expected_on,
        key=open_.c.invoice_id,
        kind=date.fromisoformat,
        descending=False,
        limit=limit,
        cursor=cursor,
        of=f"aged {direction} of {contact_id}",
    )
    report = AgedInvoices(
        currency=await books_currency(work),
        period=asked.period,
        direction=direction,
        contact_id=contact.id,
        contact_name=contact.name,
        rows=[_item(each._mapping, asked.until) for each in found.rows],
    )
    return report, found


async def whole(work: Work, direction: Direction, asked: Span) -> AsyncIterator[list[Whole]]:
    """Every contact with every invoice, for a file."""
    rows: list[Any] = []
    async for part in work.stream(literally(_everything(direction, asked))):
        done = []
        for row in part:
            if rows and rows[0]["contact_id"] != row["contact_id"]:
                done.append(_together(rows, asked))
                rows = []
            rows.append(row)
        yield done
    if rows:
        yield [_together(rows, asked)]


def open_then(direction: Direction, day: date) -> Subquery:
    """What the books owe each invoice at the end of a day: what is open now, less what happened to it since.

    In the books' currency; a credit note is below zero. What was reversed later still stood then; what was paid before
    its day of booking is an advance, below zero. What is open now and what changed since is found by indexes; else
    every invoice ever made is looked at.
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
        select(
            Invoice.contact_id,
            Invoice.id.label("invoice_id"),
            Invoice.number,
            Invoice.issued_on,
            Invoice.due_on,
            func.coalesce(Invoice.due_on, Invoice.issued_on).label("expected_on"),
            amount.label("amount"),
        )
        .join(Entry, Entry.id == Invoice.entry_id)
        .outerjoin(reversal, reversal.reverses_id == Invoice.entry_id)
        .outerjoin(later, later.c.invoice_id == Invoice.id)
        .where(Invoice.direction == direction, Invoice.status.in_(("issued", "reversed")), amount != 0)
        .where(Invoice.id.in_(union(open_now, settled_since, booked_since, reversed_since)))
        .subquery()
    )


def _by_age(open_: Subquery, day: date) -> list[Any]:
    """The sums of a report, each by its name in it."""
    late: Any = literal(day, Date) - open_.c.expected_on
    sums, least = [], None
    for name, most in BUCKETS:
        above = late > least if least is not None else true()
        within = and_(above, late <= most) if most is not None else above
        sums.append(func.coalesce(func.sum(open_.c.amount).filter(within), 0).label(named(name)))
        least = most
    return [*sums, func.coalesce(func.sum(open_.c.amount), 0).label("total")]


def _contacts(direction: Direction, asked: Span) -> Select[Any]:
    """Who has something open, or had on the day that it is compared with."""
    open_ = open_then(direction, asked.until)
    now = select(open_.c.contact_id, *_by_age(open_, asked.until)).group_by(open_.c.contact_id).subquery()
    sums = [func.coalesce(each, 0).label(each.key) for each in now.c if each.key != "contact_id"]
    before = _before(direction, asked)
    previous = literal(None) if before is None else func.coalesce(before.c.total, 0)
    bundle: Any = Bundle(
        "contact",
        Contact.id.label("contact_id"),
        Contact.name.label("contact_name"),
        *sums,
        previous.label("previous_total"),
    )
    query = select(bundle).outerjoin(now, now.c.contact_id == Contact.id)
    if before is None:
        return query.where(now.c.contact_id.is_not(None))
    either = or_(now.c.contact_id.is_not(None), before.c.contact_id.is_not(None))
    return query.outerjoin(before, before.c.contact_id == Contact.id).where(either)


def _before(direction: Direction, asked: Span) -> Subquery | None:
    if asked.before is None:
        return None
    was = open_then(direction, asked.before[1])
    return select(was.c.contact_id, func.sum(was.c.amount).label("total")).group_by(was.c.contact_id).subquery()


def _everything(direction: Direction, asked: Span) -> Select[Any]:
    """A row for each invoice, and one without an invoice for who had something open only on the other day."""
    open_ = open_then(direction, asked.until)
    before = _before(direction, asked)
    columns = [each for each in open_.c if each.key != "contact_id"]
    query = select(Contact.id.label("contact_id"), Contact.name.label("contact_name"), *columns)
    query = query.outerjoin(open_, open_.c.contact_id == Contact.id)
    order = (func.lower(Contact.name), Contact.id, open_.c.expected_on, open_.c.invoice_id)
    if before is None:
        return query.where(open_.c.contact_id.is_not(None)).order_by(*order)
    query = query.add_columns(before.c.total.label("previous_total"))
    either = or_(open_.c.contact_id.is_not(None), before.c.contact_id.is_not(None))
    return query.outerjoin(before, before.c.contact_id == Contact.id).where(either).order_by(*order)


def _together(rows: Sequence[Any], asked: Span) -> Whole:
    """The line of a contact, and its invoices."""
    found = [each for each in rows if each["invoice_id"]]
    by_age = ageing(((each["expected_on"], each["amount"]) for each in found), asked.until)
    contact = AgedContact(
        contact_id=rows[0]["contact_id"],
        contact_name=rows[0]["contact_name"],
        previous_total=(rows[0]["previous_total"] or ZERO) if asked.before else None,
        **aged(by_age),
    )
    return contact, [_item(each, asked.until) for each in found]


def _item(row: Any, day: date) -> AgedItem:
    return AgedItem(
        invoice_id=row["invoice_id"],
        number=row["number"],
        issued_on=row["issued_on"],
        due_on=row["due_on"],
        days_late=max((day - row["expected_on"]).days, 0),
        open_in_books=row["amount"],
    )
