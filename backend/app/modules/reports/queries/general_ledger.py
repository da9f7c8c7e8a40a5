"""The general ledger: per account, in the order of days, with what stood on it after each posting.

A page is found by its place on one account, then goes on with the next: however far down, it costs the same.
"""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, or_, select, tuple_

from accounting.reports.drilling import ALONE
from app.core.paging import decode, encode
from app.core.prepared import literally
from app.core.work import Work
from app.modules.contacts.models import Contact
from app.modules.ledger.balances import ONE_DAY, ZERO, Moved
from app.modules.ledger.models import Account, Entry, Posting
from app.modules.ledger.queries import books_currency, contact_names, document_kinds
from app.modules.ledger.schemas import SourceRead
from app.modules.ledger.spans import span_of
from app.modules.reports.queries.asked import Span
from app.modules.reports.queries.shares import Share, movements
from app.modules.reports.schemas import GeneralLedger, LedgerAccount, LedgerRow
from app.modules.reports.wording import words


@dataclass(frozen=True, slots=True)
class Found:
    """A posting, and what is shown of it: all, or somebody's share."""

    posting: Posting
    account: Account
    entry: Entry
    debit: Decimal
    credit: Decimal


@dataclass(slots=True)
class LedgerPage:
    ledger: GeneralLedger
    next_cursor: str | None
    meta: dict[str, Any] = field(init=False)

    def __post_init__(self) -> None:
        self.meta = {"next_cursor": self.next_cursor, "has_more": self.next_cursor is not None}


@dataclass(frozen=True, slots=True)
class Asked:
    """What every page needs to know: the accounts, what moved on them in the period, and what stood there before.

    `share`: whose part of each posting it is of; None is all of it.
    """

    span: Span
    share: Share | None
    currency: str
    accounts: list[Account]
    moved: dict[UUID, Moved]
    openings: dict[UUID, Decimal]


async def asked_for(work: Work, accounts: Sequence[str], span: Span, share: Share | None = None) -> Asked:
    """Asked once, for however many pages. `accounts`: numbers, or their beginnings; all where there are none."""
    moved = await movements(work, share, span.since, span.until)
    asked = await _chosen(work, accounts)
    openings = await _openings(work, asked, span, share)
    chosen = [each for each in asked if each.id in moved or openings[each.id]]
    return Asked(span, share, await books_currency(work), chosen, moved, openings)


async def general_ledger(work: Work, asked: Asked, *, limit: int, cursor: str | None) -> LedgerPage:
    """One page. Raises CursorInvalid."""
    place = _place(cursor)
    found = await _rows(work, asked, place, limit + 1)
    more = len(found) > limit
    found = found[:limit]
    standing = dict(asked.openings)
    if place is not None and found and found[0].account.code == place.code:
        standing[found[0].account.id] += await _before(work, found[0].account, asked, place)
    last = found[-1] if more else None
    next_cursor = encode(last.account.code, last.posting.booked_on, last.posting.id, of=LEDGER) if last else None
    ledger = GeneralLedger(
        currency=asked.currency,
        period=asked.span.period,
        share=asked.share.told if asked.share else None,
        accounts=_accounts(work, asked, _of_page(asked, place, found, more=more)),
        rows=await _shown(work, found, standing),
    )
    return LedgerPage(ledger, next_cursor)


def _whole(asked: Asked) -> Select[Any]:
    """Of a whole ledger what a file shows, in one question."""
    query = (
        select(
            Posting.account_id,
            Posting.booked_on,
            Entry.number,
            func.coalesce(func.nullif(Posting.memo, ""), Entry.memo),
            Contact.name,
            *_amounts(asked.share),
        )
        .join(Account, Account.id == Posting.account_id)
        .join(Entry, Entry.id == Posting.entry_id)
        .outerjoin(Contact, Contact.id == Posting.contact_id)
        .where(Posting.account_id.in_([each.id for each in asked.accounts]))
    )
    return _narrowed(query, asked).order_by(Account.code, Posting.booked_on, Posting.id)


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

    async for part in work.stream(literally(_whole(asked))):
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


def _amounts(share: Share | None) -> tuple[Any, Any]:
    return (share.of(Posting.debit), share.of(Posting.credit)) if share else (Posting.debit, Posting.credit)


def _narrowed(query: Select[Any], asked: Asked) -> Select[Any]:
    """To the days, and to postings of which there is such a share."""
    query = query.where(Posting.booked_on <= asked.span.until)
    if asked.span.since:
        query = query.where(Posting.booked_on >= asked.span.since)
    return query.where(asked.share.stands) if asked.share else query


async def _rows(work: Work, asked: Asked, place: Place | None, wanted: int) -> list[Found]:
    """Account by account until there are enough: each is a range of its own in the index."""
    order = (Posting.booked_on, Posting.id)
    found: list[Found] = []
    for account in asked.accounts:
        if account.id not in asked.moved or (place is not None and account.code < place.code):
            continue
        query: Any = select(Posting, Entry, *_amounts(asked.share)).join(Entry, Entry.id == Posting.entry_id)
        query = _narrowed(query, asked).where(Posting.account_id == account.id)
        if place is not None and account.code == place.code:
            query = query.where(tuple_(*order) > tuple_(place.day, place.posting_id))
        rows = await work.session.execute(query.order_by(*order).limit(wanted - len(found)))
        found += [Found(posting, account, entry, debit, credit) for posting, entry, debit, credit in rows.tuples()]
        if len(found) >= wanted:
            break
    return found


async def _openings(work: Work, chosen: Sequence[Account], asked: Span, share: Share | None) -> dict[UUID, Decimal]:
    """What stood on each account before the period; costs and income begin anew with the fiscal year."""
    if asked.since is None:
        return {each.id: ZERO for each in chosen}
    begins = (await span_of(work, asked.since)).starts_on
    ever = await movements(work, share, None, asked.since - ONE_DAY)
    of_year = await movements(work, share, begins, asked.since - ONE_DAY)
    stood: dict[UUID, Decimal] = {}
    for each in chosen:
        before = (of_year if each.is_result else ever).get(each.id)
        stood[each.id] = before.balance if before else ZERO
    return stood


async def _before(work: Work, account: Account, asked: Asked, place: Place) -> Decimal:
    """What moved on the account in the period up to a place, that posting included."""
    days = await movements(work, asked.share, asked.span.since, place.day - ONE_DAY, (account.code,))
    moved = days[account.id].balance if account.id in days else ZERO
    debit, credit = _amounts(asked.share)
    that_day = await work.session.scalar(
        select(func.coalesce(func.sum(debit - credit), 0)).where(
            Posting.account_id == account.id, Posting.booked_on == place.day, Posting.id <= place.posting_id
        )
    )
    return moved + Decimal(that_day or 0)


def _of_page(asked: Asked, place: Place | None, found: Sequence[Found], *, more: bool) -> set[UUID]:
    """Accounts with rows on it, and those between them that only have an opening."""
    begins, ends = place.code if place else "", found[-1].account.code if more else None
    only_opened = {
        each.id
        for each in asked.accounts
        if each.id not in asked.moved and begins < each.code and (ends is None or each.code < ends)
    }
    return only_opened | {each.account.id for each in found}


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
    contacts = await contact_names(work, {each.posting.contact_id for each in found if each.posting.contact_id})
    kinds = await document_kinds(work, list({each.entry.id: each.entry for each in found}.values()))
    rows = []
    for each in found:
        posting, account, entry = each.posting, each.account, each.entry
        standing[account.id] += each.debit - each.credit
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
                debit=each.debit,
                credit=each.credit,
                balance=standing[account.id],
                currency=posting.currency,
                amount_in_currency=posting.amount_in_currency,
                source=SourceRead(type=entry.source_type, id=entry.source_id) if entry.source_type else None,
                document_kind=kinds.get(entry.id),
            )
        )
    return rows
