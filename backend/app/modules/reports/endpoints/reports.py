from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any
from uuid import UUID

from fastapi import Depends, Query, Request
from pydantic import StringConstraints

from accounting.reports.periods import Compare
from app.core.answers import Answer, answer
from app.core.days import Day
from app.core.errors import problem_responses, refuses
from app.core.exporting import TooManyRows
from app.core.listing import PeriodBackwards
from app.core.paging import CursorInvalid
from app.core.routes import Router
from app.core.typesetting import TooLargeForPaper
from app.core.work import Work
from app.modules.contacts.errors import ContactNotFound
from app.modules.identity.access import may
from app.modules.identity.permissions import Permission
from app.modules.ledger.errors import TagNotFound
from app.modules.ledger.schemas import Journal
from app.modules.reports import service
from app.modules.reports.endpoints.showing import FILES, AsWanted, Wanted, as_asked
from app.modules.reports.errors import TagOrUntagged
from app.modules.reports.queries import aged, general_ledger, journal, shares, statements, tags, trial_balance
from app.modules.reports.queries.asked import span
from app.modules.reports.schemas import (
    AgedInvoicesPage,
    AgedPage,
    GeneralLedgerPage,
    JournalReportPage,
    Statement,
    StatementRead,
    TagReport,
    TrialBalance,
)
from app.modules.reports.service import Row, Table

router = Router(prefix="/reports", tags=["reports"])
Reads = Annotated[Work, may(Permission.REPORTS_READ)]
SHOWN = {**FILES, **problem_responses(TooManyRows, TooLargeForPaper)}
PAGED = {**FILES, **problem_responses(TooManyRows, TooLargeForPaper, CursorInvalid)}
OF_LEDGER = {**FILES, **problem_responses(TooManyRows, TooLargeForPaper, CursorInvalid, TagNotFound, TagOrUntagged)}
OF_CONTACT = problem_responses(ContactNotFound, CursorInvalid)
LastDay = Annotated[Day | None, Query(alias="to", description="last day, inclusive")]


@dataclass(frozen=True, slots=True)
class Asked:
    """Days and comparison, as every report takes them."""

    since: date | None
    until: date | None
    compare: Compare | None


@refuses(PeriodBackwards)
async def _days(
    since: Annotated[Day | None, Query(alias="from", description="first day, inclusive")] = None,
    until: LastDay = None,
    compare: Annotated[Compare | None, Query(description="beside it, the figures of another period")] = None,
) -> Asked:
    """Raises PeriodBackwards."""
    if since and until and since > until:
        raise PeriodBackwards(field="from", value=since)
    return Asked(since, until, compare)


Days = Annotated[Asked, Depends(_days)]
AskedAccount = Annotated[str, StringConstraints(pattern=r"^\d{1,10}\.?$")]
OpenRubrics = Annotated[
    list[Annotated[str, StringConstraints(max_length=20)]] | None,
    Query(
        max_length=100,
        description="rubrics whose accounts a file shows below them, by their codes; `none` of them; else all",
        examples=[["40/41"]],
    ),
]
Limit = Annotated[int, Query(ge=1, le=500, description="rows per page")]
Cursor = Annotated[str | None, Query(max_length=600, description="`meta.next_cursor` of the page before")]


@router.get("/trial-balance", response_model=Answer[TrialBalance], responses=SHOWN)
async def report_trial_balance(request: Request, work: Reads, days: Days, wanted: AsWanted) -> Any:
    """Opening, debit, credit and closing per account; the difference is 0.00, always.

    Without a first day it counts from the beginning of the books, without a last one to their end.
    """
    asked = await span(work, days.since, days.until, days.compare, whole_year=False)
    report = await trial_balance.trial_balance(work, asked)
    return await as_asked(request, work, wanted, report, service.trial_balance(report, work.language))


@router.get("/balance-sheet", response_model=Answer[StatementRead], responses=SHOWN)
async def report_balance_sheet(
    request: Request, work: Reads, days: Days, wanted: AsWanted, accounts: OpenRubrics = None
) -> Any:
    """What is owned and owed at the end of the last day, in the legal layout; assets equal equity and liabilities.

    The first day only says what the previous period is.
    """
    return await _statement(request, work, "balance-sheet", days, wanted, accounts)


@router.get("/profit-and-loss", response_model=Answer[StatementRead], responses=SHOWN)
async def report_profit_and_loss(
    request: Request, work: Reads, days: Days, wanted: AsWanted, accounts: OpenRubrics = None
) -> Any:
    """What was earned and spent, in the legal layout. Without a first day: since the fiscal year began."""
    return await _statement(request, work, "profit-and-loss", days, wanted, accounts)


async def _statement(
    request: Request, work: Work, which: Statement, days: Asked, wanted: Wanted, opened: list[str] | None
) -> Any:
    report = await statements.statement(work, which, await span(work, days.since, days.until, days.compare))
    return await as_asked(request, work, wanted, report, service.statement(report, opened))


@router.get("/general-ledger", response_model=GeneralLedgerPage, responses=OF_LEDGER)
async def report_general_ledger(
    request: Request,
    work: Reads,
    days: Days,
    wanted: AsWanted,
    account: Annotated[
        list[AskedAccount] | None,
        Query(
            max_length=200,
            description="account numbers or their beginnings; with a full stop after it, that account alone; else all",
        ),
    ] = None,
    tag_id: Annotated[UUID | None, Query(description="of each posting only this tag's share")] = None,
    untagged: Annotated[
        str | None, Query(max_length=100, description="a kind of tags: of each posting only what has none of them")
    ] = None,
    limit: Limit = 100,
    cursor: Cursor = None,
) -> Any:
    """Every posting, per account in the order of days, with what stood on the account after it.

    Without a first day: since the fiscal year began. As a file it is all of it, not one page.
    """
    period = await span(work, days.since, days.until, days.compare, whole_year=days.until is None)
    share = await shares.share(work, tag_id, untagged)
    asked = await general_ledger.asked_for(work, account or [], period, share)
    first = await general_ledger.general_ledger(work, asked, limit=limit, cursor=cursor)

    async def parts() -> AsyncIterator[Sequence[Row]]:
        async for part in general_ledger.whole_ledger(work, asked):
            yield service.rows_of(service.LEDGER_COLUMNS, part)

    table = Table("general-ledger", first.ledger, service.LEDGER_COLUMNS, parts())
    return await as_asked(request, work, wanted, first.ledger, table, **first.meta)


@router.get("/journal", response_model=JournalReportPage, responses=PAGED)
async def report_journal(
    request: Request,
    work: Reads,
    days: Days,
    wanted: AsWanted,
    journal_: Annotated[list[Journal] | None, Query(alias="journal", max_length=4, description="else all")] = None,
    limit: Limit = 100,
    cursor: Cursor = None,
) -> Any:
    """The entries of a period in the order of their days, a row for each posting; pages count entries.

    Without a first day: since the fiscal year began. As a file it is all of it, not one page.
    """
    asked = await span(work, days.since, days.until, days.compare)
    first, place = await journal.journal(work, journal_ or [], asked, limit=limit, cursor=cursor)

    async def parts() -> AsyncIterator[Sequence[Row]]:
        async for part in journal.whole_journal(work, journal_ or [], asked):
            yield service.rows_of(service.JOURNAL_COLUMNS, part)

    table = Table("journal", first, service.JOURNAL_COLUMNS, parts())
    return await as_asked(request, work, wanted, first, table, **place.meta)


@router.get("/aged-receivables", response_model=AgedPage, responses=PAGED)
async def report_aged_receivables(
    request: Request, work: Reads, days: Days, wanted: AsWanted, limit: Limit = 100, cursor: Cursor = None
) -> Any:
    """What customers owe at the end of the last day, by how late it is; as a file with every invoice."""
    return await _aged(request, work, "sale", days, wanted, limit, cursor)


@router.get("/aged-payables", response_model=AgedPage, responses=PAGED)
async def report_aged_payables(
    request: Request, work: Reads, days: Days, wanted: AsWanted, limit: Limit = 100, cursor: Cursor = None
) -> Any:
    """What suppliers are owed at the end of the last day, by how late it is; as a file with every invoice."""
    return await _aged(request, work, "purchase", days, wanted, limit, cursor)


async def _aged(
    request: Request, work: Work, direction: aged.Direction, days: Asked, wanted: Wanted, limit: int, cursor: str | None
) -> Any:
    asked = await span(work, days.since, days.until, days.compare)
    report, page = await aged.aged_report(work, direction, asked, limit=limit, cursor=cursor)
    table = service.aged(report, aged.whole(work, direction, asked), work.language)
    return await as_asked(request, work, wanted, report, table, **page.meta)


@router.get("/aged-receivables/{contact_id}", response_model=AgedInvoicesPage, responses=OF_CONTACT)
async def report_receivables_of_contact(
    contact_id: UUID, request: Request, work: Reads, until: LastDay = None, limit: Limit = 100, cursor: Cursor = None
) -> Any:
    """The invoices behind what a customer owes at the end of the last day."""
    return await _of_contact(request, work, "sale", contact_id, until, limit, cursor)


@router.get("/aged-payables/{contact_id}", response_model=AgedInvoicesPage, responses=OF_CONTACT)
async def report_payables_of_contact(
    contact_id: UUID, request: Request, work: Reads, until: LastDay = None, limit: Limit = 100, cursor: Cursor = None
) -> Any:
    """The invoices behind what a supplier is owed at the end of the last day."""
    return await _of_contact(request, work, "purchase", contact_id, until, limit, cursor)


async def _of_contact(
    request: Request,
    work: Work,
    direction: aged.Direction,
    contact_id: UUID,
    until: date | None,
    limit: int,
    cursor: str | None,
) -> Any:
    asked = await span(work, None, until, None)
    report, page = await aged.of_contact(work, direction, contact_id, asked, limit=limit, cursor=cursor)
    return answer(request, report, **page.meta)


@router.get("/tags", response_model=Answer[TagReport], responses=SHOWN)
async def report_tags(request: Request, work: Reads, days: Days, wanted: AsWanted) -> Any:
    """Income, costs and result of each tag. Without a first day: since the fiscal year began."""
    report = await tags.tag_report(work, await span(work, days.since, days.until, days.compare))
    return await as_asked(request, work, wanted, report, service.tags(report, work.language))
