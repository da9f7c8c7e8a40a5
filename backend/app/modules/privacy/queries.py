from collections.abc import Sequence
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import Select, and_, false, or_, select

from app.core.listing import Filter, Listing, Sort
from app.core.work import Work
from app.modules.identity.access import allowed
from app.modules.identity.permissions import Permission
from app.modules.privacy.errors import ExportGone, ExportNotFound, ExportNotReady
from app.modules.privacy.models import COMPANY, EXPIRED, LIST, MAKING, PERSON, READY, Export
from app.modules.privacy.schemas import ExportRead

EXPORTS = Listing(
    "exports",
    sorts={"created_at": Sort(Export.created_at, datetime.fromisoformat)},
    default="-created_at",
    key=Export.id,
    dated=Export.created_at,
    filters={"kind": Filter(Export.kind, Literal["person", "company", "list"])},
)


async def mine(work: Work) -> Select[Any]:
    """The exports that whoever asks may take: those about themselves, lists of theirs that they may still see, and the
    company's if they may export it.
    """
    may = await allowed(work)
    mine = Export.requested_by == work.actor_id
    about_me = and_(Export.kind == PERSON, mine) if work.origin.api_key_id is None else false()
    my_lists = and_(Export.kind == LIST, mine, Export.permission.in_(sorted(may)))
    of_the_company = Export.kind == COMPANY if Permission.COMPANY_EXPORT in may else false()
    return select(Export).where(or_(about_me, my_lists, of_the_company))


async def get(work: Work, export_id: UUID) -> Export:
    """Raises ExportNotFound."""
    found: Export | None = await work.session.scalar((await mine(work)).where(Export.id == export_id))
    if found is None:
        raise ExportNotFound
    return found


async def get_ready(work: Work, export_id: UUID) -> Export:
    """One that can be downloaded now. Raises ExportNotFound, ExportNotReady, ExportGone."""
    export = await get(work, export_id)
    if export.status == MAKING:
        raise ExportNotReady
    if _status(export, work.now) != READY:
        raise ExportGone
    return export


async def shown(work: Work, exports: Sequence[Export]) -> list[ExportRead]:
    return [
        ExportRead.model_validate(each, from_attributes=True).model_copy(update={"status": _status(each, work.now)})
        for each in exports
    ]


def _status(export: Export, now: datetime) -> str:
    """One whose time is over is gone, even if its pieces are only removed tonight."""
    over = export.status == READY and export.expires_at is not None and export.expires_at <= now
    return EXPIRED if over else export.status
