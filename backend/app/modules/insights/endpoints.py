from typing import Annotated, Any

from fastapi import Request

from app.core.answers import Answer, answer
from app.core.errors import problem_responses
from app.core.routes import Router
from app.core.work import Work
from app.modules.identity.access import may
from app.modules.identity.permissions import Permission
from app.modules.insights import queries
from app.modules.insights.schemas import Dashboard

router = Router(prefix="/insights", tags=["insights"], responses=problem_responses(401, 403))


@router.get("/dashboard", response_model=Answer[Dashboard])
async def dashboard(request: Request, work: Annotated[Work, may(Permission.INSIGHTS_READ)]) -> dict[str, Any]:
    """The company at a glance: payables, VAT to recover or to pay, costs by month, latest entries, and what needs you.

    Computed from the books each time, in the company's currency.
    """
    return answer(request, await queries.dashboard(work))
