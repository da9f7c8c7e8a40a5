"""The general ledger: per account, in the order of days, with what stood on it after each posting.

A page is found by its place on one account, then goes on with the next: however far down, it costs the same.
"""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import func, or_, select, tuple_

from accounting.reports.drilling import ALONE
from app.core.paging import decode, encode
from app.core.work import Work
from app.modules.ledger.balances import ONE_DAY, ZERO, Moved, movements
from app.modules.ledger.models import Account, Entry, Posting
from app.modules.ledger.queries import books_currency, contact_names, document_kinds
from app.modules.ledger.schemas import SourceRead
from app.modules.ledger.years import span_of
from app.modules.reports.queries.asked import Span
from app.modules.reports.schemas import GeneralLedger, LedgerAccount, LedgerRow
from app.modules.reports.wording import words

Found = tuple[Posting, Account, Entry]


@dataclass(slots=True)
class LedgerPage:
    ledger: GeneralLedger
    next_cursor: str | None
    meta: dict[str, Any] = field(init=False)

    def __post_init__(self) -> None:
        self.meta = {"next_cursor": self.next_cursor, "has_more": self.next_cursor is not None}


@dataclass(frozen=True, slots=True)
class Asked:
    """What every page needs to know: the accounts, what moved on them in the period, and what stood there before."""

    span: Span
    currency: str
    accounts: list[Account]
    moved: dict[UUID, Moved]
    openings: dict[UUID, Decimal]


async def asked_for(work: Work, accounts: Sequence[str], span: Span) -> Asked:
    """Asked once, for however many pages. `accounts`: numbers, or their beginnings; all where there are none."""
    moved = await movements(work, span.since, span.until)
    asked = await _chosen(work, accounts)
    openings = await _openings(work, asked, span)
    chosen = [each for each in asked if each.id in moved or openings[each.id]]
    return Asked(span, await books_currency(work), chosen, moved, openings)


async def general_ledger(work: Work, asked: Asked, *, limit: int, cursor: str | None) -> LedgerPage:
    """One page. Raises CursorInvalid."""
    place = _place(cursor)
    found = await _rows(work, asked, place, limit + 1)
    more = len(found) > limit
    found = found[:limit]
    standing = dict(asked.openings)
    if place is not None and found and found[0][1].code == place.code:
        standing[found[0][1].id] += await _before(work, found[0][1], asked.span, place)
    last = found[-1] if found else None
    next_cursor = encode(last[1].code, last[0].booked_on, last[0].id, of=LEDGER) if more and last is not None else None
    ledger = GeneralLedger(
        currency=asked.currency,
        period=asked.span.period,
        accounts=_accounts(work, asked, _of_page(asked, place, found, more=more)),
        rows=await _shown(work, found, standing),
    )
    return LedgerPage(ledger, next_cursor)


WHOLE = """
select p.account_id, p.booked_on, e.number, coalesce(nullif(p.memo, ''), e.memo), c.name, p.debit, p.credit
  from accounting.postings p
  join accounting.accounts a on a.id = p.account_id
  join accounting.journal_entries e on e.id = p.entry_id
  left join accounting.contacts c on c.id = p.contact_id
 where p.account_id = any($1) and p.booked_on between coalesce($2::date, '-infinity') and $3::date
 order by a.code, p.booked_on, p.id
"""
"""Of a whole ledger what a file shows, in one question."""


async def whole_ledger(work: Work, asked: Asked) -> AsyncIterator[list[tuple[Any, ...]]]:
    """The rows of a file: account and its name, day, number, memo, contact, debit, credit, and what stood then.

    What stood on an account before the period comes first, also where nothing moved on it since.
    """
    standing = dict(asked.openings)
    named = {each.id: (each.code, each.name(work.language)) for each in asked.accounts}
    place = {each.id: at for at, each in enumerate(asked.accounts)}
    opened = [each.id for each in reversed(asked.accounts) if standing[each.id]]
    word = words("opening", work.language)

    def opening(upto: int) -> list[tuple[Any, ...]]:
        found = []
        while opened and place[opened[-1]] <= upto:
            account_id = opened.pop()
            found.append((*named[account_id], None, None, word, None, None, None, standing[account_id]))
        return found

    ids = [each.id for each in asked.accounts]
    async for part in work.stream(WHOLE, ids, asked.span.since, asked.span.until):
        rows = []
        for account_id, *told, debit, credit in part:
            rows += opening(place[account_id])
            standing[account_id] += debit - credit
            rows.append((*named[account_id], *told, debit, credit, standing[account_id]))
        yield rows
    if rest := opening(len(place)):
        yield rest


@dataclass(frozen=True, slots=True)
class Place:
    """The posting that the page before ended with."""

    code: str
    day: date
    posting_id: UUID


LEDGER = "general_ledger"
"""What its cursors belong to."""


def _place(cursor: str | None) -> Place | None:
    return Place(*decode(cursor, (str, date.fromisoformat, UUID), of=LEDGER)) if cursor else None


async def _chosen(work: Work, asked: Sequence[str]) -> list[Account]:
    query = select(Account).order_by(Account.code)
    if asked:
        alone = [each.removesuffix(ALONE) for each in asked if each.endswith(ALONE)]
        beginnings = [each for each in asked if not each.endswith(ALONE)]
        query = query.where(or_(Account.code.in_(alone), *(Account.code.startswith(each) for each in beginnings)))
    return list(await work.session.scalars(query))


def _in_period(asked: Span) -> Any:
    query: Any = (
        select(Posting, Entry).join(Entry, Entry.id == Posting.entry_id).where(Posting.booked_on <= asked.until)
    )
    return query.where(Posting.booked_on >= asked.since) if asked.since else query


async def _rows(work: Work, asked: Asked, place: Place | None, wanted: int) -> list[Found]:
    """Account by account until there are enough: each is a range of its own in the index."""
    order = (Posting.booked_on, Posting.id)
    found: list[Found] = []
    for account in asked.accounts:
        if account.id not in asked.moved or (place is not None and account.code < place.code):
            continue
        query = _in_period(asked.span).where(Posting.account_id == account.id)
        if place is not None and account.code == place.code:
            query = query.where(tuple_(*order) > tuple_(place.day, place.posting_id))
        rows = await work.session.execute(query.order_by(*order).limit(wanted - len(found)))
        found += [(posting, account, entry) for posting, entry in rows.tuples()]
        if len(found) >= wanted:
            break
    return found


async def _openings(work: Work, chosen: Sequence[Account], asked: Span) -> dict[UUID, Decimal]:
    """What stood on each account before the period; costs and income begin anew with the fiscal year."""
    if asked.since is None:
        return {each.id: ZERO for each in chosen}
    begins = (await span_of(work, asked.since)).starts_on
    ever = await movements(work, None, asked.since - ONE_DAY)
    of_year = await movements(work, begins, asked.since - ONE_DAY)
    stood: dict[UUID, Decimal] = {}
    for each in chosen:
        before = (of_year if each.is_result else ever).get(each.id)
        stood[each.id] = before.balance if before else ZERO
    return stood


async def _before(work: Work, account: Account, asked: Span, place: Place) -> Decimal:
    """What moved on the account in the period up to a place, that posting included."""
    days = await movements(work, asked.since, place.day - ONE_DAY, (account.code,))
    moved = days[account.id].balance if account.id in days else ZERO
    that_day = await work.session.scalar(
        select(func.coalesce(func.sum(Posting.debit - Posting.credit), 0)).where(
            Posting.account_id == account.id, Posting.booked_on == place.day, Posting.id <= place.posting_id
        )
    )
    return moved + Decimal(that_day or 0)


def _of_page(asked: Asked, place: Place | None, found: Sequence[Found], *, more: bool) -> set[UUID]:
    """Accounts with rows on it, and those between them that only have an opening."""
    begins, ends = place.code if place else "", found[-1][1].code if more else None
    only_opened = {
        each.id
        for each in asked.accounts
        if each.id not in asked.moved and begins < each.code and (ends is None or each.code < ends)
    }
    return only_opened | {account.id for _, account, _ in found}


def _accounts(work: Work, asked: Asked, on_page: set[UUID]) -> list[LedgerAccount]:
    return [
        LedgerAccount(
            account_id=each.id,
            account_code=each.code,
            account_name=each.name(work.language),
            opening=asked.openings[each.id],
            debit=moved.debit,
            credit=moved.credit,
            balance=asked.openings[each.id] + moved.balance,
        )
        for each in asked.accounts
        if each.id in on_page
        for moved in (asked.moved.get(each.id, Moved(each.id, ZERO, ZERO)),)
    ]


async def _shown(work: Work, found: Sequence[Found], standing: dict[UUID, Decimal]) -> list[LedgerRow]:
    contacts = await contact_names(work, {each.contact_id for each, _, _ in found if each.contact_id})
    kinds = await document_kinds(work, list({entry.id: entry for _, _, entry in found}.values()))
    rows = []
    for posting, account, entry in found:
        standing[account.id] += posting.debit - posting.credit
        rows.append(
            LedgerRow(
                posting_id=posting.id,
                entry_id=entry.id,
                number=entry.number,
                journal=entry.journal,
                kind=entry.kind,
                booked_on=posting.booked_on,
                memo=posting.memo or entry.memo,
                account_code=account.code,
                account_name=account.name(work.language),
                contact_id=posting.contact_id,
                contact_name=contacts.get(posting.contact_id) if posting.contact_id else None,
                debit=posting.debit,
                credit=posting.credit,
                balance=standing[account.id],
                currency=posting.currency,
                amount_in_currency=posting.amount_in_currency,
                source=SourceRead(type=entry.source_type, id=entry.source_id) if entry.source_type else None,
                document_kind=kinds.get(entry.id),
            )
        )
    return rows
