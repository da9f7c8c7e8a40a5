from collections.abc import AsyncIterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import selectinload

from app.core.paging import PageOf, page
from app.core.work import Work
from app.modules.ledger.balances import ZERO, movements
from app.modules.ledger.models import Account, Entry, Posting
from app.modules.ledger.queries import books_currency, contact_names
from app.modules.reports.queries.asked import Span
from app.modules.reports.schemas import JournalReport, JournalRow


async def journal(
    work: Work, journals: Sequence[str], asked: Span, *, limit: int, cursor: str | None
) -> tuple[JournalReport, PageOf]:
    """The entries of a period in the order of their days, with every posting. Raises CursorInvalid."""
    entries = _asked_for(select(Entry), journals, asked)
    found = await page(
        work.session,
        entries.options(selectinload(Entry.postings).joinedload(Posting.account)),
        sort=Entry.booked_on,
        key=Entry.id,
        kind=date.fromisoformat,
        descending=False,
        limit=limit,
        cursor=cursor,
        of="journal",
    )
    debit, credit = await _totals(work, journals, asked)
    report = JournalReport(
        currency=await books_currency(work),
        period=asked.period,
        rows=await _lines(work, found.rows),
        total_debit=debit,
        total_credit=credit,
    )
    return report, found


WHOLE = """
select e.booked_on, e.number, coalesce(nullif(p.memo, ''), e.memo), p.account_id, c.name, p.debit, p.credit
  from accounting.journal_entries e
  join accounting.postings p on p.entry_id = e.id
  left join accounting.contacts c on c.id = p.contact_id
 where e.booked_on between coalesce($1::date, '-infinity') and $2::date
   and (cardinality($3::text[]) = 0 or e.journal = any($3))
 order by e.booked_on, e.id, p.position
"""
"""Of a whole journal what a file shows, in one question."""


async def whole_journal(work: Work, journals: Sequence[str], asked: Span) -> AsyncIterator[list[tuple[Any, ...]]]:
    """The rows of a file: day, number, memo, account and its name, contact, debit, credit."""
    named = {each.id: (each.code, each.name(work.language)) for each in await work.session.scalars(select(Account))}
    async for part in work.stream(WHOLE, asked.since, asked.until, list(journals)):
        yield [(*row[:3], *named[row[3]], *row[4:]) for row in part]


async def _totals(work: Work, journals: Sequence[str], asked: Span) -> tuple[Decimal, Decimal]:
    """Of the whole period: from the balances that the database keeps, unless only some journals are asked for."""
    if not journals:
        moved = (await movements(work, asked.since, asked.until)).values()
        return sum((each.debit for each in moved), ZERO), sum((each.credit for each in moved), ZERO)
    sums: Any = select(func.sum(Posting.debit), func.sum(Posting.credit)).join_from(
        Posting, Entry, Entry.id == Posting.entry_id
    )
    row = (await work.session.execute(_asked_for(sums, journals, asked))).one()
    return row[0] or ZERO, row[1] or ZERO


def _asked_for(query: Select[Any], journals: Sequence[str], asked: Span) -> Select[Any]:
    query = query.where(Entry.booked_on <= asked.until)
    if asked.since:
        query = query.where(Entry.booked_on >= asked.since)
    return query.where(Entry.journal.in_(journals)) if journals else query


async def _lines(work: Work, entries: Sequence[Entry]) -> list[JournalRow]:
    postings = [posting for entry in entries for posting in entry.postings]
    contacts = await contact_names(work, {each.contact_id for each in postings if each.contact_id})
    return [
        JournalRow(
            entry_id=entry.id,
            number=entry.number,
            journal=entry.journal,
            booked_on=entry.booked_on,
            memo=posting.memo or entry.memo,
            account_code=posting.account.code,
            account_name=posting.account.name(work.language),
            contact_name=contacts.get(posting.contact_id) if posting.contact_id else None,
            debit=posting.debit,
            credit=posting.credit,
        )
        for entry in entries
        for posting in entry.postings
    ]
