from typing import Annotated, Any
from uuid import UUID

from fastapi import Path, Query, Request

from app.core.answers import Answer, Page, answer
from app.core.days import Day
from app.core.errors import problem_responses
from app.core.listing import LISTED, Asked, Format, as_file_or, listed
from app.core.routes import Router
from app.core.work import Work
from app.modules.identity.access import may
from app.modules.identity.permissions import Permission
from app.modules.ledger import queries, service
from app.modules.ledger.schemas import JOURNAL_LINES, AccountRead, EntryRead, Reverse, TrialBalance, TrialBalanceRow

router = Router(prefix="/ledger", tags=["ledger"], responses=problem_responses(401, 403, 422))
Reads = Annotated[Work, may(Permission.LEDGER_READ)]
From = Annotated[Day | None, Query(alias="from", description="first day, inclusive")]
To = Annotated[Day | None, Query(alias="to", description="last day, inclusive")]
EntryId = Annotated[UUID, Path(description="the entry, as the journal named it")]


@router.get("/accounts", response_model=Answer[list[AccountRead]], responses=LISTED)
async def list_accounts(
    request: Request,
    work: Reads,
    q: Annotated[
        str | None,
        Query(max_length=100, description="a code, a name in any language, or another word for it: 61, loyer, phone"),
    ] = None,
    class_: Annotated[
        str | None, Query(alias="class", pattern=r"^\d{1,6}$", description="beginning of the code")
    ] = None,
    wanted: Format = "json",
) -> Any:
    """The chart of accounts, in your language, by code; what was searched for comes best first.

    Case and accents do not matter: first what begins with the code, then your language's names, then other names and
    words.
    """
    found = await queries.accounts(work, q, class_)
    return await as_file_or(request, wanted, "accounts", AccountRead, found, found)


@router.get("/entries", response_model=Page[EntryRead], responses=LISTED)
async def list_entries(request: Request, work: Reads, asked: Annotated[Asked, queries.ENTRIES.asked()]) -> Any:
    """The journal, latest first. As a file it has a line for every posting."""
    return await listed(
        request,
        work,
        queries.ENTRIES,
        asked,
        queries.every_entry(),
        EntryRead,
        shape=queries.entries_shown,
        lines=JOURNAL_LINES,
    )


@router.get("/entries/{entry_id}", response_model=Answer[EntryRead], responses=problem_responses(404))
async def get_entry(entry_id: EntryId, request: Request, work: Reads) -> dict[str, Any]:
    """One entry with its postings, what it was made from, and what reversed it."""
    return answer(request, await queries.entry(work, entry_id))


@router.post(
    "/entries/{entry_id}/reverse",
    status_code=201,
    response_model=Answer[EntryRead],
    responses=problem_responses(404, 409),
)
async def reverse_entry(
    entry_id: EntryId, asked: Reverse, request: Request, work: Annotated[Work, may(Permission.LEDGER_REVERSE)]
) -> dict[str, Any]:
    """Undo an entry by its mirror image, on its own day unless you say otherwise; both stay in the books.

    What it was made from goes back to review.
    """
    reversal = await service.reverse(work, entry_id, asked.reason, asked.on)
    return answer(request, await queries.entry(work, reversal.id))


@router.get("/reports/trial-balance", response_model=Answer[TrialBalance], responses=LISTED)
async def trial_balance(
    request: Request, work: Reads, from_on: From = None, to_on: To = None, wanted: Format = "json"
) -> Any:
    """Debits and credits per account; the difference is 0.00, always."""
    found = await queries.trial_balance(work, from_on, to_on)
    return await as_file_or(request, wanted, "trial-balance", TrialBalanceRow, found.rows, found)
