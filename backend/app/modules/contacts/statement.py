"""How a contact stands with us: what is open, and what was posted on their account.

The tables of invoices and of the books are read by name: those modules stand above this one.
"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import Table, and_, func, or_, select

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
    debit, credit = await _turnover(work, ids, since, until)
    items, open_ = await _open_items(work, ids), await _open_sums(work, ids)
    return Statement(
        contact_id=contact.id,
        name=contact.name,
        since=since,
        until=until,
        currency=(await companies.read(work)).currency,
        opening_balance=opening,
        debit=debit,
        credit=credit,
        closing_balance=opening + debit - credit,
        has_more=len(rows) > MOST_LINES,
        lines=lines,
        open_items=items[:MOST_LINES],
        has_more_open=len(items) > MOST_LINES,
        open_receivable=open_.get("sale", ZERO),
        open_payable=open_.get("purchase", ZERO),
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
    query = _between(await _theirs(work, query, ids), since, until)
    ordered = query.order_by(postings.c.booked_on, entries.c.id, postings.c.position).limit(MOST_LINES + 1)
    return (await work.session.execute(ordered)).all()


async def _turnover(work: Work, ids: Sequence[UUID], since: date | None, until: date | None) -> tuple[Decimal, Decimal]:
    postings = _table("postings")
    sums = (func.coalesce(func.sum(each), 0) for each in (postings.c.debit, postings.c.credit))
    query = _between(await _theirs(work, select(*sums).select_from(postings), ids), since, until)
    debit, credit = (await work.session.execute(query)).one()
    return debit, credit


def _between(query: Any, since: date | None, until: date | None) -> Any:
    day = _table("postings").c.booked_on
    days = ([day >= since] if since else []) + ([day <= until] if until else [])
    return query.where(*days)


def _is_open(ids: Sequence[UUID]) -> Any:
    invoices = _table("invoices")
    return and_(invoices.c.contact_id.in_(ids), invoices.c.status == "issued", invoices.c.open_amount > 0)


async def _open_sums(work: Work, ids: Sequence[UUID]) -> dict[str, Decimal]:
    """What is open of sales and of purchases, in the company's currency."""
    invoices = _table("invoices")
    total = func.sum(invoices.c.sign * invoices.c.open_in_books)
    rows = await work.session.execute(
        select(invoices.c.direction, total).where(_is_open(ids)).group_by(invoices.c.direction)
    )
    return dict(rows.tuples().all())


async def _open_items(work: Work, ids: Sequence[UUID]) -> list[OpenItem]:
    """Oldest due first."""
    invoices = _table("invoices")
    rows = await work.session.execute(
        select(invoices)
        .where(_is_open(ids))
        .order_by(invoices.c.due_on.nulls_last(), invoices.c.id)
        .limit(MOST_LINES + 1)
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
