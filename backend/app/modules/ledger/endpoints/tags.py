from typing import Annotated, Any
from uuid import UUID

from fastapi import Path, Request, Response

from app.core.answers import Answer, Page, answer
from app.core.errors import problem_responses
from app.core.listing import LISTED, Asked, listed
from app.core.routes import Router
from app.core.versions import SeenVersion, state_of, tag
from app.core.work import Work
from app.modules.identity.access import may
from app.modules.identity.permissions import Permission
from app.modules.ledger import tags
from app.modules.ledger.errors import (
    PostingNotFound,
    TagKindInUse,
    TagNameTaken,
    TagNotFound,
    TagRepeated,
    TagsShareTooMuch,
    TagUnknown,
    YearClosed,
)
from app.modules.ledger.schemas import TagOnPosting
from app.modules.ledger.schemas.rates import PutTags, TagDraft, TagRead, TagRevise

router = Router(prefix="/ledger", tags=["ledger"])
Reads = Annotated[Work, may(Permission.LEDGER_READ)]
Posts = Annotated[Work, may(Permission.LEDGER_POST)]
TagId = Annotated[UUID, Path(description="the tag, as the list named it")]


@router.get("/tags", response_model=Page[TagRead], responses=LISTED)
async def list_tags(request: Request, work: Reads, asked: Annotated[Asked, tags.TAGS.asked()]) -> Any:
    """Analytic tags: projects, departments, cars."""
    return await listed(request, work, tags.TAGS, asked, tags.every_tag(), TagRead)


@router.post("/tags", status_code=201, response_model=Answer[TagRead], responses=problem_responses(TagNameTaken))
async def make_tag(draft: TagDraft, request: Request, response: Response, work: Posts) -> dict[str, Any]:
    made = await tags.make(work, draft)
    tag(response, made.version)
    return answer(request, TagRead.model_validate(made))


@router.get("/tags/{tag_id}", response_model=Answer[TagRead], responses=problem_responses(TagNotFound))
async def get_tag(tag_id: TagId, request: Request, response: Response, work: Reads) -> dict[str, Any]:
    found = await tags.tag(work, tag_id)
    tag(response, found.version)
    return answer(request, TagRead.model_validate(found))


@router.patch(
    "/tags/{tag_id}",
    response_model=Answer[TagRead],
    responses=problem_responses(TagNotFound, TagNameTaken, TagKindInUse),
)
async def revise_tag(
    tag_id: TagId, change: TagRevise, request: Request, response: Response, seen: SeenVersion, work: Posts
) -> dict[str, Any]:
    """Rename a tag, or put it away: what has it keeps it."""
    found = await tags.revise(work, tag_id, change, seen)
    tag(response, found.version)
    return answer(request, TagRead.model_validate(found))


@router.put(
    "/postings/{posting_id}/tags",
    response_model=Answer[list[TagOnPosting]],
    responses=problem_responses(PostingNotFound, YearClosed, TagUnknown, TagRepeated, TagsShareTooMuch),
)
async def tag_posting(
    posting_id: Annotated[UUID, Path(description="the posting, as its entry named it")],
    asked: PutTags,
    request: Request,
    response: Response,
    seen: SeenVersion,
    work: Posts,
) -> dict[str, Any]:
    """These tags and no others on a posting. The entry itself stays as it is; `If-Match` and `ETag` are the entry's."""
    found, entry = await tags.put(work, posting_id, asked.tags, seen)
    tag(response, state_of(entry))
    return answer(request, found)
