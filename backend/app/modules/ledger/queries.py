from collections.abc import Awaitable, Callable, Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import Select, exists, func, or_, select
from sqlalchemy.orm import aliased, selectinload

from accounting.chart_search import rank
from app.core.listing import Filter, Listing, Sort
from app.core.work import Work
from app.modules.identity.models import Tenant
from app.modules.identity.queries import names_of
from app.modules.ledger.errors import EntryNotFound
from app.modules.ledger.models import Account, Entry, Posting
from app.modules.ledger.schemas import (
    AccountCode,
    AccountRead,
    EntryRead,
    Journal,
    PostingRead,
    SourceRead,
    TrialBalance,
    TrialBalanceRow,
)

DescribeKinds = Callable[[Work, Sequence[UUID]], Awaitable[dict[UUID, str]]]
KINDS: dict[str, DescribeKinds] = {}
"""Source of entries → what its documents are, by entry. Whoever makes entries adds itself; the books know none."""


async def accounts(work: Work, q: str | None = None, class_: str | None = None) -> list[AccountRead]:
    """The chart, by code; with `q` what answers to it, the best first (see `accounting.chart_search`)."""
    query = select(Account).order_by(Account.code)
    if class_:
        query = query.where(Account.code.startswith(class_, autoescape=True))
    rows: Iterable[Account] = await work.session.scalars(query)
    if q and q.strip():
        ranked = [(rank(q, each.code, each.names, work.language), each) for each in rows]
        rows = [each for how, each in sorted((pair for pair in ranked if pair[0] is not None), key=_by_rank)]
    return [
        AccountRead(id=each.id, code=each.code, name=each.name(work.language), account_type=each.type) for each in rows
    ]


def _by_rank(ranked: tuple[int | None, Account]) -> tuple[int | None, str]:
    return ranked[0], ranked[1].code


async def entry(work: Work, entry_id: UUID) -> EntryRead:
    """Raises EntryNotFound."""
    found = await work.session.scalar(
        select(Entry)
        .where(Entry.id == entry_id)
        .options(selectinload(Entry.postings).joinedload(Posting.account))
        .execution_options(populate_existing=True)
    )
    if found is None:
        raise EntryNotFound
    return (await entries_shown(work, [found]))[0]


def _on_account(codes: list[str]) -> Any:
    """Entries with a posting on an account whose code begins so."""
    return (
        exists()
        .where(Posting.entry_id == Entry.id, Posting.account_id == Account.id)
        .where(or_(*(Account.code.startswith(each, autoescape=True) for each in codes)))
    )


ENTRIES = Listing(
    name="journal",
    sorts={
        "booked_on": Sort(Entry.booked_on, date.fromisoformat),
        "recorded_at": Sort(Entry.recorded_at, datetime.fromisoformat),
    },
    default="-booked_on",
    key=Entry.id,
    search=(Entry.memo, Entry.number),
    searched="in memo and number",
    dated=Entry.booked_on,
    filters={
        "journal": Filter(Entry.journal, Journal, "only this journal"),
        "account": Filter(None, AccountCode, "an account code, or its beginning", where=_on_account),
    },
)


def every_entry() -> Select[Any]:
    return select(Entry).options(selectinload(Entry.postings).joinedload(Posting.account))


async def document_kinds(work: Work, found: Sequence[Entry]) -> dict[UUID, str]:
    """What the documents of these entries are, by entry; a reversal has the kind of what it undoes."""
    kinds: dict[UUID, str] = {}
    for source, describe in KINDS.items():
        originals = {each.id: each.reverses_id or each.id for each in found if each.source_type == source}
        told = await describe(work, sorted(set(originals.values()))) if originals else {}
        kinds |= {entry_id: told[original] for entry_id, original in originals.items() if original in told}
    return kinds


async def entries_shown(work: Work, found: Sequence[Entry]) -> list[EntryRead]:
    reversal = aliased(Entry)
    rows = await work.session.execute(
        select(reversal.reverses_id, reversal.id).where(reversal.reverses_id.in_([each.id for each in found]))
    )
    reversed_by = {row.reverses_id: row.id for row in rows}
    kinds = await document_kinds(work, found)
    names = await names_of(work, {each.recorded_by for each in found if each.recorded_by})
    return [
        EntryRead(
            id=each.id,
            number=each.number,
            journal=each.journal,
            booked_on=each.booked_on,
            memo=each.memo,
            source=SourceRead(type=each.source_type, id=each.source_id) if each.source_type else None,
            document_kind=kinds.get(each.id),
            reverses_id=each.reverses_id,
            reversed_by_id=reversed_by.get(each.id),
            recorded_at=each.recorded_at,
            recorded_by=names.get(each.recorded_by) if each.recorded_by else None,
            total=sum((posting.debit for posting in each.postings), Decimal(0)),
            postings=[
                PostingRead(
                    account_id=posting.account_id,
                    account_code=posting.account.code,
                    account_name=posting.account.name(work.language),
                    debit=posting.debit,
                    credit=posting.credit,
                    memo=posting.memo,
                )
                for posting in each.postings
            ],
        )
        for each in found
    ]


async def trial_balance(work: Work, from_on: date | None, to_on: date | None) -> TrialBalance:
    """Debit and credit per account over the period; its difference is zero or the books are wrong."""
    query = (
        select(Account, func.sum(Posting.debit).label("debit"), func.sum(Posting.credit).label("credit"))
        .join(Posting, Posting.account_id == Account.id)
        .join(Entry, Entry.id == Posting.entry_id)
        .group_by(Account.tenant_id, Account.id)
        .order_by(Account.code)
    )
    if from_on:
        query = query.where(Entry.booked_on >= from_on)
    if to_on:
        query = query.where(Entry.booked_on <= to_on)
    rows = [
        TrialBalanceRow(
            account_id=account.id,
            account_code=account.code,
            account_name=account.name(work.language),
            debit=debit,
            credit=credit,
            balance=debit - credit,
        )
        for account, debit, credit in await work.session.execute(query)
    ]
    total_debit = sum((row.debit for row in rows), Decimal(0))
    total_credit = sum((row.credit for row in rows), Decimal(0))
    currency = await work.session.scalar(select(Tenant.currency).where(Tenant.id == work.tenant_id))
    return TrialBalance(
        from_on=from_on,
        to_on=to_on,
        currency=currency,
        rows=rows,
        total_debit=total_debit,
        total_credit=total_credit,
        difference=total_debit - total_credit,
    )
