from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from uuid import UUID

from sqlalchemy import exists, func, or_, select
from sqlalchemy.orm import aliased, selectinload

from app.core.paging import PageOf, page
from app.core.work import Work
from app.modules.identity.models import Tenant
from app.modules.identity.queries import names_of
from app.modules.ledger.errors import EntryNotFound
from app.modules.ledger.models import Account, Entry, Posting
from app.modules.ledger.schemas import (
    AccountRead,
    EntryRead,
    PostingRead,
    SourceRead,
    TrialBalance,
    TrialBalanceRow,
)


async def accounts(work: Work, q: str | None = None, class_: str | None = None) -> list[AccountRead]:
    """The chart, by code; `q` searches codes and names in every language."""
    query = select(Account).order_by(Account.code)
    if class_:
        query = query.where(Account.code.startswith(class_, autoescape=True))
    if q:
        query = query.where(
            or_(
                Account.code.startswith(q, autoescape=True),
                *(Account.names[each].astext.icontains(q, autoescape=True) for each in ("nl", "fr", "en")),
            )
        )
    rows = await work.session.scalars(query)
    return [
        AccountRead(id=each.id, code=each.code, name=each.name(work.language), account_type=each.type) for each in rows
    ]


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
    return (await _shown(work, [found]))[0]


async def entries(
    work: Work,
    *,
    from_on: date | None,
    to_on: date | None,
    account: str | None,
    journal: str | None,
    q: str | None,
    limit: int,
    cursor: str | None,
) -> tuple[list[EntryRead], PageOf]:
    """A page of the journal, latest first; `account` is a code or the beginning of one."""
    query = select(Entry).options(selectinload(Entry.postings).joinedload(Posting.account))
    if from_on:
        query = query.where(Entry.booked_on >= from_on)
    if to_on:
        query = query.where(Entry.booked_on <= to_on)
    if journal:
        query = query.where(Entry.journal == journal)
    if account:
        query = query.where(
            exists()
            .where(Posting.entry_id == Entry.id, Posting.account_id == Account.id)
            .where(Account.code.startswith(account, autoescape=True))
        )
    if q:
        query = query.where(or_(Entry.memo.icontains(q, autoescape=True), Entry.number.icontains(q, autoescape=True)))
    found = await page(
        work.session,
        query,
        sort=Entry.booked_on,
        key=Entry.id,
        kind=date.fromisoformat,
        descending=True,
        limit=limit,
        cursor=cursor,
    )
    return await _shown(work, found.rows), found


async def _shown(work: Work, found: Sequence[Entry]) -> list[EntryRead]:
    reversal = aliased(Entry)
    rows = await work.session.execute(
        select(reversal.reverses_id, reversal.id).where(reversal.reverses_id.in_([each.id for each in found]))
    )
    reversed_by = {row.reverses_id: row.id for row in rows}
    names = await names_of(work, {each.recorded_by for each in found if each.recorded_by})
    return [
        EntryRead(
            id=each.id,
            number=each.number,
            journal=each.journal,
            booked_on=each.booked_on,
            memo=each.memo,
            source=SourceRead(type=each.source_type, id=each.source_id) if each.source_type else None,
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
