"""Many at once, each for itself: one that fails leaves the others done, and says why."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Any, Generic, Literal, TypeVar
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy.exc import DBAPIError

from accounting.errors import DomainError, NotFound
from app.core.errors import ViolationRead, codes_of, from_constraint
from app.core.versions import ChangedMeanwhile
from app.core.work import Work

MOST_ITEMS = 200
Item = TypeVar("Item", bound=BaseModel)


class Bulk(BaseModel, Generic[Item]):
    """Up to 200 items; each is answered on its own."""

    model_config = ConfigDict(extra="forbid")

    items: list[Item] = Field(min_length=1, max_length=MOST_ITEMS)


class ItemResult(BaseModel):
    """What became of one item; `index` is its place in the request."""

    index: int
    id: UUID | None
    status: Literal["done", "failed"]
    errors: list[ViolationRead] = []


class BulkResult(BaseModel):
    done: int
    failed: int
    results: list[ItemResult]


def each_may_fail(*kinds: type[DomainError]) -> dict[int | str, dict[str, Any]]:
    """What may stand in one item's way, for the API's document: the request as a whole succeeds all the same."""
    codes = {code: sentence for kind in kinds for code, sentence in codes_of(kind).items()}
    listed = "".join(f"\n- `{code}`: {sentence}" for code, sentence in sorted(codes.items()))
    said = "What became of each item; `errors[].code` of one that failed may be:\n"
    return {200: {"description": f"{said}{listed}", "x-item-codes": sorted(codes)}}


async def each(work: Work, items: Sequence[Item], act: Callable[[Work, Item], Awaitable[Any]]) -> BulkResult:
    """`act(work, item)` for every item, in a savepoint of its own. What a failed one recorded is forgotten with it."""
    results: list[ItemResult] = []
    for index, item in enumerate(items):
        item_id = getattr(item, "id", None)
        try:
            async with work.attempt():
                await act(work, item)
        except (DomainError, DBAPIError) as error:
            meant = from_constraint(error) if isinstance(error, DBAPIError) else error
            if not isinstance(meant, DomainError):
                raise
            results.append(ItemResult(index=index, id=item_id, status="failed", errors=_said(meant)))
        else:
            results.append(ItemResult(index=index, id=item_id, status="done"))
    failed = sum(result.status == "failed" for result in results)
    return BulkResult(done=len(results) - failed, failed=failed, results=results)


def _said(error: DomainError) -> list[ViolationRead]:
    """Of an item: its own id is what is not there, its own version what is stale."""
    if isinstance(error, NotFound) and error.field is None:
        error.field = "id"
    if isinstance(error, ChangedMeanwhile):
        error.field = "version"
    return [
        ViolationRead(code=one.code, message=one.message, field=one.field, instead=one.instead)
        for one in error.violations()
    ]
