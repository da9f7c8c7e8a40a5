from typing import Annotated, Any

from fastapi import Path, Query, Request, Response

from app.core.answers import Answer, answer
from app.core.errors import problem_responses
from app.core.routes import Router
from app.core.versions import SeenVersion, tag
from app.core.work import Work
from app.modules.identity.access import may
from app.modules.identity.permissions import Permission
from app.modules.invoicing import series
from app.modules.invoicing.errors import NumberSeriesBegun, SeriesOfAnotherKind
from app.modules.invoicing.schemas.numbers import NumberSeriesChoose, NumberSeriesRead, SaleKind, Year

router = Router(tags=["invoicing"], prefix="/number-series")


@router.get("", response_model=Answer[list[NumberSeriesRead]])
async def list_number_series(
    request: Request,
    work: Annotated[Work, may(Permission.INVOICES_READ)],
    year: Annotated[
        Year | None, Query(description="a fiscal year, by the year in which it ends; else the running one")
    ] = None,
) -> dict[str, Any]:
    """Where invoices, credit notes and quotes take their numbers from, and what the next one will be called.

    An invoice has a number of the fiscal year of its own day: one of December that is issued in January, of the year
    before.
    """
    return answer(request, await series.every(work, year))


@router.patch(
    "/{kind}",
    response_model=Answer[NumberSeriesRead],
    responses=problem_responses(NumberSeriesBegun, SeriesOfAnotherKind),
)
async def choose_number_series(
    kind: Annotated[SaleKind, Path(description="of which papers")],
    asked: NumberSeriesChoose,
    request: Request,
    response: Response,
    seen: SeenVersion,
    work: Annotated[Work, may(Permission.COMPANY_REVISE)],
) -> dict[str, Any]:
    """Another series from now on, and where it begins in a fiscal year.

    Once it gave out a number of that year, the next follows without a gap.
    """
    chosen = await series.choose(work, kind, asked, seen)
    tag(response, chosen.version)
    return answer(request, chosen)
