"""How a contact stands with us: what is open, and what was posted on their account.

The tables of invoices and of the books are read by name: those modules stand above this one.
"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import Table, func, or_, select

from app.core.listing import PeriodBackwards
from app.core.models import Base
from app.core.work import Work
from app.modules.contacts import queries
from app.modules.contacts.errors import ContactMerged
from app.modules.contacts.schemas import OpenItem, Statement, StatementLine
from app.modules.identity import companies

MOST_LINES = 1000
ZERO = Decimal(0)


async def statement(work: Work, contact_id: UUID, since: date | None, until: date | None) -> Statement:
    """With what was posted under the names that were merged into this one.

    Raises ContactNotFound, ContactMerged, PeriodBackwards.
    """
    if since and until and since > until:
        raise PeriodBackwards(field="from", value=str(since))
    contact = await queries.contact(work, contact_id)
    if contact.merged_into_id is not None:
        raise ContactMerged(f"it was merged into {contact.merged_into_id}", field="contact_id")
    ids = await queries.themselves_and_merged(work, contact_id)
    opening = await _balance_before(work, ids, since)
    rows = await _postings(work, ids, since, until)
    lines, balance = [], opening
    for row in rows[:MOST_LINES]:
        balance += row.debit - row.credit
        lines.append(StatementLine(**row._asdict(), balance=balance))
    items = await _open_items(work, ids)
    return Statement(
        contact_id=contact.id,
        name=contact.name,
        since=since,
        until=until,
        currency=(await companies.read(work)).currency,
        opening_balance=opening,
        debit=sum((each.debit for each in lines), ZERO),
        credit=sum((each.credit for each in lines), ZERO),
        closing_balance=balance,
        has_more=len(rows) > MOST_LINES,
        lines=lines,
        open_items=items,
        open_receivable=sum((each.open_in_books for each in items if each.direction == "sale"), ZERO),
        open_payable=sum((each.open_in_books for each in items if each.direction == "purchase"), ZERO),
    )


def _table(name: str) -> Table:
    return Base.metadata.tables[f"accounting.{name}"]


async def _theirs(work: Work, query: Any, ids: Sequence[UUID]) -> Any:
    """What is on accounts of contacts: the other postings of an invoice say what it was for, not how we stand."""
    postings, accounts = _table("postings"), _table("accounts")
    books = await companies.account_plan(work)
    return query.join(accounts, accounts.c.id == postings.c.account_id).where(
        postings.c.contact_id.in_(ids), or_(*(accounts.c.code.startswith(each) for each in books.of_contacts))
    )


async def _balance_before(work: Work, ids: Sequence[UUID], since: date | None) -> Decimal:
    if since is None:
        return ZERO
    postings = _table("postings")
    query = select(func.coalesce(func.sum(postings.c.debit - postings.c.credit), 0)).select_from(postings)
    query = await _theirs(work, query, ids)
    return Decimal(await work.session.scalar(query.where(postings.c.booked_on < since)) or 0)


async def _postings(work: Work, ids: Sequence[UUID], since: date | None, until: date | None) -> Sequence[Any]:
    postings, entries, accounts = _table("postings"), _table("journal_entries"), _table("accounts")
    query = select(
        entries.c.id.label("entry_id"),
        entries.c.number.label("entry_number"),
        postings.c.booked_on,
        func.coalesce(postings.c.memo, entries.c.memo).label("memo"),
        accounts.c.code.label("account_code"),
        postings.c.debit,
        postings.c.credit,
    ).join(entries, entries.c.id == postings.c.entry_id)
    query = await _theirs(work, query, ids)
    if since:
        query = query.where(postings.c.booked_on >= since)
    if until:
        query = query.where(postings.c.booked_on <= until)
    ordered = query.order_by(postings.c.booked_on, entries.c.id, postings.c.position).limit(MOST_LINES + 1)
    return (await work.session.execute(ordered)).all()


async def _open_items(work: Work, ids: Sequence[UUID]) -> list[OpenItem]:
    """Oldest due first."""
    invoices = _table("invoices")
    rows = await work.session.execute(
        select(invoices)
        .where(invoices.c.contact_id.in_(ids), invoices.c.status == "issued", invoices.c.open_amount > 0)
        .order_by(invoices.c.due_on.nulls_last(), invoices.c.id)
        .limit(MOST_LINES)
    )
    return [
        OpenItem(
            id=each.id,
            direction=each.direction,
            kind=each.kind,
            number=each.number,
            issued_on=each.issued_on,
            due_on=each.due_on,
            days_overdue=max((work.today - each.due_on).days, 0) if each.due_on else 0,
            currency=each.currency,
            total_amount=each.sign * each.total_amount,
            open_amount=each.sign * each.open_amount,
            open_in_books=each.sign * each.open_in_books,
        )
        for each in rows
    ]
