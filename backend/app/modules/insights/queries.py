from datetime import date
from decimal import Decimal
from functools import cache
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import func, literal_column, select

from accounting import vat
from accounting.fiscal_years import usual
from accounting.reports.periods import Compare, compared
from accounting.vat import PeriodKind, VatPeriod
from accounting.vat.grids import RESULTS
from app.core.days import TODAY
from app.core.prepared import literally
from app.core.work import Work
from app.modules.identity.models import Tenant
from app.modules.insights import figures, needs
from app.modules.insights.figures import Span
from app.modules.insights.schemas import Dashboard, RecentEntry, ResultRead, VatPeriodPosition
from app.modules.insights.unfinished import vat_to_close
from app.modules.ledger import queries as ledger
from app.modules.ledger.balances import ZERO
from app.modules.ledger.models import Entry, FiscalYear, Posting
from app.modules.vat.queries import FIRST_MARKED, LAST_CLOSED, open_after

RECENT = 6
NEEDED = ("currency", "country", "vat_number", "vat_regime", "vat_period", "year_starts_in")


async def dashboard(work: Work) -> Dashboard:
    """The company today. Amounts in the company's currency."""
    today = work.today
    company, year, to_close = await _company(work)
    before = compared(year.since or today, today, Compare.PREVIOUS_YEAR)
    period = VatPeriod.containing(today, PeriodKind(company.vat_period))
    books = company.accounts
    found = await figures.figures(work, books, year, Span(*before), Span(period.starts_on, period.ends_on))
    counted = await needs.counted(work)
    counts = needs.of_documents(counted)
    stands = found.today
    vat_so_far = found.vat_so_far
    return Dashboard(
        currency=company.currency,
        today=today,
        cash=stands.get("cash", ZERO),
        receivables=stands.get("customers", ZERO),
        payables=-stands.get("suppliers", ZERO),
        receivables_overdue=needs.overdue(counted, "sales_overdue"),
        payables_overdue=needs.overdue(counted, "purchases_overdue"),
        vat=found.vat,
        vat_period=VatPeriodPosition(
            amount=vat_so_far.amount,
            side=vat_so_far.side,
            starts_on=period.starts_on,
            ends_on=period.ends_on,
            deadline=vat.deadline(period, company.country) if company.country in RESULTS else None,
        ),
        result=ResultRead(
            this_year=figures.result(found.this_year),
            last_year=figures.result(found.last_year),
            from_on=year.since or today,
            to_on=today,
        ),
        months=found.by_month(today),
        documents=counts,
        needs_you=needs.listed(counted, counts, to_close, stands.get("suspense", ZERO), books),
        recent_entries=await _recent(work),
    )


@cache
def _of_company() -> str:
    """What of the company, its year and its returns decides what is to be asked; one row."""
    year = select(FiscalYear.starts_on).where(FiscalYear.starts_on <= TODAY, FiscalYear.ends_on >= TODAY)
    columns = (getattr(Tenant, name) for name in NEEDED)
    return literally(
        select(year.scalar_subquery(), LAST_CLOSED.scalar_subquery(), FIRST_MARKED.scalar_subquery(), *columns).where(
            Tenant.id == func.accounting.current_tenant()
        )
    )


async def _company(work: Work) -> tuple[Tenant, Span, int]:
    """The company, its fiscal year until today, and how many VAT periods it has to close."""
    (row,) = await work.ask(_of_company())
    starts_on, closed, marked, *known = row
    company, today = Tenant(**dict(zip(NEEDED, known, strict=True))), work.today
    first = open_after(closed, marked, PeriodKind(company.vat_period))
    since = starts_on or usual(today, company.year_starts_in).starts_on
    return company, Span(since, today), vat_to_close(company, first, today)


class _Recent(NamedTuple):
    id: UUID
    number: str
    booked_on: date
    memo: str
    source_type: str | None
    reverses_id: UUID | None
    total: Decimal


@cache
def _latest() -> str:
    """The last entries, and what each comes to."""
    total = select(func.sum(Posting.debit)).where(Posting.entry_id == Entry.id).scalar_subquery()
    columns = (Entry.id, Entry.number, Entry.booked_on, Entry.memo, Entry.source_type, Entry.reverses_id, total)
    return literally(
        select(*columns).order_by(Entry.recorded_at.desc(), Entry.id.desc()).limit(literal_column(str(RECENT)))
    )


async def _recent(work: Work) -> list[RecentEntry]:
    found = [_Recent(*row) for row in await work.ask(_latest())]
    kinds = await ledger.document_kinds(work, found)
    return [
        RecentEntry(
            id=entry.id,
            number=entry.number,
            booked_on=entry.booked_on,
            memo=entry.memo,
            document_kind=kinds.get(entry.id),
            reverses_id=entry.reverses_id,
            total=entry.total,
        )
        for entry in found
    ]
