from datetime import date
from functools import lru_cache
from typing import NamedTuple
from uuid import UUID

from pydantic import TypeAdapter
from sqlalchemy import ColumnElement, Integer, Text, cast, exists, func, literal_column, select
from typing_extensions import TypedDict

from accounting import vat
from accounting.fiscal_years import FiscalYear as FiscalSpan
from accounting.fiscal_years import around, usual
from accounting.plan import BELGIAN, plan
from accounting.reports.periods import Compare, compared
from accounting.vat import PeriodKind, VatPeriod
from accounting.vat.grids import IN_WHOLE_EUROS, RESULTS
from accounting.vat.regimes import Regime
from app.core.prepared import literally, together
from app.core.work import Work
from app.modules.documents.models import Document
from app.modules.expenses.queries import decides_on
from app.modules.identity.models import Tenant
from app.modules.insights import figures, needs
from app.modules.insights.figures import Span, Spans
from app.modules.insights.schemas import Dashboard, RecentEntry, ResultRead, VatPeriodPosition
from app.modules.insights.unfinished import vat_to_close, waits_for_number
from app.modules.invoicing.models import Invoice
from app.modules.ledger import queries as ledger
from app.modules.ledger.balances import ZERO
from app.modules.ledger.models import Entry, FiscalYear, Posting
from app.modules.vat.queries import BEGAN, LAST_CLOSED, TAXED
from app.modules.vat.queries import figures as vat_figures
from app.modules.vat.turns import open_after

RECENT = 6


class _Kind(NamedTuple):
    """What of a company decides what is to be asked: many are alike."""

    country: str
    vat_period: VatPeriod
    year_starts_on: date


MOST_SUPPOSED = 10_000
_supposed: dict[UUID | None, _Kind] = {}
"""What kind of company each was the last time; of one that is not here, the usual kind is supposed."""


class _Company(NamedTuple):
    """What of the company, its years and its returns decides what is asked and shown."""

    currency: str
    country: str
    vat_number: str | None
    vat_regimes: tuple[tuple[Regime, str | None], ...] | None
    vat_period: str
    year_starts_in: int
    years: tuple[tuple[date, date], ...] | None
    closed: date | None
    began: date | None
    taxed: tuple[date, ...] | None
    has_documents: bool

    def period(self, today: date) -> VatPeriod:
        """The running VAT period; by month until a quarter begins, for who changed over within one."""
        closed = self.closed if self.closed and self.closed < today else None
        return VatPeriod.containing(today, PeriodKind(self.vat_period)).open_part(today, closed)

    def kind(self, today: date) -> _Kind:
        years = [FiscalSpan(*each) for each in self.years or ()]
        return _Kind(self.country, self.period(today), around(years, today, self.year_starts_in).starts_on)


class _Told(TypedDict):
    """The answer to the one question: the company, and the rows of figures, of what waits and of the last entries."""

    company: list[_Company]
    figures: list[figures.Row]
    needs: list[needs.Row]
    recent: list[RecentEntry]


_TOLD = TypeAdapter(_Told)


class _OfVat(NamedTuple):
    """What follows from the company alone, whatever its books say."""

    period: VatPeriod
    deadline: date | None
    to_close: int
    waits: bool


async def dashboard(work: Work) -> Dashboard:
    """The company today. Amounts in the company's currency."""
    today = work.today
    kind, told = await _told(work, today)
    (company,) = told["company"]
    spans, of_vat = _spans(kind, today), _of_vat(company, today)
    found = figures.told(told["figures"], spans)
    counted = needs.told(told["needs"])
    counts = needs.of_documents(counted)
    stands, period = found.today, of_vat.period
    waiting = abs(stands.get("vat", ZERO)) if of_vat.waits else ZERO
    suspense = stands.get("suspense", ZERO)
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
            deadline=of_vat.deadline,
        ),
        result=ResultRead(
            this_year=figures.result(found.this_year),
            last_year=figures.result(found.last_year),
            from_on=spans.this_year.since or today,
            to_on=today,
        ),
        months=found.by_month(spans.shown),
        documents=counts,
        has_begun=company.has_documents or bool(told["recent"]),
        needs_you=needs.listed(
            counted, counts, of_vat.to_close, waiting, suspense, plan(company.country), decides_on(work)
        ),
        recent_entries=told["recent"],
    )


async def _told(work: Work, today: date) -> tuple[_Kind, _Told]:
    """Asked as for a company of the kind that this one was the last time; when it is another by now, once more."""
    kind = _supposed.get(work.tenant_id) or _usual(today)
    while True:
        ((answer,),) = await work.ask(_question(kind, today))
        told = _TOLD.validate_json(answer)
        (company,) = told["company"]
        if (is_now := _kind(company, today)) == kind:
            return kind, told
        if len(_supposed) >= MOST_SUPPOSED:
            _supposed.clear()
        _supposed[work.tenant_id] = kind = is_now


def _usual(today: date) -> _Kind:
    return _Kind(BELGIAN.country, VatPeriod.containing(today, PeriodKind.QUARTER), usual(today).starts_on)


@lru_cache(maxsize=MOST_SUPPOSED)
def _kind(company: _Company, today: date) -> _Kind:
    return company.kind(today)


@lru_cache(maxsize=MOST_SUPPOSED)
def _of_vat(company: _Company, today: date) -> _OfVat:
    """Worked out once a day for companies that are alike: going through periods is more work than to ask."""
    tenant = Tenant(country=company.country, vat_number=company.vat_number, vat_period=company.vat_period)
    tenant.vat_regimes = list(company.vat_regimes or ())
    taxed = company.taxed or ()
    period = company.period(today)
    return _OfVat(
        period,
        vat.deadline(period, company.country) if company.country in RESULTS else None,
        vat_to_close(tenant, open_after(tenant, company.closed, company.began, taxed), today, taxed),
        waits_for_number(tenant, today, taxed),
    )


@lru_cache(maxsize=100)
def _spans(kind: _Kind, today: date) -> Spans:
    begins, period = kind.year_starts_on, kind.vat_period
    before = compared(begins, today, Compare.PREVIOUS_YEAR)
    return Spans(Span(None, today), Span(begins, today), Span(*before), Span(period.starts_on, period.ends_on))


@lru_cache(maxsize=100)
def _question(kind: _Kind, today: date) -> str:
    """The same for all companies of a kind; the next day it is another."""
    books = Tenant(country=kind.country).accounts
    return together(
        company=_of_company(),
        figures=figures.question(books, _spans(kind, today)),
        needs=needs.question(today),
        recent=_latest(),
    )


def _of_company() -> str:
    """`_Company`, in one row."""
    years = select(func.jsonb_agg(func.jsonb_build_array(FiscalYear.starts_on, FiscalYear.ends_on)))
    lasts = (years, LAST_CLOSED, BEGAN, TAXED)
    names = ("currency", "country", "vat_number", "vat_regimes", "vat_period", "year_starts_in")
    return literally(
        select(
            *(
                each.scalar_subquery().label(name)
                for each, name in zip(lasts, ("years", "closed", "began", "taxed"), strict=True)
            ),
            exists(select(Document.id)).label("has_documents"),
            *(getattr(Tenant, name).label(name) for name in names),
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
    return literally(
        select(
            *(of.id, of.number, of.booked_on, of.memo, of.reverses_id),
            kind.scalar_subquery().label("document_kind"),
            cast(total.scalar_subquery(), Text).label("total"),
        )
    )


def _words(number: int) -> ColumnElement[int]:
    return literal_column(str(number), Integer)
