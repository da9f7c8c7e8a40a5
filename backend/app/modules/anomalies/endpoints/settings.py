"""Which controls are on, with which limits; what others would do; and the leading digits of amounts."""

from typing import Annotated, Any

from fastapi import Query, Request, Response

from accounting.anomalies import LimitRefused
from app.core.answers import Answer, answer
from app.core.days import Day
from app.core.errors import problem_responses
from app.core.listing import PeriodBackwards
from app.core.routes import Router
from app.core.versions import SeenVersion, tag
from app.core.work import Work
from app.modules.anomalies import service
from app.modules.anomalies.errors import BooksTooLarge
from app.modules.anomalies.schemas.findings import Book
from app.modules.anomalies.schemas.judging import (
    AnomalySettingsRead,
    AnomalySettingsWrite,
    BenfordRead,
    DigitsAsked,
    PreviewRead,
)
from app.modules.identity.access import may
from app.modules.identity.permissions import Permission

router = Router(prefix="/anomalies", tags=["anomalies"])
Reads = Annotated[Work, may(Permission.ANOMALIES_READ)]
Decides = Annotated[Work, may(Permission.ANOMALIES_DECIDE)]


def _tagged(request: Request, response: Response, found: AnomalySettingsRead) -> dict[str, Any]:
    tag(response, found.version)
    return answer(request, found)


@router.get("/settings", response_model=Answer[AnomalySettingsRead])
async def get_anomaly_settings(request: Request, response: Response, work: Reads) -> dict[str, Any]:
    """Every control, whether it is on, and its limits beside ours."""
    return _tagged(request, response, await service.settings(work))


@router.put("/settings", response_model=Answer[AnomalySettingsRead], responses=problem_responses(LimitRefused))
async def set_anomaly_settings(
    request: Request, response: Response, asked: AnomalySettingsWrite, seen: SeenVersion, work: Decides
) -> dict[str, Any]:
    """Switch controls off and change limits: all of it anew. What stands out follows with the next run."""
    return _tagged(request, response, await service.revise(work, asked, seen))


@router.post(
    "/settings/preview",
    response_model=Answer[PreviewRead],
    responses=problem_responses(LimitRefused, BooksTooLarge),
)
async def preview_anomaly_settings(request: Request, asked: AnomalySettingsWrite, work: Decides) -> dict[str, Any]:
    """What these settings would have found in the last twelve months, beside those of now; nothing is written."""
    from app.modules.anomalies import previewing

    return answer(request, await previewing.preview(work, asked))


@router.get("/benford", response_model=Answer[BenfordRead], responses=problem_responses(PeriodBackwards))
async def get_benford_figures(
    request: Request,
    work: Reads,
    of: Annotated[Book, Query(description="amounts of which book; of postings, all that are booked")] = "postings",
    digits: Annotated[DigitsAsked, Query(description="the first digit, the second, or the first two")] = "first",
    since: Annotated[Day | None, Query(alias="from", description="first day, inclusive")] = None,
    until: Annotated[Day | None, Query(alias="to", description="last day, inclusive")] = None,
    account: Annotated[
        str | None,
        Query(pattern="^[0-9A-Za-z]{1,20}$", description="only accounts whose code begins so, such as 61"),
    ] = None,
) -> dict[str, Any]:
    """Leading digits beside Benford's law, with chi-square, Kolmogorov-Smirnov, z, and the mean absolute deviation."""
    from app.modules.anomalies import figures

    return answer(request, await figures.benford(work, of, digits, since, until, account))
