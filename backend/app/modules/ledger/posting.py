"""Writing entries: the one door into the books."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ARRAY, Select, Text, any_, bindparam, func, insert, literal, select, text
from sqlalchemy.dialects.postgresql import insert as upsert

from accounting import journal
from accounting.plan import Plan
from app.core.models import new_id
from app.core.work import Work
from app.modules.identity import companies
from app.modules.ledger.errors import AccountArchived, AccountUnknown, PeriodLocked, YearClosed
from app.modules.ledger.models import Account, Entry, EntryNumber, FiscalYear, JournalLock, Posting, PostingTag

PREFIXES = {"purchases": "P", "sales": "S", "bank": "B", "miscellaneous": "M"}
POSTINGS_TOLD = 200
"""So many postings of an entry stand in the audit log itself, with the count of all."""

ONE_DAY = timedelta(days=1)
HOLD = text("select accounting.hold_books()")


async def hold(work: Work) -> None:
    """Nobody else posts in these books until this work ends. Taken before any row is locked."""
    await work.session.execute(HOLD)


class Known(NamedTuple):
    """An account of the chart."""

    id: UUID
    is_archived: bool


async def known_accounts(work: Work, codes: Iterable[str]) -> dict[str, Known]:
    """Those accounts that are in the chart, by code."""
    asked = any_(bindparam("codes", sorted(set(codes)), ARRAY(Text)))
    query = select(Account.code, Account.id, Account.archived_at.is_not(None)).where(Account.code == asked)
    return {code: Known(id_, is_archived) for code, id_, is_archived in await work.session.execute(query)}


def check_in_use(code: str, known: Mapping[str, Known], *, field: str) -> None:
    """Whether an account takes new papers. Raises AccountUnknown, AccountArchived."""
    if code not in known:
        raise AccountUnknown(f"{code} is not in the chart of accounts", field=field, value=code)
    if known[code].is_archived:
        raise AccountArchived(f"{code} was archived", field=field, value=code)


async def refuse_out_of_use(work: Work, asked: Mapping[str, str]) -> None:
    """Accounts, by the field that asks for each, have to take new papers. Raises AccountUnknown, AccountArchived."""
    known = await known_accounts(work, asked.values()) if asked else {}
    for field, code in asked.items():
        check_in_use(code, known, field=field)


async def account_ids(work: Work, codes: Sequence[str], *, field: str = "account_code") -> dict[str, UUID]:
    """Account ids by code. Raises AccountUnknown."""
    found = await known_accounts(work, codes)
    for code in codes:
        if code not in found:
            raise AccountUnknown(f"{code} is not in the chart of accounts", field=field, value=code)
    return {code: known.id for code, known in found.items()}


async def post(
    work: Work,
    *,
    journal_name: str,
    on: date,
    memo: str,
    postings: Sequence[journal.Posting],
    source: tuple[str, UUID] | None = None,
    reverses: Entry | None = None,
    kind: str = "ordinary",
    field: str = "booked_on",
    entry_id: UUID | None = None,
) -> Entry:
    """Write an entry in the books, with the journal's next number. Amounts in the company's currency.

    `field` is where its day was asked for, to be named when that day is locked; `entry_id` is its id, where somebody
    has said already what it will be.

    Raises EntryUnbalanced, EntryEmpty, AccountUnknown, PeriodLocked, YearClosed.
    """
    journal.check_balanced(postings)
    await hold(work)
    with_vat = counts_in_vat(postings, await companies.account_plan(work), kind)
    await refuse_closed(work, journal_name, on, with_vat=with_vat, field=field)
    accounts = await account_ids(work, [posting.account for posting in postings])
    made = insert(Entry).values(
        id=entry_id or new_id(),
        number=await _next_number(work, journal_name, on.year),
        journal=journal_name,
        booked_on=on,
        memo=memo,
        source_type=source[0] if source else None,
        source_id=source[1] if source else None,
        reverses_id=reverses.id if reverses else None,
        recorded_by=work.actor_id,
        kind=kind,
    )
    entry = (await work.session.scalars(made.returning(Entry))).one()
    rows = [_row(entry.id, position, each, accounts[each.account]) for position, each in enumerate(postings)]
    await work.session.execute(insert(Posting).execution_options(render_nulls=True), rows)  # alike, so all at once
    shares = [
        {"posting_id": row["id"], "tag_id": tag_id, "percent": percent}
        for row, each in zip(rows, postings, strict=True)
        for tag_id, percent in each.tags
    ]
    if shares:
        await work.session.execute(insert(PostingTag), shares)
    await work.record(
        "entry.posted",
        entry_id=entry.id,
        number=entry.number,
        booked_on=on,
        memo=memo,
        new={
            "journal": journal_name,
            "kind": kind,
            "postings": [[each.account, f"{each.amount:f}"] for each in postings[:POSTINGS_TOLD]],
            "postings_count": len(postings),
        },
    )
    return entry


def _row(entry_id: UUID, position: int, posting: journal.Posting, account_id: UUID) -> dict[str, Any]:
    return {
        "id": new_id(),
        "entry_id": entry_id,
        "position": position,
        "account_id": account_id,
        "debit": posting.debit,
        "credit": posting.credit,
        "memo": posting.memo,
        "contact_id": posting.contact_id,
        "currency": posting.currency,
        "amount_in_currency": posting.amount_in_currency,
        "grids": list(posting.grids),
    }


def counts_in_vat(postings: Sequence[journal.Posting], books: Plan, kind: str = "ordinary") -> bool:
    """Whether an entry has a part in a VAT return: a closed VAT period takes none of those, says the database too."""
    return any(each.grids or (kind == "ordinary" and books.is_vat_of_period(each.account)) for each in postings)


async def refuse_closed_to(work: Work, journal_name: str, on: date, postings: Sequence[journal.Posting]) -> None:
    """The same for an entry that is not written yet: whether it counts in a VAT return is seen in its postings."""
    with_vat = counts_in_vat(postings, await companies.account_plan(work))
    await refuse_closed(work, journal_name, on, with_vat=with_vat)


async def refuse_closed(
    work: Work, journal_name: str, on: date, *, with_vat: bool = False, field: str = "booked_on"
) -> None:
    """Raises PeriodLocked, YearClosed: both name the first day that is open, and have it as `instead`."""
    locked, closed, vat_closed = await _closed_until(work, journal_name, on, with_vat=with_vat)
    if locked is None and closed is None and vat_closed is None:
        return
    first = await first_open_day(work, journal_name, on, with_vat=with_vat)
    if locked is None and closed is None:
        raise PeriodLocked(
            f"what counts in a VAT return is locked until {vat_closed}; the first open day is {first}",
            field=field,
            value=str(on),
            instead=first,
        )
    if locked is not None:
        raise PeriodLocked(
            f"the {journal_name} journal is locked until {locked}; the first open day is {first}",
            field=field,
            value=str(on),
            instead=first,
        )
    begins = await books_begin_on(work)
    where = f"the fiscal year until {closed} is closed"
    if begins is not None and on < begins:
        where = f"no fiscal year holds that day: the first begins on {begins}, and the books are closed until {closed}"
    raise YearClosed(
        f"{where}; the first open day is {first}",
        field=field,
        value=str(on),
        instead=first,
    )


async def first_open_day(work: Work, journal_name: str, on: date, *, with_vat: bool = False) -> date:
    """`on` itself, or the first day after it that takes entries in this journal, such as count in a VAT return."""
    while held := [day for day in await _closed_until(work, journal_name, on, with_vat=with_vat) if day]:
        on = max(held) + ONE_DAY
    return on


async def books_begin_on(work: Work) -> date | None:
    """The first day of the first fiscal year: what is booked before it is in none."""
    found: date | None = await work.session.scalar(select(func.min(FiscalYear.starts_on)))
    return found


async def closed_year(work: Work, on: date) -> date | None:
    """The last day that is closed, where this one is closed by it: in a closed fiscal year, or before one."""
    found: date | None = await work.session.scalar(_closed(on))
    return found


class Closed(NamedTuple):
    """The last days that a journal takes nothing on, or nothing that counts in a VAT return."""

    locked: date | None
    year: date | None
    vat: date | None


async def closed_days(work: Work, journal_name: str) -> Closed:
    """By the journal's own lock, by the last closed year, and by the closed VAT periods."""
    mine = JournalLock.journal == journal_name
    closed = select(func.max(FiscalYear.ends_on)).where(FiscalYear.closed_at.is_not(None))
    locked, of_vat = (select(day).where(mine) for day in (JournalLock.locked_until, JournalLock.vat_closed_until))
    found = select(*(each.scalar_subquery() for each in (locked, closed, of_vat)))
    row = (await work.session.execute(found)).one()
    return Closed(row[0], row[1], row[2])


async def closed_through(work: Work, journal_name: str) -> date | None:
    """The last day on which this journal takes no entries: that of its lock, or of the last closed year."""
    found = await closed_days(work, journal_name)
    return max(filter(None, (found.locked, found.year)), default=None)


async def vat_closed_through(work: Work) -> date | None:
    """The last day of the VAT periods that were closed, one after the other: no journal takes VAT before it."""
    found: date | None = await work.session.scalar(select(func.max(JournalLock.vat_closed_until)))
    return found


def _closed(on: date) -> Select[date]:
    closed = select(FiscalYear.ends_on).where(FiscalYear.closed_at.is_not(None), FiscalYear.ends_on >= on)
    return closed.order_by(FiscalYear.ends_on.desc()).limit(1)


async def _closed_until(
    work: Work, journal_name: str, on: date, *, with_vat: bool
) -> tuple[date | None, date | None, date | None]:
    """The journal's lock, the last closed year and the closed VAT periods, where they reach this day."""
    locked = select(JournalLock.locked_until).where(JournalLock.journal == journal_name, JournalLock.locked_until >= on)
    of_vat = select(JournalLock.vat_closed_until).where(
        JournalLock.journal == journal_name, JournalLock.vat_closed_until >= on, literal(with_vat)
    )
    found = select(locked.scalar_subquery(), _closed(on).scalar_subquery(), of_vat.scalar_subquery())
    row = (await work.session.execute(found)).one()
    return row[0], row[1], row[2]


async def _next_number(work: Work, journal_name: str, year: int) -> str:
    """Gapless per journal and year: taken inside the transaction, under the row's lock."""
    statement = upsert(EntryNumber).values(journal=journal_name, year=year, last=1)
    last = await work.session.scalar(
        statement.on_conflict_do_update(
            index_elements=["tenant_id", "journal", "year"], set_={"last": EntryNumber.last + 1}
        ).returning(EntryNumber.last)
    )
    return f"{PREFIXES[journal_name]}{year}-{last:05d}"
