"""Making an export, piece by piece: first all tables of one moment, then the originals, at last the directory.

After each step the row says how far it came, so whoever goes on after an interruption does a step again at most. A
step done twice writes the same keys, and only one of the two is noted.
"""

import hashlib
import json
from bisect import bisect_right
from typing import Any
from uuid import UUID

import structlog
from sqlalchemy import select, update

from app.core import storage
from app.core.runs import Cancelled, Outcome, Run
from app.core.work import Work, begin
from app.modules.privacy import gathering, taking, telling
from app.modules.privacy.archive import Inside, Piece
from app.modules.privacy.errors import ExportDamaged
from app.modules.privacy.models import COMPANY, EXPIRED, FAILED, KEPT, LIST, MAKING, PIECE_BYTES, READY, Export

DOCUMENTS_AT_ONCE = 50
STEPS_PER_TURN = 20

log = structlog.get_logger()


async def make(run: Run, export_id: UUID) -> Outcome:
    """Go on with an export, for one turn of its job."""
    documents: list[UUID] | None = None
    for _ in range(STEPS_PER_TURN):
        if run.cancelled.is_set():
            raise Cancelled
        async with run.begin() as work:
            export = await work.session.scalar(select(Export).where(Export.id == export_id))
        if export is None or export.status != MAKING:
            if export is not None and export.status == EXPIRED:  # ended while this step was under way
                await storage.remove_folder(export.folder)
            return Outcome.DONE
        if export.kind == LIST:
            return await taking.make(run, export)
        if export.taken_at is None:
            await _take_tables(run, export)
            continue
        documents = documents if documents is not None else await _listed_documents(export)
        if left := documents[_place_after(documents, export.continues_after) :]:
            await _take_originals(run, export, left[:DOCUMENTS_AT_ONCE])
        else:
            await _finish(run, export)
    return Outcome.MORE


async def _take_tables(run: Run, export: Export) -> None:
    """All rows of one moment, and which originals belong to it."""
    document_ids: list[UUID] = []
    with Piece(0) as piece:
        async with begin(run.tenant_id, run.actor_id, read_only=True, one_moment=True) as work:
            moment = work.now
            if export.kind == COMPANY:
                await gathering.company(piece, work)
                document_ids = await gathering.document_ids(work)
                others = []
            else:
                await gathering.person(piece, work)
                others = await gathering.companies_of(work)
        for each in others:
            async with begin(each, run.actor_id, read_only=True, one_moment=True) as work:
                await gathering.traces(piece, work)
        listed = json.dumps([str(each) for each in document_ids]).encode()
        await storage.put(export.documents_key, listed, "application/json")
        await _keep(run, export, piece, [], taken_at=moment)


async def _listed_documents(export: Export) -> list[UUID]:
    return [UUID(each) for each in json.loads(await storage.read(export.documents_key))]


def _place_after(documents: list[UUID], last: UUID | None) -> int:
    return bisect_right(documents, last) if last is not None else 0


async def _take_originals(run: Run, export: Export, ids: list[UUID]) -> None:
    """As many as make a piece."""
    async with run.begin() as work:
        found = await gathering.documents(work, ids)
    missing = []
    with Piece(export.size_bytes or 0) as piece:
        for each in ids:
            if each not in found or not await gathering.original(piece, found[each]):
                missing.append(f"originals/{each}")
            last = each
            if piece.size >= PIECE_BYTES:
                break
        await _keep(run, export, piece, missing, continues_after=last)


async def _finish(run: Run, export: Export) -> None:
    """Checksums and directory; then the whole is read once, for its own checksum and to know that it is all there."""
    everything, missing = await _contents(export)
    async with run.begin() as work:
        language = await gathering.language_of(work)
    assert export.taken_at is not None
    with Piece(export.size_bytes or 0) as piece:
        if missing:
            told = "".join(f"{name} ({telling.MISSING[language]})\n" for name in missing)
            piece.put("missing.txt", export.taken_at, told.encode())
            everything += piece.inside
        sums = "".join(f"{each.sha256}  {each.name}\n" for each in everything)
        piece.put("checksums.txt", export.taken_at, sums.encode())
        piece.finish([*everything, piece.inside[-1]])
        count = await _store(export, piece)
        size = (export.size_bytes or 0) + piece.size
    digest, read = hashlib.sha256(), 0
    for number in range(export.pieces + count):
        _, chunks = await storage.stream(export.piece_key(number))
        async for chunk in chunks:
            digest.update(chunk)
            read += len(chunk)
    async with run.begin() as work:
        if read != size:
            raise ExportDamaged(f"{read} bytes are stored, {size} were written")
        made_at = work.now
        noted = await _note(
            work,
            export,
            count,
            size,
            status=READY,
            sha256=digest.hexdigest(),
            made_at=made_at,
            expires_at=made_at + KEPT,
        )
        if noted:
            await telling.say_it_is_ready(work, export)
            await work.record("export.made", export_id=export.id, kind=export.kind, size_bytes=size)


async def _keep(run: Run, export: Export, piece: Piece, missing: list[str], **noted: Any) -> None:
    """Store what the piece holds, and note how far we are."""
    count = await _store(export, piece)
    contents = {"inside": [each.as_json() for each in piece.inside], "missing": missing}
    await storage.put(export.contents_key, json.dumps(contents).encode(), "application/json")
    async with run.begin() as work:
        await _note(work, export, count, (export.size_bytes or 0) + piece.size, **noted)


async def _store(export: Export, piece: Piece) -> int:
    count = 0
    for content in piece.cut(PIECE_BYTES):
        await storage.put(export.piece_key(export.pieces + count), content, "application/octet-stream")
        count += 1
    return count


async def _note(work: Work, export: Export, count: int, size: int, **values: Any) -> bool:
    """False when somebody else did the same step meanwhile."""
    noted = await work.session.scalar(
        update(Export)
        .where(
            Export.id == export.id,
            Export.status == MAKING,
            Export.pieces == export.pieces,
            Export.continues_after.is_not_distinct_from(export.continues_after),
        )
        .values(pieces=export.pieces + count, size_bytes=size, **values)
        .returning(Export.id)
        .execution_options(synchronize_session=False)
    )
    return noted is not None


async def _contents(export: Export) -> tuple[list[Inside], list[str]]:
    """Every file inside so far, in order, and the originals that were gone."""
    everything: list[Inside] = []
    missing: list[str] = []
    for key in await storage.keys(export.contents_folder):
        said = json.loads(await storage.read(key))
        everything += [Inside.from_json(each) for each in said["inside"]]
        missing += said["missing"]
    return everything, missing


async def give_up(work: Work, export_id: UUID) -> None:
    """It will not be made; what is stored of it goes tonight."""
    await work.session.execute(
        update(Export).where(Export.id == export_id, Export.status == MAKING).values(status=FAILED)
    )
