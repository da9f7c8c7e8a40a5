from datetime import date
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query, Request

from app.core.answers import Answer, Page, answer
from app.core.errors import problem_responses
from app.core.work import Work
from app.modules.identity.access import may
from app.modules.identity.permissions import Permission
from app.modules.ledger import queries, service
from app.modules.ledger.schemas import AccountRead, EntryRead, Journal, Reverse, TrialBalance

router = APIRouter(prefix="/ledger", tags=["ledger"], responses=problem_responses(401, 403, 422))
Reads = Annotated[Work, may(Permission.LEDGER_READ)]
From = Annotated[date | None, Query(alias="from", description="first day, inclusive")]
To = Annotated[date | None, Query(alias="to", description="last day, inclusive")]
Search = Annotated[str | None, Query(max_length=100)]


@router.get("/accounts", response_model=Answer[list[AccountRead]])
async def list_accounts(
    request: Request,
    work: Reads,
    q: Search = None,
    class_: Annotated[
        str | None, Query(alias="class", pattern=r"^\d{1,6}$", description="beginning of the code")
    ] = None,
) -> dict[str, Any]:
    """The chart of accounts, in your language."""
    return answer(request, await queries.accounts(work, q, class_))


@router.get("/entries", response_model=Page[EntryRead])
async def list_entries(
    request: Request,
    work: Reads,
    from_on: From = None,
    to_on: To = None,
    account: Annotated[
        str | None, Query(pattern=r"^\d{1,10}$", description="an account code, or its beginning")
    ] = None,
    journal: Journal | None = None,
    q: Search = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
    cursor: Annotated[str | None, Query(max_length=300)] = None,
) -> dict[str, Any]:
    """The journal, latest first."""
    shown, found = await queries.entries(
        work, from_on=from_on, to_on=to_on, account=account, journal=journal, q=q, limit=limit, cursor=cursor
    )
    return answer(request, shown, **found.meta)


@router.get("/entries/{entry_id}", response_model=Answer[EntryRead], responses=problem_responses(404))
async def get_entry(entry_id: UUID, request: Request, work: Reads) -> dict[str, Any]:
    return answer(request, await queries.entry(work, entry_id))


@router.post(
    "/entries/{entry_id}/reverse",
    status_code=201,
    response_model=Answer[EntryRead],
    responses=problem_responses(404, 409),
)
async def reverse_entry(
    entry_id: UUID, asked: Reverse, request: Request, work: Annotated[Work, may(Permission.LEDGER_REVERSE)]
) -> dict[str, Any]:
    """Undo an entry by its mirror image. What it was made from goes back to review."""
    reversal = await service.reverse(work, entry_id, asked.reason, asked.on)
    return answer(request, await queries.entry(work, reversal.id))


@router.get("/reports/trial-balance", response_model=Answer[TrialBalance])
async def trial_balance(request: Request, work: Reads, from_on: From = None, to_on: To = None) -> dict[str, Any]:
    """Debits and credits per account; the difference is 0.00, always."""
    return answer(request, await queries.trial_balance(work, from_on, to_on))
