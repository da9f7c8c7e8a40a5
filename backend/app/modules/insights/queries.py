from sqlalchemy import func, select

from accounting import vat
from accounting.fiscal_years import usual
from accounting.reports.periods import Compare, compared
from accounting.vat import PeriodKind, VatPeriod
from accounting.vat.grids import RESULTS
from app.core.work import Work
from app.modules.documents import queries as documents
from app.modules.identity import companies
from app.modules.identity.models import Tenant
from app.modules.insights import figures, needs
from app.modules.insights.figures import Span
from app.modules.insights.schemas import Dashboard, RecentEntry, ResultRead, VatPeriodPosition
from app.modules.insights.unfinished import vat_to_close
from app.modules.ledger import queries as ledger
from app.modules.ledger.balances import ZERO
from app.modules.ledger.models import Entry, FiscalYear, Posting

RECENT = 6


async def dashboard(work: Work) -> Dashboard:
    """The company today. Amounts in the company's currency."""
    today = work.today
    company = await companies.read(work)
    year = await _year(work, company)
    before = compared(year.since or today, today, Compare.PREVIOUS_YEAR)
    period = VatPeriod.containing(today, PeriodKind(company.vat_period))
    found = await figures.figures(work, year, Span(*before), Span(period.starts_on, period.ends_on))
    counted = await needs.counted(work)
    counts = await documents.counts(work)
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
        needs_you=needs.listed(counted, counts, await vat_to_close(work, company), stands.get("suspense", ZERO)),
        recent_entries=await _recent(work),
    )


async def _year(work: Work, company: Tenant) -> Span:
    """From the beginning of the fiscal year until today."""
    today = work.today
    starts_on = await work.session.scalar(
        select(FiscalYear.starts_on).where(FiscalYear.starts_on <= today, FiscalYear.ends_on >= today)
    )
    return Span(starts_on or usual(today, company.year_starts_in).starts_on, today)


async def _recent(work: Work) -> list[RecentEntry]:
    latest = select(Entry).order_by(Entry.recorded_at.desc(), Entry.id.desc()).limit(RECENT)
    found = (await work.session.scalars(latest)).all()
    rows = await work.session.execute(
        select(Posting.entry_id, func.sum(Posting.debit))
        .where(Posting.entry_id.in_([each.id for each in found]))
        .group_by(Posting.entry_id)
    )
    totals = dict(rows.tuples().all())
    kinds = await ledger.document_kinds(work, found)
    return [
        RecentEntry(
            id=entry.id,
            number=entry.number,
            booked_on=entry.booked_on,
            memo=entry.memo,
            document_kind=kinds.get(entry.id),
            reverses_id=entry.reverses_id,
            total=totals[entry.id],
        )
        for entry in found
    ]
