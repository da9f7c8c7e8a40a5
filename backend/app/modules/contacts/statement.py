"""How a contact stands with us: what is open, and what was posted on their account.

The tables of invoices and of the books are read by name: those modules stand above this one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import Table, and_, func, literal, or_, select, tuple_

from app.core.listing import PeriodBackwards
from app.core.models import Base
from app.core.paging import PageOf, decode, encode
from app.core.work import Work
from app.modules.contacts import queries
from app.modules.contacts.errors import ContactMerged
from app.modules.contacts.schemas import Statement, StatementLine
from app.modules.identity import companies

ZERO = Decimal(0)
LINES = "contact_statement"
"""What cursors belong to."""


@dataclass(frozen=True, slots=True)
class Place:
    """The posting that the page before ended with."""

    day: date
    posting_id: UUID


async def statement(
    work: Work, contact_id: UUID, since: date | None, until: date | None, *, limit: int, cursor: str | None
) -> tuple[Statement, PageOf]:
    """A page of it, with what was posted under the names that were merged into this one.

    Raises ContactNotFound, ContactMerged, PeriodBackwards, CursorInvalid.
    """
    if since and until and since > until:
        raise PeriodBackwards(field="from", value=str(since))
    place = Place(*decode(cursor, (date.fromisoformat, UUID), of=LINES)) if cursor else None
    contact = await queries.contact(work, contact_id)
    if contact.merged_into_id is not None:
        raise ContactMerged(f"it was merged into {contact.merged_into_id}", field="contact_id")
    ids = await queries.themselves_and_merged(work, contact_id)
    opening = await _balance_before(work, ids, since)
    balance = opening if place is None else opening + await _before_page(work, ids, since, place)
    rows = await _postings(work, ids, since, until, place, limit + 1)
    lines = []
    for row in rows[:limit]:
        balance += row.debit - row.credit
        lines.append(StatementLine(**row._asdict(), balance=balance))
    debit, credit = await _turnover(work, ids, since, until)
    open_ = await _open_sums(work, ids)
    found = Statement(
        contact_id=contact.id,
        name=contact.name,
        since=since,
        until=until,
        currency=(await companies.read(work)).currency,
        opening_balance=opening,
        debit=debit,
        credit=credit,
        closing_balance=opening + debit - credit,
        advances=await _advances(work, ids, until),
        lines=lines,
        open_receivable=open_.get("sale", ZERO),
        open_payable=open_.get("purchase", ZERO),
    )
    last = rows[limit - 1] if len(rows) > limit else None
    return found, PageOf(lines, encode(last.booked_on, last.posting_id, of=LINES) if last else None)


def _table(name: str) -> Table:
    return Base.metadata.tables[f"accounting.{name}"]


async def _theirs(work: Work, query: Any, ids: Sequence[UUID]) -> Any:
    """What is on accounts of contacts: the other postings of an invoice say what it was for, not how we stand."""
    return _on(query, ids, (await companies.account_plan(work)).of_contacts)


def _on(query: Any, ids: Sequence[UUID], beginnings: Sequence[str]) -> Any:
    postings, accounts = _table("postings"), _table("accounts")
    return query.join(accounts, accounts.c.id == postings.c.account_id).where(
        postings.c.contact_id.in_(ids), or_(*(accounts.c.code.startswith(each) for each in beginnings))
    )


async def _advances(work: Work, ids: Sequence[UUID], until: date | None) -> Decimal:
    """What stands on accounts of advances, which is owed by nobody and settled later."""
    postings, books = _table("postings"), await companies.account_plan(work)
    query = select(func.coalesce(func.sum(postings.c.debit - postings.c.credit), 0)).select_from(postings)
    query = _between(_on(query, ids, books.advances), None, until)
    return Decimal(await work.session.scalar(query) or 0)


async def _balance_before(work: Work, ids: Sequence[UUID], since: date | None) -> Decimal:
    if since is None:
        return ZERO
    postings = _table("postings")
    query = select(func.coalesce(func.sum(postings.c.debit - postings.c.credit), 0)).select_from(postings)
    query = await _theirs(work, query, ids)
    return Decimal(await work.session.scalar(query.where(postings.c.booked_on < since)) or 0)


async def _before_page(work: Work, ids: Sequence[UUID], since: date | None, place: Place) -> Decimal:
    """What the pages before come to."""
    postings = _table("postings")
    query = select(func.coalesce(func.sum(postings.c.debit - postings.c.credit), 0)).select_from(postings)
    query = _between(await _theirs(work, query, ids), since, place.day).where(_order() <= _at(place))
    return Decimal(await work.session.scalar(query) or 0)


async def _postings(
    work: Work, ids: Sequence[UUID], since: date | None, until: date | None, place: Place | None, limit: int
) -> Sequence[Any]:
    postings, entries, accounts = _table("postings"), _table("journal_entries"), _table("accounts")
    query = select(
        postings.c.id.label("posting_id"),
        entries.c.id.label("entry_id"),
        entries.c.number.label("entry_number"),
        postings.c.booked_on,
        func.coalesce(postings.c.memo, entries.c.memo).label("memo"),
        accounts.c.code.label("account_code"),
        postings.c.debit,
        postings.c.credit,
    ).join(entries, entries.c.id == postings.c.entry_id)
    query = _between(await _theirs(work, query, ids), since, until)
    if place is not None:
        query = query.where(_order() > _at(place), postings.c.booked_on >= place.day)
    ordered = query.order_by(postings.c.booked_on, postings.c.id).limit(limit)
    return (await work.session.execute(ordered)).all()


def _order() -> Any:
    postings = _table("postings")
    return tuple_(postings.c.booked_on, postings.c.id)


def _at(place: Place) -> Any:
    return tuple_(literal(place.day), literal(place.posting_id))


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
