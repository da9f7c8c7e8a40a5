from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import insert, select
from sqlalchemy.dialects.postgresql import insert as upsert

from accounting import journal
from accounting.chart import starting_chart
from app.core.models import new_id
from app.core.work import Work
from app.modules.ledger.errors import (
    AccountUnknown,
    EntryAlreadyReversed,
    EntryNotFound,
    ReversalBeforeEntry,
    ReversalNotReversible,
    ReversalTooFarAhead,
)
from app.modules.ledger.models import Account, Entry, EntryNumber, Posting
from app.modules.ledger.wording import reversal_memo

PREFIXES = {"purchases": "P", "sales": "S", "bank": "B", "miscellaneous": "M"}
A_YEAR = timedelta(days=366)


async def open_books(work: Work, country: str = "BE", **_: Any) -> None:
    """Give a new company its starting chart of accounts; the Belgian one where we hold none for its country."""
    try:
        chart = starting_chart(country)
    except FileNotFoundError:
        chart = starting_chart("BE")
    rows = [{"id": new_id(), "code": each.code, "names": each.names, "type": each.type} for each in chart]
    await work.session.execute(insert(Account), rows)
    await work.record("books.opened", accounts=len(rows))


async def account_ids(work: Work, codes: Sequence[str], *, field: str = "account_code") -> dict[str, UUID]:
    """Account ids by code. Raises AccountUnknown."""
    rows = await work.session.execute(select(Account.code, Account.id).where(Account.code.in_(set(codes))))
    found = {row.code: row.id for row in rows}
    for code in codes:
        if code not in found:
            raise AccountUnknown(f"{code} is not in the chart of accounts", field=field, value=code)
    return found


async def post(
    work: Work,
    *,
    journal_name: str,
    on: date,
    memo: str,
    postings: Sequence[journal.Posting],
    source: tuple[str, UUID] | None = None,
    reverses: Entry | None = None,
) -> Entry:
    """Write an entry in the books, with the journal's next number. Amounts in the company's currency.

    Raises EntryUnbalanced, EntryEmpty, AccountUnknown.
    """
    journal.check_balanced(postings)
    accounts = await account_ids(work, [posting.account for posting in postings])
    entry = Entry(
        id=new_id(),
        number=await _next_number(work, journal_name, on.year),
        journal=journal_name,
        booked_on=on,
        memo=memo,
        source_type=source[0] if source else None,
        source_id=source[1] if source else None,
        reverses_id=reverses.id if reverses else None,
        recorded_by=work.actor_id,
    )
    work.session.add(entry)
    await work.session.flush()
    await work.session.execute(
        insert(Posting),
        [
            {
                "id": new_id(),
                "entry_id": entry.id,
                "position": position,
                "account_id": accounts[posting.account],
                "debit": posting.debit,
                "credit": posting.credit,
                "memo": posting.memo,
            }
            for position, posting in enumerate(postings)
        ],
    )
    await work.record("entry.posted", entry_id=entry.id, number=entry.number, booked_on=on, memo=memo)
    return entry


async def reverse(work: Work, entry_id: UUID, reason: str, on: date | None = None) -> Entry:
    """Undo an entry by its mirror image, dated `on`, or else the entry's own day: then no month shows a trace of it.

    Raises EntryNotFound, EntryAlreadyReversed, ReversalNotReversible, ReversalBeforeEntry, ReversalTooFarAhead.
    """
    entry = await work.session.scalar(select(Entry).where(Entry.id == entry_id))
    if entry is None:
        raise EntryNotFound
    if entry.reverses_id:
        raise ReversalNotReversible(f"{entry.number} reverses another entry")
    if number := await work.session.scalar(select(Entry.number).where(Entry.reverses_id == entry.id)):
        raise EntryAlreadyReversed(f"{entry.number} was reversed by {number}")
    day = on or entry.booked_on
    if day < entry.booked_on:
        raise ReversalBeforeEntry(f"{entry.number} is of {entry.booked_on}", field="on", value=str(on))
    if day > (latest := max(work.today + A_YEAR, entry.booked_on)):
        raise ReversalTooFarAhead(f"{latest} is the last day for it", field="on", value=str(on))
    rows = await work.session.execute(
        select(Account.code, Posting.debit, Posting.credit, Posting.memo)
        .join(Account, Account.id == Posting.account_id)
        .where(Posting.entry_id == entry.id)
        .order_by(Posting.position)
    )
    mirrored = journal.reversed_postings(journal.Posting(*row) for row in rows)
    source = (entry.source_type, entry.source_id) if entry.source_type and entry.source_id else None
    reversal = await post(
        work,
        journal_name=entry.journal,
        on=day,
        memo=reversal_memo(entry.number, reason, work.language),
        postings=mirrored,
        source=source,
        reverses=entry,
    )
    await work.record(
        "entry.reversed",
        entry_id=entry.id,
        reversal_id=reversal.id,
        reason=reason,
        source_type=entry.source_type,
        source_id=entry.source_id,
    )
    return reversal


async def _next_number(work: Work, journal_name: str, year: int) -> str:
    """Gapless per journal and year: taken inside the transaction, under the row's lock."""
    statement = upsert(EntryNumber).values(journal=journal_name, year=year, last=1)
    last = await work.session.scalar(
        statement.on_conflict_do_update(
            index_elements=["tenant_id", "journal", "year"], set_={"last": EntryNumber.last + 1}
        ).returning(EntryNumber.last)
    )
    return f"{PREFIXES[journal_name]}{year}-{last:05d}"
