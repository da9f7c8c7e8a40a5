"""Files of the bank: brought, looked at, imported or discarded, and taken back."""

from dataclasses import dataclass
from typing import Annotated, Any
from uuid import UUID

from fastapi import BackgroundTasks, Depends, File, Form, Request, Response, UploadFile

from accounting.statements import Proposal, StatementUnreadable
from app.core.answers import Answer, Page, answer
from app.core.errors import problem_responses, refuses
from app.core.listing import LISTED, Asked, listed
from app.core.routes import Router, largest
from app.core.storage import ObjectMissing, StorageUnavailable
from app.core.versions import SeenVersion, tag
from app.core.work import Work
from app.modules.banking import confirming, imported, mappings, queries, service, uploads
from app.modules.banking.errors import (
    BankAccountNotFound,
    ImportNotFound,
    ImportNotImported,
    ImportNotReady,
    ImportNotStaged,
    LinesReconciled,
    MappingInvalid,
    MappingNameTaken,
    MappingNotFound,
    StatementFileKnown,
    StatementFileRefused,
    TableBusy,
    TableExpected,
)
from app.modules.banking.models import StatementImport
from app.modules.banking.schemas.statements import (
    ChooseAccount,
    ColumnsGuess,
    ConfirmImport,
    ImportRead,
    ImportSummary,
    MapColumns,
    RevertImport,
)
from app.modules.identity.access import Caller, may, may_call
from app.modules.identity.permissions import Permission

router = Router(prefix="/banking/imports", tags=["banking"])
Reads = Annotated[Work, may(Permission.BANKING_READ)]
Imports = Annotated[Work, may(Permission.BANKING_IMPORT)]


@dataclass(frozen=True, slots=True)
class Received:
    """A file that is in storage already: the outside world comes before the transaction, not into it."""

    stored: uploads.Brought
    is_stored: bool


@refuses(StatementFileRefused, StorageUnavailable)
async def receive(
    file: Annotated[UploadFile, File(description="CODA, CAMT.052/053/054, MT940, OFX, or a table (CSV, XLSX)")],
    caller: Annotated[Caller, may_call(Permission.BANKING_IMPORT)],
) -> Received:
    stored = await uploads.examined(file)
    async with caller.begin() as work:
        known = await service.known(work, stored.sha256)
    if known is None:
        await uploads.store(stored, caller.tenant_id, file.file)
    return Received(stored, known is None)


@refuses(ImportNotFound, TableBusy, TableExpected, StatementUnreadable, ObjectMissing, StorageUnavailable)
async def seen_table(import_id: UUID, caller: Annotated[Caller, may_call(Permission.BANKING_READ)]) -> Proposal:
    async with caller.begin() as work:
        found = await queries.statement_import(work, import_id)
    return await uploads.table(found.key)


@refuses(ImportNotFound, TableBusy, TableExpected, StatementUnreadable, ObjectMissing, StorageUnavailable)
async def mapped_table(import_id: UUID, caller: Annotated[Caller, may_call(Permission.BANKING_IMPORT)]) -> Proposal:
    async with caller.begin() as work:
        found = await queries.statement_import(work, import_id)
    return await uploads.table(found.key)


async def shown(request: Request, response: Response, work: Work, found: StatementImport) -> dict[str, Any]:
    told = await imported.shown(work, found)
    tag(response, told.version)
    return answer(request, told)


@router.get("", response_model=Page[ImportSummary], responses=LISTED)
async def list_bank_imports(request: Request, work: Reads, asked: Annotated[Asked, queries.IMPORTS.asked()]) -> Any:
    """Files that were brought, latest first."""
    return await listed(
        request, work, queries.IMPORTS, asked, queries.every_import(), ImportSummary, shape=imported.summaries
    )


@router.post(
    "",
    status_code=202,
    response_model=Answer[ImportRead],
    responses=problem_responses(BankAccountNotFound, MappingNotFound, StatementFileKnown),
)
@largest("max_statement_bytes")
async def import_bank_statements(
    request: Request,
    response: Response,
    background: BackgroundTasks,
    received: Annotated[Received, Depends(receive)],
    caller: Annotated[Caller, may_call(Permission.BANKING_IMPORT)],
    work: Imports,
    bank_account_id: Annotated[
        UUID | None, Form(description="of which account it is, if the file does not say")
    ] = None,
    mapping_id: Annotated[UUID | None, Form(description="what the columns of a table are")] = None,
) -> dict[str, Any]:
    """Bring a file of the bank. It is read at once and staged; `Location` is the job to follow.

    Nothing counts before it is confirmed. The very same file again is the first import again.
    """
    found, is_new = await service.bring(work, received.stored, bank_account_id, mapping_id)
    if not is_new and received.is_stored:
        background.add_task(uploads.forget, received.stored, caller.tenant_id)
    if found.job_id:
        response.headers["location"] = f"/api/v1/jobs/{found.job_id}"
    return await shown(request, response, work, found)


@router.get("/{import_id}", response_model=Answer[ImportRead], responses=problem_responses(ImportNotFound))
async def get_bank_import(import_id: UUID, request: Request, response: Response, work: Reads) -> dict[str, Any]:
    """What a file holds: each statement, whether it adds up and follows the one before, what is new, what is known.

    Its lines are `GET /banking/lines?import=…`.
    """
    return await shown(request, response, work, await queries.statement_import(work, import_id))


@router.get("/{import_id}/columns", response_model=Answer[ColumnsGuess])
async def guess_import_columns(
    request: Request, table: Annotated[Proposal, Depends(seen_table)], work: Reads, import_id: UUID
) -> dict[str, Any]:
    """The headers and first rows of a table, and what each column seems to be."""
    found = await queries.statement_import(work, import_id)
    kept = await mappings.remembered(work, list(table.headers))
    mapping, twice = mappings.shown(found.mapping or (kept.mapping if kept else None), table)
    guess = ColumnsGuess(
        headers=list(table.headers),
        header_line=table.header_line,
        rows=[list(row) for row in table.rows],
        mapping=mappings.columns_of(mapping),
        known=table.known,
        missing=None if found.mapping or kept else table.missing,
        twice=twice,
        remembered_id=kept.id if kept else None,
        state_column=next(iter(table.mapping.columns.get("state", ())), None),
        states=list(table.states),
        no_movement=list(table.no_movement),
        unsure=table.unsure,
        day_orders=list(table.day_orders),
    )
    return answer(request, guess)


@router.put(
    "/{import_id}/columns",
    status_code=202,
    response_model=Answer[ImportRead],
    responses=problem_responses(ImportNotStaged, MappingInvalid, MappingNameTaken),
)
async def map_import_columns(
    import_id: UUID,
    request: Request,
    response: Response,
    asked: MapColumns,
    table: Annotated[Proposal, Depends(mapped_table)],
    seen: SeenVersion,
    work: Imports,
) -> dict[str, Any]:
    """Say what the columns are; the file is read again. With a name it is remembered for such tables."""
    found = await service.map_columns(work, import_id, asked, list(table.headers), seen)
    response.headers["location"] = f"/api/v1/jobs/{found.job_id}"
    return await shown(request, response, work, found)


@router.put(
    "/{import_id}/account",
    status_code=202,
    response_model=Answer[ImportRead],
    responses=problem_responses(ImportNotFound, ImportNotStaged, BankAccountNotFound),
)
async def choose_import_account(
    import_id: UUID, request: Request, response: Response, asked: ChooseAccount, seen: SeenVersion, work: Imports
) -> dict[str, Any]:
    """Say of which bank account a file is that does not say so; it is read again."""
    found = await service.choose_account(work, import_id, asked.bank_account_id, seen)
    response.headers["location"] = f"/api/v1/jobs/{found.job_id}"
    return await shown(request, response, work, found)


@router.post(
    "/{import_id}/confirm",
    response_model=Answer[ImportRead],
    responses=problem_responses(ImportNotFound, ImportNotStaged, ImportNotReady),
)
async def confirm_bank_import(
    import_id: UUID, request: Request, response: Response, asked: ConfirmImport, seen: SeenVersion, work: Imports
) -> dict[str, Any]:
    """Import what is new; duplicates are skipped. A long file goes on in a job: its status is `importing` then."""
    found = await confirming.confirm(
        work, import_id, seen, accept_unbalanced=asked.accept_unbalanced, import_alike=asked.import_alike
    )
    return await shown(request, response, work, found)


@router.post(
    "/{import_id}/discard",
    response_model=Answer[ImportRead],
    responses=problem_responses(ImportNotFound, ImportNotStaged),
)
async def discard_bank_import(
    import_id: UUID, request: Request, response: Response, seen: SeenVersion, work: Imports
) -> dict[str, Any]:
    """Decide that a staged file is not to be imported."""
    return await shown(request, response, work, await confirming.discard(work, import_id, seen))


@router.post(
    "/{import_id}/revert",
    response_model=Answer[ImportRead],
    responses=problem_responses(ImportNotFound, ImportNotImported, LinesReconciled),
)
async def revert_bank_import(
    import_id: UUID, request: Request, response: Response, asked: RevertImport, seen: SeenVersion, work: Imports
) -> dict[str, Any]:
    """Take a whole import back. Refused, with names, while any of its lines is reconciled."""
    return await shown(request, response, work, await confirming.revert(work, import_id, asked.reason, seen))
