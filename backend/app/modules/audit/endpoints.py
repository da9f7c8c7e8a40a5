from typing import Annotated, Any

from fastapi import Path, Request

from app.core.answers import Answer, Page, answer
from app.core.errors import TooManyRequests, problem_responses
from app.core.idempotency import sent_again
from app.core.limits import limit
from app.core.listing import LISTED, Asked, listed
from app.core.routes import Router
from app.core.storage import StorageUnavailable
from app.core.work import Work
from app.modules.audit import queries, service
from app.modules.audit.errors import AuditEventNotFound
from app.modules.audit.schemas import AuditEventRead, RetentionRead, Verification, Verify
from app.modules.identity.access import Caller, may, may_call
from app.modules.identity.permissions import Permission

router = Router(prefix="/audit", tags=["audit"])
Reads = Annotated[Work, may(Permission.AUDIT_READ)]
Sequence = Annotated[int, Path(ge=1, lt=2**63, description="its place in the chain")]
CHECKS_PER_MINUTE = 10


@router.get("/events", response_model=Page[AuditEventRead], responses=LISTED)
async def list_audit_events(request: Request, work: Reads, asked: Annotated[Asked, queries.LISTING.asked()]) -> Any:
    """Everything that happened in this company, latest first: who, what, from where, before and after.

    `recorded_at` is UTC; `from` and `to` are days in Brussels time. `sequence` counts from 1 without gaps, so a reader
    that noted the last one it saw misses nothing.
    """
    shape = queries.shape_for(asked)
    return await listed(request, work, queries.LISTING, asked, queries.events(), shape.schema, shape=shape.of)


@router.get(
    "/events/{sequence}", response_model=Answer[AuditEventRead], responses=problem_responses(AuditEventNotFound)
)
async def get_audit_event(sequence: Sequence, request: Request, work: Reads) -> dict[str, Any]:
    """One event: who did what, from where, and what stood there before and after. It never changes."""
    return answer(request, await queries.get(work, sequence))


@router.post(
    "/verify",
    response_model=Answer[Verification],
    responses=problem_responses(TooManyRequests, StorageUnavailable),
    openapi_extra=sent_again("checks again, which is an event more and changes nothing of what is checked."),
)
async def verify_audit_log(
    request: Request, caller: Annotated[Caller, may_call(Permission.AUDIT_VERIFY)], asked: Verify | None = None
) -> dict[str, Any]:
    """Prove the whole log: *integrity* (what is there is what was written) and *completeness* (nothing is missing).

    Every hash is computed again and held against signed checkpoints. A sound log gets a new checkpoint.
    """
    await limit(f"audit.verify:{caller.tenant_id}", CHECKS_PER_MINUTE)
    found = await service.verify(caller.tenant_id, caller.begin, known=asked.known if asked else None)
    return answer(request, found)


@router.get("/retention", response_model=Answer[list[RetentionRead]])
async def list_retention(request: Request, work: Reads) -> dict[str, Any]:
    """How long each class of documents must be kept, by which law, and when the term of this company's oldest ends.

    Terms are calendar years that begin on 1 January after the document's. What never reached the books is removed by
    itself on `removed_on`; what did stays, however old: nothing in the books can be removed.
    """
    return answer(request, await queries.kept(work))
