"""What the columns of a table are: guessed, said, remembered by its headers, shared."""

from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from accounting.statements import ColumnsUnknown, Proposal, mapping_of
from accounting.statements.mapping import plain, told_apart
from app.core.models import new_id
from app.core.versions import unless_stale
from app.core.work import Work
from app.modules.banking import queries
from app.modules.banking.errors import MappingInvalid, MappingNameTaken
from app.modules.banking.models import ColumnMapping
from app.modules.banking.schemas.statements import Columns, MappingMake, MappingRevise


def columns_of(kept: dict[str, Any]) -> Columns:
    """A mapping as it is kept, without what only we know of it."""
    return Columns(
        **{name: value for name, value in kept.items() if name in Columns.model_fields and value is not None}
    )


def checked(columns: Columns) -> dict[str, Any]:
    """The mapping as it is kept. Raises MappingInvalid."""
    try:
        return mapping_of(columns.model_dump(exclude_none=True)).as_dict()
    except ColumnsUnknown as error:
        raise MappingInvalid(error.reason, field="mapping.columns") from error


def shown(said: dict[str, Any] | None, table: Proposal) -> tuple[dict[str, Any], list[str]]:
    """What was said of such a table, or else the guess; and the headers of which one column is still to be chosen."""
    if said is None:
        return table.mapping.as_dict(), list(table.twice)
    mapping, twice = told_apart(mapping_of(said), table.headers)
    return mapping.as_dict(), list(twice)


def fingerprint(headers: list[str]) -> list[str]:
    """By which a table is known again: its headers, whatever their order, case or accents."""
    return sorted({each for each in map(plain, headers) if each})


async def remembered(work: Work, headers: list[str]) -> ColumnMapping | None:
    """The latest mapping for tables with these headers."""
    if not (wanted := fingerprint(headers)):
        return None
    found: ColumnMapping | None = await work.session.scalar(
        select(ColumnMapping)
        .where(ColumnMapping.headers == wanted)
        .order_by(ColumnMapping.created_at.desc(), ColumnMapping.id.desc())
        .limit(1)
    )
    return found


async def remember(work: Work, name: str, headers: list[str], columns: Columns) -> ColumnMapping:
    """Keep it under this name, in place of what was kept for the same headers under it.

    Raises MappingInvalid, MappingNameTaken.
    """
    known = await work.session.scalar(select(ColumnMapping).where(ColumnMapping.name == name).with_for_update())
    if known is not None and known.headers == fingerprint(headers):
        return await _change(work, known, {"mapping": checked(columns)})
    return await _make(work, name, headers, columns)


async def make(work: Work, asked: MappingMake) -> ColumnMapping:
    """Raises MappingInvalid, MappingNameTaken."""
    return await _make(work, asked.name, asked.headers, asked.mapping)


async def _make(work: Work, name: str, headers: list[str], columns: Columns) -> ColumnMapping:
    """Of headers as they stand in a table, however many and long those are."""
    await _free(work, name)
    made = ColumnMapping(
        id=new_id(),
        name=name,
        headers=fingerprint(headers),
        mapping=checked(columns),
        created_by=work.actor_id,
    )
    work.session.add(made)
    await work.record("column_mapping.made", mapping_id=made.id, new={"name": made.name})
    await work.session.refresh(made)
    return made


async def revise(work: Work, mapping_id: UUID, change: MappingRevise, seen: int | None) -> ColumnMapping:
    """Raises MappingNotFound, MappingInvalid, MappingNameTaken, ChangedMeanwhile."""
    mapping = await queries.column_mapping(work, mapping_id, lock=True)
    unless_stale(mapping, seen)
    changes: dict[str, Any] = {}
    if change.name is not None and change.name != mapping.name:
        if change.name.lower() != mapping.name.lower():
            await _free(work, change.name)
        changes["name"] = change.name
    if change.mapping is not None:
        changes["mapping"] = checked(change.mapping)
    return await _change(work, mapping, changes)


async def _change(work: Work, mapping: ColumnMapping, changes: dict[str, Any]) -> ColumnMapping:
    before = {name: getattr(mapping, name) for name in changes}
    for name, value in changes.items():
        setattr(mapping, name, value)
    await work.record("column_mapping.revised", mapping_id=mapping.id, old=before, new=changes)
    return mapping


async def remove(work: Work, mapping_id: UUID, seen: int | None) -> None:
    """What was read with it stays as it is. Raises MappingNotFound, ChangedMeanwhile."""
    mapping = await queries.column_mapping(work, mapping_id, lock=True)
    unless_stale(mapping, seen)
    await work.session.delete(mapping)
    await work.record("column_mapping.removed", mapping_id=mapping.id, old={"name": mapping.name})


async def _free(work: Work, name: str) -> None:
    if await work.session.scalar(select(ColumnMapping.id).where(func.lower(ColumnMapping.name) == func.lower(name))):
        raise MappingNameTaken(field="name", value=name)
