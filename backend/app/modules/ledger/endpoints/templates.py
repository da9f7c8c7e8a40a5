from typing import Annotated, Any
from uuid import UUID

from fastapi import Path, Request, Response

from app.core.answers import Answer, Page, answer
from app.core.errors import problem_responses
from app.core.listing import LISTED, Asked, listed
from app.core.routes import Router
from app.core.versions import SeenVersion, tag
from app.core.work import Work
from app.modules.identity.access import may
from app.modules.identity.permissions import Permission
from app.modules.ledger import templates
from app.modules.ledger.errors import PostingsRefused, TemplateNameTaken, TemplateNotFound
from app.modules.ledger.schemas.manual import EntryTemplateDraft, EntryTemplateRead, EntryTemplateRevise

router = Router(prefix="/ledger/templates", tags=["ledger"])
Reads = Annotated[Work, may(Permission.LEDGER_READ)]
Posts = Annotated[Work, may(Permission.LEDGER_POST)]
TemplateId = Annotated[UUID, Path(description="the template, as the list named it")]


@router.get("", response_model=Page[EntryTemplateRead], responses=LISTED)
async def list_entry_templates(
    request: Request, work: Reads, asked: Annotated[Asked, templates.TEMPLATES.asked()]
) -> Any:
    """Postings to begin a manual entry with."""
    return await listed(request, work, templates.TEMPLATES, asked, templates.every_template(), EntryTemplateRead)


@router.post(
    "",
    status_code=201,
    response_model=Answer[EntryTemplateRead],
    responses=problem_responses(PostingsRefused, TemplateNameTaken),
)
async def make_entry_template(
    draft: EntryTemplateDraft, request: Request, response: Response, work: Posts
) -> dict[str, Any]:
    made = await templates.make(work, draft)
    tag(response, made.version)
    return answer(request, EntryTemplateRead.model_validate(made))


@router.get("/{template_id}", response_model=Answer[EntryTemplateRead], responses=problem_responses(TemplateNotFound))
async def get_entry_template(
    template_id: TemplateId, request: Request, response: Response, work: Reads
) -> dict[str, Any]:
    found = await templates.template(work, template_id)
    tag(response, found.version)
    return answer(request, EntryTemplateRead.model_validate(found))


@router.patch(
    "/{template_id}",
    response_model=Answer[EntryTemplateRead],
    responses=problem_responses(TemplateNotFound, PostingsRefused, TemplateNameTaken),
)
async def revise_entry_template(
    template_id: TemplateId,
    change: EntryTemplateRevise,
    request: Request,
    response: Response,
    seen: SeenVersion,
    work: Posts,
) -> dict[str, Any]:
    """Change what a manual entry begins with; entries that were made with it stay."""
    found = await templates.revise(work, template_id, change, seen)
    tag(response, found.version)
    return answer(request, EntryTemplateRead.model_validate(found))


@router.delete("/{template_id}", status_code=204, responses=problem_responses(TemplateNotFound))
async def remove_entry_template(template_id: TemplateId, seen: SeenVersion, work: Posts) -> None:
    """Remove it; entries that were made with it stay."""
    await templates.remove(work, template_id, seen)
