from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple
from uuid import UUID

from pydantic import TypeAdapter
from sqlalchemy import ColumnElement, Integer, exists, func, literal_column, select

from accounting import vat
from accounting.fiscal_years import FiscalYear as FiscalSpan
from accounting.fiscal_years import around, usual
from accounting.plan import BELGIAN
from accounting.reports.periods import Compare, compared
from accounting.vat import PeriodKind, VatPeriod
from accounting.vat.grids import IN_WHOLE_EUROS, RESULTS
from app.core.prepared import literally, together
from app.core.work import Work
from app.modules.documents.models import Document
from app.modules.identity.models import Tenant
from app.modules.insights import figures, needs
from app.modules.insights.figures import Span, Spans
from app.modules.insights.schemas import Dashboard, RecentEntry, ResultRead, VatPeriodPosition
from app.modules.insights.unfinished import vat_to_close, vat_without_return
from app.modules.invoicing.models import Invoice
from app.modules.ledger import queries as ledger
from app.modules.ledger.balances import ZERO
from app.modules.ledger.models import Entry, FiscalYear, Posting
from app.modules.vat.queries import BEGAN, BOUGHT, LAST_CLOSED
from app.modules.vat.queries import figures as vat_figures
from app.modules.vat.turns import open_after

RECENT = 6
_RECENT = TypeAdapter(list[RecentEntry])
OF_ENTRY = ("id", "number", "booked_on", "memo", "document_kind", "reverses_id", "total")


class _Kind(NamedTuple):
    """What of a company decides what is to be asked: many are alike."""

    country: str = BELGIAN.country
    vat_period: str = "quarter"
    year_starts_on: date | None = None

    def year(self, today: date) -> Span:
        """The fiscal year until today."""
        return Span(self.year_starts_on or usual(today).starts_on, today)

    def period(self, today: date) -> VatPeriod:
        return VatPeriod.containing(today, PeriodKind(self.vat_period))


USUAL = _Kind()
MOST_SUPPOSED = 10_000
_supposed: dict[UUID | None, _Kind] = {}
"""What kind of company each was the last time; of one that is not here, the usual kind is supposed."""


class _Told(NamedTuple):
    """The answer to the one question: the company, and the rows of figures, of what waits and of the last entries."""

    company: Tenant
    kind: _Kind
    closed: date | None
    began: date | None
    bought: list[date]
    has_documents: bool
    figures: list[figures.Row]
    needs: list[tuple[str, int, Decimal | None]]
    recent: list[RecentEntry]


async def dashboard(work: Work) -> Dashboard:
    """The company today. Amounts in the company's currency."""
    today = work.today
    told = await _told(work, today)
    company, kind, books = told.company, told.kind, told.company.accounts
    spans, period = _spans(kind, today), kind.period(today)
    found = figures.told(told.figures, spans)
    counted = needs.told(told.needs)
    counts = needs.of_documents(counted)
    to_close = vat_to_close(company, open_after(company, told.closed, told.began, told.bought), today, told.bought)
    stands = found.today
    waiting = vat_without_return(company, today, told.bought, stands.get("vat", ZERO))
    vat_so_far = found.vat_so_far
    if company.country in IN_WHOLE_EUROS and vat_so_far.side != "settled":
        filed = await vat_figures(work, period.starts_on, period.ends_on)
        vat_so_far = figures.vat_position(-filed.balance(company.country))
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
            from_on=spans.this_year.since or today,
            to_on=today,
        ),
        months=found.by_month(spans.shown),
        documents=counts,
        has_begun=told.has_documents or bool(told.recent),
        needs_you=needs.listed(counted, counts, to_close, waiting, stands.get("suspense", ZERO), books),
        recent_entries=told.recent,
    )


async def _told(work: Work, today: date) -> _Told:
    """Asked as for a company of the kind that this one was the last time; when it is another by now, once more."""
    kind = _supposed.get(work.tenant_id, USUAL)
    while True:
        (row,) = await work.ask(_question(kind, today))
        (
            years,
            closed,
            began,
            bought,
            has_documents,
            currency,
            country,
            number,
            regimes,
            vat_period,
            month,
            *rows,
        ) = row
        begun = [FiscalSpan(*map(date.fromisoformat, each)) for each in years or []]
        is_now = _Kind(country, vat_period, around(begun, today, month).starts_on)
        if is_now == kind:
            company = Tenant(currency=currency, country=country, vat_number=number, vat_period=vat_period)
            company.vat_regimes = regimes or []
            amounts, waiting, latest = rows
            recent = _RECENT.validate_python([dict(zip(OF_ENTRY, each, strict=True)) for each in latest])
            months = [date.fromisoformat(each) for each in bought or []]
            return _Told(company, kind, closed, began, months, has_documents, amounts, waiting, recent)
        if len(_supposed) >= MOST_SUPPOSED:
            _supposed.clear()
        _supposed[work.tenant_id] = kind = is_now


@lru_cache(maxsize=100)
def _spans(kind: _Kind, today: date) -> Spans:
    year, period = kind.year(today), kind.period(today)
    before = compared(year.since or today, today, Compare.PREVIOUS_YEAR)
    return Spans(Span(None, today), year, Span(*before), Span(period.starts_on, period.ends_on))


@lru_cache(maxsize=100)
def _question(kind: _Kind, today: date) -> str:
    """The same for all companies of a kind; the next day it is another."""
    books = Tenant(country=kind.country).accounts
    return together(_of_company(), figures.question(books, _spans(kind, today)), needs.question(today), _latest())


def _of_company() -> str:
    """What of the company, its years and its returns decides what is to be asked and shown; one row.

    Lists of days as JSON: in a row that is a value, the driver reads arrays only of types it has met before.
    """
    years = select(func.jsonb_agg(func.jsonb_build_array(FiscalYear.starts_on, FiscalYear.ends_on)))
    lasts = (years, LAST_CLOSED, BEGAN, select(func.to_jsonb(BOUGHT.scalar_subquery())))
    names = ("currency", "country", "vat_number", "vat_regimes", "vat_period", "year_starts_in")
    return literally(
        select(
            *(
                each.scalar_subquery().label(name)
                for each, name in zip(lasts, ("years", "closed", "began", "bought"), strict=True)
            ),
            exists(select(Document.id)).label("has_documents"),
            *(getattr(Tenant, name) for name in names),
        ).where(Tenant.id == func.accounting.current_tenant())
    )


def _latest() -> str:
    """The last entries, what each comes to, and what its document is; a reversal has the kind of what it undoes."""
    latest = (
        select(Entry, func.coalesce(Entry.reverses_id, Entry.id).label("origin"))
        .order_by(Entry.recorded_at.desc(), Entry.id.desc())
        .limit(_words(RECENT))
        .subquery()
    )
    of = latest.c
    kind = select(Invoice.kind).where(Invoice.entry_id == of.origin, of.source_type.in_(ledger.KINDS)).limit(_words(1))
    total = select(func.sum(Posting.debit)).where(Posting.entry_id == of.id)
    columns = (of.id, of.number, of.booked_on, of.memo, kind.scalar_subquery(), of.reverses_id, total.scalar_subquery())
    return literally(select(*columns))


def _words(number: int) -> ColumnElement[int]:
    return literal_column(str(number), Integer)
