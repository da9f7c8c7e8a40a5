from typing import Annotated, Any
from uuid import UUID

from fastapi import Path, Request, Response

from accounting.journal import EntryEmpty, EntryUnbalanced
from app.core.answers import Answer, Page, answer
from app.core.errors import problem_responses
from app.core.listing import LISTED, Asked, listed
from app.core.routes import Router
from app.core.versions import state_of, tag
from app.core.work import Work
from app.modules.identity.access import may
from app.modules.identity.permissions import Permission
from app.modules.ledger import manual, queries
from app.modules.ledger.errors import (
    ClosingEntryStays,
    EntryAlreadyReversed,
    EntryNotFound,
    EntryTooFarAhead,
    IssuedSaleIsCredited,
    LaterStepFirst,
    PeriodLocked,
    PostingsRefused,
    ReversalBeforeEntry,
    ReversalNotReversible,
    ReversalTooFarAhead,
    YearClosed,
)
from app.modules.ledger.reversing import reverse
from app.modules.ledger.schemas import JOURNAL_LINES, EntryRead, Reverse
from app.modules.ledger.schemas.manual import EntryDraft, EntryOutcome

router = Router(prefix="/ledger/entries", tags=["ledger"])
Reads = Annotated[Work, may(Permission.LEDGER_READ)]
EntryId = Annotated[UUID, Path(description="the entry, as the journal named it")]


@router.get("", response_model=Page[EntryRead], responses=LISTED)
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


@router.post(
    "",
    status_code=201,
    response_model=Answer[EntryOutcome],
    responses={
        200: {"model": Answer[EntryOutcome], "description": "a dry run: nothing was written"},
        **problem_responses(PostingsRefused, EntryUnbalanced, EntryEmpty, EntryTooFarAhead, PeriodLocked, YearClosed),
    },
)
async def make_entry(
    draft: EntryDraft, request: Request, response: Response, work: Annotated[Work, may(Permission.LEDGER_POST)]
) -> dict[str, Any]:
    """Write an entry by hand, in the books' currency or in others.

    With `dry_run` nothing is written, and the answer says what it comes to and what is wrong with it.
    """
    outcome = await manual.make(work, draft)
    if draft.dry_run:
        response.status_code = 200
    return answer(request, outcome)


@router.get("/{entry_id}", response_model=Answer[EntryRead], responses=problem_responses(EntryNotFound))
async def get_entry(entry_id: EntryId, request: Request, response: Response, work: Reads) -> dict[str, Any]:
    """One entry with its postings, what it was made from, and what reversed it.

    `ETag` is for `If-Match` when you tag its postings.
    """
    found = await queries.entry(work, entry_id)
    tag(response, state_of(found))
    return answer(request, found)


@router.post(
    "/{entry_id}/reverse",
    status_code=201,
    response_model=Answer[EntryRead],
    responses=problem_responses(
        EntryNotFound,
        EntryAlreadyReversed,
        ReversalNotReversible,
        ClosingEntryStays,
        LaterStepFirst,
        IssuedSaleIsCredited,
        ReversalBeforeEntry,
        ReversalTooFarAhead,
        PeriodLocked,
        YearClosed,
    ),
)
async def reverse_entry(
    entry_id: EntryId, asked: Reverse, request: Request, work: Annotated[Work, may(Permission.LEDGER_REVERSE)]
) -> dict[str, Any]:
    """Undo an entry by its mirror image, on its own day unless you say otherwise; both stay in the books.

    Where that day is locked, it is the first open day. What it was made from goes back to review.
    """
    reversal = await reverse(work, entry_id, asked.reason, asked.on)
    return answer(request, await queries.entry(work, reversal.id))
