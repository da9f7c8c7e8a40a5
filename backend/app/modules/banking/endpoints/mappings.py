"""Column mappings: remembered, changed, shared."""

from collections.abc import Sequence
from typing import Annotated, Any
from uuid import UUID

from fastapi import Request, Response

from app.core.answers import Answer, Page, answer
from app.core.errors import problem_responses
from app.core.listing import LISTED, Asked, listed
from app.core.routes import Router
from app.core.versions import SeenVersion, tag
from app.core.work import Work
from app.modules.banking import mappings, queries
from app.modules.banking.errors import MappingInvalid, MappingNameTaken, MappingNotFound
from app.modules.banking.models import ColumnMapping
from app.modules.banking.schemas.statements import MappingMake, MappingRead, MappingRevise
from app.modules.identity.access import may
from app.modules.identity.permissions import Permission

router = Router(prefix="/banking/mappings", tags=["banking"])
Reads = Annotated[Work, may(Permission.BANKING_READ)]
Imports = Annotated[Work, may(Permission.BANKING_IMPORT)]


def read(mapping: ColumnMapping) -> MappingRead:
    return MappingRead(
        id=mapping.id,
        name=mapping.name,
        headers=mapping.headers,
        mapping=mappings.columns_of(mapping.mapping),
        created_at=mapping.created_at,
        version=mapping.version,
    )


def shown(request: Request, response: Response, mapping: ColumnMapping) -> dict[str, Any]:
    tag(response, mapping.version)
    return answer(request, read(mapping))


async def read_all(work: Work, found: Sequence[ColumnMapping]) -> list[MappingRead]:
    return [read(each) for each in found]


@router.get("", response_model=Page[MappingRead], responses=LISTED)
async def list_column_mappings(request: Request, work: Reads, asked: Annotated[Asked, queries.MAPPINGS.asked()]) -> Any:
    """Mappings that are remembered, by name."""
    return await listed(request, work, queries.MAPPINGS, asked, queries.every_mapping(), MappingRead, shape=read_all)


@router.post(
    "",
    status_code=201,
    response_model=Answer[MappingRead],
    responses=problem_responses(MappingInvalid, MappingNameTaken),
)
async def make_column_mapping(
    request: Request, response: Response, asked: MappingMake, work: Imports
) -> dict[str, Any]:
    """Take over a mapping that somebody shared, or write one down."""
    return shown(request, response, await mappings.make(work, asked))


@router.get("/{mapping_id}", response_model=Answer[MappingRead], responses=problem_responses(MappingNotFound))
async def get_column_mapping(mapping_id: UUID, request: Request, response: Response, work: Reads) -> dict[str, Any]:
    return shown(request, response, await queries.column_mapping(work, mapping_id))


@router.patch(
    "/{mapping_id}",
    response_model=Answer[MappingRead],
    responses=problem_responses(MappingNotFound, MappingInvalid, MappingNameTaken),
)
async def revise_column_mapping(
    mapping_id: UUID, request: Request, response: Response, change: MappingRevise, seen: SeenVersion, work: Imports
) -> dict[str, Any]:
    """Change its name, or what the columns are."""
    return shown(request, response, await mappings.revise(work, mapping_id, change, seen))


@router.delete("/{mapping_id}", status_code=204, responses=problem_responses(MappingNotFound))
async def remove_column_mapping(mapping_id: UUID, seen: SeenVersion, work: Imports) -> None:
    """Forget a mapping; what was read with it stays."""
    await mappings.remove(work, mapping_id, seen)
