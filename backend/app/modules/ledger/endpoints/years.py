from decimal import Decimal
from typing import Annotated, Any
from uuid import UUID

from fastapi import Path, Query, Request, Response

from accounting.fiscal_years import FiscalYearBackwards, FiscalYearsOverlap, FiscalYearTooLong
from accounting.invoice import TooManyDecimals
from accounting.year_end import AppropriatedTooMuch, Shares
from app.core.amounts import Amount
from app.core.answers import Answer, Page, answer
from app.core.errors import problem_responses
from app.core.listing import LISTED, Asked, listed
from app.core.routes import Router
from app.core.versions import SeenVersion, tag
from app.core.work import Work
from app.modules.identity.access import may
from app.modules.identity.permissions import Permission
from app.modules.ledger import locks, spans, years
from app.modules.ledger.errors import (
    AccountUnknown,
    FiscalYearInUse,
    FiscalYearNotFound,
    LaterYearClosed,
    LockTooFarAhead,
    PeriodLocked,
    YearAlreadyClosed,
    YearClosed,
    YearNotClosed,
    YearNotReady,
)
from app.modules.ledger.schemas import Journal
from app.modules.ledger.schemas.years import (
    BeginFiscalYear,
    CloseYear,
    Closing,
    FiscalYearRead,
    JournalRead,
    LockJournal,
    ReopenYear,
    ReviseFiscalYear,
)

router = Router(prefix="/ledger", tags=["ledger"])
Reads = Annotated[Work, may(Permission.LEDGER_READ)]
Closes = Annotated[Work, may(Permission.LEDGER_CLOSE)]
YearId = Annotated[UUID, Path(description="the fiscal year, as the list named it")]
Share = Annotated[Amount, Query(ge=0)]


@router.get("/journals", response_model=Answer[list[JournalRead]])
async def list_journals(request: Request, work: Reads) -> dict[str, Any]:
    """The four journals, and until when each takes no more entries."""
    return answer(request, await locks.journals(work))


@router.patch("/journals/{journal}", response_model=Answer[JournalRead], responses=problem_responses(LockTooFarAhead))
async def lock_journal(
    journal: Journal,
    change: LockJournal,
    request: Request,
    response: Response,
    seen: SeenVersion,
    work: Annotated[Work, may(Permission.LEDGER_LOCK)],
) -> dict[str, Any]:
    """Lock a journal until a day, or unlock it. The database itself refuses what is dated before."""
    shown = await locks.set_lock(work, journal, change.locked_until, seen)
    tag(response, shown.version)
    return answer(request, shown)


@router.get("/years", response_model=Page[FiscalYearRead], responses=LISTED)
async def list_fiscal_years(request: Request, work: Reads, asked: Annotated[Asked, spans.YEARS.asked()]) -> Any:
    """The company's fiscal years, latest first."""
    return await listed(request, work, spans.YEARS, asked, spans.every_year(), FiscalYearRead, shape=spans.shown)


@router.post(
    "/years",
    status_code=201,
    response_model=Answer[FiscalYearRead],
    responses=problem_responses(FiscalYearBackwards, FiscalYearTooLong, FiscalYearsOverlap, YearClosed),
)
async def begin_fiscal_year(
    asked: BeginFiscalYear, request: Request, response: Response, work: Closes
) -> dict[str, Any]:
    """Begin a fiscal year: twelve months, unless you say otherwise."""
    [shown] = await spans.shown(work, [await spans.begin(work, asked)])
    tag(response, shown.version)
    return answer(request, shown)


@router.patch(
    "/years/{year_id}",
    response_model=Answer[FiscalYearRead],
    responses=problem_responses(
        FiscalYearNotFound, YearAlreadyClosed, YearClosed, FiscalYearBackwards, FiscalYearTooLong, FiscalYearsOverlap
    ),
)
async def revise_fiscal_year(
    year_id: YearId, asked: ReviseFiscalYear, request: Request, response: Response, seen: SeenVersion, work: Closes
) -> dict[str, Any]:
    """Change the days of a year that is open; the years right before and after it follow."""
    [shown] = await spans.shown(work, [await spans.revise(work, year_id, asked, seen)])
    tag(response, shown.version)
    return answer(request, shown)


@router.delete(
    "/years/{year_id}",
    status_code=204,
    responses=problem_responses(FiscalYearNotFound, YearAlreadyClosed, FiscalYearInUse),
)
async def remove_fiscal_year(year_id: YearId, seen: SeenVersion, work: Closes) -> None:
    """Remove a year that is open and holds no entry."""
    await spans.remove(work, year_id, seen)


@router.get(
    "/years/{year_id}/closing",
    response_model=Answer[Closing],
    responses=problem_responses(FiscalYearNotFound, AppropriatedTooMuch, TooManyDecimals),
)
async def preview_closing(
    year_id: YearId,
    request: Request,
    work: Reads,
    legal_reserve: Share = Decimal(0),
    dividends: Share = Decimal(0),
) -> dict[str, Any]:
    """What closing this year would post, and what stands in its way. Nothing is written."""
    return answer(request, await years.closing(work, year_id, Shares(legal_reserve, dividends)))


@router.post(
    "/years/{year_id}/close",
    response_model=Answer[FiscalYearRead],
    responses=problem_responses(
        FiscalYearNotFound,
        YearAlreadyClosed,
        YearNotReady,
        AppropriatedTooMuch,
        TooManyDecimals,
        AccountUnknown,
        PeriodLocked,
    ),
)
async def close_fiscal_year(
    year_id: YearId, asked: CloseYear, request: Request, response: Response, seen: SeenVersion, work: Closes
) -> dict[str, Any]:
    """Appropriate the result and let no more entries in. The next year begins by itself."""
    [shown] = await spans.shown(work, [await years.close(work, year_id, asked, seen)])
    tag(response, shown.version)
    return answer(request, shown)


@router.post(
    "/years/{year_id}/reopen",
    response_model=Answer[FiscalYearRead],
    responses=problem_responses(FiscalYearNotFound, YearNotClosed, LaterYearClosed, PeriodLocked),
)
async def reopen_fiscal_year(
    year_id: YearId, asked: ReopenYear, request: Request, response: Response, seen: SeenVersion, work: Closes
) -> dict[str, Any]:
    """Let entries in again, with a reason; the appropriation of its result is reversed."""
    [shown] = await spans.shown(work, [await years.reopen(work, year_id, asked.reason, seen)])
    tag(response, shown.version)
    return answer(request, shown)
