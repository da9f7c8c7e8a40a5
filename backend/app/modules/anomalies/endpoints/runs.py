"""Runs: begun, looked at, replayed."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import Request, Response

from app.core.answers import Answer, Page, answer
from app.core.errors import problem_responses
from app.core.listing import LISTED, Asked, listed
from app.core.routes import Router
from app.core.work import Work
from app.modules.anomalies import queries, running
from app.modules.anomalies.errors import AnomalyRunNotFound, ControlsChanged, RunNotReplayable
from app.modules.anomalies.models import AnomalyRun
from app.modules.anomalies.schemas.judging import AnomalyRunRead
from app.modules.identity.access import may
from app.modules.identity.permissions import Permission

router = Router(prefix="/anomalies", tags=["anomalies"])
Reads = Annotated[Work, may(Permission.ANOMALIES_READ)]
Decides = Annotated[Work, may(Permission.ANOMALIES_DECIDE)]


def _promised(request: Request, response: Response, run: AnomalyRun) -> dict[str, Any]:
    response.headers["location"] = f"/api/v1/jobs/{run.job_id}"
    return answer(request, AnomalyRunRead.model_validate(run))


@router.get("/runs", response_model=Page[AnomalyRunRead], responses=LISTED)
async def list_anomaly_runs(request: Request, work: Reads, asked: Annotated[Asked, queries.RUNS.asked()]) -> Any:
    """When the books were judged, latest first: every night, after an import, and when somebody asked."""
    return await listed(request, work, queries.RUNS, asked, queries.every_run(), AnomalyRunRead)


@router.post("/runs", status_code=202, response_model=Answer[AnomalyRunRead])
async def start_anomaly_run(request: Request, response: Response, work: Decides) -> dict[str, Any]:
    """Judge all books now; `Location` is the job to follow. While a run waits for its turn it is that one."""
    return _promised(request, response, await running.start(work, "asked"))


@router.get(
    "/runs/{anomaly_run_id}", response_model=Answer[AnomalyRunRead], responses=problem_responses(AnomalyRunNotFound)
)
async def get_anomaly_run(anomaly_run_id: UUID, request: Request, work: Reads) -> dict[str, Any]:
    return answer(request, AnomalyRunRead.model_validate(await queries.run(work, anomaly_run_id)))


@router.post(
    "/runs/{anomaly_run_id}/replay",
    status_code=202,
    response_model=Answer[AnomalyRunRead],
    responses=problem_responses(AnomalyRunNotFound, RunNotReplayable, ControlsChanged),
)
async def replay_anomaly_run(
    anomaly_run_id: UUID, request: Request, response: Response, work: Decides
) -> dict[str, Any]:
    """Judge again what the run judged, with its limits: `replayed_same` says whether it is the same, to the byte."""
    return _promised(request, response, await running.replay(work, anomaly_run_id))
