from typing import Annotated, Any

from fastapi import APIRouter, Request

from app.core.answers import Answer, answer
from app.core.errors import problem_responses
from app.core.work import Work
from app.modules.identity.access import may
from app.modules.identity.permissions import Permission
from app.modules.insights import queries
from app.modules.insights.schemas import Dashboard

router = APIRouter(prefix="/insights", tags=["insights"], responses=problem_responses(401, 403))


@router.get("/dashboard", response_model=Answer[Dashboard])
async def dashboard(request: Request, work: Annotated[Work, may(Permission.INSIGHTS_READ)]) -> dict[str, Any]:
    """Payables, recoverable VAT, costs by month, and what needs you."""
    return answer(request, await queries.dashboard(work))
