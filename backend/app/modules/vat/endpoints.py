from typing import Annotated, Any, Literal

from fastapi import Path, Query, Request, Response

from accounting.vat.periods import PeriodUnknown
from app.core.answers import Answer, Page, answer
from app.core.days import Day
from app.core.errors import problem_responses
from app.core.listing import LISTED, Asked, listed
from app.core.routes import Router
from app.core.versions import SeenVersion, tag
from app.core.work import Work
from app.modules.identity.access import may
from app.modules.identity.permissions import Permission
from app.modules.identity.schemas.answered import CompanyRead
from app.modules.ledger.errors import PeriodLocked, YearClosed
from app.modules.vat import explaining, facts, overview, queries, regimes, service
from app.modules.vat.errors import (
    EarlierVatPeriodOpen,
    GridUnknown,
    LaterVatPeriodClosed,
    NotYourVatPeriod,
    NoVatReturn,
    RegimeOfChargedVat,
    RegimeOfClosedPeriod,
    RegimeOfFreeSales,
    VatControlsFail,
    VatCorrectionsApart,
    VatPeriodClosed,
    VatPeriodFiledOtherwise,
    VatPeriodNotClosed,
    VatPeriodNotEnded,
    VatPeriodUnfinished,
)
from app.modules.vat.schemas import (
    Close,
    DeductionRead,
    GridLine,
    Periods,
    Rates,
    Reopen,
    Return,
    SayRegime,
    State,
    TreatmentRead,
)

router = Router(prefix="/vat", tags=["vat"])
Reads = Annotated[Work, may(Permission.VAT_READ)]
Closes = Annotated[Work, may(Permission.VAT_CLOSE)]
PeriodName = Annotated[str, Path(description="a month or a quarter", examples=["2026-Q4"], max_length=10)]
Country = Annotated[Literal["BE", "NL"] | None, Query(description="else the company's")]
On = Annotated[Day | None, Query(description="else today")]


@router.get("/periods", response_model=Answer[Periods])
async def list_vat_periods(
    request: Request,
    work: Reads,
    state: Annotated[list[State] | None, Query(max_length=4, description="in any of these; else all")] = None,
) -> dict[str, Any]:
    """The company's VAT periods with what each comes to, its deadline and whether it is closed."""
    return answer(request, await overview.periods(work, state or ()))


@router.get(
    "/returns/{period}",
    response_model=Answer[Return],
    responses=problem_responses(PeriodUnknown, NoVatReturn, VatPeriodFiledOtherwise),
)
async def get_vat_return(period: PeriodName, request: Request, response: Response, work: Reads) -> dict[str, Any]:
    """A return: its grids, the authority's controls, its deadline; computed from the books until it is closed.

    A quarter of which a month was closed by itself is no return any more, nor is a month of a closed quarter.
    """
    found = await queries.vat_return(work, period)
    tag(response, found.version)
    return answer(request, found)


@router.get(
    "/returns/{period}/grids/{grid}",
    response_model=Page[GridLine],
    responses={**LISTED, **problem_responses(PeriodUnknown, GridUnknown, VatPeriodFiledOtherwise)},
)
async def explain_vat_grid(
    period: PeriodName,
    grid: Annotated[str, Path(max_length=10, examples=["54"])],
    request: Request,
    work: Reads,
    asked: Annotated[Asked, explaining.LINES.asked()],
) -> Any:
    """Every posting that counts in a grid, with its entry, invoice and contact."""
    query, shape = await explaining.lines(work, period, grid)
    return await listed(request, work, explaining.LINES, asked, query, GridLine, shape=shape)


@router.post(
    "/returns/{period}/close",
    response_model=Answer[Return],
    responses=problem_responses(
        PeriodUnknown,
        NoVatReturn,
        VatPeriodClosed,
        VatPeriodFiledOtherwise,
        NotYourVatPeriod,
        EarlierVatPeriodOpen,
        LaterVatPeriodClosed,
        VatPeriodNotEnded,
        VatPeriodUnfinished,
        VatControlsFail,
        VatCorrectionsApart,
        PeriodLocked,
    ),
)
async def close_vat_period(
    period: PeriodName, request: Request, response: Response, asked: Close, work: Closes
) -> dict[str, Any]:
    """Close a period: its figures stay as they are, its VAT moves to the current account, nothing more counts in it.

    Year-end entries without VAT still get in. Where the fiscal year is closed already, its VAT moves on the first day
    after that year, `settles_on`. A period that has not ended, that has drafts, papers or expenses outside
    the books, or whose controls fail, is closed only when you accept that by name; so is a special return with credit
    notes on what was taxed before, which are declared apart.
    """
    await service.close(work, period, asked)
    found = await queries.vat_return(work, period)
    tag(response, found.version)
    return answer(request, found)


@router.post(
    "/returns/{period}/reopen",
    response_model=Answer[Return],
    responses=problem_responses(
        PeriodUnknown, VatPeriodNotClosed, VatPeriodFiledOtherwise, LaterVatPeriodClosed, PeriodLocked, YearClosed
    ),
)
async def reopen_vat_period(
    period: PeriodName, request: Request, response: Response, asked: Reopen, seen: SeenVersion, work: Closes
) -> dict[str, Any]:
    """Open the last closed period again: the entry that closed it is reversed, and its journals take VAT."""
    await service.reopen(work, period, asked.reason, seen)
    found = await queries.vat_return(work, period)
    tag(response, found.version)
    return answer(request, found)


@router.post(
    "/regimes",
    response_model=Answer[CompanyRead],
    responses=problem_responses(RegimeOfClosedPeriod, RegimeOfChargedVat, RegimeOfFreeSales),
)
async def say_vat_regime(
    request: Request, response: Response, asked: SayRegime, work: Annotated[Work, may(Permission.COMPANY_REVISE)]
) -> dict[str, Any]:
    """Say how the company stands towards VAT from a day on: what is dated before it stays as it was, also its return.

    A day of a closed VAT period is refused.
    """
    company = await regimes.say(work, asked)
    tag(response, company.version)
    return answer(request, company)


@router.get("/rates", response_model=Answer[Rates])
async def list_vat_rates(request: Request, work: Reads, country: Country = None, on: On = None) -> dict[str, Any]:
    """The VAT rates of a country on a day, and what the law gives a rate by name."""
    return answer(request, await facts.rates(work, country, on))


@router.get("/treatments", response_model=Answer[list[TreatmentRead]])
async def list_vat_treatments(
    request: Request,
    work: Reads,
    country: Country = None,
    on: On = None,
    language: Annotated[Literal["nl", "fr", "en"] | None, Query(description="of the mention; else yours")] = None,
) -> dict[str, Any]:
    """How VAT can work on a sale or a purchase, with what an invoice must say of it."""
    return answer(request, await facts.treatments(work, country, on, language))


@router.get("/deductions", response_model=Answer[list[DeductionRead]])
async def list_vat_deductions(request: Request, work: Reads, country: Country = None, on: On = None) -> dict[str, Any]:
    """Accounts whose VAT may be deducted in part only, or not at all."""
    return answer(request, await facts.deductions(work, country, on))
