from typing import Annotated, Any

from fastapi import Request

from app.core.answers import Answer, answer
from app.core.routes import Router
from app.core.work import Work
from app.modules.identity.access import may
from app.modules.identity.permissions import Permission
from app.modules.insights import queries
from app.modules.insights.schemas import Dashboard

router = Router(prefix="/insights", tags=["insights"])


@router.get("/dashboard", response_model=Answer[Dashboard])
async def get_dashboard(
    request: Request, work: Annotated[Work, may(Permission.INSIGHTS_READ, asking=True)]
) -> dict[str, Any]:
    """The company at a glance: cash, what is owed both ways and is late, VAT, the result, and what needs you.

    In the company's currency, from balances that the database keeps: they equal the books to the cent.
    """
    return answer(request, await queries.dashboard(work))
