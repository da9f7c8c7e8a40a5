"""Bringing a file in, and saying what it leaves open: of which account it is, what its columns are."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol
from uuid import UUID

from sqlalchemy import delete, insert, select, update

from accounting.statements import StatementUnreadable, reason_json
from app.core.versions import unless_stale
from app.core.work import Work
from app.modules.banking import duplicates, gaps, mappings, queries
from app.modules.banking.errors import ImportNotStaged, TableExpected
from app.modules.banking.models import BankAccount, BankLine, BankStatement, ColumnMapping, StatementImport
from app.modules.banking.schemas.statements import MapColumns
from app.modules.banking.staging import LINE, Batch, KnownAccount
from app.modules.identity import companies

READING, NEEDS_MAPPING, STAGED, FAILED, DISCARDED = "reading", "needs_mapping", "staged", "failed", "discarded"
GONE = (FAILED, DISCARDED, "reverted")
KEEP = (
    f"insert into accounting.bank_lines (import_id, {', '.join(LINE)})"  # noqa: S608  (names of ours)
    f" select $1, {', '.join(name if name != 'details' else 'details::jsonb' for name in LINE)}"
    f" from unnest({', '.join(f'${place}::{kind}[]' for place, kind in enumerate(LINE.values(), 2))})"
    f" as lines ({', '.join(LINE)})"
)
"""Thousands of lines in one statement."""


class Stored(Protocol):
    """A file whose bytes are in storage, under the id that its import will have."""

    @property
    def id(self) -> UUID: ...
    @property
    def filename(self) -> str: ...
    @property
    def size_bytes(self) -> int: ...
    @property
    def sha256(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Asked:
    """What a job needs to read a file."""

    key: str
    mapping: dict[str, Any] | None
    accounts: list[KnownAccount]
    given: KnownAccount | None
    currency: str
    size: int
    today: date


async def known(work: Work, sha256: str) -> StatementImport | None:
    """The import of this very file, unless it came to nothing."""
    query = select(StatementImport).where(StatementImport.sha256 == sha256, StatementImport.status.not_in(GONE))
    found: StatementImport | None = await work.session.scalar(query)
    return found


async def bring(
    work: Work, stored: Stored, bank_account_id: UUID | None, mapping_id: UUID | None
) -> tuple[StatementImport, bool]:
    """The import of a file, and whether it is new; a job reads it.

    Raises BankAccountNotFound, MappingNotFound, StatementFileKnown.
    """
    if bank_account_id is not None:
        await queries.bank_account(work, bank_account_id)
    mapping = (await queries.column_mapping(work, mapping_id)).mapping if mapping_id else None
    await queries.hold(work)
    if (before := await known(work, stored.sha256)) is not None:
        return before, False
    made = StatementImport(
        id=stored.id,
        filename=stored.filename,
        size_bytes=stored.size_bytes,
        sha256=stored.sha256,
        given_account_id=bank_account_id,
        mapping=mapping,
        uploaded_by=work.actor_id,
    )
    work.session.add(made)
    await work.session.flush()
    await _read_later(work, made)
    await work.session.refresh(made)
    return made, True


async def _read_later(work: Work, found: StatementImport) -> None:
    found.status, found.problem = READING, None
    found.line_count = found.new_count = found.duplicate_count = found.alike_count = found.pending_count = 0
    found.job_id = await work.enqueue("banking.import", total=found.size_bytes, import_id=found.id)
    await work.session.flush()


async def choose_account(work: Work, import_id: UUID, bank_account_id: UUID, seen: int | None) -> StatementImport:
    """Of which account it is; it is read again. Raises ImportNotFound, ImportNotStaged, BankAccountNotFound."""
    found = await waiting(work, import_id, seen)
    await queries.bank_account(work, bank_account_id)
    found.given_account_id = bank_account_id
    await _read_later(work, found)
    return found


async def map_columns(
    work: Work, import_id: UUID, asked: MapColumns, headers: list[str], seen: int | None
) -> StatementImport:
    """What its columns are, remembered under a name if there is one; it is read again.

    Raises ImportNotFound, ImportNotStaged, TableExpected, MappingInvalid, MappingNameTaken, ChangedMeanwhile.
    """
    found = await waiting(work, import_id, seen)
    if found.status == STAGED and found.format != "table":
        raise TableExpected(f"this is {found.format}")
    found.mapping = mappings.checked(asked.mapping)
    if asked.name is not None:
        await mappings.remember(work, asked.name, headers, asked.mapping)
    await _read_later(work, found)
    return found


async def waiting(work: Work, import_id: UUID, seen: int | None) -> StatementImport:
    """An import that somebody can still decide about. Raises ImportNotFound, ImportNotStaged, ChangedMeanwhile."""
    found = await queries.statement_import(work, import_id, lock=True)
    if found.status not in (STAGED, NEEDS_MAPPING):
        raise ImportNotStaged(f"it is {found.status.replace('_', ' ')}")
    unless_stale(found, seen)
    return found


async def begin(work: Work, import_id: UUID) -> Asked | None:
    """What is to be read, from its beginning; None when nobody waits for it any more."""
    found = await queries.statement_import(work, import_id, lock=True)
    if found.status != READING:
        return None
    await forget_lines(work, import_id)
    rows = await work.session.scalars(select(BankAccount))
    accounts = {each.id: KnownAccount(each.id, each.number, each.currency) for each in rows}
    return Asked(
        key=found.key,
        mapping=found.mapping,
        accounts=list(accounts.values()),
        given=accounts.get(found.given_account_id) if found.given_account_id else None,
        currency=(await companies.read(work)).currency,
        size=found.size_bytes,
        today=work.today,
    )


async def remembered(work: Work, headers: list[str]) -> ColumnMapping | None:
    return await mappings.remembered(work, headers)


async def keep(work: Work, import_id: UUID, batch: Batch) -> None:
    """Staged rows: nothing of them counts before the import is confirmed."""
    if batch.begun:
        await work.session.execute(insert(BankStatement), batch.begun)
    if batch.lines:
        columns = [list(values) for values in zip(*batch.lines, strict=True)]
        await (await work.session.connection()).exec_driver_sql(KEEP, (import_id, *columns))
    for each in batch.ended:
        facts = dict(each)
        await work.session.execute(update(BankStatement).where(BankStatement.id == facts.pop("it")).values(**facts))


@dataclass(frozen=True, slots=True)
class Beside:
    """What a file holds that is no line: movements that are not booked yet, and rows that add up the others."""

    pending: int
    left_out: list[dict[str, Any]]


async def staged(
    work: Work, import_id: UUID, format: str | None, beside: Beside, mapping: Mapping[str, Any] | None
) -> None:
    """The whole file was read: what of it is new?"""
    found = await queries.statement_import(work, import_id, lock=True)
    if found.status != READING:
        return
    found.status, found.format = STAGED, format
    found.pending_count, found.left_out = beside.pending, beside.left_out
    found.mapping = dict(mapping) if mapping else None
    found.version += 1
    await duplicates.mark(work, found)
    await gaps.follow(work, import_id)
    await work.record(
        "statement.staged", import_id=import_id, found=found.line_count, new_lines=found.new_count,
        duplicates=found.duplicate_count,
    )  # fmt: skip


async def unreadable(work: Work, import_id: UUID, error: StatementUnreadable, *, needs_mapping: bool) -> None:
    """Nothing of the file is kept but why."""
    problem: dict[str, Any] = {"code": error.code(), "message": error.reason, "line": error.line}
    if error.because:
        problem["because"] = reason_json(error.because)
    await ended(work, import_id, NEEDS_MAPPING if needs_mapping else FAILED, problem)


async def ended(work: Work, import_id: UUID, status: str, problem: dict[str, Any]) -> None:
    """Reading came to an end without lines."""
    found = await queries.statement_import(work, import_id, lock=True)
    if found.status != READING:
        return
    await forget_lines(work, import_id)
    found.status, found.problem = status, problem
    found.line_count = found.new_count = found.duplicate_count = found.alike_count = found.pending_count = 0
    found.version += 1
    await work.record("statement.failed", import_id=import_id, problem=problem["code"])


async def forget_lines(work: Work, import_id: UUID) -> None:
    """What was staged goes; the database lets nothing go that was imported."""
    await work.session.execute(delete(BankLine).where(BankLine.import_id == import_id))
    await work.session.execute(delete(BankStatement).where(BankStatement.import_id == import_id))
