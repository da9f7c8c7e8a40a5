from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, Date, cast, func, or_, select

from accounting.chart import VAT_PREFIXES
from accounting.purchases import SUPPLIERS
from app.core.work import Work
from app.modules.documents import queries as documents
from app.modules.identity.models import Tenant
from app.modules.insights.schemas import Dashboard, MonthRead, NeedsYou, RecentEntry, VatPosition
from app.modules.ledger import queries as ledger
from app.modules.ledger.models import Account, Entry, Posting

MONTHS = 12
RECENT = 6


def month_start(day: date, back: int = 0) -> date:
    """The first day of the month, `back` months ago.

    >>> month_start(date(2026, 1, 20), 2)
    datetime.date(2025, 11, 1)
    """
    index = day.year * 12 + day.month - 1 - back
    return date(index // 12, index % 12 + 1, 1)


def vat_position(balance: Decimal) -> VatPosition:
    """What the balance of all VAT accounts means: above zero the treasury owes us, below zero we owe it.

    >>> vat_position(Decimal("-21.00"))
    VatPosition(amount=Decimal('21.00'), side='due')
    """
    return VatPosition(amount=abs(balance), side="recoverable" if balance > 0 else "due" if balance < 0 else "settled")


async def dashboard(work: Work) -> Dashboard:
    """The company today, from postings and documents. Amounts in the company's currency."""
    today = work.today
    counts = await documents.counts(work)
    by_month = await _costs_by_month(work, month_start(today, MONTHS - 1))
    this_month = month_start(today)
    quarter = {month_start(today, back) for back in range((today.month - 1) % 3 + 1)}
    vat = await _balance(work, or_(*(Account.code.startswith(prefix) for prefix in VAT_PREFIXES)))
    currency = await work.session.scalar(select(Tenant.currency).where(Tenant.id == work.tenant_id))
    return Dashboard(
        currency=currency,
        today=today,
        payables=-await _balance(work, Account.code.startswith(SUPPLIERS)),
        vat_recoverable=vat,
        vat_position=vat_position(vat),
        costs_this_month=by_month.get(this_month, Decimal(0)),
        costs_last_month=by_month.get(month_start(today, 1), Decimal(0)),
        costs_this_quarter=sum((by_month.get(month, Decimal(0)) for month in quarter), Decimal(0)),
        costs_this_year=await _balance(
            work, Account.code.startswith("6"), func.extract("year", Entry.booked_on) == today.year
        ),
        documents=counts,
        needs_you=[NeedsYou(status=each, count=counts[each]) for each in ("to_review", "failed") if counts[each]],
        costs_by_month=[
            MonthRead(month=month, costs=by_month.get(month, Decimal(0)))
            for month in (month_start(today, back) for back in reversed(range(MONTHS)))
        ],
        recent_entries=await _recent(work),
    )


async def _balance(work: Work, *conditions: ColumnElement[bool]) -> Decimal:
    """Debits minus credits on the accounts and days asked for."""
    found = await work.session.scalar(
        select(func.coalesce(func.sum(Posting.debit - Posting.credit), 0))
        .join(Account, Account.id == Posting.account_id)
        .join(Entry, Entry.id == Posting.entry_id)
        .where(*conditions)
    )
    return Decimal(found or 0)


async def _costs_by_month(work: Work, since: date) -> dict[date, Decimal]:
    month: Any = cast(func.date_trunc("month", Entry.booked_on), Date)
    rows = await work.session.execute(
        select(month, func.sum(Posting.debit - Posting.credit))
        .join(Posting, Posting.entry_id == Entry.id)
        .join(Account, Account.id == Posting.account_id)
        .where(Account.code.startswith("6"), Entry.booked_on >= since)
        .group_by(month)
    )
    return dict(rows.tuples().all())


async def _recent(work: Work) -> list[RecentEntry]:
    rows = await work.session.execute(
        select(Entry, func.sum(Posting.debit))
        .join(Posting, Posting.entry_id == Entry.id)
        .group_by(Entry.tenant_id, Entry.id)
        .order_by(Entry.recorded_at.desc(), Entry.id.desc())
        .limit(RECENT)
    )
    found = rows.tuples().all()
    kinds = await ledger.document_kinds(work, [entry for entry, _ in found])
    return [
        RecentEntry(
            id=entry.id,
            number=entry.number,
            booked_on=entry.booked_on,
            memo=entry.memo,
            document_kind=kinds.get(entry.id),
            reverses_id=entry.reverses_id,
            total=total,
        )
        for entry, total in found
    ]
