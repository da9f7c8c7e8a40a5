from typing import Annotated, Any
from uuid import UUID

from fastapi import Path, Request, Response

from accounting.journal import EntryEmpty, EntryUnbalanced
from app.core.answers import Answer, Page, answer
from app.core.errors import problem_responses
from app.core.listing import LISTED, Asked, listed
from app.core.routes import Router
from app.core.versions import SeenVersion, tag
from app.core.work import Work
from app.modules.identity.access import may
from app.modules.identity.permissions import Permission
from app.modules.ledger import queries, recurring
from app.modules.ledger.errors import (
    PostingsRefused,
    RecurringEntryNotFound,
    RhythmBeginsTooEarly,
    RhythmEndsBeforeItStarts,
)
from app.modules.ledger.schemas.manual import (
    RecurringEntryDraft,
    RecurringEntryRead,
    RecurringEntryRevise,
    RecurringRun,
)

router = Router(prefix="/ledger/recurring-entries", tags=["ledger"])
Reads = Annotated[Work, may(Permission.LEDGER_READ)]
Posts = Annotated[Work, may(Permission.LEDGER_POST)]
RecurringId = Annotated[UUID, Path(description="the recurring entry, as the list named it")]
REFUSED = (PostingsRefused, EntryUnbalanced, EntryEmpty, RhythmEndsBeforeItStarts, RhythmBeginsTooEarly)


@router.get("", response_model=Page[RecurringEntryRead], responses=LISTED)
async def list_recurring_entries(
    request: Request, work: Reads, asked: Annotated[Asked, recurring.RECURRING.asked()]
) -> Any:
    """What is booked again and again, when it is due next, and what stood in its way."""
    return await listed(request, work, recurring.RECURRING, asked, recurring.every_recurring(), RecurringEntryRead)


@router.post("", status_code=201, response_model=Answer[RecurringEntryRead], responses=problem_responses(*REFUSED))
async def make_recurring_entry(
    draft: RecurringEntryDraft, request: Request, response: Response, work: Posts
) -> dict[str, Any]:
    """Book something again and again, from a day on. Days of the past two years are made up for the next night."""
    made = await recurring.make(work, draft)
    tag(response, made.version)
    return answer(request, RecurringEntryRead.model_validate(made))


@router.get(
    "/{recurring_id}", response_model=Answer[RecurringEntryRead], responses=problem_responses(RecurringEntryNotFound)
)
async def get_recurring_entry(
    recurring_id: RecurringId, request: Request, response: Response, work: Reads
) -> dict[str, Any]:
    found = await recurring.recurring(work, recurring_id)
    tag(response, found.version)
    return answer(request, RecurringEntryRead.model_validate(found))


@router.patch(
    "/{recurring_id}",
    response_model=Answer[RecurringEntryRead],
    responses=problem_responses(RecurringEntryNotFound, *REFUSED),
)
async def revise_recurring_entry(
    recurring_id: RecurringId,
    change: RecurringEntryRevise,
    request: Request,
    response: Response,
    seen: SeenVersion,
    work: Posts,
) -> dict[str, Any]:
    """Change what is booked from now on, pause it, or take it up again."""
    found = await recurring.revise(work, recurring_id, change, seen)
    tag(response, found.version)
    return answer(request, RecurringEntryRead.model_validate(found))


@router.delete("/{recurring_id}", status_code=204, responses=problem_responses(RecurringEntryNotFound))
async def remove_recurring_entry(recurring_id: RecurringId, seen: SeenVersion, work: Posts) -> None:
    """Book it no more; entries that it made stay."""
    await recurring.remove(work, recurring_id, seen)


@router.post(
    "/{recurring_id}/run", response_model=Answer[RecurringRun], responses=problem_responses(RecurringEntryNotFound)
)
async def run_recurring_entry(recurring_id: RecurringId, request: Request, work: Posts) -> dict[str, Any]:
    """Book now what is due until today, instead of tonight. What stands in the way is said in the answer."""
    found, made = await recurring.run(work, recurring_id)
    entries = [await queries.entry(work, each.id) for each in made]
    return answer(request, RecurringRun(made=entries, recurring_entry=RecurringEntryRead.model_validate(found)))
