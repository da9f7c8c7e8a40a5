"""One row of a company by its id, or the error that says that there is none."""

from typing import TypeVar
from uuid import UUID

from sqlalchemy import ColumnElement, select

from accounting.errors import NotFound
from app.core.models import TenantOwned
from app.core.work import Work

Row = TypeVar("Row", bound=TenantOwned)


async def one(
    work: Work, of: type[Row], row_id: UUID, missing: type[NotFound], *more: ColumnElement[bool], lock: bool = False
) -> Row:
    """Locked, it is ours until the transaction ends, and as it is now. Raises `missing`; also unless `more` holds."""
    query = select(of).where(of.id == row_id, *more)
    if lock:
        query = query.with_for_update(of=of).execution_options(populate_existing=True)
    found: Row | None = await work.session.scalar(query)
    if found is None:
        raise missing
    return found
