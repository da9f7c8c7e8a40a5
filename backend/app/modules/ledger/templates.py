"""Templates: postings to begin a manual entry with."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select

from app.core.listing import Listing, Sort
from app.core.models import new_id
from app.core.rows import one
from app.core.versions import unless_stale
from app.core.work import Work
from app.modules.ledger.errors import TemplateNotFound
from app.modules.ledger.manual import refuse_unknown
from app.modules.ledger.models import EntryTemplate
from app.modules.ledger.schemas.manual import EntryTemplateDraft, EntryTemplateRevise, stored

TEMPLATES = Listing(
    name="entry-templates",
    sorts={"name": Sort(EntryTemplate.name), "created_at": Sort(EntryTemplate.created_at, datetime.fromisoformat)},
    default="name",
    key=EntryTemplate.id,
    search=(EntryTemplate.name, EntryTemplate.memo),
    searched="in name and memo",
)


def every_template() -> Select[EntryTemplate]:
    return select(EntryTemplate)


async def template(work: Work, template_id: UUID, *, lock: bool = False) -> EntryTemplate:
    """Raises TemplateNotFound."""
    return await one(work, EntryTemplate, template_id, TemplateNotFound, lock=lock)


async def make(work: Work, draft: EntryTemplateDraft) -> EntryTemplate:
    """Raises PostingsRefused, TemplateNameTaken."""
    await refuse_unknown(work, draft.postings)
    made = EntryTemplate(
        id=new_id(), name=draft.name, journal=draft.journal, memo=draft.memo, postings=stored(draft.postings)
    )
    work.session.add(made)
    await work.record("entry_template.made", template_id=made.id, new={"name": made.name})
    await work.session.refresh(made)
    return made


async def revise(work: Work, template_id: UUID, change: EntryTemplateRevise, seen: int | None) -> EntryTemplate:
    """Raises TemplateNotFound, PostingsRefused, TemplateNameTaken, ChangedMeanwhile."""
    found = await template(work, template_id, lock=True)
    unless_stale(found, seen)
    changes: dict[str, Any] = {
        name: getattr(change, name) for name in change.model_fields_set if getattr(change, name) is not None
    }
    if "postings" in changes:
        await refuse_unknown(work, changes["postings"])
        changes["postings"] = stored(changes["postings"])
    changes = {name: value for name, value in changes.items() if value != getattr(found, name)}
    old = {name: getattr(found, name) for name in changes}
    for name, value in changes.items():
        setattr(found, name, value)
    if changes:
        await work.record("entry_template.revised", template_id=found.id, name=found.name, old=old, new=changes)
    await work.session.flush()
    return found


async def remove(work: Work, template_id: UUID, seen: int | None) -> None:
    """Entries made with it stay. Raises TemplateNotFound, ChangedMeanwhile."""
    found = await template(work, template_id, lock=True)
    unless_stale(found, seen)
    await work.session.delete(found)
    await work.record("entry_template.removed", template_id=found.id, old={"name": found.name})
