"""Findings: looked at, decided about, and that undone."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import Request, Response

from app.core import bulk
from app.core.answers import Answer, Page, answer
from app.core.bulk import Bulk, BulkResult, each_may_fail
from app.core.errors import problem_responses
from app.core.listing import LISTED, Asked, listed
from app.core.routes import Router
from app.core.versions import ChangedMeanwhile, SeenVersion, tag
from app.core.work import Work
from app.modules.anomalies import deciding, queries, shown
from app.modules.anomalies.errors import FindingGone, FindingNotFound, NothingToUndo, SnoozedIntoThePast, WordsNeeded
from app.modules.anomalies.models import Finding
from app.modules.anomalies.schemas.findings import (
    Accept,
    DecideOne,
    Explain,
    FindingDetail,
    FindingRead,
    Snooze,
    UndoDecision,
)
from app.modules.identity.access import may
from app.modules.identity.permissions import Permission

router = Router(prefix="/anomalies", tags=["anomalies"])
Reads = Annotated[Work, may(Permission.ANOMALIES_READ)]
Decides = Annotated[Work, may(Permission.ANOMALIES_DECIDE)]
DECIDING = (FindingNotFound, FindingGone)


async def _shown(request: Request, response: Response, work: Work, found: Finding) -> dict[str, Any]:
    tag(response, found.version)
    return answer(request, await shown.finding(work, found))


@router.get("/findings", response_model=Page[FindingRead], responses=LISTED)
async def list_findings(request: Request, work: Reads, asked: Annotated[Asked, queries.FINDINGS.asked()]) -> Any:
    """Entries that stand out, the most telling first. `entry` asks for those of up to 50 entries, for a badge."""
    query = queries.every_finding(asked.filters)
    return await listed(request, work, queries.FINDINGS, asked, query, FindingRead, shape=shown.findings)


@router.post(
    "/findings/bulk/decide",
    response_model=Answer[BulkResult],
    responses=each_may_fail(*DECIDING, SnoozedIntoThePast, WordsNeeded, NothingToUndo, ChangedMeanwhile),
)
async def decide_findings(asked: Bulk[DecideOne], request: Request, work: Decides) -> dict[str, Any]:
    """Decide about many findings, or take that back, each for itself; one that cannot be does not stop the others."""
    return answer(request, await bulk.each(work, asked.items, deciding.decide_one))


@router.get(
    "/findings/{finding_id}", response_model=Answer[FindingDetail], responses=problem_responses(FindingNotFound)
)
async def get_finding(finding_id: UUID, request: Request, response: Response, work: Reads) -> dict[str, Any]:
    """One finding with its entry, what it is compared with, and everything that was seen and said of it."""
    found = await queries.finding(work, finding_id)
    tag(response, found.version)
    return answer(request, await shown.detail(work, found))


@router.post(
    "/findings/{finding_id}/accept", response_model=Answer[FindingRead], responses=problem_responses(*DECIDING)
)
async def accept_finding(
    finding_id: UUID, request: Request, response: Response, asked: Accept, seen: SeenVersion, work: Decides
) -> dict[str, Any]:
    """Say that it is right. It does not come back unless its figures change."""
    found = await deciding.decide(work, finding_id, "accepted", note=asked.note, seen=seen)
    return await _shown(request, response, work, found)


@router.post(
    "/findings/{finding_id}/explain", response_model=Answer[FindingRead], responses=problem_responses(*DECIDING)
)
async def explain_finding(
    finding_id: UUID, request: Request, response: Response, asked: Explain, seen: SeenVersion, work: Decides
) -> dict[str, Any]:
    """Say why it is so. It does not come back unless its figures change."""
    found = await deciding.decide(work, finding_id, "explained", note=asked.note, seen=seen)
    return await _shown(request, response, work, found)


@router.post(
    "/findings/{finding_id}/snooze",
    response_model=Answer[FindingRead],
    responses=problem_responses(*DECIDING, SnoozedIntoThePast),
)
async def snooze_finding(
    finding_id: UUID, request: Request, response: Response, asked: Snooze, seen: SeenVersion, work: Decides
) -> dict[str, Any]:
    """Let it rest until a day; it comes back before that only when its figures change."""
    found = await deciding.decide(work, finding_id, "snoozed", note=asked.note, until=asked.until, seen=seen)
    return await _shown(request, response, work, found)


@router.post(
    "/findings/{finding_id}/undo",
    response_model=Answer[FindingRead],
    responses=problem_responses(FindingNotFound, NothingToUndo),
)
async def undo_finding_decision(
    finding_id: UUID, request: Request, response: Response, asked: UndoDecision, seen: SeenVersion, work: Decides
) -> dict[str, Any]:
    """Take back what was decided: it waits for somebody again."""
    return await _shown(request, response, work, await deciding.undo(work, finding_id, asked.note, seen))
